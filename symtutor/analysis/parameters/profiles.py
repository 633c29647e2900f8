"""Which fixed points a line has, and which are stable, between the values of a parameter where that can change."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.model import ODESystem

DEGREE_LIMIT = 12
FINE = sp.Rational(1, 10**6)


@dataclass(frozen=True, slots=True)
class Profiles:
    """The real zeros of f keep their number and order between zeros of a leading coefficient or a discriminant.

    Between two such values they are simple, so f changes its sign at each, and stable and unstable ones alternate
    (Basu, Pollack, Roy, *Algorithms in Real Algebraic Geometry*, §5.1; Strogatz, §2.2).

    Attributes
    ----------
    edges : tuple of (Rational, Rational)
        Isolating intervals of the values, increasing.
    stable : tuple of tuple of bool
        One entry more: for each piece whether each fixed point that moves with the parameter is stable, by increasing
        state. Those that stay where they are for all values are left out.
    everywhere : tuple of tuple of bool
        The same with these.
    """

    edges: tuple[tuple[sp.Rational, sp.Rational], ...]
    stable: tuple[tuple[bool, ...], ...]
    everywhere: tuple[tuple[bool, ...], ...]

    def place(self, value: sp.Expr) -> int | None:
        """Find a value among the edges."""
        for number, (low, high) in enumerate(self.edges):
            below, above = sign(value - low), sign(high - value)
            if below is None or above is None:
                return None
            if below >= 0 and above >= 0:
                return number
        return None


def profiles(system: ODESystem, parameter: sp.Symbol) -> Profiles | None:
    """Sample every piece of the only parameter; None where f is no quotient of polynomials without poles.

    Examples
    --------
    >>> from symtutor.model import ODESystem
    >>> x, r = sp.symbols("x r", real=True)
    >>> profiles(ODESystem((x,), (r + 3 * x - x**3,), (r,)), r).stable
    ((True,), (True, False, True), (True,))
    """
    (state,), (field,) = system.states, system.field
    if field.free_symbols != {state, parameter} or not field.is_rational_function(state, parameter):
        return None
    top, bottom = sp.fraction(sp.together(field))
    upward = sign_without_zeros(bottom, state)
    numerator = sp.Poly(top, state, parameter)
    if upward is None or numerator.domain not in (sp.ZZ, sp.QQ) or numerator.degree(state) > DEGREE_LIMIT:
        return None
    _, parts = sp.factor_list(numerator)
    still = sp.Poly(1, state)
    for part, _ in parts:
        if not part.as_expr().has(parameter):
            still *= sp.Poly(part.as_expr(), state)
    moving = [part.as_expr() for part, _ in parts if part.as_expr().has(parameter)]
    if not moving or any(times > 1 for _, times in parts):
        return None
    critical = sp.Poly(sp.Poly(top, state).LC() * sp.discriminant(top, state), parameter)
    if critical.is_zero:
        return None
    found = [ends for ends, _ in critical.intervals(eps=FINE)] if critical.degree() > 0 else []
    edges = tuple((sp.Rational(low), sp.Rational(high)) for low, high in found)
    moved, everywhere = [], []
    for sample in _samples(edges):
        there = sp.Poly(top.subs(parameter, sample), state)
        zeros = alternating(there, upward) if critical.eval(sample) != 0 else None
        if zeros is None:
            return None
        everywhere.append(tuple(stable for _, _, stable in zeros))
        moves = [still.degree() <= 0 or still.count_roots(low, high) == 0 for low, high, _ in zeros]
        moved.append(tuple(stable for (_, _, stable), moves_on in zip(zeros, moves, strict=True) if moves_on))
    return Profiles(edges, tuple(moved), tuple(everywhere))


def sign_without_zeros(bottom: sp.Expr, state: sp.Symbol) -> int | None:
    """Give the sign of a denominator that has no real zeros and no parameter; None where it has."""
    if bottom.free_symbols - {state}:
        return None
    polynomial = sp.Poly(bottom, state)
    return sign(polynomial.eval(0)) if polynomial.count_roots() == 0 else None


def _samples(edges: tuple[tuple[sp.Rational, sp.Rational], ...]) -> list[sp.Rational]:
    if not edges:
        return [sp.Rational(1, 3)]
    inner = [(high + low) / 2 for (_, high), (low, _) in pairwise(edges)]
    return [edges[0][0] - 1, *inner, edges[-1][1] + 1]


def alternating(there: sp.Poly, upward: int) -> tuple[tuple[sp.Rational, sp.Rational, bool], ...] | None:
    """Isolate the zeros of f and tell the stable ones, from the right: beyond the last, f has the sign of its lead."""
    zeros = there.intervals(eps=FINE)
    if any(times > 1 for _, times in zeros):
        return None
    after = upward * (1 if there.LC() > 0 else -1)
    told: list[tuple[sp.Rational, sp.Rational, bool]] = []
    for (low, high), _ in reversed(zeros):
        told.append((sp.Rational(low), sp.Rational(high), after < 0))
        after = -after
    return tuple(reversed(told))
