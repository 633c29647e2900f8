"""The trace–determinant table in the plane, with the eigenvalues worked out by hand at each point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.planar_types import TYPES
from symtutor.analysis.plane import TraceDeterminant, table_words
from symtutor.analysis.words import coordinates
from symtutor.derivation.eigen.characteristic import SHIFTED, CharacteristicPolynomial
from symtutor.derivation.eigen.roots import QuadraticRoots, named_values
from symtutor.document import Equation, Name, Step, Written, equals, paragraph
from symtutor.rule import ToldTogether

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.document import Block, Formula

SHORT = 2
"""Operations in a coordinate that is still put in digit by digit."""


@dataclass(frozen=True, slots=True)
class EigenvaluesByHand(ToldTogether):
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

    @classmethod
    def narrate_all(cls, rules: Sequence[EigenvaluesByHand]) -> Step:
        """Tell the points as the table does, with the eigenvalues worked out."""
        return table_words([rule.of for rule in rules], [list(rule.blocks()) for rule in rules])

    def blocks(self) -> Iterator[Block]:
        """Put the point into J, find trace and determinant, then the eigenvalues."""
        _, quantities, _, conclusion = self.of.blocks()
        yield Equation((jacobian_at(QuantitiesByHand(self.of.at, self.of.jacobian, self.states, self.general)),))
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


@dataclass(frozen=True, slots=True)
class QuantitiesByHand(ToldTogether):
    """τ and Δ with parameters in them, worked out from J before the table decides case by case.

    Attributes
    ----------
    at : tuple of Expr
        The point.
    jacobian : ImmutableMatrix
        J there.
    states, general
        The states, and J as a function of them.
    """

    at: tuple[sp.Expr, ...]
    jacobian: sp.ImmutableMatrix
    states: tuple[sp.Symbol, ...]
    general: sp.ImmutableMatrix

    def verify(self) -> bool | None:
        """Compare trace and determinant with the coefficients that Berkowitz's algorithm finds."""
        return CharacteristicPolynomial(self.at, self.jacobian).verify()

    @classmethod
    def narrate_all(cls, rules: Sequence[QuantitiesByHand]) -> Step:
        """Put the points into J, and find trace and determinant."""
        blocks: list[Block] = [
            paragraph("Put the fixed point into {J}, and work out trace and determinant:", J=Name("J"))
            if len(rules) == 1
            else paragraph("Put each fixed point into {J}, and work out trace and determinant:", J=Name("J"))
        ]
        for rule in rules:
            quantities = TraceDeterminant(rule.at, rule.jacobian, (), TYPES[0], linear=False).quantities()
            blocks += [Equation((jacobian_at(rule),)), quantities]
        return Step("Stability", tuple(blocks), "stability")


def jacobian_at(place: QuantitiesByHand) -> Formula:
    """Put the coordinates into every entry where that is worth a look."""
    at, value = coordinates(place.at), place.jacobian
    name = Name("J", args=at, value=value)
    states = set(place.states)
    plain = [e.is_Symbol or (-e).is_Symbol or not e.free_symbols & states for e in place.general]
    if all(plain) or any(coordinate.count_ops() > SHORT for coordinate in place.at):
        return equals(name, value)
    told = [known if seen else entry for seen, entry, known in zip(plain, place.general, value, strict=True)]
    names = tuple(zip(place.states, at, strict=True))
    return equals(name, Written(sp.ImmutableMatrix(2, 2, told), names), value)
