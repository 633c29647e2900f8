"""What is said where the linearization does not decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from symtutor.analysis.smoothness import smooth_at
from symtutor.analysis.words import at_point, point
from symtutor.document import Equation, Step, paragraph
from symtutor.model import Classification, Kind, Stability

if TYPE_CHECKING:
    import sympy as sp

    from symtutor.model import FixedPoint, Linearization, ODESystem
    from symtutor.rule import Rule


@dataclass(frozen=True, slots=True)
class Unsigned:
    """The sign of trace, determinant or discriminant is not decided, so no row of the table is known to apply."""

    at: tuple[sp.Expr, ...]
    jacobian: sp.ImmutableMatrix

    silent: ClassVar[bool] = True

    @property
    def theorem(self) -> str:
        """What was tried."""
        return "linearization"

    def verify(self) -> bool | None:
        """Nothing is claimed."""
        return None

    def narrate(self) -> Step:
        """Say what is missing."""
        return Step(
            "Stability",
            (
                Equation((at_point("J", self.at, self.jacobian),)),
                paragraph(
                    "The signs of trace and determinant are not decided, so the type of {at} is *undecided*.",
                    at=point(self.at),
                ),
            ),
            "stability",
        )


def undecided(
    fixed_point: FixedPoint, linearization: Linearization, rule: Rule, *, unstable: bool = False
) -> Classification:
    """Build the classification that claims no kind."""
    stability = Stability.UNSTABLE if unstable else Stability.UNDECIDED
    return Classification(fixed_point, linearization, Kind.UNDECIDED, stability, (rule,))


@dataclass(frozen=True, slots=True)
class NoDerivative:
    """The field is not known to be differentiable at the point, so neither slope nor Jacobian means anything there."""

    at: tuple[sp.Expr, ...]

    silent: ClassVar[bool] = True

    @property
    def theorem(self) -> str:
        """What could not be used."""
        return "linearization"

    def verify(self) -> bool | None:
        """Nothing is claimed."""
        return None

    def narrate(self) -> Step:
        """Say why linearization does not apply."""
        text = (
            "At {at} the field is not known to have derivatives, and without them there is no linearization: the kind "
            "of this point is *undecided* here."
        )
        return Step("Stability", (paragraph(text, at=point(self.at)),), "stability")


def by_missing_derivative(
    system: ODESystem, fixed_point: FixedPoint, linearization: Linearization
) -> Classification | None:
    """Stop at points where the field is not known to be smooth."""
    if all(smooth_at(component, system.states, fixed_point.at) for component in system.field):
        return None
    return undecided(fixed_point, linearization, NoDerivative(fixed_point.at))
