from __future__ import annotations

import pytest
import sympy as sp

from symtutor.numerics.signs import in_order, sign

positive = sp.Symbol("r", positive=True)
unknown = sp.Symbol("s", real=True)


@pytest.mark.parametrize(
    ("expression", "expected", "why"),
    [
        (sp.Rational(-1, 3), -1, "a fraction"),
        (sp.sqrt(2) - sp.Rational(14142135623730950488, 10**19), 1, "positive by 10^−20"),
        (sp.sqrt(2) + sp.sqrt(3) - sp.sqrt(5 + 2 * sp.sqrt(6)), 0, "zero by squaring; no ball can tell"),
        (sp.exp(sp.pi) - sp.pi**sp.E, 1, "e^π > π^e"),
        (positive, 1, "by assumption"),
        (unknown, None, "nothing is known"),
        (positive - 1, None, "positive says nothing about 1"),
    ],
)
def test_signs(expression, expected, why):
    assert sign(expression) == expected, why


def test_numbers_are_sorted_exactly():
    golden = (1 + sp.sqrt(5)) / 2
    assert in_order([sp.S(2), golden, -golden, sp.Rational(8, 5)]) == (-golden, sp.Rational(8, 5), golden, sp.S(2))


def test_no_order_where_a_sign_is_unknown():
    assert in_order([unknown, sp.S.One]) is None
