"""Bifurcation diagrams: what is drawn solid, dashed and marked."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from symtutor import solve
from symtutor.errors import RequestError


def _lines(axes, dashed):
    solid = {"-"}
    lines = [line for line in axes.lines if line.get_marker() == "None" and line.get_linewidth() > 1]
    return [line for line in lines if (line.get_linestyle() not in solid) == dashed]


def test_a_pitchfork_is_solid_where_it_is_stable():
    (axes,) = solve("x' = r x - x^3").plot().axes
    dashed = _lines(axes, dashed=True)
    assert len(dashed) == 1
    across, heights = dashed[0].get_data()
    shown = np.isfinite(heights)
    assert across[shown].min() > 0, "0 is unstable for r > 0 only"
    assert not heights[shown].any()
    ends = sorted(line.get_ydata()[-1] for line in _lines(axes, dashed=False) if np.isfinite(line.get_ydata()[-1]))
    assert ends == pytest.approx([-1, 1]), "x = ±√r at r = 1"


@pytest.mark.parametrize(("text", "names"), [("x' = r x + x^3 - x^5", ["saddle-node", "subcritical pitchfork"])])
def test_bifurcations_are_named(text, names):
    (axes,) = solve(text).plot().axes
    assert {note.get_text() for note in axes.texts} == set(names)


def test_the_window_says_the_range_of_the_parameter_and_of_the_state():
    (axes,) = solve("x' = r + 3x - x^3", window={"r": (-1, 3), "x": (-2, 0)}).plot().axes
    assert (*axes.get_xlim(), *axes.get_ylim()) == (-1, 3, -2, 0)
    assert [note.get_text() for note in axes.texts] == ["saddle-node"], "(−2, 1) is outside, (2, −1) inside"


def test_a_name_at_the_edge_stays_inside():
    (axes,) = solve("x' = r x - x^2", window={"r": (0, 2)}).plot().axes
    (note,) = axes.texts
    assert note.get_horizontalalignment() == "left"


def test_the_words_tell_the_value():
    label = solve("x' = r + x^2").plot().get_label()
    assert "Bifurcation diagram" in label
    assert "saddle-node at r = 0" in label


def test_a_family_fills_the_picture():
    (axes,) = solve("x' = r - sin(x)").plot().axes
    (low, high), period = axes.get_ylim(), 2 * np.pi
    assert high - low > period
    lines = _lines(axes, dashed=False) + _lines(axes, dashed=True)
    across = lines[0].get_xdata()
    heights = np.sort([line.get_ydata()[np.searchsorted(across, 0.0)] for line in lines])
    assert heights[0] < low + np.pi, "at r = 0 there is a point at every multiple of π, from the foot"
    assert heights[-1] > high - np.pi, "to the top"
    assert np.diff(heights[(heights > low) & (heights < high)]) == pytest.approx(np.pi, abs=0.01)


def test_everything_is_seen_on_dark_paper():
    (axes,) = solve("x' = r x - x^3").plot(dark=True).axes
    paper = np.mean(to_rgb(axes.get_facecolor()))
    lines = [line for line in axes.lines if line.get_linewidth() > 1 or line.get_marker() == "o"]
    assert all(abs(np.mean(to_rgb(line.get_color())) - paper) > 0.2 for line in lines)
    assert all(np.mean(to_rgb(note.get_bbox_patch().get_facecolor())) < 0.2 for note in axes.texts)


def test_two_free_parameters_are_too_many():
    with pytest.raises(RequestError):
        solve("x' = h + r x - x^3").plot()
