"""L and H by integrating one slope after the other."""

import pytest
import sympy as sp

import symtutor
from symtutor.derivation.integrating import potential_by_hand
from symtutor.derivation.integrating.potential import WantedSlope
from symtutor.derivation.integrating.terms import Antiderivatives
from symtutor.verification import verify

x, y = sp.symbols("x y", real=True)

SUMS = [
    ("x' = x - x^3", [x**4 / 4 - x**2 / 2], "−∫ (x − x³) dx"),
    ("x' = sin(x)", [sp.cos(x)], "−∫ sin x dx"),
    ("x' = -2x - y, y' = -x - 4y", [x**2 + x * y, 2 * y**2], "x² + x y has the slope x in y; 4y is missing"),
    ("x' = -x, y' = -2y", [x**2 / 2, y**2], "the second slope has nothing of the first"),
    ("x' = y, y' = x - x^3", [y**2 / 2, x**4 / 4 - x**2 / 2], "H: first over y, then over x"),
]


def by_hand(text):
    return [line.rule for line in potential_by_hand(symtutor.solve(text).analysis)]


@pytest.mark.parametrize(("text", "sums", "why"), SUMS)
def test_each_integral_is_the_one_found_by_hand(text, sums, why):
    tables = [rule for rule in by_hand(text) if isinstance(rule, Antiderivatives)]
    assert [sp.expand(sp.Add(*(found for _, found in table.rows))) for table in tables] == sums, why
    assert verify(iter(by_hand(text))).failed == 0


def test_what_is_missing_is_the_wanted_slope_without_the_one_that_is_there():
    slope = WantedSlope("L", (x, y), (-2 * x - y, -x - 4 * y), y, 2, -1, x**2 + x * y)
    assert (slope.so_far, slope.missing) == (x, 4 * y)
    assert slope.verify() is True


def test_a_field_without_potential_has_none_by_hand():
    assert by_hand("x' = x + y, y' = -2x + y") == []
