"""Discs from which everything ends at a point: how large they may be is known by hand."""

import pytest
import sympy as sp

from symtutor.analysis.fate.attraction import attracts_within, falls_around
from symtutor.model import ODESystem

x, y = sp.symbols("x y", real=True)
R = sp.Rational
ORIGIN = (sp.S.Zero, sp.S.Zero)

DISCS = [
    ((-x, -2 * y), ORIGIN, R(1, 4), True, "a linear node"),
    ((-x + 3 * y, -3 * x - y), ORIGIN, R(1, 4), True, "a linear spiral"),
    ((-x + 100 * y, -y), ORIGIN, R(1, 10**4), True, "a node that first throws far away"),
    ((x**2 - x, -y), ORIGIN, R(1, 10), True, "the saddle at (1, 0) is far enough"),
    ((x * (x - R(1, 10**5)), -y), ORIGIN, R(1, 10**4), False, "a saddle nearer than the disc is wide"),
    ((x - x**3, -y), (sp.S.One, sp.S.Zero), R(1, 10), True, "away from the origin"),
    ((-(x**3), -y), ORIGIN, R(1, 10**4), False, "attracting, but not by its linear part"),
    ((y, -x), ORIGIN, R(1, 10**4), False, "a center"),
    ((x, -y), ORIGIN, R(1, 10**4), False, "a saddle"),
    ((sp.sin(x) - 2 * x, -sp.exp(x) * y), ORIGIN, R(1, 100), True, "not a polynomial"),
]


@pytest.mark.parametrize(("field", "at", "radius", "proved", "why"), DISCS, ids=[row[-1] for row in DISCS])
def test_discs(field, at, radius, proved, why):
    system = ODESystem((x, y), field)
    assert attracts_within(system, at, radius) is proved, why
    assert not proved or falls_around(system, at, radius)


def test_the_check_can_fail():
    assert falls_around(ODESystem((x, y), (x * (x - R(1, 10**5)), -y)), ORIGIN, R(1, 10**4)) is False
