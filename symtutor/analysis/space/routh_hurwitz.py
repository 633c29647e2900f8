"""Routh and Hurwitz: on which side the eigenvalues lie, read off the coefficients of the characteristic polynomial."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.eigen import LAMBDA
from symtutor.analysis.hurwitz import hurwitz_determinants
from symtutor.analysis.space.characteristic import counts_hold
from symtutor.analysis.space.words import TITLE, TOPIC, counted, points
from symtutor.analysis.structure.exact import normal, sign
from symtutor.analysis.words import is_long, series
from symtutor.document import Approx, Chain, Equation, Name, Product, Quotient, Step, Sum, equals, paragraph
from symtutor.rule import ToldTogether

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.analysis.space.characteristic import Spectral
    from symtutor.analysis.space.inertia import Inertia
    from symtutor.document import Block, Formula


@dataclass(frozen=True, slots=True)
class RouthHurwitz(ToldTogether):
    """The changes of sign in 1, Δ₁, Δ₂/Δ₁, …, Δₙ/Δₙ₋₁ are as many as there are roots with positive real part.

    Δₖ are the Hurwitz determinants of the characteristic polynomial, none of them zero. In particular all real parts
    are negative exactly when all Δₖ are positive (Gantmacher, *The Theory of Matrices*, vol. 2, ch. XV, §6).
    """

    at: tuple[sp.Expr, ...]
    jacobian: sp.ImmutableMatrix
    coefficients: tuple[sp.Expr, ...]
    determinants: tuple[sp.Expr, ...]
    counts: Inertia

    theorem = "routh-hurwitz"

    @property
    def signs(self) -> tuple[int, ...]:
        """The signs of the determinants."""
        return tuple(sign(determinant) or 0 for determinant in self.determinants)

    @property
    def changes(self) -> int:
        """The number of changes of sign in 1, Δ₁, Δ₂/Δ₁, …, Δₙ/Δₙ₋₁."""
        signs = (1, 1, *self.signs)
        quotients = [a * b for a, b in pairwise(signs)]
        return sum(a != b for a, b in pairwise(quotients))

    def verify(self) -> bool | None:
        """Enclose the eigenvalues in balls at 50 digits: as many lie on the right as there are changes of sign."""
        return counts_hold(self.jacobian, self.counts) if self.changes == self.counts.right else False

    @classmethod
    def narrate_all(cls, rules: Sequence[RouthHurwitz]) -> Step:
        """Tell points with the same characteristic polynomial together."""
        alike: dict[tuple[sp.Expr, ...], list[RouthHurwitz]] = {}
        for rule in rules:
            alike.setdefault(rule.coefficients, []).append(rule)
        blocks = [block for group in alike.values() for block in group[0].blocks([rule.at for rule in group])]
        return Step(TITLE, tuple(blocks), TOPIC)

    def blocks(self, places: list[tuple[sp.Expr, ...]]) -> Iterator[Block]:
        """Show the polynomial and its determinants, and count the changes of sign."""
        yield paragraph("At {places} the characteristic polynomial is", places=points(places))
        yield Equation((self._polynomial(),))
        yield paragraph(
            "Its roots, the eigenvalues, have no short form. It is enough to know on which side of the imaginary axis "
            "they lie, and that Routh and Hurwitz read off the signs of determinants made of the coefficients:"
        )
        yield Equation(tuple(self._determinants()))
        yield self._count()

    def _polynomial(self) -> Formula:
        name = Name("p", args=(LAMBDA,))
        if any(map(is_long, self.coefficients)):
            size = len(self.coefficients) - 1
            terms = [(c, LAMBDA ** (size - place)) for place, c in enumerate(self.coefficients) if c != 0]
            return Chain((name, Sum(tuple(_near(*term) for term in terms))), ("≈",))
        return equals(name, sp.Poly(self.coefficients, LAMBDA).as_expr())

    def _determinants(self) -> Iterator[Chain]:
        for place, (value, side) in enumerate(zip(self.determinants, self.signs, strict=True), start=1):
            order = ">" if side == 1 else "<"
            shown, relation = (Approx(value), "≈") if is_long(value) else (value, "=")
            yield Chain((delta(place, value), shown, sp.S.Zero), (relation, order))

    def _count(self) -> Block:
        if not self.counts.right:
            return paragraph("All are positive, so every eigenvalue has a negative real part.")
        size = len(self.determinants)
        quotients = [Quotient(delta(place + 1), delta(place)) for place in range(1, size)]
        times = {1: "once", 2: "twice"}.get(self.changes, f"{self.changes} times")
        return paragraph(
            f"The sequence {{sequence}} changes its sign {times}, and that is the number of eigenvalues on the right: "
            f"{counted(self.counts)}.",
            sequence=series((sp.S.One, delta(1), *quotients)),
        )


def _near(coefficient: sp.Expr, power: sp.Expr) -> Formula:
    """Write one term, the coefficient as a decimal where it is long."""
    if not is_long(coefficient):
        return coefficient * power
    return Approx(coefficient) if power == 1 else Product((Approx(coefficient), power))


def delta(place: int, value: sp.Expr | None = None) -> Name:
    """Name Δₖ."""
    return Name("Delta", subscript=sp.Integer(place), value=value)


def routh_hurwitz(spectral: Spectral) -> RouthHurwitz | None:
    """Apply the theorem; None where a determinant is zero or its sign is not decided."""
    determinants = tuple(map(normal, hurwitz_determinants(spectral.coefficients)))
    if not all(map(sign, determinants)):
        return None
    return RouthHurwitz(
        spectral.point.at, spectral.linearization.jacobian, spectral.coefficients, determinants, spectral.counts
    )
