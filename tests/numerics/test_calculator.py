import dataclasses

import pytest
import sympy as sp

from symtutor.errors import RequestError
from symtutor.model import ODESystem
from symtutor.numerics.calculator import calculator_table, rounded_to
from symtutor.numerics.euler import euler_table
from symtutor.numerics.euler_table import Halt
from symtutor.numerics.guards import crosses, guards

x, y, t = sp.symbols("x y t", real=True)
R = sp.Rational


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [
        ("1/3", 4, "0.3333"),
        ("2/3", 4, "0.6667"),
        ("25/2", 2, "13"),  # a half goes up, not to the even digit
        ("-25/2", 2, "-13"),
        ("12345", 3, "12300"),
        ("9999", 3, "10000"),
        ("0", 3, "0"),
        ("1/300", 2, "0.0033"),
    ],
)
def test_rounding(value, digits, rounded):
    assert rounded_to(R(value), digits) == R(rounded)


@pytest.mark.parametrize(
    ("field", "start", "until", "step", "digits", "states", "why"),
    [
        ((-x,), ("1",), "1", "1/3", 2, [["1"], ["0.67"], ["0.45"], ["0.3"]], "1 − 0.33; 0.67 − 0.22; 0.45 − 0.15"),
        (
            (x * (1 - x),),
            ("1/3",),
            "1/2",
            "1/4",
            4,
            [["0.3333"], ["0.3889"], ["0.4483"]],
            "0.3333 + 0.05555 (a quarter of 0.2222), 0.3889 + 0.05943 (of 0.2377)",
        ),
        ((sp.sin(x),), ("1",), "1/2", "1/2", 3, [["1"], ["1.42"]], "sin 1 = 0.841…, half of it 0.4205 → 0.421"),
        ((y, -x), ("1", "0"), "1", "1/2", 3, [["1", "0"], ["1", "-0.5"], ["0.75", "-1"]], "nothing to round"),
    ],
)
def test_states_by_calculator(field, start, until, step, digits, states, why):
    system = ODESystem((x, y)[: len(field)], field)
    run = calculator_table(system, tuple(map(R, start)), R(until), R(step), digits=digits)
    assert run.states == tuple(tuple(map(R, state)) for state in states), why
    assert run.verify() is True, why


def test_a_digit_that_is_wrong_is_found():
    run = calculator_table(ODESystem((x,), (-x,)), (R(1),), R(1), R(1, 3), digits=2)
    wrong = dataclasses.replace(run.rows[2], following=(R("0.31"),))
    assert dataclasses.replace(run, rows=(*run.rows[:2], wrong)).verify() is False
    slow = dataclasses.replace(run.rows[1], slope=(R("-0.66"),))
    assert dataclasses.replace(run, rows=(run.rows[0], slow, run.rows[2])).verify() is False


def test_the_value_without_rounding_is_given():
    run = calculator_table(ODESystem((x,), (-x,)), (R(1),), R(1), R(1, 3), digits=2)
    assert run.unrounded == (R(8, 27),)


@pytest.mark.parametrize("digits", [0, 31, -1])
def test_a_calculator_has_a_few_digits(digits):
    with pytest.raises(RequestError, match="1 to 30 digits"):
        calculator_table(ODESystem((x,), (-x,)), (R(1),), R(1), R(1, 3), digits=digits)


@pytest.mark.parametrize(
    ("field", "start", "begin", "step", "rows", "halt", "why"),
    [
        (1 / x - 3, "1", "0", "1", 0, Halt.POLE, "from 1 to 1 − 2 = −1, over 0"),
        (1 / x - 3, "1", "0", "1/2", 1, Halt.DOMAIN, "from 1 to 0, where nothing is defined"),
        (1 / t, "1", "-1", "2/3", 1, Halt.POLE, "from t = −1/3 to 1/3"),
        (3 + sp.tan(x) / 100, "0", "0", "1", 0, Halt.POLE, "from 0 to 3, over π/2"),
        (1 / (1 + x**2), "0", "0", "1", 2, None, "a denominator that is never 0"),
        (x ** R(-2), "-1", "0", "2", 0, Halt.POLE, "an even pole is one too: from −1 to 1"),
    ],
)
def test_a_leap_over_a_pole_ends_the_table(field, start, begin, step, rows, halt, why):
    system = ODESystem((x,), (field,))
    run = euler_table(system, (R(start),), R(begin) + 2 * R(step), R(step), R(begin))
    assert (len(run.rows), run.halt) == (rows, halt), why
    rounded = calculator_table(system, (R(start),), R(begin) + 2 * R(step), R(step), R(begin), digits=6)
    assert (len(rounded.rows), rounded.halt) == (rows, halt), why


def test_guards_are_what_must_not_vanish():
    assert guards([x / y + sp.exp(-x), sp.cot(t)]) == (y, sp.sin(t))
    assert crosses([y], {y: R(1)}, {y: R(-1)})
    assert not crosses([y], {y: R(1)}, {y: R(0)})
