"""Does an expression keep one sign? On the whole plane, or where both states are positive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.polynomial.normal_form import coefficients, expand
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Sequence


def one_sign(expression: sp.Expr, states: Sequence[sp.Symbol], *, positive: bool = False) -> int | None:
    """Tell whether an expression is nowhere negative (1) or nowhere positive (−1), and zero at most on curves.

    None where it is zero everywhere, takes both signs, or it is not seen. With `positive` only states above 0 count.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> one_sign(-1 - x**2, (x, y)), one_sign(1 - x**2, (x, y)), one_sign(-x - y, (x, y), positive=True)
    (-1, None, -1)
    """
    expanded = expand(expression)
    if not expanded.free_symbols & set(states):
        return sign(expanded) or None
    if not expanded.is_polynomial(*states):
        return _by_terms(expanded, states, positive=positive)
    sides = {
        sign(coefficient) if positive or all(power % 2 == 0 for power in powers) else None
        for powers, coefficient in coefficients(expanded, states).items()
    }
    if len(sides) == 1 and None not in sides:
        return sides.pop() or None
    if positive:
        return None
    polynomial = sp.Poly(expanded, *states)
    used = [state for state in states if expanded.has(state)]
    if not (polynomial.domain.is_QQ or polynomial.domain.is_ZZ):
        return None
    if len(used) == 1:
        return _univariate(sp.Poly(expanded, used[0]))
    return _quadratic(polynomial) if polynomial.total_degree() == 2 else None


def _univariate(polynomial: sp.Poly) -> int | None:
    """Look for real zeros at which the sign changes."""
    changing = [factor for factor, times in polynomial.sqf_list()[1] if times % 2]
    if any(factor.count_roots() for factor in changing):
        return None
    return sign(polynomial.LC())


def _quadratic(polynomial: sp.Poly) -> int | None:
    """Test the symmetric 3 × 3 matrix of a quadratic in two states for a sign, by its minors."""
    a, b, c = polynomial.nth(2, 0), polynomial.nth(1, 1) / 2, polynomial.nth(0, 2)
    d, e, f = polynomial.nth(1, 0) / 2, polynomial.nth(0, 1) / 2, polynomial.nth(0, 0)
    matrix = sp.Matrix([[a, b, d], [b, c, e], [d, e, f]])
    for side in (1, -1):
        signed = side * matrix
        minors = [signed[i, i] for i in range(3)]
        minors += [signed.extract(rows, rows).det() for rows in ([0, 1], [0, 2], [1, 2])]
        if all(minor >= 0 for minor in minors) and signed.det() >= 0:
            return side
    return None


def _by_terms(expression: sp.Expr, states: Sequence[sp.Symbol], *, positive: bool) -> int | None:
    """Use what SymPy assumes of each term, and |sin|, |cos|, |tanh| ≤ 1."""
    if positive:
        expression = expression.xreplace({s: sp.Dummy(s.name, positive=True) for s in states})
    if expression.is_nonnegative:
        return 1
    if expression.is_nonpositive:
        return -1
    least = most = sp.S.Zero
    for term in sp.Add.make_args(expression):
        low, high = _range(term)
        least, most = least + low, most + high
    if sign(least) in (0, 1):
        return 1
    return -1 if sign(most) in (0, -1) else None


def _range(term: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Enclose a term between two bounds, infinite where none is known."""
    constant, rest = term.as_coeff_Mul()
    if rest.is_number:
        return term, term
    low, high = -sp.oo, sp.oo
    if isinstance(rest, sp.sin | sp.cos | sp.tanh):
        low, high = sp.S.NegativeOne, sp.S.One
    elif rest.is_nonnegative:
        low = sp.S.Zero
    elif rest.is_nonpositive:
        high = sp.S.Zero
    ends = constant * low, constant * high
    return ends if constant > 0 else (ends[1], ends[0])
