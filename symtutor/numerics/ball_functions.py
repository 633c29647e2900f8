"""Elementary functions of balls and of power series with balls for coefficients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import flint
import sympy as sp

if TYPE_CHECKING:
    from collections.abc import Callable

Ball: TypeAlias = Any
"""An ``arb``, an ``acb`` or an ``arb_series``: flint ships no types."""


class NoEnclosureError(Exception):
    """The expression holds something for which no ball arithmetic is known."""


def _exp_sum(weight: int) -> Callable[[Ball], Ball]:
    """Build cosh (weight 1) and sinh (weight −1), which series do not offer."""

    def function(z: Ball) -> Ball:
        grown = z.exp()
        return (grown + weight / grown) / 2

    return function


def _tanh(z: Ball) -> Ball:
    if isinstance(z, flint.arb_series):
        doubled = (2 * z).exp()
        return (doubled - 1) / (doubled + 1)
    return z.tanh()


def _absolute(z: Ball) -> Ball:
    if not isinstance(z, flint.arb_series):
        return abs(z)
    if z[0] > 0:
        return z
    if z[0] < 0:
        return -z
    raise NoEnclosureError


def _signum(z: Ball) -> Ball:
    value = z[0] if isinstance(z, flint.arb_series) else z
    if value > 0:
        return flint.arb(1)
    if value < 0:
        return flint.arb(-1)
    if value == 0 and not isinstance(z, flint.arb_series):
        return flint.arb(0)
    raise NoEnclosureError


def step(z: Ball) -> Ball:
    """Give the step function where the sign is decided, and 1/2 at 0 exactly."""
    value = z[0] if isinstance(z, flint.arb_series) else z
    return flint.arb(0.5) if value == 0 and value is z else (_signum(z) + 1) / 2


def extreme(parts: list[Ball], side: int) -> Ball:
    """Give max (side 1) or min (side −1) as (a + b ± |a − b|)/2."""
    found = parts[0]
    for part in parts[1:]:
        found = (found + part + side * _absolute(found - part)) / 2
    return found


def lower_lambert(z: Ball, branch: sp.Expr) -> Ball:
    """Give the branch −1 of the Lambert W function, which is real where −1/e < z < 0."""
    if branch != -1 or isinstance(z, flint.arb_series):
        raise NoEnclosureError
    return z.lambertw(-1)


FUNCTIONS: dict[type, Callable[[Ball], Ball]] = {
    sp.exp: lambda z: z.exp(),
    sp.log: lambda z: z.log(),
    sp.sin: lambda z: z.sin(),
    sp.cos: lambda z: z.cos(),
    sp.tan: lambda z: z.tan(),
    sp.cot: lambda z: z.cos() / z.sin(),
    sp.sec: lambda z: 1 / z.cos(),
    sp.csc: lambda z: 1 / z.sin(),
    sp.asin: lambda z: z.asin(),
    sp.acos: lambda z: z.acos(),
    sp.atan: lambda z: z.atan(),
    sp.sinh: _exp_sum(-1),
    sp.cosh: _exp_sum(1),
    sp.tanh: _tanh,
    sp.coth: lambda z: 1 / _tanh(z),
    sp.asinh: lambda z: (z + (z * z + 1).sqrt()).log(),
    sp.acosh: lambda z: (z + (z * z - 1).sqrt()).log(),
    sp.atanh: lambda z: ((1 + z) / (1 - z)).log() / 2,
    sp.Abs: _absolute,
    sp.sign: _signum,
    sp.LambertW: lambda z: z.lambertw(),
}
