from __future__ import annotations

import pytest
import sympy as sp
from flint import arb

from symtutor.numerics.balls import enclose, enclose_complex, taylor
from symtutor.reading.roots import RealRoot

x = sp.Symbol("x", real=True)


@pytest.mark.parametrize(
    ("expression", "digits", "why"),
    [
        (sp.sqrt(2), "1.41421356237309504880168872420969807856967187537694", "the square root of two"),
        (sp.exp(-sp.S.Half), "0.60653065971263342360379953499118045344191813548719", "OEIS A092605"),
        (sp.sin(1), "0.84147098480789650665250232163029899962256306079837", "OEIS A049469"),
        (sp.pi, "3.14159265358979323846264338327950288419716939937511", "OEIS A000796"),
        (sp.tanh(1), "0.76159415595576488811945828260479359041276859725794", "OEIS A073744"),
        (sp.CRootOf(x**5 - x - 1, 0), "1.16730397826141868425604589985484218072056037152549", "OEIS A160155"),
    ],
)
def test_a_ball_holds_the_number(expression, digits, why):
    value = enclose(expression)
    assert abs(value - arb(digits)) < arb(10) ** -14, why
    exact = sp.Rational(int(digits.replace(".", "")), 10 ** (len(digits.partition(".")[2])))
    difference = enclose(expression - exact)
    assert abs(difference) < arb(10) ** -48, why


@pytest.mark.parametrize(
    ("expression", "at", "why"),
    [
        (sp.log(x), -1, "the logarithm of a negative number is not real"),
        (1 / x, 0, "a pole"),
        (sp.sqrt(x), -2, "the root of a negative number is not real"),
        (sp.Function("g")(x), 1, "an unknown function has no ball"),
        (x + sp.Symbol("r"), 1, "a symbol without a value has none either"),
    ],
)
def test_there_is_no_ball(expression, at, why):
    assert enclose(expression, {x: sp.Integer(at)}) is None, why


def test_complex_numbers_have_balls_on_both_axes():
    value = enclose_complex((1 + sp.I) ** 3)
    assert value.real.contains(-2)
    assert value.imag.contains(2)


@pytest.mark.parametrize(
    ("expression", "at", "expected", "why"),
    [
        (sp.exp(x), 0, (1, 1, "1/2", "1/6"), "the exponential series"),
        (sp.log(x), 1, (0, 1, "-1/2", "1/3"), "Mercator"),
        (1 / (1 - x), 0, (1, 1, 1, 1), "the geometric series"),
        (RealRoot(x, 3), -8, (-2, "1/12", "1/288", "5/20736"), "−2(1 − u/8)^(1/3), u = x + 8"),
        (sp.Abs(x), -3, (3, -1, 0, 0), "left of its corner |x| is −x"),
        (sp.cosh(x) + sp.sinh(x), 0, (1, 1, "1/2", "1/6"), "the exponential again"),
        (sp.Integer(5), 0, (5, 0, 0, 0), "a constant"),
    ],
)
def test_taylor_coefficients(expression, at, expected, why):
    coefficients = taylor(expression, x, {x: sp.Integer(at)}, 3)
    for coefficient, value in zip(coefficients, expected, strict=True):
        assert abs(coefficient - enclose(sp.Rational(value))) < arb(10) ** -14, why


def test_no_series_over_the_corner_of_an_absolute_value():
    assert taylor(sp.Abs(x), x, {x: sp.S.Zero}, 2) is None


@pytest.mark.parametrize(("at", "root"), [(-8, -2), (0, 0), (27, 3)])
def test_the_real_cube_root_on_both_sides_of_zero(at, root):
    assert abs(enclose(RealRoot(x, 3), {x: sp.Integer(at)}) - root) < arb(10) ** -14
