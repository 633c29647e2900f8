"""Exact numbers step after step: fractions as long as they stay short enough, then 50 digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp
from flint import arb, ctx, fmpq

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from symtutor.numerics.balls import Ball

WORKING_DIGITS = 50
"""What a state that is no longer exact is rounded to."""

CHECKING_DIGITS = 80
"""With which every step is taken again."""

_CHECKING_BITS = 300

MOST_STEPS = 10_000
"""A table longer than this is no hand computation."""

LARGEST = sp.Integer(10) ** 300
"""A state beyond this has overflowed."""

_LONGEST_EXACT = 3322
"""Bits (1000 digits) beyond which a fraction is rounded: each step by a cubic triples its length."""


def evaluated(expressions: Iterable[sp.Expr], at: Mapping[sp.Symbol, sp.Expr]) -> tuple[sp.Expr, ...] | None:
    """Evaluate at exact numbers: to a fraction, or else a decimal; None where a value is not real."""
    values = []
    for expression in expressions:
        value = expression.xreplace(at)
        if not value.is_Rational:
            value = value.evalf(WORKING_DIGITS)
            if not value.is_Float:
                return None
        values.append(value)
    return tuple(values)


def is_exact(value: sp.Expr) -> bool:
    """Tell whether a number is a fraction that is not too long to carry on with."""
    return bool(value.is_Rational) and int(value.p).bit_length() + int(value.q).bit_length() <= _LONGEST_EXACT


def rounded(value: sp.Expr) -> sp.Expr:
    """Round to the working digits; the result is a fraction all the same."""
    return sp.Rational(value.evalf(WORKING_DIGITS))


def agrees(enclosure: Ball, number: sp.Expr, *, exact: bool) -> bool:
    """Compare with a ball: up to the rounding of the table, or to all the digits that the ball has."""
    with ctx.workprec(_CHECKING_BITS):
        claimed = arb(fmpq(int(number.p), int(number.q)))
        digits = (CHECKING_DIGITS if exact else WORKING_DIGITS) - 5
        return bool(abs(enclosure - claimed) <= arb(10) ** -digits * (1 + abs(claimed)))
