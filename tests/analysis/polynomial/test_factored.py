from __future__ import annotations

import pytest
import sympy as sp

from symtutor.analysis.polynomial.factored import factored, factored_whole

a, b, x = sp.symbols("a b x", real=True)


@pytest.mark.parametrize(
    ("formula", "expected", "why"),
    [
        (a**2 - b**2, "(a - b)*(a + b)", "a difference of squares"),
        (1 / a - 1 / b, "-(a - b)/(a*b)", "one denominator"),
        (x / (a * x + a) - x / a, "-x**2/(a*(x + 1))", "the least common denominator, and what cancels"),
        (a * (a - b) / (b - a), "-a", "equal up to sign"),
        ((a + b) ** 3 - a**3 - b**3, "3*a*b*(a + b)", "expanded, then factored"),
        (a - a * (1 + b) / (1 + b), "0", "nothing is left"),
        (sp.Rational(3, 4), "3/4", "a number"),
    ],
)
def test_factors(formula, expected, why):
    assert str(factored(formula)) == expected, why


@pytest.mark.parametrize(
    "formula",
    [
        (a**2 + 25) * x / (3 * x**2 - 12) - b,
        (a * x - b) ** 2 / (2 * a) - x / 3,
        -1 / (2 - 2 * a),
        a / 2 + sp.Rational(1, 2),
        4 - 4 * a,
        (b - a * x**2) / (a * x**2 - b) ** 3,
        sp.sqrt(2) * a + sp.sqrt(2) * a * b,
        sp.sqrt(a**2 + 2 * a + 1) - 1 / b,
        sp.sin(x) / a + sp.sin(x),
    ],
)
def test_it_writes_as_sympy_does(formula):
    assert sp.srepr(factored(formula)) == sp.srepr(sp.factor(formula))
    assert sp.srepr(factored_whole(formula)) == sp.srepr(sp.factor(sp.together(formula)))
