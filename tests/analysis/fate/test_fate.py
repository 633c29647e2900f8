"""Where a start ends: the seam, the option, and starts at fixed points."""

import pytest
import sympy as sp

import symtutor
from symtutor.analysis.fate.at_rest import Stays
from symtutor.errors import RequestError
from symtutor.model import Stability

x = sp.Symbol("x", real=True)

AT_REST = [
    ("x' = x(1-x)(x-2)", "x=1", Stability.UNSTABLE, "the watershed itself"),
    ("x' = sin x", "x=3pi", Stability.ASYMPTOTIC, "a member of a family"),
    ("x' = y, y' = -x", {"x": 0, "y": 0}, Stability.NEUTRAL, "a center"),
    ("x' = x^2, x(0) = 0", None, Stability.HALF, "the start typed with the equation"),
]


@pytest.mark.parametrize(("system", "start", "stability", "why"), AT_REST, ids=[row[3] for row in AT_REST])
def test_a_start_at_a_fixed_point_stays(system, start, stability, why):
    (fate,) = symtutor.solve(system, start=start).analysis.fates
    assert isinstance(fate, Stays)
    assert (fate.stability, fate.verify()) == (stability, True), why


def test_a_start_that_is_no_fixed_point_fails_the_check():
    assert Stays((x,), (x**2 - 2,), (sp.Rational(7, 5),), Stability.UNSTABLE).verify() is False


@pytest.mark.parametrize(
    ("system", "start", "message"),
    [
        ("x' = log x", "x=-1", "no real value"),
        ("x' = 1/x", {"x": 0}, "no real value"),
        ("x' = y, y' = -x", "x=1", "says nothing about y"),
        ("x' = -x", {"z": 1}, "no state"),
    ],
)
def test_starts_that_make_no_sense(system, start, message):
    with pytest.raises(RequestError, match=message):
        symtutor.solve(system, start=start)


def test_without_a_start_nothing_is_said():
    assert symtutor.solve("x' = -x").analysis.fates == ()


def test_a_field_that_changes_with_time_is_not_judged():
    solution = symtutor.solve("x' = x + t", start="x=1")
    assert "changes with time" in str(solution)


def test_the_option(symtutor):
    done = symtutor("solve", "x' = sin x", "--start", "x=pi")
    assert (done.returncode, "From the start" in done.stdout.decode()) == (0, True)
