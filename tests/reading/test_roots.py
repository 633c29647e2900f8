"""The real odd root."""

from __future__ import annotations

import pytest
from sympy import Abs, Float, Integer, Rational, Symbol, diff, oo, sign, sqrt

from symtutor.reading.roots import RealRoot, odd_power

x = Symbol("x", real=True)
p = Symbol("p", positive=True)


@pytest.mark.parametrize(
    ("base", "degree", "value"),
    [
        (8, 3, 2),
        (-8, 3, -2),
        (0, 3, 0),
        (Rational(-1, 27), 3, Rational(-1, 3)),
        (-32, 5, -2),
        (2, 3, Integer(2) ** Rational(1, 3)),
        (-2, 3, -(Integer(2) ** Rational(1, 3))),
        (1 - sqrt(2), 3, -((sqrt(2) - 1) ** Rational(1, 3))),
        (p, 3, p ** Rational(1, 3)),
        (-p, 3, -(p ** Rational(1, 3))),
    ],
)
def test_value_where_the_sign_is_known(base, degree, value):
    assert RealRoot(base, degree) == value


def test_it_is_odd():
    assert RealRoot(-x, 3) == -RealRoot(x, 3)


def test_its_derivative_is_real_on_both_sides():
    slope = diff(RealRoot(x, 3), x)
    assert slope == 1 / (3 * RealRoot(x, 3) ** 2)
    assert slope.subs(x, -8) == slope.subs(x, 8) == Rational(1, 12)
    assert diff(RealRoot(1 - x**2, 3), x).subs(x, 3) == -2 * 3 * Rational(1, 12)


def test_its_vertical_tangent_at_zero():
    assert diff(RealRoot(x, 3), x).subs(x, 0) in {oo, Integer(1) / Integer(0)}


def test_numbers():
    assert abs(RealRoot(x, 3).subs(x, Float("-2", 30)) + Float("1.25992104989487316476721060728", 30)) < Float("1e-25")


def test_the_form_for_arrays():
    assert RealRoot(x, 3).rewrite(Abs) == sign(x) * Abs(x) ** Rational(1, 3)


def test_powers_with_an_odd_denominator():
    assert odd_power(x, Rational(2, 3)) == RealRoot(x, 3) ** 2
    assert odd_power(x, Rational(-1, 3)) == 1 / RealRoot(x, 3)
    assert odd_power(p, Rational(2, 3)) == p ** Rational(2, 3)
