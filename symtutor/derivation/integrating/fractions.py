"""Partial fractions with letters for the numerators, and how the letters are found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.separation.rule import TITLE, TOPIC
from symtutor.analysis.words import function, series
from symtutor.derivation.solving.equation import agree
from symtutor.document import Equation, Negative, Product, Quotient, Step, Sum, Written, condition, equals, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.document import Block, Formula

LETTERS = ("A", "B", "D", "E", "F", "G", "H", "K", "M", "P")
"""Names for the numerators; C is the constant of integration."""


@dataclass(frozen=True, slots=True)
class SplitUp:
    """A fraction divided out, or written as a sum of simpler ones."""

    state: sp.Symbol
    field: sp.Expr
    fractions: tuple[sp.Expr, ...]

    def verify(self) -> bool | None:
        """Add up again, at numbers."""
        return agree(sp.Add(*self.fractions), 1 / self.field)

    def narrate(self) -> Step:
        """Write the sum."""
        chain = _sum(self.state, self.field, self.fractions)
        divided = any(fraction.is_polynomial(self.state) for fraction in self.fractions)
        words = "Divided out, {chain}." if divided else "In partial fractions {chain}."
        return Step(TITLE, (paragraph(words, chain=chain),), TOPIC)


@dataclass(frozen=True, slots=True)
class PartialFractions:
    """A proper fraction is a sum with a power of one factor of its denominator below each term.

    (Stewart, *Calculus*, §7.4.) Below a linear factor stands a number, below an irreducible quadratic a linear
    function.

    Attributes
    ----------
    top, bottom : Expr
        The fraction 1/f over one denominator.
    parts : tuple of (Expr, Expr, int)
        Numerator, with letters in it, and base and exponent of the denominator of each term; every base is monic.
    letters : tuple of (Symbol, Expr)
        The letters with their values.
    """

    state: sp.Symbol
    field: sp.Expr
    top: sp.Expr
    bottom: sp.Expr
    parts: tuple[tuple[sp.Expr, sp.Expr, int], ...]
    letters: tuple[tuple[sp.Symbol, sp.Expr], ...]

    @property
    def fractions(self) -> tuple[sp.Expr, ...]:
        """The terms with the values put in."""
        values = dict(self.letters)
        return tuple(top.xreplace(values) / base**power for top, base, power in self.parts)

    @property
    def lead(self) -> sp.Expr:
        """The leading coefficient of the denominator."""
        return sp.LC(self.bottom, self.state)

    @property
    def simple(self) -> bool:
        """Whether every denominator is linear and occurs once, so that each letter is found by itself."""
        return all(sp.degree(base, self.state) == 1 for _, base, _ in self.parts) and len(
            {base for _, base, _ in self.parts}
        ) == sp.degree(self.bottom, self.state)

    def verify(self) -> bool | None:
        """Add the fractions up again, at numbers."""
        return agree(sp.Add(*self.fractions), 1 / self.field)

    def narrate(self) -> Step:
        """Write the sum with letters, find them, and put them in."""
        pace = Quotient(sp.S.One, function(self.state, value=self.field))
        below = [base**power for _, base, power in self.parts]
        terms = tuple(Quotient(top, under) for (top, _, _), under in zip(self.parts, below, strict=True))
        blocks: list[Block] = [
            paragraph("Split {pace} into partial fractions:", pace=pace),
            Equation((condition(pace, Sum(terms)),)),
        ]
        blocks += self._one_by_one() if self.simple else self._all_at_once()
        blocks.append(paragraph("So {chain}.", chain=_sum(self.state, self.field, self.fractions)))
        return Step(TITLE, tuple(blocks), TOPIC)

    def _one_by_one(self) -> Iterator[Block]:
        """Put in the zero of each denominator, where only one letter is left."""
        left = condition(self.top, Sum(tuple(self._cleared(place) for place in range(len(self.parts)))))
        words = "Multiplied by {bottom}, that is {left}. At the zero of a factor only one letter is left:"
        yield paragraph(words, bottom=self.bottom, left=left)
        for place, (letter, value) in enumerate(self.letters):
            zero = self.state - self.parts[place][1]
            number = self.top.xreplace({self.state: zero})
            row = condition(number, *self._put_in(place, zero), sp.cancel(number / value) * letter)
            words = "At {at}: {row}, so {found}."
            yield paragraph(words, at=condition(self.state, zero), row=row, found=condition(letter, value))

    def _put_in(self, place: int, zero: sp.Expr) -> tuple[Formula, ...]:
        """Write what is left at the zero before it is worked out, where there is something to work out."""
        others = [base for k, (_, base, _) in enumerate(self.parts) if k != place]
        return () if others == [self.state] else (self._cleared(place, zero),)

    def _cleared(self, place: int, at: sp.Expr | None = None) -> Formula:
        """Write what a term becomes, multiplied by the denominator: its letter times the other factors."""
        factors: list[Formula] = [base for k, (_, base, _) in enumerate(self.parts) if k != place]
        if at is not None:
            factors = [Written(factor, ((self.state, at),)) for factor in factors]
        negative = self.lead.could_extract_minus_sign()
        size = -self.lead if negative else self.lead
        whole = (self.letters[place][0], *factors) if size == 1 else (size, self.letters[place][0], *factors)
        return Negative(Product(whole)) if negative else Product(whole)

    def _all_at_once(self) -> Iterator[Block]:
        """Compare the coefficients of every power."""
        terms = tuple(top * sp.cancel(self.bottom / base**power) for top, base, power in self.parts)
        left = condition(self.top, Sum(terms))
        words = "Multiplied by {bottom}, that is {left}. Compare the coefficients of each power of {x}:"
        yield paragraph(words, bottom=self.bottom, left=left, x=self.state)
        wanted, found = (sp.Poly(side, self.state) for side in (self.top, sp.expand(sp.Add(*terms))))
        highest = max(wanted.degree(), found.degree())
        yield Equation(tuple(condition(wanted.nth(k), found.nth(k)) for k in range(highest, -1, -1)))
        yield paragraph("They give {found}.", found=series(condition(*pair) for pair in self.letters))


def _sum(state: sp.Symbol, field: sp.Expr, fractions: Sequence[sp.Expr]) -> Formula:
    return equals(Quotient(sp.S.One, function(state, value=field)), Sum(tuple(fractions)))


def with_letters(field: sp.Expr, state: sp.Symbol, fractions: Sequence[sp.Expr]) -> PartialFractions | None:
    """Find the letters of given partial fractions of 1/f; None where the fraction is not a proper one.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> found = with_letters(x * (1 - x), x, (1 / x, -1 / (x - 1)))
    >>> found.letters, found.verify()
    (((A, 1), (B, -1)), True)
    """
    bottom, top = sp.fraction(sp.together(field))
    if not (top.is_polynomial(state) and bottom.is_polynomial(state)):
        return None
    if sp.degree(top, state) >= sp.degree(bottom, state):
        return None
    taken = {symbol.name for symbol in field.free_symbols}
    names = (sp.Symbol(name, real=True) for name in LETTERS if name not in taken)
    parts: list[tuple[sp.Expr, sp.Expr, int]] = []
    letters: list[tuple[sp.Symbol, sp.Expr]] = []
    for fraction in fractions:
        found = _monic(fraction, state)
        if found is None:
            return None
        above, base, power = found
        pair = [above.coeff(state, 1), above.coeff(state, 0)] if sp.degree(base, state) == 2 else [above]
        mine = [name for _, name in zip(pair, names, strict=False)]
        if len(mine) < len(pair):
            return None
        letters += zip(mine, pair, strict=True)
        parts.append((mine[0] * state + mine[1] if len(mine) == 2 else mine[0], base, power))
    rule = PartialFractions(state, field, top, bottom, tuple(parts), tuple(letters))
    return rule if rule.verify() else None


def _monic(fraction: sp.Expr, state: sp.Symbol) -> tuple[sp.Expr, sp.Expr, int] | None:
    """Write a partial fraction as N/bᵏ with a monic b of degree one or two."""
    number, rest = fraction.as_independent(state, as_Add=False)
    above, below = sp.fraction(rest if rest.is_Pow else sp.together(rest))
    constant, rest = sp.factor_terms(below).as_independent(state, as_Add=False)
    base, power = rest.as_base_exp()
    if not (power.is_Integer and base.is_polynomial(state) and above.is_polynomial(state)):
        return None
    degree, lead = sp.degree(base, state), sp.LC(base, state)
    above = sp.expand(number * above / (constant * lead**power))
    if degree > 2 or sp.degree(above, state) >= degree:
        return None
    return above, sp.expand(base / lead), int(power)
