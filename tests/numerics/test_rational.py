from __future__ import annotations

import pytest
import sympy as sp
from sympy import Rational, sqrt

from symtutor.numerics.rational import at_numbers, rational_at

r, s = sp.symbols("r s", real=True)
HERE = {r: Rational(4, 9), s: sp.Integer(-2)}


@pytest.mark.parametrize(
    ("formula", "value", "why"),
    [
        (r * s + 1, Rational(1, 9), "−8/9 + 1"),
        ((r + s) ** -2, Rational(81, 196), "(−14/9)^−2"),
        (sqrt(r) - s**3, Rational(26, 3), "4/9 is the square of 2/3, and (−2)³ = −8"),
        (r ** Rational(-3, 2), Rational(27, 8), "the root first, then the power"),
        (1 / (s + 2), None, "not defined"),
        (sqrt(s), None, "not real"),
        (sqrt(-s), None, "√2 is not rational"),
        (sp.exp(r), None, "no arithmetic"),
        (r + sp.Symbol("q"), None, "a symbol without a value"),
    ],
)
def test_rational_values(formula, value, why):
    assert rational_at(formula, HERE) == value, why


@pytest.mark.parametrize("formula", [sqrt(-s) * (r - sqrt(2)), (r - sqrt(-s)) ** 3 / s, sp.exp(s) + r, sp.cos(s) * r])
def test_what_is_not_rational_is_multiplied_out(formula):
    assert at_numbers(formula, HERE) == sp.expand(formula.subs(HERE))
