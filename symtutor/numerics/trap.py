"""A polygon that the field crosses one way everywhere, found beside a closed orbit.

Turn every arrow of the field by the same angle α: the closed orbits of the turned field are curves that the field
itself crosses at the angle α, and they lie beside those of the field (G. F. D. Duff, "Limit-cycles and rotated vector
fields", Annals of Mathematics 57 (1953); Perko, *Differential Equations and Dynamical Systems*, §4.6). That is how a
polygon is found; what :mod:`symtutor.numerics.border` proves about it does not depend on it.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from flint import arb, ctx

from symtutor.numerics.border import HIDDEN, PRECISION, Border, edge_is_crossed, encloses
from symtutor.numerics.compiled import compile_plain
from symtutor.numerics.path import Place, follow, landing

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sympy as sp

    from symtutor.numerics.border import Corner
    from symtutor.numerics.compiled import BallField
    from symtutor.numerics.orbit import Orbit
    from symtutor.numerics.path import PlainField

TRIED, AHEAD = 16, 12
"""Corners from which solutions are followed to check a border, and steps for which they are."""

ANGLES = (0.5, 0.25, 0.1, 0.04, 0.02, 0.01)
FIRST, MOST = 8, 800
"""Edges to begin with, and how many there may be."""

TURNS, SETTLED = 40, 1e-7
TOLERANCE = 1e-9
DENSE = 2000


def border(orbit: Orbit, velocity: PlainField, field: BallField, slopes: BallField, *, outward: bool) -> Border | None:
    """Find a polygon outside a located orbit (or inside) that the field crosses towards the orbit, if that attracts.

    Where the orbit repels, the field crosses away from it. None where none of the polygons tried is one.
    """
    extents = [
        max(place[axis] for place in orbit.places) - min(place[axis] for place in orbit.places) for axis in (1, 2)
    ]
    digits = max(HIDDEN, 6 - math.floor(math.log10(min(extents))))
    time_sense = 1 if orbit.growth < 0 else -1
    round_sense = _round_sense(orbit)
    # the side of the orbit on which the polygon lies, seen in the direction of the motion: left 1, right −1
    side = -round_sense if outward else round_sense
    for angle in ANGLES:
        loop = _loop(orbit, velocity, extents, side * angle * time_sense, time_sense)
        if loop is not None:
            with ctx.workprec(PRECISION):
                corners = _polygon(loop, digits, -side * time_sense, field, slopes)
            if corners is not None:
                return Border(corners, digits)
    return None


def _round_sense(orbit: Orbit) -> int:
    """Tell which way the orbit runs round: 1 counter-clockwise."""
    pairs = pairwise(orbit.places)
    return 1 if sum(a.x * b.y - a.y * b.x for a, b in pairs) > 0 else -1


def _loop(orbit: Orbit, velocity: PlainField, extents: Sequence[float], angle: float, sense: int) -> list[Place] | None:
    """Follow the field turned by `angle` (in units of the orbit's extents) until it closes; one turn, as time runs."""
    cosine, sine = math.cos(angle), math.sin(angle)
    ratio = extents[0] / extents[1]

    def turned(x: float, y: float) -> tuple[float, float]:
        u, v = velocity(x, y)
        return cosine * u - sine * ratio * v, sine / ratio * u + cosine * v

    begin = orbit.places[0]
    level = begin.y
    places: list[Place] = []
    last, turns = begin.x, 0
    for place in follow(turned, (begin.x, level), tolerance=TOLERANCE, most=4 * DENSE, sense=sense):
        before = places[-1] if places else place
        places.append(place)
        if abs(place.x - begin.x) > 10 * extents[0] or abs(place.y - level) > 10 * extents[1]:
            return None
        upward = begin.v > 0
        if (
            len(places) > 3
            and (before.y - level) * (place.y - level) <= 0
            and (place.y > before.y) == (upward == (sense > 0))
        ):
            landed = landing(turned, before, place, lambda reached: reached.y - level)
            turns, x = turns + 1, landed.x
            if abs(x - last) < SETTLED * extents[0]:
                return places[:-1] if sense > 0 else places[-2::-1]
            if turns > TURNS:
                return None
            last, places = x, [landed]
    return None


def _polygon(
    loop: list[Place], digits: int, sense: int, field: BallField, slopes: BallField
) -> tuple[Corner, ...] | None:
    """Choose corners along a loop, more of them wherever an edge is not crossed as it should be."""
    dense = _denser(loop)
    grid = 10**digits
    corners = [(round(x * grid), round(y * grid)) for x, y in dense]
    count = len(corners)
    chosen = sorted({round(place * count / FIRST) % count for place in range(FIRST)})
    sound: set[tuple[int, int]] = set()
    while len(chosen) <= MOST:
        pairs = list(zip(chosen, [*chosen[1:], chosen[0] + count], strict=True))
        failing = [
            (a, b)
            for a, b in pairs
            if (a, b) not in sound and not edge_is_crossed(corners[a], corners[b % count], digits, sense, field, slopes)
        ]
        if not failing:
            return tuple(corners[place] for place in chosen)
        sound.update(pair for pair in pairs if pair not in failing)
        added = {(a + b) // 2 % count for a, b in failing if b - a > 1}
        if len(added) < len(failing):
            return None
        chosen = sorted({*chosen, *added})
    return None


def _denser(loop: list[Place]) -> list[tuple[float, float]]:
    """Put points between the places of a loop, by cubic interpolation."""
    parts = max(1, DENSE // len(loop))
    points = [(loop[0].x, loop[0].y)]
    for before, after in pairwise(loop):
        h = after.time - before.time
        for part in range(1, parts + 1):
            s = part / parts
            r = 1 - s
            points.append(
                (
                    before.x * (1 + 2 * s) * r * r
                    + after.x * s * s * (1 + 2 * r)
                    + h * s * r * (before.u * r - after.u * s),
                    before.y * (1 + 2 * s) * r * r
                    + after.y * s * s * (1 + 2 * r)
                    + h * s * r * (before.v * r - after.v * s),
                )
            )
    return points


def corners_go_in(
    states: Sequence[sp.Symbol], components: Sequence[sp.Expr], border: Border, sense: int, *, inward: bool
) -> bool | None:
    """Follow solutions in decimals from some corners: they must be on the right side of the border after some steps."""
    velocity = compile_plain(components, states)
    count = len(border.corners)
    for place in sorted({k * count // TRIED for k in range(TRIED)}):
        x, y = (value / 10**border.digits for value in border.corners[place])
        *_, last = follow(velocity, (x, y), tolerance=TOLERANCE, most=AHEAD, sense=sense)
        side = encloses(border, (arb(last.x), arb(last.y)))
        if side is None:
            return None
        if side is not inward:
            return False
    return True
