"""Numbers known by the box in which a system has its only zero."""

import copy
import pickle

import flint
import pytest
import sympy as sp

from symtutor.numerics.balls import enclose
from symtutor.numerics.isolated import IsolatedZero
from symtutor.numerics.signs import in_order, sign

x, y = sp.symbols("x y", real=True)
R = sp.Rational


def omega():
    return IsolatedZero.of([sp.exp(-x) - x], [x], [(R(1, 2), R(3, 5))])


def dottie():
    return IsolatedZero.of([sp.cos(x) - x], [x], [(R(7, 10), R(4, 5))])


@pytest.mark.parametrize(
    ("number", "digits", "why"),
    [
        (omega, "0.5671432904097838729999686622103555497538157871865125", "OEIS A030178, the omega constant"),
        (dottie, "0.7390851332151606416553120876738734040134117589007574", "OEIS A003957, the Dottie number"),
    ],
)
def test_a_ball_holds_the_number_to_any_precision(number, digits, why):
    exact = R(int(digits.replace(".", "")), 10 ** len(digits.partition(".")[2]))
    for places in (10, 30, 50):
        ball = enclose(number(), digits=places)
        assert abs(ball - enclose(exact, digits=60)) < flint.arb(10) ** (1 - places), why
        assert ball.rad() < flint.arb(10) ** (1 - places), why
    assert abs(number().evalf(45) - exact) < R(1, 10**44)


def test_it_prints_as_fifteen_proved_digits():
    assert str(omega()) == "0.567143290409784"
    assert sp.latex(2 * dottie()) == "2 \\cdot 0.739085133215161"


def test_it_is_a_number_without_symbols():
    zero = omega()
    assert zero.free_symbols == set()
    assert zero.is_number
    assert (zero + x).xreplace({x: zero}) == 2 * zero
    assert sp.diff(zero * x, x) == zero


def test_signs_and_order_are_proved():
    assert sign(omega() - R(567, 1000)) == 1
    assert sign(omega() - R(568, 1000)) == -1
    assert omega().is_positive
    assert (-omega()).is_negative
    assert in_order([dottie(), sp.S.One, omega()]) == (omega(), dottie(), sp.S.One)


def test_equal_where_system_and_box_are():
    assert omega() == omega()
    assert omega() != dottie()
    assert len({omega(), omega(), dottie()}) == 2
    assert omega() - omega() == 0


def test_it_survives_copying():
    assert pickle.loads(pickle.dumps(omega())) == omega()  # noqa: S301 - our own bytes
    assert copy.deepcopy(omega()) == omega()


@pytest.mark.parametrize(
    ("equation", "low", "high", "why"),
    [
        (sp.exp(x), 0, 1, "no zero at all"),
        (x**2, -1, 1, "a double zero is not proved by Newton's method"),
        (x * (x - R(1, 2)), -1, 1, "two zeros"),
        (sp.sqrt(x) - x, R(-1, 2), R(1, 8), "the box leaves the domain"),
    ],
)
def test_a_box_that_does_not_prove_one_zero_gives_no_number(equation, low, high, why):
    assert IsolatedZero.of([equation], [x], [(sp.sympify(low), sp.sympify(high))]) is None, why


def test_coordinates_of_a_zero_in_the_plane():
    box = [(R(8, 10), R(9, 10)), (R(4, 10), R(9, 20))]
    first, second = (IsolatedZero.of([sp.tanh(x + y) - x, sp.tanh(x - y) - y], [x, y], box, n) for n in (0, 1))
    assert abs(first - R(852678, 10**6)) < R(1, 10**6)  # hazard H05
    assert abs(second - R(413207, 10**6)) < R(1, 10**6)
    assert sign(sp.tanh(first + second) - first) is None  # zero, but no ball can prove that


def test_the_value_of_an_expression_has_a_name():
    value = IsolatedZero.value_of(3 * omega() + sp.sqrt(2))
    assert isinstance(value, IsolatedZero)
    assert abs(value - 3 * omega() - sp.sqrt(2)) < R(1, 10**40)
    assert IsolatedZero.value_of(sp.sqrt(2)) == sp.sqrt(2)
    assert IsolatedZero.value_of(omega()) == omega()
