"""Where quantities change their sign, and quantities that never do."""

import sympy as sp

from symtutor.analysis.parameters.polynomials import critical_polynomials, factors

r = sp.Symbol("r", real=True)


def test_zero_in_disguise_has_no_factors():
    assert factors(r * (r + 1) - r**2 - r) == ()


def test_square_roots_are_cleared_and_functions_refused():
    assert r - 1 in critical_polynomials([sp.sqrt(r) - 1])
    assert critical_polynomials([sp.sin(r)]) is None
