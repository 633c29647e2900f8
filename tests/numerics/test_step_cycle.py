import dataclasses

import pytest
import sympy as sp

from symtutor.model import ODESystem
from symtutor.numerics.euler import euler_table
from symtutor.numerics.step_cycle import cycles_of, step_cycle
from symtutor.numerics.two_cycle import TwoCycle

x, y = sp.symbols("x y", real=True)
R = sp.Rational


def run_of(field, start, step, steps=80):
    system = ODESystem((x, y)[: len(field)], field)
    return euler_table(system, tuple(map(R, start)), R(step) * steps, R(step))


def cycle_of(field, start, step, **words):
    run = run_of(field, start, step)
    return step_cycle(run.system, run.step, run.states, **words)


@pytest.mark.parametrize(
    ("field", "start", "step", "points", "why"),
    [
        (
            (x * (1 - x),),
            ["1/10"],
            "5/2",
            [("0.5359476",), ("1.1577170",), ("0.7012379",), ("1.2249962",)],
            "the logistic map with r = 3.5: 0.38281968, 0.82694071, 0.50088421, 0.87499727, times 7/5",
        ),
        (
            (sp.sin(x),),
            ["1"],
            "5/2",
            [("2.0104901",), ("4.2726952",)],
            "symmetric about π: d = π − p obeys 2 d = 5/2 sin d, d = 1.1311026",
        ),
        (
            (x - x**3, -y),
            ["1/10", "1"],
            "21/20",
            [("0.8728716",), ("1.0910895",)],
            "p q = 1/h = 20/21 and p² − p q + q² = 1, so p + q = sqrt(27/7)",
        ),
        (
            (-x / (1 + x**2) - x / 10,),
            ["1"],
            "3",
            None,
            "symmetric about 0: 2 = 3(1/(1 + p²) + 1/10), p² = 13/17",
        ),
    ],
)
def test_where_a_run_ends(field, start, step, points, why):
    cycle = cycle_of(field, start, step)
    assert cycle.is_reached
    assert cycle.attracts
    assert cycle.verify() is True, why
    if points is None:
        assert [abs(p**2 - R(13, 17)) < R(1, 10**30) for (p,) in cycle.points] == [True, True], why
    else:
        found = sorted(round(float(point[0]), 7) for point in cycle.points)
        assert found == sorted(float(value) for (value,) in points), why


@pytest.mark.parametrize(
    ("field", "start", "step", "why"),
    [
        ((x * (1 - x),), ["1/10"], "3", "the logistic map with r = 4: chaos"),
        ((x * (1 - x),), ["1/10"], "1", "it settles at the fixed point"),
        ((-x,), ["1"], "2", "every point of a linear equation is in a two-cycle: none attracts"),
        ((y, -x), ["1", "0"], "1/2", "it spirals out"),
        ((-x + y, -x - y), ["1", "0"], "1", "a turn by 90°: a cycle of four that attracts nothing"),
    ],
)
def test_where_there_is_none_to_tell_of(field, start, step, why):
    assert cycle_of(field, start, step) is None, why


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"points": ((R(1),), (R(2),))}, "no cycle at all"),
        ({"step": R(12, 5)}, "the cycle of another step"),
        ({"field": (sp.sin(x) / 2,)}, "the cycle of another field"),
    ],
)
def test_what_is_no_cycle_is_not_verified(change, why):
    cycle = cycle_of((sp.sin(x),), ["1"], "5/2")
    if field := change.pop("field", None):
        change["system"] = ODESystem((x,), field)
    assert dataclasses.replace(cycle, **change).verify() is not True, why


def test_points_in_the_wrong_order_are_found():
    cycle = cycle_of((x * (1 - x),), ["1/10"], "5/2")
    a, b, c, d = cycle.points
    assert dataclasses.replace(cycle, points=(a, c, b, d)).verify() is False


def test_a_repelling_two_cycle_is_told_of_beside_the_cycle_that_holds_the_run():
    run = run_of((x * (1 - x),), ["1/10"], "5/2")
    beside, ended = cycles_of(run.system, run.step, run.states)
    assert isinstance(beside, TwoCycle)
    assert (beside.points, beside.attracts) == ((R(3, 5), R(6, 5)), False)
    assert ended.period == 4


@pytest.mark.parametrize(("rests", "said"), [(True, True), (False, False)])
def test_the_solution_is_said_to_rest_only_where_it_is_known_to(rests, said):
    words = str(cycle_of((sp.sin(x),), ["1"], "5/2", rests=rests).narrate())
    assert ("comes to rest" in words) is said
