"""Small circles around a point: what holds on one is seen there, in balls."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import sympy as sp

from symtutor.numerics.balls import enclose, enclose_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from symtutor.analysis.nonlinear.frames import Frame

RADIUS = sp.Rational(1, 1000)
RADII = (RADIUS, RADIUS**3)
DIGITS = 150
STEPS = 6
HALVINGS = 60


def unit_circle(steps: int) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    """Yield 4 × `steps` rational points of the unit circle, counterclockwise from (1, 0)."""
    quarter = []
    for step in range(steps):
        t = sp.Rational(step, steps)
        quarter.append(((1 - t**2) / (1 + t**2), 2 * t / (1 + t**2)))
    for c, s in quarter:
        yield c, s
    for c, s in quarter:
        yield -s, c
    for c, s in quarter:
        yield -c, -s
    for c, s in quarter:
        yield s, -c


def has_sign_around(expression: sp.Expr, frame: Frame, side: int) -> bool | None:
    """Check that an expression has one sign all around the point; None where balls do not tell."""
    return _settled((_sign_at(expression, frame, radius) for radius in RADII), side)


def turns_around(frame: Frame, index: int) -> bool | None:
    """Check how often the field turns counterclockwise along a small circle: the Poincaré index of the point.

    The frame's own directions must turn counterclockwise from the first to the second.
    """
    return _settled((_turns_at(frame, radius) for radius in RADII), index)


def _settled(measured: Iterable[int | None], expected: int) -> bool | None:
    """Compare what small circles show with what is expected; the smallest has the last word."""
    last = None
    for last in measured:
        if last == expected:
            return True
    return None if last is None else False


def _sign_at(expression: sp.Expr, frame: Frame, radius: sp.Expr) -> int | None:
    """Find the sign of an expression on a small circle: ±1 where it is the same at every sample, 0 where it changes.

    None where balls do not tell.
    """
    signs = set()
    for c, s in unit_circle(STEPS):
        ball = enclose(expression, frame.place(radius * c, radius * s), digits=DIGITS)
        if ball is None or ball.contains(0):
            return None
        signs.add(1 if ball > 0 else -1)
    return signs.pop() if len(signs) == 1 else 0


def _turns_at(frame: Frame, radius: sp.Expr) -> int | None:
    """Count the turns. Arcs are halved until the field turns by less than a right angle along each."""
    corners = [*unit_circle(2), (sp.S.One, sp.S.Zero)]
    vectors = [_vector(frame, corner, radius) for corner in corners]
    pending = [
        (start, stop, first, last, HALVINGS)
        for (start, stop), (first, last) in zip(pairwise(corners), pairwise(vectors), strict=True)
    ]
    crossings = 0
    while pending:
        start, stop, first, last, left = pending.pop()
        if first is None or last is None or not left:
            return None
        if first[0] * last[0] + first[1] * last[1] > 0:
            crossings += _crossing(first, last)
            continue
        middle = _between(start, stop)
        vector = _vector(frame, middle, radius)
        pending += [(start, middle, first, vector, left - 1), (middle, stop, vector, last, left - 1)]
    return crossings // 2


def _vector(frame: Frame, corner: tuple[sp.Expr, sp.Expr], radius: sp.Expr) -> list[Any] | None:
    at: Mapping[sp.Symbol, sp.Expr] = frame.place(radius * corner[0], radius * corner[1])
    balls = enclose_all(frame.field, at, digits=DIGITS)
    return None if balls is None or all(ball.contains(0) for ball in balls) else balls


def _crossing(first: list[Any], last: list[Any]) -> int:
    """Tell whether the field crosses the horizontal between two samples, and in which sense it turns."""
    above = bool(first[1] >= 0), bool(last[1] >= 0)
    if above[0] == above[1]:
        return 0
    turning = first[0] * last[1] - first[1] * last[0]
    return 1 if turning > 0 else -1


def _between(start: tuple[sp.Expr, sp.Expr], stop: tuple[sp.Expr, sp.Expr]) -> tuple[sp.Expr, sp.Expr]:
    """Give a point of the arc between two points less than a half turn apart: their sum, pushed out to the circle.

    Only the direction matters, and a closed curve around the point serves as well as a circle.
    """
    x, y = start[0] + stop[0], start[1] + stop[1]
    size = max(abs(x), abs(y))
    return x / size, y / size
