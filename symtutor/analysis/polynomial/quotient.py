"""The quotient algebra ℚ[x]/I of a polynomial system with finitely many complex solutions.

A Gröbner basis (computed by FLINT) gives a basis of monomials; multiplication by a variable is then a matrix, and its
trace sums the variable over all solutions with their multiplicities (Stickelberger's theorem; Cox, Little, O'Shea,
*Using Algebraic Geometry*, ch. 2, §4; for the multiplicities ch. 4, §2).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING, Any, TypeAlias

import flint
import sympy as sp

from symtutor.analysis.polynomial.normal_form import normal_form

if TYPE_CHECKING:
    from collections.abc import Sequence

Monomial: TypeAlias = tuple[int, ...]
Vector: TypeAlias = list[Any]
IDEAL_LIMIT, LENGTH_LIMIT, BITS_LIMIT = 400, 2000, 20_000
DIMENSION_LIMIT = 120


@dataclass(frozen=True)
class Quotient:
    """ℚ[x₁ … xₙ]/I with its monomial basis; `products[i]` maps basis elements to their product with xᵢ.

    Attributes
    ----------
    basis : tuple of exponent tuples
        The standard monomials in increasing order; the first is 1. Empty when the system has no solution.
    products : tuple of fmpq_mat
        Column j of ``products[i]`` is xᵢ times basis element j.
    """

    basis: tuple[Monomial, ...]
    products: tuple[Any, ...]

    @property
    def dimension(self) -> int:
        """The number of complex solutions with multiplicity."""
        return len(self.basis)

    @cached_property
    def matrices(self) -> tuple[Any, ...]:
        """The matrices of multiplication by each basis element."""
        found = {self.basis[0]: _identity(self.dimension)}
        for monomial in self.basis[1:]:
            place = next(i for i, power in enumerate(monomial) if power)
            found[monomial] = self.products[place] * found[_shifted(monomial, place, -1)]
        return tuple(found[monomial] for monomial in self.basis)

    @cached_property
    def traces(self) -> Vector:
        """The trace of multiplication by each basis element."""
        return [sum((m[k, k] for k in range(self.dimension)), flint.fmpq(0)) for m in self.matrices]

    def trace(self, element: Vector) -> Any:  # noqa: ANN401 - flint ships no types
        """Return the trace of multiplication by an element given in the basis."""
        return sum((value * weight for value, weight in zip(element, self.traces, strict=True)), flint.fmpq(0))

    def traces_times(self, matrix: Any) -> Vector:  # noqa: ANN401
        """Return the traces of basis elements times the element whose matrix is given."""
        row = flint.fmpq_mat(1, self.dimension, self.traces) * matrix
        return [row[0, k] for k in range(self.dimension)]

    def times(self, matrix: Any, element: Vector) -> Vector:  # noqa: ANN401
        """Multiply an element by the element whose matrix is given."""
        column = matrix * flint.fmpq_mat(self.dimension, 1, element)
        return [column[k, 0] for k in range(self.dimension)]

    @cached_property
    def trace_form(self) -> Any:  # noqa: ANN401
        """Hermite's form: the traces of products of two basis elements."""
        rows = [self.traces_times(matrix) for matrix in self.matrices]
        return flint.fmpq_mat(self.dimension, self.dimension, [entry for row in rows for entry in row])

    @property
    def distinct(self) -> int:
        """The number of distinct complex solutions: the rank of Hermite's form (Basu, Pollack, Roy, Thm 4.101)."""
        return int(self.trace_form.rank())


def quotient(equations: Sequence[sp.Expr], unknowns: Sequence[sp.Symbol]) -> Quotient | None:
    """Compute the quotient algebra of polynomial equations with rational coefficients.

    Returns None where the Gröbner basis exceeds its limits or where there are infinitely many complex solutions.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> quotient([x**2 + y**2 - 5, x * y - 2], [x, y]).dimension
    4
    """
    basis = groebner_basis(equations, unknowns)
    if basis is None:
        return None
    leading = [element.monoms()[0] for element in basis]
    if any(not any(monomial) for monomial in leading):
        return Quotient((), ())
    standard = _standard_monomials(leading, len(unknowns))
    return None if standard is None else _multiplication(standard, basis, leading)


