"""The walk over a formula that all notations share: structure, order and precedence are decided here, once.

A notation says how its powers, fractions, roots and names look (:class:`Printer`'s abstract methods); where
parentheses and minus signs go follows from the levels of the pieces.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sympy import (
    Abs,
    Add,
    And,
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

from symtutor import formula as formulas
from symtutor.render.notation.decimals import decimal
from symtutor.render.notation.names import FUNCTIONS, POWERED
from symtutor.render.notation.order import common_denominator, is_one, odd_power, ratio, terms
from symtutor.render.notation.pieces import Edge, Level, Piece

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sympy import Expr
    from sympy.logic.boolalg import Boolean

    from symtutor.formula import Formula

_SHOWN = 5
"""Digits that stand for an algebraic number."""


class Printer(ABC):
    """A notation for formulas."""

    minus = "-"
    factor_level = Level.PRODUCT
    """What goes without brackets as a factor."""

    def __init__(self) -> None:
        self._written: dict[Any, Formula] = {}

    @contextmanager
    def _writing(self, names: dict[Any, Formula]) -> Iterator[None]:
        """Write what is in `names` as the formula beside it, inside the block."""
        before, self._written = self._written, names
        try:
            yield
        finally:
            self._written = before

    # --- what a notation decides ---------------------------------------------------------------------------------

    @abstractmethod
    def letter(self, name: str) -> Piece:
        """Print the name of a symbol."""

    @abstractmethod
    def constant(self, name: str) -> Piece:
        """Print π, e, i, ∞ or Euler's γ, given by their ASCII names."""

    @abstractmethod
    def words(self, text: str) -> str:
        """Print plain words inside a formula, spaces included."""

    @abstractmethod
    def relation(self, sign: str) -> str:
        """Print a relation sign without spaces."""

    @abstractmethod
    def brackets(self, text: str, pair: str = "()") -> str:
        """Put `text` in brackets."""

    @abstractmethod
    def bars(self, text: str) -> Piece:
        """Print an absolute value."""

    @abstractmethod
    def fraction(self, top: Piece, bottom: Piece) -> Piece:
        """Print a quotient."""

    @abstractmethod
    def power(self, base: Piece, exponent: Piece) -> Piece:
        """Print a power."""

    @abstractmethod
    def root(self, radicand: Piece, degree: int) -> Piece:
        """Print a real root."""

    @abstractmethod
    def juxtapose(self, factors: Sequence[Piece]) -> str:
        """Print a product of factors that are already in brackets where they must be."""

    @abstractmethod
    def call(self, name: str, arguments: str, exponent: Piece | None = None) -> Piece:
        """Print a function applied, perhaps with an exponent on its name."""

    @abstractmethod
    def name(self, name: formulas.Name) -> Piece:
        """Print a named quantity."""

    @abstractmethod
    def matrix(self, rows: Sequence[Sequence[str]]) -> Piece:
        """Print a matrix of printed entries."""

    @abstractmethod
    def cases(self, rows: Sequence[tuple[str, str]]) -> Piece:
        """Print a function in pieces: value and condition of each."""

    # --- formulas ------------------------------------------------------------------------------------------------

    def formula(self, formula: Formula) -> Piece:  # noqa: C901, PLR0912 - one exhaustive match over formulas
        """Print any formula."""
        match formula:
            case formulas.Name():
                return self.name(formula)
            case formulas.Chain(sides, relations):
                print_side = self.formula if set(relations) <= {"=", "or"} else self.argument
                return self._chain([print_side(side) for side in sides], relations)
            case formulas.Listing(items, brackets):
                text = ", ".join(self.formula(item).text for item in items)
                return Piece(self.brackets(text, brackets)) if brackets else Piece(text, Level.LIST)
            case formulas.Sum(parts):
                return self.sum([self.formula(part) for part in parts])
            case formulas.Product(parts):
                return self.product([self.formula(part) for part in parts])
            case formulas.Quotient(top, bottom):
                return self.fraction(self.formula(top), self.formula(bottom))
            case formulas.Power(base, exponent):
                return self.power(self.formula(base), self.formula(exponent))
            case formulas.Absolute(inside):
                return self.bars(self.formula(inside).text)
            case formulas.Negative(inside):
                return self.negated(self.formula(inside))
            case formulas.Approx(exact, digits):
                return self.approximation(exact, digits)
            case formulas.Written(expression, names):
                with self._writing(dict(names)):
                    return self.expression(expression)
            case ComplexRootOf():
                return self._polynomial_root(formula)
            case _:
                return self.expression(formula)

    def argument(self, formula: Formula) -> Piece:
        """Print what stands inside another formula, where there is no room for words."""
        return self.expression(formula) if isinstance(formula, ComplexRootOf) else self.formula(formula)

    def sum(self, parts: Sequence[Piece]) -> Piece:
        """Join terms by plus and minus signs."""
        text = self.at_least(parts[0], Level.NEGATIVE).text
        for part in parts[1:]:
            shown = self.at_least(part, Level.NEGATIVE)
            text += f" {self.minus} {shown.text[1:]}" if shown.negative else f" + {shown.text}"
        return Piece(text, Level.SUM) if len(parts) > 1 else parts[0]

    def product(self, factors: Sequence[Piece]) -> Piece:
        """Multiply factors, in this order, each in brackets where it is a sum, a quotient or negative."""
        shown = [self.at_least(factor, self.factor_level) for factor in factors]
        if len(shown) == 1:
            return factors[0]
        return Piece(self.juxtapose(shown), Level.PRODUCT, shown[0].head, shown[-1].tail)

    def negated(self, piece: Piece) -> Piece:
        """Put a minus sign in front."""
        return Piece(f"{self.minus}{self.at_least(piece, Level.FRACTION).text}", Level.NEGATIVE)

    def at_least(self, piece: Piece, level: Level) -> Piece:
        """Put `piece` in brackets unless it holds together at least as tightly as `level`."""
        if piece.level >= level:
            return piece
        number = not any(c.isalpha() for c in piece.text) and " " not in piece.text
        edge = Edge.NUMBER_GROUP if number else Edge.GROUP
        return Piece(self.brackets(piece.text), Level.ATOM, edge, edge)

    def approximation(self, exact: Expr, digits: int) -> Piece:
        """Print the decimal of a real or complex number."""
        return self._real_or_complex(exact, digits, lambda part: self._decimal(part, digits))

    def _real_or_complex(self, exact: Expr, digits: int, shown: Callable[[Expr], Piece]) -> Piece:
        if exact.is_extended_real is not False:
            return shown(exact)
        real, imaginary = _parts(exact, digits)
        turned = self.product([shown(abs(imaginary)), self.constant("i")])
        turned = self.negated(turned) if imaginary.is_negative else turned
        return turned if real.is_zero else self.sum([shown(real), turned])

    def _decimal(self, number: Expr, digits: int) -> Piece:
        text, power = decimal(number, digits)
        negative = text.startswith("-")
        piece = Piece(text.lstrip("-"), Level.ATOM, Edge.DIGIT, Edge.DIGIT)
        if power:
            piece = self.product([piece, self.power(self._digits(10), self.expression(Integer(power)))])
        return self.negated(piece) if negative else piece

    def _digits(self, number: int) -> Piece:
        return Piece(str(number), Level.ATOM, Edge.DIGIT, Edge.DIGIT)

    def _chain(self, sides: Sequence[Piece], relations: Sequence[str]) -> Piece:
        text = self.at_least(sides[0], Level.LIST).text
        for sign, side in zip(relations, sides[1:], strict=True):
            text += f" {self.relation(sign)} {side.text}"
        return Piece(text, Level.RELATION)

    # --- SymPy ---------------------------------------------------------------------------------------------------

    def expression(self, expr: Any) -> Piece:  # noqa: ANN401, C901, PLR0912 - one exhaustive match over SymPy
        """Print what SymPy made."""
        if self._written and expr in self._written:
            replaced = self._written[expr]
            with self._writing({}):
                return self.formula(replaced)
        match expr:
            case Symbol():
                return self.letter(expr.name)
            case Integer() if expr >= 0:
                return self._digits(int(expr))
            case Float():
                return self._decimal(expr, 17)
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
                return self._beginning(expr)
            case Abs():
                return self.bars(self.expression(expr.args[0]).text)
            case factorial():
                inside = self.at_least(self.expression(expr.args[0]), Level.ATOM)
                return Piece(f"{inside.text}!", Level.ATOM, inside.head, Edge.LOOSE)
            case Piecewise():
                return self.cases([(self.expression(value).text, self._condition(when)) for value, when in expr.args])
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
                return self._boolean(expr)
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
            return self._signed(self.fraction(self.expression(above), self._digits(below)), negative=False)
        return self.sum([self.expression(term) for term in terms(expr)])

    def _quotient(self, expr: Expr) -> Piece:
        parts = ratio(expr)
        top = self.product([self.expression(factor) for factor in parts.above]) if parts.above else self._digits(1)
        if is_one(parts.below):
            return self._signed(top, negative=parts.negative)
        bottom = self.product([self.expression(factor) for factor in parts.below])
        return self._signed(self.fraction(top, bottom), negative=parts.negative)

    def _signed(self, piece: Piece, *, negative: bool) -> Piece:
        return self.negated(piece) if negative else piece

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

    def _beginning(self, expr: Expr) -> Piece:
        """Print the first digits of an algebraic number and an ellipsis, which stands for all the others."""
        return self._real_or_complex(expr, _SHOWN, self._first_digits)

    def _first_digits(self, number: Expr) -> Piece:
        text, power = decimal(number, _SHOWN, cut=True)
        more = Piece(text.lstrip("-") + self.constant("...").text, Level.POWER, Edge.DIGIT, Edge.LOOSE)
        if power:
            more = self.product([more, self.power(self._digits(10), self.expression(Integer(power)))])
        return self._signed(more, negative=text.startswith("-"))

    def _polynomial_root(self, expr: Expr) -> Piece:
        polynomial = self.expression(expr.expr).text
        near = self.approximation(expr, _SHOWN).text
        return Piece(f"{self.words('root of ')}{polynomial}{self.words(' near ')}{near}", Level.RELATION)

    def _derivative(self, expr: Expr) -> Piece:
        inside = expr.expr
        if isinstance(inside, AppliedUndef) and len(inside.args) == 1 and len(expr.variable_count) == 1:
            order = int(expr.variable_count[0][1])
            return self.name(formulas.Name(inside.func.__name__, tuple(inside.args), primes=order))
        return Piece(self.words(str(expr)), Level.RELATION)

    # --- conditions ----------------------------------------------------------------------------------------------

    def _condition(self, when: Boolean) -> str:
        return self.words("otherwise") if when is S.true else self.expression(when).text

    def _boolean(self, expr: Boolean) -> Piece:
        if isinstance(expr, Relational):
            shown = expr.reversed if expr.lhs.is_number and not expr.rhs.is_number else expr
            return self._chain([self.expression(shown.lhs), self.expression(shown.rhs)], (shown.rel_op,))
        if isinstance(expr, Not):
            return Piece(f"{self.words('not ')}{self.brackets(self.expression(expr.args[0]).text)}", Level.RELATION)
        between = _between(expr)
        if between is not None:
            low, state, high = between
            sides = [self.expression(side) for side in (low.rhs, state, high.rhs)]
            return self._chain(sides, (low.reversed.rel_op, high.rel_op))
        joint = self.words(" and " if isinstance(expr, And) else " or ")
        texts = []
        for part in sorted(expr.args, key=default_sort_key):
            text = self.expression(part).text
            texts.append(self.brackets(text) if isinstance(part, And | Or) else text)
        return Piece(joint.join(texts), Level.LIST)


def _between(condition: Boolean) -> tuple[Relational, Expr, Relational] | None:
    """Recognise ``low < x < high`` in a conjunction of two."""
    if not isinstance(condition, And) or len(condition.args) != 2:
        return None
    if not all(isinstance(part, Relational) for part in condition.args):
        return None
    parts = [part.reversed if part.lhs.is_number else part for part in condition.args]
    low = next((part for part in parts if part.rel_op in {">", ">="}), None)
    high = next((part for part in parts if part.rel_op in {"<", "<="}), None)
    if low is None or high is None or low.lhs != high.lhs:
        return None
    return low, low.lhs, high


def _parts(number: Expr, digits: int) -> tuple[Expr, Expr]:
    """Split a complex number, exactly where it is a sum of real and purely imaginary terms."""
    real = [term for term in Add.make_args(number) if term.is_real]
    turned = [-I * term for term in Add.make_args(number) if term.is_imaginary]
    if len(real) + len(turned) == len(Add.make_args(number)):
        return Add(*real), Add(*turned)
    shown = number.evalf(digits + 10, chop=True).as_real_imag()
    return shown[0], shown[1]
