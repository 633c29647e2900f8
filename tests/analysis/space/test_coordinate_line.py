"""Invariant coordinate lines: the motion on each is read off the field by putting zeros."""

from dataclasses import replace

import pytest
import sympy as sp

from symtutor.analysis import analyze
from symtutor.analysis.space.coordinate_line import CoordinateLine
from symtutor.model import ODESystem

x, y, z = sp.symbols("x y z", real=True)

UNSTABLE = [
    ((x**3 + y**2, -(y**3), -z), 0, 1, "x' = x^3 on y = z = 0"),
    ((-(x**3) + z * y, y**2 + x * z, -z), 1, 1, "y' = y^2 on x = z = 0: leaves where y > 0"),
    ((-(x**2) + y * z, -(y**3) + x * z, -z), 0, -1, "x' = -x^2 on y = z = 0: leaves where x < 0"),
    ((-(x**3), (y - 1) ** 3 + x**2, -z), 1, 1, "moved to (0, 1, 0)"),
]

OTHERS = [
    ((-(x**3) + y**2, -(y**3), -z), "all axes lead in"),
    ((x**3, -(y**3) + x, -z), "x' = x^3, but the x-axis is not invariant"),
]


@pytest.mark.parametrize(("field", "place", "side", "why"), UNSTABLE, ids=[row[3] for row in UNSTABLE])
def test_unstable(field, place, side, why):
    (point,) = analyze(ODESystem((x, y, z), field)).classifications
    rule = point.reasons[-1]
    assert isinstance(rule, CoordinateLine)
    assert (point.kind.value, point.stability.value) == ("undecided", "unstable"), why
    assert (rule.place, rule.side) == (place, side), why
    assert rule.verify() is True


@pytest.mark.parametrize(("field", "why"), OTHERS, ids=[row[1] for row in OTHERS])
def test_no_such_line(field, why):
    (point,) = analyze(ODESystem((x, y, z), field)).classifications
    assert not any(isinstance(rule, CoordinateLine) for rule in point.reasons), why


FALSE = [
    ({"coefficient": sp.S.NegativeOne}, "the cubic with a minus leads in"),
    ({"power": 2}, "no term of degree 2"),
    ({"place": 1}, "y' = -y^3, and x' = y^2 leaves the line"),
    ({"field": (x**3 + y**2, x**2 - y**3, -z)}, "not invariant"),
]


@pytest.mark.parametrize(("change", "why"), FALSE, ids=[row[1] for row in FALSE])
def test_a_false_claim_is_refuted(change, why):
    (point,) = analyze(ODESystem((x, y, z), UNSTABLE[0][0])).classifications
    assert replace(point.reasons[-1], **change).verify() is False, why
