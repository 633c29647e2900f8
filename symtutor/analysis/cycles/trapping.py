"""A trapping region: a closed polygon into which the field points along every edge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from symtutor.analysis.structure.hamiltonian import TITLE, TOPIC
from symtutor.analysis.words import point, series
from symtutor.document import Approx, Chain, Step, paragraph
from symtutor.model import Kind
from symtutor.numerics.balls import enclose_all
from symtutor.numerics.border import crossed, encloses, is_simple, smooth_inside, turning
from symtutor.numerics.trap import corners_go_in
from symtutor.rule import ToldTogether

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sympy as sp

    from symtutor.document import Block, Paragraph
    from symtutor.model import Classification
    from symtutor.numerics.border import Border
    from symtutor.numerics.compiled import BallField

REPELLING = (Kind.UNSTABLE_NODE, Kind.UNSTABLE_SPIRAL, Kind.UNSTABLE_STAR, Kind.UNSTABLE_DEGENERATE_NODE)
ATTRACTING = (Kind.STABLE_NODE, Kind.STABLE_SPIRAL, Kind.STABLE_STAR, Kind.STABLE_DEGENERATE_NODE)


@dataclass(frozen=True, slots=True)
class TrappingRegion(ToldTogether):
    """A solution that stays in a bounded region without fixed points approaches a closed orbit (Poincaré–Bendixson).

    Strogatz, *Nonlinear Dynamics and Chaos*, §7.3; Perko, *Differential Equations and Dynamical Systems*, §3.7. The
    field points into the region along its whole border, so no solution leaves it. A fixed point inside that repels
    does no harm: cut out with a small disc around it, which solutions leave. With time run backward all this holds for
    a field that points out of the region, and fixed points that attract.

    Attributes
    ----------
    outer : Border
        The polygon around the region.
    inner : Border or None
        A polygon that is cut out.
    sense : int
        1 where the field points into the region, −1 where it points out of it.
    inside : tuple of Classification
        The fixed points in the region: all of them repel (for `sense` −1: attract).
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    outer: Border
    inner: Border | None
    sense: int
    inside: tuple[Classification, ...]

    theorem = "poincare-bendixson"

    def verify(self) -> bool | None:
        """Follow solutions in decimals from corners of the borders: soon they must be inside the region."""
        borders = [(self.outer, True)] + ([(self.inner, False)] if self.inner is not None else [])
        verdicts = [
            corners_go_in(self.states, self.field, border, self.sense, inward=inward) for border, inward in borders
        ]
        return False if False in verdicts else None if None in verdicts else True

    @classmethod
    def narrate_all(cls, rules: Sequence[TrappingRegion]) -> Step:
        """Tell what is proved of each orbit."""
        return Step(TITLE, tuple(rule.block() for rule in rules), TOPIC)

    def block(self) -> Block:
        """Say what the region is and what follows."""
        into = "into" if self.sense > 0 else "out of"
        spans = series(self._span(axis) for axis in (0, 1))
        backward = "" if self.sense > 0 else ", followed backward in time,"
        closing = (
            "A solution on the border" + backward + " stays inside for ever and finds no fixed point to end at: it "
            "approaches a *closed orbit* (Poincaré–Bendixson). So one exists in there: that is *proved*."
        )
        if self.inner is None:
            words = (
                "The polygon of {corners} corners in {spans} is a *trapping region*: "
                if self.sense > 0
                else "Take the polygon of {corners} corners in {spans}: "
            ) + (
                f"along each of its edges the field points {into} it (shown for whole edges in interval arithmetic). "
                "The only fixed point inside, {points}, " + ("repels. " if self.sense > 0 else "attracts. ")
            )
            if len(self.inside) > 1:
                words = words.replace("The only fixed point inside, {points}, ", "The fixed points inside, {points}, ")
                words = words.replace("repels. ", "all repel. ").replace("attracts. ", "all attract. ")
            return paragraph(
                words + closing,
                corners=len(self.outer.corners),
                spans=spans,
                points=series(point(c.at) for c in self.inside),
            )
        return paragraph(
            "Lay two polygons, one of {outer} corners in {spans} and in it one of {inner} corners. Along each of their "
            f"edges the field points {into} the ring between them (shown for whole edges in interval arithmetic), and "
            "no fixed point lies in the ring. " + closing,
            outer=len(self.outer.corners),
            inner=len(self.inner.corners),
            spans=spans,
        )

    def _span(self, axis: int) -> Paragraph:
        low, high = self.outer.span(axis)
        return paragraph("{chain}", chain=Chain((Approx(low), self.states[axis], Approx(high)), ("≤", "≤")))


def region(
    classifications: Sequence[Classification],
    states: tuple[sp.Symbol, ...],
    field: tuple[sp.Expr, ...],
    borders: tuple[Border, Border | None],
    sense: int,
    compiled: tuple[BallField, BallField],
) -> TrappingRegion | None:
    """Check every hypothesis of the theorem; the inner polygon is left out where the points inside repel."""
    outer, inner = borders
    velocity, slopes = compiled
    if not (is_simple(outer.corners) and smooth_inside(outer, slopes)):
        return None
    if not crossed(outer, sense * turning(outer.corners), velocity, slopes):
        return None
    places = [enclose_all(c.at) for c in classifications]
    if any(place is None for place in places):
        return None
    within = [encloses(outer, place) for place in places if place is not None]
    if None in within:
        return None
    inside = tuple(c for c, contained in zip(classifications, within, strict=True) if contained)
    harmless = REPELLING if sense > 0 else ATTRACTING
    if inside and all(c.kind in harmless for c in inside):
        return TrappingRegion(states, field, outer, None, sense, inside)
    if inner is None or not is_simple(inner.corners):
        return None
    # the region is what lies in the outer polygon and not in the inner one; it may not be empty
    if (
        not crossed(inner, -sense * turning(inner.corners), velocity, slopes)
        or encloses(inner, outer.ball(0)) is not False
    ):
        return None
    cut_out = [encloses(inner, place) for place, contained in zip(places, within, strict=True) if contained and place]
    return TrappingRegion(states, field, outer, inner, sense, ()) if all(cut_out) else None
