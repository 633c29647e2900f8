"""Fractions of polynomials: arithmetic by hand, and what they leave to others."""

import pytest
from flint import fmpq_poly
from sympy import Add, Pow, Rational, Symbol, exp, sqrt

from symtutor.analysis.polynomial.fraction import fraction

x, a = Symbol("x", real=True), Symbol("a", real=True)

FRACTIONS = [
    (x / (1 + x) - x, [0, 0, -1], [1, 1], "(x − x − x²)/(1 + x)"),
    (1 / (x**2 / (x - 1)), [-1, 1], [0, 0, 1], "a fraction turned over"),
    ((1 + 1 / x) ** -2, [0, 0, 1], [1, 2, 1], "x²/(1 + x)²"),
    (Rational(1, 2) - x / 3, [3, -2], [6], "a polynomial"),
]


@pytest.mark.parametrize(
    ("expression", "above", "below"), [row[:3] for row in FRACTIONS], ids=[r[3] for r in FRACTIONS]
)
def test_a_fraction_is_equal_to_the_one_by_hand(expression, above, below):
    found = fraction(expression, x)
    assert found.above * fmpq_poly(below) == found.below * fmpq_poly(above)


@pytest.mark.parametrize("expression", [exp(x), a * x, sqrt(2) * x, sqrt(x), x**1000, (x**40 + 1) ** 40])
def test_what_is_none_or_too_long_is_left_to_others(expression):
    assert fraction(expression, x) is None


def test_one_over_zero_is_none():
    zero = Add(x, -x, evaluate=False)
    assert fraction(Pow(zero, -1, evaluate=False), x) is None
