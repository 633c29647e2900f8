from __future__ import annotations

import math

import numpy as np
import pytest
import sympy as sp

from symtutor.errors import RequestError
from symtutor.model import ODESystem
from symtutor.numerics import trajectories as module
from symtutor.numerics.trajectories import Method, trajectories

x, y, t = sp.symbols("x y t", real=True)


@pytest.mark.parametrize(
    ("field", "start", "step", "steps", "method", "expected", "why"),
    [
        ((-x,), [1.0], 0.25, 2, Method.EULER, [9 / 16], "the lesson: (3/4)²"),
        ((-x,), [1.0], 0.5, 1, Method.HEUN, [5 / 8], "1 − h + h²/2"),
        ((-x,), [1.0], 0.5, 1, Method.RK4, [233 / 384], "1 − h + h²/2 − h³/6 + h⁴/24"),
        ((y, -x), [1.0, 0.0], 0.5, 2, Method.EULER, [0.75, -1.0], "both states step at once"),
        ((x + t,), [1.0], 0.5, 2, Method.EULER, [2.5], "1 → 3/2 → 5/2"),
        ((t,), [0.0], 1.0, 3, Method.HEUN, [4.5], "the trapezoidal rule: t²/2 exactly"),
        ((4 * t**3,), [0.0], 1.0, 2, Method.RK4, [16.0], "Simpson's rule: t⁴ exactly"),
        ((-x,), [1.0], -0.25, 2, Method.EULER, [25 / 16], "backwards: (5/4)²"),
        ((sp.Piecewise((x, x > 0), (0, True)),), [1.0], 1.0, 2, Method.EULER, [4.0], "a function without instruction"),
    ],
)
def test_by_hand(field, start, step, steps, method, expected, why):
    system = ODESystem((x, y)[: len(start)], tuple(map(sp.sympify, field)))
    final = trajectories(system, np.array(start)[:, np.newaxis], step, steps, method=method)
    np.testing.assert_allclose(final[:, 0], expected, rtol=1e-14, err_msg=why)


@pytest.mark.parametrize(("method", "order"), [(Method.EULER, 1), (Method.HEUN, 2), (Method.RK4, 4)])
def test_the_order_shows(method, order):
    system = ODESystem((x,), (-x + sp.sin(t),))
    exact = 1.5 * math.exp(-2) + (math.sin(2) - math.cos(2)) / 2
    errors = [abs(trajectories(system, np.array([[1.0]]), 2 / n, n, method=method)[0, 0] - exact) for n in (80, 160)]
    assert math.log2(errors[0] / errors[1]) == pytest.approx(order, abs=0.15)


def test_tiles_do_not_show(monkeypatch):
    system = ODESystem((x, y), (x * (1 - y), y * (x - 1)))
    starts = np.random.default_rng(1).uniform(0.5, 2, (2, 5, 7))
    whole = trajectories(system, starts, 0.01, 20)
    monkeypatch.setattr(module, "TILE", 8)
    assert whole.shape == (2, 5, 7)
    np.testing.assert_array_equal(trajectories(system, starts, 0.01, 20), whole)


def test_two_equal_components_are_stepped_once_each():
    final = trajectories(ODESystem((x, y), (sp.Integer(1), sp.Integer(1))), np.zeros((2, 3)), 0.5, 2)
    np.testing.assert_array_equal(final, np.ones((2, 3)))


def test_the_starts_are_left_alone_and_overflow_is_silent():
    starts = np.array([[2.0, 0.1]])
    final = trajectories(ODESystem((x,), (x**3,)), starts, 1.0, 12)
    assert not np.isfinite(final[0, 0])
    np.testing.assert_array_equal(starts, [[2.0, 0.1]])


def test_a_free_parameter_is_named():
    with pytest.raises(RequestError, match="r has no value"):
        trajectories(ODESystem((x,), (sp.Symbol("r", real=True) * x,)), np.ones((1, 1)), 0.1, 1)
