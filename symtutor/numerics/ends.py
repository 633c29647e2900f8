"""Where a solution in the plane seems to end, followed in decimals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.numerics.compiled import compile_plain
from symtutor.numerics.path import follow, landing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.model import LimitCycle, ODESystem
    from symtutor.numerics.path import Place, PlainField

TOLERANCE = 1e-10
STEPS = 6000
NEAR, FAR = 1e-5, 1e6
CLOSE = 1e-3
"""How near to a point that does not attract is too near."""

SAME = 1e-6
FIGURES = 6


@dataclass(frozen=True, slots=True)
class End:
    """What was seen at the time `time`: one of arriving at a point, closing, nearing a cycle, and leaving.

    ``point``, ``cycle`` and ``lost`` number what was given; ``closed`` tells that the solution came back to its start;
    nothing of that is that it left a very large box. ``lost`` is a point that does not attract and was passed so close
    by that decimals do not tell on which side, or whether the solution ends there: a separatrix does.
    """

    time: sp.Rational
    point: int | None = None
    cycle: int | None = None
    closed: bool = False
    lost: int | None = None


def end_of(
    system: ODESystem,
    start: Sequence[sp.Expr],
    points: Sequence[Sequence[sp.Expr]],
    cycles: Sequence[LimitCycle],
    others: Sequence[Sequence[sp.Expr]] = (),
    *,
    within: bool = False,
) -> End | None:
    """Follow a solution until it is near one of the attracting points, on a cycle, back at its start, or far away.

    Or until it comes too close to one of the other points. With `within` it may not go farther out than the points do.

    None where none of this happens within the steps allowed.
    """
    velocity = compile_plain(system.field, system.states)
    begin = _pair(start)
    attracting = [_pair(point) for point in points]
    sections = [(*_pair(cycle.through), max(float(high - low) for low, high in cycle.extent)) for cycle in cycles]
    scale = max([1.0, math.hypot(*begin), *(math.hypot(*point) for point in attracting)])
    passed = [at if math.dist(at, begin) > CLOSE * scale else (math.inf, math.inf) for at in map(_pair, others)]
    known = [*attracting, *map(_pair, others)]
    reach = [max((abs(point[axis]) for point in known), default=0.0) or math.inf for axis in (0, 1)]
    path = follow(velocity, begin, tolerance=TOLERANCE, most=STEPS)
    first = before = next(path, None)
    for place in path:
        if first is None or before is None:
            return None
        arrived, lost = _near(place, attracting, NEAR), _near(place, passed, CLOSE * scale)
        if arrived is not None or lost is not None:
            return End(_fraction(place.time), point=arrived, lost=lost)
        for number, (a, b, size) in enumerate(sections):
            landed = _crossing(velocity, before, place, (0.0, 1.0), b)
            if landed is not None and abs(landed.x - a) < SAME * size:
                return End(_fraction(landed.time), cycle=number)
        landed = _crossing(velocity, before, place, (first.u, first.v), first.u * first.x + first.v * first.y)
        if landed is not None and before.time > 0 and math.dist((landed.x, landed.y), begin) < SAME * scale:
            return End(_fraction(landed.time), closed=True)
        if (within and (abs(place.x) > reach[0] or abs(place.y) > reach[1])) or _far(place, scale):
            return None if within else End(_fraction(place.time))
        before = place
    return None


def _near(place: Place, points: Sequence[tuple[float, float]], radius: float) -> int | None:
    """Find the number of the first point to which a place is nearer than `radius`."""
    hits = (number for number, at in enumerate(points) if math.hypot(place.x - at[0], place.y - at[1]) < radius)
    return next(hits, None)


def _far(place: Place, scale: float) -> bool:
    """Tell whether a place is far away."""
    return math.hypot(place.x, place.y) > FAR * scale


def _crossing(
    velocity: PlainField, before: Place, after: Place, normal: tuple[float, float], level: float
) -> Place | None:
    """Find where a step crosses a line."""

    def measure(place: Place) -> float:
        return normal[0] * place.x + normal[1] * place.y - level

    return landing(velocity, before, after, measure) if measure(before) * measure(after) < 0 else None


def _pair(point: Sequence[sp.Expr]) -> tuple[float, float]:
    x, y = (float(value.evalf(20)) for value in point)
    return x, y


def _fraction(value: float) -> sp.Rational:
    return sp.Rational(f"{value:.{FIGURES}g}")


def agrees(system: ODESystem, start: Sequence[sp.Expr], time: sp.Rational, exact: Sequence[sp.Expr]) -> bool | None:
    """Compare the solution in decimals at a time with what another method says."""
    velocity = compile_plain(system.field, system.states)
    last = before = None
    for place in follow(velocity, _pair(start), tolerance=TOLERANCE, most=STEPS):
        before, last = last, place
        if place.time >= float(time):
            break
    if before is None or last is None or last.time < float(time):
        return None
    landed = landing(velocity, before, last, lambda reached: reached.time - float(time))
    goal = _pair(exact)
    return math.dist((landed.x, landed.y), goal) < SAME * max(1.0, math.hypot(*goal))
