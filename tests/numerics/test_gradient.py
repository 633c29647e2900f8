from __future__ import annotations

import pytest
import sympy as sp

from symtutor.model import ODESystem
from symtutor.numerics.gradient import DescentDictionary

x, y = sp.symbols("x y", real=True)


@pytest.mark.parametrize(
    ("field", "loss", "holds", "why"),
    [
        ((-x,), x**2 / 2, True, "the parabola"),
        ((-x,), -(x**2) / 2, False, "the sign: descent goes down"),
        ((-x, -2 * y), x**2 / 2 + y**2, True, "the lesson's bowl"),
        ((-x, -2 * y), x**2 / 2 + y**2 / 2, False, "half the curvature in y"),
        ((sp.sin(x),), sp.cos(x), True, "hills at the even multiples of π"),
        ((-x,), None, None, "no loss, nothing to check"),
    ],
)
def test_the_loss_is_differentiated_back(field, loss, holds, why):
    assert DescentDictionary(ODESystem((x, y)[: len(field)], field), loss).verify() is holds, why
