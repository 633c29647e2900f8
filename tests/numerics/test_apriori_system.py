import dataclasses

import numpy as np
import pytest
import sympy as sp
from scipy.integrate import solve_ivp

from symtutor.laboratory import euler
from symtutor.model import ODESystem
from symtutor.numerics.apriori_system import system_bound
from symtutor.numerics.error import ErrorTable
from symtutor.numerics.euler import euler_table
from symtutor.numerics.reference import reference

x, y, z = sp.symbols("x y z", real=True)
R = sp.Rational


def bound_of(field, start, until, *steps):
    system = ODESystem((x, y, z)[: len(field)], tuple(map(sp.sympify, field)))
    begin = tuple(map(R, start))
    runs = tuple(euler_table(system, begin, R(until), R(step)) for step in steps)
    return system_bound(ErrorTable(runs, reference(system, begin, R(until))))


@pytest.mark.parametrize(
    ("field", "start", "slope", "bend", "why"),
    [
        ((-x, -2 * y), (1, 1), 2, 4, "rows 1 and 2; x″ = x and y″ = 4y are largest at the start"),
        ((-x, -2 * y, -3 * z), (1, 1, 1), 3, 9, "in space likewise"),
        ((y, -x), (1, 0), 1, None, "each row of the rotation holds one 1"),
        ((sp.Integer(1), x), (0, 0), 1, 1, "y = t²/2: J = (0 0; 1 0), and y″ = 1"),
    ],
)
def test_sizes_worked_by_hand(field, start, slope, bend, why):
    found = bound_of(field, start, "1", "1/2", "1/4")
    assert found.region.sizes.slope == slope, why
    assert bend is None or found.region.sizes.bend == bend, why
    assert found.verify() is True, why


def test_the_bound_is_that_of_the_theorem():
    found = bound_of((-x, -2 * y), (1, 1), "1", "1/2")
    assert sp.expand(found.bound(found.errors.runs[0]) - (sp.exp(2) - 1) / 2) == 0  # (e^{2·1} − 1)·4·(1/2)/(2·2)


@pytest.mark.parametrize(
    ("field", "start", "until", "why"),
    [
        ((x * (1 - y), y * (x - 1)), (2, 1), "1", "Lotka and Volterra: no formula"),
        ((y, -sp.sin(x)), (1, 0), "2", "the pendulum"),
        ((y, (1 - x**2) * y - x), (1, 0), "1", "van der Pol"),
        ((1 / y, x), (1, 1), "1", "a pole at y = 0, which the box must keep away from"),
        ((-x - 2 * y, 2 * x - y), (1, 0), "2", "by a formula"),
    ],
)
def test_the_box_holds_what_another_integrator_finds(field, start, until, why):
    found = bound_of(field, start, until, "1/4", "1/8")
    assert (found.region.steps > 0) == (why != "by a formula"), why
    velocity = sp.lambdify([(x, y)], field)
    ends = float(R(until))
    path = solve_ivp(
        lambda _, at: velocity(at), (0, ends), np.array(start, float), rtol=1e-10, atol=1e-12, max_step=0.01
    )
    assert path.success
    for values, (low, high) in zip(path.y, found.region.box, strict=True):
        assert float(low) - 1e-9 <= values.min(), why
        assert values.max() <= float(high) + 1e-9, why
    assert all(size < found.bound(run) for size, run in zip(found.largest, found.errors.runs, strict=True)), why
    assert found.verify() is True, why


@pytest.mark.parametrize("part", ["slope", "bend"])
def test_sizes_that_are_too_small_are_found(part):
    found = bound_of((x * (1 - y), y * (x - 1)), (2, 1), "1", "1/4")
    sizes = dataclasses.replace(found.region.sizes, **{part: getattr(found.region.sizes, part) / 3})
    assert dataclasses.replace(found, region=dataclasses.replace(found.region, sizes=sizes)).verify() is False


def test_a_box_that_the_solution_leaves_is_found():
    found = bound_of((y, -x), (1, 0), "2", "1/4")
    low, high = found.region.box[0]
    narrow = ((low / 2, high), found.region.box[1])
    assert dataclasses.replace(found, region=dataclasses.replace(found.region, box=narrow)).verify() is False


@pytest.mark.parametrize(
    ("field", "start", "until", "why"),
    [
        ((x**2, y), (1, 1), "2", "the solution does not reach the time"),
        ((10 * (y - x), x * (28 - z) - y, x * y - R(8, 3) * z), (1, 1, 1), "1", "Lorenz: e^{LT} is beyond all bounds"),
        ((sp.Integer(1), sp.Integer(2)), (0, 0), "1", "there is no error"),
    ],
)
def test_nothing_is_promised(field, start, until, why):
    assert bound_of(field, start, until, "1/4") is None, why


def test_the_words_say_where_and_why():
    text = " ".join(str(euler("x' = x(1-y), y' = y(x-1)", "x=2,y=1", "1", "1/4, 1/8")).split())
    assert "the solution, which a bound like the one below keeps near, cannot leave" in text
    assert "no state is off by more than" in text
