"""Hurwitz determinants against the books and against roots that are known."""

import pytest
from sympy import ImmutableMatrix, Integer, Poly, prod, sqrt, symbols

from symtutor.analysis.hurwitz import characteristic_coefficients, hurwitz_determinants

a, b, c, d, lam = symbols("a b c d lambda")

BY_HAND = [
    ((1, a), (a,), "degree 1: λ = −a"),
    ((1, a, b), (a, a * b), "degree 2: trace and determinant"),
    ((1, a, b, c), (a, a * b - c, c * (a * b - c)), "Strogatz, exercise 9.2.1: a b > c for Lorenz"),
    (
        (1, a, b, c, d),
        (a, a * b - c, a * b * c - c**2 - a**2 * d, d * (a * b * c - c**2 - a**2 * d)),
        "Gantmacher, ch. XV, §6",
    ),
    ((1, 6, 11, 6), (6, 60, 360), "(λ + 1)(λ + 2)(λ + 3)"),
    ((2, 12, 22, 12), (12, 240, 2880), "twice the same polynomial: each determinant takes one more factor 2"),
    ((1, sqrt(2), 1), (sqrt(2), sqrt(2)), "coefficients that are not rational"),
    ((7,), (), "a constant has no roots"),
]


@pytest.mark.parametrize(("coefficients", "expected", "why"), BY_HAND, ids=[row[2] for row in BY_HAND])
def test_determinants_by_hand(coefficients, expected, why):
    found = hurwitz_determinants(tuple(Integer(1) * entry for entry in coefficients))
    assert len(found) == len(expected), why
    assert all((ours - theirs).expand() == 0 for ours, theirs in zip(found, expected, strict=True)), why


@pytest.mark.parametrize(
    "roots",
    [(-1, -2, -3, -4), (-1, -2, -3, 4), (1, -2, -5), (1, 2, 3), (-1, -1, -1, -1, -1), (-7, 2, 2, -1, -3)],
    ids=str,
)
def test_routh_hurwitz_tells_roots_on_the_left_from_others(roots):
    coefficients = Poly(prod(lam - root for root in roots), lam).all_coeffs()
    assert all(value > 0 for value in hurwitz_determinants(coefficients)) == all(root < 0 for root in roots)


def test_orlando_last_but_one_vanishes_with_a_pair_on_the_axis():
    coefficients = Poly((lam**2 + 5) * (lam + 2) * (lam + 3), lam).all_coeffs()
    *_, pair, last = hurwitz_determinants(coefficients)
    assert (pair, last) == (0, 0)


def test_characteristic_coefficients_of_lorenz_at_the_origin():
    sigma, rho, beta = symbols("sigma rho beta", positive=True)
    jacobian = ImmutableMatrix([[-sigma, sigma, 0], [rho, -1, 0], [0, 0, -beta]])
    expected = Poly((lam + beta) * (lam**2 + (sigma + 1) * lam + sigma * (1 - rho)), lam).all_coeffs()
    found = characteristic_coefficients(jacobian)
    assert all((ours - theirs).expand() == 0 for ours, theirs in zip(found, expected, strict=True))
