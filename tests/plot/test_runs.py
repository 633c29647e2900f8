from __future__ import annotations

import numpy as np
import pytest
import sympy as sp
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure

from symtutor.errors import RequestError
from symtutor.laboratory import descend, euler
from symtutor.plot.cobweb import draw_cobwebs
from symtutor.plot.convergence import draw_convergence
from symtutor.plot.descent import draw_descent
from symtutor.plot.polygons import draw_polygons
from symtutor.plot.run_pictures import PICTURES
from symtutor.plot.stability_region import draw_stability_region
from symtutor.vocabulary import RunPicture


@pytest.fixture(scope="module")
def decay():
    return euler("dx/dt = -x", {"x": 1}, "2", "1, 1/2, 1/4")


@pytest.fixture(scope="module")
def valley():
    return descend("L = x^2/2 + y^2", {"x": 2, "y": 1}, "0.1, 0.5, 1.0", steps=20)


def axes():
    return Figure().add_subplot()


def test_polygons_have_the_corners_of_the_hand_computation(decay):
    drawn = draw_polygons(decay._drawable(), axes())  # noqa: SLF001 - the numbers behind the picture
    corners = [line.get_xydata().tolist() for (line,) in drawn.polygons.values()]
    assert corners[0] == [[0, 1], [1, 0], [2, 0]]
    assert corners[1] == [[0, 1], [0.5, 0.5], [1, 0.25], [1.5, 0.125], [2, 0.0625]]
    ((solution,),) = drawn.solution.values()
    t, x = solution.get_data()
    np.testing.assert_allclose(x, np.exp(-t), rtol=1e-12)


def test_a_tangent_has_the_slope_at_the_point_it_starts_from(decay):
    drawn = draw_polygons(decay._drawable(), axes())  # noqa: SLF001
    assert len(drawn.tangents) == 2 + 4 + 8
    slopes = [np.diff(line.get_ydata())[0] / np.diff(line.get_xdata())[0] for line in drawn.tangents]
    assert slopes[:6] == pytest.approx([-1, 0, -1, -0.5, -0.25, -0.125])


def test_polygons_of_the_plane_go_round():
    run = euler("x' = y, y' = -x", {"x": 1, "y": 0}, "6", "1/2, 1/4")
    drawn = draw_polygons(run._drawable(), axes())  # noqa: SLF001
    ((coarse,), (fine,)) = drawn.polygons.values()
    ((solution,),) = drawn.solution.values()
    sizes = [np.hypot(*line.get_xydata()[-1]) for line in (solution, fine, coarse)]
    assert sizes == pytest.approx([1, (1 + 1 / 16) ** 12, (1 + 1 / 4) ** 6]), "one step multiplies by √(1 + h²)"


def test_the_solution_is_not_drawn_beyond_its_blow_up():
    run = euler("x' = x^2", {"x": 1}, "3/2", "1/2")
    ((solution,),) = draw_polygons(run._drawable(), axes()).solution.values()  # noqa: SLF001
    t, x = solution.get_data()
    assert np.isnan(x[t >= 1]).all()
    assert np.nanmin(x) == 1


def test_a_solution_by_small_steps_ends_at_a_pole_of_the_field():
    # sin x(t) = e^t sin(1/2) reaches π/2, where tan is infinite, at t = −ln sin(1/2) = 0.735.
    (axes,) = euler("x' = tan(x)", {"x": "1/2"}, "1", "1/2, 1/4").plot().axes
    (curve,) = [line for line in axes.lines if line.get_linewidth() == 2]
    times, states = (values[np.isfinite(curve.get_ydata())] for values in curve.get_data())
    assert times[-1] == pytest.approx(-np.log(np.sin(0.5)), abs=0.002)
    np.testing.assert_allclose(np.sin(states), np.exp(times) * np.sin(0.5), atol=1e-3)


def test_a_polygon_that_runs_off_behind_a_blow_up_does_not_press_the_rest_flat():
    # x' = x² from 1 is infinite at t = 1; with h = 1/2 Euler reaches 24, with h = 1/4 more than 3000.
    (axes,) = euler("x' = x^2", {"x": 1}, "2", "1/2, 1/4").plot().axes
    assert 24 < axes.get_ylim()[1] < 200


def test_without_a_formula_the_solution_is_computed_in_small_steps():
    run = euler("x' = cos(x^2 t)", {"x": 1}, "1", "1/2")
    ((label, (solution,)),) = draw_polygons(run._drawable(), axes()).solution.items()  # noqa: SLF001
    assert label == "solution, by small steps"
    assert solution.get_ydata()[-1] == pytest.approx(float(run.reference.final[0]), rel=1e-9)


def test_errors_lie_near_the_line_of_slope_one(decay):
    drawn = draw_convergence(decay._drawable(), axes())  # noqa: SLF001
    (line,) = drawn.order
    slope = np.diff(np.log(line.get_ydata())) / np.diff(np.log(line.get_xdata()))
    assert slope == pytest.approx(1)
    known = {float(mark.get_xdata()[0]): float(mark.get_ydata()[0]) for (mark,) in drawn.errors.values()}
    assert known == pytest.approx({h: abs(np.exp(-2) - (1 - h) ** (2 / h)) for h in (1, 0.5, 0.25)})


