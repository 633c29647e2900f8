"""What is said where a limit stopped the analysis: the parts that were not reached, as part of an ordinary analysis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from symtutor.analysis.derivative import Jacobian
from symtutor.analysis.words import point, series, zero_of
from symtutor.document import Equation, Step, paragraph
from symtutor.model import Classification, Completeness, FixedPointSet, Kind, Linearization, Stability
from symtutor.rule import Silent, ToldTogether

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sympy as sp

    from symtutor.model import Analysis, ODESystem


@dataclass(frozen=True, slots=True)
class NotReached(Silent):
    """A part of the analysis that nothing is said about, as it was stopped before."""

    smooth: ClassVar[bool] = False

    def narrate(self) -> Step:
        """Say nothing."""
        return Step("", ())


@dataclass(frozen=True, slots=True)
class NotSearched(Silent):
    """The search for fixed points was stopped, so nothing is claimed about them."""

    field: tuple[sp.Expr, ...]

    @property
    def summary(self) -> str:
        """The reason in a few words."""
        return "the search was stopped"

    def narrate(self) -> Step:
        """Say which equations are left."""
        velocity = "the velocity is" if len(self.field) == 1 else "every velocity is"
        return Step(
            "Fixed points",
            (
                paragraph(f"At a fixed point {velocity} zero:"),
                Equation(tuple(map(zero_of, self.field))),
                paragraph("The search for the solutions was stopped, so nothing is said about them."),
            ),
            "fixed-points",
        )


@dataclass(frozen=True, slots=True)
class NotClassified(ToldTogether, Silent):
    """A fixed point was found, and the analysis was stopped before it was classified."""

    at: tuple[sp.Expr, ...]

    @classmethod
    def narrate_all(cls, rules: Sequence[NotClassified]) -> Step:
        """Name the points that are left."""
        template = "The analysis was stopped before it came to {points}: *undecided* so far."
        return Step("Stability", (paragraph(template, points=series(point(rule.at) for rule in rules)),), "stability")


def no_fixed_points_yet(system: ODESystem) -> FixedPointSet:
    """Give the set before the search."""
    return FixedPointSet((), Completeness.UNKNOWN, NotSearched(system.field))


def completed(known: Analysis) -> Analysis:
    """List the fixed points that were found and not classified as undecided, for the reason that there was no time."""
    system, points = known.system, known.fixed_points.points
    told = {c.point.found_by for c in known.classifications}
    left = [found for found in points if found.found_by not in told]
    if not left:
        return known
    jacobian = Jacobian(system.states, system.field)
    pending = tuple(
        Classification(
            found,
            Linearization(found, jacobian.at(found.at), ()),
            Kind.UNDECIDED,
            Stability.UNDECIDED,
            (NotClassified(found.at),),
        )
        for found in left
    )
    return replace(known, classifications=known.classifications + pending)
