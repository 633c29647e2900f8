from __future__ import annotations

import numpy as np
import pytest
import sympy as sp
from matplotlib.figure import Figure

from symtutor.errors import RequestError
from symtutor.model import Window
from symtutor.plot import draw
from symtutor.plot.slope_field import choose_frame, draw_slope_field
from symtutor.reading import read_system
from symtutor.solving import solve

t = sp.Symbol("t", real=True)
x = sp.Symbol("x", real=True)


def slope_field_of(system, spans=((0.0, 2.0), (-1.0, 3.0)), starts=()):
    ax = Figure().add_subplot()
    return draw_slope_field(solve(system).analysis, ax, spans, starts), ax


def test_the_pieces_have_the_slope_of_the_field_and_no_heads():
    drawn, _ = slope_field_of("x' = x - 2t")
    (quiver,) = drawn.slopes
    np.testing.assert_allclose(quiver.V, quiver.U * (quiver.Y - 2 * quiver.X), atol=1e-12)
    np.testing.assert_allclose(np.hypot(quiver.U / 2, quiver.V / 4), np.hypot(quiver.U / 2, quiver.V / 4)[0])
    assert (quiver.U > 0).all()
    assert quiver.headlength == 0


def test_where_the_field_is_not_defined_nothing_is_drawn():
    drawn, _ = slope_field_of("x' = log(t)", ((-1.0, 1.0), (-1.0, 1.0)))
    assert drawn.slopes[0].X.min() > 0
    assert all(curve.get_xdata().min() > 0 for curve in drawn.curves)


@pytest.mark.parametrize(
    ("system", "start", "solution", "why"),
    [
        ("x' = t", (0, 0), lambda t: t**2 / 2, "a parabola"),
        ("x' = t + x", (1, -1), lambda t: np.exp(t - 1) - t - 1, "x + t + 1 grows like e^t"),
        ("x' = cos(t)", (0, 1), lambda t: 1 + np.sin(t), "both ways from the start"),
    ],
)
def test_a_curve_is_the_solution_through_its_start(system, start, solution, why):
    drawn, _ = slope_field_of(system, ((-1.0, 2.0), (-3.0, 3.0)), [start])
    (curve,) = drawn.curves
    times, states = curve.get_data()
    np.testing.assert_allclose(states, solution(times), atol=1e-6, err_msg=why)
    assert times.min() < -0.9, why
    assert times.max() > 1.9, why


def test_a_few_curves_are_chosen():
    drawn, _ = slope_field_of("x' = x + sin t", ((-4.0, 4.0), (-3.0, 3.0)))
    assert 5 <= len(drawn.curves) <= 25


def test_the_typed_start_is_marked_and_named():
    drawn, ax = slope_field_of("x' = t, x(1) = 2")
    (label,) = drawn.started
    assert label == "the solution with $x(1) = 2$"
    curve, mark = drawn.started[label]
    assert mark.get_xydata().tolist() == [[1, 2]]
    times, states = curve.get_data()
    np.testing.assert_allclose(states, times**2 / 2 + 1.5, atol=1e-6)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == [label]


def test_a_start_outside_the_window_is_not_marked():
    drawn, ax = slope_field_of("x' = t, x(5) = 2")
    assert drawn.started == {}
    assert ax.get_legend() is None


def test_axes_and_title_are_named():
    _, ax = slope_field_of("dx/ds = s - x")
    assert (ax.get_title(), ax.get_xlabel(), ax.get_ylabel()) == ("$x' = s - x$", "$s$", "$x$")


@pytest.mark.parametrize(
    ("system", "window", "frame", "why"),
    [
        ("x' = t", Window(), ((-4, 4), (-3, 3)), "around the origin"),
        ("x' = t, x(2) = 1", Window(), ((-2, 6), (-2, 4)), "around the start"),
        ("x' = t", Window(((x, sp.S.Zero, sp.S.One),)), ((-4, 4), (0, 1)), "the state was asked for"),
        ("x' = t", Window(((t, sp.S.Zero, sp.Integer(9)),)), ((0, 9), (-3, 3)), "the time was asked for"),
    ],
)
def test_the_frame(system, window, frame, why):
    assert choose_frame(read_system(system), window) == frame, why


@pytest.mark.parametrize("start", [(0, 1), {"x": 1}, {"t": 0, "x": 1}, {t: 0, x: 1}])
def test_starts_in_every_form(start):
    figure = draw(solve("x' = cos(t)").analysis, starts=[start])
    (line,) = figure.axes[0].get_lines()
    np.testing.assert_allclose(line.get_ydata(), 1 + np.sin(line.get_xdata()), atol=1e-6)


def test_a_start_that_is_none():
    with pytest.raises(RequestError, match="A start needs a number for t and x"):
        draw(solve("x' = t").analysis, starts=[(1,)])
