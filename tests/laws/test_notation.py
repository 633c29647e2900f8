"""Printing a system and reading it back gives the same system, in one line of Unicode or ASCII."""

import random

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from sympy import (
    Abs,
    Add,
    I,
    Integer,
    Max,
    Mul,
    Pow,
    Rational,
    S,
    cos,
    exp,
    log,
    nan,
    oo,
    pi,
    sin,
    sqrt,
    symbols,
    tanh,
    zoo,
)

from symtutor.reading import read_system
from symtutor.render.notation import ascii_math, unicode_math

NOTATIONS = pytest.mark.parametrize("notation", [unicode_math, ascii_math])
SYMBOLS = symbols("x y r K x_1 mu gamma lambda", real=True)
x, y, r, K, x1, mu, gamma, lam = SYMBOLS

leaves = st.one_of(
    st.sampled_from(SYMBOLS),
    st.integers(-12, 12).map(Integer),
    st.builds(Rational, st.integers(-9, 9), st.integers(1, 9)),
    st.just(pi),
)


def grown(smaller):
    unknown = smaller.filter(lambda expr: expr.free_symbols)  # the reader bounds constants such as e^4096
    finite = smaller.filter(lambda expr: not expr.has(nan, zoo, oo))
    return st.one_of(
        st.lists(smaller, min_size=2, max_size=4).map(lambda parts: Add(*parts)),
        st.lists(smaller, min_size=2, max_size=4).map(lambda parts: Mul(*parts)),
        st.builds(Pow, smaller, st.integers(-3, 4).map(Integer)),
        st.builds(Pow, st.integers(2, 5).map(Integer), unknown),
        st.builds(lambda f, u: f(u), st.sampled_from([sin, cos, tanh, exp, Abs]), unknown),
        st.builds(lambda u: sqrt(1 + u**2), smaller),
        st.builds(lambda u: log(1 + u**2) ** 2, smaller),
        st.builds(Max, finite, finite),
    )


fields = st.recursive(leaves, grown, max_leaves=9)


def same(left, right):
    """Compare as expressions; where SymPy built them another way, by their values at random rational points."""
    if left == right:
        return True
    chance = random.Random(22)  # noqa: S311 - sample points, not secrets
    unknowns = sorted(left.free_symbols | right.free_symbols, key=str)
    for _ in range(3):
        point = {symbol: Rational(chance.randint(-40, 40), 17) for symbol in unknowns}
        first, second = (side.xreplace(point) for side in (left, right))
        gap = (first - second).evalf(30, chop=True)
        if not (gap.is_Number and abs(gap) <= abs(first.evalf(30)) * Rational(1, 10**20) + Rational(1, 10**20)):
            return False
    return True


@NOTATIONS
@given(field=fields)
@example(field=x * (1 - x) * (x - 2))
@example(field=6 * x - 3 * x**2 - 2)
@example(field=r * x * (1 - x / K))
@example(field=y * (1 - x**2) - x)
@example(field=-(sin(x) ** 2) * exp(-x / 2) / (2 * y))
@example(field=Abs(Abs(x) - 1) * y)
@example(field=(-1) ** Integer(3) * x1**2 * gamma)
@example(field=sqrt(2) * lam * sqrt(3 + mu**2))
@example(field=Pow(x / 2, 2, evaluate=False) - (x + y) ** 2 / 3)
@settings(max_examples=150, deadline=None)
def test_reading_inverts_printing(notation, field):
    assume(not field.has(nan, zoo, oo, I) and field.is_real is not False)
    text = f"x' = {notation(field)}"
    system = read_system(text)
    assert system.states == (x,)
    assert same(system.field[0], field), f"{text} was read as {system.field[0]}"


@NOTATIONS
@pytest.mark.parametrize("root", ["x^(1/3)", "x^(2/3)", "1/x^(1/5)", "(x - 1)^(3/5) y"])
def test_real_odd_roots_stay_real(notation, root):
    (field,) = read_system(f"x' = {root}").field
    assert read_system(f"x' = {notation(field)}").field == (field,)


def test_the_law_can_fail():
    assert not same(x**2, -(x**2))
    assert not same(S.One, x)
