"""Solutions of a system on their way: the steps taken, what is known, and the points that come out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.polynomial.factored import factored
from symtutor.analysis.polynomial.normal_form import put_in, replaced
from symtutor.analysis.size import within
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sympy.logic.boolalg import Boolean

    from symtutor.analysis.polynomial.real_points import RealPoint


SHORT = 120
"""Operations in a coordinate up to which it is put over one denominator: taking out common factors has no bound."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One step of elimination: `equation` = 0, in which what was known before is put in, gives `unknown` this value."""

    equation: sp.Expr
    unknown: sp.Symbol
    value: sp.Expr


@dataclass(frozen=True, slots=True)
class Solution:
    """A point, possibly with integer indices in its coordinates; a state left in its own coordinate is free.

    Attributes
    ----------
    when : tuple of Boolean
        Conditions on parameters and free states that are not decided.
    pins : tuple of Pin
        The steps that led to it; two solutions are equal when their points and conditions are.
    exact : (RealPoint, mapping) or None
        The number field in which the point lies, and the unknowns in terms of the field's unknowns.
    """

    at: tuple[sp.Expr, ...]
    index: tuple[sp.Symbol, ...] = ()
    when: tuple[Boolean, ...] = ()
    pins: tuple[Pin, ...] = field(default=(), compare=False)
    exact: tuple[RealPoint, dict[sp.Symbol, sp.Expr]] | None = field(default=None, compare=False)

    def sign(self, expression: sp.Expr, unknowns: Sequence[sp.Symbol]) -> int | None:
        """Decide the sign of an expression of the unknowns at this point."""
        if self.exact is not None:
            point, inner = self.exact
            exactly = point.sign(put_in(expression, inner))
            if exactly is not None:
                return exactly
        return sign(multiplied_out(expression, dict(zip(unknowns, self.at, strict=True))))


@dataclass(frozen=True, slots=True)
class Case:
    """One factor of each equation, `chosen`, set to zero, and every real solution of that choice."""

    chosen: tuple[sp.Expr, ...]
    solutions: tuple[Solution, ...]

    def stages(self) -> tuple[tuple[Pin, ...], ...]:
        """Group the steps by equation, in order, where all solutions went the same way; empty where they did not."""
        stages: list[tuple[Pin, ...]] = []
        for pins in zip(*(solution.pins for solution in self.solutions), strict=False):
            if len({(pin.equation, pin.unknown) for pin in pins}) > 1:
                return ()
            stages.append(tuple(dict.fromkeys(pins)))
        return tuple(stages)


@dataclass(frozen=True, slots=True)
class Known:
    """What a partial solution knows: values of unknowns, the conditions under which it holds, and the steps."""

    values: tuple[tuple[sp.Symbol, sp.Expr], ...] = ()
    when: tuple[Boolean, ...] = ()
    pins: tuple[Pin, ...] = ()

    def pin(self, pin: Pin) -> Known:
        """Add a step, and put its value into what was known before."""
        earlier = tuple((symbol, multiplied_out(value, {pin.unknown: pin.value})) for symbol, value in self.values)
        return Known((*earlier, (pin.unknown, pin.value)), self.when, (*self.pins, pin))

    def under(self, *conditions: Boolean) -> Known:
        """Add conditions."""
        return Known(self.values, (*self.when, *conditions), self.pins)


def multiplied_out(expression: sp.Expr, values: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr:
    """Put values in and multiply out; what holds symbols and is no polynomial stays short over one denominator."""
    if all(not value.free_symbols or value.is_polynomial(*value.free_symbols) for value in values.values()):
        return put_in(expression, values)
    result = replaced(expression, values)
    return sp.together(result) if result.free_symbols else sp.expand(result)


def over_one_denominator(coordinate: sp.Expr) -> sp.Expr:
    """Write a rational function of the parameters as one quotient without common factors, and few minus signs.

    Examples
    --------
    >>> a, b = sp.symbols("a b", real=True)
    >>> over_one_denominator((a * (b - 1) - b * (a - 1)) / (b - 1))
    (-a + b)/(b - 1)
    """
    symbols = coordinate.free_symbols
    if not symbols or coordinate.is_polynomial(*symbols) or not coordinate.is_rational_function(*symbols):
        return coordinate
    if not within([coordinate], SHORT):
        return coordinate
    above, below = sp.fraction(sp.cancel(coordinate))
    if below.could_extract_minus_sign():
        above, below = sp.expand(-above), sp.expand(-below)
    return sp.factor_terms(above) / factored(below)
