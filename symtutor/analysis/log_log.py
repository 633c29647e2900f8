"""The order of growth of f beside a point, measured in balls: an independent check of a leading term."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.numerics.balls import enclose

if TYPE_CHECKING:
    from symtutor.analysis.germ import Germ
    from symtutor.numerics.balls import Ball

NEAR, NEARER = 20, 40
STEEP = 15


def slope_agrees(field: sp.Expr, state: sp.Symbol, at: sp.Expr, side: int, germ: Germ) -> bool | None:
    """Compare the slope of ln|f| against ln s between s = 10⁻²⁰ and 10⁻⁴⁰ with the power; far out, s = 1/|x|."""
    sizes: list[Ball] = []
    for exponent in (NEAR, NEARER):
        distance = sp.Rational(1, 10**exponent)
        place = side / distance if at.is_infinite else at + side * distance
        value = _enclosed(field, state, place)
        if value is None or value.contains(0):
            return None
        if germ.direction is not None and (value > 0) != (germ.direction > 0):
            return False
        sizes.append(abs(value).log())
    decades: Ball = enclose(sp.log(10))
    slope = (sizes[0] - sizes[1]) / (decades * (NEARER - NEAR))
    if germ.power.is_infinite:
        return bool((slope if germ.power is sp.oo else -slope) > STEEP)
    difference = abs(slope - enclose(germ.power))
    allowed = sp.Rational(1, 8) * (1 + abs(germ.logs))
    return bool(difference < enclose(allowed))


def _enclosed(field: sp.Expr, state: sp.Symbol, place: sp.Expr) -> Ball | None:
    return enclose(field, {state: place}, digits=400)
