"""Zeros counted by the turns of f around 0, against counts by hand."""

import flint
import pytest
import sympy as sp

from symtutor.numerics.winding import zeros_in_strip

x = sp.Symbol("x", real=True)
WIDE, THIN = flint.arb(2), flint.arb(1) / 64


@pytest.mark.parametrize(
    ("function", "low", "high", "half", "zeros", "why"),
    [
        (x, -1, 2, THIN, 1, "one"),
        (x**3, -1, 2, THIN, 3, "counted with multiplicity"),
        (sp.sin(x), -10, 10, THIN, 7, "0, ±π, ±2π, ±3π"),
        (x**2 + 1, -1, 2, THIN, 0, "±i lie outside a thin strip"),
        (x**2 + 1, -1, 2, WIDE, 2, "and inside a wide one"),
        (1 - sp.cos(x), -1, 7, THIN, 4, "double zeros at 0 and 2π"),
        (sp.exp(x), -20, 20, WIDE, 0, "never zero"),
        (sp.tanh(2 * x) - x, -20, 20, THIN, 3, "hazard H19"),
        (1 / (1 + sp.exp(-x)) - sp.Rational(1, 2), -9, 9, THIN, 1, "a quotient without poles in the strip"),
    ],
)
def test_zeros_are_counted_by_turns(function, low, high, half, zeros, why):
    assert zeros_in_strip(function, x, flint.arb(low), flint.arb(high), half) == zeros, why


@pytest.mark.parametrize(
    ("function", "low", "why"),
    [
        (1 / (x - 1), -2, "a pole inside the strip"),
        (sp.tanh(x), -2, "tanh has poles at ±πi/2, inside this wide strip"),
        (x, 0, "a zero on the edge"),
        (sp.Abs(x) + 1, -2, "not analytic"),
        (sp.log(x + 5), -2, "a branch cut would have to be watched"),
    ],
)
def test_no_count_where_the_principle_does_not_apply(function, low, why):
    assert zeros_in_strip(function, x, flint.arb(low), flint.arb(3), WIDE) is None, why
