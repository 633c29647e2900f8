"""The characteristic polynomial, by expanding the determinant as on paper."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.eigen import LAMBDA
from symtutor.analysis.hurwitz import characteristic_coefficients
from symtutor.analysis.words import point, series
from symtutor.document import Equation, Name, Negative, Product, Step, Sum, condition, equals, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from symtutor.document import Block, Formula, Paragraph

SHIFTED = Sum((Product((LAMBDA, Name("I"))), Negative(Name("J"))))
ORDINALS = ("first", "second", "third")


@dataclass(frozen=True, slots=True)
class CharacteristicPolynomial:
    """p(λ) = det(λI − J), expanded along a row or a column (Laplace; Strang, *Introduction to Linear Algebra*, §5.2).

    Its roots are the eigenvalues: λI − J sends a vector other than zero to zero exactly where its determinant is zero
    (§6.1).
    """

    at: tuple[sp.Expr, ...]
    jacobian: sp.ImmutableMatrix

    @property
    def shifted(self) -> sp.ImmutableMatrix:
        """λI − J."""
        return sp.ImmutableMatrix(LAMBDA * sp.eye(self.jacobian.rows) - self.jacobian)

    @property
    def triangular(self) -> bool:
        """Whether all entries on one side of the diagonal are zero: no expansion is needed."""
        return bool(self.jacobian.is_upper or self.jacobian.is_lower)

    @property
    def line(self) -> tuple[int, bool]:
        """The row along which the determinant is expanded, or the column: the one with the most zeros."""
        matrix, size = self.shifted, self.jacobian.rows
        lines = [(k, by_row) for by_row in (True, False) for k in range(size)]
        return max(lines, key=lambda line: sum(_entry(matrix, line, k) == 0 for k in range(size)))

    @property
    def terms(self) -> tuple[tuple[int, sp.Expr, sp.ImmutableMatrix], ...]:
        """The sign, the entry and the smaller matrix of each term of the expansion that is not zero."""
        matrix, line = self.shifted, self.line
        number, by_row = line
        found = []
        for place in range(self.jacobian.rows):
            if (entry := _entry(matrix, line, place)) != 0:
                minor = matrix.minor_submatrix(*((number, place) if by_row else (place, number)))
                found.append(((-1) ** (number + place), entry, minor))
        return tuple(found)

    @property
    def factors(self) -> tuple[sp.Expr, ...]:
        """The factors that stand there without looking for roots: of a triangular matrix, or of a single term."""
        if self.triangular:
            return tuple(self.shifted[k, k] for k in range(self.jacobian.rows))
        if self.jacobian.rows == 3 and len(self.terms) == 1:
            ((_, entry, minor),) = self.terms
            return entry, sp.expand(minor.det())
        return ()

    @property
    def value(self) -> sp.Expr:
        """The polynomial multiplied out."""
        if self.triangular:
            return sp.expand(sp.Mul(*self.factors))
        if self.jacobian.rows == 2:
            return sp.expand(self.shifted.det())
        return sp.expand(sum(sign * entry * minor.det() for sign, entry, minor in self.terms))

    def verify(self) -> bool | None:
        """Compare the coefficients with those that Berkowitz's algorithm finds without a division."""
        coefficients = characteristic_coefficients(self.jacobian)
        other = sum(c * LAMBDA ** (self.jacobian.rows - k) for k, c in enumerate(coefficients))
        return bool(sp.expand(other - self.value) == 0)

    def narrate(self) -> Step:
        """Write the matrix and its determinant."""
        return Step("Stability", tuple(self.blocks()), "stability")

    def blocks(self) -> Iterator[Block]:
        """Write the matrix and its determinant."""
        yield paragraph("At {at} the eigenvalues are the roots of the determinant of", at=point(self.at))
        yield Equation((equals(SHIFTED, self.shifted),))
        yield from self.expansion()

    def expansion(self) -> Iterator[Block]:
        """Expand the determinant."""
        if self.triangular:
            shape = "diagonal" if self.jacobian.is_diagonal() else "triangular"
            how = f"This matrix is {shape}, so its determinant is the product of the diagonal:"
        elif self.jacobian.rows == 2:
            how = "Its determinant is the characteristic polynomial:"
        else:
            number, by_row = self.line
            how = f"Expand its determinant along the {ORDINALS[number]} {'row' if by_row else 'column'}:"
        yield paragraph(how)
        yield Equation((self.chain(),))
        if self.factors and not self.triangular:
            yield zero_factors(self.factors)

    def chain(self) -> Formula:
        """Write the determinant, its expansion, and what comes of it."""
        name = Name("p", args=(LAMBDA,), value=self.value)
        a, b, c, d = [*self.shifted, *(sp.S.Zero,) * 4][:4]
        worked_out = self.jacobian.rows == 2 and a == d == LAMBDA and b * c > 0 and sp.S.One in (b, c)
        return equals(name, self.value) if worked_out else equals(name, *self.sides(), self.value)

    def sides(self) -> tuple[Formula, ...]:
        """Write the expansion, and its factors where it has some."""
        return (self._written(), Product(self.factors)) if self.factors and not self.triangular else (self._written(),)

    def _written(self) -> Formula:
        if self.triangular:
            return Product(tuple(factor**times for factor, times in Counter(self.factors).items()))
        if self.jacobian.rows == 2:
            return _two_by_two(self.shifted)
        signed = [(sign, product(entry, _two_by_two(minor))) for sign, entry, minor in self.terms]
        terms = tuple(term if sign > 0 else Negative(term) for sign, term in signed)
        return Sum(terms) if len(terms) > 1 else terms[0]


def _entry(matrix: sp.ImmutableMatrix, line: tuple[int, bool], place: int) -> sp.Expr:
    """Take the entry at a place of a row, or of a column."""
    number, by_row = line
    return matrix[number, place] if by_row else matrix[place, number]


def zero_factors(factors: Iterable[sp.Expr]) -> Paragraph:
    """Read off where a product is zero: at the root of a linear factor, or where another factor is zero."""
    parts = [
        condition(LAMBDA, LAMBDA - factor) if sp.degree(factor, LAMBDA) == 1 else condition(factor, sp.S.Zero)
        for factor in factors
    ]
    return paragraph("A product is zero exactly when one of its factors is: {parts}.", parts=series(parts, last="or"))


def product(entry: sp.Expr, formula: Formula) -> Formula:
    """Multiply, a factor 1 left out."""
    if entry == 1 or formula == 1:
        return formula if entry == 1 else entry
    return Product((entry, formula))


def _two_by_two(matrix: sp.ImmutableMatrix) -> Formula:
    """Write a d − b c, products with a zero left out where that leaves something."""
    a, b, c, d = matrix
    terms: list[Formula] = []
    if a * d != 0:
        terms.append(a**2 if a == d else product(a, d))
    if b * c != 0:
        terms.append(Negative(product(b, c)))
    return Sum(tuple(terms)) if len(terms) > 1 else terms[0] if terms else sp.S.Zero
