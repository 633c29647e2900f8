"""A closed orbit in decimals: its places, its period, its Floquet multiplier, and whether it comes back."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.numerics.compiled import compile_plain
from symtutor.numerics.path import Place, landing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from symtutor.model import LimitCycle
    from symtutor.numerics.path import PlainField

EQUAL_STEPS, STIFF, RETURNED = 3000, 30.0, 1e-4
"""Steps of the second method, the growth beyond which they may be too long, and how near it must come to where it
began, in sizes of the orbit."""


@dataclass(frozen=True, slots=True)
class Orbit:
    """A closed orbit in decimals: its places in the order of time, the last one where it began."""

    places: tuple[Place, ...]
    growth: float
    """The integral of the divergence over the period: the logarithm of the Floquet multiplier."""

    extent: tuple[tuple[float, float], tuple[float, float]]
    """The least and the greatest value of each state."""

    @property
    def period(self) -> float:
        """The time of one turn."""
        return self.places[-1].time


def orbit_of(places: list[Place], velocity: PlainField, divergence: Callable[[float, float], float]) -> Orbit:
    """Put the places of an orbit in the order of time, and add up the divergence along it by Simpson's rule."""
    end = places[-1].time
    if end < 0:
        places = [place._replace(time=place.time - end) for place in reversed(places)]
    growth = 0.0
    for before, after in pairwise(places):
        h = after.time - before.time
        middle = (
            (before.x + after.x) / 2 + h / 8 * (before.u - after.u),
            (before.y + after.y) / 2 + h / 8 * (before.v - after.v),
        )
        ends = divergence(before.x, before.y) + divergence(after.x, after.y)
        growth += h / 6 * (ends + 4 * divergence(*middle))
    return Orbit(tuple(places), growth, _extent(places, velocity))


def _extent(places: list[Place], velocity: PlainField) -> tuple[tuple[float, float], tuple[float, float]]:
    """Give the least and the greatest value of each state, where its velocity is zero."""
    spans = []
    for axis in (0, 1):
        values = [place[1 + axis] for place in places]
        for before, after in pairwise(places):
            if before[3 + axis] * after[3 + axis] < 0:
                top = landing(velocity, before, after, itemgetter(3 + axis))
                values.append(top[1 + axis])
        spans.append((min(values), max(values)))
    return spans[0], spans[1]


def comes_back(states: Sequence[sp.Symbol], components: Sequence[sp.Expr], cycle: LimitCycle) -> bool | None:
    """Follow a located orbit in equal steps by the classical Runge–Kutta method, and add up the divergence again.

    An orbit that repels is followed backward. None where the steps are too long to tell.
    """
    velocity = compile_plain(components, states)
    spread = compile_plain([sum(sp.diff(c, s) for c, s in zip(components, states, strict=True))], states)
    x, y = (float(value) for value in cycle.through)
    begin = x, y
    growth = float(cycle.growth)
    size = max(float(high - low) for low, high in cycle.extent)
    h = (1 if growth < 0 else -1) * float(cycle.period) / EQUAL_STEPS
    total = 0.0
    try:
        for _ in range(EQUAL_STEPS):
            total += h * spread(x, y)[0]
            u1, v1 = velocity(x, y)
            u2, v2 = velocity(x + h / 2 * u1, y + h / 2 * v1)
            u3, v3 = velocity(x + h / 2 * u2, y + h / 2 * v2)
            u4, v4 = velocity(x + h * u3, y + h * v3)
            x, y = x + h / 6 * (u1 + 2 * u2 + 2 * u3 + u4), y + h / 6 * (v1 + 2 * v2 + 2 * v3 + v4)
    except (ArithmeticError, ValueError):
        return None
    closes = math.hypot(x - begin[0], y - begin[1]) < RETURNED * size
    agrees = abs(abs(total) - abs(growth)) < 0.01 * abs(growth) + 0.01
    if closes and agrees:
        return True
    return None if abs(growth) > STIFF else False
