from __future__ import annotations

import numpy as np
import pytest
from matplotlib.figure import Figure

from symtutor.plot.trace_determinant import draw_trace_determinant
from symtutor.solving import solve


def plane_of(system):
    ax = Figure().add_subplot()
    return draw_trace_determinant(solve(system).analysis, ax), ax


def test_points_lie_at_their_trace_and_determinant():
    drawn, ax = plane_of("x' = x(3-x-2y), y' = y(2-x-y)")
    marks = {kind: {tuple(mark.get_xydata()[0]) for mark in marks} for kind, marks in drawn.points.items()}
    assert marks == {"unstable node": {(5, 6)}, "stable node": {(-3, 2), (-4, 3)}, "saddle": {(-2, -1)}}
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    assert all(left < at < right and low < level < high for group in marks.values() for at, level in group)


def test_the_parabola_divides_nodes_from_spirals():
    drawn, _ = plane_of("x' = -x, y' = -2y")
    (parabola,) = next(lines for label, lines in drawn.curves.items() if "tau^{2}" in label)
    trace, det = parabola.get_data()
    known = np.isfinite(det)
    np.testing.assert_allclose(trace[known] ** 2, 4 * det[known])


@pytest.mark.parametrize(("kind", "above", "side"), [("stable spiral", True, -1), ("unstable node", False, 1)])
def test_names_stand_in_their_regions(kind, above, side):
    drawn, _ = plane_of("x' = x(3-x-2y), y' = y(2-x-y)")
    trace, det = drawn.regions[kind][1].get_position()
    assert np.sign(trace) == side
    assert (trace**2 < 4 * det) == above
    assert det > 0


def test_names_of_points_cover_no_mark_and_no_border():
    figure = solve("x' = x(3-x-2y), y' = y(2-x-y)").plot(kind="trace-determinant")
    (axes,) = figure.axes
    names = [note.get_window_extent() for note in axes.texts if "(" in note.get_text()]
    # (0, 0): τ = 5, Δ = 6; (3, 0): −3 and −1; (0, 2): −1 and −2; (1, 1): trace −2, determinant −1.
    marks = axes.transData.transform([(5, 6), (-4, 3), (-3, 2), (-2, -1)])
    assert len(names) == len(marks)
    assert not any(name.contains(*mark) for name in names for mark in marks)
    center = axes.transData.transform((0, 0))[0]
    assert not any(name.x0 < center < name.x1 for name in names)
