from __future__ import annotations

import dataclasses
from math import cos, exp, hypot, log, sin

import pytest
import sympy as sp

from symtutor.model import ODESystem
from symtutor.numerics.error import ErrorTable, decimal
from symtutor.numerics.euler import euler_table
from symtutor.numerics.euler_table import Halt
from symtutor.numerics.reference import reference

x, y = sp.symbols("x y", real=True)
R = sp.Rational


def errors_of(field, start, until, steps):
    states = (x, y)[: len(field)]
    system = ODESystem(states, tuple(map(sp.sympify, field)))
    begin, time = tuple(map(sp.sympify, start)), R(until)
    return ErrorTable(
        tuple(euler_table(system, begin, time, R(step)) for step in steps), reference(system, begin, time)
    )


def test_the_errors_of_the_lesson():
    rule = errors_of((-x,), (1,), "1/2", ["1/2", "1/4", "1/10"])
    first, second, third = exp(-0.5) - 0.5, exp(-0.5) - 0.5625, exp(-0.5) - 0.59049
    assert [decimal(size) for size in rule.sizes] == pytest.approx([first, second, third], rel=1e-14)
    assert [decimal(order) for order in rule.orders] == pytest.approx(
        [log(first / second) / log(2), log(second / third) / log(2.5)], rel=1e-13
    )
    assert rule.verify() is True


def test_in_the_plane_the_error_is_a_distance():
    rule = errors_of((y, -x), (1, 0), "1", ["1/2"])
    (size,) = rule.sizes
    assert decimal(size) == pytest.approx(hypot(cos(1) - 0.75, sin(1) - 1), rel=1e-13), "from (3/4, −1)"


def test_an_exact_run_has_error_zero_and_no_order():
    rule = errors_of((2,), (1,), "1", ["1/2", "1/4"])
    assert rule.sizes == (0, 0)
    assert rule.orders == (None,)
    assert rule.verify() is True


@pytest.mark.parametrize(
    ("field", "start"),
    [((-x,), (1,)), ((x * (1 - x),), (R(1, 10),)), ((sp.sin(x),), (1,)), ((y, -x), (1, 0)), ((2 / x,), (1,))],
)
def test_the_order_tends_to_one(field, start):
    rule = errors_of(field, start, "1", ["1/16", "1/32", "1/64"])
    orders = [decimal(order) for order in rule.orders]
    assert abs(orders[1] - 1) < abs(orders[0] - 1) < 0.1


def test_a_run_that_stopped_has_no_error_and_no_order():
    rule = errors_of((-x,), (1,), "1", ["1/2", "1/4"])
    halted = dataclasses.replace(rule.runs[0], halt=Halt.DOMAIN)
    rule = dataclasses.replace(rule, runs=(halted, rule.runs[1]))
    assert rule.sizes[0] is None
    assert rule.orders == (None,)
