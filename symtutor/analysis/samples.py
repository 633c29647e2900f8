"""A short number strictly between two exact numbers, for a sign chart."""

from __future__ import annotations

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
        return _floor(high) - 1 if high.is_number else high - 1
    if high.is_infinite:
        return 1 - _floor(-low) if low.is_number else low + 1
    if low.free_symbols or high.free_symbols or (low.is_Rational and high.is_Rational):
        return expand((low + high) / 2)
    for denominator in range(1, DENOMINATOR_LIMIT):
        candidate = sp.Rational(_floor(low * denominator) + 1, denominator)
        order = sign(high - candidate)
        if order is None:
            return None
        if order > 0:
            return candidate
    return None


def _floor(value: sp.Expr) -> sp.Expr:
    """Round down, by a ball where it lies between two integers."""
    ball = enclose(value)
    whole = None if ball is None else ball.floor().unique_fmpz()
    return sp.floor(value) if whole is None else sp.Integer(int(whole))
