"""The rules of calculus by which a formula is differentiated, each applied once to a formula as it was typed.

Sources: M. Spivak, *Calculus*, chapter 10; for partial derivatives T. Apostol, *Mathematical Analysis*, §12.1: all
other variables are held fixed, so every rule of one variable applies.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.derivative import agrees
from symtutor.derivation.differentiating.outer import as_power, split
from symtutor.derivation.differentiating.words import power_rule, product_rule, quotient_rule, reciprocal_rule, step
from symtutor.document import Differentiated, Equation, Negative, Power, Product, Quotient, Sum, equals, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.document import Block, Formula, Paragraph, Step

Part = tuple[sp.Expr, sp.Expr]
"""A piece of a formula, and its derivative."""


@dataclass(frozen=True, slots=True)
class Line(ABC):
    """A formula differentiated by one rule.

    Attributes
    ----------
    inside : Expr
        What is differentiated, as typed.
    by : Symbol
        The variable.
    value : Expr
        The derivative, in the form in which it is used further on.
    name : Formula, optional
        What the derivative is called where `inside` is a whole right-hand side: f′(x), ∂f₁/∂x.
    partial : bool
        Whether there are other states, which count as constants.
    first : bool
        Whether the rule is used here first, and written out.
    """

    inside: sp.Expr
    by: sp.Symbol
    value: sp.Expr
    name: Formula | None
    partial: bool
    first: bool

    def verify(self) -> bool | None:
        """Differentiate by power-series arithmetic in balls of 50 digits at three points."""
        return agrees(self.inside, self.by, self.value)

    def narrate(self) -> Step:
        """Name the rule, and apply it."""
        return step(self.blocks(), partial=self.partial)

    @abstractmethod
    def blocks(self) -> tuple[Block, ...]:
        """Apply the rule, and name it where that helps."""

    @property
    def asked(self) -> Formula:
        """The derivative before it is taken."""
        return self.name or self.of(self.inside)

    def of(self, part: sp.Expr) -> Differentiated:
        """Write the derivative of a part as still to be taken."""
        return Differentiated(part, self.by, self.partial)


@dataclass(frozen=True, slots=True)
class NamedRule(Line):
    """A line that names its rule and shows how it is applied."""

    def blocks(self) -> tuple[Block, ...]:
        """Name the rule, and apply it."""
        return (self.naming(), Equation((equals(self.asked, *self.sides(), self.value),)))

    @abstractmethod
    def naming(self) -> Paragraph:
        """Name the rule."""

    @abstractmethod
    def sides(self) -> tuple[Formula, ...]:
        """Write what stands between the question and the answer."""


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


@dataclass(frozen=True, slots=True)
class OnSight(Line):
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


def times(*parts: Formula) -> Formula:
    """Multiply, factors 1 left out."""
    factors = tuple(part for part in parts if part != 1)
    return Product(factors) if len(factors) > 1 else factors[0] if factors else sp.S.One


def over(factor: sp.Expr, above: Sequence[Formula], below: Sequence[sp.Expr]) -> Formula:
    """Write a quotient with a constant: its sign in front, its numerator above and its denominator below."""
    number, under = sp.fraction(factor)
    if number.could_extract_minus_sign():
        return Negative(over(-factor, above, below))
    return Quotient(times(number, *above), sp.Mul(under, *below))


def scaled(factor: sp.Expr, formula: Formula) -> Formula:
    """Put a constant in front."""
    if factor == 1:
        return formula
    if factor == -1:
        return Negative(formula)
    if factor.could_extract_minus_sign():
        return Negative(scaled(-factor, formula))
    inner = formula.factors if isinstance(formula, Product) else (formula,)
    return Product((factor, *inner))
