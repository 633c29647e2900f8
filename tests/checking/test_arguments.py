"""Equations solved step by step: lost roots, gained roots, and what the slip is called."""

import pytest

import symtutor


@pytest.mark.parametrize(
    ("system", "work", "verdict", "slips"),
    [
        ("x' = sin(x)", "sin(x) = 0 => x = 0", "wrong", ("one period only",)),
        ("x' = sin(x)", "sin(x) = 0 <=> x = nπ", "right", ()),
        ("x' = sin(x)", "sin(x) = 0 <=> x = 2nπ", "wrong", ("one period only",)),
        ("x' = x^2 - 4", "x^2 - 4 = 0 => x^2 = 4 => x = 2", "wrong", ("lost one sign of a square root",)),
        ("x' = x^2 - 4", "x^2 - 4 = 0 <=> (x-2)(x+2) = 0 <=> x = 2 or x = -2", "right", ()),
        ("x' = e^x - 2", "e^x = 2 => x = ln 2", "right", ()),
        ("x' = x - x^3", "x = x^3 => 1 = x^2 => x = ±1", "wrong", ("lost a root by dividing",)),
        # squaring: every arrow is right, and 1 is only a candidate: √1 = 1, but 1 − 2 = −1
        ("x' = sqrt(x) - x + 2", "sqrt(x) = x - 2 => x = (x-2)^2 => x = 1 or x = 4", "incomplete", ("gained a root",)),
        ("x' = sqrt(x) - x + 2", "sqrt(x) = x - 2 <=> x = (x-2)^2", "wrong", ("gained a root",)),
        ("x' = x^2 + 1", "x^2 = -1 => x = ±i", "not read", ()),
    ],
)
def test_arrows(system, work, verdict, slips):
    (finding, *_) = symtutor.check(system, work).claims
    assert finding.verdict.value == verdict
    assert finding.judgement.misconceptions == slips


def test_one_slip_costs_once():
    report = symtutor.check(
        "dx/dt = x(1-x)(x-2)", "x(1-x)(x-2) = 0\n(1-x)(x-2) = 0\nx = 1 or x = 2\nf'(1) = 1, so 1 is unstable"
    )
    assert [found.verdict.value for found in report.claims] == ["right", "wrong", "follows", "right", "right"]
