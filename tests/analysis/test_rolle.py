"""Bounds on the number of zeros by Rolle's theorem."""

import pytest
import sympy as sp

from symtutor.analysis.fixed_points.rolle import most_zeros, no_other_zero

x = sp.Symbol("x", real=True)

BOUNDS = [
    (sp.exp(-x) + x**2, 0, "a sum of a positive and a nonnegative term"),
    (sp.exp(x) + x, 1, "it rises"),
    (sp.exp(x) - 3 * x, 2, "convex"),
    (sp.cosh(x) - x**2, 4, "the fourth derivative is cosh"),
    (sp.sin(x), None, "no derivative has one sign"),
]

LISTS = [
    (sp.exp(x) - x - 1, [0], True, "one zero of multiplicity two"),
    (sp.exp(x) - 1, [0], True, "one of at most one"),
    (sp.exp(x) - 2 * x - 1, [0], False, "both ends are positive, so there is a second"),
    (sp.exp(x) + x**2 - 1, [], None, "nothing found leaves two open"),
]


@pytest.mark.parametrize(("field", "bound", "why"), BOUNDS, ids=[row[2] for row in BOUNDS])
def test_most_zeros(field, bound, why):
    assert most_zeros(field, x) == bound, why


@pytest.mark.parametrize(("field", "zeros", "complete", "why"), LISTS, ids=[row[3] for row in LISTS])
def test_no_other_zero(field, zeros, complete, why):
    assert no_other_zero(field, x, [sp.Integer(zero) for zero in zeros]) is complete, why
