"""Signs of polynomials at every integer, worked by hand."""

import pytest
import sympy as sp

from symtutor.analysis import analyze
from symtutor.analysis.at_integers import sign_at_integers
from symtutor.model import Kind, ODESystem

n = sp.Symbol("n", integer=True)
x, y = sp.symbols("x y", real=True)
pi = sp.pi

SIGNS = [
    (1 - (pi + 2 * pi * n) ** 2, -1, "π + 2πn is at least π away from 0"),
    (1 - (2 * pi * n) ** 2, None, "positive at 0, negative elsewhere"),
    (pi + 2 * pi * n, None, "odd degree: both signs"),
    ((2 * n + 1) * (2 * n + 3), None, "negative at −1, where only one integer lies between the roots"),
    ((4 * n + 1) * (4 * n + 3), 1, "between the roots −3/4 and −1/4 lies no integer"),
    ((2 * n - 1) ** 2 - sp.Rational(1, 2), 1, "roots between the integers"),
    (n**2, None, "zero at 0"),
    (-(n**2) - sp.sqrt(2), -1, "no roots"),
    (n**2 - 10**6, None, "roots too far out to look at all before them"),
]


@pytest.mark.parametrize(("value", "expected", "why"), SIGNS, ids=[row[-1] for row in SIGNS])
def test_signs(value, expected, why):
    assert sign_at_integers(value, n) == expected, why


def test_a_family_whose_trace_depends_on_the_member():
    found = analyze(ODESystem((x, y), (y, sp.sin(x) + y * (1 - x**2)))).classifications
    assert [c.kind.value for c in found] == ["saddle", "stable node"]  # Δ = cos(πk), τ = 1 − π²k² ≤ 1 − π² < −2


def test_members_that_differ_are_told():
    # at 2πn: τ = 1 − 4π²n², Δ = 1; τ² < 4Δ only for n = 0
    (even, _) = analyze(ODESystem((x, y), (y, -sp.sin(x) + y * (1 - x**2)))).classifications
    assert even.kind is Kind.UNDECIDED
    assert set(even.reasons[-1].members) == {(0, Kind.UNSTABLE_SPIRAL), (1, Kind.STABLE_NODE)}


def test_slopes_that_differ_are_told():
    # f′ = 1/(2πn) and −1/(π + 2πn)
    even, odd = analyze(ODESystem((x,), (sp.sin(x) / x,))).classifications
    assert set(even.reasons[-1].members) == {(1, 1), (-1, -1)}
    assert set(odd.reasons[-1].members) == {(0, -1), (-1, 1)}
