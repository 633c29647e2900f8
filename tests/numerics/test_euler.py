from __future__ import annotations

import dataclasses

import pytest
import sympy as sp

from symtutor.document import Equation, Table
from symtutor.errors import RequestError
from symtutor.model import ODESystem
from symtutor.numerics.euler import euler_table
from symtutor.numerics.euler_table import Halt

x, y, t = sp.symbols("x y t", real=True)
R = sp.Rational


def table_of(field, start, until, step):
    states = (x, y)[: len(field)]
    return euler_table(ODESystem(states, tuple(map(sp.sympify, field))), tuple(map(R, start)), R(until), R(step))


@pytest.mark.parametrize(
    ("field", "start", "until", "step", "states", "why"),
    [
        ((-x,), (1,), "1/2", "1/2", [("1",), ("1/2",)], "the lesson, one step"),
        ((-x,), (1,), "1/2", "1/4", [("1",), ("3/4",), ("9/16",)], "the lesson: (3/4)²"),
        (
            (-x,),
            (1,),
            "1/2",
            "1/10",
            [("1",), ("9/10",), ("81/100",), ("729/1000",), ("6561/10000",), ("59049/100000",)],
            "the lesson: (9/10)⁵",
        ),
        ((x**2,), (1,), "1", "1/2", [("1",), ("3/2",), ("21/8",)], "3/2 + 9/8"),
        ((y, -x), (1, 0), "1", "1/2", [("1", "0"), ("1", "-1/2"), ("3/4", "-1")], "both states step at once"),
        ((sp.Integer(3),), (0,), "2", "1", [("0",), ("3",), ("6",)], "a constant field"),
        ((x * (1 - x) * (x - 2),), ("1/2",), "1", "1/2", [("1/2",), ("5/16",), ("1075/8192",)], "by hand"),
    ],
)
def test_states_by_hand(field, start, until, step, states, why):
    table = table_of(field, start, until, step)
    assert table.states == tuple(tuple(map(R, state)) for state in states), why
    assert table.exact_until == len(table.rows), why
    assert table.times[-1] == R(until), why
    assert table.verify() is True, why


@pytest.mark.parametrize(
    ("field", "begin", "start", "step", "times", "states", "why"),
    [
        ((t,), 0, (0,), "1/2", ["0", "1/2", "1"], [("0",), ("0",), ("1/4",)], "0 + ½·0, then 0 + ½·½"),
        ((x + t,), 0, (1,), "1/2", ["0", "1/2", "1"], [("1",), ("3/2",), ("5/2",)], "1 + ½·1, 3/2 + ½(3/2 + ½)"),
        ((x * t,), 1, (1,), "1", ["1", "2", "3"], [("1",), ("2",), ("6",)], "1 + 1·1, then 2 + 2·2"),
        ((1 / t,), 1, (0,), "1/2", ["1", "3/2", "2"], [("0",), ("1/2",), ("5/6",)], "½·1 + ½·⅔"),
        ((-x,), 2, (1,), "1/2", ["2", "5/2", "3"], [("1",), ("1/2",), ("1/4",)], "the clock alone is moved"),
        ((y + t, -x), 0, (1, 0), "1/2", ["0", "1/2", "1"], [("1", "0"), ("1", "-1/2"), ("1", "-1")], "a plane"),
    ],
)
def test_time_runs_along(field, begin, start, step, times, states, why):
    system = ODESystem((x, y)[: len(field)], field)
    table = euler_table(system, tuple(map(R, start)), R(times[-1]), R(step), R(begin))
    assert table.times == tuple(map(R, times)), why
    assert table.states == tuple(tuple(map(R, state)) for state in states), why
    assert table.exact_until == len(table.rows), why
    assert table.verify() is True, why


def test_a_velocity_at_the_wrong_time_is_found():
    table = euler_table(ODESystem((x,), (t,)), (R(0),), R(1), R(1, 2))
    assert dataclasses.replace(table, begin=R(1)).verify() is False
    late = tuple(dataclasses.replace(row, time=row.time + 1) for row in table.rows)
    assert dataclasses.replace(table, begin=R(1), until=R(2), rows=late).verify() is False, "f(x, 1) is 1, not 0"


@pytest.mark.parametrize(
    ("until", "begin", "message"),
    [
        ("2", "2", "greater than 2, where the start is. Write for example 3."),
        ("-3", "-1/2", "greater than -1/2, where the start is. Write for example 0."),
        ("3", "5/2", "The time 1/2 is not a whole number of steps of 1/3. A step of 1/4 divides it."),
    ],
)
def test_the_time_to_reach_is_measured_from_the_start(until, begin, message):
    with pytest.raises(RequestError) as refused:
        euler_table(ODESystem((x,), (t,)), (R(0),), R(until), R(1, 3), R(begin))
    assert message in str(refused.value)


def test_a_pole_in_time_stops_the_run_and_a_start_there_names_the_remedy():
    system = ODESystem((x,), (1 / t,))
    assert euler_table(system, (R(1),), R(1), R(1, 2), R(-1)).halt is Halt.DOMAIN
    with pytest.raises(RequestError, match="another time is named with the state, like x=1,t=1"):
        euler_table(system, (R(1),), R(1), R(1, 2))


