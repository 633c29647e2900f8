"""The sign chart in full: the sign of each factor, or the value at each sample."""

import pytest
import sympy as sp

import symtutor
from symtutor.derivation.signs import FactorSigns, ValuesAtSamples, sign_chart

x = sp.Symbol("x", real=True)

READ = [
    ("x' = x(1-x)(x-2)", [(0, 1), (1, -1), (2, 1)], [], "1 − x falls, the others rise"),
    ("x' = x(1+x^2)", [(0, 1)], [1], "1 + x² has no zero"),
    ("x' = x^2 (1-x)", [(1, -1)], [1], "x² does not change its sign at 0"),
    ("x' = x e^(-x)", [(0, 1)], [1], "an exponential is positive"),
]


@pytest.mark.parametrize(("text", "crossings", "steady", "why"), READ)
def test_each_factor_is_read_by_itself(text, crossings, steady, why):
    (line,) = sign_chart(symtutor.solve(text).analysis)
    assert [(zero, side) for _, zero, side in line.rule.linear] == crossings, why
    assert [side for _, side in line.rule.steady] == steady, why
    assert line.rule.verify() is True


def test_where_there_are_no_factors_the_samples_are_put_in():
    (line,) = sign_chart(symtutor.solve("x' = x^2 - 2").analysis)
    assert isinstance(line.rule, ValuesAtSamples)
    assert line.rule.verify() is True


FALSE = [
    (FactorSigns(x, ((1 - x, sp.S.One, 1),)), "1 − x falls"),
    (FactorSigns(x, ((x - 2, sp.S.One, 1),)), "the zero of x − 2 is 2"),
    (FactorSigns(x, (), ((x**2 + 1, -1),)), "x² + 1 is positive"),
]


@pytest.mark.parametrize(("rule", "why"), FALSE)
def test_a_factor_read_wrong_fails(rule, why):
    assert rule.verify() is False, why


def test_a_factor_that_is_neither_linear_nor_of_one_sign_is_not_read():
    assert list(sign_chart(symtutor.solve("x' = x sin(x)").analysis)) == []
