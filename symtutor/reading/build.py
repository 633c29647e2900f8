"""The builder: a parse tree to an exact SymPy expression, nothing larger than the bounds on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import sympy
from lark import Token as Leaf
from lark import Tree
from sympy import And, Eq, Expr, Integer, Ne, Or, Piecewise, Rational, S

from symtutor.reading import limits
from symtutor.reading.functions import FUNCTIONS
from symtutor.reading.operations import Operations
from symtutor.reading.refusal import Refusal

if TYPE_CHECKING:
    from sympy import Symbol
    from sympy.logic.boolalg import Boolean

    from symtutor.errors import ParseError
    from symtutor.reading.repair import Source

_Node = Tree[Leaf]

_RELATIONS: dict[str, Callable[[Expr, Expr], Boolean]] = {
    "<": sympy.Lt,
    ">": sympy.Gt,
    "<=": sympy.Le,
    ">=": sympy.Ge,
    "!=": Ne,
    "=": Eq,
}
_CONSTANTS = {"e": S.Exp1, "pi": S.Pi}


@dataclass(frozen=True, slots=True)
class Definition:
    """A function defined in the text: ``g(x) = x^2/(1 + x^2)``."""

    parameters: tuple[str, ...]
    body: _Node


@dataclass(slots=True)
class Builder:
    """Builds the expressions of one text.

    Attributes
    ----------
    source : Source
        The text, for errors.
    names : mapping of str to Expr
        What each ``NAME`` and ``DERIVATIVE`` stands for.
    functions : mapping of str to Definition
        Functions defined in the text.
    along : Symbol or None
        The state along which ``∇`` is taken in a gradient flow.
    operations : Operations
        Collects the domain.
    """

    source: Source
    names: Mapping[str, Expr]
    functions: Mapping[str, Definition] = field(default_factory=dict)
    along: Symbol | None = None
    operations: Operations = field(default_factory=Operations)
    built: int = 0
    depth: int = 0
    applying: list[str] = field(default_factory=list)

    def expression(self, tree: _Node) -> Expr:
        """Build the expression that `tree` stands for.

        Raises
        ------
        ParseError
            At the subexpression that is not a real number, or too large.
        """
        self.built += 1
        self.depth += 1
        if self.built > limits.OPERATIONS:
            raise self._error(tree, "The definitions put in make this too large.", "Write fewer of them.")
        if self.depth > limits.DEPTH:
            raise self._error(tree, "This is nested too deeply.", "Name a part of it: a = …")
        try:
            built: Expr = _BUILD[str(tree.data)](self, tree)
        except Refusal as refusal:
            raise self._error(tree, refusal.message, refusal.suggestion) from None
        self.depth -= 1
        return built

    def condition(self, tree: _Node) -> Boolean:
        """Build a condition: relations joined by "and" and "or"."""
        match str(tree.data):
            case "any":
                return Or(*map(self.condition, tree.children))
            case "all":
                return And(*map(self.condition, tree.children))
            case _:
                return And(*self.relations(tree))

    def relations(self, tree: _Node, *, evaluate: bool = True) -> list[Boolean]:
        """Build the relations of a chain such as ``0 < r < 1``."""
        sides = [self.expression(child) for child in tree.children[::2]]
        signs = [str(child) for child in tree.children[1::2]]
        return [
            _RELATIONS[sign](left, right, evaluate=evaluate)  # type: ignore[call-arg]
            for left, sign, right in zip(sides, signs, sides[1:], strict=False)
        ]

    # --- a method for every rule of the grammar -----------------------------------------------------------------

    def _number(self, tree: _Node) -> Expr:
        return exact(str(tree.children[0]))

    def _name(self, tree: _Node) -> Expr:
        return self.names[str(tree.children[0])]

    def _derivative(self, tree: _Node) -> Expr:
        try:
            return self.names[str(tree.children[0])]
        except KeyError:
            message = "A derivative has no place here."
            raise Refusal(message, "Write it in the equation of its state.") from None

    def _constant(self, tree: _Node) -> Expr:
        return _CONSTANTS[str(tree.children[0])]

    def _sum(self, tree: _Node) -> Expr:
        terms = [self.expression(tree.children[0])]
        for sign, child in zip(tree.children[1::2], tree.children[2::2], strict=True):
            term = self.expression(child)
            terms.append(-term if sign.type == "MINUS" else term)
        return self.operations.add(terms)

    def _negative(self, tree: _Node) -> Expr:
        return -self.expression(tree.children[-1])

    def _positive(self, tree: _Node) -> Expr:
        return self.expression(tree.children[-1])

    def _product(self, tree: _Node) -> Expr:
        factors: list[Expr] = []
        divide = False
        for child in tree.children:
            if isinstance(child, Leaf):
                divide = child.type == "OVER"
                continue
            factor = self.expression(child)
            if divide:
                # a/b·c is (a/b)·c: what stands before the / is divided, what comes after multiplies
                factors = [
                    self._located(child, lambda f=factor: self.operations.divide(self.operations.multiply(factors), f))
                ]
            else:
                factors.append(factor)
            divide = False
        return self.operations.multiply(factors)

    def _located(self, tree: _Node, act: Callable[[], Expr]) -> Expr:
        """Point at `tree` when the operation is refused."""
        try:
            return act()
        except Refusal as refusal:
            raise self._error(tree, refusal.message, refusal.suggestion) from None

    def _power(self, tree: _Node) -> Expr:
        return self.operations.power(self.expression(tree.children[0]), self.expression(tree.children[2]))

    def _fraction(self, tree: _Node) -> Expr:
        _, top, bottom = tree.children
        numerator, denominator = self.expression(top), self.expression(bottom)
        return self._located(bottom, lambda: self.operations.divide(numerator, denominator))

    def _root(self, tree: _Node) -> Expr:
        sign, *index, radicand = tree.children
        degree = self.expression(index[0]) if index else Integer({"∛": 3, "∜": 4}.get(str(sign), 2))
        return self.operations.root(self.expression(radicand), degree)

    def _absolute(self, tree: _Node) -> Expr:
        return self.operations.call("abs", [self.expression(tree.children[0])])

    def _bare(self, tree: _Node) -> Expr:
        factors = [self.expression(child) for child in tree.children if isinstance(child, Tree)]
        product = self.operations.multiply(factors)
        return -product if tree.data == "bare_negative" else product

    def _call(self, tree: _Node) -> Expr:
        function, raised, inside = tree.children
        name = str(function)
        children = inside.children if inside.data == "arguments" else [inside]
        arguments = [self.expression(child) for child in children]
        if name in self.functions:
            value = self._apply(tree, name, arguments)
        else:
            value = self._known(tree, name, arguments)
        if raised is None:
            return value
        exponent = self.expression(raised)
        if exponent.could_extract_minus_sign():
            inverse = name if name.startswith("a") else f"arc{name}"
            message = f"{name}^{{-1}} has two readings: the inverse function {inverse}, and one over {name}."
            raise Refusal(message, f"Write {inverse} x or 1/{name}(x).")
        return self.operations.power(value, exponent)

    def _known(self, tree: _Node, name: str, arguments: list[Expr]) -> Expr:
        """Apply one of the functions everybody knows."""
        canonical, least, most = FUNCTIONS[name]
        if not least <= len(arguments) <= most:
            wanted = f"{least} argument{'s' if least != 1 else ''}"
            message = f"{name} takes {wanted}, not {len(arguments)}."
            raise Refusal(message)
        if canonical == "log" and len(arguments) == 2:
            message = "Which of the two is the base of this logarithm?"
            raise Refusal(message, "Write log_2(x) for base 2, or ln(x)/ln(2).")
        if canonical == "grad":
            return self._gradient_of(arguments[0])
        return self.operations.call(canonical, arguments)

    def _apply(self, tree: _Node, name: str, arguments: list[Expr]) -> Expr:
        """Put `arguments` into a function defined in the text."""
        definition = self.functions[name]
        if len(arguments) != len(definition.parameters):
            message = f"{name} was defined with {len(definition.parameters)} argument(s), not {len(arguments)}."
            raise Refusal(message)
        if name in self.applying:
            message = f"{name} is defined by itself."
            raise Refusal(message, "Define it by other names only.")
        outer, self.names = self.names, {**self.names, **dict(zip(definition.parameters, arguments, strict=True))}
        self.applying.append(name)
        value = self.expression(definition.body)
        self.names = outer
        self.applying.pop()
        return value

    def _gradient(self, tree: _Node) -> Expr:
        return self._gradient_of(self.expression(tree.children[1]))

    def _gradient_of(self, potential: Expr) -> Expr:
        if self.along is None:
            message = "A gradient belongs on its own side of a gradient flow."
            raise Refusal(message, "Write x' = -grad(x^2/2 + y^2).")
        return sympy.diff(potential, self.along)

    def _pieces(self, tree: _Node) -> Expr:
        pieces: list[tuple[Expr, Boolean]] = []
        children = list(tree.children)
        covered: list[Boolean] = []
        while children:
            child = children.pop(0)
            following = children[0].data if children else None
            match str(child.data):
                case "branch":
                    value, _, guard = child.children
                case "value" if following == "guard":
                    value, guard = child.children[0], children.pop(0).children[-1]
                case "value" if following == "otherwise":
                    value, guard = child.children[0], None
                    children.pop(0)
                case "value" | "default" if not children:
                    value, guard = child.children[0], None
                case _:
                    raise self._error(child, "This piece has no condition.", "Write { x if x < 1, 1 otherwise }.")
            condition = S.true if guard is None else self.condition(guard)
            pieces.append((self._piece(value, condition), condition))
            covered.append(condition)
        everywhere = Or(*covered)
        if everywhere is not S.true:
            self.operations.domain.append(everywhere)
        return Piecewise(*pieces)

    def _piece(self, tree: _Node, guard: Boolean) -> Expr:
        """Build one piece; what its domain demands holds only where the piece does."""
        before = len(self.operations.domain)
        value = self.expression(tree)
        demands = self.operations.domain[before:]
        del self.operations.domain[before:]
        self.operations.domain.extend(Or(sympy.Not(guard), demand) for demand in demands)
        return value

    def _error(self, tree: _Node, message: str, suggestion: str | None = None) -> ParseError:
        return self.source.error(message, span_of(tree), suggestion)


def span_of(tree: _Node) -> tuple[int, int]:
    """Return the place of a subexpression in the text as typed."""
    return tree.meta.start_pos, tree.meta.end_pos


def exact(text: str) -> Rational:
    """Read a number exactly: ``0.1`` is 1/10, ``1e-3`` is 1/1000, ``1/2`` comes from ½.

    Examples
    --------
    >>> exact("0.1"), exact("1e-3"), exact("1/2")
    (1/10, 1/1000, 1/2)
    """
    if "/" in text:
        top, _, bottom = text.partition("/")
        return Rational(int(top), int(bottom))
    mantissa, _, exponent = text.lower().partition("e")
    whole, _, places = mantissa.partition(".")
    shift = int(exponent or "0") - len(places)
    digits = int(whole + places)
    return Rational(digits * 10**shift) if shift >= 0 else Rational(digits, 10**-shift)


_BUILD: dict[str, Callable[[Builder, _Node], Expr]] = {
    "number": Builder._number,  # noqa: SLF001 - the table belongs to the class
    "name": Builder._name,  # noqa: SLF001
    "derivative": Builder._derivative,  # noqa: SLF001
    "constant": Builder._constant,  # noqa: SLF001
    "sum": Builder._sum,  # noqa: SLF001
    "negative": Builder._negative,  # noqa: SLF001
    "positive": Builder._positive,  # noqa: SLF001
    "product": Builder._product,  # noqa: SLF001
    "power": Builder._power,  # noqa: SLF001
    "fraction": Builder._fraction,  # noqa: SLF001
    "root": Builder._root,  # noqa: SLF001
    "absolute": Builder._absolute,  # noqa: SLF001
    "bare": Builder._bare,  # noqa: SLF001
    "bare_negative": Builder._bare,  # noqa: SLF001
    "call": Builder._call,  # noqa: SLF001
    "gradient": Builder._gradient,  # noqa: SLF001
    "pieces": Builder._pieces,  # noqa: SLF001
}
