"""An equation in one unknown on its way to be solved by hand, and what a step makes of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

import sympy as sp

from symtutor.analysis.words import joined, zero_of
from symtutor.document import Negative, Product, Step, condition, paragraph
from symtutor.numerics.balls import enclose
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sympy.logic.boolalg import Boolean

    from symtutor.document import Block, Formula, Paragraph

TITLE = "Fixed points"
TOPIC = "fixed-points"
PLACES = tuple(
    sp.Rational(p, q) for p, q in ((2, 3), (-3, 2), (7, 5), (5, 1), (-1, 7), (1, 11), (-9, 4), (23, 9), (13, 4))
)
INVERSES = (sp.asinh, sp.acosh, sp.atanh)
TINY = sp.Rational(1, 10**12)


@dataclass(frozen=True, slots=True)
class Equation:
    """``left = right``, to be solved for `unknown` under a condition on the parameters.

    ``factors`` are those of the left side, as they are to be written; ``written`` says that the step before ends with
    this equation, so that the next need not repeat it.
    """

    left: sp.Expr
    right: sp.Expr
    unknown: sp.Symbol
    when: Boolean = sp.true
    factors: tuple[sp.Expr, ...] = ()
    written: bool = field(default=False, compare=False)

    @property
    def difference(self) -> sp.Expr:
        """What must vanish."""
        return self.left - self.right if self.right != 0 else self.left

    @property
    def formula(self) -> Formula:
        """The equation as it is written."""
        return condition(product(self.factors) if self.factors else self.left, self.right)

    @property
    def root(self) -> sp.Expr | None:
        """The solution, where it can be read off: x = a, or x − a = 0."""
        if self.left == self.unknown and not self.right.has(self.unknown):
            return self.right
        if self.right == 0 and (self.left / self.unknown).is_Rational:
            return sp.S.Zero
        if self.right != 0 or not self.left.is_Add or not self.left.has(self.unknown):
            return None
        rest, term = self.left.as_independent(self.unknown, as_Add=True)
        if term == self.unknown:
            return -rest
        return rest if term == -self.unknown else None

    def then(self, left: sp.Expr, right: sp.Expr = sp.S.Zero, *, when: Boolean = sp.true) -> Equation:
        """Return another equation for the same unknown, under this condition too."""
        return Equation(left, right, self.unknown, sp.And(self.when, when))

    def noted(self) -> Equation:
        """Return the same equation as one that was just written."""
        return replace(self, written=True)


def last_written(equations: Sequence[Equation]) -> tuple[Equation, ...]:
    """Note a single equation as the one that a step ends with."""
    return tuple(equation.noted() for equation in equations) if len(equations) == 1 else tuple(equations)


@dataclass(frozen=True, slots=True)
class Root:
    """A solution, and the condition on the parameters under which it is one."""

    value: sp.Expr
    when: Boolean = sp.true


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a route may give: an integer index, and letters that are not taken."""

    index: sp.Symbol
    taken: frozenset[str]


class Move(Protocol):
    """One step by hand: a rule that turns an equation into others, whose solutions together are its own."""

    @property
    def equation(self) -> Equation:
        """The equation that was taken up."""
        ...

    @property
    def branches(self) -> tuple[Equation, ...]:
        """What is left to solve; nothing where there is no solution."""
        ...

    def verify(self) -> bool | None:
        """Check that nothing is lost and nothing won."""
        ...

    def narrate(self) -> Step:
        """Say what is done, and why it may be done."""
        ...


def product(factors: Sequence[sp.Expr]) -> Formula:
    """Write a product of factors in this order, a minus sign in front of all of it."""
    if factors[0] == -1:
        return Negative(Product(tuple(factors[1:])))
    return Product(tuple(factors))


def step(*blocks: Block) -> Step:
    """Make a part of the step that finds the fixed points."""
    return Step(TITLE, blocks, TOPIC)


def told(equation: Equation, words: str, /, **holes: object) -> Paragraph:
    """Write a sentence, and before it the equation it is about, unless that was just written."""
    sentence = paragraph(words, **holes)
    if equation.written:
        return sentence
    return joined([paragraph("Solve {equation}. ", equation=equation.formula), sentence])


def choices(equations: Iterable[Equation]) -> list[Formula]:
    """List equations as the choices of a sentence."""
    return [equation.formula for equation in equations]


def zeros(expressions: Iterable[sp.Expr]) -> list[Formula]:
    """List what may be zero as the choices of a sentence."""
    return [zero_of(expression) for expression in expressions]


def listed(parts: Sequence[Paragraph]) -> Paragraph:
    """Separate cases by semicolons."""
    return joined([parts[0], *(paragraph("; {part}", part=part) for part in parts[1:])])


def agree(first: sp.Expr, second: sp.Expr) -> bool | None:
    """Compare two expressions in balls at nine places: another route than the algebra that made one of the other.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> agree(x**2 - 1, (x - 1) * (x + 1)), agree(x**2, x)
    (True, False)
    """
    difference = first - second
    if difference == 0:
        return True
    symbols = sorted(difference.free_symbols, key=lambda symbol: str(symbol.name))
    held = 0
    for shift in range(len(PLACES)):
        ball = enclose(difference, {symbol: _place(symbol, shift + 2 * k) for k, symbol in enumerate(symbols)})
        if ball is None:
            continue
        if not ball.contains(0):
            return False
        held += bool(ball.rad() < enclose(TINY))
    return held > 2 or None


def _place(symbol: sp.Symbol, number: int) -> sp.Expr:
    """Choose a value that the assumptions on a symbol allow."""
    place = PLACES[number % len(PLACES)]
    if symbol.is_integer:
        return sp.Integer(number - 3)
    return -abs(place) if symbol.is_negative else abs(place) if symbol.is_positive else place


def all_agree(pairs: Iterable[tuple[sp.Expr, sp.Expr]]) -> bool | None:
    """Compare pairs of expressions."""
    verdicts = [agree(first, second) for first, second in pairs]
    return False if False in verdicts else None if None in verdicts else True


def same_number(first: sp.Expr, second: sp.Expr) -> bool | None:
    """Decide exactly whether two solutions are one."""
    if first == second:
        return True
    difference = sp.expand(first - second)
    if difference.free_symbols:
        difference = sp.cancel(sp.together(difference)) if difference != 0 else difference
    if difference.atoms(*INVERSES):
        difference = sp.expand(difference.rewrite(sp.log))
    found = sign(difference)
    return None if found is None else found == 0
