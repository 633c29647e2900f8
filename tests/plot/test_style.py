from __future__ import annotations

import pytest
import sympy as sp
from matplotlib.colors import to_rgb
from matplotlib.mathtext import MathTextParser

from symtutor.model import Kind
from symtutor.plot.style import LOOKS, typeset
from symtutor.plot.ticks import multiple_of_pi
from symtutor.reading import read_system
from symtutor.solving import solve

x = sp.Symbol("x", real=True)


def test_every_kind_has_a_look():
    assert set(LOOKS) == set(Kind)


def test_no_two_meanings_differ_by_colour_alone():
    shapes = {}
    for look in LOOKS.values():
        shapes.setdefault((look.fill, look.inside, look.shape), set()).add(look.colour)
    assert all(len(colours) == 1 for colours in shapes.values())


def test_filled_marks_are_darker_than_the_page_in_grey():
    for look in LOOKS.values():
        red, green, blue = to_rgb(look.colour)
        assert 0.299 * red + 0.587 * green + 0.114 * blue < 0.7


@pytest.mark.parametrize(
    ("formula", "expected", "why"),
    [
        (x**2 / 2, r"$\frac{x^{2}}{2}$", "mathematics"),
        (sp.Abs(x) - 1, r"$|x| - 1$", "\\lvert is no word of matplotlib's"),
        (sp.Piecewise((x, x > 0), (-x, True)), None, "cases are unknown to matplotlib: plain Unicode instead"),
    ],
)
def test_typesetting(formula, expected, why):
    text = typeset(formula)
    assert text == expected if expected else not text.startswith("$"), why


@pytest.mark.parametrize(
    ("numerator", "words"), [(-6, "−3π/2"), (-4, "−π"), (0, "0"), (1, "π/4"), (2, "π/2"), (8, "2π")]
)
def test_multiples_of_pi(numerator, words):
    from fractions import Fraction  # noqa: PLC0415 - only here

    assert multiple_of_pi(Fraction(numerator, 4)) == words


@pytest.mark.parametrize(
    "text", ["x' = x(1-x)/2", "x_1' = x_1^2, x_2' = -sqrt(x_1)", "theta' = sin(theta)/pi", "x'' + (x')^2 = 0"]
)
def test_what_is_taken_to_be_known_is_typeset_by_matplotlib(text):
    system = read_system(text)
    for formula in (*system.states, *system.field):
        shown = typeset(formula)
        assert shown.startswith("$")
        MathTextParser("path").parse(shown)


def test_a_wide_legend_stays_on_the_page():
    figure = solve("x' = y, y' = -sin(x) - y/4").plot()
    legend = figure.axes[0].get_legend().get_window_extent()
    assert legend.x0 >= 0
    assert legend.x1 <= figure.bbox.width
