"""The phase line of a one-dimensional system, put together from its parts."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.alternating import alternating
from symtutor.analysis.around import around, location
from symtutor.analysis.basins import BasinOnLine, Watersheds
from symtutor.analysis.continuity import is_continuous, is_smooth_inside
from symtutor.analysis.ends import escapes
from symtutor.analysis.fixed_points.domain import domain, undecided_domain
from symtutor.analysis.flow import SignOnInterval
from symtutor.analysis.into_breaks import into_breaks
from symtutor.analysis.places import inside, places
from symtutor.analysis.samples import between
from symtutor.analysis.smoothness import smooth_at
from symtutor.analysis.words import member
from symtutor.model import Basin, Break, Completeness, Flow, Interval, Line, Stability

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.analysis.places import Places
    from symtutor.analysis.uniqueness import Osgood
    from symtutor.model import Classification, FixedPointSet, ODESystem
    from symtutor.rule import Rule

ANGLES = ("theta", "phi", "vartheta", "varphi", "\N{GREEK SMALL LETTER THETA}", "\N{GREEK SMALL LETTER PHI}")
"""Names by which a state is taken for an angle."""


def phase_line(
    system: ODESystem, fixed_points: FixedPointSet, classifications: tuple[Classification, ...]
) -> Line | None:
    """Build the phase line of a continuous field on the line whose zeros and breaks are all known; None otherwise."""
    plain = system.dimension == 1 and fixed_points.completeness is Completeness.PROVED
    if not plain or not is_continuous(system.field[0], system.states[0]):
        return None
    cuts = places(system, classifications)
    flow = None if cuts is None else _flows(system, cuts)
    if cuts is None or flow is None:
        return None
    bare = Line(classifications, flow, (), (), cuts.period, cuts.breaks)
    rough = _rough(system, bare)
    left_again = [rule.at for rule in rough if rule.left_in_finite_time]
    basins = tuple(basin for basin in _basins(system, bare) if basin.of.at[0] not in left_again)
    whole = replace(bare, basins=basins)
    return replace(whole, reasons=(*rough, *_remarks(system, whole, left_again)))


def _flows(system: ODESystem, cuts: Places) -> tuple[Flow, ...] | None:
    """Decide the sign of f on every interval on which it is defined; None where one is not decided."""
    (state,), (field,) = system.states, system.field
    ordered = [location(place) for place in cuts.ordered]
    if cuts.period is None:
        ends = [sp.S.NegativeInfinity, *ordered, sp.S.Infinity]
    else:
        ends = [*ordered, sp.expand(ordered[0] + cuts.period)]
    conditions = domain(system) if undecided_domain(system) else ()
    flows = []
    for low, high in pairwise(ends):
        interval = Interval(low, high, cuts.index)
        sample = between(low, high)
        within = sample is not None and inside(conditions, state, member(sample, cuts.index))
        if sample is None or within is None:
            return None
        if not within:
            continue
        rule = SignOnInterval(state, field, interval, sample, broken=bool(conditions))
        if not rule.direction:
            return None
        flows.append(Flow(interval, rule.direction, rule))
    return tuple(flows)


def _basins(system: ODESystem, line: Line) -> tuple[Basin, ...]:
    """Join the intervals from which the flow arrives at one point."""
    (state,), (field,) = system.states, system.field
    basins = []
    for number, (place, left, right) in enumerate(around(line)):
        arrives_left, arrives_right = left is not None and left.direction > 0, right is not None and right.direction < 0
        if isinstance(place, Break) or not (arrives_left or arrives_right):
            continue
        at = place.at[0]
        low, high = at, at
        if left is not None and arrives_left:
            low = left.interval.low - (line.period if line.period is not None and number == 0 else 0)
        if right is not None and arrives_right:
            high = right.interval.high
        interval = Interval(sp.expand(low), high, place.point.index)
        basins.append(Basin(place, interval, BasinOnLine(state, field, at, interval)))
    return tuple(basins)


def _remarks(system: ODESystem, line: Line, left_again: Sequence[sp.Expr]) -> tuple[Rule, ...]:
    """Collect what remains to be said: where the flow leaves the domain, watersheds, and what happens far out."""
    (state,), (field,) = system.states, system.field
    repelling = [
        place.at[0]
        for place, left, right in around(line)
        if not isinstance(place, Break) and left and right and (left.direction, right.direction) == (-1, 1)
        if place.at[0] not in left_again
    ]
    index = next((flow.interval.index for flow in line.flow), ())
    remarks: list[Rule] = list(into_breaks(system, around(line)))
    attractors = tuple(b.of.at[0] for b in line.basins if b.of.stability is Stability.ASYMPTOTIC)
    if repelling and line.basins and not system.parameters:
        remarks.append(Watersheds(state, field, attractors, tuple(repelling), index))
    families = alternating(system, line.points)
    if families is not None:
        remarks.append(families)
    if state.name in ANGLES:
        from symtutor.analysis.on_circle import on_circle  # noqa: PLC0415 - only angles need it

        remarks += on_circle(system, line, around(line))
    if line.period is None:
        remarks += escapes(system, line)
    return tuple(remarks)


def solutions(system: ODESystem, line: Line) -> Rule:
    """Say where solutions exist and are unique, for a field that is continuous and not plainly smooth."""
    from symtutor.analysis.uniqueness import ContinuousOnLine, Osgood  # noqa: PLC0415 - smooth fields need none of it

    (state,), (field,) = system.states, system.field
    rough = tuple(rule.at for rule in line.reasons if isinstance(rule, Osgood))
    samples = tuple(flow.reason.sample for flow in line.flow if isinstance(flow.reason, SignOnInterval))
    places = tuple(member(sample, flow.interval.index) for sample, flow in zip(samples, line.flow, strict=True))
    zeros = tuple(found.at[0] for found in line.points)
    smooth = is_smooth_inside(field, system.states)
    return ContinuousOnLine(state, field, undecided_domain(system), smooth, zeros, rough, places)


def _rough(system: ODESystem, line: Line) -> list[Osgood]:
    """Find the fixed points at which f is not Lipschitz."""
    if all(smooth_at(system.field[0], system.states, found.at) for found in line.points):
        return []
    from symtutor.analysis.uniqueness import osgood  # noqa: PLC0415 - smooth fields need none of it

    return osgood(system, around(line))
