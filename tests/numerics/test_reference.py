from __future__ import annotations

import dataclasses

import pytest
import sympy as sp

from symtutor.model import ODESystem
from symtutor.numerics.closed_forms import Method
from symtutor.numerics.reference import ExactSolution, NumericReference, reference
from symtutor.numerics.taylor import taylor_solution

x, y, z = sp.symbols("x y z", real=True)
t = sp.Symbol("t", real=True)
R = sp.Rational


def reference_of(field, start, until="1/2"):
    states = (x, y, z)[: len(field)]
    system = ODESystem(states, tuple(map(sp.sympify, field)))
    return reference(system, tuple(sp.sympify(value) for value in start), R(until))


@pytest.mark.parametrize(
    ("field", "start", "solution", "method", "why"),
    [
        ((-x,), (1,), (sp.exp(-t),), Method.EXPONENTIAL, "the lesson"),
        ((3 * x + 1,), (R(1, 3),), (2 * sp.exp(3 * t) / 3 - R(1, 3),), Method.EXPONENTIAL, "x + 1/3 grows like e^(3t)"),
        ((2,), (1,), (1 + 2 * t,), Method.CONSTANT, "a straight line"),
        ((x * (1 - x),), (R(1, 2),), (1 / (1 + sp.exp(-t)),), Method.BERNOULLI, "the logistic curve"),
        ((x * (1 - x),), (1,), (1,), Method.REST, "at the carrying capacity"),
        ((x**2,), (1,), (1 / (1 - t),), Method.SEPARATION, "blows up at 1"),
        ((-(x**3),), (1,), (1 / sp.sqrt(1 + 2 * t),), Method.SEPARATION, "decays like a power"),
        ((x**2 + 1,), (0,), (sp.tan(t),), Method.SEPARATION, "blows up at π/2"),
        ((1 - x**2,), (0,), (sp.tanh(t),), Method.SEPARATION, "the hyperbolic tangent"),
        ((sp.sin(x),), (1,), (2 * sp.atan(sp.exp(t) * sp.tan(R(1, 2))),), Method.SEPARATION, "Strogatz 2.1"),
        ((-x, -2 * y), (2, 1), (2 * sp.exp(-t), sp.exp(-2 * t)), Method.UNCOUPLED, "the lesson's gradient flow"),
        ((y, -x), (1, 0), (sp.cos(t), -sp.sin(t)), Method.LINEAR_PLANE, "around the circle"),
        ((y, x), (1, 0), (sp.cosh(t), sp.sinh(t)), Method.LINEAR_PLANE, "a saddle"),
        ((y, -x - 2 * y), (1, 0), ((1 + t) * sp.exp(-t), -t * sp.exp(-t)), Method.LINEAR_PLANE, "critical damping"),
        ((y + 1, -x), (0, 0), (sp.sin(t), sp.cos(t) - 1), Method.LINEAR_PLANE, "a center at (0, −1)"),
    ],
)
def test_formulas_that_every_textbook_has(field, start, solution, method, why):
    found = reference_of(field, start)
    assert isinstance(found, ExactSolution), why
    assert found.form.method is method, why
    for state, expected in zip(found.states, solution, strict=True):
        difference = sp.sympify(state - expected)
        assert all(abs(difference.subs(t, moment).evalf(30)) < 1e-25 for moment in (0, R(1, 7), R(1, 3))), why
    assert found.verify() is True, why


@pytest.mark.parametrize(
    ("field", "start", "end"),
    [
        ((x**2,), (1,), 1),
        ((x**2 + 1,), (0,), sp.pi / 2),
        ((x * (1 - x),), (-1,), sp.log(2)),
        ((x**3,), (10,), R(1, 200)),
    ],
)
def test_a_solution_that_blows_up_has_no_value_after_that(field, start, end):
    found = reference_of(field, start, until=5)
    assert found.form.end == end
    assert found.final is None
    assert found.verify() is True


@pytest.mark.parametrize("wrong", [t / 10**9, t**2 / 10**9, R(1, 10**12)])
def test_a_formula_that_is_off_by_a_little_is_found(wrong):
    found = reference_of((-x,), (1,))
    form = dataclasses.replace(found.form, states=(found.states[0] + wrong,))
    assert dataclasses.replace(found, form=form).verify() is False


@pytest.mark.parametrize(
    ("field", "start", "until", "expected", "why"),
    [
        ((2 / x,), (1,), 4, (sp.sqrt(17),), "x² grows by 4 in each unit of time"),
        ((x * sp.cos(x) ** 0 * sp.log(x),), (2,), 1, (2**sp.E,), "log x grows like e^t"),
        ((-sp.exp(-x),), (1,), 1, (sp.log(sp.E - 1),), "e^x falls linearly"),
        ((y, z, x), (1, 1, 1), 1, (sp.E,) * 3, "along the eigenvector of a cyclic system"),
        ((sp.Abs(x),), (2,), 1, (2 * sp.E,), "away from the corner |x| is x"),
    ],
)
def test_the_numeric_reference_agrees_with_known_solutions(field, start, until, expected, why):
    found = reference_of(field, start, until)
    assert isinstance(found, NumericReference), why
    for value, exact in zip(found.final, expected, strict=True):
        assert abs((value - exact).evalf(30)) < 1e-25, why
    assert found.verify() is True, why


