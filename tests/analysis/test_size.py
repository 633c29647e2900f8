"""Sizes of expressions: the quick bound never calls short what SymPy counts as long."""

import pytest
import sympy as sp

from symtutor.analysis.size import MOST, _nodes, within

x, y = sp.symbols("x y", real=True)

EXPRESSIONS = [
    x - y / 3,
    -x / y,
    -sp.Rational(7, 3) * x ** sp.Rational(-2, 5),
    sp.exp(-x) / (1 - sp.sin(2 * y)) ** 2,
    sp.Add(*(-(x**k) / (k + 2) for k in range(9))),
]


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=map(str, EXPRESSIONS))
def test_the_bound_holds(expression):
    operations = sp.count_ops(expression)
    assert operations <= MOST * _nodes(expression)
    assert within([expression], operations)
    assert not within([expression], operations - 1)
