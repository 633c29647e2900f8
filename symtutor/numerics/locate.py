"""From exact fields and points to closed orbits in decimals, and back to numbers that the exact side can hold."""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.model import LimitCycle, Stability
from symtutor.numerics.compiled import compile_balls, compile_plain
from symtutor.numerics.cycles import closed_orbits
from symtutor.numerics.nest import nest
from symtutor.numerics.trap import border

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from symtutor.model import ODESystem
    from symtutor.numerics.border import Border
    from symtutor.numerics.compiled import BallField
    from symtutor.numerics.orbit import Orbit
    from symtutor.numerics.path import PlainField

FIGURES = 12
SAME = 1e-6
ROUNDING = 1e-12


def locate(
    system: ODESystem,
    centers: Sequence[tuple[sp.Expr, ...]],
    points: Sequence[tuple[sp.Expr, ...]],
    *,
    single: bool = False,
) -> list[Orbit]:
    """Locate closed orbits around each of the centers, or the `single` one that there is.

    All fixed points together tell at what scale to look.
    """
    velocity, divergence = _compiled(system)
    places = [_decimal(point) for point in points]
    scales = {at: min([*(math.dist(at, p) for p in places if p != at), math.hypot(*at) or 1.0]) for at in places}
    nests = [nest(velocity, at, scale, places) for at, scale in scales.items()]
    found: list[Orbit] = []
    for at in map(_decimal, centers):
        found += [
            orbit
            for orbit in islice(closed_orbits(velocity, divergence, at, scales[at], nests), 1 if single else None)
            if not any(_same(orbit, other) for other in found)
        ]
    return found


def _compiled(system: ODESystem) -> tuple[PlainField, Callable[[float, float], float]]:
    """Give the field and its divergence as functions of two numbers."""
    velocity = compile_plain(system.field, system.states)
    spread = sp.Add(*(sp.diff(c, s) for c, s in zip(system.field, system.states, strict=True)))
    single = compile_plain([spread], system.states)
    return velocity, lambda x, y: single(x, y)[0]


def _decimal(point: tuple[sp.Expr, ...]) -> tuple[float, float]:
    x, y = (float(value.evalf(20)) for value in point)
    return x, y


def _same(orbit: Orbit, other: Orbit) -> bool:
    """Tell whether two orbits found around different points are one."""
    return all(
        math.isclose(a, b, rel_tol=SAME, abs_tol=SAME)
        for axis in (0, 1)
        for a, b in zip(orbit.extent[axis], other.extent[axis], strict=True)
    )


def as_cycle(orbit: Orbit, *, proved: bool) -> LimitCycle:
    """Write an orbit in fractions of its decimals."""
    extent = [(_fraction(low), _fraction(high)) for low, high in orbit.extent]
    first = orbit.places[0]
    size = max(high - low for low, high in orbit.extent)
    through = _coordinate(first.x, size), _coordinate(first.y, size)
    stability = Stability.ASYMPTOTIC if orbit.growth < 0 else Stability.UNSTABLE
    return LimitCycle(
        through, _fraction(orbit.period), _fraction(orbit.growth), (extent[0], extent[1]), stability, proved
    )


def _coordinate(value: float, size: float) -> sp.Rational:
    """Write a coordinate; what is left of a zero by rounding is zero."""
    return sp.S.Zero if abs(value) < ROUNDING * size else _fraction(value)


def _fraction(value: float) -> sp.Rational:
    return sp.Rational(f"{value:.{FIGURES}g}")


def borders(system: ODESystem, orbit: Orbit) -> tuple[Border, Border | None, tuple[BallField, BallField]] | None:
    """Lay polygons around an orbit and within it that the field crosses towards the orbit, or away where it repels.

    Also give the field and its partial derivatives in balls.
    """
    field = compile_balls(system.field, system.states)
    slopes = compile_balls([sp.diff(c, s) for c in system.field for s in system.states], system.states)
    if field is None or slopes is None:
        return None
    velocity, _ = _compiled(system)
    try:
        outer = border(orbit, velocity, field, slopes, outward=True)
        inner = None if outer is None else border(orbit, velocity, field, slopes, outward=False)
    except (ArithmeticError, ValueError):  # the field turned aside is not defined somewhere
        return None
    return None if outer is None else (outer, inner, (field, slopes))
