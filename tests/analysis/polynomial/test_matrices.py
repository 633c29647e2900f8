"""Characteristic polynomials against determinants expanded by hand and against SymPy's own."""

import pytest
from sympy import CRootOf, ImmutableMatrix, Matrix, Rational, S, Symbol, exp, expand, pi, sqrt
from sympy.polys.matrices import DomainMatrix

from symtutor.analysis.polynomial.matrices import characteristic_polynomial, over_a_line

a, b = (Symbol(name, real=True) for name in "ab")
x = Symbol("x", real=True)
ROOT = CRootOf(x**5 - x - 1, 0)

MATRICES = [
    ([[3]], (1, -3)),
    ([[Rational(1, 2), 1], [0, Rational(1, 3)]], (1, Rational(-5, 6), Rational(1, 6))),  # (λ − 1/2)(λ − 1/3)
    ([[0, 1, 0], [0, 0, 1], [-a, -b, -2]], (1, 2, b, a)),  # a companion matrix shows its polynomial
    ([[0, 1], [-ROOT, pi]], (1, -pi, ROOT)),  # numbers known by a name or a place
    ([[sqrt(2), 1], [1, sqrt(2)]], (1, -2 * sqrt(2), 1)),  # √2 √2 is 2
    ([[0, 0], [0, 0]], (1, 0, 0)),  # no entry holds anything
]


@pytest.mark.parametrize(("rows", "expected"), MATRICES)
def test_coefficients_worked_by_hand(rows, expected):
    entries = [S(entry) for row in rows for entry in row]
    assert characteristic_polynomial(entries, len(rows)) == expected


def test_the_order_four_agrees_with_sympy():
    rows = Matrix(4, 4, lambda i, j: (i + 1) * a - j * b + (i - 2 * j) ** 2)
    found = characteristic_polynomial(list(rows), 4)
    assert found == tuple(map(expand, rows.charpoly().all_coeffs()))


def test_what_is_no_polynomial_is_left_to_others():
    assert characteristic_polynomial([exp(a), S.One, S.One, S.Zero], 2) is None


def test_rational_functions_are_read_as_sympy_reads_them():
    rows = ImmutableMatrix([[x / 2 + 1 / x**2, 0, 1], [-1 / (x - Rational(1, 2)), 1, x], [0, 3, x**2 / (x + 1)]])
    assert over_a_line(list(rows), 3).charpoly() == DomainMatrix.from_Matrix(rows).charpoly()


@pytest.mark.parametrize("entry", [a * x, exp(x), S.One])
def test_other_entries_are_not_read(entry):
    assert over_a_line([entry, S.One, S.One, S.Zero], 2) is None
