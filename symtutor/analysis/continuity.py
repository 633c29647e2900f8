"""Fields that are continuous wherever they are defined, and smooth wherever they are defined."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp
from sympy.core.relational import Relational

from symtutor.analysis.beside import germ
from symtutor.analysis.germ import NOTHING
from symtutor.analysis.smoothness import ENTIRE
from symtutor.reading.roots import RealRoot

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

SMOOTH_INSIDE = (*ENTIRE, sp.log, sp.tan, sp.cot, sp.sec, sp.csc, sp.acosh, sp.atanh)
CONTINUOUS = (*SMOOTH_INSIDE, sp.asin, sp.acos, sp.Abs, sp.Max, sp.Min, RealRoot)


def is_continuous(field: sp.Expr, state: sp.Symbol) -> bool:
    """Tell whether a field is plainly continuous on its domain: composed of functions that are.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> is_continuous(sp.sqrt(sp.Abs(x)) / x, x), is_continuous(sp.sign(x), x)
    (True, False)
    """
    return _composed_of(field, (state,), CONTINUOUS, roots=True)


def is_smooth_inside(field: sp.Expr, states: Iterable[sp.Symbol]) -> bool:
    """Tell whether a field is plainly smooth on its domain, and the domain open.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> is_smooth_inside(sp.log(x) / x, (x,)), is_smooth_inside(sp.sqrt(x), (x,))
    (True, False)
    """
    return _composed_of(field, tuple(states), SMOOTH_INSIDE, roots=False)


def _fits_together(e: sp.Piecewise, states: tuple[sp.Symbol, ...], functions: Container[type]) -> bool:
    """Tell whether continuous pieces meet: at every boundary of a guard both limits are the value."""
    if not all(_composed_of(piece, states, functions, roots=True) for piece, _ in e.args):
        return False
    (state, *others), guards = states, [guard for _, guard in e.args]
    bounds = {relation.lhs - relation.rhs for guard in guards for relation in guard.atoms(Relational)}
    if others or not all(bound.is_polynomial(state) and sp.degree(bound, state) == 1 for bound in bounds):
        return False
    for bound in bounds:
        place = sp.solve_linear(bound, symbols=[state])[1]
        sides = [germ(e, state, place, side) for side in (-1, 1)]
        limits = [None if side is None else sp.S.Zero if side is NOTHING else side.limit for side in sides]
        if limits != [sp.expand(e.subs(state, place))] * 2:
            return False
    return True


def _composed_of(e: sp.Expr, states: tuple[sp.Symbol, ...], functions: Container[type], *, roots: bool) -> bool:
    """Walk the tree; a root of even degree is smooth only where its base is not zero."""
    if not e.has(*states) or e in states:
        return True
    if isinstance(e, sp.Piecewise):
        return roots and _fits_together(e, states, functions)
    if e.is_Pow:
        fractional = not e.exp.is_Integer and not e.base.is_positive and bool(e.exp.is_nonnegative)
        known = roots or not fractional
    else:
        known = bool(e.is_Add or e.is_Mul or e.func in functions)
    return known and all(_composed_of(part, states, functions, roots=roots) for part in e.args)
