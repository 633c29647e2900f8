"""Signs of polynomials beside a root that is known by its place, from the derivatives there by hand."""

import pytest
import sympy as sp

from symtutor.analysis.beside_root import holds_beside
from symtutor.numerics.roots import NumberedRoot

x = sp.Symbol("x", real=True)
p = x**5 - x - 1
ROOT = NumberedRoot.of([1, 0, 0, 0, -1, -1], 0)  # 1.1673…, where p′ = 5x⁴ − 1 > 0

SIDES = [
    ([p > 0], (False, True), "a simple root: p rises"),
    ([-p > 0], (True, False), "and −p falls"),
    ([sp.expand(p**2) > 0], (True, True), "a double root: positive on both sides"),
    ([sp.expand(p**3) > 0], (False, True), "a triple root changes sign"),
    ([x - 1 > 0], (True, True), "no root at all"),
    ([p > 0, x < 1], (False, False), "one condition fails on each side"),
    ([sp.sin(x) > 0], (None, None), "not a polynomial"),
]


@pytest.mark.parametrize(("conditions", "expected", "why"), SIDES, ids=[row[-1] for row in SIDES])
def test_sides(conditions, expected, why):
    assert tuple(holds_beside(conditions, x, ROOT, side) for side in (-1, 1)) == expected, why
