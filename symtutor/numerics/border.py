"""A closed polygon with exact corners: what is proved about it in integers and in ball arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import sympy as sp
from flint import arb, ctx

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.numerics.balls import Ball
    from symtutor.numerics.compiled import BallField

Corner: TypeAlias = tuple[int, int]
HIDDEN = 4
"""Digits at the end of coordinates that are not told of a polygon's extent."""

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
        return all(edge_is_crossed(a, b, border.digits, sense, field, slopes) for a, b in _edges(border.corners))


def _edges(corners: Sequence[Corner]) -> list[tuple[Corner, Corner]]:
    """Pair every corner with the next."""
    return list(zip(corners, (*corners[1:], corners[0]), strict=True))


def edge_is_crossed(a: Corner, b: Corner, digits: int, sense: int, field: BallField, slopes: BallField) -> bool:
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
