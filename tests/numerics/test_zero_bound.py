from __future__ import annotations

import pytest
import sympy as sp
from sympy import I, Pow, Rational, cos, pi, sqrt

from symtutor.numerics.roots import NumberedRoot
from symtutor.numerics.zero_bound import least_bits, proved_zero
from symtutor.reading.roots import RealRoot

THIRD = Rational(1, 3)
QUINTIC = NumberedRoot.of([1, 0, 0, 0, -1, -1], 0)
CARDANO = Pow(Rational(5, 2) + sqrt(2121) / 18, THIRD)
ROOT = CARDANO - 2 / (3 * CARDANO)
SQUARES = sqrt(2) + sqrt(3) - sqrt(5 + 2 * sqrt(6))
TINY = Rational(1, 10**60)


@pytest.mark.parametrize(
    ("number", "zero", "why"),
    [
        (SQUARES, True, "(√2 + √3)² = 5 + 2√6"),
        (SQUARES + TINY, False, "the same, moved by 10^−60"),
        (Pow(2 + sqrt(5), THIRD) - Pow(sqrt(5) - 2, THIRD) - 1, True, "((1 ± √5)/2)³ = 2 ± √5"),
        (Pow(7 + 5 * sqrt(2), THIRD) - 1 - sqrt(2), True, "(1 + √2)³ = 7 + 5√2"),
        (1 / (sqrt(5) - 1) - (sqrt(5) + 1) / 4, True, "(√5 − 1)(√5 + 1) = 4"),
        (ROOT**3 + 2 * ROOT - 5, True, "Cardano's root of x³ + 2x − 5"),
        (ROOT**3 + 2 * ROOT - 5 - TINY, False, "a root of another polynomial"),
        (QUINTIC**5 - QUINTIC - 1, True, "a root known by its place"),
        (RealRoot(7 + 5 * sqrt(2), sp.Integer(3), evaluate=False) - 1 - sqrt(2), True, "the real cube root"),
        ((1 + I) ** 2 - 2 * I, True, "off the real line"),
        (Pow(Rational(1, 2) + sqrt(3) * I / 2, THIRD) ** 3 - Rational(1, 2) - sqrt(3) * I / 2, True, "a complex root"),
        (sp.S.Zero, True, "zero itself"),
        (cos(pi / 7) - Rational(9, 10), None, "an algebraic number, not written with roots"),
        (sp.exp(1) - 2, None, "not algebraic"),
        (sqrt(sp.Symbol("r", positive=True)), None, "no number"),
    ],
)
def test_zeros_are_proved_by_their_size(number, zero, why):
    assert proved_zero(number) is zero, why


@pytest.mark.parametrize(
    ("number", "bits"),
    [
        (Rational(1, 8), 3),  # a fraction is at least 1 over its denominator
        (sqrt(2) - Rational(7, 5), 8),  # over 8 = 2³ the conjugates 5√2 − 7 and −5√2 − 7 are at most 2⁵
        (QUINTIC, 4),  # five conjugates, none larger than 2 = 1 + the largest coefficient
        (sqrt(sqrt(2)) - 1, 6),  # four conjugates, none larger than 2 + 2
    ],
)
def test_a_number_that_is_not_zero_is_not_smaller(number, bits):
    assert least_bits(number) <= bits
    assert abs(number.evalf(50)) >= sp.Integer(2) ** -least_bits(number)


@pytest.mark.parametrize("size", [1, 3, 10, 30])
def test_close_to_zero_is_not_zero(size):
    """√(n² + 1) − n is about 1/2n, and its power as small as one likes."""
    number = (sqrt(10**size) * sqrt(10**size + 1) - 10**size - Rational(1, 2)) ** 3
    assert proved_zero(number) is False
