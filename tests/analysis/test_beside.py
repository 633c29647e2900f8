"""Leading terms, by hand: Taylor series, and how exponentials and logarithms compare with powers."""

import pytest
import sympy as sp

from symtutor.analysis.beside import defined_beside, germ
from symtutor.analysis.log_log import slope_agrees
from symtutor.reading.roots import RealRoot

x = sp.Symbol("x", real=True)
r = sp.Symbol("r", positive=True)
oo = sp.oo
half = sp.Rational(1, 2)

ROWS = [
    # expression, place, side, power, logs, coefficient
    (1 / x, 0, -1, -1, 0, -1),
    (x * sp.log(sp.Abs(x)), 0, 1, 1, 1, -1),
    (x - sp.sin(x), 0, -1, 3, 0, -sp.Rational(1, 6)),
    (1 - sp.cos(x), 0, 1, 2, 0, half),
    (sp.tan(x), sp.pi / 2, 1, -1, 0, -1),
    (sp.tan(x), sp.pi / 2, -1, -1, 0, 1),
    (sp.sqrt(x), 0, 1, half, 0, 1),
    (RealRoot(x, sp.Integer(3)), 0, -1, sp.Rational(1, 3), 0, -1),
    (x**2 / (x**2 - 1), 1, -1, -1, 0, -half),
    (sp.log(x), 0, 1, 0, 1, -1),
    (sp.log(x), 1, 1, 1, 0, 1),
    (sp.sqrt(sp.Abs(sp.sin(x))), sp.pi, -1, half, 0, 1),
    (sp.Max(x, x**2), 0, -1, 2, 0, 1),
    (x - x**3, oo, 1, -3, 0, -1),
    (x + sp.sin(x), oo, 1, -1, 0, 1),
    (x * sp.atan(x), -oo, -1, -1, 0, sp.pi / 2),
    (x * sp.log(x) ** 2, oo, 1, -1, 2, 1),
    (r * x - x**3, -oo, -1, -3, 0, 1),
    (sp.exp(-1 / x**2), 0, -1, oo, 0, None),
    (sp.exp(x) - x**9, oo, 1, -oo, 0, None),
    (sp.cosh(x), -oo, -1, -oo, 0, None),
    (2 + sp.sin(x), oo, 1, 0, 0, None),
]


@pytest.mark.parametrize(("expression", "at", "side", "power", "logs", "coefficient"), ROWS)
def test_leading_term(expression, at, side, power, logs, coefficient):
    found = germ(expression, x, sp.sympify(at), side)
    assert (found.power, found.logs, found.coefficient) == (power, logs, coefficient)


@pytest.mark.parametrize(
    ("expression", "at", "side"), [row[:3] for row in ROWS if row[-1] is not None and not row[0].has(sp.Max, r)]
)
def test_the_size_measured_in_balls_agrees(expression, at, side):
    at = sp.sympify(at)
    assert slope_agrees(expression, x, at, side, germ(expression, x, at, side)) is True


def test_a_wrong_power_fails_the_measurement():
    assert slope_agrees(x**2, x, sp.S.Zero, 1, germ(x**3, x, sp.S.Zero, 1)) is False


@pytest.mark.parametrize(
    ("expression", "at", "side", "why"),
    [
        (sp.sqrt(x), 0, -1, "not real there"),
        (sp.exp(x) - sp.exp(2 * x), oo, 1, "two exponentials are not compared"),
        (sp.gamma(x), 1, 1, "not in the calculus"),
    ],
)
def test_what_is_not_decided(expression, at, side, why):
    assert germ(expression, x, sp.sympify(at), side) is None, why


def test_time_to_a_point_and_to_infinity():
    """∫ ds/sᵖ converges at 0 for p < 1; ∫ ds/(s ln² s) converges; ∫ dx/xᵠ at infinity for q > 1."""
    assert germ(sp.sqrt(x), x, sp.S.Zero, 1).faster_than(sp.S.Zero)
    assert not germ(x, x, sp.S.Zero, 1).faster_than(sp.S.Zero)
    assert not germ(x * sp.log(x), x, sp.S.Zero, 1).faster_than(sp.S.Zero)
    assert germ(x * sp.log(x) ** 2, x, sp.S.Zero, 1).faster_than(sp.S.Zero)
    assert germ(x**2, x, oo, 1).faster_than(sp.Integer(2))
    assert not germ(x, x, oo, 1).faster_than(sp.Integer(2))


def test_domains_beside_a_point():
    assert defined_beside([sp.Ne(sp.cos(x), 0)], x, sp.pi / 2, 1)
    assert defined_beside([x > 0], x, sp.S.Zero, -1) is False