@pytest.mark.parametrize(
    ("system", "start", "steps", "filled", "why"),
    [
        ("x' = -x", {"x": 1}, "1, 2, 3", [True, False, False], "h|λ| < 2"),
        ("x' = y, y' = -x", {"x": 1, "y": 0}, "1/2", [False], "on a center every step is too large"),
        ("x' = -x - y, y' = x - y", {"x": 1, "y": 0}, "1/2, 3/2", [True, False], "h < −2 Re λ/|λ|² = 1"),
    ],
)
def test_marks_are_filled_inside_the_disc(system, start, steps, filled, why):
    runs = euler(system, start, "6", steps)._drawable()  # noqa: SLF001
    drawn = draw_stability_region(runs, axes())
    marks = [mark for (mark,) in drawn.marks.values()]
    assert [mark.get_markerfacecolor() != "none" for mark in marks] == filled, why
    for mark, inside in zip(marks, filled, strict=True):
        z = mark.get_xdata() + 1j * mark.get_ydata()
        assert (np.abs(1 + z) < 1).all() == inside


def test_the_error_plot_names_its_steps_as_far_as_they_keep_apart():
    (axes,) = euler("x' = x(1-x)", {"x": "1/10"}, "4", "1, 1/2, 1/4, 4/17").plot(kind="error").axes
    assert axes.get_xticks().tolist() == [1, 0.5, 0.25], "4/17 is too near to 1/4"
    assert not axes.xaxis.get_minor_ticks()


def test_a_cobweb_goes_up_to_the_graph_and_across_to_the_diagonal():
    run = euler("x' = x(1-x)", {"x": "1/10"}, "22", "11/5")
    drawn = draw_cobwebs(run._drawable(), axes())  # noqa: SLF001
    x, y = drawn.webs[0].get_data()
    np.testing.assert_allclose(y[::2], x[::2], err_msg="on the diagonal")
    np.testing.assert_allclose(y[1::2], x[1::2] + 2.2 * x[1::2] * (1 - x[1::2]), rtol=1e-9, err_msg="on the graph")
    assert min(x[-4:]) == pytest.approx(0.746, abs=2e-3), "the two-cycle"
    assert max(x[-4:]) == pytest.approx(1.163, abs=2e-3)


def test_iterates_of_descent_lie_on_the_contours(valley):
    drawn = draw_descent(valley._drawable(), axes())  # noqa: SLF001
    assert list(drawn.iterates) == [r"$\eta = \frac{1}{10}$", r"$\eta = \frac{1}{2}$", r"$\eta = 1$"]
    (slow,), _, (fast,) = drawn.iterates.values()
    n = np.arange(21)
    np.testing.assert_allclose(slow.get_xydata(), np.array([2 * 0.9**n, 0.8**n]).T)
    assert fast.get_xydata()[1:3].tolist() == [[0, -1], [0, 1]], "a two-cycle in y"
    assert set(drawn.points) == {"minimum"}
    assert len(drawn.loss) == 2


def test_of_a_family_only_what_the_iterates_come_near_is_shown():
    (axes,) = descend("L = sin(x) cos(y)", "x=1,y=1", "1/2", steps=20).plot().axes
    for low, high in (axes.get_xlim(), axes.get_ylim()):
        assert high - low < 3 * np.pi
    assert axes.get_xlim()[0] < np.pi / 2 < axes.get_xlim()[1]
    assert axes.get_ylim()[0] < np.pi < axes.get_ylim()[1], "(π/2, π) is the minimum reached"


def test_one_weight_goes_down_the_graph():
    drawn = draw_descent(descend("L = x^2", {"x": 1}, "1/4", steps=3)._drawable(), axes())  # noqa: SLF001
    ((path,),) = drawn.iterates.values()
    assert path.get_xydata().tolist() == [[1, 1], [0.5, 0.25], [0.25, 0.0625], [0.125, 0.015625]]


@pytest.mark.parametrize("name", RunPicture)
def test_every_picture_has_words_and_dark_paper(decay, name):
    figure = decay.plot(kind=name, dark=True)
    assert figure.get_label() == decay.alt_text(name)
    assert "x′ = −x" in figure.get_label()
    assert sum(to_rgba(figure.get_facecolor())[:3]) < 0.5
    assert set(PICTURES) == set(RunPicture)


def test_runs_tell_each_other_apart_by_their_marks(valley):
    drawn = draw_descent(valley._drawable(), axes())  # noqa: SLF001
    marks = [line.get_marker() for (line,) in drawn.iterates.values()]
    assert len(set(marks)) == len(marks)


@pytest.mark.parametrize(
    ("run", "kind", "message"),
    [
        (lambda: euler("x' = -x", {"x": 1}, 1, "1/2"), "error", "two step sizes"),
        (lambda: euler("x' = -x", {"x": 1}, 1, "1/2"), "foo", "no picture 'foo' of runs.*polygons, error"),
        (lambda: euler("x' = t", {"x": 1}, 1, "1/2"), "cobweb", "one state, and a field without time"),
        (lambda: euler("x' = x^2", {"x": 1}, "1/2", "1/4"), "stability", "No fixed point is known that"),
        (lambda: euler("x' = y, y' = -x", {"x": 1, "y": 0}, 1, "1/2"), "descent", "known loss"),
    ],
)
def test_pictures_that_do_not_fit(run, kind, message):
    with pytest.raises(RequestError, match=message):
        run().plot(kind=kind)


def test_states_too_large_for_a_picture_are_left_out():
    run = euler("x' = x^3", {"x": 2}, "3", "1/2")
    assert run.runs[0].final[0] > sp.Integer(10) ** 9
    drawn = draw_polygons(run._drawable(), axes())  # noqa: SLF001
    ((line,),) = drawn.polygons.values()
    assert np.nanmax(line.get_ydata()) < 1e7
