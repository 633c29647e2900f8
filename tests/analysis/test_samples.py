"""Samples between two exact numbers."""

import pytest
import sympy as sp

from symtutor.analysis.samples import between

HIDDEN_ZERO = sp.Rational(-1, 2) - sp.LambertW(-sp.exp(-sp.Rational(1, 2)) / 2)

ROWS = [
    (sp.Integer(0), sp.Integer(1), sp.Rational(1, 2), "the midpoint where both ends are rational"),
    (-sp.oo, sp.pi, sp.Integer(2), "one below the integer part"),
    (sp.sqrt(2), sp.oo, sp.Integer(3), "one beyond the next integer"),
    (sp.Integer(-3), sp.oo, sp.Integer(-2), "an integer end is no sample of the open interval"),
    (sp.sqrt(2), sp.sqrt(3), sp.Rational(3, 2), "the least denominator"),
    (sp.sqrt(2) * sp.sqrt(3) - sp.sqrt(6), sp.sqrt(2), sp.Integer(1), "an end that is an integer in disguise"),
    (HIDDEN_ZERO, sp.pi, None, "an end that no ball tells from an integer"),
]


@pytest.mark.parametrize(("low", "high", "sample", "why"), ROWS, ids=[row[3] for row in ROWS])
def test_between(low, high, sample, why):
    assert between(low, high) == sample, why
