"""The sign of a formula from the signs of its symbols, by the rules of arithmetic and nothing else.

A sum of positive terms is positive, a square is not negative, a quotient has the sign of the product. SymPy's
assumptions know more facts and ask for all of them; of formulas made with arithmetic and roots they decide no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NEGATIVE, ZERO, POSITIVE = 1, 2, 4
REAL = NEGATIVE | ZERO | POSITIVE
"""The signs that a number may have, as a set in the bits of an integer."""

WITHOUT_ZERO = (sp.exp, sp.cosh)
LIKE_THE_ARGUMENT = (sp.atan, sp.sinh, sp.tanh, sp.asinh)

SIGN = {NEGATIVE: -1, ZERO: 0, POSITIVE: 1}
SET = {side: bit for bit, side in SIGN.items()}


class NoRuleError(Exception):
    """The formula holds something that is not arithmetic, or a symbol that need not be real."""


class NotRealError(NoRuleError):
    """The formula holds a root of what may be negative."""


def possible_signs(expression: sp.Expr, sign: Callable[[sp.Expr], int | None]) -> int:
    """Collect the signs that a formula may have where its symbols are as assumed.

    Parameters
    ----------
    expression : Expr
        Built with sums, products, rational powers, and functions that keep the sign of their argument or have one.
    sign : callable
        Decides the sign of a number.

    Raises
    ------
    NoRuleError
        Where the rules of arithmetic do not apply.
    NotRealError
        Where a root may be of a negative number.

    Examples
    --------
    >>> from symtutor.numerics.signs import sign
    >>> r, s = sp.Symbol("r", positive=True), sp.Symbol("s", real=True)
    >>> [possible_signs(e, sign) for e in (r + s**2, r * s, -r / (r + 1))] == [POSITIVE, REAL, NEGATIVE]
    True
    """
    if expression.is_Rational:
        return SET[int(expression.p > 0) - int(expression.p < 0)]
    if expression.is_Symbol:
        return _of_symbol(expression)
    if expression.is_Mul:
        return _together(expression.args, PRODUCTS, POSITIVE, sign)
    if expression.is_Add:
        found = _together(expression.args, SUMS, ZERO, sign)
        return _of_number(expression, sign) if found not in SIGN and expression.is_number else found
    if expression.is_Pow and expression.exp.is_Rational:
        return _of_power(possible_signs(expression.base, sign), expression.exp)
    if expression.is_number:
        return _of_number(expression, sign)
    return _of_function(expression, sign)


def _together(
    parts: Iterable[sp.Expr], rule: list[list[int]], found: int, sign: Callable[[sp.Expr], int | None]
) -> int:
    """Combine the signs of terms or of factors, until nothing is known."""
    for part in parts:
        found = rule[found][possible_signs(part, sign)]
        if found == REAL:
            break
    return found


def _of_symbol(symbol: sp.Symbol) -> int:
    if not symbol.is_real:
        raise NoRuleError
    excluded = ((NEGATIVE, symbol.is_nonnegative), (POSITIVE, symbol.is_nonpositive), (ZERO, symbol.is_nonzero))
    return REAL - sum({side for side, known in excluded if known})


def _of_number(number: sp.Expr, sign: Callable[[sp.Expr], int | None]) -> int:
    side = sign(number)
    if side is None:
        raise NoRuleError
    return SET[side]


def _of_function(expression: sp.Expr, sign: Callable[[sp.Expr], int | None]) -> int:
    if expression.func not in (*WITHOUT_ZERO, *LIKE_THE_ARGUMENT):
        raise NoRuleError
    argument = possible_signs(expression.args[0], sign)  # which is real, or there is no rule
    return POSITIVE if expression.func in WITHOUT_ZERO else argument


def _of_power(base: int, exponent: sp.Rational) -> int:
    """Raise to a power; under a negative one nothing is said where the base may be zero."""
    if exponent.p < 0 and base & ZERO:
        return REAL
    if exponent.q > 1 and base & NEGATIVE:
        raise NotRealError
    if exponent.q == 1 and exponent.p % 2 == 0 and base & NEGATIVE:
        return (base | POSITIVE) & ~NEGATIVE
    return base


def _table(rule: Callable[[int, int], int]) -> list[list[int]]:
    """Tabulate a rule for single signs on all sets of signs."""
    sets = range(REAL + 1)
    return [[_union(rule(a, b) for a in SIGN if a & one for b in SIGN if b & two) for two in sets] for one in sets]


def _union(sets: Iterable[int]) -> int:
    found = 0
    for each in sets:
        found |= each
    return found


def _sum_of(a: int, b: int) -> int:
    return REAL if a | b == NEGATIVE | POSITIVE else b if a == ZERO else a


PRODUCTS = _table(lambda a, b: SET[SIGN[a] * SIGN[b]])
SUMS = _table(_sum_of)
