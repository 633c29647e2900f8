"""What a bound of Euler's error promises, and how its ingredients are rounded: outward, to a few digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp
from flint import arb, fmpq

from symtutor.document import Approx, Name, Negative, Power, Product, Quotient, Sum
from symtutor.numerics.balls import middle

if TYPE_CHECKING:
    from symtutor.document import Formula
    from symtutor.numerics.balls import Ball

DIGITS = 4
LARGEST = 10**6
"""A guarantee worse than this says nothing."""


def promised(slope: sp.Expr, bend: sp.Expr, step: sp.Expr, span: sp.Expr) -> sp.Expr:
    """Give (e^{LT} − 1) M h/(2L), or M h T/2 where L = 0.

    Examples
    --------
    >>> promised(sp.S.One, sp.S.One, sp.S.Half, sp.S.One), promised(sp.S.Zero, sp.S.One, sp.S.Half, sp.S.One)
    (-1/4 + E/4, 1/4)
    """
    if slope.is_zero:
        return bend * step * span / 2
    return (sp.exp(slope * span) - 1) * bend * step / (2 * slope)


def promise_formula(slope: sp.Expr) -> Formula:
    """Write the same in the letters of the theorem."""
    h, L, M, T = Name("h"), Name("L"), Name("M"), Name("T")  # noqa: N806 - as in the theorem
    if slope.is_zero:
        return Quotient(Product((M, h, T)), sp.Integer(2))
    growth = Sum((Power(Name("e"), Product((L, T))), Negative(sp.S.One)))
    return Quotient(Product((growth, M, h)), Product((sp.Integer(2), L)))


def is_short(value: sp.Expr) -> bool:
    """Tell whether a fraction has no more digits than a rounded bound."""
    return len(str(abs(int(value.p)))) + len(str(int(value.q))) <= 2 * DIGITS


def plain(value: sp.Expr) -> Formula:
    """Write a bound as a fraction where that is short, else as the finite decimal that it is."""
    return value if int(value.q) < 10 else Approx(value, 10)


def ball_of(number: sp.Expr) -> Ball:
    """Give an exact fraction as a ball."""
    return arb(fmpq(int(number.p), int(number.q)))


def rounded(value: Ball, *, up: bool, size: sp.Expr | None = None) -> sp.Expr:
    """Round a ball outward to a short decimal."""
    return outward(middle(value.upper() if up else value.lower()), up=up, size=size)


def outward(value: sp.Expr, *, up: bool, size: sp.Expr | None = None) -> sp.Expr:
    """Round up or down to four significant digits, or to those that matter where things are of this size.

    Examples
    --------
    >>> outward(sp.Rational(271829, 100000), up=True), outward(sp.Rational(-271829, 100000), up=True)
    (2719/1000, -1359/500)
    >>> outward(sp.Rational(1, 10**9), up=True, size=sp.Integer(2))
    1/1000
    """
    if value.is_zero or (is_short(value) if size is None else int(value.q) < 10):
        return value
    places = DIGITS - 1 - int(f"{float(abs(value if size is None else size)):e}".partition("e")[2])
    scale = sp.Integer(10) ** places
    return (sp.ceiling(value * scale) if up else sp.floor(value * scale)) / scale
