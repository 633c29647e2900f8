"""A polygon that the field crosses one way everywhere, found beside a closed orbit and proved in ball arithmetic.

Turn every arrow of the field by the same angle α: the closed orbits of the turned field are curves that the field
itself crosses at the angle α, and they lie beside those of the field (G. F. D. Duff, "Limit-cycles and rotated vector
fields", Annals of Mathematics 57 (1953); Perko, *Differential Equations and Dynamical Systems*, §4.6). That is how a
polygon is found; what is proved about it does not depend on it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import sympy as sp
from flint import arb, ctx

from symtutor.numerics.compiled import compile_plain
from symtutor.numerics.path import Place, follow, landing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.numerics.balls import Ball
    from symtutor.numerics.compiled import BallField
    from symtutor.numerics.cycles import Orbit
    from symtutor.numerics.path import PlainField

Corner: TypeAlias = tuple[int, int]
HIDDEN = 4
"""Digits at the end of coordinates that are not told of a polygon's extent."""

TRIED, AHEAD = 16, 12
"""Corners from which solutions are followed to check a border, and steps for which they are."""

ANGLES = (0.5, 0.25, 0.1, 0.04, 0.02, 0.01)
FIRST, MOST = 8, 800
"""Edges to begin with, and how many there may be."""

TURNS, SETTLED = 40, 1e-7
TOLERANCE = 1e-9
DENSE = 2000
PRECISION = 64


@dataclass(frozen=True, slots=True)
class Border:
    """A closed polygon; its corners are decimals of `digits` digits, written without the point."""

    corners: tuple[Corner, ...]
    digits: int

    def span(self, axis: int) -> tuple[sp.Expr, sp.Expr]:
        """Give the least and the greatest coordinate, rounded outward to some digits."""
        values = [corner[axis] for corner in self.corners]
        scale = sp.Integer(10) ** (self.digits - HIDDEN)
        return min(values) // 10**HIDDEN / scale, -(-max(values) // 10**HIDDEN) / scale

    def ball(self, place: int) -> tuple[Ball, Ball]:
        """Give a corner in balls."""
        x, y = self.corners[place]
        return arb(x) / 10**self.digits, arb(y) / 10**self.digits


def crossed(border: Border, sense: int, field: BallField, slopes: BallField) -> bool:
    """Prove that along every edge the field points to the left of the polygon (`sense` 1), or to the right (−1).

    `field` and `slopes` give f and its four partial derivatives, row by row, in balls. The speed across an edge is
    bounded by its value in the middle and the slopes on a box around the edge (the mean value theorem).
    """
    with ctx.workprec(PRECISION):
        return all(_edge(a, b, border.digits, sense, field, slopes) for a, b in _edges(border.corners))


def _edges(corners: Sequence[Corner]) -> list[tuple[Corner, Corner]]:
    """Pair every corner with the next."""
    return list(zip(corners, (*corners[1:], corners[0]), strict=True))


def _edge(a: Corner, b: Corner, digits: int, sense: int, field: BallField, slopes: BallField) -> bool:
    """Bound the speed across one edge."""
    unit = arb(10) ** -digits
    half = arb(0, 1) / 2
    u, v = b[0] - a[0], b[1] - a[1]
    middle = [arb(a[axis] + b[axis]) / 2 * unit for axis in (0, 1)]
    first, second = field(*middle)
    p, q, r, s = slopes(*(place + half * length * unit for place, length in zip(middle, (u, v), strict=True)))
    # across = (−v, u)·f, and along the edge it changes at the rate (−v, u)·J·(u, v)
    change = (u * (r * u + s * v) - v * (p * u + q * v)) * unit
    return bool(sense * (u * second - v * first + half * change) > 0)


def is_simple(corners: Sequence[Corner]) -> bool:
    """Prove that no two edges of a polygon cross or touch, but neighbours in their corner; exact in integers.

    Examples
    --------
    >>> is_simple(((0, 0), (2, 0), (2, 2), (0, 2))), is_simple(((0, 0), (2, 2), (2, 0), (0, 2)))
    (True, False)
    """
    edges = _edges(corners)
    count = len(edges)
    for i, (a, b) in enumerate(edges):
        if a == b or _turn(a, b, corners[(i + 2) % count]) == 0:
            return False
        for j in range(i + 2, count - (i == 0)):
            c, d = edges[j]
            if max(a[0], b[0]) < min(c[0], d[0]) or max(c[0], d[0]) < min(a[0], b[0]):
                continue
            if _turn(a, b, c) * _turn(a, b, d) <= 0 and _turn(c, d, a) * _turn(c, d, b) <= 0:
                return False
    return True


def _turn(a: Corner, b: Corner, c: Corner) -> int:
    """Tell on which side of the line from a to b the point c lies."""
    side = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (side > 0) - (side < 0)


def turning(corners: Sequence[Corner]) -> int:
    """Tell which way a simple polygon runs: 1 counter-clockwise, −1 clockwise; exact in integers."""
    area = sum(a[0] * b[1] - a[1] * b[0] for a, b in _edges(corners))
    return (area > 0) - (area < 0)


def encloses(border: Border, point: Sequence[Ball]) -> bool | None:
    """Tell whether a point, given in balls, lies inside a simple polygon; None where it may lie on an edge.

    Examples
    --------
    >>> triangle = Border(((0, 0), (2, 0), (0, 2)), 0)
    >>> encloses(triangle, (arb("0.5"), arb("0.5"))), encloses(triangle, (arb(2), arb(2)))
    (True, False)
    """
    x, y = (coordinate * 10**border.digits for coordinate in point)
    inside = False
    for a, b in _edges(border.corners):
        if not all(y <= corner[1] or y > corner[1] for corner in (a, b)):
            return None
        if bool(y > a[1]) == bool(y > b[1]):
            continue
        side = (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])
        if side.contains(0):
            return None
        inside ^= bool(side > 0) == (b[1] > a[1])
    return inside


def smooth_inside(border: Border, slopes: BallField, *, depth: int = 6) -> bool:
    """Prove that field and slopes are finite on the box around a polygon, cut up to `depth` times along each side."""
    unit = arb(10) ** -border.digits
    sides = [(min(c[axis] for c in border.corners), max(c[axis] for c in border.corners)) for axis in (0, 1)]
    boxes = [(sides[0], sides[1], depth)]
    while boxes:
        (a, b), (c, d), left = boxes.pop()
        balls = slopes(arb(a + b, b - a) / 2 * unit, arb(c + d, d - c) / 2 * unit)
        if all(ball.is_finite() for ball in balls):
            continue
        if left == 0:
            return False
        m, n = (a + b) // 2, (c + d) // 2
        boxes += [(s, t, left - 1) for s in ((a, m), (m, b)) for t in ((c, n), (n, d))]
    return True


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
            if (a, b) not in sound and not _edge(corners[a], corners[b % count], digits, sense, field, slopes)
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
