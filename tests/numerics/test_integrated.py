"""Solutions on fields with corners, where a power series does not go on."""

import sys
from math import exp, log

import pytest
import sympy as sp

from symtutor.model import ODESystem
from symtutor.numerics.integrated import IntegratedReference, integrated
from symtutor.numerics.reference import NumericReference, reference
from symtutor.numerics.taylor import taylor_solution

x, t = sp.symbols("x t", real=True)
R = sp.Rational

CORNERS = [
    (sp.Min(x, 1) + 1, "1/2", "2", 1 + 2 * (2 - log(4 / 3)), "x + 1 = 3/2·e^t up to x = 1 at ln 4/3, then slope 2"),
    (1 - sp.Abs(x), "-1/2", "2", 1 - 2 * exp(-2), "x + 1 = e^t/2 up to 0 at ln 2, then 1 − x = e^(ln 2 − t)"),
]


@pytest.mark.parametrize(("field", "start", "until", "_", "why"), CORNERS)
def test_a_series_stops_at_a_corner(field, start, until, _, why):
    assert taylor_solution(ODESystem((x,), (field,)), (R(start),), R(until)) is None, why


@pytest.mark.parametrize("field", [sp.Piecewise((x, x < 1), (2, True)), sp.Heaviside(x - 1) + 1, sp.floor(x) + 1])
def test_a_series_knows_nothing_of_pieces(field):
    assert taylor_solution(ODESystem((x,), (field,)), (R(1, 2),), R(2)) is None


def test_before_a_corner_the_series_serves():
    before = reference(ODESystem((x,), (sp.Max(x, 0) - 2 + t,)), (R(1),), R(1, 2))
    assert isinstance(before, NumericReference)
    assert before.final == (R(1, 2),)


@pytest.mark.parametrize(("field", "start", "until", "expected", "why"), CORNERS)
def test_the_integrator_goes_over_a_corner(field, start, until, expected, why):
    pytest.importorskip("scipy")
    found = reference(ODESystem((x,), (field,)), (R(start),), R(until))
    assert isinstance(found, IntegratedReference)
    assert float(found.final[0]) == pytest.approx(expected, abs=1e-8), why
    assert found.estimate < 1e-8
    assert found.verify() is True


@pytest.mark.parametrize(
    ("field", "start", "why"),
    [
        (sp.sign(x) - 2, "1", "a jump"),
        (sp.sqrt(sp.Abs(x)), "0", "no slope at 0, and many solutions"),
        (x**2 * (1 + sp.Abs(x)), "1", "infinite before the time"),
        (sp.Abs(x) / (x - 2), "1", "a pole"),
        (sp.log(x) * sp.Abs(x), "1", "an end of the domain"),
        (x, "1", "no corner: there are better ways"),
    ],
)
def test_no_reference_is_better_than_a_wrong_one(field, start, why):
    assert integrated(ODESystem((x,), (field,)), (R(start),), R(3)) is None, why


def test_without_scipy_there_is_none(monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy.integrate", None)
    assert integrated(ODESystem((x,), (1 - sp.Abs(x),)), (R(-1, 2),), R(2)) is None
