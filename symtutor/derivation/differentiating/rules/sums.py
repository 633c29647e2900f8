"""The rules for a sum: its terms on sight, all of them together, and products that are multiplied out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.derivation.differentiating.outer import as_power
from symtutor.derivation.differentiating.rules.line import Line, NamedRule
from symtutor.derivation.differentiating.words import power_rule, scaled, step
from symtutor.document import Equation, Sum, equals, paragraph
from symtutor.rule import ToldTogether

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.derivation.differentiating.rules.line import Part
    from symtutor.document import Block, Formula, Paragraph, Step


@dataclass(frozen=True, slots=True)
class OnSight(ToldTogether, Line):
    """A term whose derivative stands in the table: c is constant, (c xⁿ)′ = c n xⁿ⁻¹, (c sin x)′ = c cos x and so on.

    Spivak, theorems 10.1, 10.2 and 10.5; for the elementary functions, chapters 15 and 18.
    """

    def blocks(self) -> tuple[Block, ...]:
        """Say the term and its derivative."""
        return type(self).told([self])

    @classmethod
    def narrate_all(cls, rules: Sequence[OnSight]) -> Step:
        """Put the terms below each other."""
        return step(cls.told(rules), partial=rules[0].partial)

    @classmethod
    def told(cls, rules: Sequence[OnSight]) -> tuple[Block, ...]:
        """Put the terms below each other."""
        rows = tuple(equals(rule.asked, *rule.sides(), rule.value) for rule in rules)
        if rules[0].partial:
            return (Equation(rows),)
        powers = any(rule.power not in (0, 1) for rule in rules)
        if rules[0].name is not None:
            words = "Differentiate by the power rule, {rule}:" if powers else "Differentiate:"
        else:
            words = "Differentiate term by term" + (", powers by the power rule {rule}:" if powers else ":")
        return paragraph(words, rule=power_rule(rules[0].by)), Equation(rows)

    @property
    def power(self) -> sp.Expr:
        """The exponent of the variable where the term is a power of it, else 1."""
        _, rest = self.inside.as_independent(self.by, as_Add=False)
        base, power = as_power(rest)
        return power if base == self.by else sp.S.One

    def sides(self) -> tuple[Formula, ...]:
        """Write the constant beside the derivative of what it multiplies, where that is worth a look."""
        if self.inside.is_Add:
            return self._term_by_term()
        factor, _ = self.inside.as_independent(self.by, as_Add=False)
        if factor in (1, -1) or self.value == factor or not self.inside.has(self.by):
            return ()
        return (scaled(factor, self.value / factor),)

    def _term_by_term(self) -> tuple[Formula, ...]:
        """Write the derivative of each term, where a sum in brackets is among them."""
        pairs = [term.as_independent(self.by, as_Add=False) for term in self.inside.as_ordered_terms()]
        if not any(rest.is_Add and factor not in (1, -1) for factor, rest in pairs):
            return ()
        moving = [(factor, rest) for factor, rest in pairs if rest.has(self.by)]
        terms = (
            scaled(factor, slope) if rest.is_Add and slope != 1 else factor * slope
            for factor, rest in moving
            for slope in [sp.diff(rest, self.by)]
        )
        return (Sum(tuple(terms)),)


@dataclass(frozen=True, slots=True)
class SumRule(NamedRule):
    """(u + v)′ = u′ + v′ (Spivak, theorem 10.3).

    Attributes
    ----------
    parts : tuple of (Expr, Expr)
        The terms and their derivatives.
    """

    parts: tuple[Part, ...]

    def naming(self) -> Paragraph:
        """Say that the terms are added."""
        return paragraph("Together:")

    def sides(self) -> tuple[Formula, ...]:
        """Write the derivatives of the terms as they come."""
        slopes = tuple(slope for _, slope in self.parts)
        moving = tuple(slope for slope in slopes if slope != 0)
        if {term for slope in moving for term in sp.Add.make_args(slope)} == set(sp.Add.make_args(self.value)):
            return (Sum(slopes),) if len(moving) == 1 and self.partial and not moving[0].is_Add else ()
        return (Sum(moving),)


@dataclass(frozen=True, slots=True)
class MultipliedOut(Line):
    """The distributive law: a product of sums is the sum of the products.

    Attributes
    ----------
    products : tuple of (Expr, Expr)
        Each product, and what comes of it.
    """

    products: tuple[Part, ...]

    def blocks(self) -> tuple[Block, ...]:
        """Multiply out each product, and add."""
        rows = tuple(equals(product, out) for product, out in self.products if product != out)
        last = Equation((equals(self.asked, self.value),))
        if len(rows) < 2:
            return paragraph("Multiplied out:"), last
        return paragraph("Multiply out term by term:"), Equation(rows), paragraph("and add:"), last
