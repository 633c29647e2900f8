"""The rules for a formula made of parts: products, quotients and functions of functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.derivation.differentiating.outer import split
from symtutor.derivation.differentiating.rules.line import NamedRule
from symtutor.derivation.differentiating.words import over, product_rule, quotient_rule, reciprocal_rule, scaled, times
from symtutor.document import Equation, Negative, Power, Product, Quotient, Sum, equals, paragraph

if TYPE_CHECKING:
    from symtutor.derivation.differentiating.rules.line import Part
    from symtutor.document import Block, Formula, Paragraph


@dataclass(frozen=True, slots=True)
class ProductRule(NamedRule):
    """(u v)′ = u′ v + u v′; of several factors, each is differentiated once (Spivak, theorem 10.4).

    Attributes
    ----------
    parts : tuple of (Expr, Expr)
        The factors that hold the variable, constants in the first, and their derivatives.
    open : bool
        Whether the products are multiplied out in a line of their own.
    """

    parts: tuple[Part, ...]
    open: bool = False

    def blocks(self) -> tuple[Block, ...]:
        """Name the rule, and apply it."""
        ending = () if self.open else (self.value,)
        return (self.naming(), Equation((equals(self.asked, *self.sides(), *ending),)))

    def naming(self) -> Paragraph:
        """Name the rule."""
        if not self.first:
            return paragraph("By the product rule:")
        return paragraph(
            "By the product rule, {rule}, differentiate one factor at a time and leave the others alone:"
            if len(self.parts) < 4
            else "By the product rule, differentiate one factor at a time and leave the others alone:",
            rule=product_rule(len(self.parts), {symbol.name for symbol in self.inside.free_symbols}),
        )

    def sides(self) -> tuple[Formula, ...]:
        """Write the sum with each factor differentiated once, before and after."""
        factors = [factor for factor, _ in self.parts]
        places = range(len(factors))

        def term(place: int, here: Formula) -> Product:
            beside = tuple(here if place == other else factors[other] for other in places)
            return Product(tuple(part for part in beside if part != 1) or beside[:1])

        after = Sum(tuple(term(place, slope) for place, (_, slope) in enumerate(self.parts)))
        if self.partial:
            return (after,)
        return Sum(tuple(term(place, self.of(factors[place])) for place in places)), after


@dataclass(frozen=True, slots=True)
class QuotientRule(NamedRule):
    """(u/v)′ = (u′ v − u v′)/v² where v is not zero (Spivak, theorem 10.8).

    Attributes
    ----------
    factor : Expr
        A constant in front.
    top, bottom : (Expr, Expr)
        Numerator and denominator, each with its derivative.
    """

    factor: sp.Expr
    top: Part
    bottom: Part

    def naming(self) -> Paragraph:
        """Name the rule."""
        rule = quotient_rule({symbol.name for symbol in self.inside.free_symbols})
        return paragraph("By the quotient rule, {rule}:" if self.first else "By the quotient rule:", rule=rule)

    def sides(self) -> tuple[Formula, ...]:
        """Write the quotient of the rule, before and after."""
        (u, du), (v, dv) = self.top, self.bottom
        after = self._quotient(du, dv)
        return (after,) if self.partial else (self._quotient(self.of(u), self.of(v)), after)

    def _quotient(self, du: Formula, dv: Formula) -> Formula:
        u, v = self.top[0], self.bottom[0]
        above = Sum((times(du, v), Negative(times(u, dv))))
        return scaled(self.factor, Quotient(above, Power(v, sp.Integer(2))))


@dataclass(frozen=True, slots=True)
class ReciprocalRule(NamedRule):
    """(1/v)′ = −v′/v² where v is not zero (Spivak, theorem 10.7); of a power, (1/wⁿ)′ = −n w′/wⁿ⁺¹ by the chain rule.

    Attributes
    ----------
    factor : Expr
        The constant numerator.
    base : (Expr, Expr)
        w and its derivative.
    power : Expr
        n, a positive number.
    """

    factor: sp.Expr
    base: Part
    power: sp.Expr

    def naming(self) -> Paragraph:
        """Name the rule."""
        if self.power == 1:
            rule = reciprocal_rule({symbol.name for symbol in self.inside.free_symbols})
            return paragraph("By the reciprocal rule, {rule}:" if self.first else "By the reciprocal rule:", rule=rule)
        return paragraph(
            "{quotient} is {power}, so by the power rule and the chain rule:",
            quotient=1 / self.base[0] ** self.power,
            power=Power(self.base[0], -self.power),
        )

    def sides(self) -> tuple[Formula, ...]:
        """Write the quotient of the rule, before and after."""
        w, dw = self.base
        times_before = self.factor * self.power
        if self.partial and (times_before * dw).is_Pow:
            return ()
        slope = dw if self.partial else self.of(w)
        return (over(-times_before, [slope], [w ** (self.power + 1)]),)


@dataclass(frozen=True, slots=True)
class ChainRule(NamedRule):
    """(g(u))′ = g′(u) u′ (Spivak, theorem 10.9); for a power, (uⁿ)′ = n uⁿ⁻¹ u′.

    Attributes
    ----------
    factor : Expr
        A constant in front.
    outer : tuple of Expr
        g′(u), in factors.
    inner : (Expr, Expr)
        u and its derivative.
    power : bool
        Whether g is a power.
    """

    factor: sp.Expr
    outer: tuple[sp.Expr, ...]
    inner: Part
    power: bool

    def naming(self) -> Paragraph:
        """Name the rule."""
        rules = "the power rule and the chain rule" if self.power else "the chain rule"
        says = ", the derivative of the outer function times that of the inner one" if self.first else ""
        return paragraph(f"By {rules}{says}:")

    def sides(self) -> tuple[Formula, ...]:
        """Write the slope of the outer function times that of the inner one."""
        u, du = self.inner
        slope = du if self.partial else self.of(u)
        factor, rest = sp.Mul(self.factor, *self.outer).as_independent(self.by, as_Add=False)
        above, below = split(rest)
        if not below:
            return (scaled(self.factor, times(*self.outer, slope)),)
        number, under = sp.fraction(factor)
        if self.partial and sp.fraction(self.value) == (sp.Mul(number, *above, du), sp.Mul(under, *below)):
            return ()
        return (over(factor, [*above, slope], below),)