def groebner_basis(equations: Sequence[sp.Expr], unknowns: Sequence[sp.Symbol]) -> list[Any] | None:
    """Compute a reduced Gröbner basis in degree reverse lexicographic order; None beyond the limits."""
    context = flint.fmpz_mpoly_ctx.get([f"x{i}" for i in range(len(unknowns))], flint.Ordering.degrevlex)
    polynomials = []
    for equation in equations:
        terms = _integer_terms(equation, unknowns)
        if terms:
            polynomials.append(context.from_dict(terms))
    vector = flint.fmpz_mpoly_vec(polynomials, context)
    found, success = vector.buchberger_naive(limits=(IDEAL_LIMIT, LENGTH_LIMIT, BITS_LIMIT))
    return list(found.autoreduction()) if success else None


def _integer_terms(equation: sp.Expr, unknowns: Sequence[sp.Symbol]) -> dict[Monomial, int]:
    """Clear the denominators of the coefficients; empty for zero."""
    form = normal_form(equation, *unknowns)
    if form is None or len(form.variables) > len(unknowns):
        cleared = sp.Poly(equation, *unknowns, domain=sp.QQ).clear_denoms(convert=True)[1]
        return {tuple(map(int, monomial)): int(c) for monomial, c in cleared.terms() if c}
    terms = form.terms(unknowns)
    common = lcm(*(int(c.q) for c in terms.values()))
    return {powers: int(c.p) * (common // int(c.q)) for powers, c in terms.items()}


def _standard_monomials(leading: list[Monomial], size: int) -> tuple[Monomial, ...] | None:
    """List the monomials that no leading monomial divides, or None where they are infinitely many."""
    if not all(any(sum(m) == m[i] for m in leading) for i in range(size)):
        return None
    found: list[Monomial] = []
    layer = [(0,) * size]
    while layer:
        found += sorted(layer, key=_degrevlex)
        if len(found) > DIMENSION_LIMIT:
            return None
        larger = {_shifted(m, i, 1) for m in layer for i in range(size)}
        layer = [m for m in larger if not any(_divides(lead, m) for lead in leading)]
    return tuple(found)


def _multiplication(standard: tuple[Monomial, ...], basis: list[Any], leading: list[Monomial]) -> Quotient:
    """Build the matrices of multiplication by each variable, border monomial by border monomial."""
    place_of = {monomial: place for place, monomial in enumerate(standard)}
    tails = dict(zip(leading, basis, strict=True))
    size, variables = len(standard), len(standard[0])
    forms: dict[Monomial, Vector] = {}
    border = sorted({_shifted(m, i, 1) for m in standard for i in range(variables)} - set(standard), key=_degrevlex)

    def form_of(monomial: Monomial) -> Vector:
        if monomial in place_of:
            return [flint.fmpq(int(k == place_of[monomial])) for k in range(size)]
        return forms[monomial]

    for monomial in border:
        if monomial in tails:
            forms[monomial] = _negative_tail(tails[monomial], place_of, size)
            continue
        place = next(i for i in range(variables) if monomial[i] and _shifted(monomial, i, -1) in forms)
        smaller = forms[_shifted(monomial, place, -1)]
        total = [flint.fmpq(0)] * size
        for coefficient, element in zip(smaller, standard, strict=True):
            if coefficient:
                image = form_of(_shifted(element, place, 1))
                total = [entry + coefficient * value for entry, value in zip(total, image, strict=True)]
        forms[monomial] = total
    products = []
    for i in range(variables):
        matrix = flint.fmpq_mat(size, size)
        for column, monomial in enumerate(standard):
            for row, value in enumerate(form_of(_shifted(monomial, i, 1))):
                matrix[row, column] = value
        products.append(matrix)
    return Quotient(standard, tuple(products))


def _negative_tail(element: Any, place_of: dict[Monomial, int], size: int) -> Vector:  # noqa: ANN401
    """Rewrite the leading monomial of a basis element by the rest of it."""
    vector = [flint.fmpq(0)] * size
    (_, lead), *rest = [(m, c) for m, c in zip(element.monoms(), element.coeffs(), strict=True)]
    for monomial, coefficient in rest:
        vector[place_of[monomial]] = flint.fmpq(-coefficient, lead)
    return vector


def _identity(size: int) -> Any:  # noqa: ANN401
    return flint.fmpq_mat(size, size, [int(i == j) for i in range(size) for j in range(size)])


def _shifted(monomial: Monomial, place: int, step: int) -> Monomial:
    return (*monomial[:place], monomial[place] + step, *monomial[place + 1 :])


def _divides(first: Monomial, second: Monomial) -> bool:
    return all(a <= b for a, b in zip(first, second, strict=True))


def _degrevlex(monomial: Monomial) -> tuple[int, Monomial]:
    return sum(monomial), tuple(-power for power in reversed(monomial))
