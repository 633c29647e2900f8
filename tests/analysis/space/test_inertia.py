"""Roots on each side of the imaginary axis, counted from coefficients: factors chosen beforehand are the truth."""

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from symtutor.analysis.space.inertia import inertia
from symtutor.numerics.signs import sign

s = sp.Symbol("s")
half = sp.Rational(1, 2)

FACTORS = [
    # factor, left, zero, imaginary, right
    (s + 1, 1, 0, 0, 0),
    (s - 3, 0, 0, 0, 1),
    (s, 0, 1, 0, 0),
    (s**2 + 2, 0, 0, 2, 0),
    (s**2 - 2, 1, 0, 0, 1),
    (s**2 + s + 1, 2, 0, 0, 0),
    (s**2 - s + 1, 0, 0, 0, 2),
    (s**4 + 1, 2, 0, 0, 2),
    (s**4 - 2, 1, 0, 2, 1),
]


def counts(polynomial):
    found = inertia(sp.Poly(sp.expand(polynomial), s).all_coeffs(), sign)
    return found.left, found.zero, found.imaginary, found.right


@given(st.lists(st.sampled_from(FACTORS), min_size=1, max_size=4))
@settings(max_examples=80, deadline=None)
def test_a_product_has_the_roots_of_its_factors(chosen):
    expected = tuple(sum(column) for column in list(zip(*chosen, strict=True))[1:])
    assert counts(sp.prod(factor for factor, *_ in chosen)) == expected


@pytest.mark.parametrize(
    ("polynomial", "expected", "why"),
    [
        (s**3 + s**2 + 4 * s + 4, (1, 0, 2, 0), "a zero row in Routh's scheme: ab = c"),
        (s**4 + s**3 + s**2 + s + 3, (2, 0, 0, 2), "a zero in the first column only"),
        (s**3 + 41 * s**2 / 3 + 304 * s / 3 + 1440, (1, 0, 0, 2), "Lorenz at r = 28"),
        (s**3 + sp.sqrt(2) * s**2 + s + sp.sqrt(2), (1, 0, 2, 0), "irrational, with i: (s^2 + 1)(s + sqrt 2)"),
    ],
)
def test_singular_cases_need_no_special_care(polynomial, expected, why):
    assert counts(polynomial) == expected, why


def test_the_frequency_of_a_pair_is_exact():
    found = inertia([sp.Integer(c) for c in (1, 3, 5, 15)], sign)
    assert found.frequency_squared == 5


def test_an_undecided_sign_decides_nothing():
    assert inertia([sp.S.One, sp.Symbol("a", real=True), sp.S.One], sign) is None
