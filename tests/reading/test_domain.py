"""The domain of the field as typed survives SymPy's simplification."""

from __future__ import annotations

import pytest
from sympy import Abs, Ge, Gt, Le, Lt, Ne, Or, Symbol, cos, exp, log, sin, sqrt

from symtutor.reading import from_sympy, read_system
from symtutor.reading.roots import RealRoot

x, y, r, K, n = (Symbol(name, real=True) for name in ("x", "y", "r", "K", "n"))

TABLE = [
    ("x' = x(1-x)", x * (1 - x), (), "polynomials are defined everywhere"),
    ("x' = (x-1)^2/(x-1)", x - 1, (Ne(x - 1, 0),), "the factor cancels, the hole stays"),
    ("x' = x log(x)/log(x)", x, (Gt(x, 0), Ne(log(x), 0)), "so do logarithms"),
    ("x' = exp(log x)", x, (Gt(x, 0),), "exp undoes log for positive x only"),
    ("x' = sin(asin(x)) - 2", x - 2, (Ge(x, -1), Le(x, 1)), "sin undoes arcsin between −1 and 1"),
    ("x' = sin(x)/x", sin(x) / x, (Ne(x, 0),), "a removable singularity is no point of the field"),
    ("x' = x sqrt(x^2-4)", x * sqrt(x**2 - 4), (Ge(x**2 - 4, 0),), "a gap around 0"),
    ("x' = log(x)(x+1)", log(x) * (x + 1), (Gt(x, 0),), "−1 is outside"),
    ("x' = x^x - 1", x**x - 1, (Gt(x, 0),), "0^0 is not defined"),
    ("x' = sqrt(x)^2", x, (Ge(x, 0),), "the square undoes the root"),
    ("x' = x^0.5 - x", sqrt(x) - x, (Ge(x, 0),), "a decimal exponent is an even root"),
    ("x' = x^(-1/3)", 1 / RealRoot(x, 3), (Ne(x, 0),), "a pole of an odd root"),
    ("x' = x^(1/3)", RealRoot(x, 3), (), "an odd root is defined everywhere"),
    ("x' = tan(x) cos(x)", None, (Ne(cos(x), 0),), "the poles of the tangent are no zeros"),
    ("x' = e^(-1/x^2)", exp(-1 / x**2), (Ne(x, 0),), "a power is zero where its base is"),
    ("x' = 1/(3x(1-x))", 1 / (3 * x * (1 - x)), (Ne(x, 0), Ne(1 - x, 0)), "a product where a factor is"),
    ("x' = 1/(1+x^2)", 1 / (1 + x**2), (), "a denominator that is never zero"),
    ("x' = 1/(1+e^-x)", 1 / (1 + exp(-x)), (), "nor this one"),
    ("x' = log(1+x^2)", log(1 + x**2), (), "a logarithm of something positive"),
    ("x' = r x(1-x/K)", r * x * (1 - x / K), (Ne(K, 0),), "a parameter that may not vanish"),
    ("x' = x^n", x**n, (Gt(x, 0),), "an exponent that is not known"),
    ("x' = atanh(x)", None, (Gt(x, -1), Lt(x, 1)), "artanh lives between −1 and 1"),
    ("x' = acosh(x)", None, (Ge(x - 1, 0),), "arcosh from 1 on"),
    ("(1-x) x' = x", x / (1 - x), (Ne(1 - x, 0),), "solving for the derivative divides"),
    ("x' = |x|/x", Abs(x) / x, (Ne(x, 0),), "a jump that is left out"),
    ("x' = {1/x if x > 1, x otherwise}", None, (Or(Le(x, 1), Ne(x, 0)),), "a piece counts only where it holds"),
    ("x' = {x if x > 1, 0 if x < 1}", None, (Or(Gt(x, 1), Lt(x, 1)),), "pieces that leave a gap"),
    ("x' = 1/(x-1) + 1/(x-1)", 2 / (x - 1), (Ne(x - 1, 0),), "said once"),
]


@pytest.mark.parametrize(("text", "field", "domain", "why"), TABLE, ids=[row[0] for row in TABLE])
def test_domain(text, field, domain, why):
    system = read_system(text)
    assert set(system.domain) == set(domain), why
    if field is not None:
        assert system.field == (field,)


def test_an_assumption_makes_a_condition_superfluous():
    assert read_system("x' = r x (1 - x/K)", assume=["K > 0"]).domain == ()


def test_a_value_makes_a_condition_superfluous():
    assert read_system("x' = r x (1 - x/K)", values={"K": "2"}).domain == ()


def test_sympy_objects_have_domains_too():
    plain = Symbol("x")
    assert from_sympy(sqrt(plain) / (plain - 1)).domain == (Ge(x, 0), Ne(x - 1, 0))
