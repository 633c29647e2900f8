"""Systems by cases: a product is zero exactly when a factor is, and what is left is solved one unknown at a time.

This is what a student does: choose a factor of each equation, solve the chosen ones together, and leave no choice
out. The search is a recursion on partial solutions; each level substitutes what is known, splits again and pins one
more unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points.one_unknown import pieces, real_zeros
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

INDEX_NAMES = ("n", "m", "k", "l", "j", "p", "q")
CASE_LIMIT = 256


@dataclass(frozen=True, slots=True)
class Pin:
    """One step of elimination: `equation` = 0, in which what was known before is put in, gives `unknown` this value."""

    equation: sp.Expr
    unknown: sp.Symbol
    value: sp.Expr


@dataclass(frozen=True, slots=True)
class Solution:
    """A point, possibly with integer indices in its coordinates; a state left in its own coordinate is free.

    ``pins`` are the steps that led to it; two solutions are equal when their points are.
    """

    at: tuple[sp.Expr, ...]
    index: tuple[sp.Symbol, ...] = ()
    pins: tuple[Pin, ...] = field(default=(), compare=False)


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


def solve_by_cases(
    equations: Sequence[sp.Expr], unknowns: tuple[sp.Symbol, ...], taken: frozenset[str]
) -> tuple[Case, ...] | None:
    """Solve polynomial-like equations over the reals, choice by choice.

    Parameters
    ----------
    equations : sequence of Expr
        Left-hand sides that are to vanish, without denominators.
    unknowns : tuple of Symbol
        In the order in which the coordinates are returned.
    taken : frozenset of str
        Names that an integer index must not take.

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
    if any(choice is None for choice in choices):
        return None
    indices = tuple(sp.Symbol(name, integer=True) for name in INDEX_NAMES if name not in taken)
    search = _Search(unknowns, indices)
    cases: list[Case] = []
    for chosen in product(*(choice for choice in choices if choice is not None)):
        solutions = search.solve(chosen, Known())
        if solutions is None or len(cases) == CASE_LIMIT:
            return None
        cases.append(Case(chosen, tuple(dict.fromkeys(solutions))))
    return tuple(cases)


@dataclass(frozen=True, slots=True)
class Known:
    """What a partial solution knows: values of unknowns, and the steps that gave them."""

    values: tuple[tuple[sp.Symbol, sp.Expr], ...] = ()
    pins: tuple[Pin, ...] = ()

    def pin(self, pin: Pin) -> Known:
        """Add a step, and put its value into what was known before."""
        earlier = tuple((symbol, sp.expand(value.subs(pin.unknown, pin.value))) for symbol, value in self.values)
        return Known((*earlier, (pin.unknown, pin.value)), (*self.pins, pin))


@dataclass(frozen=True, slots=True)
class _Search:
    unknowns: tuple[sp.Symbol, ...]
    indices: tuple[sp.Symbol, ...]

    def solve(self, system: Sequence[sp.Expr], known: Known) -> list[Solution] | None:
        """Return all real solutions of `system`, in which `known` has been put in; None where that fails."""
        left: list[sp.Expr] = []
        for equation in system:
            if equation.has(*self.unknowns):
                left.append(equation)
                continue
            value = sign(equation)
            if value is None:
                return None
            if value:
                return []
        if not left:
            return [self._point(known)]
        found: list[Solution] = []
        for pins in self._pins(left, known):
            for pin in pins:
                deeper = self._substitute(left, known, pin)
                if deeper is None:
                    return None
                found += deeper
            return found
        return self._eliminate(left, known)

    def _pins(self, system: list[sp.Expr], known: Known) -> Iterator[tuple[Pin, ...]]:
        """Yield all the values that one equation leaves one unknown, the simplest equations first."""
        used = {symbol for _, value in known.values for symbol in value.free_symbols}
        index = next(symbol for symbol in self.indices if symbol not in used)
        for equation in sorted(system, key=lambda equation: len(self._unknowns_in(equation))):
            unknowns = self._unknowns_in(equation)
            if len(unknowns) == 1:
                zeros = real_zeros(equation, unknowns[0], index)
                if zeros is not None:
                    yield tuple(Pin(equation, unknowns[0], value) for value, _ in zeros.values)
                continue
            for unknown in unknowns:
                slope = equation.diff(unknown)
                if slope.is_number and sign(slope):
                    yield (Pin(equation, unknown, sp.expand(unknown - equation / slope)),)

    def _substitute(self, system: list[sp.Expr], known: Known, pin: Pin) -> list[Solution] | None:
        """Put one value in, split what is left into factors again, and go on with every choice."""
        rest = [sp.expand(equation.subs(pin.unknown, pin.value)) for equation in system]
        return self._split(rest, known.pin(pin))

    def _split(self, system: list[sp.Expr], known: Known) -> list[Solution] | None:
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

    def _eliminate(self, system: list[sp.Expr], known: Known) -> list[Solution] | None:
        """Two equations in two unknowns: the resultant is an equation in one of them (Cox, Little, O'Shea, §3.6).

        A zero of the resultant need not extend to a common zero, so both equations are kept and solved with it.
        """
        unknowns = sorted({u for equation in system for u in self._unknowns_in(equation)}, key=self.unknowns.index)
        if len(unknowns) != 2 or len(system) != 2 or not all(e.is_polynomial(*unknowns) for e in system):
            return None
        for kept, gone in (unknowns, unknowns[::-1]):
            resultant = sp.resultant(*system, gone)
            zeros = real_zeros(resultant, kept, self.indices[0]) if resultant != 0 else None
            if zeros is None or any(value.has(sp.CRootOf) for value, _ in zeros.values):
                continue
            found: list[Solution] = []
            for value, _ in zeros.values:
                deeper = self._substitute(system, known, Pin(resultant, kept, value))
                if deeper is None:
                    break
                found += deeper
            else:
                return found
        return None

    def _unknowns_in(self, equation: sp.Expr) -> list[sp.Symbol]:
        return [unknown for unknown in self.unknowns if equation.has(unknown)]

    def _point(self, known: Known) -> Solution:
        values = dict(known.values)
        at = tuple(values.get(unknown, unknown) for unknown in self.unknowns)
        used = sp.Tuple(*at).free_symbols
        return Solution(at, tuple(index for index in self.indices if index in used), known.pins)
