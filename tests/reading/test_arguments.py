"""Numbers, starts and windows as typed beside a system."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sympy import Integer, Rational, Symbol, exp, pi, sqrt

from symtutor.errors import ParseError
from symtutor.reading import read_assignments, read_number, read_numbers, read_window
from symtutor.reading.arguments import read_value

x, y, w_1 = (Symbol(name, real=True) for name in ("x", "y", "w_1"))

NUMBERS = [
    ("1", Integer(1)),
    ("-1/2", Rational(-1, 2)),
    ("0.1", Rational(1, 10)),
    ("1e-3", Rational(1, 1000)),
    ("½", Rational(1, 2)),
    ("−2", Integer(-2)),
    ("sqrt(2)/2", sqrt(2) / 2),
    ("√2", sqrt(2)),
    ("2π", 2 * pi),
    (r"\frac{\pi}{2}", pi / 2),
    ("e^2", exp(2)),
    ("(1+2)*3", Integer(9)),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS, ids=[row[0] for row in NUMBERS])
def test_number(text, value):
    assert read_number(text) == value


def test_numbers():
    assert read_numbers("1/2, 1/4,0.1") == (Rational(1, 2), Rational(1, 4), Rational(1, 10))
    assert read_numbers("max(1,2),3") == (2, 3)


def test_assignments():
    assert read_assignments("x=1,y=1/2", [x, y]) == {x: 1, y: Rational(1, 2)}
    assert read_assignments("x = 1; y = 2;", [x, y]) == {x: 1, y: 2}
    assert read_assignments("w1 = 3", [w_1]) == {w_1: 3}


def test_window():
    assert read_window(["x=-5:5", "y=0:2π"], [x, y]).sides == ((x, -5, 5), (y, 0, 2 * pi))
    assert read_window({"x": (-5, 5), y: ("-1/2", 0.1)}, [x, y]).sides == (
        (x, -5, 5),
        (y, Rational(-1, 2), Rational(1, 10)),
    )
    assert read_window("x=0:1", [x]).sides == ((x, 0, 1),)
    assert read_window([], [x]).sides == ()


@pytest.mark.parametrize(
    ("value", "read"), [(Fraction(1, 3), Rational(1, 3)), (2, 2), (0.1, Rational(1, 10)), (pi, pi)]
)
def test_values_from_python_are_exact(value, read):
    assert read_value(value) == read


REFUSED = [
    (lambda: read_number(""), "A number is missing here."),
    (lambda: read_number("x"), "x is not a number."),
    (lambda: read_number("1/0"), "This divides by zero."),
    (lambda: read_number("1,5"), "This , separates nothing."),
    (lambda: read_number("x'"), "x is not a number."),
    (lambda: read_number("9^9^9"), "This number would have more than 4,000 binary digits."),
    (lambda: read_numbers("1,,2"), "Something is missing before this comma."),
    (lambda: read_numbers("1,x"), "x is not a number."),
    (lambda: read_assignments("z=1", [x, y]), "There is no z in this system."),
    (lambda: read_assignments("x", [x]), "This gives no name a value."),
    (lambda: read_assignments("x=", [x]), "A number is missing here."),
    (lambda: read_assignments("x=1,x=2", [x]), "x has two values here."),
    (lambda: read_assignments("", [x]), "This gives no name a value."),
    (lambda: read_window(["x=5"], [x]), "A window has two ends."),
    (lambda: read_window(["x=5:1"], [x]), "The left end of a window is smaller than the right one."),
    (lambda: read_window(["z=0:1"], [x]), "There is no z in this system."),
    (lambda: read_window(["x=0:1", "x=0:2"], [x]), "There are two windows for x."),
    (lambda: read_window({"x": 5}, [x]), "A window has two ends."),
]


@pytest.mark.parametrize(("read", "message"), REFUSED, ids=[row[1] for row in REFUSED])
def test_refused(read, message):
    with pytest.raises(ParseError) as caught:
        read()
    assert caught.value.message == message
    assert caught.value.suggestion or message == "This divides by zero."
