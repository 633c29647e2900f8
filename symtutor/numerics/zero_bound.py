"""How near to zero a number built with roots can come without being zero.

An algebraic integer that is not zero has a norm of at least 1: the product of all its conjugates. If there are at
most D of them, none larger than u, then the number itself is at least u^{1−D}. So a ball of that size around zero
proves the number to be zero, whatever its minimal polynomial is.

References
----------
C. Burnikel, S. Funke, K. Mehlhorn, S. Schirra, S. Schmitt, "A separation bound for real algebraic expressions",
Algorithmica 55 (2009); a quotient α/β under a root is brought to the form (αβ^{k−1})^{1/k}/β, so that one root
remains one.
"""

from __future__ import annotations

from math import prod
from typing import TypeAlias

import sympy as sp

from symtutor.numerics.balls import BITS_PER_DIGIT, enclose, enclose_complex

Sizes: TypeAlias = tuple[int, int]
"""Bits of the largest conjugate of the numerator and of the denominator, both algebraic integers."""

MOST_BITS = 40_000
SPARE_BITS = 64


class _NotAlgebraicError(Exception):
    """The expression holds something else than rational numbers, roots and arithmetic."""


def proved_zero(expression: sp.Expr) -> bool | None:
    """Decide whether a number built with roots is zero; None where it is no such number, or the proof is too long.

    Examples
    --------
    >>> proved_zero(sp.sqrt(2) + sp.sqrt(3) - sp.sqrt(5 + 2 * sp.sqrt(6)))
    True
    """
    bits = least_bits(expression)
    if bits is None or bits > MOST_BITS:
        return None
    for precision in (bits + SPARE_BITS, 2 * bits + 4 * SPARE_BITS):
        digits = int(precision / BITS_PER_DIGIT) + 1
        ball = enclose(expression, digits=digits)
        if ball is None:  # not real on the way
            ball = enclose_complex(expression, digits=digits)
        if ball is None:
            return None
        if not ball.contains(0):
            return False
        mantissa, exponent = ball.abs_upper().man_exp()
        if mantissa == 0 or int(mantissa).bit_length() + int(exponent) < -bits:
            return True
    return None


def least_bits(expression: sp.Expr) -> int | None:
    """Find b such that the number is zero or at least 2^{−b}; None where no bound is known.

    Examples
    --------
    >>> least_bits(sp.sqrt(2) - sp.Rational(7, 5))
    8
    """
    degrees: dict[sp.Expr, int] = {}
    try:
        numerator, denominator = _sizes(expression, degrees)
    except _NotAlgebraicError:
        return None
    return denominator + (prod(degrees.values()) - 1) * numerator


def _sizes(expression: sp.Expr, degrees: dict[sp.Expr, int]) -> Sizes:
    """Bound numerator and denominator, and note every root with its degree once."""
    match expression:
        case sp.Rational():
            return _bits(expression.p), _bits(expression.q)
        case sp.Add():
            parts = [_sizes(term, degrees) for term in expression.args]
            common = sum(low for _, low in parts)
            return max(high + common - low for high, low in parts) + _bits(len(parts)), common
        case sp.Mul():
            parts = [_sizes(factor, degrees) for factor in expression.args]
            return sum(high for high, _ in parts), sum(low for _, low in parts)
        case sp.Pow() if expression.exp.is_Rational:
            high, low = _root(expression.base, int(expression.exp.q), degrees)
            times = abs(int(expression.exp.p))
            return (times * high, times * low) if expression.exp.p > 0 else (times * low, times * high)
        case sp.CRootOf():
            return _place(expression, degrees)
        case _ if expression is sp.I:
            degrees[expression] = 2
            return 0, 0
        case _ if expression.func.__name__ == "RealRoot":
            return _root(expression.args[0], int(expression.args[1]), degrees)
    raise _NotAlgebraicError


def _root(base: sp.Expr, degree: int, degrees: dict[sp.Expr, int]) -> Sizes:
    """Bound a root of α/β in the form (αβ^{k−1})^{1/k}/β."""
    high, low = _sizes(base, degrees)
    if degree > 1:
        degrees[sp.Pow(base, sp.Rational(1, degree), evaluate=False)] = degree
    return -(-(high + (degree - 1) * low) // degree), low


def _place(root: sp.CRootOf, degrees: dict[sp.Expr, int]) -> Sizes:
    """Bound a root of a polynomial by Cauchy: with the leading coefficient a, the root times a is an integer."""
    coefficients = root.poly.all_coeffs()
    if not all(c.is_Integer for c in coefficients):
        raise _NotAlgebraicError
    degrees[root] = len(coefficients) - 1
    lead, *rest = (abs(int(c)) for c in coefficients)
    return _bits(lead + max(rest)), _bits(lead)


def _bits(size: int) -> int:
    """Find the least b such that the size is at most 2^b."""
    return (abs(int(size)) - 1).bit_length() if size else 0
