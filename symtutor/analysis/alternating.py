"""Two families that interleave: x* = a + n T/2 with slopes of alternating sign, told as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import function, star
from symtutor.document import Step, equals, paragraph
from symtutor.numerics.balls import enclose, taylor

if TYPE_CHECKING:
    from symtutor.model import Classification, ODESystem


@dataclass(frozen=True, slots=True)
class AlternatingFamilies:
    """Between neighbouring simple zeros a continuous function keeps its sign, so its slopes alternate in sign.

    (Intermediate value theorem; Strogatz, *Nonlinear Dynamics and Chaos*, §2.2.)

    Attributes
    ----------
    at : Expr
        The common formula a + n d, n any integer.
    slope : Expr
        f′ there: c·(−1)ⁿ.
    """

    state: sp.Symbol
    field: sp.Expr
    index: sp.Symbol
    at: sp.Expr
    slope: sp.Expr

    def verify(self) -> bool | None:
        """Evaluate f and f′ at several members by power series in balls."""
        for number in range(-3, 4):
            member = {self.index: sp.Integer(number)}
            coefficients = taylor(self.field, self.state, {self.state: self.at.xreplace(member)}, 1)
            expected = enclose(self.slope.xreplace(member))
            if coefficients is None or expected is None:
                return None
            if not (coefficients[0].contains(0) and coefficients[1].overlaps(expected)):
                return False
        return True

    def narrate(self) -> Step:
        """Tell both families in one line."""
        return Step(
            "Stability",
            (
                paragraph(
                    "Both families in one: {points}, with {slope} for every integer {n}.",
                    points=equals(star(self.state), self.at),
                    slope=equals(function(self.state, 1, self.at, self.slope), self.slope),
                    n=self.index,
                ),
            ),
            "stability",
        )


def alternating(system: ODESystem, classifications: tuple[Classification, ...]) -> AlternatingFamilies | None:
    """Join two families a + n T and a + T/2 + n T whose slopes are c and −c."""
    if system.dimension != 1 or len(classifications) != 2 or not all(c.point.index for c in classifications):
        return None
    first, second = classifications
    (index,) = first.point.index
    distance = second.at[0] - first.at[0]
    slopes = [c.linearization.jacobian[0, 0] for c in classifications]
    if sp.expand(2 * distance - first.at[0].coeff(index)) != 0 or sp.expand(slopes[0] + slopes[1]) != 0:
        return None
    base = first.at[0].xreplace({index: sp.S.Zero})
    return AlternatingFamilies(
        system.states[0], system.field[0], index, base + sp.expand(distance) * index, slopes[0] * (-1) ** index
    )
