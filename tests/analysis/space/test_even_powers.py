"""Sums of even powers: V and V' are worked by hand in each row."""

from dataclasses import replace

import pytest
import sympy as sp

from symtutor.analysis import analyze
from symtutor.analysis.space.even_powers import EvenPowers
from symtutor.model import ODESystem

x, y, z, w = sp.symbols("x y z w", real=True)

DECIDED = [
    ((y**3, -(x**3), -z), "neutral", "x^4 + y^4 is conserved, z decays: V' = -2 z^2, and 0 on the plane z = 0"),
    ((2 * y**3, -(x**3), -(z**3)), "neutral", "x^4 + 2 y^4 is conserved: unequal weights"),
    ((y**3, -(x**3), w**3, -(z**3)), "neutral", "x^4 + y^4 and z^4 + w^4 are conserved: V' = 0"),
    ((y**2 - x**3, -(y**3), -z), "stable", "x^3 y^2 <= (x^6 + y^4)/2 in V = x^4/4 + y^2/2 + z^2/2"),
    ((y**3, -(x**3) - y**3, -z), "stable", "V = x^4 + y^4 + z^2: V' = -4 y^6 - 2 z^2; where y = 0 stays, x = 0"),
    (
        (-(x**3) + y * z, -(y**3) + x * z, -z - x * y),
        "stable",
        "V = x^2 + y^2 + 2 z^2: the terms x y z cancel as 2 + 2 - 4, and V' = -2 x^4 - 2 y^4 - 4 z^2",
    ),
    (((y - 2) ** 3, -((x - 1) ** 3), -z), "neutral", "the first row, moved to (1, 2, 0)"),
]

OPEN = [
    ((y**3, x**3, -z), "x^4 - y^4 is conserved: solutions on x = y leave, so no V may be found"),
    ((y**2 - x**3, y**3, -z), "unstable along y, which is no invariant line"),
    ((-(x**3) + 4 * y**3, -(y**3) + 4 * x**3, -z), "on x = y the motion is x' = 3 x^3: the form is not definite"),
]


def last(field, states):
    (point,) = analyze(ODESystem(states, field)).classifications
    return point, point.reasons[-1]


@pytest.mark.parametrize(("field", "kind", "why"), DECIDED, ids=[row[2] for row in DECIDED])
def test_decided(field, kind, why):
    point, rule = last(field, (x, y, z, w)[: len(field)])
    assert point.kind.value == kind, why
    assert isinstance(rule, EvenPowers)
    assert rule.verify() is True


@pytest.mark.parametrize(("field", "why"), OPEN, ids=[row[1] for row in OPEN])
def test_no_function_for_what_is_unstable(field, why):
    point, rule = last(field, (x, y, z))
    assert point.stability.value not in {"asymptotically stable", "neutrally stable"}, why
    assert not isinstance(rule, EvenPowers)


def test_the_rate_of_the_quadratic_form():
    """x^3 (y^2 - x^3) + y (-y^3) + z (-z)."""
    _, rule = last((y**2 - x**3, -(y**3), -z), (x, y, z))
    assert sp.expand(rule.value - (x**4 / 4 + y**2 / 2 + z**2 / 2)) == 0
    assert sp.expand(rule.rate - (x**3 * y**2 - x**6 - y**4 - z**2)) == 0


NEUTRAL, ATTRACTS = (y**3, -(x**3), -z), (y**2 - x**3, -(y**3), -z)
FALSE = [
    (NEUTRAL, {"value": x**4 + 2 * y**4 + z**2}, "V' has a term x^3 y^3 then"),
    (NEUTRAL, {"rate": -3 * z**2}, "another rate"),
    (NEUTRAL, {"kept": (0,)}, "the plane x = 0 is not invariant"),
    (NEUTRAL, {"kept": ()}, "V is not conserved everywhere"),
    (NEUTRAL, {"kept": None}, "solutions on z = 0 stay there"),
    (NEUTRAL, {"kept": None, "definite": True}, "V' is 0 on z = 0"),
    (ATTRACTS, {"matrix": sp.ImmutableMatrix([[1, 0, 0], [0, 1, -2], [0, -2, 1]])}, "Q has the eigenvalue -1"),
    (ATTRACTS, {"kept": (1, 2)}, "V is not conserved on the line y = z = 0"),
    (ATTRACTS, {"field": (y**2 + x**3, -(y**3), -z)}, "another field"),
]


@pytest.mark.parametrize(("field", "change", "why"), FALSE, ids=[row[2] for row in FALSE])
def test_a_false_claim_is_refuted(field, change, why):
    _, rule = last(field, (x, y, z))
    assert replace(rule, **change).verify() is False, why
