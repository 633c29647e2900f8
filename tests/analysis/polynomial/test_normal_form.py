"""What FLINT calculates is the very expression that SymPy would have found, and what it cannot is left to SymPy."""

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from symtutor.analysis.polynomial.normal_form import degree, derivative, expand, integral, normal_form, put_in
from symtutor.numerics.roots import NumberedRoot

x, y, z, r = sp.symbols("x y z r", real=True)
ROOT = NumberedRoot.of([1, 0, -1, -1], 0)
NUMBERS = st.fractions(-9, 9, max_denominator=9).map(lambda value: sp.Rational(value.numerator, value.denominator))


def grown(leaves):
    """Sums, products and powers, nested and not multiplied out."""
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: sp.Add(*parts)),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: sp.Mul(*parts)),
            st.tuples(inner, st.integers(0, 3)).map(lambda pair: pair[0] ** pair[1]),
        ),
        max_leaves=8,
    )


POLYNOMIALS = grown(st.one_of(st.sampled_from([x, y, r]), NUMBERS))
WITH_NAMED_NUMBERS = st.sampled_from([sp.sqrt(5), sp.sqrt(12), sp.pi, ROOT]).flatmap(
    lambda number: grown(st.one_of(st.sampled_from([x, y, number]), NUMBERS))
)


@settings(deadline=None, max_examples=60)
@given(st.one_of(POLYNOMIALS, WITH_NAMED_NUMBERS))
def test_multiplied_out_it_is_the_tree_that_expand_builds(expression):
    assert sp.srepr(expand(expression)) == sp.srepr(sp.expand(expression))


@settings(deadline=None, max_examples=60)
@given(POLYNOMIALS)
def test_the_derivative_is_that_of_the_rules(expression):
    assert derivative(expression, x) == sp.expand(sp.diff(expression, x))


@settings(deadline=None, max_examples=60)
@given(POLYNOMIALS)
def test_the_factors_come_in_the_order_and_with_the_signs_of_factor_list(expression):
    expanded = sp.expand(expression)
    if expanded.free_symbols:
        assert list(normal_form(expression).factors()) == sp.factor_list(expanded)[1]


@settings(deadline=None, max_examples=60)
@given(POLYNOMIALS, WITH_NAMED_NUMBERS, NUMBERS)
def test_putting_values_in_all_at_once_is_substitution(expression, first, second):
    values = {x: first.xreplace({x: r}), y: second}
    assert put_in(expression, values) == sp.expand(expression.xreplace(values))


@settings(deadline=None, max_examples=30)
@given(POLYNOMIALS)
def test_differentiating_undoes_integrating(expression):
    assert derivative(integral(expression, x), x) == expand(expression)


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        (sp.sin(x), "a function"),
        (1 / x, "a quotient"),
        (x**y, "an exponent that is no number"),
        (x + sp.I, "a number that is not real"),
        (sp.sqrt(2) * x + sp.sqrt(3), "two square roots, whose product is a third"),
        (sp.sqrt(x), "a root of a state"),
        (x + sp.Rational(1, 2) ** sp.Rational(1, 3), "a cube root"),
        ((1 + x + y + z) ** 60, "more terms than can be written out"),
        (x ** sp.Integer(10) ** 9, "a degree beyond reason"),
        (x * sp.oo, "an infinity"),
    ],
)
def test_what_is_no_short_polynomial_is_left_alone(expression, why):
    assert normal_form(expression) is None, why


@pytest.mark.parametrize(
    ("expression", "expected", "why"),
    [
        (x**2 * y + x, 2, "y counts as a coefficient"),
        ((x + 1) ** 3 - x**3, 2, "the cubes cancel"),
        (sp.sin(r) * x**2, 2, "coefficients may be anything"),
        (sp.Integer(0) * x, 0, "zero has none; it counts as constant"),
    ],
)
def test_degrees_count_the_symbols_asked_for(expression, expected, why):
    assert degree(expression, (x,)) == expected, why
