"""Zeros built in by hand come back: clustered, multiple, at round numbers and at the edges of what is searched."""

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from symtutor.analysis.isolation.budget import Budget
from symtutor.analysis.isolation.exact import candidates, vanishes
from symtutor.analysis.isolation.line import LineSearch
from symtutor.analysis.isolation.reduce import factors, linear_pin
from symtutor.numerics.balls import enclose

x, y = sp.symbols("x y", real=True)
R = sp.Rational


def zeros(equation, low=-20, high=20):
    return LineSearch(equation, x, Budget()).search((enclose(sp.Integer(low)), enclose(sp.Integer(high))))


POSITIVE = [sp.exp(x / 9), 2 + sp.sin(x), sp.cosh(x / 20)]
place = st.integers(-90, 90).map(lambda n: R(n, 7))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(place, min_size=1, max_size=4, unique=True),
    st.sampled_from([sp.exp(x / 9), 2 + sp.sin(x), sp.cosh(x / 20)]),
)
def test_simple_zeros_built_in_come_back(places, positive):
    equation = sp.expand(sp.Mul(*(x - p for p in places))) * positive
    found = zeros(equation)
    assert [zero.at for zero in found] == sorted(places)
    assert all(zero.multiplicity == 1 and zero.low < zero.at < zero.high for zero in found)


@pytest.mark.parametrize("gap", [R(1, 10**3), R(1, 10**6), R(1, 10**9)])
def test_clustered_zeros_are_told_apart(gap):
    found = zeros(sp.expand((x - 1) * (x - 1 - gap)) * sp.exp(x))
    assert [zero.at for zero in found] == [1, 1 + gap]


@pytest.mark.parametrize(
    ("equation", "expected", "why"),
    [
        (1 - sp.cos(x), [2 * k * sp.pi for k in range(-3, 4)], "double zeros at multiples of π"),
        (sp.exp(x) - 1 - x - x**2 / 2, [0], "a triple zero at a point where intervals might be cut"),
        (sp.sin(sp.pi * x / 20), [-20, 0, 20], "zeros at the ends of the interval"),
        (sp.tanh(x - 20), [20], "a zero at the right end"),
        (sp.sqrt(x) * (x - 2) - x + 2, [1, 2], "the edge of the domain is no zero"),
        (sp.log(x) ** 2, [1], "a double zero inside the domain of a logarithm"),
    ],
)
def test_zeros_at_round_places(equation, expected, why):
    assert [zero.at for zero in zeros(equation)] == expected, why


@pytest.mark.parametrize(
    ("equation", "unknowns", "expected", "why"),
    [
        (x * (1 - x), (x,), (x, 1 - x), "as typed"),
        (sp.tan(x) - x, (x,), (sp.sin(x) - x * sp.cos(x),), "poles are cleared"),
        (sp.exp(2 * x) - 2 * sp.exp(x) + 1, (x,), (x,), "a polynomial in e^x, then its logarithm"),
        (x**x - 2, (x,), (x * sp.log(x) - sp.log(2),), "both sides are positive"),
        (sp.exp(x) * (1 + x**2), (x,), (), "nothing that can vanish"),
        ((x**2 - 1) ** 2 / (x - 1), (x,), (x - 1, x + 1), "powers and denominators"),
        (sp.sin(x) ** 2 - sp.sin(x) * y, (x, y), (sp.sin(x), y - sp.sin(x)), "factors of several unknowns"),
        (x - x, (x,), (0,), "zero everywhere"),
        (1 / (1 + sp.exp(R(489, 100) * x)) - x, (x,), None, "no polynomial of degree 489 in e^(x/100)"),
    ],
)
def test_factors(equation, unknowns, expected, why):
    assert factors(sp.sympify(equation), unknowns) == ((equation,) if expected is None else expected), why


@pytest.mark.parametrize(
    ("equation", "expected"),
    [
        (y - 3 * x, (x, y / 3)),
        (sp.exp(x) - 2 * y, (y, sp.exp(x) / 2)),
        (x * y - 1, None),
        (sp.tanh(x + y) - x, None),
    ],
)
def test_pins(equation, expected):
    assert linear_pin(equation, (x, y)) == expected


NUMBERS = [R(-3, 7), 5 * sp.pi / 6, -sp.sqrt(7), sp.log(5), sp.exp(R(1, 3)), sp.S.Zero, sp.Integer(12)]


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_are_guessed_from_their_balls(number):
    ball = enclose(number)
    assert number in list(candidates((ball, ball)))


@pytest.mark.parametrize(
    ("equation", "at", "holds", "why"),
    [
        (sp.cos(x) - R(1, 2), sp.pi / 3, True, "SymPy knows this cosine"),
        (x**2 - 2, sp.sqrt(2), True, "a radical"),
        (x**2 - 2, R(665857, 470832), False, "near, but not it"),
        (1 / x, sp.S.Zero, False, "a pole is no zero"),
        (sp.exp(x) - 3, sp.log(3), True, "inverse functions"),
        (sp.sqrt(x) + sp.sqrt(x + 1) - sp.sqrt(5 + 2 * sp.sqrt(6)), sp.Integer(2), True, "nested radicals"),
    ],
)
def test_a_guess_counts_only_where_the_equation_vanishes_exactly(equation, at, holds, why):
    assert vanishes(equation, {x: at}) is holds, why
