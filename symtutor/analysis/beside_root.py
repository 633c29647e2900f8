"""Conditions just beside a root that is known by its place: by the first derivative there that is not zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp
from sympy.core.relational import Relational

from symtutor.numerics.balls import enclose
from symtutor.numerics.roots import NumberedRoot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy.logic.boolalg import Boolean


def holds_beside(conditions: Iterable[Boolean], state: sp.Symbol, at: sp.Expr, side: int) -> bool | None:
    """Tell whether comparisons of polynomials hold just beside a numbered root; None for what else there is.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> root = NumberedRoot.of([1, 0, 0, 0, -1, -1], 0)
    >>> [holds_beside([x**5 - x - 1 > 0], x, root, side) for side in (-1, 1)]
    [False, True]
    """
    verdicts = [_holds(condition, state, at, side) for condition in conditions]
    if False in verdicts:
        return False
    return None if None in verdicts else True


def _holds(condition: Boolean, state: sp.Symbol, at: sp.Expr, side: int) -> bool | None:
    if not isinstance(condition, Relational) or not isinstance(at, NumberedRoot):
        return None
    difference = condition.lhs - condition.rhs
    if difference.free_symbols != {state} or not difference.is_polynomial(state):
        return None
    direction = _sign(sp.Poly(difference, state), at, side)
    return None if direction is None else bool(condition.func(sp.Integer(direction), sp.S.Zero))


def _sign(polynomial: sp.Poly, at: NumberedRoot, side: int) -> int | None:
    """Find the sign beside a root: that of the first derivative there that is not zero, turned for odd orders."""
    state = polynomial.gen
    minimal = sp.Poly(at.poly.as_expr(state), state)
    turned = 1
    while sp.rem(polynomial, minimal).is_zero:
        if polynomial.degree() < 1:
            return None
        polynomial, turned = polynomial.diff(), turned * side
    ball = enclose(polynomial.as_expr(), {state: at})
    return None if ball is None or ball.contains(0) else turned if ball > 0 else -turned
