"""Characteristic polynomials of matrices whose entries are polynomials, in FLINT's normal form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import flint
import sympy as sp
from sympy.polys.matrices import DomainMatrix

from symtutor.analysis.polynomial.fraction import fraction
from symtutor.analysis.polynomial.normal_form import NormalForm, normal_forms

if TYPE_CHECKING:
    from collections.abc import Sequence

    Rows = Sequence[Sequence[Any]]


def characteristic_polynomial(entries: Sequence[sp.Expr], size: int) -> tuple[sp.Expr, ...] | None:
    """Return the coefficients of det(λI − A), highest power first, multiplied out; None where an entry has no form.

    Parameters
    ----------
    entries : sequence of Expr
        The matrix A row by row.

    Examples
    --------
    >>> a = sp.Symbol("a", real=True)
    >>> characteristic_polynomial([a, sp.Integer(1), sp.sqrt(2), a], 2)
    (1, -2*a, a**2 - sqrt(2))
    """
    if all(entry.is_Rational for entry in entries):
        exact = flint.fmpq_mat(size, size, [flint.fmpq(int(entry.p), int(entry.q)) for entry in entries])
        return tuple(sp.Rational(int(c.p), int(c.q)) for c in reversed(exact.charpoly().coeffs()))
    forms = normal_forms(entries)
    if forms is None:
        return None
    values = [form.value for form in forms]
    variables = forms[0].variables
    found = _by_traces([values[row * size : (row + 1) * size] for row in range(size)])
    return (sp.S.One, *(NormalForm(variables, value).expression for value in found))


def over_a_line(entries: Sequence[sp.Expr], size: int) -> DomainMatrix | None:
    """Read a matrix of rational functions of one symbol into SymPy's field of fractions; None where it is none.

    SymPy's own reading multiplies everything out as expressions first.
    """
    symbols = frozenset().union(*(entry.free_symbols for entry in entries))
    if len(symbols) != 1:
        return None
    (symbol,) = symbols
    found = [fraction(entry, symbol) for entry in entries]
    if None in found:
        return None
    domain = sp.ZZ.frac_field(symbol)
    ring = domain.field.ring

    def element(above: Any, below: Any) -> Any:  # noqa: ANN401 - neither library ships types
        parts = (above.numer() * below.denom(), below.numer() * above.denom())
        polynomials = ({(power,): sp.ZZ(int(c)) for power, c in enumerate(part.coeffs()) if c} for part in parts)
        return domain.field.new(*map(ring.from_dict, polynomials))

    values = [element(*each) for each in found if each is not None]
    return DomainMatrix([values[row * size : (row + 1) * size] for row in range(size)], (size, size), domain)


def _by_traces(matrix: Rows) -> list[Any]:
    """Return all coefficients but the first by the recursion of Faddeev and LeVerrier.

    With M₁ = A: cₖ = −tr(Mₖ)/k and Mₖ₊₁ = A (Mₖ + cₖ I) (Gantmacher, *The Theory of Matrices*, vol. 1, ch. IV, §5). It
    divides by integers only.
    """
    size = len(matrix)
    found: list[Any] = []
    power = [list(row) for row in matrix]
    for order in range(1, size + 1):
        coefficient = sum((power[place][place] for place in range(1, size)), power[0][0]) * flint.fmpq(-1, order)
        found.append(coefficient)
        if order < size:
            for place in range(size):
                power[place][place] += coefficient
            power = _product(matrix, power)
    return found


def _product(left: Rows, right: Rows) -> list[list[Any]]:
    columns = list(zip(*right, strict=True))
    return [
        [sum((a * b for a, b in zip(row[1:], column[1:], strict=True)), row[0] * column[0]) for column in columns]
        for row in left
    ]
