from __future__ import annotations

import pytest

from symtutor.model import Window
from symtutor.plot.window import choose_window, members_inside
from symtutor.reading import read_window
from symtutor.solving import solve


@pytest.mark.parametrize(
    ("system", "holds", "inside", "why"),
    [
        ("x' = x(1-x)(x-2)", [(0, 2)], [(-2, 4)], "all fixed points with room, and no more"),
        ("x' = sin(x)", [(-6.29, 6.29)], [(-8, 8)], "a period to each side"),
        ("x' = x^2 + 1", [(-2, 2)], [(-2, 2)], "no fixed point: the usual window"),
        ("x' = x - 100", [(98, 102)], [(98, 102)], "around a single point"),
        ("x' = x(3-x-2y), y' = y(2-x-y)", [(0, 3), (0, 2)], [(-2, 5), (-2, 4)], "four points"),
        (
            "x' = y, y' = (1-x^2)y - x",
            [(-2.01, 2.01), (-2.67, 2.67)],
            [(-4, 4), (-5, 5)],
            "the limit cycle of van der Pol",
        ),
        ("x'' + x'/4 + sin(x) = 0", [(-6.29, 6.29), (-2, 2)], [(-8, 8), (-5, 5)], "the pendulum"),
        ("x' = x + y, y' = y - x", [(-2, 2), (-2, 2)], [(-2, 2), (-2, 2)], "what runs away does not widen the window"),
    ],
)
def test_the_window_shows_what_matters(system, holds, inside, why):
    analysis = solve(system).analysis
    spans = choose_window(analysis, read_window([], analysis.system.states))
    for (low, high), (first, last), (least, most) in zip(spans, holds, inside, strict=True):
        assert low <= first, why
        assert last <= high, why
        assert least <= low, why
        assert high <= most, why


def test_the_window_asked_for_is_taken():
    analysis = solve("x' = x, y' = y").analysis
    assert choose_window(analysis, read_window(["y=-1:1/2"], analysis.system.states)) == ((-2.0, 2.0), (-1.0, 0.5))


def test_members_of_a_family_in_a_window():
    unstable, stable = solve("x' = sin(x)").analysis.classifications
    assert [at[0] for at in members_inside(unstable, [(-7.0, 7.0)])] == pytest.approx([-6.2832, 0, 6.2832], abs=1e-4)
    assert [at[0] for at in members_inside(stable, [(30.0, 40.0)])] == pytest.approx([34.5575], abs=1e-4), "11π"


def test_a_member_that_is_excluded_is_no_fixed_point():
    even, _ = solve("x' = sin(x)/x").analysis.classifications
    assert [at[0] for at in members_inside(even, [(-7.0, 7.0)])] == pytest.approx([-6.2832, 6.2832], abs=1e-4)


@pytest.mark.parametrize(
    ("system", "low", "high"), [("x' = sqrt(x) - 1", -0.36, 3), ("x' = sqrt(1 - x^2)", -1.24, 1.24), ("x' = -x", -2, 2)]
)
def test_little_is_shown_of_where_there_is_no_field(system, low, high):
    assert choose_window(solve(system).analysis, Window())[0] == pytest.approx((low, high), abs=0.02)


@pytest.mark.parametrize(
    ("system", "start", "window", "xs", "why"),
    [
        ("x' = y, y' = -x", {"x": 5, "y": 0}, None, (-5.5, 5.5), "2 to each side, stretched to hold 5"),
        ("x' = y, y' = -x", {"x": 1, "y": 0}, None, (-2, 2), "it is inside"),
        ("x' = y, y' = -x", {"x": 5, "y": 0}, {"x": (-1, 1), "y": (-1, 1)}, (-1, 1), "what is asked for is shown"),
    ],
)
def test_a_start_that_is_asked_for_is_in_view(system, start, window, xs, why):
    (axes,) = solve(system, window=window).plot(starts=[start]).axes
    assert axes.get_xlim() == pytest.approx(xs), why


def test_of_many_points_in_a_window_of_the_search_the_middle_ones_are_shown():
    # cos x = −y/3 and sin x sin y = 0 have points at every multiple of π/2, searched for from −20 to 20.
    low, high = choose_window(solve("x' = sin(x) sin(y), y' = cos(x) + y/3").analysis, Window())[0]
    assert -13 < low < -5
    assert 5 < high < 13