def test_an_irrational_velocity_is_rounded_to_fifty_digits_and_said_to_be():
    table = table_of((sp.sin(x),), (1,), "1", "1/2")
    assert table.exact_until == 0
    first = table.states[1][0]
    assert first.is_Rational
    assert abs(first - (1 + sp.sin(1) / 2)).evalf(20) < R(1, 10**48)
    assert table.verify() is True


def test_fractions_are_carried_exactly_until_they_are_too_long():
    table = table_of((x * (1 - x) * (x - 2),), ("1/2",), "4", "1/4")
    assert 0 < table.exact_until < len(table.rows)
    assert table.verify() is True


@pytest.mark.parametrize("part", ["state", "slope", "following", "time"])
def test_a_wrong_number_anywhere_is_found(part):
    table = table_of((-x,), (1,), "1/2", "1/4")
    row = table.rows[1]
    wrong = row.time + R(1, 10**60) if part == "time" else (getattr(row, part)[0] + R(1, 10**60),)
    rows = (table.rows[0], dataclasses.replace(row, **{part: wrong}))
    assert dataclasses.replace(table, rows=rows).verify() is False


def test_a_run_that_ends_early_without_saying_so_is_found():
    table = table_of((-x,), (1,), "1/2", "1/4")
    assert dataclasses.replace(table, rows=table.rows[:1]).verify() is False


@pytest.mark.parametrize(
    ("field", "start", "until", "step", "steps", "halt", "why"),
    [
        ((sp.sqrt(x) - 2,), (1,), "10", "1", 2, Halt.DOMAIN, "1, 0, −2, where there is no root"),
        ((-1 / x,), (1,), "2", "1", 1, Halt.DOMAIN, "the first step lands on the pole"),
        ((x**3,), (10,), "20", "1", 5, Halt.OVERFLOW, "the digits triple every step: 2, 4, 10, 28, 82, 244, 730"),
    ],
)
def test_what_is_known_is_kept_when_a_run_must_stop(field, start, until, step, steps, halt, why):
    table = table_of(field, start, until, step)
    assert (len(table.rows), table.halt) == (steps, halt), why
    assert table.verify() is True, why


@pytest.mark.parametrize(
    ("until", "step", "message", "why"),
    [
        ("1/2", "0", "step size must be greater than 0", "no step"),
        ("1/2", "-1/4", "step size must be greater than 0", "backwards"),
        ("0", "1/4", "time to reach must be greater than 0", "nothing to compute"),
        ("-1", "1/4", "time to reach must be greater than 0", "before the start"),
        (
            "1/2",
            "1/3",
            "1/2 is not a whole number of steps of 1/3.*A step of 1/4 divides it",
            "1/2 is one and a half thirds",
        ),
        ("1", "2", "not a whole number of steps.*A step of 1 divides it", "beyond the time"),
        ("1000", "1/100", "100000 steps", "no hand computation"),
    ],
)
def test_requests_that_make_no_sense(until, step, message, why):
    with pytest.raises(RequestError, match=message):
        pytest.fail(f"{why}: {table_of((-x,), (1,), until, step)}")


def test_a_start_outside_the_domain():
    with pytest.raises(RequestError, match="no real value at the start"):
        table_of((sp.log(x),), (-1,), "1", "1")


def test_the_words_show_the_first_step_and_every_row():
    step = table_of((-x,), (1,), "1/2", "1/4").narrate()
    (equation,) = [block for block in step.blocks if isinstance(block, Equation)]
    (table,) = [block for block in step.blocks if isinstance(block, Table)]
    assert equation.rows[0].sides[-1] == R(3, 4)
    assert len(table.rows) == 2
    assert {len(row) for row in table.rows} == {len(table.header)}


def test_a_long_table_shows_its_ends_and_says_what_is_missing():
    step = table_of((-x,), (1,), "5", "1/10").narrate()
    (table,) = [block for block in step.blocks if isinstance(block, Table)]
    assert len(table.rows) == 6 + 1 + 3
    words = [
        piece.text
        for block in step.blocks
        if hasattr(block, "content")
        for piece in block.content
        if hasattr(piece, "text")
    ]
    assert any("41 rows in the middle are left out" in text for text in words)


@pytest.mark.parametrize(("until", "step"), [("1", "-1/4"), ("-1", "1/4"), ("-1", "-1/4")])
def test_who_wants_to_go_back_is_told_how(until, step):
    with pytest.raises(RequestError) as caught:
        euler_table(ODESystem((x,), (-x,)), (R(1),), R(until), R(step))
    assert "To go back in time" in caught.value.suggestion
    # The way proposed: y(s) = x(−s) obeys y′ = y, so x(−1) is y(1) = (5/4)⁴ by four steps of 1/4.
    assert euler_table(ODESystem((x,), (x,)), (R(1),), R(1), R(1, 4)).final == (R(625, 256),)
