from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from symtutor.model import Window
from symtutor.plot.space import draw_projections
from symtutor.solution import solve


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
