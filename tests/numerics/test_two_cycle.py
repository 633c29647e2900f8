import dataclasses

import pytest
import sympy as sp

from symtutor.model import ODESystem
from symtutor.numerics.euler import euler_table
from symtutor.numerics.two_cycle import two_cycle

x = sp.Symbol("x", real=True)
R = sp.Rational


def cycle_of(field, step, start="1/10", steps=60):
    run = euler_table(ODESystem((x,), (field,)), (R(start),), R(step) * steps, R(step))
    return two_cycle(run.system, run.step, tuple(state[0] for state in run.states))


@pytest.mark.parametrize(
    ("field", "step", "points", "multiplier", "attracts", "why"),
    [
        (
            x * (1 - x),
            "11/5",
            ((21 - sp.sqrt(21)) / 22, (21 + sp.sqrt(21)) / 22),
            R(4, 25),
            True,
            "the logistic map with r = 3.2, scaled by 3.2/2.2: r² − 2r − 4 = −0.16",
        ),
        (x * (1 - x), "5/2", (R(3, 5), R(6, 5)), R(-5, 4), False, "r = 3.5: 3/7 and 6/7, scaled by 7/5"),
        (-(x**3), "2", (-1, 1), 25, False, "from 1 to 1 − 2 = −1 and back; each slope is 1 − 6"),
    ],
)
def test_the_cycle_of_the_step(field, step, points, multiplier, attracts, why):
    start = "9/10" if field.has(x**3) else "1/10"
    cycle = cycle_of(field, step, start, 4 if field.has(x**3) else 60)
    assert all(sp.simplify(a - b) == 0 for a, b in zip(cycle.points, points, strict=True)), why
    assert abs(cycle.multiplier) == abs(multiplier), why
    assert cycle.attracts is attracts, why
    assert cycle.verify() is True, why
    assert cycle.is_reached is attracts, why


def test_a_cubic_without_a_formula_has_its_cycle_isolated():
    cycle = cycle_of(x * (1 - x) * (x - 2), "11/10")
    assert cycle.attracts
    assert cycle.is_reached
    assert cycle.verify() is True


def test_points_that_are_no_cycle_are_found():
    cycle = cycle_of(x * (1 - x), "5/2")
    assert dataclasses.replace(cycle, points=(R(3, 5), R(7, 5))).verify() is False


@pytest.mark.parametrize(
    ("field", "step", "why"),
    [
        (x * (1 - x), "3/2", "r = 2.5: no cycle yet"),
        (-x, "2", "linear: every point is in one"),
        (sp.sin(x), "5/2", "not a polynomial"),
    ],
)
def test_where_there_is_none_to_tell_of(field, step, why):
    assert cycle_of(field, step) is None, why
