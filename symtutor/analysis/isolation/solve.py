"""All zeros of a system by steps: split products, solve for one unknown where that is possible, search the rest."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.isolation.budget import Budget, Undecided
from symtutor.analysis.isolation.extent import in_space, on_line
from symtutor.analysis.isolation.places import aim_of, sign_at
from symtutor.analysis.isolation.records import OnLine, Part, Pinned, Route
from symtutor.analysis.isolation.reduce import factors, linear_pin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sympy.logic.boolalg import Boolean

    from symtutor.analysis.isolation.records import Side

CASE_LIMIT = 64

Values = dict[sp.Symbol, sp.Expr]
Unknowns = tuple[sp.Symbol, ...]


class Search:
    """The search for all zeros of one system in a window, and beyond it where that succeeds."""

    def __init__(self, unknowns: Unknowns, window: dict[sp.Symbol, Side], domain: Sequence[Boolean]) -> None:
        self.unknowns, self.window, self.domain = unknowns, window, tuple(domain)
        self.budget = Budget()
        self._parts: list[Part] = []
        self._lines: dict[sp.Expr, OnLine] = {}

    def routes(self, equations: Sequence[sp.Expr]) -> tuple[Route, ...]:
        """Solve the system, choice by choice; raise `Undecided` where a part of it is not solved completely.

        Examples
        --------
        >>> x, y = sp.symbols("x y", real=True)
        >>> side = (sp.Integer(-20), sp.Integer(20))
        >>> (route,) = Search((x, y), {x: side, y: side}, ()).routes([sp.exp(x) - y, y - 3 * x])
        >>> route.solutions[0]
        (0.619061286735945, exp(0.619061286735945))
        """
        found = []
        for chosen in _choices(equations, self.unknowns):
            self._parts = []
            solutions = self._case(chosen, self.unknowns)
            points = (tuple(values[unknown] for unknown in self.unknowns) for values in solutions)
            found.append(Route(chosen, tuple(dict.fromkeys(self._parts)), tuple(dict.fromkeys(points))))
        return tuple(found)

    def _rest(self, equations: Sequence[sp.Expr], unknowns: Unknowns) -> list[Values]:
        """Solve what is left after a substitution, which may have made numbers or products of equations."""
        left = []
        for equation in equations:
            if equation.has(*unknowns):
                left.append(equation)
                continue
            value = sign_at(equation, {})
            if value is None:
                raise Undecided
            if value:
                return []
        if not unknowns:
            return [{}]
        return [values for chosen in _choices(left, unknowns) for values in self._case(chosen, unknowns)]

    def _case(self, equations: Sequence[sp.Expr], unknowns: Unknowns) -> list[Values]:
        """Solve equations of which none is a product: by a step that removes an unknown, or by a search."""
        equations = tuple(dict.fromkeys(equations))
        if sp.S.Zero in equations or len(equations) < len(unknowns):
            raise Undecided
        for equation in sorted(equations, key=lambda equation: len(equation.free_symbols)):
            pin = linear_pin(equation, unknowns)
            if pin is not None:
                return self._pin(Pinned(equation, *pin), equations, unknowns)
        for equation in equations:
            occurring = [unknown for unknown in unknowns if equation.has(unknown)]
            if len(occurring) == 1:
                return self._line(equation, occurring[0], equations, unknowns)
        if len(equations) != len(unknowns):
            raise Undecided
        part = in_space(equations, unknowns, [self.window[unknown] for unknown in unknowns], self.budget)
        self._parts.append(part)
        return [dict(zip(unknowns, zero.at, strict=True)) for zero in part.zeros]

    def _pin(self, pin: Pinned, equations: Sequence[sp.Expr], unknowns: Unknowns) -> list[Values]:
        """Put the value of one unknown into the other equations."""
        self._parts.append(pin)
        rest = [other.xreplace({pin.unknown: pin.value}) for other in equations if other != pin.equation]
        found = self._rest(rest, _without(unknowns, pin.unknown))
        return [{**values, pin.unknown: pin.value.xreplace(values)} for values in found]

    def _line(
        self, equation: sp.Expr, unknown: sp.Symbol, equations: Sequence[sp.Expr], unknowns: Unknowns
    ) -> list[Values]:
        """Find all zeros of an equation in one unknown, and solve the others for each of them."""
        if equation not in self._lines:
            aims = [aim for condition in self.domain if (aim := aim_of(condition, unknown)) is not None]
            self._lines[equation] = on_line(equation, unknown, self.window[unknown], aims, self.budget)
        part = self._lines[equation]
        self._parts.append(part)
        found: list[Values] = []
        for zero in part.zeros:
            rest = [other.xreplace({unknown: zero.at}) for other in equations if other != equation]
            found += [{**values, unknown: zero.at} for values in self._rest(rest, _without(unknowns, unknown))]
        return found


def _choices(equations: Sequence[sp.Expr], unknowns: Unknowns) -> list[tuple[sp.Expr, ...]]:
    choices = [factors(equation, unknowns) for equation in equations]
    total = 1
    for choice in choices:
        total *= len(choice)
    if total > CASE_LIMIT:
        raise Undecided
    return list(product(*choices))


def _without(unknowns: Unknowns, removed: sp.Symbol) -> Unknowns:
    return tuple(unknown for unknown in unknowns if unknown != removed)
