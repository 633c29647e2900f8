"""Signs and zeros of exact numbers, with three values of truth.

An exact zero test where there is one, a ball that excludes zero otherwise, and None where neither decides: never a
comparison of floating-point numbers.
"""

from __future__ import annotations

from functools import cmp_to_key
from itertools import pairwise
from typing import TYPE_CHECKING

import flint
import sympy as sp
from sympy.core.evalf import PrecisionExhausted

from symtutor.numerics.balls import enclose, enclose_all
from symtutor.numerics.sign_rules import SIGN, NoRuleError, NotRealError, possible_signs
from symtutor.numerics.zero_bound import least_bits, proved_zero

if TYPE_CHECKING:
    from collections.abc import Iterable

SIGN_DIGITS = (20, 80, 400)

LONGEST = 40
"""Operations in a number beyond which such a zero is not decided: what follows from it would take minutes."""


FACTS = ((0, "is_zero"), (1, "is_positive"), (-1, "is_negative"))
"""What SymPy may know of an expression, and the sign that follows; asked in this order."""


def sign(expression: sp.Expr) -> int | None:
    """Decide the sign of a real expression: −1, 0, 1, or None where it is not decided.

    Numbers are decided exactly; an expression with symbols only by what its symbols are assumed to be.

    Examples
    --------
    >>> sign(sp.sqrt(2) + sp.sqrt(3) - sp.sqrt(5 + 2 * sp.sqrt(6)))
    0
    >>> sign(sp.Symbol("r", real=True)) is None
    True
    """
    if expression.is_Rational:
        return int(expression.p > 0) - int(expression.p < 0)
    if expression.free_symbols:
        return _assumed_sign(expression)
    for digits in SIGN_DIGITS:
        ball = enclose(expression, digits=digits)
        if ball is None:
            break
        if ball > 0:
            return 1
        if ball < 0:
            return -1
        if digits == SIGN_DIGITS[0] and is_zero(expression):
            return 0
    else:  # zero, or very close to it
        if least_bits(expression) is not None:
            return 0 if proved_zero(expression) else None
    return _assumed_sign(expression)


def is_zero(expression: sp.Expr) -> bool | None:
    """Decide exactly whether a number is zero; None where no exact test applies."""
    ball = enclose(expression, digits=SIGN_DIGITS[0])
    if ball is not None and not ball.contains(0):
        return False
    if ball is not None and expression.count_ops() > LONGEST:
        return None
    proved = proved_zero(expression)
    if proved is not None:
        return proved
    if expression.is_zero is not None:
        return bool(expression.is_zero)
    if not expression.free_symbols and expression.is_algebraic and not expression.has(sp.CRootOf):
        minimal = sp.minimal_polynomial(expression, polys=True)
        return bool(minimal.degree() == 1 and minimal.eval(0) == 0)
    return None


def _assumed_sign(expression: sp.Expr) -> int | None:
    if expression.free_symbols:
        try:
            return SIGN.get(possible_signs(expression, sign))
        except NotRealError:
            return None
        except NoRuleError:
            pass
    try:
        found = next((side for side, fact in FACTS if getattr(expression, fact)), None)
    except PrecisionExhausted:  # raised by ⌊z⌋ of a number z that is not known to be real
        return None
    return found


def in_order(values: Iterable[sp.Expr]) -> tuple[sp.Expr, ...] | None:
    """Sort real numbers exactly; None where two of them cannot be told apart.

    Examples
    --------
    >>> in_order([sp.sqrt(2), sp.Integer(1), sp.Rational(7, 5)])
    (1, 7/5, sqrt(2))
    """

    def compare(first: sp.Expr, second: sp.Expr) -> int:
        difference = sign(first - second)
        if difference is None:
            raise _UndecidedOrderError
        return difference

    exact = tuple(values)
    if all(value.is_Rational for value in exact):
        return tuple(sorted(exact, key=lambda value: flint.fmpq(int(value.p), int(value.q))))
    balls = enclose_all(exact, digits=SIGN_DIGITS[0])
    if balls is not None:
        by_place = sorted(zip(balls, exact, strict=True), key=lambda pair: pair[0].mid())
        if all(bool(first < second) for (first, _), (second, _) in pairwise(by_place)):
            return tuple(value for _, value in by_place)
    try:
        return tuple(sorted(exact, key=cmp_to_key(compare)))
    except _UndecidedOrderError:
        return None


class _UndecidedOrderError(Exception):
    """Two numbers whose difference has no decided sign."""
