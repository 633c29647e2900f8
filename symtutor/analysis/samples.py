"""A short number strictly between two exact numbers, for a sign chart."""

from __future__ import annotations

import flint
import sympy as sp

from symtutor.analysis.polynomial.normal_form import expand
from symtutor.numerics.balls import enclose
from symtutor.numerics.signs import sign

DENOMINATOR_LIMIT = 10**6


def between(low: sp.Expr, high: sp.Expr) -> sp.Expr | None:
    """Choose a sample in the open interval from `low` to `high`; None where the ends cannot be compared.

    The midpoint where it is rational or holds an index, else the rational number of least denominator.

    Examples
    --------
    >>> between(sp.Integer(0), sp.Integer(1)), between(sp.Integer(2), sp.oo), between(sp.sqrt(2), sp.sqrt(3))
    (1/2, 3, 3/2)
    """
    if low.is_infinite and high.is_infinite:
        return sp.S.Zero
    if low.is_infinite:
        below = _floor(high) if high.is_number else high
        return None if below is None else below - 1
    if high.is_infinite:
        above = _floor(-low) if low.is_number else -low
        return None if above is None else 1 - above
    if low.free_symbols or high.free_symbols or (low.is_Rational and high.is_Rational):
        return expand((low + high) / 2)
    for denominator in range(1, DENOMINATOR_LIMIT):
        below = _floor(low * denominator)
        if below is None:
            return None
        candidate = sp.Rational(below + 1, denominator)
        order = sign(high - candidate)
        if order is None:
            return None
        if order > 0:
            return candidate
    return None


def _floor(value: sp.Expr) -> sp.Integer | None:
    """Round down, by a ball where it lies between two integers; None where it is not told apart from an integer."""
    if value.is_Rational:
        return sp.Integer(value.p // value.q)
    ball = enclose(value)
    if ball is None:
        return None
    whole = ball.floor().unique_fmpz()
    if whole is not None:
        return sp.Integer(int(whole))
    nearest = (ball + flint.arb(1) / 2).floor().unique_fmpz()
    side = None if nearest is None else sign(value - int(nearest))
    return None if nearest is None or side is None else sp.Integer(int(nearest) - (side < 0))
