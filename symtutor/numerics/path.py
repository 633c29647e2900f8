"""One solution in the plane, followed in plain floating-point numbers with steps that fit.

The pair of Dormand and Prince of orders 5 and 4 (E. Hairer, S. P. Nørsett, G. Wanner, *Solving Ordinary Differential
Equations I*, §II.4): the difference of the two is the error of a step, and steps keep it below a tolerance.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    PlainField: TypeAlias = "Callable[[float, float], tuple[float, float]]"

FIRST_STEP = 1e-3
LEAST, MOST = 0.2, 5.0
"""By how much one step may differ from the one before."""


class Place(NamedTuple):
    """Where a solution is, at what time, and its velocity there."""

    time: float
    x: float
    y: float
    u: float
    v: float


def step(field: PlainField, place: Place, h: float) -> tuple[Place, float, float]:
    """Take one step of length `h`; also estimate its error in each state."""
    t, x, y, u1, v1 = place
    u2, v2 = field(x + h * u1 / 5, y + h * v1 / 5)
    u3, v3 = field(x + h * (3 * u1 + 9 * u2) / 40, y + h * (3 * v1 + 9 * v2) / 40)
    u4, v4 = field(
        x + h * (44 / 45 * u1 - 56 / 15 * u2 + 32 / 9 * u3), y + h * (44 / 45 * v1 - 56 / 15 * v2 + 32 / 9 * v3)
    )
    u5, v5 = field(
        x + h * (19372 / 6561 * u1 - 25360 / 2187 * u2 + 64448 / 6561 * u3 - 212 / 729 * u4),
        y + h * (19372 / 6561 * v1 - 25360 / 2187 * v2 + 64448 / 6561 * v3 - 212 / 729 * v4),
    )
    u6, v6 = field(
        x + h * (9017 / 3168 * u1 - 355 / 33 * u2 + 46732 / 5247 * u3 + 49 / 176 * u4 - 5103 / 18656 * u5),
        y + h * (9017 / 3168 * v1 - 355 / 33 * v2 + 46732 / 5247 * v3 + 49 / 176 * v4 - 5103 / 18656 * v5),
    )
    a = x + h * (35 / 384 * u1 + 500 / 1113 * u3 + 125 / 192 * u4 - 2187 / 6784 * u5 + 11 / 84 * u6)
    b = y + h * (35 / 384 * v1 + 500 / 1113 * v3 + 125 / 192 * v4 - 2187 / 6784 * v5 + 11 / 84 * v6)
    u7, v7 = field(a, b)
    off_x = h * (71 / 57600 * u1 - 71 / 16695 * u3 + 71 / 1920 * u4 - 17253 / 339200 * u5 + 22 / 525 * u6 - u7 / 40)
    off_y = h * (71 / 57600 * v1 - 71 / 16695 * v3 + 71 / 1920 * v4 - 17253 / 339200 * v5 + 22 / 525 * v6 - v7 / 40)
    return Place(t + h, a, b, u7, v7), abs(off_x), abs(off_y)


def follow(
    field: PlainField, start: tuple[float, float], *, tolerance: float, most: int, sense: int = 1
) -> Iterator[Place]:
    """Yield the places a solution comes to, step by step, at most `most` of them; less where it stops being a number.

    Parameters
    ----------
    tolerance : float
        What one step may be wrong by, absolute for states below 1 and relative for those above.
    sense : int
        1 forward in time, −1 backward.

    Examples
    --------
    >>> for place in follow(lambda x, y: (-y, x), (1.0, 0.0), tolerance=1e-9, most=300):
    ...     if place.time > 1:
    ...         break
    >>> abs(place.x - math.cos(place.time)) < 1e-7
    True
    """
    try:
        place = Place(0.0, *start, *field(*start))
    except (ArithmeticError, ValueError):
        return
    yield place
    h = sense * FIRST_STEP
    taken = tried = 0
    while taken < most and tried < 2 * most:
        tried += 1
        try:
            ahead, off_x, off_y = step(field, place, h)
        except (ArithmeticError, ValueError):
            ahead, off_x, off_y = place, math.inf, math.inf
        size = max(off_x / (tolerance * max(1.0, abs(place.x))), off_y / (tolerance * max(1.0, abs(place.y))))
        if size <= 1:
            place = ahead
            taken += 1
            yield place
        factor = MOST if size == 0 else 0.9 * size**-0.2 if math.isfinite(size) else LEAST
        h *= min(MOST, max(LEAST, factor))
        if abs(h) < 1e-14 * max(1.0, abs(place.time)) or not math.isfinite(h):
            return


def landing(field: PlainField, before: Place, after: Place, measure: Callable[[Place], float]) -> Place:
    """Shorten a step over a zero of `measure` so that it ends there (secant method in its length)."""
    low, high = 0.0, after.time - before.time
    f_low, f_high = measure(before), measure(after)
    size = abs(f_low) + abs(f_high)
    place = after
    for _ in range(60):
        if low == high or f_low == f_high:
            break
        low, high = high, low - f_low * (high - low) / (f_high - f_low)
        place = step(field, before, high)[0]
        f_low, f_high = f_high, measure(place)
        if abs(f_high) < 1e-15 * size:
            break
    return place
