"""The first Lyapunov coefficient in any dimension, in balls: Kuznetsov's projection formula."""

from __future__ import annotations

from itertools import combinations_with_replacement, permutations
from typing import TYPE_CHECKING, Any

import flint
import sympy as sp

from symtutor.analysis.derivative import Jacobian
from symtutor.numerics.balls import enclose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from symtutor.model import ODESystem

BITS = 240
Vector = list[Any]


def first_lyapunov_coefficient(
    system: ODESystem, at: Sequence[sp.Expr], omega: sp.Expr, values: Mapping[sp.Symbol, sp.Expr]
) -> Any | None:  # noqa: ANN401 - flint ships no types
    """Enclose l₁ at a point whose Jacobian has the eigenvalues ±iω; None where ball arithmetic does not reach.

    With A q = iω q, pᵀA = iω pᵀ, pᵀq = 1 and the multilinear forms B and C of the second and third derivatives,
    l₁ = Re(pᵀC(q, q, q̄) − 2 pᵀB(q, A⁻¹B(q, q̄)) + pᵀB(q̄, (2iω − A)⁻¹B(q, q))) / (2ω)
    (Kuznetsov, *Elements of Applied Bifurcation Theory*, §5.4).

    Parameters
    ----------
    omega : Expr
        The frequency, as a function of the parameters.
    values : mapping
        Numbers for the parameters.
    """
    with flint.ctx.workprec(BITS):
        place = {state: sp.expand(c.subs(values)) for state, c in zip(system.states, at, strict=True)}
        frequency = enclose(sp.expand(omega.subs(values)), digits=70)
        forms = _forms(system, place, values)
        if forms is None or frequency is None or not frequency > 0:
            return None
        linear, second, third = forms
        size = system.dimension
        turn = flint.acb(0, frequency)
        shifted = flint.acb_mat(
            size, size, [linear[i, j] - (turn if i == j else 0) for i in range(size) for j in range(size)]
        )
        q, p = _null_vectors(shifted)
        scale = sum(a * b for a, b in zip(p, q, strict=True))
        if scale.contains(0):
            return None
        p = [entry / scale for entry in p]
        bar = [entry.conjugate() for entry in q]
        try:
            still = linear.solve(_column(second(q, bar)))
            twice = flint.acb_mat(
                size, size, [(2 * turn if i == j else 0) - linear[i, j] for i in range(size) for j in range(size)]
            ).solve(_column(second(q, q)))
        except ZeroDivisionError:
            return None
        parts = (
            (1, third(q, q, bar)),
            (-2, second(q, [still[i, 0] for i in range(size)])),
            (1, second(bar, [twice[i, 0] for i in range(size)])),
        )
        total = sum(factor * sum(a * b for a, b in zip(p, part, strict=True)) for factor, part in parts)
        return total.real / (2 * frequency)


def _forms(system: ODESystem, place: Mapping[sp.Symbol, sp.Expr], values: Mapping[sp.Symbol, sp.Expr]) -> Any:  # noqa: ANN401
    """Evaluate the Jacobian and the second and third derivatives at the point."""
    size = system.dimension
    field = [component.subs(values) for component in system.field]
    entries = [enclose(entry, place, digits=70) for entry in Jacobian(system.states, tuple(field)).value]
    tables: dict[int, dict[tuple[int, ...], Vector]] = {2: {}, 3: {}}
    for order, table in tables.items():
        for places in combinations_with_replacement(range(size), order):
            names = [system.states[i] for i in places]
            found = [enclose(sp.diff(component, *names), place, digits=70) for component in field]
            if None in found:
                return None
            for each in set(permutations(places)):
                table[each] = found
    if None in entries:
        return None

    def form(order: int) -> Any:  # noqa: ANN401
        def apply(*vectors: Vector) -> Vector:
            total = [flint.acb(0)] * size
            for places, derivatives in tables[order].items():
                weight = flint.acb(1)
                for vector, i in zip(vectors, places, strict=True):
                    weight *= vector[i]
                total = [old + weight * new for old, new in zip(total, derivatives, strict=True)]
            return total

        return apply

    return flint.acb_mat(size, size, [flint.acb(entry) for entry in entries]), form(2), form(3)


def _null_vectors(matrix: Any) -> tuple[Vector, Vector]:  # noqa: ANN401
    """Read the right and the left null vector of a matrix of corank 1 off its adjugate."""
    size = matrix.nrows()
    cofactors = [[_cofactor(matrix, row, column, size) for column in range(size)] for row in range(size)]
    flat = [(abs(cofactors[row][column]).mid(), row, column) for row in range(size) for column in range(size)]
    _, row, column = max(flat, key=lambda entry: entry[0])
    return cofactors[row], [cofactors[i][column] for i in range(size)]


def _cofactor(matrix: Any, row: int, column: int, size: int) -> Any:  # noqa: ANN401
    rest = [matrix[i, j] for i in range(size) for j in range(size) if i != row and j != column]
    return (-1) ** (row + column) * flint.acb_mat(size - 1, size - 1, rest).det()


def _column(vector: Vector) -> Any:  # noqa: ANN401
    return flint.acb_mat(len(vector), 1, vector)
