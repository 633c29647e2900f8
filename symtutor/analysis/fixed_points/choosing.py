"""Choosing what to do next with a system of equations: every way that is open, the simplest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points.alternatives import Alternative, Alternatives, unless_zero
from symtutor.analysis.fixed_points.combined import combined
from symtutor.analysis.fixed_points.equations import constant_slope
from symtutor.analysis.fixed_points.one_unknown import real_zeros
from symtutor.analysis.fixed_points.ways import Simpler, Together, Way, sums_of_squares, turned_round
from symtutor.analysis.polynomial.normal_form import degree, expand, normal_form
from symtutor.analysis.polynomial.real_points import RealPoint, real_points
from symtutor.numerics.roots import NumberedRoot
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.analysis.fixed_points.solutions import Known

DEGREE_LIMIT = 24
"""A degree beyond which no unknown is put into another equation."""


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways that are open in some unknowns, families counted by the indices.

    Attributes
    ----------
    unknowns : tuple of Symbol
        What is solved for.
    indices : tuple of Symbol
        Integer symbols that no equation uses.
    """

    unknowns: tuple[sp.Symbol, ...]
    indices: tuple[sp.Symbol, ...]

    def after(self, system: list[sp.Expr], known: Known) -> Iterator[Way | Together | Simpler]:
        """Yield what can be done next, the simplest first: solve one equation, or eliminate from all."""
        used = {symbol for _, value in known.values for symbol in value.free_symbols}
        index = next(symbol for symbol in self.indices if symbol not in used)
        ordered = sorted(system, key=lambda equation: len(self._unknowns_in(equation)))
        hard = []
        for equation in ordered:
            unknowns = self._unknowns_in(equation)
            if len(unknowns) == 1:
                zeros = real_zeros(equation, unknowns[0], index)
                if zeros is not None and not (_is_long(zeros) and (known.values or len(system) > 1)):
                    yield Way(equation, unknowns[0], zeros)
                elif zeros is not None:
                    hard.append(Way(equation, unknowns[0], zeros))
        yield from sums_of_squares(ordered, self.unknowns)
        for equation in ordered:
            for unknown in self._unknowns_in(equation):
                slope = constant_slope(equation, unknown)
                if slope is not None and sign(slope) and not self._explodes(equation, unknown, ordered):
                    yield Way(equation, unknown, (Alternative((expand(unknown - equation / slope),)),))
        points = self._real_points(system, known)
        if points is not None:
            yield Together(points)
        yield from hard
        yield from turned_round(system, self.unknowns)
        yield from self._conditional(ordered)
        simpler = combined(system, self.unknowns)
        if simpler != tuple(map(expand, system)):
            yield Simpler(simpler)
        yield from self._with_free_states(ordered, index)

    def _explodes(self, equation: sp.Expr, unknown: sp.Symbol, system: list[sp.Expr]) -> bool:
        """Tell whether putting this unknown into the others would raise their degree beyond reason."""
        others = [other for other in system if other is not equation]
        if not all(other.is_polynomial(*self.unknowns) for other in system):
            return False
        own = degree(equation, self.unknowns)
        return any(own * degree(other, [unknown]) > DEGREE_LIMIT for other in others)

    def _conditional(self, system: list[sp.Expr]) -> Iterator[Way]:
        """Yield equations that are linear in an unknown whose coefficient holds others: zero or not zero."""
        if not all(equation.is_polynomial(*self.unknowns) for equation in system):
            return
        linear = [
            (equation, unknown)
            for equation in system
            for unknown in self._unknowns_in(equation)
            if sp.degree(equation, unknown) == 1 and not self._explodes(equation, unknown, system)
        ]
        for equation, unknown in sorted(linear, key=lambda way: sum(other.has(way[1]) for other in system) > 1):
            a, b = sp.Poly(equation, unknown).all_coeffs()
            value = (Alternative((sp.together(-b / a),)),)
            yield Way(equation, unknown, unless_zero(a, nonzero=value, zero=(Alternative(equations=(a, b)),)))

    def _with_free_states(self, system: list[sp.Expr], index: sp.Symbol) -> Iterator[Way]:
        """Yield equations solved for one unknown where there are fewer equations than unknowns: a continuum."""
        if len(system) >= sum(any(equation.has(unknown) for equation in system) for unknown in self.unknowns):
            return
        for equation in system:
            for unknown in reversed(self._unknowns_in(equation)):
                zeros = real_zeros(equation, unknown, index)
                if zeros is not None:
                    yield Way(equation, unknown, tuple(map(self._zero_is_an_equation, zeros)))

    def _zero_is_an_equation(self, alternative: Alternative) -> Alternative:
        """Solve a condition a = 0 for the unknowns in it, instead of stating it."""
        zero = tuple(c for c in alternative.when if isinstance(c, sp.Eq) and c.has(*self.unknowns))
        if not zero:
            return alternative
        equations = (*alternative.equations, *(c.lhs - c.rhs for c in zero))
        return Alternative(alternative.values, tuple(c for c in alternative.when if c not in zero), equations)

    def _real_points(self, system: list[sp.Expr], known: Known) -> tuple[RealPoint, ...] | None:
        """Solve all equations at once by elimination, with what is known where that can go along.

        Then a coordinate such as (x⁵ − x − 1)² is computed in the number field of x, where it may be zero.
        """
        pinned = [unknown - value for unknown, value in known.values]
        everything = self._eliminate([*system, *pinned])
        return everything if everything is not None or not pinned else self._eliminate(system)

    def _eliminate(self, system: list[sp.Expr]) -> tuple[RealPoint, ...] | None:
        """Solve polynomials with rational coefficients."""
        unknowns = tuple(u for u in self.unknowns if any(equation.has(u) for equation in system))
        forms = [normal_form(equation) for equation in system]
        if any(form is None or not set(form.variables) <= set(unknowns) for form in forms):
            return None
        return real_points(system, unknowns)

    def _unknowns_in(self, equation: sp.Expr) -> list[sp.Symbol]:
        return [unknown for unknown in self.unknowns if equation.has(unknown)]


def _is_long(zeros: Alternatives) -> bool:
    """Tell whether a value is known only by its place, so that other equations had better not hold it."""
    return any(value.has(NumberedRoot) for alternative in zeros for value in alternative.values)
