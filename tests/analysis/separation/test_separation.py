"""Separation of variables: antiderivatives of 1/f, and the formulas that textbooks give."""

import pytest
import sympy as sp

import symtutor
from symtutor.analysis.separation.antiderivative import TimeIntegral, time_integral
from symtutor.analysis.separation.rule import BySeparation
from symtutor.analysis.separation.solved import Formula

x, t = sp.Symbol("x", real=True), sp.Symbol("t", real=True)
x0 = sp.Symbol("x_0", real=True)


def explicit(text):
    (rule,) = symtutor.solve(text).analysis.explicit
    return rule


FORMULAS = [
    # the equation, its solution, a start for which both are compared, where it comes from
    (
        "x' = x(1-x)",
        x0 / (x0 + (1 - x0) * sp.exp(-t)),
        "1/3",
        "logistic: Strogatz ex. 2.3.1",
    ),
    ("x' = -x", x0 * sp.exp(-t), "2", "decay"),
    ("x' = x^2", x0 / (1 - x0 * t), "1/2", "Hirsch, Smale, Devaney §7.2"),
    ("x' = 1 + x^2", sp.tan(t + sp.atan(x0)), "1/5", "Strogatz §2.5"),
    ("x' = 3(2-x)", 2 + (x0 - 2) * sp.exp(-3 * t), "1/2", "Newton's cooling"),
    ("x' = x - x^3", x0 / sp.sqrt(x0**2 + (1 - x0**2) * sp.exp(-2 * t)), "1/2", "Strogatz ex. 2.2.10 asks for it"),
    ("x' = sin x", 2 * sp.atan(sp.tan(x0 / 2) * sp.exp(t)), "1", "Strogatz §2.1"),
    ("x' = cos x", 2 * sp.atan(sp.tan(x0 / 2 + sp.pi / 4) * sp.exp(t)) - sp.pi / 2, "1/2", "shifted"),
    ("x' = 1 - cos x", sp.pi + 2 * sp.atan(t - sp.cot(x0 / 2)), "1", "the half-angle: cot(x/2) falls linearly"),
    ("x' = 2 + 2 sin x", 2 * sp.atan(sp.tan(x0 / 2 - sp.pi / 4) + 2 * t) + sp.pi / 2, "1/2", "shifted"),
    ("x' = cot x", sp.acos(sp.cos(x0) * sp.exp(-t)), "1", "the cosine shrinks"),
    ("x' = 3 sqrt(4 - x^2)", 2 * sp.sin(3 * t + sp.asin(x0 / 2)), "1/2", "until the edge"),
    ("x' = e^(-x)", sp.log(t + sp.exp(x0)), "1", "grows like ln t"),
    ("x' = sqrt(x)", (sp.sqrt(x0) + t / 2) ** 2, "4", "Teschl §1.3"),
    ("x' = 1/x", sp.sqrt(x0**2 + 2 * t), "3", "away from the pole"),
    ("x' = -x^3", x0 / sp.sqrt(1 + 2 * x0**2 * t), "2", "Strogatz ex. 2.4.9: critical slowing down"),
    ("x' = tan x", sp.asin(sp.sin(x0) * sp.exp(t)), "1/4", "the sine grows"),
    ("x' = x ln(2x)/3", (2 * x0) ** sp.exp(t / 3) / 2, "3", "Gompertz' growth, its logarithm scaled"),
    ("x' = x ln x", x0 ** sp.exp(t), "2", "Gompertz, mirrored"),
]


@pytest.mark.parametrize(("text", "formula", "start", "why"), FORMULAS, ids=[row[0] for row in FORMULAS])
def test_formula(text, formula, start, why):
    rule = explicit(text)
    difference = (rule.formula.value - formula).subs({x0: sp.Rational(start), t: sp.Rational(1, 10)})
    assert abs(difference.evalf(30)) < sp.Rational(1, 10**25), why
    assert rule.verify() is True


def test_check_spares_values_at_which_the_formula_divides_by_zero():
    """Among the values tried is a = b, where the formula divides by a − b, as it says."""
    assert explicit("x' = a x(1-x) - b x").verify() is True


def test_parameters_keep_their_letters():
    r, k, m = sp.Symbol("r", real=True), sp.Symbol("k", real=True), sp.Symbol("M", real=True)
    assert explicit("x' = r x").formula.value == x0 * sp.exp(r * t)
    assert sp.simplify(explicit("x' = k(M - x)").formula.value - m - (x0 - m) * sp.exp(-k * t)) == 0
    assert explicit("x' = k(M - x)").nonzero == (k,)
    assert explicit("x' = r x - x^3").nonzero == (r,)
    p = sp.Symbol("p", real=True)
    assert explicit("x' = x(p - 1) - x^2/2").nonzero == (p - 1,), "a laser: the coefficient of x may vanish"


def test_formulas_that_nobody_would_read_are_left_out():
    rule = explicit("x' = 981/100 - 847/400000 x^2")
    assert (rule.formula, rule.integral is None) == (None, False)


def test_the_constant_of_integration_has_a_letter_of_its_own():
    assert "t + K" in str(symtutor.solve("x' = C x"))


IMPLICIT = [
    ("x' = x(1-x)(x-2)", sp.log(x - 1) - sp.log(x) / 2 - sp.log(x - 2) / 2, "the lesson's key exercise"),
    ("x' = x^2 (1-x)", -1 / x + sp.log(x) - sp.log(x - 1), "a double root"),
    ("x' = x/(x^2-1)", x**2 / 2 - sp.log(x), "a pole"),
]


@pytest.mark.parametrize(("text", "integral", "why"), IMPLICIT, ids=[row[0] for row in IMPLICIT])
def test_implicit(text, integral, why):
    rule = explicit(text)
    assert rule.formula is None, why
    difference = sp.diff(rule.integral.value - integral, x).subs(x, sp.Rational(7, 2))
    assert sp.simplify(difference) == 0
    assert rule.verify() is True


def test_the_constants_that_dividing_loses_are_kept():
    assert [at for at, _ in explicit("x' = x(1-x)(x-2)").constants] == [0, 1, 2]
    assert "they stay solutions" in str(symtutor.solve("x' = sin x"))


@pytest.mark.parametrize(
    "text", ["x' = x^5 - x - 1", "x' = e^(-x) - x", "x' = x + t", "x' = 0", "x' = |x|", "x' = r + x^2"]
)
def test_nothing_is_said_where_the_tables_end(text):
    assert symtutor.solve(text).analysis.explicit == ()


@pytest.mark.parametrize(
    ("field", "infinity"),
    [(x**2, 0), (1 + x**2, sp.pi / 2), (x * (1 - x), 0), (sp.exp(x), 0), (x, None), (sp.sqrt(sp.Abs(x)), None)],
)
def test_time_to_infinity(field, infinity):
    """∫ dx/f up to infinity, as the limit of the antiderivative; None where it is infinite or not in the table."""
    zeros = (sp.S.Zero, sp.S.One) if field == x * (1 - x) else ()
    integral = time_integral(field, x, zeros)
    assert (integral.at_infinity(1) if integral is not None else None) == infinity


def test_false_formulas_fail_the_check():
    samples = (sp.Rational(1, 3),)
    wrong = Formula(x0 * sp.exp(2 * t), x0)
    assert BySeparation(x, x, t, (), (), None, wrong, samples).verify() is False
    wrong_integral = TimeIntegral(x, (2 * sp.log(x),))
    assert BySeparation(x, x, t, (), (), wrong_integral, None, samples).verify() is False
