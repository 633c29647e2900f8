"""Exact values of numbers known by an interval: guessed, and accepted only where an equation vanishes exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flint
import sympy as sp

from symtutor.numerics.balls import enclose
from symtutor.numerics.signs import is_zero

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from symtutor.numerics.intervals.spans import Ball, Span

LARGEST = {"rational": 10**12, "angle": 240, "square": 10_000, "logarithm": 1_000, "power": 1_000}
"""The largest denominator or numerator of the guesses of each form: a longer one is no finer answer than decimals."""

TESTED_SIZE = 40
STEEP = 30


def candidates(span: Span) -> Iterator[sp.Expr]:
    """Yield the simplest numbers of several forms in a bounded span: 0, p/q, pπ/q, ±√(p/q), log(p/q), e^(p/q).

    Examples
    --------
    >>> import flint
    >>> list(candidates((flint.arb("1.04719"), flint.arb("1.0472"))))[:2]
    [355/339, pi/3]
    """
    low, high = span[0].lower(), span[1].upper()
    if low <= 0 and high >= 0:
        yield sp.S.Zero
        return
    yield from _simplest(low, high, "rational")
    pi = flint.arb.pi()
    yield from (part * sp.pi for part in _simplest((low / pi).lower(), (high / pi).upper(), "angle"))
    sign = 1 if low > 0 else -1
    inner, outer = (low, high) if sign > 0 else (-high, -low)
    yield from (sign * sp.sqrt(part) for part in _simplest((inner * inner).lower(), (outer * outer).upper(), "square"))
    if outer < STEEP:
        yield from (sp.log(part) for part in _simplest(low.exp().lower(), high.exp().upper(), "logarithm"))
    if sign > 0:
        yield from (sp.exp(part) for part in _simplest(low.log().lower(), high.log().upper(), "power"))


def _simplest(low: Ball, high: Ball, form: str) -> Iterator[sp.Rational]:
    if not (low.is_finite() and high.is_finite()) or not low <= high:
        return
    found = simplest_between(low.fmpq(), high.fmpq())
    if max(abs(int(found.p)), int(found.q)) <= LARGEST[form]:
        yield sp.Rational(int(found.p), int(found.q))


def simplest_between(low: flint.fmpq, high: flint.fmpq) -> flint.fmpq:
    """Find the fraction of least denominator in a closed interval (Stern and Brocot).

    Examples
    --------
    >>> import flint
    >>> simplest_between(flint.fmpq(31, 100), flint.fmpq(34, 100))
    1/3
    """
    if low <= 0 <= high:
        return flint.fmpq(0)
    if high < 0:
        return -simplest_between(-high, -low)
    whole = low.ceil()
    if whole <= high:
        return flint.fmpq(whole)
    floor = flint.fmpq(low.floor())
    return floor + 1 / simplest_between(1 / (high - floor), 1 / (low - floor))


def vanishes(equation: sp.Expr, values: Mapping[sp.Symbol, sp.Expr]) -> bool:
    """Tell whether an equation is proved to vanish exactly at exact values.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> vanishes(sp.sin(x) - x / sp.pi, {x: sp.pi}), vanishes(sp.cos(x) - sp.Rational(1, 2), {x: sp.pi / 3})
    (False, True)
    """
    try:
        value = equation.xreplace(dict(values))
    except ValueError:  # Max and Min refuse the infinities of a pole
        return False
    if value == 0:
        return True
    if value.has(sp.nan, sp.zoo, sp.oo) or value.free_symbols:
        return False
    ball = enclose(value, digits=40)
    if ball is not None and not ball.contains(0):
        return False
    value = sp.expand(value)
    if value == 0 or value.is_zero:
        return True
    return value.count_ops() <= TESTED_SIZE and bool(is_zero(value))
