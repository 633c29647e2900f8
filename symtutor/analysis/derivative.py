"""The derivative f′ and the Jacobian, shown the way they are computed on paper."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.arcs import without_arcs
from symtutor.analysis.polynomial.factored import rational
from symtutor.analysis.polynomial.normal_form import derivative, expand, put_in
from symtutor.analysis.size import within
from symtutor.analysis.words import function, series
from symtutor.document import Equation, Name, Product, Step, Sum, equals, paragraph
from symtutor.numerics.balls import enclose, taylor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from symtutor.model import FixedPoint

TOPIC = "derivative"
JUMPS = (sp.sign, sp.Heaviside)
SAMPLES = (sp.Rational(2, 7), sp.Rational(-5, 3), sp.Rational(9, 4))


def agrees(component: sp.Expr, state: sp.Symbol, slope: sp.Expr) -> bool | None:
    """Compare a derivative with power-series arithmetic, in balls, at a few rational points."""
    symbols = sorted(component.free_symbols | slope.free_symbols, key=lambda symbol: symbol.name)
    verdicts = []
    for place, sample in enumerate(SAMPLES):
        at = {symbol: sample + sp.Rational(place + position, 11) for position, symbol in enumerate(symbols)}
        at.setdefault(state, sample)
        coefficients = taylor(component, state, at, 1)
        value = enclose(slope, at)
        if coefficients is not None and value is not None:
            verdicts.append(bool(coefficients[1].overlaps(value)))
    return all(verdicts) if verdicts else None


@dataclass(frozen=True, slots=True)
class Derivative:
    """The derivative of a function of one variable.

    Sums are differentiated term by term; (uv)′ = u′v + uv′ (product rule; for several factors, each is
    differentiated once with the others left alone; Spivak, *Calculus*, ch. 10).
    """

    state: sp.Symbol
    field: sp.Expr

    @property
    def value(self) -> sp.Expr:
        """f′(x), multiplied out where f is a polynomial; away from jumps, where f has no slope."""
        slope = derivative(self.field, self.state)
        if self.field.has(*JUMPS):
            return slope.replace(sp.DiracDelta, lambda *_: sp.S.Zero)
        return expand(slope) if self.field.is_polynomial(self.state) else slope

    def at(self, point: sp.Expr) -> sp.Expr:
        """f′ at a point, in normal form, without a root in a denominator."""
        return rationalized(put_in(self.value, {self.state: point}))

    def verify(self) -> bool | None:
        """Differentiate by power-series arithmetic in balls of 50 digits at three points."""
        return agrees(self.field, self.state, self.value)

    def narrate(self) -> Step:
        """Show the product rule where the field is a product, then the result."""
        name = function(self.state, primes=1, value=self.value)
        factors = self._factors()
        if len(factors) > 1 and not self.field.has(*JUMPS):
            terms = tuple(self._term(factors, place) for place in range(len(factors)))
            return Step(
                "Slope",
                (
                    paragraph("By the product rule, differentiate one factor at a time and leave the others alone:"),
                    Equation((equals(name, Sum(terms)),)),
                    paragraph(
                        "Multiplied out: {chain}." if self.field.is_polynomial(self.state) else "That is {chain}.",
                        chain=equals(name, self.value),
                    ),
                ),
                TOPIC,
            )
        how = "Differentiate term by term:" if self.field.is_Add else "Differentiate:"
        if self.field.has(*JUMPS):
            how = "Away from its jumps, where it has no slope, {f} has the derivative"
        elif self.field.has(sp.Abs, sp.Max, sp.Min):
            how = "Away from its corners, where it has no slope, {f} has the derivative"
        return Step("Slope", (paragraph(how, f=function(self.state)), Equation((equals(name, self.value),))), TOPIC)

    def _term(self, factors: tuple[sp.Expr, ...], place: int) -> Product:
        """Write one term of the product rule: factor number `place` differentiated, the others left alone."""
        differentiated = [sp.diff(f, self.state) if place == other else f for other, f in enumerate(factors)]
        return Product(tuple(f for f in differentiated if f != 1))

    def _factors(self) -> tuple[sp.Expr, ...]:
        """Return the factors that hold the state, a constant in front; none for a quotient or power."""
        constant, rest = self.field.as_independent(self.state, as_Add=False)
        factors = rest.as_ordered_factors()
        if len(factors) < 2 or not all(f.is_polynomial(self.state) or f.is_Function for f in factors):
            return ()
        return (constant * factors[0], *factors[1:]) if constant != 1 else tuple(factors)


def rationalized(value: sp.Expr) -> sp.Expr:
    """Clear one square root from denominators: 1/(3 − √5) is (3 + √5)/4.

    Examples
    --------
    >>> rationalized(1 / (3 - sp.sqrt(5)))
    sqrt(5)/4 + 3/4
    """
    if value.is_Rational:
        return value
    if value.has(sp.LambertW):
        from symtutor.analysis.fixed_points.lambert import without_exponential  # noqa: PLC0415 - few zeros need it

        return without_exponential(value)
    value = without_arcs(value)
    if not value.is_number:
        return value
    powers = value.atoms(sp.Pow)
    if not any(power.exp.is_negative for power in powers) or not within((value,), LONG_NUMBER):
        return value
    roots = {power.base for power in powers if power.exp in (sp.S.Half, -sp.S.Half)}
    below = any(power.exp.is_negative and power.base.has(sp.Pow) for power in powers)
    plain = len(roots) == 1 and all(power.exp.is_Integer or power.base in roots for power in powers)
    if not (below and plain and all(root.is_Integer for root in roots)) or value.has(sp.Function):
        return value
    return sp.expand(sp.radsimp(sp.together(value)))


@lru_cache(maxsize=32)
def _partial_derivatives(states: tuple[sp.Symbol, ...], field: tuple[sp.Expr, ...]) -> sp.ImmutableMatrix:
    """Differentiate once for all fixed points of a system."""
    expanded = [expand(component) for component in field]
    return sp.ImmutableMatrix([[derivative(component, state) for state in states] for component in expanded])


def _quotient(entry: sp.Expr, values: Mapping[sp.Symbol, sp.Expr], long: bool) -> sp.Expr:  # noqa: FBT001
    """Put values into what is no polynomial; in the plane a long rational function is short once it is factored."""
    there = entry.xreplace(values)
    if len(values) > 1 and there.free_symbols and not within((there,), LONG_QUOTIENT):
        found = rational(there)
        if found is not None and within((found,), LONG_QUOTIENT):
            return found
    return there if long else rationalized(put_in(entry, values))


LONG_QUOTIENT = 30
"""Operations in a rational function beyond which it is written over one denominator, if that is no longer."""

LONG_NUMBER = 100
"""Operations in a number beyond which clearing its denominators takes long."""

LONG = 20
"""Operations in a coordinate beyond which multiplying a quotient out is slow, and nobody reads what comes of it."""


@dataclass(frozen=True, slots=True)
class Jacobian:
    """The matrix of partial derivatives J = (∂fᵢ/∂xⱼ): row i belongs to equation i, column j to state j.

    Near a fixed point a small displacement u obeys u′ = J u up to terms of second order (Taylor's theorem; Strogatz,
    *Nonlinear Dynamics and Chaos*, §6.3; Perko, *Differential Equations and Dynamical Systems*, §2.6).
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]

    @property
    def value(self) -> sp.ImmutableMatrix:
        """J as a function of the states."""
        return _partial_derivatives(self.states, self.field)

    def at(self, point: tuple[sp.Expr, ...]) -> sp.ImmutableMatrix:
        """J at a point, its entries in normal form; long formulas with parameters are left as they are in quotients."""
        values = {state: sp.S(value) for state, value in zip(self.states, point, strict=True)}
        size = len(self.states)
        long = any(c.free_symbols and not within((c,), LONG) for c in values.values())
        entries = [
            rationalized(put_in(entry, values)) if entry.is_polynomial(*self.states) else _quotient(entry, values, long)
            for entry in self.value
        ]
        return sp.ImmutableMatrix(size, size, entries)

    def at_fixed_point(self, point: FixedPoint) -> sp.ImmutableMatrix:
        """J at a fixed point; what its number field shows to be zero, an entry or the trace in the plane, is zero."""
        matrix = self.at(point.at)
        if point.exactly is None:
            return matrix
        entries = [
            sp.S.Zero if point.exactly(law) == 0 else value for law, value in zip(self.value, matrix, strict=True)
        ]
        if matrix.rows == 2 and entries[0] and point.exactly(self.value.trace()) == 0:
            entries[3] = -entries[0]
        return sp.ImmutableMatrix(*matrix.shape, entries)

    def verify(self) -> bool | None:
        """Differentiate every entry by power-series arithmetic in balls of 50 digits at three points."""
        matrix = self.value
        verdicts = [
            agrees(component, state, matrix[row, column])
            for row, component in enumerate(self.field)
            for column, state in enumerate(self.states)
        ]
        if False in verdicts:
            return False
        return None if None in verdicts else True

    def narrate(self) -> Step:
        """Write the matrix down."""
        return jacobian_words(self.states, self.value)


def jacobian_words(states: tuple[sp.Symbol, ...], matrix: sp.ImmutableMatrix) -> Step:
    """Write the Jacobian as a function of the states."""
    constant = not matrix.free_symbols & set(states)
    words = (
        "The field is linear, so the Jacobian is the same everywhere:"
        if constant
        else "The Jacobian holds the partial derivatives, a row for each equation and a column for each of {states}:"
    )
    law = equals(Name("J", args=states, value=matrix), matrix)
    return Step("Jacobian", (paragraph(words, states=series(states)), Equation((law,))), "jacobian")
