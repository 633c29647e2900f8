"""A bound on the number of zeros by Rolle's theorem: a function whose k-th derivative has no zero has at most k.

Between two zeros of a function lies one of its derivative, so a derivative of one sign leaves at most one zero, a
second derivative of one sign (a convex or concave function) at most two, and so on, each counted with its multiplicity
(Spivak, *Calculus*, ch. 11; Strogatz, *Nonlinear Dynamics and Chaos*, §3.1, draws the two graphs).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.beside import sign_beside
from symtutor.numerics.sign_rules import SIGN, NoRuleError, possible_signs
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 4
"""The order of the derivatives that are looked at."""


def sign_everywhere(expression: sp.Expr) -> int | None:
    """Decide a sign that an expression has for all real values of its symbols, or None.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> sign_everywhere(sp.exp(-x) + x**2), sign_everywhere(x**2 - 1)
    (1, None)
    """
    try:
        return SIGN.get(possible_signs(expression, sign)) or None
    except NoRuleError:
        return None


def most_zeros(field: sp.Expr, state: sp.Symbol) -> int | None:
    """Bound the number of real zeros of a smooth function, counted with multiplicity.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> most_zeros(sp.exp(x) - 2 * x - 1, x), most_zeros(sp.sin(x), x)
    (2, None)
    """
    derivative = field
    for order in range(MOST + 1):
        if sign_everywhere(derivative):
            return order
        derivative = sp.diff(derivative, state)
    return None


def no_other_zero(field: sp.Expr, state: sp.Symbol, zeros: Sequence[sp.Expr]) -> bool | None:
    """Prove that a function smooth on the whole line has no zeros but some that are known.

    Their multiplicities must reach the bound; or leave one short of it, where the signs far out on both sides tell
    whether the number is even or odd.
    """
    bound = most_zeros(field, state)
    orders = [_multiplicity(field, state, zero) for zero in zeros]
    if bound is None or None in orders:
        return None
    found = sum(order for order in orders if order is not None)
    if found == bound:
        return True
    ends = [sign_beside(field, state, side * sp.oo, side) for side in (-1, 1)]
    if found != bound - 1 or not all(ends):
        return None
    return (ends[0] != ends[1]) == (found % 2 == 1)


def _multiplicity(field: sp.Expr, state: sp.Symbol, zero: sp.Expr) -> int | None:
    """Find the order of the first derivative that is not zero there."""
    derivative = field
    for order in range(MOST + 1):
        side = sign(derivative.subs(state, zero))
        if side is None and order:
            return None
        if side:
            return order
        derivative = sp.diff(derivative, state)
    return None
