"""The leading term of an expression just beside a point, or far out on the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flint
import sympy as sp

from symtutor.analysis.germ import NOTHING, Germ
from symtutor.analysis.leading import leading
from symtutor.analysis.leading_functions import holds
from symtutor.analysis.polynomial.fraction import fraction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy.logic.boolalg import Boolean

    from symtutor.analysis.polynomial.fraction import Fraction


def germ(expression: sp.Expr, state: sp.Symbol, at: sp.Expr, side: int) -> Germ | None:
    """Find the leading term of an expression just left (−1) or right (1) of a point, or towards ±∞.

    None where this calculus does not decide it, or where the expression is not real there.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> found = germ(x * sp.log(sp.Abs(x)), x, sp.S.Zero, -1)
    >>> found.power, found.logs, found.direction
    (1, 1, 1)
    >>> germ(sp.exp(x) - x**3, x, sp.oo, 1).power
    -oo
    """
    if at.is_Rational or at.is_infinite:
        rational = fraction(expression, state)
        if rational is not None:
            return _lowest(rational, at, side)
    distance = sp.Dummy("s", positive=True)
    place = side / distance if at.is_infinite else at + side * distance
    return leading(expression.xreplace({state: place}), distance)


def _lowest(rational: Fraction, at: sp.Expr, side: int) -> Germ:
    """Compare the lowest terms of numerator and denominator in the distance from the point, or in its inverse."""
    if not rational.above:
        return NOTHING
    pieces = []
    for polynomial in rational:
        if at.is_infinite:
            degree = polynomial.degree()
            pieces.append((-degree, polynomial[degree] * side**degree))
        else:
            moved = polynomial(flint.fmpq_poly([flint.fmpq(int(at.p), int(at.q)), side]))
            pieces.append(next((power, c) for power, c in enumerate(moved.coeffs()) if c))
    (top, above), (bottom, below) = pieces
    quotient = above / below
    coefficient = sp.Rational(int(quotient.p), int(quotient.q))
    return Germ(sp.Integer(top - bottom), sp.S.Zero, coefficient, 1 if coefficient > 0 else -1)


def sign_beside(expression: sp.Expr, state: sp.Symbol, at: sp.Expr, side: int) -> int | None:
    """Decide the sign of an expression just beside a point: −1 or 1, 0 where it vanishes there, None undecided."""
    found = germ(expression, state, at, side)
    return None if found is None else found.direction


def with_value(condition: Boolean, state: sp.Symbol, at: sp.Expr) -> Boolean:
    """Put a value into a condition; one that compares what is not real does not hold.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> with_value(1 + sp.sqrt(x) >= 0, x, sp.Integer(-1))
    False
    """
    try:
        return condition.xreplace({state: at})
    except TypeError:  # SymPy refuses to compare a number that is not real
        return sp.false


def defined_beside(conditions: Iterable[Boolean], state: sp.Symbol, at: sp.Expr, side: int) -> bool | None:
    """Tell whether conditions on the state hold just beside a point, or far out; None where that is not decided.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> defined_beside([x >= 0], x, sp.S.Zero, -1), defined_beside([sp.Ne(x, 0)], x, sp.S.Zero, -1)
    (False, True)
    """
    conditions = tuple(conditions)
    if at.is_number and at.has(sp.CRootOf) and any(condition.has(state) for condition in conditions):
        from symtutor.analysis.beside_root import holds_beside  # noqa: PLC0415 - few breaks are known by place alone

        return holds_beside(conditions, state, at, side)
    distance = sp.Dummy("s", positive=True)
    place = side / distance if at.is_infinite else at + side * distance
    verdicts = [holds(with_value(condition, state, place), distance, leading) for condition in conditions]
    if False in verdicts:
        return False
    return None if None in verdicts else True
