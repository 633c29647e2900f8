"""Decimals of exact numbers."""

import pytest
import sympy as sp

from symtutor.render.notation.decimals import decimal

ROWS = [
    (sp.sqrt(sp.Rational(1, 10**17 + 3)), 5, ("3.1623", -9), "small, and not 0"),
    (sp.sqrt(2) - sp.Rational(14142135623730950488, 10**19), 3, ("1.69", -21), "what is left after cancellation"),
    (sp.Rational(9, 16), 5, ("0.5625", 0), "exact decimals end"),
    (sp.exp(sp.Rational(-1, 2)), 5, ("0.60653", 0), "Euler's exercise"),
]


@pytest.mark.parametrize(("number", "digits", "expected", "why"), ROWS, ids=[row[3] for row in ROWS])
def test_decimal(number, digits, expected, why):
    assert decimal(number, digits) == expected, why
