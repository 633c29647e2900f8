"""Every bound: one below it, at it, and one above."""

from __future__ import annotations

import pytest

from symtutor.errors import ParseError
from symtutor.reading import limits, read_system


def characters(count):
    return "x' = x" + " " * (count - 6)


def nesting(count):
    return "x' = " + "(" * count + "x" + ")" * count


def signs(count):
    return "x' = " + "-" * count + "x"


def tower(count):
    return "x' = x" + "^x" * count


def digits(count):
    return "x' = " + "1" * count + "x"


def shift(count):
    return f"x' = 1e{count} x"


def bits(count):
    return f"x' = 2^{count - 1} x"


def product_of_bits(count):
    return f"x' = 2^{count - 1001}*2^1000 x"


def exponent(count):
    return f"x' = x^{count}"


def exponent_by_product(count):
    return f"x' = x^{count - 1} x"


def equations(count):
    return "\n".join(f"x{number}' = 1" for number in range(count))


def order(count):
    return "x" + "'" * count + " = x"


def names(count):
    return "x' = x + " + "+".join(f"p{number}" for number in range(count - 1))


def name_length(count):
    return "x' = " + "q" * count


def factorial(count):
    return f"x' = factorial({count}) x"


BOUNDS = [
    (characters, limits.CHARACTERS, "10,000"),
    (nesting, limits.NESTING, "nested deeper than 64"),
    (signs, limits.NESTING, "64 signs or functions in a row"),
    (tower, limits.NESTING, "64 powers on top of each other"),
    (digits, limits.DIGITS, "1,000 digits"),
    (shift, limits.DIGITS, "1,000 digits"),
    (bits, limits.BITS, "4,000 binary digits"),
    (product_of_bits, limits.BITS, "4,000 binary digits"),
    (exponent, limits.EXPONENT, "1,000 at most"),
    (exponent_by_product, limits.EXPONENT, "1,000 at most"),
    (equations, limits.EQUATIONS, "40 equations"),
    (order, limits.EQUATIONS, "40 equations"),
    (names, limits.NAMES, "100 different names"),
    (name_length, limits.NAME_LENGTH, "limit is 40"),
    (factorial, limits.FACTORIAL, "up to 400"),
]


@pytest.mark.parametrize(("make", "limit", "named"), BOUNDS, ids=[row[0].__name__ for row in BOUNDS])
def test_bound(make, limit, named):
    read_system(make(limit - 1))
    read_system(make(limit))
    with pytest.raises(ParseError) as caught:
        read_system(make(limit + 1))
    assert named in caught.value.message


def test_too_many_signs_are_refused_before_they_are_parsed():
    with pytest.raises(ParseError, match="more than 4,000 numbers, names and signs"):
        read_system("x' = " + "1+" * 2_200 + "x")


def test_definitions_put_into_definitions_are_bounded():
    text = "x' = f(x), " + ", ".join(
        f"{name}(x) = {'+'.join([f'{inner}(x)'] * 50)}" for name, inner in zip("fgh", "ghk", strict=True)
    )
    with pytest.raises(ParseError, match="definitions put in"):
        read_system(text + ", k(x) = sin(x) + x")


def test_what_is_nested_without_brackets_is_bounded():
    with pytest.raises(ParseError, match="nested too deeply"):
        read_system("x' = " + "sin^2 " * 200 + "x")
