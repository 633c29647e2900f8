"""Fixed points that are not isolated: a whole line or curve of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.eigen import side_of_axis
from symtutor.analysis.linear import is_linear
from symtutor.analysis.words import point
from symtutor.document import Step, paragraph
from symtutor.model import Classification, Kind, Stability
from symtutor.numerics.balls import enclose_all

if TYPE_CHECKING:
    from symtutor.model import FixedPoint, Linearization, ODESystem

SAMPLES = (sp.Rational(-3, 2), sp.Rational(1, 3), sp.Integer(2))


@dataclass(frozen=True, slots=True)
class Continuum:
    """Arbitrarily close to the point lie other fixed points, so it cannot be asymptotically stable.

    A linear field with eigenvalues 0 and λ ≤ 0 that can be diagonalized is neutrally stable; an eigenvalue with
    positive real part makes any field unstable (Khalil, *Nonlinear Systems*, Thm 4.7).
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    at: tuple[sp.Expr, ...]
    stability: Stability

    @property
    def theorem(self) -> str:
        """The theorem's name in the public vocabulary."""
        return "linear system" if self.stability is Stability.NEUTRAL else "positive eigenvalue"

    def verify(self) -> bool | None:
        """Evaluate the field in balls at several points of the continuum."""
        for sample in SAMPLES:
            values = dict.fromkeys(self.states, sample)
            at = {state: value.xreplace(values) for state, value in zip(self.states, self.at, strict=True)}
            balls = enclose_all(self.field, at)
            if balls is None:
                return None
            if not all(ball.contains(0) for ball in balls):
                return False
        return True

    def narrate(self) -> Step:
        """Say that the points are not isolated, and what is known of their stability."""
        verdicts = {
            Stability.NEUTRAL: "Other solutions stay as near as they start: *neutrally stable*, not asymptotically.",
            Stability.UNSTABLE: "Some solutions nearby leave: *unstable*.",
            Stability.UNDECIDED: "Whether nearby solutions stay near is *undecided* here.",
        }
        text = "The fixed points {at} are *not isolated*: next to each lies another, so none attracts a neighbourhood. "
        return Step("Stability", (paragraph(text + verdicts[self.stability], at=point(self.at)),), "stability")


def by_continuum(system: ODESystem, fixed_point: FixedPoint, linearization: Linearization) -> Classification | None:
    """Classify a point whose coordinates hold a free state."""
    if not sp.Tuple(*fixed_point.at).free_symbols & set(system.states):
        return None
    stability = _stability(system, linearization)
    rule = Continuum(system.states, system.field, fixed_point.at, stability)
    return Classification(fixed_point, linearization, Kind.NON_ISOLATED, stability, (rule,))


def _stability(system: ODESystem, linearization: Linearization) -> Stability:
    numbers = [value for value, _ in linearization.eigenvalues if value.is_number]
    if any(side_of_axis(value) == 1 for value in numbers):
        return Stability.UNSTABLE
    if not is_linear(system) or len(numbers) != len(linearization.eigenvalues) or not numbers:
        return Stability.UNDECIDED
    matrix = linearization.jacobian
    if any(side_of_axis(value) is None for value in numbers):
        return Stability.UNDECIDED
    on_axis = sum(times for value, times in linearization.eigenvalues if side_of_axis(value) == 0)
    defective = matrix.rows - matrix.rank() < on_axis
    return Stability.UNSTABLE if defective else Stability.NEUTRAL
