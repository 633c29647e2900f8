"""The phase line of a one-dimensional system, put together from its parts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.alternating import alternating
from symtutor.analysis.basins import BasinOnLine, Watersheds
from symtutor.analysis.ends import Ends
from symtutor.analysis.flow import SignOnInterval
from symtutor.analysis.samples import between
from symtutor.analysis.words import point
from symtutor.document import FlowLine, Mark
from symtutor.model import Basin, Completeness, Flow, Interval, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.model import Classification, FixedPointSet, ODESystem
    from symtutor.rule import Rule

MARKS = {(1, -1): Mark.STABLE, (-1, 1): Mark.UNSTABLE, (1, 1): Mark.LEFT, (-1, -1): Mark.RIGHT}


def phase_line(
    system: ODESystem, fixed_points: FixedPointSet, classifications: tuple[Classification, ...], *, smooth: bool
) -> Line | None:
    """Build the phase line of a smooth field on the line whose zeros are all known; None otherwise."""
    if system.dimension != 1 or fixed_points.completeness is not Completeness.PROVED or not smooth:
        return None
    (state,), (field,) = system.states, system.field
    zeros = [classification.at[0] for classification in classifications]
    if any(zero.has(state) for zero in zeros):
        return None
    index = next((c.point.index for c in classifications if c.point.index), ())
    period = zeros[0].coeff(index[0]) if index else None
    ends = [*zeros, zeros[0] + period] if period is not None else [sp.S.NegativeInfinity, *zeros, sp.S.Infinity]
    flows = []
    for low, high in pairwise(ends):
        interval = Interval(low, sp.expand(high), index)
        sample = between(low, high)
        rule = SignOnInterval(state, field, interval, sample) if sample is not None else None
        if rule is None or not rule.direction:
            return None
        flows.append(Flow(interval, rule.direction, rule))
    basins = _basins(state, field, classifications, flows, period)
    return Line(classifications, tuple(flows), basins, _remarks(system, classifications, flows, basins, period), period)


def neighbours(flows: Sequence[Flow], place: int, period: sp.Expr | None) -> tuple[Flow, Flow]:
    """Return the flow to the left and to the right of the point number `place`."""
    if period is None:
        return flows[place], flows[place + 1]
    return flows[place - 1], flows[place]


def _basins(
    state: sp.Symbol,
    field: sp.Expr,
    classifications: tuple[Classification, ...],
    flows: Sequence[Flow],
    period: sp.Expr | None,
) -> tuple[Basin, ...]:
    basins = []
    for place, classification in enumerate(classifications):
        at = classification.at[0]
        left, right = neighbours(flows, place, period)
        arrives_left, arrives_right = left.direction > 0, right.direction < 0
        if not (arrives_left or arrives_right):
            continue
        low = left.interval.low - (period if period is not None and place == 0 else 0) if arrives_left else at
        interval = Interval(sp.expand(low), right.interval.high if arrives_right else at, left.interval.index)
        basins.append(Basin(classification, interval, BasinOnLine(state, field, at, interval)))
    return tuple(basins)


def _remarks(
    system: ODESystem,
    classifications: tuple[Classification, ...],
    flows: Sequence[Flow],
    basins: tuple[Basin, ...],
    period: sp.Expr | None,
) -> tuple[Rule, ...]:
    """Collect what remains to be said: watersheds between basins, and what happens far out."""
    (state,), (field,) = system.states, system.field
    repelling = [
        c.at[0]
        for place, c in enumerate(classifications)
        if [flow.direction for flow in neighbours(flows, place, period)] == [-1, 1]
    ]
    index = flows[0].interval.index
    remarks: list[Rule] = []
    attractors = tuple(b.of.at[0] for b in basins)
    if repelling and basins and not system.parameters:
        remarks.append(Watersheds(state, field, attractors, tuple(repelling), index))
    families = alternating(system, classifications)
    if families is not None:
        remarks.append(families)
    if period is None:
        zeros = tuple(c.at[0] for c in classifications)
        remarks.append(Ends(state, field, zeros, flows[0].direction, flows[-1].direction))
    return tuple(remarks)


def draw_flow(line: Line) -> FlowLine:
    """Draw the flow on the number line."""
    marks = []
    for place, classification in enumerate(line.points):
        left, right = neighbours(line.flow, place, line.period)
        marks.append((MARKS[left.direction, right.direction], point(classification.at)))
    arrows = tuple(flow.direction for flow in line.flow)
    if line.period is None:
        return FlowLine(tuple(marks), arrows)
    return FlowLine(tuple(marks), (arrows[-1], *arrows), endless=True)
