"""A leading term c sᵖ (ln 1/s)ᵏ as s → 0⁺, and arithmetic with such terms.

The scale of powers and logarithms is ordered by growth, and sums and products of leading terms are leading terms unless
they cancel (Hardy, *Orders of Infinity*; de Bruijn, *Asymptotic Methods in Analysis*, ch. 1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Germ:
    """The leading term of a function as s → 0⁺.

    Attributes
    ----------
    power, logs : Expr
        The exponents of s and of ln(1/s); the power is ∞ where the function is smaller than every power of s, and −∞
        where it is larger.
    coefficient : Expr or None
        What stands before them; None where only the size is known.
    direction : int or None
        The sign of the function for small s; None where it has no lasting one.
    """

    power: sp.Expr
    logs: sp.Expr
    coefficient: sp.Expr | None
    direction: int | None

    @property
    def limit(self) -> sp.Expr | None:
        """The limit where it is finite and known."""
        if self.power.is_extended_positive or (self.power.is_zero and self.logs.is_negative):
            return sp.S.Zero
        return self.coefficient if self.power.is_zero and self.logs.is_zero else None

    @property
    def unbounded(self) -> bool:
        """Whether the function is unbounded as s → 0⁺."""
        return bool(self.power.is_extended_negative or (self.power.is_zero and self.logs.is_positive))

    def faster_than(self, power: sp.Expr) -> bool | None:
        """Tell whether ∫ ds/(sᵖ (ln 1/s)ᵏ), p counted from `power`, converges at 0: p < 1, or p = 1 and k > 1.

        With `power` 0 that is the time ∫ dx/|f| to a point, with 2 the time to infinity, where dx = −ds/s².
        """
        shifted = self.power + power
        converges = bool(shifted < 1 or (shifted == 1 and self.logs > 1))
        return None if converges and self.direction is None else converges

    def times(self, other: Germ) -> Germ | None:
        """Multiply two leading terms."""
        power = self.power + other.power
        if power is sp.nan:
            return None
        coefficient, direction = None, None
        if self.coefficient is not None and other.coefficient is not None:
            coefficient = self.coefficient * other.coefficient
        if self.direction is not None and other.direction is not None:
            direction = self.direction * other.direction
        return Germ(power, self.logs + other.logs, coefficient, direction)

    def to_the(self, exponent: sp.Expr) -> Germ | None:
        """Raise a leading term to a constant power."""
        whole = exponent.is_Integer
        if self.direction is None or (self.direction < 0 and not whole):
            return self if exponent == 1 else None
        coefficient = None if self.coefficient is None else self.coefficient**exponent
        odd = whole and exponent % 2 == 1
        return Germ(self.power * exponent, self.logs * exponent, coefficient, self.direction if odd else 1)


NOTHING = Germ(sp.oo, sp.S.Zero, sp.S.Zero, 0)
"""The function that is zero beside the point."""


def constant(value: sp.Expr) -> Germ | None:
    """Take a number as a leading term; None where its sign is not decided."""
    direction = sign(value) if value.is_extended_real is not False and value.is_finite is not False else None
    if direction is None:
        return None
    return Germ(sp.S.Zero, sp.S.Zero, value, direction) if direction else NOTHING


def add(germs: Sequence[Germ]) -> Germ | None:
    """Add leading terms: the largest decides; None where the largest ones cancel or cannot be compared."""
    terms = [germ for germ in germs if germ is not NOTHING]
    if not terms:
        return NOTHING
    power = min((germ.power for germ in terms), key=lambda value: (value is sp.oo, value))
    logs = max(germ.logs for germ in terms if germ.power == power)
    largest = [germ for germ in terms if (germ.power, germ.logs) == (power, logs)]
    if len(largest) == 1:
        return largest[0]
    directions = {germ.direction for germ in largest}
    if None in directions:
        return Germ(power, logs, None, None)
    coefficients = [germ.coefficient for germ in largest]
    if None in coefficients:
        return Germ(power, logs, None, largest[0].direction) if len(directions) == 1 else None
    coefficient = sp.Add(*(value for value in coefficients if value is not None))
    direction = sign(coefficient)
    return Germ(power, logs, coefficient, direction) if direction else None
