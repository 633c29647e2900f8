"""Decimals of exact numbers, rounded correctly and never printed longer than they are known."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING

from sympy import Rational

if TYPE_CHECKING:
    from sympy import Expr

_GUARD = 10
"""Digits computed beyond those shown, so that rounding twice does no harm."""

_MOST = 1000
"""Digits to which a number may be computed that nearly cancels; chopping would print a small one as 0."""

_SHORT = 15
"""An integer of no more digits than this is written out."""

_SMALLEST = -4
"""Below 10^−4 the power of ten is written apart."""


def decimal(number: Expr, digits: int, *, cut: bool = False) -> tuple[str, int]:
    """Round the real `number` to `digits` significant digits: the decimal, and the power of ten beside it.

    Trailing zeros are dropped only where the decimal is exact. With `cut` the further digits are cut off, not rounded.

    Examples
    --------
    >>> from sympy import Rational, sqrt
    >>> decimal(sqrt(2) - 1, 5), decimal(Rational(9, 16), 5), decimal(Rational(1, 3 * 10**8), 3)
    (('0.41421', 0), ('0.5625', 0), ('3.33', -9))
    """
    context = Context(prec=digits, rounding=ROUND_DOWN if cut else ROUND_HALF_EVEN)
    if isinstance(number, Rational):
        if number.q == 1 and len(str(abs(number.p))) <= _SHORT:
            return str(number.p), 0
        rounded = context.divide(Decimal(int(number.p)), Decimal(int(number.q)))
        exact = Decimal(int(number.q)) * rounded == Decimal(int(number.p))
    else:
        rounded = context.create_decimal(str(number.evalf(digits + _GUARD, maxn=_MOST).as_real_imag()[0]))
        exact = rounded == 0
    if exact:
        rounded = rounded.normalize()
    power = rounded.adjusted() if rounded else 0
    if _SMALLEST <= power < digits:
        return f"{rounded:f}", 0
    mantissa = rounded.scaleb(-power)
    return f"{mantissa:f}", power
