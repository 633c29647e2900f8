"""The part of the state space that a picture shows, chosen from what the analysis found."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import sympy as sp

from symtutor.model import Completeness, Kind
from symtutor.numerics.field import compile_field
from symtutor.plot.curves import trace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.model import Analysis, Classification, Window

Span: TypeAlias = tuple[float, float]

_DEFAULT = 2.0
"""Half the width of a window around a single point."""

_FAR = 30.0
"""A curve that goes further than this from the middle is not made to fit."""

_MANY = 9
"""Of more points than this, found in a window of the search, the middle ones are shown."""

_MOST_MEMBERS = 60
_OFFSET = 0.1
_SAMPLES = 401
_BEYOND_EDGE = 0.12
"""How much is shown where a field on the line has no values, in lengths of where it has."""

_REPELLING = {Kind.UNSTABLE_NODE, Kind.UNSTABLE_STAR, Kind.UNSTABLE_DEGENERATE_NODE, Kind.UNSTABLE_SPIRAL}


def choose_window(analysis: Analysis, window: Window) -> tuple[Span, ...]:
    """Choose an interval for every state: what was asked for, else all fixed points with room around them.

    Of a periodic family two periods are shown. In the plane the window also holds what the solutions that leave a
    repelling point settle on, where they stay near (the limit cycle of van der Pol).
    """
    points = [at for found in analysis.classifications if not found.point.index for at in members(found, reach=0)]
    if analysis.fixed_points.completeness is Completeness.IN_WINDOW and len(points) > _MANY:
        # The end of the search is no place to stop: nothing is known beyond it, and nobody reads so many marks.
        points = sorted(points, key=lambda at: sum(value * value for value in at))[:_MANY]
    spans = _in_proportion([_span(analysis, points, axis) for axis in range(analysis.system.dimension)])
    if analysis.system.dimension == 1:
        spans = [_in_domain(analysis, *spans)]
    if analysis.system.dimension == 2:
        spans = _with_cycles(analysis, spans) if analysis.structure.limit_cycles else _with_action(analysis, spans)
    asked = [window.side(state) for state in analysis.system.states]
    return tuple(
        span if side is None else (float(side[0]), float(side[1])) for span, side in zip(spans, asked, strict=True)
    )


def members(found: Classification, *, reach: int) -> list[tuple[float, ...]]:
    """List the members −reach … reach of a family as numbers; a single point is one member, a continuum none."""
    index = found.point.index
    numbers = []
    for choice in product(range(-reach, reach + 1), repeat=len(index)):
        chosen = dict(zip(index, choice, strict=True))
        if found.point.when.subs(chosen) is sp.S.false:  # a member where the field has no value
            continue
        at = [coordinate.subs(chosen) for coordinate in found.at]
        if not any(coordinate.free_symbols for coordinate in at):
            numbers.append(tuple(float(coordinate.evalf(20)) for coordinate in at))
    return numbers


def members_inside(found: Classification, spans: Sequence[Span]) -> list[tuple[float, ...]]:
    """List the members of a family (or the one point) that lie in the window."""
    return [
        at
        for at in members(found, reach=_reach(found, spans))
        if all(low <= value <= high for value, (low, high) in zip(at, spans, strict=True))
    ]


def _reach(found: Classification, spans: Sequence[Span]) -> int:
    """Count how far the index of a family must run to cross the window."""
    periods = [size for axis in range(len(found.at)) for size in _periods(found, axis)]
    far = max(max(abs(low), abs(high)) for low, high in spans)
    return min(int(far / min(periods)) + 2, _MOST_MEMBERS) if periods else 0


def _periods(found: Classification, axis: int) -> list[float]:
    """Give the distances between neighbours of a family along one axis."""
    slopes = [sp.diff(found.at[axis], index) for index in found.point.index]
    return [abs(float(slope.evalf(20))) for slope in slopes if slope.is_number and not slope.is_zero]


def _span(analysis: Analysis, points: list[tuple[float, ...]], axis: int) -> Span:
    """Choose the interval along one axis: a period to each side of 0 for a family, else the points with room around."""
    periods = [size for found in analysis.classifications for size in _periods(found, axis)]
    values = [point[axis] for point in points]
    if periods:
        low, high = min([-max(periods), *values]), max([max(periods), *values])
        room = 0.05 * (high - low)
    else:
        low, high = (min(values), max(values)) if values else (0.0, 0.0)
        room = 0.4 * (high - low)
    return (low - room, high + room)


def _in_proportion(spans: list[Span]) -> list[Span]:
    """Open intervals that are a single point: a quarter of the others to each side, or a window of the usual size."""
    widest = max(high - low for low, high in spans)
    room = widest / 4 or _DEFAULT
    return [(low - room, high + room) if low == high else (low, high) for low, high in spans]


def _in_domain(analysis: Analysis, span: Span) -> Span:
    """Cut an interval to where f has values, and a little more, so that the edge is seen as one."""
    xs = np.linspace(*span, _SAMPLES)
    known = xs[np.isfinite(compile_field(analysis.system)(xs[np.newaxis])[0])]
    if not known.size:
        return span
    first, last = float(known[0]), float(known[-1])
    room = _BEYOND_EDGE * (last - first)
    return max(span[0], first - room), min(span[1], last + room)


def _with_cycles(analysis: Analysis, spans: list[Span]) -> list[Span]:
    """Widen the window to hold every limit cycle that is known."""
    widened = list(spans)
    for cycle in analysis.structure.limit_cycles:
        for axis, (least, greatest) in enumerate(cycle.extent):
            first, last = float(least.evalf(20)), float(greatest.evalf(20))
            room = 0.3 * (last - first)
            low, high = widened[axis]
            widened[axis] = (min(low, first - room), max(high, last + room))
    return widened


def _with_action(analysis: Analysis, spans: list[Span]) -> list[Span]:
    """Widen the window to hold what solutions settle on that leave a repelling point."""
    begins = [at for found in analysis.classifications if found.kind in _REPELLING for at in members(found, reach=0)]
    if not begins:
        return spans
    starts = np.array(begins).T + _OFFSET
    centre = np.array([[(low + high) / 2] for low, high in spans])
    box = tuple((float(middle[0]) - _FAR, float(middle[0]) + _FAR) for middle in centre)
    paths = trace(compile_field(analysis.system), starts, box, np.ones(2), step=0.04, length=100.0)
    widened = list(spans)
    for position in range(paths.shape[2]):
        path = paths[:, :, position]
        if np.isnan(path).any():
            continue
        settled = path[len(path) // 2 :]
        for axis, (low, high) in enumerate(widened):
            first, last = float(settled[:, axis].min()), float(settled[:, axis].max())
            room = 0.15 * (last - first)
            widened[axis] = (min(low, first - room), max(high, last + room))
    return widened
