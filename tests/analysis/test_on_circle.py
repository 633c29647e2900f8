"""Angles: the flow on the circle (Strogatz, Nonlinear Dynamics and Chaos, chapter 4)."""

import pytest
import sympy as sp

import symtutor
from symtutor.analysis.on_circle import OnCircle

pi = sp.pi
theta = sp.Symbol("theta", real=True)

ROWS = [
    # the equation, the fixed points in [0, 2π), the time of one turn, why
    ("theta' = 1 - cos(theta)", [0], None, "attracts every start and is not stable (Strogatz ex. 4.1, 5.1.12)"),
    ("theta' = sin(theta)", [0, pi], None, "Strogatz ex. 4.1.1: every start but 0 ends at π"),
    ("theta' = 1 - 2 sin(theta)", [pi / 6, 5 * pi / 6], None, "locked: ω < a (§4.3)"),
    ("theta' = 2 - sin(theta)", [], 2 * pi / sp.sqrt(3), "drifting: T = 2π/√(ω² − a²) (§4.3)"),
    ("phi' = sin(2 phi)", [0, pi / 2, pi, 3 * pi / 2], None, "a period of half a turn"),
    ("theta' = 3 + sin(theta) + 2cos(theta)", [], pi, "2π/√(9 − 1 − 4)"),
]


@pytest.mark.parametrize(("text", "points", "turn", "why"), ROWS, ids=[row[0] for row in ROWS])
def test_on_the_circle(text, points, turn, why):
    (rule,) = (rule for rule in symtutor.solve(text).analysis.line.reasons if isinstance(rule, OnCircle))
    assert [at for at, _, _ in rule.points] == points, why
    assert rule.turn is None if turn is None else sp.simplify(rule.turn - turn) == 0
    assert rule.verify() is True


def test_half_stable_on_the_circle_attracts_every_start():
    text = str(symtutor.solve("theta' = 1 - cos(theta)"))
    assert "attracts every start" in text


@pytest.mark.parametrize("text", ["x' = 1 - cos x", "theta' = theta", "theta' = tan(theta)", "theta' = 1"])
def test_no_circle(text):
    """Another name, no period, poles, a constant: nothing is said about a circle."""
    assert not any(isinstance(rule, OnCircle) for rule in symtutor.solve(text).analysis.line.reasons)


def test_false_claims_fail():
    assert OnCircle(theta, sp.sin(theta), ((sp.S.Zero, 1, -1),), 0).verify() is False
    assert OnCircle(theta, 2 - sp.sin(theta), (), 1, 2 * pi).verify() is False