def test_a_wrong_numeric_reference_is_found():
    found = reference_of((2 / x,), (1,), 4)
    assert dataclasses.replace(found, final=(found.final[0] + R(1, 10**15),)).verify() is False


@pytest.mark.parametrize(
    ("field", "start", "until", "why"),
    [
        ((sp.exp(x),), (0,), 2, "infinite at t = 1"),
        ((-1 / x,), (1,), 2, "reaches the pole at t = 1/2"),
        ((sp.sqrt(x) - 2,), (1,), 5, "leaves the domain"),
    ],
)
def test_no_reference_where_the_solution_or_its_series_ends(field, start, until, why):
    assert reference_of(field, start, until) is None, why


@pytest.mark.parametrize(
    ("field", "begin", "start", "solution", "method", "why"),
    [
        ((t,), 0, (0,), (t**2 / 2,), Method.QUADRATURE, "the integral of t"),
        ((t,), 2, (1,), (t**2 / 2 - 1,), Method.QUADRATURE, "the same parabola through (2, 1)"),
        ((x + t,), 0, (1,), (2 * sp.exp(t) - t - 1,), Method.FORCED, "x + t + 1 grows like e^t"),
        ((x + t,), 2, (1,), (4 * sp.exp(t - 2) - t - 1,), Method.FORCED, "the same from 4 at t = 2"),
        (
            (t**2 - 2 * x,),
            0,
            (R(1, 4),),
            (t**2 / 2 - t / 2 + R(1, 4),),
            Method.FORCED,
            "the start is on the polynomial",
        ),
        ((-x,), 3, (1,), (sp.exp(3 - t),), Method.EXPONENTIAL, "without time only the clock is moved"),
        ((t * x,), 0, (0,), (0,), Method.REST, "zero at every time"),
        ((t, -y), 0, (0, 1), (t**2 / 2, sp.exp(-t)), Method.UNCOUPLED, "one of the two mentions time"),
    ],
)
def test_formulas_where_time_occurs(field, begin, start, solution, method, why):
    system = ODESystem((x, y)[: len(field)], tuple(map(sp.sympify, field)))
    found = reference(system, tuple(map(sp.sympify, start)), R(5), R(begin))
    assert isinstance(found, ExactSolution), why
    assert found.form.method is method, why
    assert all(sp.expand(state - expected) == 0 for state, expected in zip(found.states, solution, strict=True)), why
    assert found.verify() is True, why


def test_a_formula_of_another_start_time_is_found_out():
    found = reference(ODESystem((x,), (t,)), (R(1),), R(5), R(2))
    assert dataclasses.replace(found, begin=R(0)).verify() is False


def test_an_explosion_is_dated_from_the_start():
    assert reference(ODESystem((x,), (x**2,)), (R(1),), R(5), R(2)).form.end == 3, "1/(3 − t)"


@pytest.mark.parametrize(
    ("field", "begin", "start", "expected", "why"),
    [
        ((x + sp.sin(t),), 0, (1,), (3 * sp.E - sp.sin(1) - sp.cos(1),), "x = (3e^t − sin t − cos t)/2, twice"),
        ((1 / t,), 1, (0,), (2 * sp.log(2),), "x = ln t at t = 2, twice"),
        ((2 * t * x,), 0, (1,), (2 * sp.E,), "x = e^(t²), twice"),
        ((y, sp.cos(t) - x), 0, (0, 0), (sp.sin(1), sp.sin(1) + sp.cos(1)), "resonance: x = (t sin t)/2, twice"),
    ],
)
def test_the_series_runs_with_the_clock(field, begin, start, expected, why):
    system = ODESystem((x, y)[: len(field)], field)
    found = reference(system, tuple(map(sp.sympify, start)), R(begin + 1), R(begin))
    assert isinstance(found, NumericReference), why
    for value, twice in zip(found.final, expected, strict=True):
        assert abs((2 * value - twice).evalf(30)) < 1e-25, why
    assert found.verify() is True, why


def test_no_series_passes_a_pole_in_time():
    assert reference(ODESystem((x,), (1 / t,)), (R(1),), R(1), R(-1)) is None


@pytest.mark.parametrize(
    ("field", "start", "until", "why"),
    [
        (-sp.sqrt(x), 1, "4", "x = (1 − t/2)² until t = 2, then 0: the series goes on as the parabola"),
        (sp.sqrt(1 - x**2), 0, "3", "x = sin t until π/2, then 1: the series goes down again"),
        (-sp.sqrt(sp.Abs(x)), 1, "4", "the same parabola, and −(1 − t/2)² beyond"),
    ],
)
def test_a_series_is_not_followed_over_the_end_of_its_branch(field, start, until, why):
    assert taylor_solution(ODESystem((x,), (field,)), (sp.Integer(start),), R(until)) is None, why


def test_before_the_end_of_its_branch_a_series_is_followed():
    final = taylor_solution(ODESystem((x,), (-sp.sqrt(x),)), (sp.S.One,), R(1))
    assert abs(final[0] - R(1, 4)) < R(1, 10**20)
