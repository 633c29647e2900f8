"""Systems by cases: a product is zero exactly when a factor is, and what is left is solved one unknown at a time.

This is what a student does: choose a factor of each equation, solve the chosen ones together, and leave no choice
out. The search is a recursion on partial solutions; each level substitutes what is known, splits again and pins one
more unknown. Where no equation can be solved by itself, all of them are solved together by elimination.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points.choosing import Ways
from symtutor.analysis.fixed_points.combined import monic
from symtutor.analysis.fixed_points.conditions import decided
from symtutor.analysis.fixed_points.equations import cleared
from symtutor.analysis.fixed_points.one_unknown import pieces
from symtutor.analysis.fixed_points.solutions import Case, Known, Pin, Solution, over_one_denominator
from symtutor.analysis.fixed_points.ways import Simpler, Together, Way
from symtutor.analysis.polynomial.normal_form import put_in
from symtutor.analysis.size import within
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from symtutor.analysis.polynomial.real_points import RealPoint


INDICES = tuple(sp.Symbol(name, integer=True) for name in ("n", "m", "k", "l", "j", "p", "q"))
"""Symbols that count the members of a family, in the order in which they are taken."""

CASE_LIMIT = 256
"""Choices of one factor from each equation."""

DEPTH_LIMIT = 24
"""Steps and conditions on the way to one point."""

SIZE_LIMIT = 2000
"""Operations in a system of numbers and unknowns."""

PARAMETER_LIMIT = 300
"""Operations in a system with parameters, above which the answer is too long to read, and slow to reach."""


def solve_by_cases(
    equations: Sequence[sp.Expr],
    unknowns: tuple[sp.Symbol, ...],
    taken: frozenset[str],
    excluded: Iterable[sp.Expr] = (),
) -> tuple[Case, ...] | None:
    """Solve equations over the reals, choice by choice.

    Parameters
    ----------
    equations : sequence of Expr
        Left-hand sides that are to vanish, without denominators.
    unknowns : tuple of Symbol
        In the order in which the coordinates are returned.
    taken : frozenset of str
        Names that an integer index must not take.
    excluded : iterable of Expr
        What must not vanish: the denominators that were cleared.

    Returns
    -------
    tuple of Case or None
        Every choice with every real solution of it; None where one choice could not be solved completely.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> cases = solve_by_cases([x * (3 - x - 2 * y), y * (2 - x - y)], (x, y), frozenset())
    >>> [solution.at for case in cases for solution in case.solutions]
    [(0, 0), (0, 2), (3, 0), (1, 1)]
    """
    choices = [pieces(equation, *unknowns) for equation in equations]
    indices = tuple(symbol for symbol in INDICES if symbol.name not in taken)
    search = _Search(unknowns, indices, frozenset(monic(e) for e in excluded))
    cases: list[Case] = []
    for chosen in product(*((None,) if choice is None else choice for choice in choices)):
        solutions = None if None in chosen else search.solve(chosen, Known())
        if solutions is None or len(cases) == CASE_LIMIT:
            return None
        cases.append(Case(chosen, tuple(dict.fromkeys(solutions))))
    return tuple(cases)


@dataclass(frozen=True, slots=True)
class _Search:
    """A search for all points, with what never changes on the way."""

    unknowns: tuple[sp.Symbol, ...]
    indices: tuple[sp.Symbol, ...]
    excluded: frozenset[sp.Expr]

    def solve(self, system: Sequence[sp.Expr], known: Known) -> list[Solution] | None:
        """Return all real solutions of `system`, in which `known` has been put in; None where that fails."""
        checked = self._open(system, known)
        if checked is None:
            return None
        left, known = checked
        if left is None:
            return []
        if not left:
            return self._point(known)
        if self._too_long(left, known):
            return None
        match next(Ways(self.unknowns, self.indices).after(left, known), None):
            case Way() as way:
                return self._follow(left, known, way)
            case Together(points):
                return self._eliminated(points, known)
            case Simpler(equations):
                return self._split(equations, known)
        return None

    def _open(self, system: Sequence[sp.Expr], known: Known) -> tuple[list[sp.Expr] | None, Known] | None:
        """Keep the equations with unknowns in them; no list where one is false, None where one is not decided."""
        left: list[sp.Expr] = []
        for equation in dict.fromkeys(system):
            if self.excluded and monic(equation) in self.excluded:
                return None, known
            if equation.has(*self.unknowns):
                left.append(equation)
                continue
            value = sign(equation)
            if value is None and not equation.free_symbols:
                return None
            if value:
                return None, known
            if value is None:
                known = known.under(sp.Eq(equation.primitive()[1], 0))
        return left, known

    def _too_long(self, system: list[sp.Expr], known: Known) -> bool:
        """Tell whether the way so far, or what is left, goes beyond the limits."""
        if len(known.pins) + len(known.when) > DEPTH_LIMIT:
            return True
        numbers_only = all(equation.free_symbols <= set(self.unknowns) for equation in system)
        if not numbers_only and not all(within([value], PARAMETER_LIMIT) for _, value in known.values):
            return True
        return not within(system, SIZE_LIMIT if numbers_only else PARAMETER_LIMIT)

    def _follow(self, system: list[sp.Expr], known: Known, way: Way) -> list[Solution] | None:
        """Go on with every alternative of one equation."""
        others = [other for other in system if other is not way.equation]
        found: list[Solution] = []
        for alternative in way.alternatives:
            under = known.under(*alternative.when)
            branches = [
                (
                    [cleared(other, way.unknown, value) for other in (*others, *alternative.equations)],
                    Pin(way.equation, way.unknown, value),
                )
                for value in alternative.values
            ]
            deeper = [self._split(rest, under.pin(pin)) for rest, pin in branches]
            if alternative.equations and not alternative.values:
                deeper.append(self._split([*others, *alternative.equations], under))
            for solutions in deeper:
                if solutions is None:
                    return None
                found += solutions
        return found

    def _eliminated(self, points: tuple[RealPoint, ...], known: Known) -> list[Solution] | None:
        """Put the points into what was known before; their number field goes along."""
        found: list[Solution] = []
        for point in points:
            values = dict(zip(point.unknowns, point.at, strict=True))
            inner = dict(known.values) | {u: u for u in point.unknowns}  # in terms of the field's unknowns
            complete = Known(
                tuple((u, put_in(value, values)) for u, value in known.values if u not in values)
                + tuple(values.items()),
                known.when,
                known.pins,
            )
            solutions = self._point(complete, (point, inner))
            if solutions is None:
                return None
            found += solutions
        return found

    def _split(self, system: Sequence[sp.Expr], known: Known) -> list[Solution] | None:
        """Factor every equation again, and go on with every choice of one factor from each."""
        choices: list[tuple[sp.Expr, ...]] = []
        for equation in system:
            parts = pieces(equation, *self.unknowns) if equation.has(*self.unknowns) else (equation,)
            if parts is None:
                return None
            choices.append(parts)
        found: list[Solution] = []
        for chosen in product(*choices):
            solutions = self.solve(chosen, known)
            if solutions is None:
                return None
            found += solutions
        return found

    def _point(
        self, known: Known, exact: tuple[RealPoint, dict[sp.Symbol, sp.Expr]] | None = None
    ) -> list[Solution] | None:
        """Give the point that is known, unless a condition is false there; None where one is not decided."""
        values = dict(known.values)
        at = tuple(over_one_denominator(values.get(unknown, unknown)) for unknown in self.unknowns)
        used = sp.Tuple(*at).free_symbols
        index = tuple(symbol for symbol in self.indices if symbol in used)
        candidate = Solution(at, index, (), known.pins, exact)
        when = decided(known.when, lambda expression: candidate.sign(expression, self.unknowns), values)
        if when is None:
            return None
        return [] if False in when else [Solution(at, index, tuple(when), known.pins, exact)]
