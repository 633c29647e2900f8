"""Taylor polynomials in two variables: by hand, and against differentiation."""

import pytest
import sympy as sp

from symtutor.analysis.nonlinear.jets import Jet, jet

x, y = sp.symbols("x y", real=True)
n = sp.Symbol("n", integer=True)
ZERO, ONE = sp.S.Zero, sp.S.One

EXPANDED = [
    # expression, point, order, coefficients, why
    (sp.sin(x) * (1 + y), (0, 0), 3, {(1, 0): 1, (1, 1): 1, (3, 0): -sp.Rational(1, 6)}, "sine times a polynomial"),
    (-sp.sin(x), (2 * sp.pi * n, 0), 3, {(1, 0): -1, (3, 0): sp.Rational(1, 6)}, "every member of a family at once"),
    (sp.tanh(x), (0, 0), 5, {(1, 0): 1, (3, 0): -sp.Rational(1, 3), (5, 0): sp.Rational(2, 15)}, "a quotient"),
    (
        1 / (1 + x),
        (1, 0),
        2,
        {(0, 0): sp.Rational(1, 2), (1, 0): -sp.Rational(1, 4), (2, 0): sp.Rational(1, 8)},
        "a pole elsewhere",
    ),
    (sp.Abs(x) * y, (-1, 0), 2, {(0, 1): 1, (1, 1): -1}, "left of 0 the absolute value is -x"),
    (sp.sqrt(x), (4, 0), 2, {(0, 0): 2, (1, 0): sp.Rational(1, 4), (2, 0): -sp.Rational(1, 64)}, "a root"),
    (2**y, (0, 0), 1, {(0, 0): 1, (0, 1): sp.log(2)}, "the state in the exponent"),
    (x**y, (1, 2), 1, {(0, 0): 1, (1, 0): 2}, "states in base and exponent"),
]


@pytest.mark.parametrize(("expression", "at", "order", "expected", "why"), EXPANDED, ids=[row[-1] for row in EXPANDED])
def test_expansions_by_hand(expression, at, order, expected, why):
    assert jet(expression, (x, y), tuple(map(sp.Add, at)), order).terms == expected, why


NOT_SMOOTH = [
    (sp.Abs(x), "a corner"),
    (sp.sqrt(x), "a vertical tangent"),
    (1 / x, "a pole"),
    (sp.log(x), "the edge of the domain"),
    (sp.sign(x), "a jump"),
    (sp.Abs(x - sp.Symbol("r", real=True)), "unknown on which side"),
]


@pytest.mark.parametrize(("expression", "why"), NOT_SMOOTH, ids=[row[-1] for row in NOT_SMOOTH])
def test_no_jet_without_smoothness(expression, why):
    assert jet(expression, (x, y), (ZERO, ZERO), 2) is None, why


def test_coefficients_are_derivatives():
    expression = sp.exp(x * y) * sp.cos(x + 2 * y) / (2 + x)
    at = {x: ONE, y: ZERO}
    expanded = jet(expression, (x, y), (ONE, ZERO), 3)
    for i in range(4):
        for j in range(4 - i):
            derivative = sp.diff(expression, x, i, y, j).subs(at) / (sp.factorial(i) * sp.factorial(j))
            assert sp.simplify(expanded[i, j] - derivative) == 0


def test_substitution_is_composition():
    outer = Jet({(1, 0): ONE, (0, 2): ONE}, 4)
    first, second = Jet({(1, 0): ONE, (0, 1): ONE}, 4), Jet({(1, 0): 2 * ONE}, 4)
    assert outer.of(first, second).terms == {(1, 0): 1, (0, 1): 1, (2, 0): 4}


def test_zero_in_disguise_is_no_term():
    expression = (sp.sqrt(2) + sp.sqrt(3) - sp.sqrt(5 + 2 * sp.sqrt(6))) * x + y
    assert jet(expression, (x, y), (ZERO, ZERO), 1).terms == {(0, 1): 1}
