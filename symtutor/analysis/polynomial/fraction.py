"""Rational functions of one variable with rational coefficients, as a fraction of two of FLINT's polynomials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import flint

if TYPE_CHECKING:
    import sympy as sp

DEGREE_LIMIT = 200


class Fraction(NamedTuple):
    """A numerator and a denominator that is not zero, perhaps with common factors."""

    above: Any
    below: Any

    @property
    def short(self) -> bool:
        """Whether it is short enough to go on with."""
        return max(int(self.above.degree()), int(self.below.degree())) <= DEGREE_LIMIT

    def plus(self, other: Fraction) -> Fraction:
        """Add over the common denominator, or over the product."""
        if self.below == other.below:
            return Fraction(self.above + other.above, self.below)
        return Fraction(self.above * other.below + other.above * self.below, self.below * other.below)

    def times(self, other: Fraction) -> Fraction:
        """Multiply."""
        return Fraction(self.above * other.above, self.below * other.below)

    def to_the(self, power: int) -> Fraction | None:
        """Raise to an integer power; None for 1/0."""
        if power >= 0:
            return Fraction(self.above**power, self.below**power)
        return Fraction(self.below**-power, self.above**-power) if self.above else None


def fraction(expression: sp.Expr, symbol: sp.Symbol) -> Fraction | None:
    """Read a rational function; None where the expression is none, or has other than rational coefficients.

    Examples
    --------
    >>> from sympy import Symbol
    >>> x = Symbol("x", real=True)
    >>> fraction(1 / x + x, x)
    Fraction(above=x^2 + 1, below=x)
    """
    if expression.is_Rational:
        return Fraction(flint.fmpq_poly([flint.fmpq(int(expression.p), int(expression.q))]), flint.fmpq_poly([1]))
    if expression == symbol:
        return Fraction(flint.fmpq_poly([0, 1]), flint.fmpq_poly([1]))
    if expression.is_Pow:
        if not expression.exp.is_Integer or abs(expression.exp) > DEGREE_LIMIT:
            return None
        base = fraction(expression.base, symbol)
        found = None if base is None else base.to_the(int(expression.exp))
        return found if found is not None and found.short else None
    if not (expression.is_Add or expression.is_Mul):
        return None
    total: Fraction | None = None
    for part in expression.args:
        other = fraction(part, symbol)
        if other is None:
            return None
        total = other if total is None else total.plus(other) if expression.is_Add else total.times(other)
        if not total.short:
            return None
    return total
