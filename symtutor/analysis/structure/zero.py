"""Is an expression zero wherever it is defined? With three values of truth."""

from __future__ import annotations

import sympy as sp

from symtutor.analysis.polynomial.normal_form import expand
from symtutor.numerics.balls import enclose

SAMPLES = (sp.Rational(7, 13), sp.Rational(-5, 11))
SIZE_LIMIT = 200


def vanishes(expression: sp.Expr) -> bool | None:
    """Decide whether an expression is zero for all values of its symbols: True, False, or None undecided.

    A ball at one place can only refute; an algebraic normal form proves.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> vanishes((x + y) ** 2 - x**2 - 2 * x * y - y**2), vanishes(x * y), vanishes(sp.sin(x) ** 2 + sp.cos(x) ** 2 - 1)
    (True, False, True)
    """
    if expression.is_Rational:
        return bool(expression == 0)
    if any(differs_at(expression, sample) for sample in SAMPLES):
        return False
    expanded = expand(expression)
    if expanded == 0 or expanded.is_polynomial(*expanded.free_symbols):
        return bool(expanded == 0) if expanded == 0 or not expanded.is_number else None
    if expanded.count_ops() > SIZE_LIMIT:
        return None
    if sp.cancel(sp.together(expanded)) == 0:
        return True
    waves = sp.expand(expanded.rewrite(sp.exp), power_exp=True)
    return True if sp.expand(sp.numer(sp.together(waves))) == 0 else None


def differs_at(expression: sp.Expr, sample: sp.Expr) -> bool:
    """Tell whether a ball proves that the expression is not zero at a place near `sample`."""
    symbols = sorted(expression.free_symbols, key=lambda symbol: symbol.name)
    at = {
        symbol: sp.Integer(place + 2)
        if symbol.is_integer
        else abs(sample) + sp.Rational(place, 7)
        if symbol.is_positive
        else sample + sp.Rational(place, 7)
        for place, symbol in enumerate(symbols)
    }
    ball = enclose(expression, at)
    return ball is not None and not ball.contains(0)
