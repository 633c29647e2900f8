"""Samples that show a quantity with two signs, so that parameter space need not be cut."""

import pytest
import sympy as sp

from symtutor.analysis.parameters.both_signs import takes_both_signs
from symtutor.analysis.parameters.throughout import sign_throughout

a, b = sp.symbols("a b", real=True)
p, q = sp.symbols("p q", positive=True)


@pytest.mark.parametrize(
    ("value", "when", "both", "why"),
    [
        (a - b, sp.true, True, "either may be the larger"),
        (p - q, sp.true, True, "what is assumed of both leaves the order open"),
        (p + q, sp.true, False, "a sum of positive numbers"),
        (a, a > 0, False, "the condition is the sign"),
        (a - 1, (a > 0) & sp.Ne(a, 1), True, "both sides of 1 are allowed"),
        (b, sp.Eq(a * b, 1), True, "on the hyperbola b = 1/a"),
        (b, sp.Eq(a * b, 1) & (a > 0), False, "on one branch of it"),
        (a, sp.Eq(a - b, 0) & sp.Eq(a + b, 0), False, "only a = b = 0, where a is zero"),
        (a**2 + b**2 - sp.Rational(1, 10**6), sp.true, False, "negative, but in a disc too small to be met"),
        (1 / a, sp.true, True, "not defined at 0, which is no matter"),
        (a, sp.sqrt(b) > 0, True, "samples at which the root is rational are enough"),
    ],
    ids=str,
)
def test_two_signs_are_shown_by_samples(value, when, both, why):
    assert takes_both_signs(value, when) is both, why


def test_a_symbol_that_carries_the_condition_means_the_same_parameter():
    """K b − m > 0 where m < K b, also where one K is assumed negative and the other one is not."""
    plain, negative, m = sp.Symbol("K", real=True), sp.Symbol("K", negative=True), sp.Symbol("m", real=True)
    assert sign_throughout(negative * b - m, (plain < 0) & (m < plain * b)) == 1
