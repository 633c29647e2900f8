"""Differentiating line by line: which rules are named, what each line says, and that each is true."""

import pytest
import sympy as sp
from hypothesis import example, given, settings
from hypothesis import strategies as st

from symtutor.analysis import analyze
from symtutor.analysis.words import function
from symtutor.derivation import derive
from symtutor.derivation.differentiating.lines import Differentiation, UnknownRuleError
from symtutor.model import ODESystem
from symtutor.render.notation import unicode_math
from symtutor.solving import solve

x, y = STATES = sp.symbols("x y", real=True)
r, K = sp.symbols("r K", positive=True)
FEW = settings(max_examples=40, deadline=None)


def lines(formula):
    return [*Differentiation(x).lines(formula, function(x, primes=1))]


def said(system, only):
    """The lines of the page, without the space around them."""
    return [line.strip() for line in str(solve(system).told("full", only)).splitlines()]


@pytest.mark.parametrize(
    ("formula", "rules"),
    [
        (x**2, ["OnSight"]),
        (x**3 - 3 * x**2 + 2 * x, ["OnSight"] * 3 + ["SumRule"]),
        (x * (1 - x) * (x - 2), ["ProductRule", "MultipliedOut"]),  # as it was typed, not multiplied out before
        (x * (1 - x), ["ProductRule"]),  # 1 − x + x·(−1) needs no multiplying out
        (x**2 / (1 + x**2) - x / 3, ["OnSight", "QuotientRule", "SumRule"]),
        (1 / (1 + sp.exp(-x)), ["ChainRule", "ReciprocalRule"]),  # a constant numerator needs no quotient rule
        (x * sp.exp(-x), ["ChainRule", "ProductRule"]),  # e^(−x) stands beside x, not below it
        ((x - 1) ** 2, ["ChainRule"]),
        (sp.exp(-(x**2)) * sp.exp(sp.sin(x)), ["ChainRule", "ChainRule", "ProductRule"]),
        (sp.sin(sp.exp(-x)), ["ChainRule", "ChainRule"]),  # the inside first
        (sp.sin(2 * x) + sp.exp(sp.sin(2 * x)), ["ChainRule", "ChainRule", "SumRule"]),  # nothing twice
        (r * x * (1 - x / K), ["ProductRule", "MultipliedOut"]),
        (sp.log(x) / x, ["QuotientRule"]),
        (sp.sqrt(1 - x**2), ["ChainRule"]),
    ],
)
def test_one_rule_a_line(formula, rules):
    assert [type(line).__name__ for line in lines(formula)] == rules


@pytest.mark.parametrize(
    ("formula", "derivative"),
    [
        # worked by hand, in the form that a student ends with
        (x**2 / (1 + x**2), "2x/(x² + 1)²"),
        ((x**2 - 1) / (x**2 + 1), "4x/(x² + 1)²"),
        (x / (1 + x) ** 2, "(1 − x)/(x + 1)³"),  # one factor 1 + x cancels
        (sp.log(x) / x, "(1 − ln(x))/x²"),
        (1 / (1 + x) ** 2, "−2/(x + 1)³"),
        (-x / (1 + x), "−1/(x + 1)²"),
        (x / (2 + 2 * x), "2/(2x + 2)²"),
        (3 * (1 - x) ** 3, "−9x² + 18x − 9"),
        (2**x, "2^x·ln(2)"),
        (sp.tan(2 * x), "2 tan²(2x) + 2"),
    ],
)
def test_the_form_it_ends_in(formula, derivative):
    assert unicode_math(lines(formula)[-1].value) == derivative


@pytest.mark.parametrize("formula", [sp.zeta(x), sp.gamma(x), sp.LambertW(x) ** 2, x**x, sp.sin(sp.erf(x))])
def test_without_a_rule_nothing_is_said(formula):
    with pytest.raises(UnknownRuleError):
        lines(formula)


leaves = st.sampled_from([x, x**2, 1 - x, x - 2, sp.Integer(3), r, sp.exp(x), sp.sin(x), r - x / K])
formulas = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: pair[0] + pair[1]),
        st.tuples(inner, inner).map(lambda pair: pair[0] * pair[1]),
        st.tuples(inner, inner).map(lambda pair: pair[0] / (1 + pair[1] ** 2)),
        inner.map(lambda u: u**3),
        inner.map(sp.cos),
        inner.map(lambda u: sp.exp(-u)),
        inner.map(sp.atan),
        inner.map(lambda u: sp.sqrt(1 + u**2)),
    ),
    max_leaves=5,
)


