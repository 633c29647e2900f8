"""Conditions on parameters and free states: decided where the values are known, kept short where they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp
from sympy.core.relational import Relational

from symtutor.analysis.fixed_points.shortened import shortened
from symtutor.analysis.fixed_points.solutions import multiplied_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sympy.logic.boolalg import Boolean

HOLDS: dict[type, Callable[[int], bool]] = {
    sp.Eq: lambda sign: sign == 0,
    sp.Ne: lambda sign: sign != 0,
    sp.Gt: lambda sign: sign > 0,
    sp.Lt: lambda sign: sign < 0,
    sp.Ge: lambda sign: sign >= 0,
    sp.Le: lambda sign: sign <= 0,
}


def decided(
    conditions: Iterable[Boolean], sign: Callable[[sp.Expr], int | None], values: Mapping[sp.Symbol, sp.Expr]
) -> tuple[Boolean, ...] | None:
    """Drop the conditions that hold, and keep those that parameters or free states decide, with the values put in.

    Returns None where a condition on numbers alone is not decided; a condition that fails is returned as False.

    Examples
    --------
    >>> from symtutor.numerics.signs import sign
    >>> r = sp.Symbol("r", real=True)
    >>> decided((sp.Ne(r, 0), sp.Integer(2) > 1, r > 0), sign, {})
    (r > 0,)
    """
    kept: dict[Boolean, None] = {}
    for condition in conditions:
        if condition in (sp.true, sp.false):
            verdict = condition is sp.true
        elif not isinstance(condition, Relational):
            return None
        else:
            difference = condition.lhs - condition.rhs
            value = sign(difference)
            if value is None and _is_solved(condition, values):
                kept[condition] = None
                continue
            if value is None:
                put_in = condition.func(multiplied_out(difference, values), 0)
                if not put_in.free_symbols and put_in not in (sp.true, sp.false):
                    return None
                kept[put_in if put_in in (sp.true, sp.false) else _short(_on_integers(put_in))] = None
                continue
            verdict = HOLDS[condition.func](value)
        if not verdict:
            return (sp.false,)
    if sp.false in kept:
        return (sp.false,)
    left = tuple(c for c in kept if c is not sp.true and not _implied(c, kept))
    return shortened(left) if left else left


def _is_solved(condition: Boolean, values: Mapping[sp.Symbol, sp.Expr]) -> bool:
    """Tell whether a condition compares a parameter with a logarithm of others, which no other form makes shorter."""
    symbol, bound = condition.lhs, condition.rhs
    return bool(symbol.is_Symbol and bound.has(sp.log) and not bound.has(symbol) and not condition.has(*values))


def _on_integers(condition: Boolean) -> Boolean:
    """Decide a + b n ≠ 0 for an integer n: it is n ≠ −a/b where that is an integer, and always true otherwise.

    Examples
    --------
    >>> n = sp.Symbol("n", integer=True)
    >>> _on_integers(sp.Ne(2 * sp.pi * n, 0)), _on_integers(sp.Ne(2 * sp.pi * n + sp.pi, 0))
    (Ne(n, 0), True)
    """
    symbols = condition.free_symbols
    if not isinstance(condition, sp.Ne) or len(symbols) != 1 or not all(symbol.is_integer for symbol in symbols):
        return condition
    (index,) = symbols
    if not condition.lhs.is_polynomial(index) or sp.degree(condition.lhs, index) != 1:
        return condition
    b, a = sp.Poly(condition.lhs, index).all_coeffs()
    member = sp.cancel(-a / b)
    return sp.Ne(index, member) if member.is_integer else sp.true if member.is_integer is False else condition


def _short(condition: Boolean) -> Boolean:
    """Divide a condition by its positive content and put the sign right: 4 r > 0 is r > 0."""
    if condition in (sp.true, sp.false) or condition.rhs != 0:
        return condition
    left = condition.lhs
    content, bare = left.primitive() if left.is_Add or left.is_Mul else (sp.S.One, left)
    return condition.func(bare, 0).canonical if content.is_positive else condition.canonical


def _implied(condition: Boolean, others: Iterable[Boolean]) -> bool:
    """Tell whether a ≠ 0 follows from a strict inequality for a that is there too."""
    if not isinstance(condition, sp.Ne):
        return False
    zero = condition.lhs - condition.rhs
    return any(isinstance(other, (sp.Gt, sp.Lt)) and (other.lhs - other.rhs in (zero, -zero)) for other in others)


def either(alternatives: Iterable[tuple[Boolean, ...]]) -> Boolean:
    """Join alternatives: a > 0 or a = 0 is a ≥ 0, and anything or nothing is nothing.

    Examples
    --------
    >>> r = sp.Symbol("r", real=True)
    >>> either([(r > 0,), (sp.Eq(r, 0),)])
    r >= 0
    """
    joined: list[set[Boolean]] = []
    for conditions in map(set, alternatives):
        partner = next((other for other in joined if _weakened(other, conditions) is not None), None)
        if partner is None:
            joined.append(conditions)
        else:
            joined[joined.index(partner)] = _weakened(partner, conditions) or set()
    return sp.Or(*(sp.And(*conditions) for conditions in joined))


def _weakened(strict: set[Boolean], boundary: set[Boolean]) -> set[Boolean] | None:
    """Join {…, a > 0} with {…, a = 0} to {…, a ≥ 0}; None where the two are not of this form."""
    only_strict, only_boundary = tuple(strict - boundary), tuple(boundary - strict)
    if len(only_strict) != 1 or len(only_boundary) != 1 or not isinstance(only_boundary[0], sp.Eq):
        return None
    inequality, zero = only_strict[0], only_boundary[0].lhs - only_boundary[0].rhs
    weak = {sp.Gt: sp.Ge, sp.Lt: sp.Le}.get(inequality.func)
    if weak is None or inequality.lhs - inequality.rhs not in (zero, -zero):
        return None
    return (strict & boundary) | {weak(inequality.lhs, inequality.rhs)}
