"""The builder: a parse tree to an exact SymPy expression, nothing larger than the bounds on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import sympy
from lark import Token as Leaf
from sympy import And, Eq, Expr, Integer, Ne, Or, Piecewise, S

from symtutor.reading import limits
from symtutor.reading.constants import exact
from symtutor.reading.functions import FUNCTIONS
from symtutor.reading.operations import Operations
from symtutor.reading.refusal import Refusal
from symtutor.reading.tree import Node, leaves, span_of, subtrees

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sympy import Symbol
    from sympy.logic.boolalg import Boolean

    from symtutor.errors import ParseError
    from symtutor.reading.repair import Source

_RELATIONS: dict[str, Callable[..., Boolean]] = {
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
    body: Node


@dataclass(slots=True)
class Builder:
    """Builds the expressions of one text; there is a method for every rule of the grammar.

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
    _built: int = 0
    _depth: int = 0
    _applying: list[str] = field(default_factory=list)

    def expression(self, node: Node) -> Expr:
        """Build the expression that `node` stands for.

        Raises
        ------
        ParseError
            At the subexpression that is not a real number, or too large.
        """
        self._built += 1
        self._depth += 1
        if self._built > limits.OPERATIONS:
            raise self._error(node, "The definitions put in make this too large.", "Write fewer of them.")
        if self._depth > limits.DEPTH:
            raise self._error(node, "This is nested too deeply.", "Name a part of it: a = …")
        build: Callable[[Node], Expr] = getattr(self, f"_{node.data}")
        built = self._located(node, lambda: build(node))
        self._depth -= 1
        return built

    def condition(self, node: Node) -> Boolean:
        """Build a condition: relations joined by "and" and "or"."""
        match str(node.data):
            case "any":
                return Or(*map(self.condition, subtrees(node)))
            case "all":
                return And(*map(self.condition, subtrees(node)))
            case _:
                return And(*self.relations(node))

    def relations(self, node: Node, *, evaluate: bool = True) -> list[Boolean]:
        """Build the relations of a chain such as ``0 < r < 1``."""
        sides = [self.expression(side) for side in subtrees(node)]
        if any(side.has(Piecewise) for side in sides):
            raise self._error(node, "A condition cannot hold pieces itself.", "Write the pieces with plain conditions.")
        return [
            _RELATIONS[str(sign)](left, right, evaluate=evaluate)
            for left, sign, right in zip(sides, leaves(node), sides[1:], strict=False)
        ]

    # --- sums, products, powers ---------------------------------------------------------------------------------

    def _number(self, node: Node) -> Expr:
        return exact(str(leaves(node)[0]))

    def _name(self, node: Node) -> Expr:
        return self.names[str(leaves(node)[0])]

    def _derivative(self, node: Node) -> Expr:
        derivative = self.names.get(str(leaves(node)[0]))
        if derivative is None:
            message = "A derivative has no place here."
            raise Refusal(message, "Write it in the equation of its state.")
        return derivative

    def _constant(self, node: Node) -> Expr:
        return _CONSTANTS[str(leaves(node)[0])]

    def _sum(self, node: Node) -> Expr:
        first, *others = [self.expression(term) for term in subtrees(node)]
        signs = [leaf.type for leaf in leaves(node)]
        signed = [-term if sign == "MINUS" else term for sign, term in zip(signs, others, strict=True)]
        return self.operations.add([first, *signed])

    def _negative(self, node: Node) -> Expr:
        return -self.expression(subtrees(node)[0])

    def _positive(self, node: Node) -> Expr:
        return self.expression(subtrees(node)[0])

    def _product(self, node: Node) -> Expr:
        factors: list[Expr] = []
        divides = False
        for child in node.children:
            if isinstance(child, Leaf):
                divides = child.type == "OVER"
                continue
            factor = self.expression(child)
            # a/b·c is (a/b)·c: what stands before the / is divided, what comes after multiplies
            factors = [self._quotient(factors, child, factor)] if divides else [*factors, factor]
            divides = False
        return self.operations.multiply(factors)

    def _quotient(self, factors: list[Expr], divisor: Node, value: Expr) -> Expr:
        top = self.operations.multiply(factors)
        return self._located(divisor, lambda: self.operations.divide(top, value))

    def _power(self, node: Node) -> Expr:
        base, exponent = map(self.expression, subtrees(node))
        return self.operations.power(base, exponent)

    def _fraction(self, node: Node) -> Expr:
        top, bottom = subtrees(node)
        return self._quotient([self.expression(top)], bottom, self.expression(bottom))

    def _root(self, node: Node) -> Expr:
        *index, radicand = map(self.expression, subtrees(node))
        degree = index[0] if index else Integer({"∛": 3, "∜": 4}.get(str(leaves(node)[0]), 2))
        return self.operations.root(radicand, degree)

    def _absolute(self, node: Node) -> Expr:
        return self.operations.call("abs", [self.expression(subtrees(node)[0])])

    # --- functions ----------------------------------------------------------------------------------------------

    def _bare(self, node: Node) -> Expr:
        return self.operations.multiply([self.expression(factor) for factor in subtrees(node)])

    def _bare_negative(self, node: Node) -> Expr:
        return -self._bare(node)

    def _call(self, node: Node) -> Expr:
        name = str(leaves(node)[0])
        *raised, inside = subtrees(node)
        arguments = [self.expression(part) for part in (subtrees(inside) if inside.data == "arguments" else [inside])]
        value = self._apply(name, arguments) if name in self.functions else self._known(name, arguments)
        if not raised:
            return value
        exponent = self.expression(raised[0])
        if exponent.could_extract_minus_sign():
            inverse = name if name.startswith("a") else f"arc{name}"
            message = f"{name}^{{-1}} has two readings: the inverse function {inverse}, and one over {name}."
            raise Refusal(message, f"Write {inverse} x or 1/{name}(x).")
        return self.operations.power(value, exponent)

    def _known(self, name: str, arguments: list[Expr]) -> Expr:
        """Apply one of the functions everybody knows."""
        canonical, least, most = FUNCTIONS[name]
        if not least <= len(arguments) <= most:
            wanted = f"{least} argument{'s' if least != 1 else ''}"
            message = f"{name} takes {wanted}, not {len(arguments)}."
            raise Refusal(message, f"Write {name}({', '.join('xyz'[:least])}).")
        if canonical == "log" and len(arguments) == 2:
            message = "Which of the two is the base of this logarithm?"
            raise Refusal(message, "Write log_2(x) for base 2, or ln(x)/ln(2).")
        return self.operations.call(canonical, arguments)

    def _apply(self, name: str, arguments: list[Expr]) -> Expr:
        """Put `arguments` into a function defined in the text."""
        definition = self.functions[name]
        if len(arguments) != len(definition.parameters):
            count = len(definition.parameters)
            message = f"{name} was defined with {count} argument{'s' if count != 1 else ''}, not {len(arguments)}."
            raise Refusal(message, "Give as many.")
        if name in self._applying:
            message = f"{name} is defined by itself."
            raise Refusal(message, "Define it by other names only.")
        outer, self.names = self.names, {**self.names, **dict(zip(definition.parameters, arguments, strict=True))}
        self._applying.append(name)
        value = self.expression(definition.body)
        self.names = outer
        self._applying.pop()
        return value

    def _gradient(self, node: Node) -> Expr:
        potential = self.expression(subtrees(node)[0])
        if self.along is None:
            message = "A gradient belongs on the right of a gradient flow."
            raise Refusal(message, "Write x' = -grad(x^2/2 + y^2).")
        return sympy.diff(potential, self.along)

    # --- pieces -------------------------------------------------------------------------------------------------

    def _pieces(self, node: Node) -> Expr:
        pieces: list[tuple[Expr, Boolean]] = []
        for value, guard in self._paired(subtrees(node)):
            condition = S.true if guard is None else self.condition(guard)
            pieces.append((self._piece(value, condition), condition))
        everywhere = Or(*(condition for _, condition in pieces))
        if everywhere is not S.true:
            self.operations.domain.append(everywhere)
        return Piecewise(*pieces)

    def _paired(self, items: list[Node]) -> list[tuple[Node, Node | None]]:
        """Pair every value with its condition; the last may have none."""
        pairs: list[tuple[Node, Node | None]] = []
        while items:
            item = items.pop(0)
            parts = subtrees(item)
            following = str(items[0].data) if items else ""
            match str(item.data):
                case "branch":
                    pairs.append((parts[0], parts[1]))
                case "value" if following == "guard":
                    pairs.append((parts[0], subtrees(items.pop(0))[0]))
                case "value" if following == "otherwise":
                    pairs.append((parts[0], None))
                    items.pop(0)
                case "value" | "default" if not items:
                    pairs.append((parts[0], None))
                case _:
                    raise self._error(item, "This piece has no condition.", "Write { x if x < 1, 1 otherwise }.")
        return pairs

    def _piece(self, node: Node, guard: Boolean) -> Expr:
        """Build one piece; what its domain demands holds only where the piece does."""
        before = len(self.operations.domain)
        value = self.expression(node)
        demands = self.operations.domain[before:]
        self.operations.domain[before:] = [Or(sympy.Not(guard), demand) for demand in demands]
        return value

    # --- errors -------------------------------------------------------------------------------------------------

    def _located(self, node: Node, act: Callable[[], Expr]) -> Expr:
        """Point at `node` when an operation is refused."""
        try:
            return act()
        except Refusal as refusal:
            raise self._error(node, refusal.message, refusal.suggestion) from None

    def _error(self, node: Node, message: str, suggestion: str | None = None) -> ParseError:
        return self.source.error(message, span_of(node), suggestion)
