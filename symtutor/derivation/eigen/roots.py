"""The roots of a characteristic polynomial: factors found, and the quadratic formula for what is left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.eigen import LAMBDA
from symtutor.analysis.words import series
from symtutor.derivation.eigen.characteristic import zero_factors
from symtutor.document import (
    Approx,
    Chain,
    Equation,
    Name,
    Negative,
    Product,
    Quotient,
    Step,
    Sum,
    Written,
    condition,
    equals,
    paragraph,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from symtutor.document import Block, Formula, Paragraph

D = sp.Symbol("D", real=True)


@dataclass(frozen=True, slots=True)
class QuadraticRoots:
    """The roots of λ² − τλ + Δ are (τ ± √D)/2 with the discriminant D = τ² − 4Δ (completing the square).

    Attributes
    ----------
    trace, det : Expr
        τ and Δ, the sum and the product of the roots.
    roots : (Expr, Expr)
        The roots as the analysis writes them, that with −√D first.
    """

    trace: sp.Expr
    det: sp.Expr
    roots: tuple[sp.Expr, sp.Expr]

    @property
    def polynomial(self) -> sp.Expr:
        """The polynomial."""
        return LAMBDA**2 - self.trace * LAMBDA + self.det

    @property
    def disc(self) -> sp.Expr:
        """The discriminant."""
        return sp.expand(self.trace**2 - 4 * self.det)

    def verify(self) -> bool | None:
        """Add and multiply the roots: trace and determinant (Viète); their difference is √D, so they stand in order."""
        first, second = self.roots
        viete = sp.expand(first + second - self.trace) == 0 and sp.expand(first * second - self.det) == 0
        return bool(viete and sp.expand((second - first) - sp.sqrt(self.disc)) == 0)

    def narrate(self) -> Step:
        """Solve the quadratic."""
        return Step("Stability", tuple(self.blocks()), "stability")

    def blocks(self) -> Iterator[Block]:
        """Solve the quadratic, in the shortest of the ways there are."""
        first, second = self.roots
        equation = condition(self.polynomial, sp.S.Zero)
        if self.det == 0 and self.trace != 0:
            yield paragraph(
                "Take out the factor λ: {factored}, so {values}.",
                factored=condition(Product((LAMBDA, LAMBDA - self.trace)), sp.S.Zero),
                values=named_values(self.roots),
            )
        elif self.disc == 0:
            square = (LAMBDA - self.trace / 2) ** 2
            yield paragraph(
                "That is a square: {square}, so {value} is a double eigenvalue.",
                square=condition(square, sp.S.Zero),
                value=condition(LAMBDA, first),
            )
        elif self.trace == 0:
            yield paragraph(
                "So {square}, and {values}.", square=condition(LAMBDA**2, -self.det), values=named_values(self.roots)
            )
        else:
            yield paragraph("The quadratic formula solves {equation}:", equation=equation)
            yield Equation(tuple(self._row(number, root) for number, root in enumerate((first, second))))

    def _row(self, number: int, root: sp.Expr) -> Chain:
        """Put trace and discriminant into the formula."""
        root_of_disc = Written(sp.sqrt(D), ((D, self.disc),))
        above = Sum((self.trace, root_of_disc if number else Negative(root_of_disc)))
        written = Quotient(above, sp.Integer(2))
        name = Name("lambda", subscript=sp.Integer(number + 1), value=root)
        sides: list[Formula] = [name, written]
        odd = bool(self.trace.is_Integer and self.trace.is_odd and self.disc.is_Integer and self.disc > 0)
        if not (odd and sp.sqrt(self.disc).is_Pow):  # else the formula is the shortest form
            sides.append(root)
        plain = root.is_Rational or bool(root.free_symbols) or root.has(sp.I)
        return equals(*sides) if plain else Chain((*sides, Approx(root, 4)), (*["="] * (len(sides) - 1), "≈"))


@dataclass(frozen=True, slots=True)
class FactoredPolynomial:
    """A rational root of a monic polynomial with integer coefficients is an integer that divides the constant term.

    Gauss's lemma (Dummit, Foote, *Abstract Algebra*, §9.3 and §9.4). Each root found leaves, after division, a
    polynomial of lower degree.

    Attributes
    ----------
    polynomial : Expr
        p(λ), multiplied out.
    factors : tuple of (Expr, int)
        Its irreducible monic factors over the rational numbers with multiplicities, linear ones first.
    """

    polynomial: sp.Expr
    factors: tuple[tuple[sp.Expr, int], ...]

    @property
    def roots(self) -> tuple[sp.Expr, ...]:
        """The roots of the linear factors."""
        return tuple(LAMBDA - factor for factor, _ in self.factors if sp.degree(factor, LAMBDA) == 1)

    def verify(self) -> bool | None:
        """Multiply the factors at more numbers than the degree: two polynomials that agree there are one."""
        product = sp.Mul(*(factor**times for factor, times in self.factors), evaluate=False)
        places = range(sp.degree(self.polynomial, LAMBDA) + 1)
        return all((product - self.polynomial).xreplace({LAMBDA: sp.Integer(place)}) == 0 for place in places)

    def narrate(self) -> Step:
        """Show a root, and the factors."""
        return Step("Stability", tuple(self.blocks()), "stability")

    def blocks(self) -> Iterator[Block]:
        """Show that the roots are roots, and what division leaves."""
        name = Name("p", args=(LAMBDA,), value=self.polynomial)
        yield self._finding()
        yield Equation((equals(name, Product(tuple(factor**times for factor, times in self.factors))),))
        yield zero_factors(factor for factor, _ in self.factors)

    def _finding(self) -> Paragraph:
        """Say how the linear factors are found."""
        tried = [root for root in self.roots if root != 0]
        if not tried:
            return paragraph("Take out the factor {factor}:", factor=LAMBDA)
        checks = series(
            equals(Name("p", args=(root,), value=sp.S.Zero), Written(self.polynomial, ((LAMBDA, root),)), sp.S.Zero)
            for root in tried
        )
        whole = all(c.is_Integer for c in sp.Poly(self.polynomial, LAMBDA).all_coeffs())
        how = "Trying the divisors of the constant term, one finds {checks}." if whole else "Trying finds {checks}."
        return paragraph(how + " Division leaves", checks=checks)


def named_values(roots: Iterable[sp.Expr]) -> Paragraph:
    """Name roots."""
    return series(_value(root) for root in roots)


def _value(root: sp.Expr) -> Formula:
    if root.is_Rational or root.free_symbols or root.has(sp.I):
        return condition(LAMBDA, root)
    return Chain((LAMBDA, root, Approx(root, 4)), ("=", "≈"), claim=False)
