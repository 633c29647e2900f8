from __future__ import annotations

from itertools import product

import pytest
import sympy as sp
from sympy import Rational, atan, cos, exp, log, pi, sqrt

from symtutor.numerics.sign_rules import NEGATIVE, POSITIVE, REAL, ZERO, NoRuleError, possible_signs
from symtutor.numerics.signs import sign

p, q = sp.symbols("p q", positive=True)
m = sp.Symbol("m", negative=True)
k = sp.Symbol("k", nonnegative=True)
w = sp.Symbol("w", real=True, nonzero=True)
r = sp.Symbol("r", real=True)


@pytest.mark.parametrize(
    ("formula", "expected", "why"),
    [
        (p + q, POSITIVE, "both terms are positive"),
        (p - q, REAL, "either may be larger"),
        (k + 1, POSITIVE, "at least 1"),
        (k + r**2, POSITIVE | ZERO, "no term is negative, and all may be 0"),
        (p * m / q, NEGATIVE, "one factor is negative"),
        (w**2, POSITIVE, "a square, and not of 0"),
        (w**3, POSITIVE | NEGATIVE, "an odd power keeps the sign"),
        (r**-2, REAL, "not defined at 0, so nothing is said"),
        (m**-3, NEGATIVE, "an odd power of a negative number"),
        (sqrt(p) + 1, POSITIVE, "a square root is not negative"),
        ((sqrt(2) - Rational(3, 2)) * p, NEGATIVE, "√2 < 3/2"),
        (exp(r) + k, POSITIVE, "the exponential function is positive"),
        (atan(m), NEGATIVE, "atan has the sign of its argument"),
        ((r - 1) ** 2 + p, POSITIVE, "a square and a positive term"),
        (r**2 - 2 * r + 2, REAL, "1 + (r − 1)², but the terms alone do not tell"),
    ],
)
def test_rules_of_signs(formula, expected, why):
    assert possible_signs(formula, sign) == expected, why


@pytest.mark.parametrize("formula", [sqrt(r), log(p), cos(r) + 1, sp.Symbol("z") ** 2, sp.oo * p, sp.nan + p, sp.I * p])
def test_no_rule_for_what_may_be_no_real_number_or_has_no_rule(formula):
    with pytest.raises(NoRuleError):
        possible_signs(formula, sign)


CHOICES = {
    p: (Rational(1, 3), sp.S(4)),
    m: (sp.S(-2), Rational(-1, 5)),
    r: (sp.S(-3), sp.S.Zero, Rational(1, 2), sp.S(2)),
}
FORMULAS = [
    p * r - m,
    (p + m) * (p - m),
    p**2 + m * r**2,
    (r**2 + p) / (m - p) ** 3,
    exp(r) * m + m**3,
    sqrt(p) * (r - 2) ** 2,
    (r + pi) * atan(m * p),
    (m - p) ** -2 - (m * p) ** 3,
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_every_value_has_a_possible_sign(formula):
    possible = possible_signs(formula, sign)
    bits = {-1: NEGATIVE, 0: ZERO, 1: POSITIVE}
    for values in product(*CHOICES.values()):
        value = formula.subs(dict(zip(CHOICES, values, strict=True)))
        assert possible & bits[sign(value)]
