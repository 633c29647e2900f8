from __future__ import annotations

import numpy as np
import pytest
from matplotlib.figure import Figure

from symtutor.plot.number_line import pieces
from symtutor.plot.phase_line import draw_phase_line, velocity_graph
from symtutor.solving import solve


def line_of(system, span=(-1.0, 3.0)):
    ax = Figure().add_subplot()
    return draw_phase_line(solve(system).analysis, ax, span), ax


def marks_of(drawn):
    return {kind: [tuple(mark.get_xydata()[0]) for mark in marks] for kind, marks in drawn.points.items()}


def test_the_cubic():
    drawn, ax = line_of("x' = x(1-x)(x-2)")
    assert marks_of(drawn) == {"stable": [(0, 0), (2, 0)], "unstable": [(1, 0)]}
    assert {label: len(shades) for label, shades in drawn.basins.items()} == {"basin of $0$": 1, "basin of $2$": 1}
    (quiver,) = drawn.arrows
    at, directions = quiver.X, np.sign(quiver.U)
    expected = np.where((at < 0) | ((at > 1) & (at < 2)), 1, -1)
    np.testing.assert_array_equal(directions, expected, "right below 0 and between 1 and 2, left elsewhere")
    assert ax.get_title() == "$x' = x(1 - x)(x - 2)$"


@pytest.mark.parametrize(
    ("system", "fills", "why"),
    [
        ("x' = x(1-x)(x-2)", {"stable": "full", "unstable": "full"}, "discs and circles"),
        ("x' = x^2", {"half-stable": "left"}, "attracts from the left"),
        ("x' = -x^2", {"half-stable": "right"}, "attracts from the right"),
    ],
)
def test_marks(system, fills, why):
    drawn, _ = line_of(system)
    assert {kind: marks[0].get_fillstyle() for kind, marks in drawn.points.items()} == fills, why


@pytest.mark.parametrize(
    ("system", "ends", "why"),
    [
        ("x' = max(x,0)", (-1, 0), "only the half-line x ≤ 0 rests"),
        ("x' = |x|-x", (0, 3), "only the half-line x ≥ 0 rests"),
        ("x' = max(|x-1|-1/2, 0)", (0.5, 1.5), "an interval"),
        ("x' = 0", (-1, 3), "the whole line"),
    ],
)
def test_only_the_points_that_rest_are_drawn_as_fixed(system, ends, why):
    drawn, _ = line_of(system)
    (bar,) = drawn.points["every point is fixed"]
    assert tuple(bar.get_xdata()) == ends, why


def test_stable_is_filled_and_unstable_is_open():
    drawn, _ = line_of("x' = x(1-x)(x-2)")
    assert drawn.points["unstable"][0].get_markerfacecolor() == "#FFFFFF"
    assert drawn.points["stable"][0].get_markerfacecolor() == drawn.points["stable"][0].get_markeredgecolor()


def test_families_fill_the_window():
    drawn, _ = line_of("x' = sin(x)", (-7.0, 7.0))
    assert sorted(at for at, _ in marks_of(drawn)["unstable"]) == pytest.approx([-2 * np.pi, 0, 2 * np.pi])
    assert sorted(at for at, _ in marks_of(drawn)["stable"]) == pytest.approx([-np.pi, np.pi])
    (quiver,) = drawn.arrows
    np.testing.assert_array_equal(np.sign(quiver.U), np.sign(np.sin(quiver.X)))


@pytest.mark.parametrize(("system", "pole"), [("x' = 1/x", 0.0), ("x' = tan(x)", np.pi / 2), ("x' = 1/(x-1)^3", 1.0)])
def test_poles_are_not_joined(system, pole):
    ax = Figure().add_subplot()
    _, curve = velocity_graph(solve(system).analysis, ax, (-2.0, 2.0))
    xs, values = curve.get_data()
    left, right = xs < pole, xs > pole
    before, after = values[left][-1], values[right][0]
    assert np.isnan(before) or np.isnan(after)


def test_outside_the_domain_there_is_no_curve():
    ax = Figure().add_subplot()
    _, curve = velocity_graph(solve("x' = log(x)").analysis, ax, (-2.0, 2.0))
    xs, values = curve.get_data()
    assert np.isnan(values[xs < 0]).all()
    assert np.isfinite(values[xs > 0.5]).all()


def test_a_flat_field_has_a_line_of_fixed_points():
    drawn, _ = line_of("x' = 0")
    assert "every point is fixed" in drawn.points


def test_pieces_of_a_family_of_intervals():
    (basin,) = solve("x' = sin(x)").analysis.line.basins
    assert pieces(basin.interval, (-7.0, 7.0)) == [
        pytest.approx(piece) for piece in [(-7, -2 * np.pi), (-2 * np.pi, 0), (0, 2 * np.pi), (2 * np.pi, 7)]
    ]


@pytest.mark.parametrize(
    ("system", "expected", "why"),
    [
        ("x' = 1/x", np.sign, "away from the pole on both sides"),
        ("x' = tan(x)", lambda at: np.sign(np.tan(at)), "towards the poles"),
        ("x' = 1 - sqrt(x)", lambda at: np.where(at < 1, 1, -1), "and none left of 0, where there is no field"),
    ],
)
def test_arrows_follow_the_graph_where_no_flow_is_proved(system, expected, why):
    drawn, _ = line_of(system, (-1.8, 2.2))
    (quiver,) = drawn.arrows
    np.testing.assert_array_equal(np.sign(quiver.U), expected(quiver.X), why)
    assert len(quiver.X) > 5
    if "sqrt" in system:
        assert (quiver.X - np.abs(quiver.U) / 2).min() > 0


@pytest.mark.parametrize(
    ("system", "at"),
    [("x' = 1/x", [0.0]), ("x' = tan(x)", [-np.pi / 2, np.pi / 2]), ("x' = x", []), ("x' = log(x)", [])],
)
def test_poles_are_marked(system, at):
    drawn, _ = line_of(system, (-1.9, 2.0))
    found = sorted({round(line.get_xdata()[0], 6) for line in drawn.poles.get("pole", [])})
    assert found == pytest.approx(at, abs=1e-5)


def test_the_sign_of_f_is_tinted_up_to_the_pole():
    drawn, _ = line_of("x' = 1/x", (-2.0, 2.0))
    above, below = (shade.get_paths()[0].vertices for shade in drawn.signs)
    assert 0 <= above[:, 0].min() < 0.01
    assert above[:, 1].min() >= 0
    assert -0.01 < below[:, 0].max() <= 0
    assert below[:, 1].max() <= 0


def test_layers_are_left_out():
    ax = Figure().add_subplot()
    drawn = draw_phase_line(solve("x' = x(1-x)(x-2)").analysis, ax, (-1.0, 3.0), ("arrows",))
    assert drawn.arrows
    assert not any((drawn.graph, drawn.signs, drawn.basins, drawn.points))


def test_steps_are_not_joined():
    ax = Figure().add_subplot()
    _, curve = velocity_graph(solve("x' = floor(x) + 1/2").analysis, ax, (-1.9, 2.1))
    values = curve.get_ydata()
    rises = np.abs(np.diff(values))
    assert np.nanmax(rises) == 0
    assert np.isfinite(values).sum() > 2300


def test_where_numbers_overflow_there_are_no_poles():
    drawn, _ = line_of("x' = exp(1000x) - 1", (-2.0, 2.0))
    assert not drawn.poles
