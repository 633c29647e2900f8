"""The walk over a SymPy expression that all notations share."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sympy import (
    Abs,
    Add,
    And,
    AtomicExpr,
    ComplexRootOf,
    Derivative,
    E,
    EulerGamma,
    FiniteSet,
    Float,
    Function,
    I,
    Integer,
    Interval,
    Max,
    Min,
    Mul,
    Not,
    Or,
    Piecewise,
    Pow,
    Rational,
    S,
    Symbol,
    Tuple,
    Union,
    default_sort_key,
    exp,
    factorial,
    pi,
)
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.matrices.matrixbase import MatrixBase

from symtutor.formula import Name
from symtutor.render.notation.conditions import Conditions
from symtutor.render.notation.names import FUNCTIONS, POWERED
from symtutor.render.notation.numbers import Numbers
from symtutor.render.notation.order import common_denominator, is_one, odd_power, ratio, terms
from symtutor.render.notation.pieces import Edge, Level, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sympy import Expr

    from symtutor.formula import Formula


class Expressions(Numbers, Conditions):
    """A notation that writes what SymPy made."""

    def __init__(self) -> None:
        self._written: dict[Any, Formula] = {}

    @contextmanager
    def writing(self, names: dict[Any, Formula]) -> Iterator[None]:
        """Write what is in `names` as the formula beside it, inside the block."""
        before, self._written = self._written, names
        try:
            yield
        finally:
            self._written = before

    def expression(self, expr: Any) -> Piece:  # noqa: ANN401, C901, PLR0912 - one exhaustive match over SymPy
        """Print what SymPy made."""
        if self._written and expr in self._written:
            replaced = self._written[expr]
            with self.writing({}):
                return self.formula(replaced)
        match expr:
            case Symbol():
                return self.letter(expr.name)
            case Integer() if expr >= 0:
                return self.digits(int(expr))
            case Float():
                return self.decimal(expr, 17)
            case Add():
                return self._add(expr)
            case Pow() if expr.exp.is_Rational and not expr.exp.is_negative:
                return self._power(expr.base, expr.exp)
            case Pow() if not expr.exp.is_Rational:
                return self.power(self.expression(expr.base), self.exponent(expr.exp))
            case Mul() | Rational() | Pow():
                return self._quotient(expr)
            case exp():
                return self.power(self.constant("e"), self.exponent(expr.args[0]))
            case ComplexRootOf():
                return self.beginning(expr)
            case AtomicExpr() if hasattr(expr, "ball"):  # a zero known by the interval that holds it
                return self.beginning(expr)
            case Abs():
                return self.bars(self.expression(expr.args[0]).text)
            case factorial():
                inside = self.at_least(self.expression(expr.args[0]), Level.ATOM)
                return Piece(f"{inside.text}!", Level.ATOM, inside.head, Edge.LOOSE)
            case Piecewise():
                return self.cases([(self.expression(value).text, self.condition(when)) for value, when in expr.args])
            case AppliedUndef():
                return self.call(expr.func.__name__, self._list(expr.args))
            case Function() | Max() | Min():
                real = odd_power(expr)
                if real is not None:
                    return self._power(*real)
                return self.call(self._function(expr), self._list(self._arguments(expr)))
            case Derivative():
                return self._derivative(expr)
            case MatrixBase():
                return self.matrix([[self.expression(entry).text for entry in row] for row in expr.tolist()])
            case Relational() | And() | Or() | Not():
                return self.boolean(expr)
            case Tuple():
                return Piece(self.brackets(self._list(expr.args)))
            case FiniteSet():
                return Piece(self.brackets(self._list(sorted(expr.args, key=default_sort_key)), "{}"))
            case Interval():
                left, right = "(" if expr.left_open else "[", ")" if expr.right_open else "]"
                return Piece(self.brackets(self._list((expr.start, expr.end)), left + right))
            case Union():
                parts = sorted(expr.args, key=lambda part: default_sort_key(part.inf))
                return Piece(self.words(" or ").join(self.expression(part).text for part in parts), Level.RELATION)
            case _:
                return self._atom(expr)

    def exponent(self, expr: Expr) -> Piece:
        """Print an exponent; notations that raise it may print it flat."""
        return self.expression(expr)

    def _atom(self, expr: Any) -> Piece:  # noqa: ANN401 - whatever SymPy may hold
        constants = {pi: "pi", E: "e", I: "i", S.Infinity: "oo", EulerGamma: "gamma", S.ComplexInfinity: "zoo"}
        if expr in constants:
            return self.constant(constants[expr])
        if expr is S.NegativeInfinity:
            return self.negated(self.constant("oo"))
        if expr is S.Reals or expr is S.Integers:
            return self.constant("R" if expr is S.Reals else "Z")
        return Piece(self.words(str(expr)), Level.RELATION)

    def _add(self, expr: Expr) -> Piece:
        over = common_denominator(expr)
        if over is not None:
            below, above = over
            return self.signed(self.fraction(self.expression(above), self.digits(below)), negative=False)
        return self.sum([self.expression(term) for term in terms(expr)])

    def _quotient(self, expr: Expr) -> Piece:
        parts = ratio(expr)
        top = self.product([self.expression(factor) for factor in parts.above]) if parts.above else self.digits(1)
        if is_one(parts.below):
            return self.signed(top, negative=parts.negative)
        bottom = self.product([self.expression(factor) for factor in parts.below])
        return self.signed(self.fraction(top, bottom), negative=parts.negative)

    def _power(self, base: Expr, exponent: Expr) -> Piece:
        """Print a power with a positive rational exponent, roots as roots."""
        real = odd_power(base**exponent) if exponent.is_Integer else None
        if real is not None:
            base, exponent = real
        if exponent.p == 1 and exponent.q > 1:
            return self.root(self.expression(base), int(exponent.q))
        if isinstance(base, Function) and exponent.q == 1 and self._function(base) in POWERED:
            return self.call(self._function(base), self._list(base.args), self.expression(exponent))
        below = self.expression(base)
        if isinstance(base, Function) and below.tail is Edge.CALL:
            below = Piece(self.brackets(below.text), Level.ATOM, Edge.GROUP, Edge.GROUP)
        return self.power(below, self.exponent(exponent))

    def _function(self, expr: Expr) -> str:
        name = str(expr.func.__name__)
        return FUNCTIONS.get(name, name)

    def _arguments(self, expr: Expr) -> Sequence[Expr]:
        """Leave out the value at 0 that SymPy keeps in a step function; order what has no order."""
        match expr.func.__name__:
            case "Heaviside":
                return tuple(expr.args[:1])
            case "Max" | "Min":
                return tuple(sorted(expr.args, key=default_sort_key))
            case _:
                return tuple(expr.args)

    def _list(self, items: Iterable[Any]) -> str:
        return ", ".join(self.expression(item).text for item in items)

    def _derivative(self, expr: Expr) -> Piece:
        inside = expr.expr
        if isinstance(inside, AppliedUndef) and len(inside.args) == 1 and len(expr.variable_count) == 1:
            order = int(expr.variable_count[0][1])
            return self.name(Name(inside.func.__name__, tuple(inside.args), primes=order))
        return Piece(self.words(str(expr)), Level.RELATION)
