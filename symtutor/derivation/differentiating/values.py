"""f′ at each fixed point, with the number put in, and the next derivatives where f′ is zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.at_point import admissible
from symtutor.analysis.derivative import agrees
from symtutor.analysis.words import function
from symtutor.derivation.differentiating.words import step
from symtutor.document import Differentiated, Equation, Written, equals, paragraph
from symtutor.numerics.balls import enclose, taylor
from symtutor.rule import ToldTogether

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sympy.logic.boolalg import Boolean

    from symtutor.document import Chain, Step

MEMBERS = (0, 1, -2)
"""Members of a family at which a value is checked."""


@dataclass(frozen=True, slots=True)
class SlopeAt(ToldTogether):
    """The value of a derivative at a fixed point, by putting the number in.

    Attributes
    ----------
    state, field : Symbol, Expr
        The equation.
    slope : Expr
        The derivative of the order named, as it was found by hand.
    at : Expr
        The fixed point, perhaps with an index or parameters in it.
    value : Expr
        The value that the analysis found.
    index : tuple of Symbol
        The index of a family.
    when : Boolean
        The condition for the point.
    order : int
        Which derivative it is.
    """

    state: sp.Symbol
    field: sp.Expr
    slope: sp.Expr
    at: sp.Expr
    value: sp.Expr
    index: tuple[sp.Symbol, ...]
    when: Boolean
    order: int = 1

    def verify(self) -> bool | None:
        """Expand the field at the point by power-series arithmetic in balls, for some members and parameters."""
        letters = (self.field.free_symbols | self.at.free_symbols) - {self.state, *self.index}
        verdicts = [
            self._agrees({**sample, **dict.fromkeys(self.index, sp.Integer(number))})
            for sample in admissible(letters, self.when)
            for number in (MEMBERS if self.index else MEMBERS[:1])
        ]
        return None if None in verdicts or not verdicts else all(verdicts)

    def _agrees(self, sample: dict[sp.Symbol, sp.Expr]) -> bool | None:
        coefficients = taylor(
            self.field.xreplace(sample), self.state, {self.state: self.at.xreplace(sample)}, self.order
        )
        value = enclose(self.value.xreplace(sample) / sp.factorial(self.order))
        return None if coefficients is None or value is None else bool(coefficients[self.order].overlaps(value))

    @classmethod
    def narrate_all(cls, rules: Sequence[SlopeAt]) -> Step:
        """Put each point in."""
        words = "Put in the fixed point:" if len(rules) == 1 else "Put in the fixed points:"
        return step((paragraph(words), Equation(tuple(rule.chain() for rule in rules))), partial=False)

    def chain(self) -> Chain:
        """Write the derivative with the number put in, and its value."""
        name = function(self.state, self.order, self.at, self.value)
        written = Written(self.slope, ((self.state, self.at),))
        plain = not self.slope.has(self.state) or self.slope == self.state
        if self.at.is_Rational and not self.value.is_Rational and not self.value.free_symbols:
            plain = plain or self.slope.xreplace({self.state: self.at}) == self.value  # nothing to work out
        return equals(name, self.value) if plain else equals(name, written, self.value)


@dataclass(frozen=True, slots=True)
class NextDerivative(ToldTogether):
    """f⁽ᵏ⁾ is the derivative of f⁽ᵏ⁻¹⁾.

    Attributes
    ----------
    before, value : Expr
        The derivative before, and this one.
    order : int
        k, at least 2.
    """

    state: sp.Symbol
    before: sp.Expr
    value: sp.Expr
    order: int

    def verify(self) -> bool | None:
        """Differentiate by power-series arithmetic in balls of 50 digits at three points."""
        return agrees(self.before, self.state, self.value)

    @classmethod
    def narrate_all(cls, rules: Sequence[NextDerivative]) -> Step:
        """Differentiate again and again."""
        rows = tuple(
            equals(
                function(rule.state, rule.order, value=rule.value), Differentiated(rule.before, rule.state), rule.value
            )
            for rule in rules
        )
        return step((paragraph("Where the slope is zero, more derivatives are needed:"), Equation(rows)), partial=False)
