from __future__ import annotations

import numpy as np
import pytest
from matplotlib.figure import Figure

from symtutor.plot.manifolds import separatrix_curves
from symtutor.plot.phase_portrait import draw_phase_portrait
from symtutor.solving import solve


def portrait_of(system, spans=((-2.0, 2.0), (-2.0, 2.0)), starts=()):
    ax = Figure().add_subplot()
    return draw_phase_portrait(solve(system).analysis, ax, spans, starts), ax


def test_every_fixed_point_is_marked_by_kind():
    drawn, ax = portrait_of("x' = x(3-x-2y), y' = y(2-x-y)", ((-1.0, 4.0), (-1.0, 3.0)))
    marks = {kind: {tuple(mark.get_xydata()[0]) for mark in marks} for kind, marks in drawn.points.items()}
    assert marks == {"unstable node": {(0, 0)}, "stable node": {(0, 2), (3, 0)}, "saddle": {(1, 1)}}
    assert set(marks) < {text.get_text() for text in ax.get_legend().get_texts()}


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


def test_separatrices_belong_to_saddles_and_lie_on_them():
    drawn, _ = portrait_of("x' = x, y' = -y")
    arriving = [line.get_xydata() for line in drawn.separatrices["separatrices in"] if hasattr(line, "get_xydata")]
    leaving = [line.get_xydata() for line in drawn.separatrices["separatrices out"] if hasattr(line, "get_xydata")]
    assert len(arriving) == len(leaving) == 2
    assert all(np.abs(curve[:, 0]).max() < 1e-9 for curve in arriving), "along the y axis"
    assert all(np.abs(curve[:, 1]).max() < 1e-9 for curve in leaving), "along the x axis"
    assert all(np.hypot(*curve[-1]) < 1e-9 for curve in arriving), "time runs into the saddle"
    assert all(np.hypot(*curve[0]) < 1e-9 for curve in leaving)
    assert not portrait_of("x' = -x, y' = -2y")[0].separatrices


def test_separatrices_keep_the_energy_of_the_pendulum_and_end_in_the_next_saddle():
    curves = separatrix_curves(solve("x'' + sin(x) = 0").analysis, ((-7.0, 7.0), (-3.0, 3.0)))[1]
    inner = [curve for curve in curves if abs(curve[0, -1]) < 4]
    assert len(inner) == 2
    for curve in inner:
        energy = curve[1] ** 2 / 2 - np.cos(curve[0])
        np.testing.assert_allclose(energy, 1, atol=1e-5)
        assert abs(abs(curve[0, -1]) - np.pi) < 1e-9


@pytest.mark.parametrize(
    ("system", "label", "curve", "why"),
    [
        ("x' = y - x^2, y' = x - y", "$x' = 0$", lambda x, y: y - x**2, "a parabola"),
        ("x' = y - x^2, y' = x - y", "$y' = 0$", lambda x, y: x - y, "a line"),
        ("x' = 1/x + y, y' = -y", "$x' = 0$", lambda x, y: x * y + 1, "a hyperbola, and not the pole x = 0"),
    ],
)
def test_nullclines(system, label, curve, why):
    drawn, _ = portrait_of(system)
    points = np.concatenate([line.get_xydata() for line in drawn.nullclines[label]])
    points = points[np.isfinite(points).all(axis=1)]
    assert len(points) > 50, why
    np.testing.assert_allclose(curve(*points.T), 0, atol=2e-3, err_msg=why)


def test_eigenvectors_at_nodes_and_saddles_only():
    drawn, _ = portrait_of("x' = 2x + y, y' = 3y")
    slopes = sorted(np.diff(line.get_ydata())[0] / np.diff(line.get_xdata())[0] for line in drawn.directions)
    assert slopes == pytest.approx([0, 1]), "(1, 0) for 2 and (1, 1) for 3"
    assert not portrait_of("x' = y - x, y' = -x - y")[0].directions


def test_basins_are_shaded_where_there_are_two():
    drawn, _ = portrait_of("x' = x - x^3, y' = -y")
    assert set(drawn.basins) == {"basin of $(-1, 0)$", "basin of $(1, 0)$"}
    for side, label in ((-1, "basin of $(-1, 0)$"), (1, "basin of $(1, 0)$")):
        (outline,) = drawn.basins[label][0].get_paths()
        inward, outward = (side * outline.vertices[:, 0]).min(), (side * outline.vertices[:, 0]).max()
        assert inward == pytest.approx(0, abs=0.03), "up to the separatrix x = 0"
        assert outward == 2
    assert not portrait_of("x' = -x, y' = -y")[0].basins


def test_arrowheads_keep_apart_and_point_along_the_curve():
    drawn, _ = portrait_of("x' = y, y' = -x", starts=[(1.5, 0.0)])
    heads = drawn.curves[-1]
    at = np.array([heads.X, heads.Y])
    assert heads.X.size == 8, "a circle of 9.4, an arrowhead every 1.2"
    assert np.allclose(np.hypot(*at), 1.5, atol=1e-3)
    np.testing.assert_allclose(heads.U * at[0] + heads.V * at[1], 0, atol=0.02)
    assert (heads.U * at[1] - heads.V * at[0] > 0).all(), "clockwise"


def test_contours_are_levels_of_the_loss():
    ax = Figure().add_subplot()
    analysis = solve("x' = -x, y' = -4y").analysis
    drawn = draw_phase_portrait(analysis, ax, ((-2.0, 2.0), (-2.0, 2.0)), (), ("contours",))
    lines = drawn.contours[1]
    checked = 0
    for level, path in zip(lines.levels, lines.get_paths(), strict=True):
        x, y = path.vertices.T if len(path.vertices) else np.zeros((2, 0))
        np.testing.assert_allclose(x**2 / 2 + 2 * y**2, level, atol=2e-3)
        checked += len(x)
    assert checked > 500


def test_where_every_point_is_fixed_the_plane_is_tinted():
    drawn, _ = portrait_of("x' = 0, y' = 0")
    assert [len(artists) for artists in drawn.points.values()] == [1]
    assert not drawn.arrows
