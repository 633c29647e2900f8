"""Exact numbers of FLINT cross between processes; the library itself does not say how."""

from __future__ import annotations

import copyreg
from typing import Any

import flint


def allow_copies() -> None:
    """Tell how the numbers, matrices and polynomials that an analysis holds are built again.

    Examples
    --------
    >>> from copy import copy
    >>> allow_copies()
    >>> copy(flint.fmpq_mat(1, 2, [flint.fmpq(1, 2), flint.fmpq(3)]))
    [1/2, 3]
    """
    copyreg.dispatch_table.update(
        {
            flint.fmpz: lambda number: (flint.fmpz, (int(number),)),
            flint.fmpq: lambda number: (flint.fmpq, (int(number.p), int(number.q))),
            flint.fmpq_poly: lambda polynomial: (flint.fmpq_poly, (polynomial.coeffs(),)),
            flint.fmpq_mat: _matrix,
        }
    )


def _matrix(matrix: Any) -> tuple[Any, ...]:  # noqa: ANN401 - flint ships no types
    """Take a matrix apart."""
    return flint.fmpq_mat, (matrix.nrows(), matrix.ncols(), matrix.entries())
