"""Laws of derivations: whatever polynomial comes, the way on paper ends in its roots, and no step is false."""

from itertools import pairwise

import sympy as sp
from hypothesis import example, given, settings
from hypothesis import strategies as st

from symtutor.derivation.solving.equation import Equation, Names
from symtutor.derivation.solving.search import route

x, n = sp.Symbol("x", real=True), sp.Symbol("n", integer=True)
TINY = sp.Rational(1, 10**25)  # √((3 − √5)/2) and (√5 − 1)/2 are one number written twice
NAMES = Names(n, frozenset({"x"}))
small = st.integers(-4, 4)
factors = st.lists(
    st.one_of(
        st.tuples(st.just(1), small).map(lambda c: c[0] * x - c[1]),
        st.tuples(st.integers(1, 3), small).map(lambda c: c[0] * x - c[1]),
        st.tuples(small, st.integers(-5, 5)).map(lambda c: x**2 + c[0] * x + c[1]),
    ),
    min_size=1,
    max_size=3,
)


def places(values):
    """The different numbers among some, in order, as decimals."""
    ordered = sorted(value.evalf(30) for value in values)
    return [b for a, b in pairwise([-sp.oo, *ordered]) if b - a > TINY]


@settings(max_examples=60, deadline=None)
@given(factors)
@example([x**2 + x - 1, x**2 - x - 1])
def test_a_product_multiplied_out_is_solved_again(parts):
    polynomial = sp.expand(sp.Mul(*parts))
    found = route(Equation(polynomial, sp.S.Zero, x, written=True), NAMES)
    roots = {root for part in parts for root in sp.roots(part, x) if root.is_real}
    if found is None:
        return
    reached, expected = places(root.value for root in found.roots), places(roots)
    assert len(reached) == len(expected)
    assert all(abs(a - b) < TINY for a, b in zip(reached, expected, strict=True))
    assert all(move.verify() is not False for move in found.moves)


@settings(max_examples=60, deadline=None)
@given(st.lists(small, min_size=1, max_size=4))
def test_whole_roots_are_always_found(roots):
    polynomial = sp.expand(sp.Mul(*(x - root for root in roots)))
    found = route(Equation(polynomial, sp.S.Zero, x, written=True), NAMES)
    assert found is not None
    assert {root.value for root in found.roots} == set(roots)
