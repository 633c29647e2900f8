"""Rational functions with rational coefficients, written over one denominator and factored by FLINT."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import flint
import sympy as sp

from symtutor.analysis.polynomial.normal_form import TERM_LIMIT, context, in_order_of_sympy
from symtutor.analysis.polynomial.writing import written

if TYPE_CHECKING:
    from collections.abc import Mapping

POWER_LIMIT = 60


class _NotRationalError(Exception):
    """The expression is no rational function of its symbols, or one too long to write out."""


class _Quotient(NamedTuple):
    """A numerator and a denominator that is not zero, perhaps with common factors."""

    above: Any
    below: Any


def factored(expression: sp.Expr) -> sp.Expr:
    """Write over one denominator and factor both parts, as SymPy's `factor` does.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> factored(1 / x - 1 / y), factored(x**2 / 2 - y**2 / 2)
    (-(x - y)/(x*y), (x - y)*(x + y)/2)
    """
    found = rational(expression)
    return sp.factor(expression) if found is None else found


def factored_whole(expression: sp.Expr) -> sp.Expr:
    """Do the same; what holds roots or functions is brought over one denominator first."""
    found = rational(expression)
    return sp.factor(sp.together(expression)) if found is None else found


def rational(expression: sp.Expr) -> sp.Expr | None:
    """Write a rational function with rational coefficients factored; None where the expression is none.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> rational(1 / (x + 1) - 1 / (x - 1)), rational(sp.sqrt(x)) is None
    (-2/((x - 1)*(x + 1)), True)
    """
    if expression.is_Rational or expression.is_Symbol:
        return expression
    variables = in_order_of_sympy(frozenset(expression.free_symbols))
    gens = dict(zip(variables, context(len(variables)).gens(), strict=True))
    try:
        above, below = _read(expression, gens, context(len(variables)).constant(1))
    except _NotRationalError:
        return None
    if above == 0:
        return sp.S.Zero
    constant, powers = flint.fmpq(1), sp.S.One
    for polynomial, side in ((above, 1), (below, -1)):
        content, found = polynomial.factor()
        constant *= content**side
        powers *= sp.Mul(*(written(part, variables) ** (side * int(times)) for part, times in found))
    return _times(sp.Rational(int(constant.p), int(constant.q)), powers)


def _times(constant: sp.Rational, product: sp.Expr) -> sp.Expr:
    """Put a constant in front without multiplying it into a sum."""
    if constant == 1:
        return product
    if product.is_Add:
        return -product if constant == -1 else sp.Mul(constant, product, evaluate=False)
    return sp.Mul(constant, *sp.Mul.make_args(product))


def _read(expression: sp.Expr, gens: Mapping[sp.Expr, Any], one: Any) -> _Quotient:  # noqa: ANN401 - flint types
    if expression.is_Rational:
        return _Quotient(one * flint.fmpq(int(expression.p), int(expression.q)), one)
    if expression.is_Symbol:
        return _Quotient(gens[expression], one)
    if expression.is_Pow and expression.exp.is_Integer and abs(expression.exp) <= POWER_LIMIT:
        above, below = _read(expression.base, gens, one)
        power = int(expression.exp)
        if power < 0:
            above, below, power = below, above, -power
        if below == 0:
            raise _NotRationalError
        return _short(above**power, below**power)
    if not (expression.is_Add or expression.is_Mul):
        raise _NotRationalError
    first, *others = expression.args
    found = _read(first, gens, one)
    for part in others:
        other = _read(part, gens, one)
        found = (
            _sum(found, other) if expression.is_Add else _short(found.above * other.above, found.below * other.below)
        )
    return found


def _product(first: _Quotient, second: _Quotient) -> _Quotient:
    return _short(first.above * second.above, first.below * second.below)


def _sum(first: _Quotient, second: _Quotient) -> _Quotient:
    """Add over the least common denominator."""
    if first.below == second.below:
        return _short(first.above + second.above, first.below)
    common = first.below.gcd(second.below)
    left, right = first.below // common, second.below // common
    return _short(first.above * right + second.above * left, first.below * right)


def _short(above: Any, below: Any) -> _Quotient:  # noqa: ANN401
    if len(above) + len(below) > TERM_LIMIT:
        raise _NotRationalError
    return _Quotient(above, below)
