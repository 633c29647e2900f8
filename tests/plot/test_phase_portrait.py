from __future__ import annotations

import numpy as np
import pytest
from matplotlib.figure import Figure

from symtutor.plot.phase_portrait import draw_phase_portrait
from symtutor.solution import solve


def portrait_of(system, spans=((-2.0, 2.0), (-2.0, 2.0)), starts=()):
    ax = Figure().add_subplot()
    return draw_phase_portrait(solve(system).analysis, ax, spans, starts), ax


def test_every_fixed_point_is_marked_by_kind():
    drawn, ax = portrait_of("x' = x(3-x-2y), y' = y(2-x-y)", ((-1.0, 4.0), (-1.0, 3.0)))
    marks = {kind: {tuple(mark.get_xydata()[0]) for mark in marks} for kind, marks in drawn.points.items()}
    assert marks == {"unstable node": {(0, 0)}, "stable node": {(0, 2), (3, 0)}, "saddle": {(1, 1)}}
    assert {text.get_text() for text in ax.get_legend().get_texts()} == set(marks)


def test_arrows_point_along_the_field_and_are_equally_long():
    drawn, _ = portrait_of("x' = y, y' = -x")
    (quiver,) = drawn.arrows
    np.testing.assert_allclose(np.hypot(quiver.U, quiver.V), np.hypot(quiver.U, quiver.V)[0])
    np.testing.assert_allclose(quiver.U * -quiver.X - quiver.V * quiver.Y, 0, atol=1e-12)
    assert (quiver.U * quiver.Y >= -1e-12).all(), "clockwise"


def test_curves_go_through_the_starts_given():
    starts = [(1.0, 0.0), (0.0, 0.5)]
    drawn, _ = portrait_of("x' = y, y' = -x", starts=starts)
    curves = [artist.get_xydata() for artist in drawn.curves if hasattr(artist, "get_xydata")]
    assert len(curves) == 2
    for curve, start in zip(curves, starts, strict=True):
        assert np.hypot(*(curve - start).T).min() < 1e-12


def test_the_lesson_all_curves_arrive_along_the_x_axis():
    drawn, _ = portrait_of("x' = -x, y' = -2y", starts=[(1.0, 1.0), (-1.5, 1.0), (1.0, -2.0)])
    for curve in (artist.get_xydata() for artist in drawn.curves if hasattr(artist, "get_xydata")):
        distance = np.hypot(*curve.T)
        near = curve[(distance > 0.02) & (distance < 0.1)]
        assert len(near) > 2
        assert (np.abs(near[:, 1]) < 0.5 * np.abs(near[:, 0])).all()


@pytest.mark.parametrize(("system", "axis"), [("x' = x, y' = 0", 0), ("x' = 0, y' = y", 1)])
def test_a_line_of_fixed_points_is_a_line(system, axis):
    drawn, _ = portrait_of(system)
    (line,) = drawn.points["fixed points"]
    assert np.abs(line.get_xydata()[:, axis]).max() == 0
