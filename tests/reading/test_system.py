"""What else a text says: values, assumptions, starts, time, and how higher order was reduced."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Gt, Rational, Symbol, sin

from symtutor.errors import ParseError
from symtutor.reading import read_system

x, y, v, a, b, r, t, K = (Symbol(name, real=True) for name in ("x", "y", "v", "a", "b", "r", "t", "K"))


def test_parameters_stand_in_the_order_typed():
    assert read_system("x' = r x(1-x/K) - a").parameters == (r, K, a)


def test_values_are_put_in_exactly():
    system = read_system("x' = r x - x^3", values={"r": "0.1"})
    assert system.field == (x / 10 - x**3,)
    assert system.values == ((r, Rational(1, 10)),)
    assert system.parameters == ()


def test_names_of_values_may_be_spelled_in_any_way():
    for name in ("lambda", "λ", r"\lambda", Symbol("lambda")):
        assert read_system("x' = λ x", values={name: "2"}).field == (2 * x,)


def test_an_assumption_about_a_value_has_done_its_work():
    assert read_system("x' = r x", values={"r": "2"}, assume=["r > 0"]).assumptions == ()
    with pytest.raises(ParseError, match="These values contradict"):
        read_system("x' = a x - b", values={"a": "1", "b": "2"}, assume=["a > b"])


def test_a_value_decides_what_a_power_means():
    assert read_system("x' = x^a", values={"a": "2"}).domain == ()
    assert len(read_system("x' = x^a").domain) == 1


def test_a_value_given_wins_over_one_typed():
    assert read_system("x' = r x, r = 1", values={"r": "2"}).field == (2 * x,)


def test_a_value_given_stands_in_other_definitions_too():
    """b = 3 outweighs b = 2, so a = b + 1 is 4."""
    system = read_system("x' = a x, a = b + 1, b = 2", values={"b": "3"})
    assert system.field == (4 * x,)
    assert {symbol.name: value for symbol, value in system.values} == {"a": 4, "b": 3}


def test_values_typed_along_are_values():
    assert read_system("x' = r x, r = 1/2").values == ((r, Rational(1, 2)),)


def test_assumptions_are_carried_and_kept_as_typed():
    system = read_system("x' = r x - x^3", assume=["r > 0"])
    (parameter,) = system.parameters
    assert parameter.is_positive
    assert system.assumptions == (Gt(parameter, 0, evaluate=False),)


def test_assumptions_typed_along():
    (parameter,) = read_system("x' = r x - x^3, r > 0").parameters
    assert parameter.is_positive


@pytest.mark.parametrize(
    ("assumption", "fact"),
    [
        ("r > 0", "is_positive"),
        ("r > 1", "is_positive"),
        ("0 < r", "is_positive"),
        ("0 < r < 1", "is_positive"),
        ("r >= 0", "is_nonnegative"),
        ("r < 0", "is_negative"),
        ("r ≤ 0", "is_nonpositive"),
        ("r != 0", "is_nonzero"),
        ("r ≠ 0", "is_nonzero"),
    ],
)
def test_what_sympy_can_carry(assumption, fact):
    (parameter,) = read_system("x' = r x", assume=[assumption]).parameters
    assert getattr(parameter, fact)


def test_what_sympy_cannot_carry_is_kept_all_the_same():
    system = read_system("x' = a x - b", assume=["a > b"])
    assert system.assumptions == (Gt(a, b, evaluate=False),)


REFUSED = [
    ({"values": {"q": "1"}}, "There is no parameter q in this system."),
    ({"values": {"x": "1"}}, "x is a state and has no fixed value."),
    ({"values": {"r": "1/"}}, "Something is missing after /."),
    ({"values": {"r": "s"}}, "s is not a number."),
    ({"values": {"r": "-1"}, "assume": ["r > 0"]}, "The value -1 of r contradicts what was assumed of it."),
    ({"assume": ["r > 0", "r < 0"]}, "This contradicts what was assumed before."),
    ({"values": {"": "1"}}, "This is no name of a parameter."),
    ({"values": {"r s": "1"}}, "This is no name of a parameter."),
    ({"assume": ["x > 0"]}, "x is a state; only parameters can be assumed to be something."),
    ({"assume": ["r"]}, "Something is missing after r."),
    ({"assume": ["r > 0 or r < -1"]}, "An assumption with 'or' cannot be used."),
    ({"assume": ["rate(r) > 0"]}, "rate is not a function known here."),
]


@pytest.mark.parametrize(("options", "message"), REFUSED, ids=[row[1] for row in REFUSED])
def test_values_and_assumptions_that_make_no_sense(options, message):
    with pytest.raises(ParseError) as caught:
        read_system("x' = r x - x^3", **options)
    assert caught.value.message == message


def test_starts_typed_along_are_kept():
    assert read_system("x' = -x, x(0) = 1").start == ((x, 1),)
    assert read_system("x'' = -x; x(0) = 1; x'(0) = 1/2").start == ((x, 1), (v, Rational(1, 2)))
    assert read_system(r"\ddot x = -x,\ x(0) = 0,\ \dot x(0) = 1").start == ((x, 0), (v, 1))


def test_a_start_at_another_time_says_when():
    assert read_system("x' = -x, x(2) = 1").start == ((x, 1), (t, 2))


def test_time_in_the_field_is_the_time_of_the_system():
    system = read_system("x' = x + sin t")
    assert system.field == (x + sin(t),)
    assert system.time in system.field[0].free_symbols
    assert system.parameters == ()


def test_the_independent_variable_may_have_any_name():
    system = read_system("dy/dx = x - y")
    assert (system.time, system.field) == (x, (x - y,))


def test_t_is_a_parameter_where_time_is_called_otherwise():
    assert read_system("dx/ds = t x").parameters == (t,)


def test_what_was_typed_is_kept():
    assert read_system("x’ = xÂ²").source == "x’ = xÂ²"


def test_the_reduction_to_first_order_is_a_rule_that_holds():
    for text in ("x'' + x' + sin(x) = 0", "m x'' + c x' + k x = 0", "x''' = x", "x'' = y', y'' = x"):
        assert [rule.verify() for rule in read_system(text).origin] == [True] * text.count("''")


def test_a_wrong_reduction_does_not_verify():
    (rule,) = read_system("x'' + x' + x = 0").origin
    assert replace(rule, top=rule.top + 1).verify() is False
