"""Exact numbers as doubles, which stand beside the exact expression and never in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import S

if TYPE_CHECKING:
    from sympy import Expr, Symbol

_DIGITS = 20
"""Digits computed for a decimal of double precision."""


def first_member(expr: Expr, index: tuple[Symbol, ...]) -> Expr:
    """Take the member of a family whose indices are all 0."""
    return expr.xreplace(dict.fromkeys(index, S.Zero))


def real(number: Expr) -> float | None:
    """Round a real number to a double."""
    return real_and_imaginary(number)[0]


def real_and_imaginary(number: Expr) -> tuple[float | None, float | None]:
    """Round a number to a pair of doubles, or to nothing where a symbol is left in it.

    Examples
    --------
    >>> from sympy import I, Symbol, sqrt
    >>> real_and_imaginary(sqrt(2) - I), real_and_imaginary(Symbol("r"))
    ((1.4142135623730951, -1.0), (None, None))
    """
    if number.free_symbols:
        return None, None
    x, y = number.evalf(_DIGITS, chop=True).as_real_imag()
    return _finite(x), _finite(y)


def _finite(number: Expr) -> float | None:
    """Hand a finite number over to JSON, which knows no infinity; there is no negative zero."""
    return float(number) + 0.0 if number.is_Number and number.is_finite else None
