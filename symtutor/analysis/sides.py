"""Fields with corners on the line: the sign of f on each side of a fixed point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import sympy as sp

from symtutor.analysis.slope import ORDER_LIMIT
from symtutor.analysis.smoothness import smooth_at
from symtutor.analysis.words import function, point
from symtutor.document import Chain, Step, paragraph
from symtutor.model import Classification, Kind, Stability
from symtutor.numerics.balls import enclose
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.document import Paragraph
    from symtutor.model import FixedPoint, Linearization, ODESystem

NEAR = sp.Rational(1, 10**12)
VERDICTS = {
    (1, -1): (Kind.STABLE, Stability.ASYMPTOTIC),
    (-1, 1): (Kind.UNSTABLE, Stability.UNSTABLE),
    (1, 1): (Kind.HALF_STABLE, Stability.HALF),
    (-1, -1): (Kind.HALF_STABLE, Stability.HALF),
}


@dataclass(frozen=True, slots=True)
class SignOnEachSide:
    """Where f has a corner it has no derivative, but on each side it is smooth, and the two signs decide.

    Solutions move right where f > 0 and left where f < 0 (Strogatz, *Nonlinear Dynamics and Chaos*, §2.2).

    Attributes
    ----------
    left, right : int
        The sign of f just left and just right of the point.
    """

    state: sp.Symbol
    field: sp.Expr
    at: sp.Expr
    left: int
    right: int

    theorem: ClassVar[str] = "sign on each side"

    @property
    def verdict(self) -> tuple[Kind, Stability]:
        """Kind and stability that follow from the two signs."""
        return VERDICTS[self.left, self.right]

    def verify(self) -> bool | None:
        """Evaluate f in balls a little to the left and to the right."""
        for side, predicted in ((-1, self.left), (1, self.right)):
            ball = enclose(self.field, {self.state: self.at + side * NEAR}, digits=200)
            if ball is None or ball.contains(0):
                return None
            if (ball > 0) != (predicted > 0):
                return False
        return True

    def narrate(self) -> Step:
        """Say what f does on each side, and what follows."""
        kind, _ = self.verdict
        closing = {
            Kind.STABLE: "the flow arrives from both sides",
            Kind.UNSTABLE: "the flow leaves on both sides",
            Kind.HALF_STABLE: f"the flow arrives from the {'left' if self.left > 0 else 'right'} only",
        }[kind]
        return Step(
            "Stability",
            (
                paragraph(
                    "At {at} the field has a corner and so no slope, but the sign of {f} on each side decides: {left} "
                    f"just left of it and {{right}} just right of it, so {closing}, and {{at}} is *{kind}*.",
                    at=point((self.at,)),
                    f=function(self.state),
                    left=self._relation(self.left),
                    right=self._relation(self.right),
                ),
            ),
            "stability",
        )

    def _relation(self, direction: int) -> Paragraph:
        chain = Chain((function(self.state), sp.S.Zero), (">" if direction > 0 else "<",))
        return paragraph("{chain}", chain=chain)


def by_sides(system: ODESystem, fixed_point: FixedPoint, linearization: Linearization) -> Classification | None:
    """Classify a fixed point on the line at which the field has a corner made by absolute values or extremes.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x = sp.Symbol("x", real=True)
    >>> [c.kind.value for c in analyze(ODESystem((x,), (sp.Abs(x) - x / 2,))).classifications]
    ['half-stable']
    """
    if system.dimension != 1 or fixed_point.index or system.parameters:
        return None
    (state,), (field,), (at,) = system.states, system.field, fixed_point.at
    if smooth_at(field, system.states, fixed_point.at) is not False:
        return None
    signs = [sign_beside(field, state, at, side) for side in (-1, 1)]
    if not all(signs):
        return None
    rule = SignOnEachSide(state, field, at, signs[0] or 0, signs[1] or 0)
    return Classification(fixed_point, linearization, *rule.verdict, (rule,))


def sign_beside(expression: sp.Expr, state: sp.Symbol, at: sp.Expr, side: int) -> int | None:
    """Decide the sign of an expression just beside a point: −1 or 1, 0 where it vanishes there, None undecided.

    Absolute values and extremes are replaced by the branch that holds on that side; what is left is smooth, and its
    first derivative that is not zero decides.
    """
    branch = branch_beside(expression, state, at, side)
    if branch is None or smooth_at(branch, (state,), (at,)) is not True:
        return None
    derivative = branch
    for order in range(ORDER_LIMIT + 1):
        value = sign(sp.expand(derivative.subs(state, at)))
        if value is None:
            return None
        if value:
            return value if order % 2 == 0 else value * side
        derivative = sp.diff(derivative, state)
    return 0 if derivative == 0 else None


def branch_beside(expression: sp.Expr, state: sp.Symbol, at: sp.Expr, side: int) -> sp.Expr | None:
    """Write |u| as u or −u, and an extreme as its larger or smaller part, as it is just beside a point."""
    if not expression.args:
        return expression
    branches = [branch_beside(part, state, at, side) for part in expression.args]
    parts = [part for part in branches if part is not None]
    if len(parts) < len(branches):
        return None
    if isinstance(expression, sp.Abs):
        direction = sign_beside(parts[0], state, at, side)
        return None if direction is None else direction * parts[0]
    if isinstance(expression, (sp.Max, sp.Min)):
        chosen = parts[0]
        for other in parts[1:]:
            direction = sign_beside(chosen - other, state, at, side)
            if direction is None:
                return None
            larger, smaller = (chosen, other) if direction >= 0 else (other, chosen)
            chosen = larger if isinstance(expression, sp.Max) else smaller
        return chosen
    return expression.func(*parts)