@FEW
@given(formulas)
@example(x / (1 + (x - 2) ** 2) ** 2)
def test_every_line_is_the_derivative_of_what_it_says(formula):
    if not formula.has(x):
        return
    for line in lines(formula):
        numbers = {x: sp.Rational(5, 7), r: sp.Rational(3, 2), K: sp.Rational(9, 4)}
        difference = (sp.diff(line.inside, x) - line.value).xreplace(numbers)
        assert abs(difference.evalf(30, maxn=200)) < sp.Rational(1, 10**20)
        assert line.verify() is not False


def test_the_key_exercise_on_paper():
    said_here = said("dx/dt = x(1-x)(x-2)", "derivative")
    assert "f′(x) = (x)′(1 − x)(x − 2) + x·(1 − x)′(x − 2) + x(1 − x)·(x − 2)′" in said_here
    assert "= (1 − x)(x − 2) + x·(−1)·(x − 2) + x(1 − x)" in said_here
    assert "f′(x) = −3x² + 6x − 2" in said_here


@pytest.mark.parametrize(
    ("system", "lines"),
    [
        ("x' = x^2/(1+x^2) - x/3", ["f′((3 − √5)/2) = 2((3 − √5)/2)/(((3 − √5)/2)² + 1)² − 1/3 = √5/9"]),
        ("x' = sin(x)", ["f′(2πn) = cos(2πn) = 1", "f′(π + 2πn) = cos(π + 2πn) = −1"]),
        ("x' = -x^3", ["f′(0) = −3·0² = 0", "f″(x) = (−3x²)′ = −6x", "f‴(x) = (−6x)′ = −6"]),
        ("x' = r x - x^3", ["f′(√r) = r − 3(√r)² = −2r"]),
        ("x' = x|x| - x", ["(x·|x|)′ = (x)′·|x| + x·(|x|)′ = |x| + x sign(x) = x sign(x) + |x|"]),
        ("x' = cbrt(x^2-1)", ["f′(x) = (x² − 1)′/(3(x² − 1)^(2/3)) = 2x/(3(x² − 1)^(2/3))"]),
        ("x' = (1+x)^20 - 2", ["f′(x) = 20(x + 1)¹⁹"]),  # nobody multiplies that out
        ("n' = n^2 - 1", ["Differentiate term by term, powers by the power rule (nᵏ)′ = k nᵏ⁻¹:"]),
    ],
)
def test_slopes_on_paper(system, lines):
    here = said(system, "derivative")
    assert [line for line in lines if line not in here] == []


def test_partial_derivatives_one_by_one():
    said_here = said("x' = x(3-x-2y), y' = y(2-x-y)", "jacobian")
    for line in (
        "∂f₁/∂x = (3 − x − 2y) + x·(−1) = 3 − 2x − 2y",
        "∂f₁/∂y = x·(−2) = −2x",
        "∂f₂/∂x = y·(−1) = −y",
        "∂f₂/∂y = (2 − x − y) + y·(−1) = 2 − x − 2y",
        "J(x, y) = [[3 − 2x − 2y, −2x], [−y, 2 − x − 2y]]",
    ):
        assert line in said_here


def test_the_letters_of_a_rule_are_not_those_of_the_system():
    assert any("(w p)′ = w′ p + w p′" in line for line in said("u' = u v e^u - 1, v' = v - u", "jacobian"))


def test_where_a_rule_is_missing_the_usual_words_stand():
    solution = solve("x' = x^x - 2")
    assert not [line for line in derive(solution.analysis).lines if line.of is solution.analysis.derivative]
    assert said("x' = x^x - 2", "derivative") == [
        line.strip() for line in str(solution.told(only="derivative")).splitlines()
    ]


def test_a_wrong_line_is_noticed():
    product, _ = lines(x * (1 - x) * (x - 2))
    wrong = type(product)(x**2 * (1 - x), x, 2 * x - x**2, None, partial=False, first=True, parts=product.parts)
    assert wrong.verify() is False


def test_one_equation_is_not_differentiated_twice():
    analysis = analyze(ODESystem(STATES, (sp.sin(x * y) * x, sp.sin(x * y) * y - 1)))
    asked = [(line.rule.inside, line.rule.by) for line in derive(analysis).lines if hasattr(line.rule, "inside")]
    inner = [place for place in asked if place[0] == sp.sin(x * y)]
    assert len(inner) == len(set(inner))
