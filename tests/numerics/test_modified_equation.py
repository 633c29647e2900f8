import dataclasses

import pytest
import sympy as sp

from symtutor.model import ODESystem
from symtutor.numerics.modified_equation import modified_equation

x, y, t = sp.symbols("x y t", real=True)


@pytest.mark.parametrize(
    ("field", "term", "why"),
    [
        ((-x,), (x,), "f′ f = (−1)(−x)"),
        ((x**2,), (2 * x**3,), "Hairer, Lubich and Wanner, example IX.1.1: y² − h y³ + …"),
        ((y, -x), (-x, -y), "J f = [[0, 1], [−1, 0]](y, −x): a spiral outward"),
        ((sp.sin(x),), (sp.sin(x) * sp.cos(x),), "cos x · sin x"),
    ],
)
def test_the_first_term(field, term, why):
    start = (sp.Rational(1, 3), sp.Rational(1, 2))[: len(field)]
    found = modified_equation(ODESystem((x, y)[: len(field)], field), start)
    assert tuple(map(sp.expand, found.term)) == term, why
    assert found.verify() is True, why
    wrong = tuple(2 * part for part in found.term)
    assert dataclasses.replace(found, term=wrong).verify() is False, why


@pytest.mark.parametrize(
    ("field", "why"),
    [((sp.Integer(3),), "no bend, no error"), ((x + t,), "time"), ((sp.Abs(x),), "a corner")],
)
def test_nothing_is_said(field, why):
    assert modified_equation(ODESystem((x,), field), (sp.S.One,)) is None, why


def test_euler_follows_it_to_second_order():
    # x' = −x − (h/2)x has the solution e^{−(1 + h/2)t}; (1 − h)^{1/h} differs from it by a multiple of h²
    gaps = [abs((1 - h) ** (1 / h) - float(sp.exp(-(1 + h / 2)))) for h in (0.1, 0.05)]
    assert gaps[0] / gaps[1] == pytest.approx(4, abs=0.4)
