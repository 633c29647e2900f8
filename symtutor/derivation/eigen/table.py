"""The trace–determinant table in the plane, with the eigenvalues worked out by hand at each point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.plane import TraceDeterminant, table_words
from symtutor.analysis.words import coordinates
from symtutor.derivation.eigen.characteristic import SHIFTED, CharacteristicPolynomial
from symtutor.derivation.eigen.roots import QuadraticRoots, named_values
from symtutor.document import Equation, Name, Written, equals, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.document import Block, Formula, Step

SHORT = 2
"""Operations in a coordinate that is still put in digit by digit."""


@dataclass(frozen=True, slots=True)
class EigenvaluesByHand:
    """The eigenvalues of J, the roots of p(λ) = λ² − τλ + Δ (Strogatz, *Nonlinear Dynamics and Chaos*, §5.2).

    Attributes
    ----------
    of : TraceDeterminant
        The row of the table that decides the point.
    states : tuple of Symbol
        The states.
    general : ImmutableMatrix
        The Jacobian as a function of the states.
    """

    of: TraceDeterminant
    states: tuple[sp.Symbol, ...]
    general: sp.ImmutableMatrix

    @property
    def polynomial(self) -> CharacteristicPolynomial:
        """The determinant that is expanded."""
        return CharacteristicPolynomial(self.of.at, self.of.jacobian)

    @property
    def quadratic(self) -> QuadraticRoots:
        """The quadratic that is solved."""
        values = [value for value, times in self.of.eigenvalues for _ in range(times)]
        return QuadraticRoots(self.of.trace, self.of.det, (values[0], values[1]))

    def verify(self) -> bool | None:
        """Compare the polynomial with Berkowitz's algorithm, the eigenvalues with trace and determinant (Viète)."""
        return bool(self.polynomial.verify() and self.quadratic.verify())

    def narrate(self) -> Step:
        """Tell one point."""
        return self.narrate_all([self])

    @classmethod
    def narrate_all(cls, rules: Sequence[EigenvaluesByHand]) -> Step:
        """Tell the points as the table does, with the eigenvalues worked out."""
        return table_words([rule.of for rule in rules], [list(rule.blocks()) for rule in rules])

    def blocks(self) -> Iterator[Block]:
        """Put the point into J, find trace and determinant, then the eigenvalues."""
        _, quantities, _, conclusion = self.of.blocks()
        yield Equation((self._jacobian(),))
        yield quantities
        polynomial = self.polynomial
        if polynomial.triangular:
            shape = "diagonal" if self.of.jacobian.is_diagonal() else "triangular"
            yield paragraph(
                "{J} is "
                + shape
                + ", so the determinant of {shifted} is the product of its diagonal, {chain}, and the "
                "{eigenvalues} there: {values}.",
                J=Name("J"),
                shifted=SHIFTED,
                chain=polynomial.chain(),
                eigenvalues="only eigenvalue stands" if len(self.of.eigenvalues) == 1 else "eigenvalues stand",
                values=named_values(value for value, _ in self.of.eigenvalues),
            )
        else:
            yield paragraph("The eigenvalues are the roots of the determinant of {shifted}:", shifted=SHIFTED)
            yield Equation((polynomial.chain(),))
            yield from self.quadratic.blocks()
        yield conclusion

    def _jacobian(self) -> Formula:
        """Put the coordinates into every entry where that is worth a look."""
        at, value = coordinates(self.of.at), self.of.jacobian
        name = Name("J", args=at, value=value)
        plain = [entry.is_Symbol or (-entry).is_Symbol or not self._moves(entry) for entry in self.general]
        if all(plain) or any(coordinate.count_ops() > SHORT for coordinate in self.of.at):
            return equals(name, value)
        told = [known if seen else entry for seen, entry, known in zip(plain, self.general, value, strict=True)]
        names = tuple(zip(self.states, at, strict=True))
        return equals(name, Written(sp.ImmutableMatrix(2, 2, told), names), value)

    def _moves(self, entry: sp.Expr) -> bool:
        """Tell whether an entry depends on the states."""
        return bool(entry.free_symbols & set(self.states))
