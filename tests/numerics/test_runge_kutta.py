import dataclasses
import json
from math import e, exp, log2

import pytest
import sympy as sp

import symtutor
from symtutor.model import ODESystem
from symtutor.numerics.error import ErrorTable
from symtutor.numerics.euler import euler_table
from symtutor.numerics.reference import reference
from symtutor.numerics.runge_kutta import method_comparison

x, y, t = sp.symbols("x y t", real=True)
R = sp.Rational


def compared(field, start, until, *steps):
    system = ODESystem((x, y)[: len(start)], tuple(map(sp.sympify, field)))
    begin = tuple(map(R, start))
    runs = tuple(euler_table(system, begin, R(until), R(step)) for step in steps)
    return method_comparison(ErrorTable(runs, reference(system, begin, R(until))))


@pytest.mark.parametrize(
    ("field", "start", "until", "step", "heun", "runge_kutta", "why"),
    [
        ((-x,), ("1",), "1/2", "1/2", ("5/8",), ("233/384",), "1 − h + h²/2 … + h⁴/24"),
        ((t,), ("0",), "2", "1", ("2",), ("2",), "t²/2: the trapezoidal rule and Simpson's are exact"),
        ((4 * t**3,), ("0",), "1", "1", ("2",), ("1",), "t⁴: 4/2 by the trapezoidal rule, exact by Simpson's"),
        ((y, -x), ("1", "0"), "1", "1", ("1/2", "-1"), ("13/24", "-5/6"), "cos and −sin to the orders 2 and 4"),
    ],
)
def test_by_hand(field, start, until, step, heun, runge_kutta, why):
    found = compared(field, start, until, step)
    assert found.finals == ((tuple(map(R, heun)), tuple(map(R, runge_kutta))),), why
    assert found.verify() is True, why


def test_a_wrong_state_is_found():
    found = compared((-x,), ("1",), "1/2", "1/2")
    assert dataclasses.replace(found, finals=(((R(5, 8),), (R(1, 2),)),)).verify() is False


def test_the_orders_show():
    found = compared((x * (1 - x),), ("1/10",), "2", "1/4", "1/8")
    exact = 1 / (1 + 9 * exp(-2))
    errors = [[abs(float(final[0]) - exact) for final in finals] for finals in found.finals]
    assert [log2(a / b) for a, b in zip(*errors, strict=True)] == pytest.approx([2, 4], abs=0.3)


def test_json_and_text():
    run = symtutor.euler("x' = x", "x=1", 1, "1", compare=True)
    (found,) = json.loads(run.to("json"))["methods"]
    assert found["heun"] == {"final": {"x": "2.5"}, "error": pytest.approx(e - 2.5)}
    assert found["rk4"]["error"] == pytest.approx(e - (1 + 1 + 1 / 2 + 1 / 6 + 1 / 24))
    assert "Heun and Runge–Kutta beside it" in str(run)
    assert run.verify().failed == run.verify().undecided == 0
    assert "methods" not in json.loads(symtutor.euler("x' = x", "x=1", 1, "1").to("json"))
