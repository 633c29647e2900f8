"""Conditional answers, checked where the parameters are numbers: a right one holds, and each kind of slip is caught."""

from dataclasses import replace

import pytest
import sympy as sp

from symtutor.analysis.fixed_points import find_fixed_points
from symtutor.model import Window
from symtutor.reading import read_system

ANSWERS = [
    "x' = r - x^2",
    "x' = a x^2 + b x + c",
    "x' = exp(-x) - a",
    "x' = sin(x) - a",
    "x' = a sin(x) - b",
    "x' = a exp(x) - b",
    "x' = a*b^x - c",
    "x' = a cosh(x) - b",
    "x' = x exp(a x) - 1",
    "x' = sqrt(2) sin(2x) + cos(2x) - a",
    "x' = r - x - exp(-x)",
    "x' = x(1-x-a y); y' = y(1-y-b x)",
    "x' = a - x + x^2 y; y' = b - x^2 y",
    "x' = y; y' = -sin(x) - b y",
    "x' = s(y-x); y' = x(r-z)-y; z' = x y - b z",
]


@pytest.mark.parametrize("text", ANSWERS)
def test_a_conditional_answer_holds_where_the_parameters_are_numbers(text):
    assert find_fixed_points(read_system(text), Window()).reason.verify() is True


@pytest.mark.parametrize("text", [t for t in ANSWERS if ";" in t])
def test_a_system_without_one_of_its_points_is_refused(text):
    reason = find_fixed_points(read_system(text), Window()).reason
    assert replace(reason, points=reason.points[1:], when=reason.when[1:]).verify() is False


def test_a_point_that_is_not_the_right_one_is_refused():
    reason = find_fixed_points(read_system("x' = a - x; y' = x - b y"), Window()).reason
    shifted = tuple((at[0], at[1] + 1) for at in reason.points)
    assert replace(reason, points=shifted).verify() is False


def test_a_condition_turned_around_is_refused():
    """x² = r has two roots for r > 0; told for r < 0 they are not even real."""
    r = sp.Symbol("r", real=True)
    reason = find_fixed_points(read_system("x' = r - x^2; y' = -y"), Window()).reason
    turned = tuple(when.subs(r, -r) for when in reason.when)
    assert replace(reason, when=turned).verify() is not True
