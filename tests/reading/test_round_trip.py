"""The law of printing: what a printer prints is read back as the same system."""

from __future__ import annotations

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Rational, Symbol

from symtutor.reading import read_system
from symtutor.reading.roots import RealRoot
from symtutor.render.notation import ascii_math, latex_math, unicode_math

STATES = [Symbol(name, real=True) for name in ("x", "y", "theta", "w_1")]
OTHERS = [Symbol(name, real=True) for name in ("r", "K", "alpha", "lambda", "x_12", "V_max", "S", "I", "gamma")]

numbers = st.one_of(
    st.integers(0, 12).map(sympy.Integer),
    st.fractions(0, 20, max_denominator=12).map(lambda value: Rational(value.numerator, value.denominator)),
    st.just(sympy.pi),
)
leaves = st.one_of(st.sampled_from(STATES), st.sampled_from(OTHERS), numbers)
FUNCTIONS = [
    sympy.sin,
    sympy.cos,
    sympy.tanh,
    sympy.exp,
    sympy.atan,
    sympy.sinh,
    sympy.Abs,
    sympy.sign,
    lambda inner: sympy.log(1 + inner**2),
    lambda inner: sympy.sqrt(1 + inner**2),
    lambda inner: 1 / (2 + sympy.cos(inner)),
    lambda inner: RealRoot(inner, 3),
    lambda inner: sympy.Max(0, inner),
    sympy.Heaviside,
]


def grow(inner):
    return st.one_of(
        st.tuples(inner, inner).map(lambda pair: pair[0] + pair[1]),
        st.tuples(inner, inner).map(lambda pair: pair[0] - pair[1]),
        st.tuples(inner, inner).map(lambda pair: pair[0] * pair[1]),
        st.tuples(inner, st.integers(2, 4)).map(lambda pair: pair[0] ** pair[1]),
        st.tuples(inner, st.sampled_from(FUNCTIONS)).map(lambda pair: pair[1](pair[0])),
        st.tuples(inner, inner).map(lambda pair: pair[0] / (1 + pair[1] ** 2)),
    )


def moderate(expression):
    """Tell whether an expression is real and stays clear of the reader's bounds."""
    if expression.has(sympy.nan, sympy.zoo, sympy.I, sympy.oo):
        return False
    return all(abs(part.evalf(5)) < 10**9 for part in sympy.preorder_traversal(expression) if part.is_number)


expressions = st.recursive(leaves, grow, max_leaves=8).filter(moderate)
fields = st.tuples(*[expressions] * len(STATES))


POINT = {symbol: Rational(2 * index + 3, 7) for index, symbol in enumerate([*STATES, *OTHERS])}


def same(read, meant):
    """Tell whether two expressions are equal, as far as their values at a point show (30 digits)."""
    return read == meant or abs((read - meant).subs(POINT).evalf(30)) < Rational(1, 10**15)


def written(field, show, prime):
    return "\n".join(f"{prime(show(state))} = {show(part)}" for state, part in zip(STATES, field, strict=True))


@pytest.mark.parametrize(
    ("show", "prime"),
    [
        (ascii_math, lambda name: f"{name}'"),
        (unicode_math, lambda name: f"{name}′"),
        (latex_math, lambda name: rf"\dot{{{name}}}"),
    ],
    ids=["plain", "Unicode", "LaTeX"],
)
@settings(max_examples=150, deadline=None)
@given(field=fields)
def test_printing_and_reading_gives_the_same_system(show, prime, field):
    system = read_system(written(field, show, prime))
    assert system.states == tuple(STATES)
    for read, meant in zip(system.field, field, strict=True):
        assert same(read, meant), (show(meant), read)
