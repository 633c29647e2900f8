"""Moving along a field in power-series arithmetic: the check that a quantity is conserved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sympy as sp

from symtutor.numerics.balls import enclose, taylor

if TYPE_CHECKING:
    from collections.abc import Sequence

TIME = sp.Dummy("t", real=True)
SAMPLES = tuple(
    (sp.Rational(*a), sp.Rational(*b))
    for a, b in (((2, 7), (5, 11)), ((3, 2), (7, 5)), ((-4, 9), (6, 13)), ((11, 8), (-3, 7)), ((-5, 3), (-8, 9)))
)


def rate_along(
    states: Sequence[sp.Symbol], field: Sequence[sp.Expr], quantity: sp.Expr, at: Sequence[sp.Expr]
) -> Any | None:  # noqa: ANN401 - flint ships no types
    """Enclose the rate of change of a quantity along the solution through a point, without differentiating by rule."""
    place = dict(zip(states, at, strict=True))
    velocity = [enclose(component, place) for component in field]
    if None in velocity:
        return None
    speeds = [sp.Dummy(f"c{number}", real=True) for number in range(len(states))]
    line = {state: value + TIME * speed for state, value, speed in zip(states, at, speeds, strict=True)}
    values = {TIME: sp.S.Zero, **dict(zip(speeds, velocity, strict=True))}
    series = taylor(quantity.xreplace(line), TIME, values, 1)
    return None if series is None else series[1]


def constant_along(states: Sequence[sp.Symbol], field: Sequence[sp.Expr], quantity: sp.Expr) -> bool | None:
    """Check at several points that a quantity does not change along the field, and somewhere that it is no constant.

    Parameters and indices take the value of one sample each.
    """
    free = sorted(sp.Tuple(quantity, *field).free_symbols - set(states), key=lambda symbol: symbol.name)
    numbers = {symbol: sp.Rational(place + 4, 3) for place, symbol in enumerate(free)}
    rows = [component.xreplace(numbers) for component in field]
    told, values = 0, []
    for at in SAMPLES:
        rate = rate_along(states, rows, quantity.xreplace(numbers), at)
        if rate is None:
            continue
        if not rate.contains(0):
            return False
        told += 1
        values.append(enclose(quantity.xreplace(numbers), dict(zip(states, at, strict=True))))
    if not told:
        return None
    return None if all(value is None or value.overlaps(values[0]) for value in values) and told > 1 else True
