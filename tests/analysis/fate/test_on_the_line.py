"""Where starts on the line end: by hand, from the sign of f and the integral of dx/f."""

import pytest
import sympy as sp

import symtutor
from symtutor.analysis.fate.along import Along
from symtutor.analysis.fate.undetermined import NoWayOn, Undetermined

oo, pi = sp.oo, sp.pi
x, t = sp.Symbol("x", real=True), sp.Symbol("t", real=True)


def fate(text, start):
    (rule,) = symtutor.solve(text, start={"x": start}).analysis.fates
    return rule


ROWS = [
    # the equation, the start, where it leads, when it gets there (None: never), why
    ("x' = x(1-x)(x-2)", "1/2", 0, None, "the basin of 0"),
    ("x' = x(1-x)(x-2)", "3/2", 2, None, "the basin of 2"),
    ("x' = x^2", 1, oo, 1, "1/(1 - t)"),
    ("x' = x^2", -2, 0, None, "half-stable, from the attracting side"),
    ("x' = 1 + x^2", 0, oo, pi / 2, "tan t"),
    ("x' = sin x", 10, 3 * pi, None, "the member of a family"),
    ("x' = tan x", 1, pi / 2, -sp.log(sp.sin(1)), "into a pole"),
    ("x' = tan x", -4, -3 * pi / 2, -sp.log(-sp.sin(4)), "into a pole of another period"),
    ("x' = -sqrt(x)", 4, 0, 4, "Torricelli: 2 sqrt(4)"),
    ("x' = 1/(1-x)", 0, 1, sp.S.Half, "the integral of 1 - x"),
    ("x' = -1/x", 2, 0, 2, "the integral of x"),
    ("x' = sqrt(1 - x^2)", 0, 1, pi / 2, "sin t, up to the edge"),
    ("x' = e^x", 0, oo, 1, "the integral of e^(-x)"),
    ("x' = 1 + sqrt(x)", 0, oo, None, "from the edge of the domain inwards"),
]


@pytest.mark.parametrize(("text", "start", "target", "time", "why"), ROWS, ids=[f"{r[0]} from {r[1]}" for r in ROWS])
def test_where_a_start_ends(text, start, target, time, why):
    rule = fate(text, start)
    assert isinstance(rule, Along)
    assert (rule.target, rule.in_finite_time) == (target, time is not None), why
    assert rule.duration is None if time is None else sp.simplify(rule.duration - time) == 0
    assert rule.verify() is True


PACES = [
    ("x' = -3x", 1, 1, 3, "e^(-3t)"),
    ("x' = -x^3", 2, 3, 1, "(2t)^(-1/2)"),
    ("x' = x^2(1-x)", -1, 2, 1, "1/t"),
    ("x' = e^x sin x", 7, 1, sp.exp(3 * pi), "the slope at 3π, not that of another member"),
    ("x' = 1 - cos x", 1, 2, sp.S.Half, "2/t: u' = -u^2/2"),
]


@pytest.mark.parametrize(("text", "start", "power", "size", "why"), PACES, ids=[row[0] for row in PACES])
def test_how_fast(text, start, power, size, why):
    """The distance obeys u' = -c u^m near the target; c and m by hand."""
    rule = fate(text, start)
    assert (rule.approach.power, abs(rule.approach.coefficient)) == (power, size), why


def test_where_uniqueness_fails():
    assert isinstance(fate("x' = sqrt(x)", 0), Undetermined)
    assert isinstance(fate("x' = -1 - sqrt(x)", 0), NoWayOn)
    assert fate("x' = |x|^(1/2)", -1).determined is False
    assert fate("x' = -x^(1/3)", 1).determined is True


def test_a_formula_where_the_parameters_leave_the_end_open():
    r = sp.Symbol("r", real=True)
    rule = fate("x' = r x", 2)
    assert (rule.formula, rule.verify()) == (2 * sp.exp(r * t), True)


@pytest.mark.parametrize(
    ("direction", "target", "time", "formula", "why"),
    [
        (-1, sp.S.Zero, None, None, "x^2 points right"),
        (1, oo, 2 / x, None, "the time is 1/x"),
        (1, oo, None, 1 / (1 - 2 * t), "the solution is 1/(1 - t)"),
    ],
)
def test_false_claims_fail(direction, target, time, formula, why):
    rests = False
    rule = Along(x, x**2, sp.S.One, direction, target, rests, None, time, formula, t)
    assert rule.verify() is False, why
