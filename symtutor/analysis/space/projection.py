"""The projection formula for the first Lyapunov coefficient in n dimensions: exact, and again in balls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import flint
import sympy as sp
from sympy.polys.constructor import construct_domain
from sympy.polys.matrices import DomainMatrix

from symtutor.analysis.structure.exact import algebraic, normal
from symtutor.numerics.balls import enclose_all, taylor

if TYPE_CHECKING:
    from collections.abc import Sequence

TURN = 8
"""Samples of one turn: enough to tell apart the harmonics −3, …, 3 of cubic terms."""
BITS = 240
BORDERS = (2, 3, 5, -7)
DISTANCE = sp.Dummy("distance", real=True)


def lyapunov_coefficient(
    states: tuple[sp.Symbol, ...],
    field: tuple[sp.Expr, ...],
    at: tuple[sp.Expr, ...],
    matrix: sp.ImmutableMatrix,
    squared: sp.Expr,
) -> sp.Expr | None:
    """Compute a of r′ = a r³ for the motion at + r Re(q e^{iωt}) + …, exactly, in a number field.

    None where the derivatives at the point are not algebraic numbers.
    """
    size = len(states)
    place = dict(zip(states, at, strict=True))
    second: dict[tuple[int, ...], sp.Expr] = {}
    third: dict[tuple[int, ...], sp.Expr] = {}
    for row, component in enumerate(field):
        for i in range(size):
            first_slope = sp.diff(component, states[i])
            for j in range(i, size):
                slope = sp.diff(first_slope, states[j])
                if slope == 0:
                    continue
                second[row, i, j] = normal(slope.xreplace(place))
                for k in range(j, size):
                    third[row, i, j, k] = normal(sp.diff(slope, states[k]).xreplace(place))
    numbers = [*matrix, *second.values(), *third.values()]
    if not algebraic(numbers):
        return None
    pace = sp.I * sp.sqrt(squared)
    domain, elements = construct_domain([pace, *numbers], extension=True, field=True)
    known = dict(zip([pace, *numbers], elements, strict=True))
    values = _Derivatives(
        size,
        domain,
        {key: known[value] for key, value in second.items() if value != 0},
        {key: known[value] for key, value in third.items() if value != 0},
    )
    exact = DomainMatrix([[known[matrix[i, j]] for j in range(size)] for i in range(size)], (size, size), domain)
    total = _projected(exact, known[pace], values)
    return normal(sp.re(sp.expand(domain.to_sympy(total))) / 8)


@dataclass(frozen=True, slots=True)
class _Derivatives:
    """The bilinear map B and the trilinear map C, their entries by row and increasing places."""

    size: int
    domain: Any
    second: dict[tuple[int, ...], Any]
    third: dict[tuple[int, ...], Any]

    def b(self, u: Any, v: Any) -> Any:  # noqa: ANN401 - elements of a SymPy domain
        """B(u, v), a column."""
        total = [self.domain.zero] * self.size
        for (row, i, j), value in self.second.items():
            pairs = u[i] * v[j] if i == j else u[i] * v[j] + u[j] * v[i]
            total[row] += value * pairs
        return total

    def c(self, u: Any, v: Any, w: Any) -> Any:  # noqa: ANN401 - elements of a SymPy domain
        """C(u, v, w), a column."""
        total = [self.domain.zero] * self.size
        for (row, *places), value in self.third.items():
            for i, j, k in _orders(*places):
                total[row] += value * u[i] * v[j] * w[k]
        return total


def _orders(i: int, j: int, k: int) -> set[tuple[int, int, int]]:
    return {(i, j, k), (i, k, j), (j, i, k), (j, k, i), (k, i, j), (k, j, i)}


def _projected(matrix: DomainMatrix, pace: Any, values: _Derivatives) -> Any:  # noqa: ANN401 - domain elements
    """Evaluate the bracket of the formula."""
    domain, size = matrix.domain, values.size
    unit = DomainMatrix.eye(size, domain)

    def column(entries: Any) -> DomainMatrix:  # noqa: ANN401
        return DomainMatrix([[entry] for entry in entries], (size, 1), domain)

    def solved(square: DomainMatrix, entries: Any) -> list[Any]:  # noqa: ANN401
        return [row[0] for row in square.lu_solve(column(entries)).to_list()]

    q, conjugate = (_null_vector(matrix - unit * (pace * side)) for side in (domain.one, -domain.one))
    p = _null_vector((matrix - unit * pace).transpose())
    scale = sum((a * b for a, b in zip(p, q, strict=True)), domain.zero)

    def projected(entries: Any) -> Any:  # noqa: ANN401
        return sum((a * b for a, b in zip(p, entries, strict=True)), domain.zero) / scale

    inner = solved(matrix, values.b(q, conjugate))
    outer = solved(unit * (pace + pace) - matrix, values.b(q, q))
    first = projected(values.c(q, q, conjugate))
    second = projected(values.b(q, inner))
    return first - second - second + projected(values.b(conjugate, outer))


def _null_vector(matrix: DomainMatrix) -> list[Any]:
    """Find the null vector whose first entry that is not zero is 1."""
    vector = matrix.nullspace().to_list()[0]
    lead = next(entry for entry in vector if entry)
    return [entry / lead for entry in vector]


def coefficient_in_balls(
    states: tuple[sp.Symbol, ...],
    field: tuple[sp.Expr, ...],
    at: tuple[sp.Expr, ...],
    matrix: sp.ImmutableMatrix,
    squared: sp.Expr,
) -> Any:  # noqa: ANN401 - flint ships no types
    """Enclose a without derivatives: walk once around the point on the center manifold, at the distance ε.

    Up to ε² the turn is at + 2ε Re(q e^{iθ}) + ε² (2 Re(h₂ e^{2iθ}) + h₀). The first harmonic of the ε³ part of the
    field along it, projected on q, has the real part 4a.
    """
    entries = enclose_all([sp.sqrt(squared), *matrix])
    if entries is None:
        return None
    size = len(states)
    with flint.ctx.workprec(BITS):
        exact = flint.acb_mat(size, size, [flint.acb(entry) for entry in entries[1:]])
        pace = flint.acb(0, entries[0])
        shifted = exact - _diagonal(pace, size)
        q, p = _null_in_balls(shifted), _null_in_balls(shifted.transpose())
        angles = [flint.acb(0, flint.arb(2 * k) / TURN * flint.arb.pi()).exp() for k in range(TURN)]
        straight = [[2 * (entry * angle).real for entry in q] for angle in angles]
        flat = [[flint.arb(0)] * size] * TURN
        curved = _along_turn(states, field, at, straight, flat, 2)
        if curved is None:
            return None
        level = exact.solve(flint.acb_mat(size, 1, [-c for c in _harmonic(curved, angles, 0)]))
        double = (_diagonal(2 * pace, size) - exact).solve(flint.acb_mat(size, 1, _harmonic(curved, angles, 2)))
        bent = [[2 * (double[k, 0] * angle * angle).real + level[k, 0].real for k in range(size)] for angle in angles]
        cubic = _along_turn(states, field, at, straight, bent, 3)
        if cubic is None:
            return None
        scale, total = _dot(p, q), _dot(p, _harmonic(cubic, angles, 1))
        return (total / scale).real / 4


def _along_turn(
    states: tuple[sp.Symbol, ...],
    field: tuple[sp.Expr, ...],
    at: tuple[sp.Expr, ...],
    straight: list[list[Any]],
    bent: list[list[Any]],
    power: int,
) -> list[list[Any]] | None:
    """Enclose the coefficient of a power of ε in the field along at + ε a + ε² b, for each pair of samples a, b."""
    first, second = ([sp.Dummy(real=True) for _ in states] for _ in range(2))
    curve = {s: c + DISTANCE * a + DISTANCE**2 * b for s, c, a, b in zip(states, at, first, second, strict=True)}
    rows = []
    for a, b in zip(straight, bent, strict=True):
        given = dict(zip((*first, *second), (*a, *b), strict=True)) | {DISTANCE: sp.S.Zero}
        series = [taylor(component.xreplace(curve), DISTANCE, given, power) for component in field]
        if any(entry is None for entry in series):
            return None
        rows.append([entry[power] for entry in series if entry is not None])
    return rows


def _harmonic(samples: list[list[Any]], angles: list[Any], number: int) -> list[Any]:
    """Return a Fourier coefficient of each component."""
    size = len(samples[0])
    weighted = [[row[k] * angle**-number for k in range(size)] for row, angle in zip(samples, angles, strict=True)]
    return [sum((row[k] for row in weighted), flint.acb(0)) / TURN for k in range(size)]


def _diagonal(value: Any, size: int) -> Any:  # noqa: ANN401 - flint ships no types
    return flint.acb_mat(size, size, [value if i == j else 0 for i in range(size) for j in range(size)])


def _dot(u: Sequence[Any], v: Sequence[Any]) -> Any:  # noqa: ANN401 - flint ships no types
    return sum((a * b for a, b in zip(u, v, strict=True)), flint.acb(0))


def _null_in_balls(matrix: Any) -> list[Any]:  # noqa: ANN401 - flint ships no types
    """Enclose the null vector whose first entry that is not zero is 1, by a bordered system that is not singular."""
    size = matrix.nrows()
    for border in BORDERS:
        rows = [[matrix[i, j] for j in range(size)] + [flint.acb(border**i, i)] for i in range(size)]
        rows.append([flint.acb(1, border**j) for j in range(size)] + [flint.acb(0)])
        try:
            solution = flint.acb_mat(rows).solve(flint.acb_mat(size + 1, 1, [0] * size + [1]))
        except ZeroDivisionError:
            continue
        vector = [solution[k, 0] for k in range(size)]
        lead = next(entry for entry in vector if not entry.contains(0))
        return [entry / lead for entry in vector]
    raise ZeroDivisionError
