"""Common zeros by hand: the tree of cases, one unknown at a time."""

import pytest
import sympy as sp

import symtutor
from symtutor.derivation.solving import common_zeros_by_hand
from symtutor.derivation.solving.branches import CaseOpened, Contradiction, Expressed, PointReached
from symtutor.verification import verify

x, y = sp.symbols("x y", real=True)


def by_hand(text, **given):
    return [line.rule for line in common_zeros_by_hand(symtutor.solve(text, **given).analysis)]


TREES = [
    (
        "x' = x(3-x-2y), y' = y(2-x-y)",
        [(0, 0), (0, 2), (3, 0), (1, 1)],
        [(1,), (2,), (2, 1), (2, 2)],
        "two factors each: three cases end in a value at once, the last needs a substitution",
    ),
    ("x' = x + y, y' = 4x - 2y", [(0, 0)], [], "x = −y, then −6y = 0: no case"),
    ("x' = y, y' = x - x^3", [(0, 0), (1, 0), (-1, 0)], [], "one equation is left, and its values end the branches"),
    ("x' = 1 - 4x + x^2 y, y' = 3x - x^2 y", [(1, 3)], [], "the Brusselator: the sum of both equations is 1 − x = 0"),
    ("x' = -y - x(x^2+y^2), y' = x - y(x^2+y^2)", [(0, 0)], [], "y times the first minus x times the second: squares"),
    ("x' = y(x^2-1), y' = x(y-2)", [(0, 0), (1, 2), (-1, 2)], [(1,), (2,), (2, 1), (2, 2)], "case 2.1 is empty"),
    (
        "x' = 10(y-x), y' = x(28-z) - y, z' = x y - 8z/3",
        [(0, 0, 0), (-6 * sp.sqrt(2), -6 * sp.sqrt(2), 27), (6 * sp.sqrt(2), 6 * sp.sqrt(2), 27)],
        [(1,), (2,)],
        "Lorenz: x = y, then y = 0 or z = 27",
    ),
]


@pytest.mark.parametrize(("text", "points", "labels", "why"), TREES)
def test_the_tree_ends_in_the_fixed_points(text, points, labels, why):
    rules = by_hand(text)
    assert [rule.at for rule in rules if isinstance(rule, PointReached)] == points, why
    assert [rule.label for rule in rules if isinstance(rule, CaseOpened) and rule.label] == labels, why


@pytest.mark.parametrize(("text", "_points", "_labels", "why"), TREES)
def test_every_line_is_checked_another_way(text, _points, _labels, why):
    checked = verify(iter(by_hand(text)))
    assert checked.failed == 0, why
    assert checked.held > len(_points), why


WITH_CONDITIONS = [
    ("x' = mu - x^2, y' = -y", 3, "two points where μ > 0, one where μ = 0"),
    ("x' = mu x - x^3, y' = -y", 4, "0 always; ±√μ where μ > 0; 0 again where μ = 0"),
    ("x' = y - 2x, y' = mu + x^2 - y", 3, "1 ± √(1 − μ) where μ < 1, and 1 where μ = 1"),
]


@pytest.mark.parametrize(("text", "points", "why"), WITH_CONDITIONS)
def test_a_parameter_makes_points_conditional(text, points, why):
    rules = by_hand(text)
    assert sum(isinstance(rule, PointReached) for rule in rules) == points, why
    assert verify(iter(rules)).failed == 0, why


def test_two_angles_get_an_index_each():
    rules = by_hand("x' = sin(y), y' = cos(x)")
    assert {len(rule.index) for rule in rules if isinstance(rule, PointReached)} == {2}


FALSE = [
    (Expressed(x + y - 1, x, 1 + y), "x = 1 − y"),
    (Expressed(x - y, x, y, (x * y - 1,), (y - 1,)), "x y − 1 becomes y² − 1"),
    (CaseOpened((1,), x, ((x, sp.S.Zero),), (y * (2 - x - y),), (y * (1 - y),)), "2 − 0 − y is 2 − y"),
    (PointReached((x, y), (x - y, x + y - 2), (sp.S.One, sp.S.Zero)), "(1, 0) is no zero of x − y"),
    (Contradiction(sp.S.Zero, x), "0 = 0 is no contradiction"),
]


@pytest.mark.parametrize(("rule", "why"), FALSE)
def test_a_false_line_fails(rule, why):
    assert rule.verify() is False, why


SILENT = [
    ("x' = x y, y' = y", "a line of fixed points"),
    ("x' = 1 + y - e^(-x), y' = x^3 - y", "no formula for the common zero"),
]


@pytest.mark.parametrize(("text", "why"), SILENT)
def test_where_no_way_is_short_nothing_is_said(text, why):
    assert by_hand(text) == [], why
