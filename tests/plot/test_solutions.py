from __future__ import annotations

import numpy as np
import pytest
from matplotlib.figure import Figure

from symtutor.model import Window
from symtutor.plot.solutions import choose_times, draw_solutions
from symtutor.solving import solve


def solutions_of(system, spans=((0.0, 2.0), (-3.0, 3.0)), starts=()):
    ax = Figure().add_subplot()
    return draw_solutions(solve(system).analysis, ax, spans, starts), ax


@pytest.mark.parametrize(
    ("system", "start", "solution", "why"),
    [
        ("x' = -x", 2.0, lambda t: 2 * np.exp(-t), "decay"),
        ("x' = x(1-x)", 0.5, lambda t: 1 / (1 + np.exp(-t)), "logistic growth"),
        ("x' = x^2", 1.0, lambda t: 1 / (1 - t), "blow-up"),
        ("x' = 1/x", 1.0, lambda t: np.sqrt(1 + 2 * t), "beside a pole"),
    ],
)
def test_curves_are_solutions(system, start, solution, why):
    drawn, _ = solutions_of(system, starts=[start])
    (line,) = drawn.curves
    t, x = line.get_data()
    assert len(t) > 50
    np.testing.assert_allclose(x, solution(t), rtol=1e-4, err_msg=why)


def test_solutions_end_at_their_blow_up():
    drawn, _ = solutions_of("x' = x^2", starts=[1.0, 2.0])
    assert sorted(line.get_xdata()[0] for line in drawn.ends["infinite at this time"]) == pytest.approx(
        [0.5, 1.0], rel=1e-3
    )


@pytest.mark.parametrize(
    ("system", "why"), [("x' = x", "exponential"), ("x' = 1 + x", "linear"), ("x' = -x", "inward")]
)
def test_solutions_that_never_end_have_no_such_line(system, why):
    assert not solutions_of(system)[0].ends, why


def test_fixed_points_are_level_lines_and_no_curve_covers_them():
    drawn, _ = solutions_of("x' = x - x^3", ((0.0, 4.0), (-2.0, 2.0)))
    levels = {kind: {artist.get_ydata()[0] for artist in artists} for kind, artists in drawn.asymptotes.items()}
    assert levels == {"stable": {-1, 1}, "unstable": {0}}
    assert all(np.ptp(line.get_ydata()) > 0 for line in drawn.curves)


def test_no_curve_crosses_a_pole():
    drawn, _ = solutions_of("x' = -1/x", ((0.0, 3.0), (-2.0, 2.0)))
    assert len(drawn.curves) > 5
    for line in drawn.curves:
        assert (line.get_ydata() > 0).all() or (line.get_ydata() < 0).all()


@pytest.mark.parametrize(("system", "last"), [("x' = -2x", 2.0), ("x' = x - x^3", 4.0), ("x' = x^2", 5.0)])
def test_time_is_long_enough_for_the_slowest_point(system, last):
    assert choose_times(solve(system).analysis, Window()) == pytest.approx((0, last))
