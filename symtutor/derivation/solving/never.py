"""Why an equation has no solution at all: a side that is always positive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import series
from symtutor.derivation.solving.equation import PLACES, Equation, step, told
from symtutor.document import Chain
from symtutor.numerics.balls import enclose
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.derivation.solving.equation import Names
    from symtutor.document import Formula, Step


@dataclass(frozen=True, slots=True)
class NeverZero:
    """A sum of terms that are not negative, one of them positive, is positive (the order axioms of ℝ).

    Attributes
    ----------
    side : int
        +1 where the terms are positive, −1 where all of them are negative.
    weak, strict : tuple of Expr
        Terms, without their common sign, that can be zero, and those that cannot.
    """

    equation: Equation
    side: int
    weak: tuple[sp.Expr, ...]
    strict: tuple[sp.Expr, ...]

    @property
    def branches(self) -> tuple[Equation, ...]:
        """Nothing."""
        return ()

    def verify(self) -> bool | None:
        """Evaluate the sum in balls: it has its sign wherever it is defined."""
        difference = self.equation.difference
        symbols = sorted(difference.free_symbols - {self.equation.unknown}, key=lambda symbol: str(symbol.name))
        constants = {s: -abs(PLACES[k]) if s.is_negative else abs(PLACES[k]) for k, s in enumerate(symbols)}
        balls = [enclose(difference, constants | {self.equation.unknown: place}) for place in PLACES]
        decided = [ball for ball in balls if ball is not None]
        return all(ball * self.side > 0 for ball in decided) if decided else None

    def narrate(self) -> Step:
        """Name the signs of the terms."""
        signs: list[Formula] = [Chain((term, sp.S.Zero), ("\N{GREATER-THAN OR EQUAL TO}",)) for term in self.weak]
        signs += [Chain((term, sp.S.Zero), (">",)) for term in self.strict if not term.is_Rational]
        positive = "positive" if self.side > 0 else "negative"
        if not signs:
            return step(told(self.equation, "That is false, so there is no solution."))
        words = f"There is no real solution: {{signs}}, so the left side is always {positive}."
        return step(told(self.equation, words, signs=series(signs)))


def never_zero(equation: Equation, _names: Names) -> NeverZero | None:
    """Look for a sum of terms of one sign, one of which is never zero."""
    if equation.right != 0 or equation.factors:
        return None
    terms = equation.left.args if equation.left.is_Add else (equation.left,)
    for side in (1, -1):
        strict = tuple(side * term for term in terms if sign(side * term) == 1)
        weak = tuple(side * term for term in terms if side * term not in strict)
        if strict and all(term.is_nonnegative for term in weak):
            return NeverZero(equation, side, weak, strict)
    return None
