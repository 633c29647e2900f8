"""Linear equations with exact coefficients, solved by elimination."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.structure.exact import normal, sign

if TYPE_CHECKING:
    from collections.abc import Sequence


def solve_linear(rows: Sequence[Sequence[sp.Expr]]) -> list[sp.Expr] | None:
    """Solve the equations whose augmented rows are given; unknowns that stay free are 0.

    None where there is no solution, or a number to divide by is not known to be other than 0.

    Examples
    --------
    >>> solve_linear([[sp.Integer(1), sp.Integer(1), sp.Integer(3)], [sp.Integer(2), sp.Integer(2), sp.Integer(6)]])
    [3, 0]
    """
    work = [list(row) for row in rows]
    size = len(work[0]) - 1
    pivots: list[int] = []
    for column in range(size):
        below = [i for i in range(len(pivots), len(work)) if work[i][column] != 0]
        if not below:
            continue
        found = next((i for i in below if sign(work[i][column])), None)
        if found is None:
            return None
        work[len(pivots)], work[found] = work[found], work[len(pivots)]
        pivot = work[len(pivots)]
        scale = pivot[column]
        pivot[:] = [normal(entry / scale) for entry in pivot]
        for i, row in enumerate(work):
            if i != len(pivots) and row[column] != 0:
                factor = row[column]
                row[:] = [normal(entry - factor * other) for entry, other in zip(row, pivot, strict=True)]
        pivots.append(column)
    if any(row[size] != 0 for row in work[len(pivots) :]):
        return None
    solution = [sp.S.Zero] * size
    for row, column in zip(work, pivots, strict=False):
        solution[column] = row[size]
    return solution
