from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from symtutor.model import Window
from symtutor.plot.space import draw_projections
from symtutor.solving import solve


def test_the_lorenz_attractor_on_three_planes():
    ax = Figure().add_subplot()
    drawn = draw_projections(solve("x' = 10(y-x), y' = 28x - y - x z, z' = x y - 8/3 z").analysis, ax, Window())
    assert [panel.get_xlabel() + panel.get_ylabel() for panel in drawn.panels] == ["$x$$y$", "$x$$z$", "$y$$z$"]
    xs, zs = np.concatenate([line.get_xydata() for line in drawn.curves[1] if len(line.get_xydata()) > 100]).T
    zs, xs = zs[np.isfinite(xs)], xs[np.isfinite(xs)]
    assert -25 < xs.min() < -12
    assert 12 < xs.max() < 25, "both wings"
    assert zs.min() > -1
    assert 38 < zs.max() < 60


def test_starts_that_are_given():
    ax = Figure().add_subplot()
    drawn = draw_projections(solve("x' = -x, y' = -2y, z' = -3z").analysis, ax, Window(), [(1.0, 1.0, 1.0)])
    x, y = drawn.curves[0][0].get_data()
    known = np.isfinite(x)
    np.testing.assert_allclose(y[known], x[known] ** 2, atol=1e-3)


def test_an_escape_does_not_press_the_attractor_flat():
    # Rössler's second fixed point is 28 away from the first, and what leaves it upwards never comes back.
    ax = Figure().add_subplot()
    drawn = draw_projections(solve("x' = -y - z, y' = x + y/5, z' = 1/5 + z (x - 57/10)").analysis, ax, Window())
    low, high = drawn.panels[0].get_ylim()
    assert low > -70
    assert 10 < high < 30


def test_where_everything_leaves_it_is_seen_to_come_too():
    ax = Figure().add_subplot()
    drawn = draw_projections(solve("x' = -x, y' = -2y, z' = z").analysis, ax, Window())
    for line in [line for line in drawn.curves[1] if len(line.get_xydata()) > 1]:
        x, z = line.get_xydata()[np.isfinite(line.get_xydata()).all(axis=1)].T
        np.testing.assert_allclose(x * z, x[0] * z[0], rtol=1e-3)  # x = a e^{-t}, z = c e^t
        assert abs(z[0]) < 0.2
        assert abs(z[-1]) > 2
