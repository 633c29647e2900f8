"""Long formulas on the line: a fixed point is decided by its place among the others, which alternate."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.derivative import Jacobian
from symtutor.analysis.fixed_points.conditions import HOLDS
from symtutor.analysis.parameters.cells import Cell, cells, truth
from symtutor.analysis.parameters.polynomials import critical_polynomials
from symtutor.analysis.parameters.profiles import alternating, sign_without_zeros
from symtutor.analysis.parameters.regions import regions
from symtutor.analysis.parameters.samples import near
from symtutor.analysis.size import within
from symtutor.analysis.words import point
from symtutor.document import Step, Term, paragraph, table
from symtutor.model import Classification, Kind, Stability
from symtutor.numerics.balls import enclose
from symtutor.rule import ToldTogether

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sympy.logic.boolalg import Boolean

    from symtutor.model import ODESystem

Label = tuple[int, int, bool] | str
"""The place among the fixed points, their number, and whether this one is stable; or why there is nothing to say."""

ABSENT, UNKNOWN = "absent", "unknown"

LONG = 20
"""Operations in a formula beyond which the slope at the point is nothing to read."""


@dataclass(frozen=True, slots=True)
class Alternation(ToldTogether):
    """Where all zeros of f are simple, f changes its sign at each, so stable and unstable ones alternate.

    Strogatz, *Nonlinear Dynamics and Chaos*, §2.2; their number and order stay the same as long as no two meet and
    none leaves to infinity (Basu, Pollack, Roy, *Algorithms in Real Algebraic Geometry*, §5.1).

    Attributes
    ----------
    place, of : int
        The point is this one of so many, counted from the left, beginning with 1.
    """

    system: ODESystem
    at: tuple[sp.Expr, ...]
    place: int
    of: int
    stable: bool
    when: Boolean
    cell: Cell

    theorem = "sign on each side"

    def verify(self) -> bool | None:
        """Enclose the slope at the point for other values of the parameter in balls."""
        (state,), (field,) = self.system.states, self.system.field
        slope = Jacobian((state,), (field,)).value[0, 0].xreplace({state: self.at[0]})
        symbols = field.free_symbols - {state}
        found = [enclose(slope, values) for values in near(self.cell, symbols, self.cell.when)]
        if not found or any(ball is None or ball.contains(0) for ball in found):
            return None
        return all(bool(ball < 0) == self.stable for ball in found if ball is not None)

    @classmethod
    def narrate_all(cls, rules: Sequence[Alternation]) -> Step:
        """Tell the points in one table."""
        rows: list[tuple[object, ...]] = [
            (
                point(rule.at),
                rule.when,
                f"{rule.place} of {rule.of}",
                Term(_kind(stable=rule.stable).value),
            )
            for rule in rules
        ]
        return Step(
            "Stability",
            (
                paragraph(
                    "The formulas are too long to put into the slope. They need not be: as long as no two fixed points "
                    "meet, their number and order stay the same, and the field changes its sign at each, so that "
                    "stable and unstable ones alternate. One value of the parameter in each piece tells the order."
                ),
                table(("fixed point", "where", "number, from the left", "it is"), rows),
            ),
            "stability",
        )


def _kind(*, stable: bool) -> Kind:
    return Kind.STABLE if stable else Kind.UNSTABLE


def by_place(
    system: ODESystem, found: Classification, parameters: Sequence[sp.Symbol]
) -> Iterator[Classification] | None:
    """Decide a point known by a long formula in one parameter; None where its place cannot be told anywhere."""
    if found.kind is not Kind.UNDECIDED or system.dimension > 1 or len(parameters) != 1 or within(found.at[:1], LONG):
        return None
    (parameter,) = parameters
    pieces = _pieces(system, found, parameter)
    if pieces is None:
        return None
    labels = [_label(system, found, parameter, cell) for cell in pieces]
    critical = _critical(system.field[0], system.states[0]) or ()
    for number, cell in enumerate(pieces[1:-1], start=1):
        value = cell.exact.get(parameter)
        inner = value is not None and labels[number - 1] == labels[number + 1] != ABSENT
        if inner and labels[number] == UNKNOWN and not any(_vanishes(each, parameter, value) for each in critical):
            labels[number] = labels[number - 1]  # roots and arccosines are continuous where they are defined
    if all(isinstance(label, str) for label in labels):
        return None
    return _told(system, found, regions(pieces, labels))


def _told(system: ODESystem, found: Classification, rows: list[tuple[Cell, Label]]) -> Iterator[Classification]:
    for cell, label in rows:
        if label == ABSENT:
            continue
        where = replace(found.point, when=cell.when)
        linear = replace(found.linearization, at=where)
        if isinstance(label, str):
            yield replace(found, point=where, linearization=linear)
            continue
        place, of, stable = label
        rule = Alternation(system, found.at, place, of, stable, cell.when, cell)
        stability = Stability.ASYMPTOTIC if stable else Stability.UNSTABLE
        yield Classification(where, linear, _kind(stable=stable), stability, (rule,))


def _pieces(system: ODESystem, found: Classification, parameter: sp.Symbol) -> tuple[Cell, ...] | None:
    """Cut where fixed points meet or leave, where the condition changes, and where a part of the formula does."""
    (state,), (field,) = system.states, system.field
    if field.free_symbols != {state, parameter} or not field.is_rational_function(state, parameter):
        return None
    critical = _critical(field, state)
    bases = [power.base for power in found.at[0].atoms(sp.Pow) if power.base.has(parameter)]
    conditions = [relation.lhs - relation.rhs for relation in found.point.when.atoms(sp.Rel)]
    polynomials = critical_polynomials([*conditions, *bases])
    if critical is None or polynomials is None:
        return None
    return cells(tuple(dict.fromkeys((*critical, *polynomials))), [parameter])


@lru_cache(maxsize=8)
def _critical(field: sp.Expr, state: sp.Symbol) -> tuple[sp.Expr, ...] | None:
    top, bottom = sp.fraction(sp.together(field))
    if sign_without_zeros(bottom, state) is None:
        return None
    polynomial = sp.Poly(top, state)
    return critical_polynomials([polynomial.LC(), polynomial.discriminant()])


def _label(system: ODESystem, found: Classification, parameter: sp.Symbol, cell: Cell) -> Label:
    """Find the place of the point at the sample of a cell."""
    if cell.excluded:
        return ABSENT
    present = _present(sp.And(*system.assumptions, found.point.when), parameter, cell)
    if not present:
        return UNKNOWN if present is None else ABSENT
    sample = cell.sample[parameter]
    zeros = _zeros(system.field[0], system.states[0], parameter, sample) if sample.is_Rational else None
    ball = None if zeros is None else enclose(found.at[0], cell.sample)
    if zeros is None or ball is None:
        return UNKNOWN
    places = []
    for place, (low, high, _) in enumerate(zeros):
        below, above = (enclose(gap, cell.sample) for gap in (found.at[0] - low, high - found.at[0]))
        if below is None or above is None:
            return UNKNOWN
        if not below < 0 and not above < 0:
            places.append(place)
    return (places[0] + 1, len(zeros), zeros[places[0]][2]) if len(places) == 1 else UNKNOWN


def _present(when: Boolean, parameter: sp.Symbol, cell: Cell) -> bool | None:
    """Decide a condition in a cell; at a root known by its number, by division where the difference is zero."""
    value = cell.exact.get(parameter)
    if value is not None and not value.is_Rational:
        zero = {r: HOLDS[r.func](0) for r in when.atoms(sp.Rel) if _vanishes(r.lhs - r.rhs, parameter, value)}
        when = when.xreplace({r: sp.true if holds else sp.false for r, holds in zero.items()})
    return truth(when, cell.sample)


def _vanishes(quantity: sp.Expr, parameter: sp.Symbol, value: sp.Expr) -> bool:
    """Tell whether the minimal polynomial of a number divides a rational function of the parameter."""
    top = sp.fraction(sp.together(quantity))[0]
    if value.is_Rational or not top.is_polynomial(parameter):
        return bool(sp.expand(quantity.subs(parameter, value)) == 0)
    known = isinstance(value, sp.CRootOf)
    least = value.poly.as_expr(parameter) if known else sp.minimal_polynomial(value, parameter)
    return bool(sp.rem(sp.Poly(top, parameter), sp.Poly(least, parameter)).is_zero)


@lru_cache(maxsize=64)
def _zeros(
    field: sp.Expr, state: sp.Symbol, parameter: sp.Symbol, sample: sp.Rational
) -> tuple[tuple[sp.Rational, sp.Rational, bool], ...] | None:
    """Isolate the fixed points at one value, each with whether it is stable."""
    top, bottom = sp.fraction(sp.together(field))
    upward = sign_without_zeros(bottom, state)
    return None if upward is None else alternating(sp.Poly(top.subs(parameter, sample), state), upward)
