"""Hurwitz determinants, which tell whether all roots of a polynomial lie left of the imaginary axis.

The roots themselves are not needed, so the coefficients may hold parameters: the answer is a list of inequalities.
Gantmacher, *The Theory of Matrices*, vol. 2, ch. XV, §6.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import sympy as sp
from sympy.polys.matrices import DomainMatrix

from symtutor.analysis.polynomial.matrices import characteristic_polynomial, over_a_line
from symtutor.analysis.polynomial.normal_form import expand, holds_boxes

if TYPE_CHECKING:
    from collections.abc import Sequence


@lru_cache(maxsize=64)
def characteristic_coefficients(matrix: sp.ImmutableMatrix) -> tuple[sp.Expr, ...]:
    """Return the coefficients of det(λI − J), highest power first, multiplied out; no division is done.

    Examples
    --------
    >>> characteristic_coefficients(sp.ImmutableMatrix([[0, 1], [-4, -3]]))
    (1, 3, 4)
    """
    if any(map(holds_boxes, matrix)):
        from symtutor.numerics.isolated import IsolatedZero  # noqa: PLC0415 - few points are known by a box

        matrix = matrix.applyfunc(IsolatedZero.value_of)
    found = characteristic_polynomial(list(matrix), matrix.rows)
    if found is not None:
        return found
    roots = _roots_as_variables(matrix)
    if roots:
        back = {variable: root for root, variable in roots.items()}
        found = characteristic_polynomial(list(matrix.xreplace(roots)), matrix.rows)
        if found is not None:
            return tuple(expand(coefficient.xreplace(back)) for coefficient in found)
    read = over_a_line(list(matrix), matrix.rows)
    exact = DomainMatrix.from_Matrix(matrix) if read is None else read
    return tuple(expand(exact.domain.to_sympy(coefficient)) for coefficient in exact.charpoly())


def _roots_as_variables(matrix: sp.ImmutableMatrix) -> dict[sp.Expr, sp.Dummy]:
    """Name the square roots of quantities with parameters; their squares are written when the names are taken back."""
    roots = sorted((p for p in matrix.atoms(sp.Pow) if p.exp == sp.S.Half and p.free_symbols), key=sp.default_sort_key)
    return {root: sp.Dummy(f"root_{place}", commutative=True) for place, root in enumerate(roots)}


def hurwitz_determinants(coefficients: Sequence[sp.Expr]) -> tuple[sp.Expr, ...]:
    """Return the leading principal minors Δ₁, …, Δₙ of the Hurwitz matrix of a₀ λⁿ + a₁ λⁿ⁻¹ + … + aₙ.

    For a₀ > 0 every root has a negative real part exactly when all of them are positive (Routh–Hurwitz). As the last
    two differ by the factor aₙ, and Δₙ₋₁ is a₀ⁿ⁻² times, up to sign, the product of all sums of two roots (Orlando's
    formula), Δₙ₋₁ = 0 where a pair ±iω lies on the imaginary axis.

    Parameters
    ----------
    coefficients : sequence of Expr
        a₀, a₁, …, aₙ: the highest power first.

    Examples
    --------
    >>> a, b, c = sp.symbols("a b c")
    >>> hurwitz_determinants((1, a, b, c))
    (a, a*b - c, a*b*c - c**2)
    """
    degree = len(coefficients) - 1
    if degree < 1:
        return ()
    entry = dict(enumerate(coefficients))
    places = range(1, degree + 1)
    rows = [[entry.get(2 * column - row, sp.S.Zero) for column in places] for row in places]
    matrix = sp.ImmutableMatrix(rows)
    return tuple(_leading_minor(matrix, size) for size in places)


def _leading_minor(matrix: sp.ImmutableMatrix, size: int) -> sp.Expr:
    """Return the determinant of the first `size` rows and columns, from the characteristic polynomial."""
    return expand((-1) ** size * characteristic_coefficients(matrix[:size, :size])[-1])
