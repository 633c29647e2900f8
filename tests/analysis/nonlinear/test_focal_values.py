"""Lyapunov coefficients and focal values: known ones, and three formulas that must agree."""

import random

import pytest
import sympy as sp

from symtutor.analysis.nonlinear.focal_values import focal_value
from symtutor.analysis.nonlinear.frames import Frame
from symtutor.analysis.nonlinear.higher_focal_value import HigherFocalValue
from symtutor.analysis.nonlinear.jets import jets
from symtutor.analysis.nonlinear.lyapunov_coefficient import LyapunovCoefficient, by_lyapunov_coefficient
from symtutor.analysis.nonlinear.perko import perko_coefficient

x, y = sp.symbols("x y", real=True)
ZERO = sp.S.Zero
r2 = x**2 + y**2

KNOWN = [
    ((-y - x * r2, x - y * r2), -1, "r' = -r^3 by polar coordinates"),
    ((y, -x - y**3), -sp.Rational(3, 8), "averaging, Strogatz 7.6: r' = -3r^3/8"),
    ((y, -x - x**2 * y), -sp.Rational(1, 8), "averaging: r' = -r^3/8"),
    ((y, -x + x**2 - x * y), -sp.Rational(1, 8), "only the product of f_xx and f_xy"),
]


@pytest.mark.parametrize(("field", "coefficient", "why"), KNOWN, ids=[row[-1] for row in KNOWN])
def test_first_coefficient(ask, field, coefficient, why):
    rule = ask(by_lyapunov_coefficient, field).reasons[-1]
    assert rule.coefficient == coefficient, why


def random_center(seed):
    """A linear center with random terms of degree 2 and 3, seldom in normal form."""
    choose = random.Random(seed)  # noqa: S311 - polynomials, not secrets
    while True:
        a, b, c = (choose.randint(-3, 3) for _ in range(3))
        if -a * a - b * c > 0:
            break
    first, second = a * x + b * y, c * x - a * y
    for degree in (2, 3):
        for i in range(degree + 1):
            first += choose.randint(-3, 3) * x**i * y ** (degree - i)
            second += choose.randint(-3, 3) * x**i * y ** (degree - i)
    return first, second


@pytest.mark.parametrize("seed", range(12))
def test_three_formulas_agree_in_sign(ask, seed):
    """Guckenheimer-Holmes after a change of coordinates, Andronov's without one, and Poincare's function V."""
    field = random_center(seed)
    point = ask(by_lyapunov_coefficient, field)
    found = focal_value(jets(field, (x, y), (ZERO, ZERO), 3), 4)
    ball = perko_coefficient(Frame((x, y), field, (ZERO, ZERO)))
    if found is None:  # exactly zero, which no ball can tell
        assert ball.contains(0)
        return
    assert sp.sign(found.value) == (1 if ball > 0 else -1) == sp.sign(point.reasons[-1].coefficient)


HIGHER = [
    ((y, -x - y**5), 6, -sp.Rational(5, 8), "the mean of sin^6 is 5/16: V' = -2 * 5/16 V^3"),
    ((y, -x - y**7), 8, -sp.Rational(35, 64), "the mean of sin^8 is 35/128"),
    ((-y + x * r2**2, x + y * r2**2), 6, 2, "r' = r^5, so V = r^2 has V' = 2 V^3"),
]


@pytest.mark.parametrize(("field", "degree", "value", "why"), HIGHER, ids=[row[-1] for row in HIGHER])
def test_higher_focal_values(field, degree, value, why):
    found = focal_value(jets(field, (x, y), (ZERO, ZERO), 7), 8)
    assert (found.degree, found.value) == (degree, value), why


def test_a_center_has_no_focal_value():
    assert focal_value(jets((y - y**3, -x - y**2), (x, y), (ZERO, ZERO), 7), 8) is None


def test_checks_can_fail():
    """The derivatives of the mirror-image field claim the opposite sign."""
    frame = Frame((x, y), (-y - x * r2, x - y * r2), (ZERO, ZERO))
    six = (sp.Integer(6), sp.Integer(2), sp.Integer(2), sp.Integer(6), *[ZERO] * 6)
    assert LyapunovCoefficient(frame, sp.S.One, six, (ZERO, ZERO)).verify() is False
    right = LyapunovCoefficient(frame, sp.S.One, tuple(-value for value in six), (ZERO, ZERO))
    assert right.verify() is True
    assert HigherFocalValue(frame, 6, sp.S.One, r2, r2).verify() is False
