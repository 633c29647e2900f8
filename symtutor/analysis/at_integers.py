"""Signs of polynomials at all integers: what the members of a family have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.numerics.balls import enclose_all
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Sequence

FARTHEST = 50
"""Integers that are looked at one by one, to each side of 0."""

DEGREES = range(1, 9)


def sign_at_integers(value: sp.Expr, index: sp.Symbol) -> int | None:
    """Decide the sign that a polynomial has at every integer; None where it changes or is not decided.

    Beyond Cauchy's bound 1 + max |aᵢ/a_d| on its roots a polynomial has the sign of its leading term (Rahman,
    Schmeisser, *Analytic Theory of Polynomials*, §8.1); up to there the integers are finitely many.

    Examples
    --------
    >>> n = sp.Symbol("n", integer=True)
    >>> sign_at_integers(1 - (sp.pi + 2 * sp.pi * n) ** 2, n), sign_at_integers(n**2 - 2, n)
    (-1, None)
    """
    expanded = sp.expand(value)
    if not expanded.is_polynomial(index):
        return None
    polynomial = sp.Poly(expanded, index)
    last = _beyond(polynomial.all_coeffs()) if polynomial.degree() in DEGREES else None
    if last is None:
        return None
    leading = sign(polynomial.LC())
    sides = {leading, sign(polynomial.LC() * (-1) ** polynomial.degree())}
    for number in range(-last, last + 1):
        if len(sides) > 1:
            return None
        sides.add(sign(expanded.xreplace({index: sp.Integer(number)})))
    return sides.pop() if len(sides) == 1 else None


def _beyond(coefficients: Sequence[sp.Expr]) -> int | None:
    """Give an integer beyond which there is no root; None where it is too far out."""
    balls = enclose_all(coefficients)
    if balls is None or balls[0].contains(0):
        return None
    bounds = [abs(ball / balls[0]) for ball in balls[1:]]
    return next((number for number in range(1, FARTHEST) if all(bound < number - 1 for bound in bounds)), None)
