"""Where quantities change their sign, and quantities that never do."""

import sympy as sp

from symtutor.analysis.parameters.polynomials import critical_polynomials, factors

r = sp.Symbol("r", real=True)


def test_zero_in_disguise_has_no_factors():
    assert factors(r * (r + 1) - r**2 - r) == ()


def test_square_roots_are_cleared_and_functions_refused():
    assert r - 1 in critical_polynomials([sp.sqrt(r) - 1])
    assert critical_polynomials([sp.sin(r)]) is None


def test_a_root_under_a_root_is_cleared_after_it():
    """√(r + √(r² + 1)) = r leads to √(r² + 1) = r² − r, and that to 1 = r⁴ − 2r³."""
    (found,) = critical_polynomials([r - sp.sqrt(r + sp.sqrt(r**2 + 1))])
    assert found in {r**4 - 2 * r**3 - 1, 1 + 2 * r**3 - r**4}


def test_long_formulas_with_roots_are_left_alone():
    long = sp.Add(*(sp.sqrt(r + 2) * r**k / (r**2 + k) for k in range(40)))
    assert critical_polynomials([long]) is None
