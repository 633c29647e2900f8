"""What is said where the linearization does not decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.smoothness import smooth_at
from symtutor.analysis.words import at_point, point, series
from symtutor.document import Equation, Step, condition, paragraph
from symtutor.model import Classification, Kind, Stability
from symtutor.rule import Silent

if TYPE_CHECKING:
    from symtutor.document import Paragraph
    from symtutor.model import FixedPoint, Linearization, ODESystem
    from symtutor.rule import Rule


@dataclass(frozen=True, slots=True)
class Unsigned(Silent):
    """The sign of trace, determinant or discriminant is not decided, so no row of the table is known to apply.

    Attributes
    ----------
    members : tuple of (int, Kind)
        Members of a family that are of different kinds, by their numbers.
    """

    at: tuple[sp.Expr, ...]
    jacobian: sp.ImmutableMatrix
    members: tuple[tuple[int, Kind], ...] = ()

    @property
    def theorem(self) -> str:
        """What was tried."""
        return "linearization"

    def narrate(self) -> Step:
        """Say what is missing."""
        return Step(
            "Stability",
            (
                Equation((at_point("J", self.at, self.jacobian),)),
                self._conclusion(),
            ),
            "stability",
        )

    def _conclusion(self) -> Paragraph:
        if not self.members:
            return paragraph(
                "The signs of trace and determinant are not decided, so the type of {at} is *undecided*.",
                at=point(self.at),
            )
        (index,) = sp.Tuple(*self.at).free_symbols
        return paragraph(
            "The signs of trace, determinant and discriminant depend on {index}, and so does the type of {at}: by "
            "the table of types, {examples}. As one family the points stay *undecided*.",
            index=index,
            at=point(self.at),
            examples=series(
                paragraph(f"{_article(kind)} {kind} for {{number}}", number=condition(index, sp.Integer(number)))
                for number, kind in self.members
            ),
        )


def _article(kind: Kind) -> str:
    return "an" if kind.value[0] in "aeiou" else "a"


def undecided(
    fixed_point: FixedPoint, linearization: Linearization, rule: Rule, *, unstable: bool = False
) -> Classification:
    """Build the classification that claims no kind."""
    stability = Stability.UNSTABLE if unstable else Stability.UNDECIDED
    return Classification(fixed_point, linearization, Kind.UNDECIDED, stability, (rule,))


@dataclass(frozen=True, slots=True)
class NoDerivative(Silent):
    """The field is not known to be differentiable at the point, so neither slope nor Jacobian means anything there."""

    at: tuple[sp.Expr, ...]

    @property
    def theorem(self) -> str:
        """What could not be used."""
        return "linearization"

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
    at, when = fixed_point.at, fixed_point.when
    if all(smooth_at(component, system.states, at, when) for component in system.field):
        return None
    return undecided(fixed_point, linearization, NoDerivative(fixed_point.at))
