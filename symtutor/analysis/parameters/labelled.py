"""Parameter space labelled: what the signs of the deciding quantities say in each piece of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points.cases import solve_by_cases
from symtutor.analysis.fixed_points.one_unknown import real_zeros
from symtutor.analysis.parameters.cells import Cell, Slice, cells, put, truth
from symtutor.analysis.parameters.criteria import Criterion, Verdict
from symtutor.analysis.parameters.polynomials import critical_polynomials
from symtutor.analysis.parameters.regions import regions
from symtutor.analysis.parameters.throughout import sign_throughout
from symtutor.model import Kind
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sympy.logic.boolalg import Boolean

    from symtutor.model import FixedPoint, ODESystem

PLANE = 2

ABSENT, UNKNOWN = "absent", "unknown"
"""Labels of a cell in which the point does not exist, and of one in which a sign is not known."""

ROW_LIMIT = 16
"""Cases of one point that can still be read."""

Labelled = tuple[Criterion, list[tuple[Cell, Verdict]]]


def labelled(system: ODESystem, point: FixedPoint, test: Criterion, parameters: Sequence[sp.Symbol]) -> Labelled | None:
    """Cut parameter space where a sign can change, and decide each piece at a sample of it."""
    known = [*system.assumptions, point.when]
    conditions = [relation.lhs - relation.rhs for when in known for relation in when.atoms(sp.Rel)]
    for attempt in (test, test.without_spare()):
        polynomials = _polynomials(system, attempt, conditions, parameters)
        pieces = None if polynomials is None else cells(polynomials, parameters)
        if pieces is None:
            continue
        labels = [_label(attempt, cell, sp.And(*known)) for cell in pieces]
        if UNKNOWN in labels:
            continue
        rows = [(cell, label) for cell, label in regions(pieces, labels) if isinstance(label, Verdict)]
        if 0 < len(rows) <= ROW_LIMIT:
            return test, [(cell, _with_spare(test, cell, verdict)) for cell, verdict in rows]
    return None


def _with_spare(test: Criterion, cell: Cell, verdict: Verdict) -> Verdict:
    """Tell node and spiral apart where the sign that does so is the same in the whole cell."""
    if verdict.silent or verdict.kind is not Kind.UNDECIDED or test.dimension != PLANE or cell.exact:
        return verdict
    det, trace = (side for _, side in verdict.signs)
    side = sign_throughout(test.quantities[2], cell.when)
    known = dict(zip(test.quantities, (det, trace, side), strict=True))
    return (test.decide(known.get) if side else None) or verdict


def _label(test: Criterion, cell: Cell, known: Boolean) -> Verdict | str:
    """Decide one cell at its sample."""
    if cell.excluded:
        return ABSENT
    present = truth(known, cell.sample)
    if present is None:
        return UNKNOWN
    return (_decide(test, cell) or UNKNOWN) if present else ABSENT


def _polynomials(
    system: ODESystem, test: Criterion, conditions: list[sp.Expr], parameters: Sequence[sp.Symbol]
) -> tuple[sp.Expr, ...] | None:
    """Find polynomials of which one vanishes where a quantity changes its sign, or the point comes or goes."""
    direct = critical_polynomials([*test.quantities, *conditions])
    if direct is not None or system.dimension > 1:
        return direct
    (state,), (field,) = system.states, system.field
    if field.is_polynomial(state) and sp.degree(field, state) > 1:
        return critical_polynomials([sp.Poly(field, state).LC(), sp.discriminant(field, state), *conditions])
    return _critical_values(system, conditions, parameters[0]) if len(parameters) == 1 else None


def _critical_values(system: ODESystem, conditions: list[sp.Expr], parameter: sp.Symbol) -> tuple[sp.Expr, ...] | None:
    """Solve f = 0 and f′ = 0 together for the values of the only parameter at which a slope can change its sign."""
    (state,), (field,) = system.states, system.field
    top = sp.fraction(sp.together(field))[0]
    cases = solve_by_cases([top, sp.diff(top, state)], (state, parameter), frozenset({state.name, parameter.name}))
    index = sp.Symbol("n", integer=True)
    edges = [real_zeros(condition, parameter, index) for condition in conditions if condition.has(parameter)]
    if cases is None or None in edges:
        return None
    values = [solution.at[1] for case in cases for solution in case.solutions]
    values += [value for zeros in edges for alternative in zeros or () for value in alternative.values]
    free = any(value.free_symbols for value in values)
    return None if free else tuple(dict.fromkeys(parameter - value for value in values))


def _decide(test: Criterion, cell: Cell) -> Verdict | None:
    def side(quantity: sp.Expr) -> int | None:
        value = put(quantity, cell.sample)
        return None if value is None else sign(value)

    return test.decide(side)


def solved_for_one(test: Criterion, verdict: Verdict) -> Slice | None:
    """Solve the only equation of a case for a parameter in which it is linear with a number in front."""
    equations = [test.quantities[place] for place, side in verdict.signs if side == 0]
    if len(equations) != 1 or len(verdict.signs) > 1:
        return None
    (equation,) = equations
    for symbol in sorted(equation.free_symbols, key=lambda each: each.name):
        if equation.is_polynomial(symbol) and sp.degree(equation, symbol) == 1:
            slope = sp.diff(equation, symbol)
            if slope.is_number:
                value = sp.expand(symbol - equation / slope)
                return Slice(symbol, value, value, None, (True, True))
    return None
