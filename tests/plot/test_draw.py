from __future__ import annotations

import re
import subprocess
import sys

import matplotlib as mpl
import pytest
import sympy as sp
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from symtutor.errors import RequestError
from symtutor.plot import alt_text, draw
from symtutor.solving import solve
from symtutor.vocabulary import Picture


def test_axes_that_are_given_are_drawn_on():
    figure = Figure()
    ax = figure.add_subplot()
    assert draw(solve("x' = -x").analysis, ax=ax) is figure
    assert ax.get_title() == "$x' = -x$"


def test_nothing_global_is_touched():
    before = dict(mpl.rcParams)
    draw(solve("x' = -x").analysis)
    assert dict(mpl.rcParams) == before


def test_no_window_manager_is_asked_for():
    # Another test may have imported pyplot in this process.
    program = (
        "import sys; from symtutor import solve; solve(\"x' = -x, y' = -y\").plot(); "
        "sys.exit('matplotlib.pyplot' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    "start", [(1, 0), [sp.Integer(1), 0.0], {"x": 1, "y": 0}, {sp.Symbol("x"): 1, sp.Symbol("y"): 0}]
)
def test_starts_in_every_form(start):
    figure = draw(solve("x' = y, y' = -x").analysis, starts=[start], layers=["curves"])
    lines = [line.get_xydata() for line in figure.axes[0].get_lines() if len(line.get_xydata()) > 1]
    assert len(lines) == 1
    assert abs(lines[0]).max() == pytest.approx(1, abs=1e-3), "the unit circle"


@pytest.mark.parametrize("start", [(1,), (1, 2, 3), ("one", 2), {"x": 1}])
def test_starts_that_are_none(start):
    with pytest.raises(RequestError, match="A start needs a number for x and y"):
        draw(solve("x' = y, y' = -x").analysis, starts=[start])


@pytest.mark.parametrize(
    ("system", "message"),
    [
        ("x' = h + r x", "h and r have no value"),
        ("x' = r x + t", "r has no value"),
        ("x' = y + t, y' = -x", "one dimension more: x, y and t. Write a number for t"),
        ("x' = y + t, y' = z, z' = x", "one dimension more: x, y, z and t. Follow one solution by Euler's method"),
    ],
)
def test_pictures_that_cannot_be_drawn(system, message):
    with pytest.raises(RequestError, match=message):
        draw(solve(system).analysis)


@pytest.mark.parametrize(
    ("system", "asked", "message"),
    [
        ("x' = -x", {"picture": "portrait"}, "no picture 'portrait'.*phase-line, potential, solutions, slope-field"),
        ("x' = -x", {"picture": "space"}, "A space picture does not fit this system.*phase-line"),
        ("x' = t", {"picture": "phase-line"}, "does not fit this system.*These do: slope-field"),
        ("x' = -x", {"layers": ["nullclines"]}, "A phase-line has no layer 'nullclines'.*graph, signs"),
        ("x' = y, y' = -x", {"picture": "contours"}, "not known to be the gradient of a loss"),
    ],
)
def test_choices_that_do_not_exist(system, asked, message):
    with pytest.raises(RequestError) as caught:
        draw(solve(system).analysis, **asked)
    assert re.search(message, str(caught.value))


@pytest.mark.parametrize("name", Picture)
def test_every_picture_is_drawn_and_told(name):
    systems = {Picture.SPACE: "x' = -x, y' = -y, z' = z", Picture.PHASE_PORTRAIT: "x' = y, y' = -x"}
    planar = {Picture.CONTOURS, Picture.TRACE_DETERMINANT}
    analysis = solve(systems.get(name, "x' = x - x^3, y' = -y" if name in planar else "x' = x - x^3")).analysis
    figure = draw(analysis, picture=name)
    drawn = [*figure.axes[0].get_children(), *(part for ax in figure.axes[0].child_axes for part in ax.get_children())]
    assert sum(isinstance(part, Line2D) for part in drawn) >= 2
    assert figure.get_label() == alt_text(analysis, name)
    assert figure.get_label().endswith(".")


def test_dark_paper_is_dark_and_its_ink_is_light():
    figure = draw(solve("x' = x - x^3, y' = -y").analysis, dark=True)
    page, ink = (sum(to_rgb(colour)) / 3 for colour in (figure.get_facecolor()[:3], figure.axes[0].title.get_color()))
    assert page < 0.2
    assert ink > 0.8
    assert draw(solve("x' = -x").analysis).get_facecolor()[:3] == (1, 1, 1)


@pytest.mark.parametrize(
    ("system", "words"),
    [
        (
            "x' = x(1-x)(x-2)",
            ["Phase line of x′ = x(1 − x)(x − 2).", "1 (unstable)", "left for 0 < x < 1", "x < 1 of 0"],
        ),
        ("x' = -x, y' = -2y", ["Phase portrait of x′ = −x and y′ = −2y.", "(0, 0) (stable node)"]),
        ("x' = x - x^3, y' = -y", ["The separatrices of (0, 0)", "basins of (−1, 0) and (1, 0)"]),
        ("x' = -x, y' = -y, z' = -z", ["Projected trajectories of x′ = −x, y′ = −y and z′ = −z."]),
        ("x' = x^2 + 1", ["No fixed point", "right for every x"]),
        ("x' = x + t", ["Slope field of x′ = t + x.", "Time t runs to the right, x upwards"]),
        ("x' = t, x(2) = 1", ["The solution with x(2) = 1 is marked."]),
    ],
)
def test_words_stand_for_the_picture(system, words):
    text = alt_text(solve(system).analysis)
    for part in words:
        assert part in text


@pytest.mark.parametrize(
    "system",
    [
        "x' = x(1-x)(x-2)",
        "x' = sin(x)",
        "x' = x^2",
        "x' = -x, y' = -2y",
        "x' = x(3-x-2y), y' = y(2-x-y)",
        "x' = t, x(1) = 0",
    ],
)
def test_nothing_is_cut_off_and_the_legend_covers_nothing(system):
    figure = draw(solve(system).analysis)
    page = figure.bbox
    boxes = [ax.get_tightbbox() for ax in (*figure.axes, *figure.axes[0].child_axes)]
    for box in boxes:
        assert page.x0 <= box.x0
        assert box.x1 <= page.x1 + 1
        assert page.y0 <= box.y0
        assert box.y1 <= page.y1
    for ax in (*figure.axes, *figure.axes[0].child_axes):
        legend = ax.get_legend()
        if legend is not None:
            assert legend.get_window_extent().y1 < ax.get_window_extent().y0
            assert legend.get_window_extent().y1 < ax.xaxis.label.get_window_extent().y0 + 1
