from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from symtutor.plot.potential import draw_potential
from symtutor.solving import solve


def potential_of(system, span=(-2.0, 2.0)):
    ax = Figure().add_subplot()
    return draw_potential(solve(system).analysis, ax, span), ax


def test_balls_lie_on_the_graph():
    drawn, ax = potential_of("x' = x - x^3")
    low, high = ax.get_ylim()
    for kind, expected in {"stable": {-1.0: -0.25, 1.0: -0.25}, "unstable": {0.0: 0.0}}.items():
        found = {float(ball.get_xdata()[0]): float(ball.get_ydata()[0]) for ball in drawn.balls[kind]}
        assert set(found) == set(expected)
        for at, level in expected.items():
            assert 0 < found[at] - level < 0.05 * (high - low), "a radius above it"


def test_arrowheads_point_downhill():
    drawn, _ = potential_of("x' = x - x^3")
    (heads,) = drawn.arrows
    np.testing.assert_array_equal(np.sign(heads.U), np.sign(heads.X - heads.X**3))
    assert (heads.V < 0).all()


def test_a_pole_breaks_the_graph():
    drawn, _ = potential_of("x' = 1/x^3", (-1.0, 1.0))
    xs, values = drawn.graph[0].get_data()
    assert np.isnan(values[np.abs(xs) < 0.02]).all()
    assert np.isfinite(values[np.abs(xs) > 0.5]).all()


def test_outside_the_domain_of_f_there_is_no_potential():
    drawn, _ = potential_of("x' = 1 - sqrt(x)", (-1.0, 3.0))
    xs, values = drawn.graph[0].get_data()
    assert np.isnan(values[xs < 0]).all()
    right = xs >= 0
    exact = 2 * xs[right] ** 1.5 / 3 - xs[right]
    np.testing.assert_allclose(values[right] - values[right].min(), exact - exact.min(), atol=1e-3)
