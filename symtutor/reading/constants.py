"""Constants: how large they are, their sign, and whether they are zero, without rounding.

Every constant that is built stays below 2^4000 in size, so evaluating one to a few dozen digits is always cheap.
"""

from __future__ import annotations

import sympy
from sympy import Add, Expr, Integer, Pow, Rational, S

from symtutor.reading import limits
from symtutor.reading.refusal import Refusal

_DIGITS = 60
_SIMPLE = 40
"""Operations in a constant that is examined closely."""
_DEGREE = 64
"""The degree of its minimal polynomial, at most."""


def exact(text: str) -> Rational:
    """Read a number exactly: ``0.1`` is 1/10, ``1e-3`` is 1/1000, ``1/2`` comes from ½.

    Examples
    --------
    >>> exact("0.1"), exact("1e-3"), exact("1/2")
    (1/10, 1/1000, 1/2)
    """
    if "/" in text:
        top, _, bottom = text.partition("/")
        return Rational(int(top), int(bottom))
    mantissa, _, exponent = text.lower().partition("e")
    whole, _, places = mantissa.partition(".")
    shift = int(exponent or "0") - len(places)
    digits = int(whole + places)
    return Rational(digits * 10**shift) if shift >= 0 else Rational(digits, 10**-shift)


def too_large() -> Refusal:
    """Build the refusal of a number beyond the bound."""
    message = f"This number would have more than {limits.BITS:,} binary digits."
    return Refusal(message, "Use a smaller one.")


def bounded(value: Expr) -> Expr:
    """Return `value` unless a number or an exponent in it, at the top, is beyond the bounds."""
    coefficient = value.as_coeff_Mul()[0] if not value.is_Add else value.as_coeff_Add()[0]
    if coefficient.is_Rational and bits(coefficient) > limits.BITS:
        raise too_large()
    if value.is_number and not value.is_Rational and (magnitude(value) or 0) > limits.BITS:
        raise too_large()
    for factor in value.args if value.is_Mul else (value,):
        if isinstance(factor, Pow) and factor.exp.is_Rational and not factor.base.is_number:
            _check_exponent(factor.exp)
    return value


def bits(value: Rational) -> int:
    """Count the binary digits of the longer of numerator and denominator."""
    return max(int(value.p).bit_length(), int(value.q).bit_length())


def magnitude(value: Expr) -> int | None:
    """Return k with |value| about 2^k, or None where it is too close to zero to tell."""
    if value.is_Rational:
        return int(value.p).bit_length() - int(value.q).bit_length() if value.p else None
    approximate = value.evalf(5)
    if not approximate.is_Float:
        return None
    _, mantissa, exponent, length = approximate._mpf_
    return exponent + length if mantissa else None


def check_power(base: Expr, exponent: Expr) -> None:
    """Refuse a power that would be too large, before it is built."""
    if not exponent.is_number:
        return
    if not base.is_number:
        _check_exponent(exponent)
        coefficient = base.as_coeff_Mul()[0]
        if coefficient.is_Rational and exponent.is_Rational:
            _check_bits(coefficient, exponent)
        return
    if base in {S.One, S.Zero, S.NegativeOne}:
        return
    if base.is_Rational and exponent.is_Rational:
        _check_bits(base, exponent)
        return
    size = magnitude(base)
    # |log2 of the power| = |exponent|·|log2 base|; one more bit where the base is close to 1
    if (magnitude(exponent) or 0) + (abs(size or 0) + 1).bit_length() > limits.BITS.bit_length() + 1:
        raise too_large()


def _check_bits(base: Rational, exponent: Rational) -> None:
    # at least (bits − 1)·exponent; what passes has at most twice the bound, and is counted when it is built
    if base not in {S.One, S.NegativeOne} and (bits(base) - 1) * (abs(exponent.p) // exponent.q) >= limits.BITS:
        raise too_large()


def _check_exponent(exponent: Expr) -> None:
    size = magnitude(exponent)
    if exponent.is_Rational:
        if abs(exponent.p) > limits.EXPONENT * max(exponent.q, 1) or exponent.q > 10**6:
            message = f"An exponent may be {limits.EXPONENT:,} at most."
            raise Refusal(message, "Use a smaller one.")
    elif size is not None and size > limits.EXPONENT.bit_length():
        message = f"An exponent may be {limits.EXPONENT:,} at most."
        raise Refusal(message, "Use a smaller one.")


def check_argument(name: str, argument: Expr) -> None:
    """Refuse what would make a function of a constant too large or too long to evaluate."""
    size = magnitude(argument)
    if (
        name in {"exp", "sinh", "cosh", "softplus", "sigmoid"}
        and size is not None
        and size > limits.BITS.bit_length() - 1
    ):
        raise too_large()


def count(value: Expr) -> Integer:
    """Return a whole number that a factorial may take."""
    if not value.is_Integer or value < 0:
        message = "A factorial is taken of a whole number that is not negative."
        raise Refusal(message)
    if value > limits.FACTORIAL:
        message = f"A factorial is taken of numbers up to {limits.FACTORIAL} only."
        raise Refusal(message, "Use a smaller one.")
    return value


def real(value: Expr) -> Expr:
    """Return `value` unless it is no real number."""
    if value.has(S.ImaginaryUnit, S.ComplexInfinity, S.NaN, S.Infinity, S.NegativeInfinity):
        message = "This is not a real number."
        raise Refusal(message)
    return value


def is_zero(value: Expr) -> bool | None:
    """Decide whether a constant is zero: True and False are proved, None is neither."""
    if value.is_zero is not None and value.is_Rational:
        return bool(value.is_zero)
    approximate = value.evalf(_DIGITS, maxn=4 * _DIGITS)
    if approximate.is_Float and abs(approximate) > Rational(1, 10 ** (_DIGITS - 10)):
        return False
    return True if _proved_zero(value) else None


def _proved_zero(value: Expr) -> bool:
    """Prove that a constant is zero: algebraic ones by their minimal polynomial, others by identities."""
    if value.is_zero or sympy.expand(value).is_zero:
        return True
    if sympy.count_ops(value) > _SIMPLE:
        return False
    if value.is_algebraic:
        degrees = [power.exp.q for power in value.atoms(Pow) if power.exp.is_Rational]
        unknown = sympy.Symbol("z")
        return sympy.prod(degrees) <= _DEGREE and bool(sympy.minimal_polynomial(value, unknown) == unknown)
    return sympy.trigsimp(value).is_zero is True


def sign_of(value: Expr) -> int | None:
    """Return the sign of a real constant, or None where it cannot be told."""
    if value.is_Rational:
        return int(sympy.sign(value))
    zero = is_zero(value)
    if zero:
        return 0
    return None if zero is None else (1 if value.evalf(_DIGITS) > 0 else -1)


def zero_in_disguise(value: Expr) -> Expr:
    """Return 0 for a constant sum that is proved to be zero, else `value`."""
    return S.Zero if isinstance(value, Add) and is_zero(value) else value
