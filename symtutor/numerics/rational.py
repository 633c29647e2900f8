"""Formulas at rational numbers, by FLINT: what is asked of every cell and every sample of parameters."""

from __future__ import annotations

from math import isqrt
from typing import TYPE_CHECKING, Any

import flint
import sympy as sp

if TYPE_CHECKING:
    from collections.abc import Mapping

POWER_LIMIT = 1000


class _NotRationalError(Exception):
    """The value is no rational number, or is not found by arithmetic."""


def rational_at(expression: sp.Expr, values: Mapping[sp.Symbol, sp.Expr]) -> sp.Rational | None:
    """Evaluate a formula at rational numbers; None where the value is not rational, or not defined.

    Examples
    --------
    >>> r = sp.Symbol("r", real=True)
    >>> rational_at(1 / (1 + sp.sqrt(r)), {r: sp.Rational(4, 9)})
    3/5
    >>> rational_at(sp.sqrt(r), {r: sp.Integer(2)}) is None
    True
    """
    try:
        found = _evaluate(expression, values)
    except _NotRationalError:
        return None
    return sp.Rational(int(found.p), int(found.q))


def at_numbers(expression: sp.Expr, values: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr:
    """Put numbers in for symbols and multiply out.

    Examples
    --------
    >>> r = sp.Symbol("r", real=True)
    >>> at_numbers((r + sp.sqrt(2)) ** 2, {r: sp.Integer(1)})
    2*sqrt(2) + 3
    """
    found = rational_at(expression, values)
    return sp.expand(expression.xreplace(dict(values))) if found is None else found


def _evaluate(expression: sp.Expr, values: Mapping[sp.Symbol, sp.Expr]) -> Any:  # noqa: ANN401 - flint ships no types
    if expression.is_Symbol:
        expression = values.get(expression, expression)
    if expression.is_Rational:
        return flint.fmpq(int(expression.p), int(expression.q))
    if expression.is_Add:
        total = flint.fmpq(0)
        for term in expression.args:
            total += _evaluate(term, values)
        return total
    if expression.is_Mul:
        total = flint.fmpq(1)
        for factor in expression.args:
            total *= _evaluate(factor, values)
        return total
    if expression.is_Pow and expression.exp.is_Rational and abs(expression.exp.p) < POWER_LIMIT:
        return _power(_evaluate(expression.base, values), int(expression.exp.p), int(expression.exp.q))
    raise _NotRationalError


def _power(base: Any, power: int, root: int) -> Any:  # noqa: ANN401
    if root == 2:
        base = _square_root(base)
    elif root > 2:
        raise _NotRationalError
    if power < 0 and base == 0:
        raise _NotRationalError
    return base**power


def _square_root(square: Any) -> Any:  # noqa: ANN401
    above, below = int(square.p), int(square.q)
    if above < 0 or isqrt(above) ** 2 != above or isqrt(below) ** 2 != below:
        raise _NotRationalError
    return flint.fmpq(isqrt(above), isqrt(below))
