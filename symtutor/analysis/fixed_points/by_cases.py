"""The first solver: split into factors, solve every choice, and throw out what the field does not allow."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.at_point import given_values
from symtutor.analysis.fixed_points.cases import solve_by_cases
from symtutor.analysis.fixed_points.choices import EveryCaseSolved, FoundByFactor, free_states
from symtutor.analysis.fixed_points.combined import combined, dependent
from symtutor.analysis.fixed_points.conditions import decided, either
from symtutor.analysis.fixed_points.domain import domain
from symtutor.analysis.fixed_points.merging import conditional, merged_points
from symtutor.analysis.fixed_points.one_unknown import pieces
from symtutor.analysis.fixed_points.zeros import EveryFactorSolved
from symtutor.analysis.polynomial.normal_form import normal_form
from symtutor.model import Completeness, FixedPoint, FixedPointSet
from symtutor.numerics.signs import in_order, sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sympy.logic.boolalg import Boolean

    from symtutor.analysis.fixed_points.solutions import Case, Solution
    from symtutor.model import ODESystem, Window
    from symtutor.rule import Rule


def by_cases(system: ODESystem, _window: Window) -> FixedPointSet | None:
    """Find all fixed points by factors and elimination; None where one step of that is not decided exactly.

    Examples
    --------
    >>> from symtutor.model import ODESystem, Window
    >>> x = sp.Symbol("x", real=True)
    >>> found = by_cases(ODESystem((x,), (x * (1 - x) * (x - 2),)), Window())
    >>> [point.at for point in found.points], found.completeness.value
    ([(0,), (1,), (2,)], 'proved')
    """
    states = system.states
    fractions = [_fraction(component) for component in system.field]
    numerators = [numerator for numerator, _ in fractions]
    excluded: set[sp.Expr] = set()
    if len(states) > 1:  # on the line the places where the field is not defined are told
        excluded = {piece for _, below in fractions for piece in (pieces(below, *states) or ())}
    taken = frozenset(symbol.name for symbol in (*states, *system.parameters))
    if dependent(numerators, states):
        numerators = list(combined(numerators, states))
    cases = solve_by_cases(numerators, states, taken, excluded)
    if cases is None and len(states) > 1:
        simpler = combined(numerators, states)
        cases = (
            solve_by_cases(simpler, states, taken, excluded) if simpler != tuple(map(sp.expand, numerators)) else None
        )
    return fixed_point_set(system, cases) if cases is not None else None


def fixed_point_set(system: ODESystem, cases: tuple[Case, ...]) -> FixedPointSet | None:
    """Turn the solutions of all cases into fixed points: each once, only where the field is defined, in order.

    Returns None where two points cannot be told apart or a condition is not decided.
    """
    states = system.states
    conditions = domain(system)
    kept: list[tuple[Case, Solution]] = []
    excluded: list[tuple[Case, Solution]] = []
    for case, solution in ((each, solution) for each in cases for solution in each.solutions):
        values = dict(zip(states, solution.at, strict=True))
        when = decided((*solution.when, *conditions), partial(solution.sign, unknowns=states), values)
        if when is None:
            return None
        (excluded if sp.false in when else kept).append((case, replace(solution, when=when)))
    merged = merged_points(_over_one_period(kept, system), system)
    ordered = _ordered(merged, states) if merged is not None else None
    if ordered is None:
        return None
    points = _points(system, ordered)
    return FixedPointSet(points, Completeness.PROVED, _reason(system, cases, points, excluded))


def _fraction(component: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Clear the denominator; a field without one is kept as typed."""
    if normal_form(component) is not None or component.is_polynomial(*component.free_symbols):
        return component, sp.S.One
    above, below = sp.fraction(sp.together(component))
    return above, below


def _over_one_period(found: list[tuple[Case, Solution]], system: ODESystem) -> list[tuple[Case, Solution]]:
    """Split families on the line so that their members are one period of the field apart: then they are alike."""
    period = _period(system.field[0], system.states[0]) if system.dimension == 1 else None
    if period is None:
        return found
    split: list[tuple[Case, Solution]] = []
    for case, solution in found:
        step = solution.at[0].coeff(solution.index[0]) if solution.index else period
        copies = sp.cancel(period / step)
        if not (copies.is_Integer and copies > 1):
            split.append((case, solution))
            continue
        (index,) = solution.index
        base = solution.at[0] - step * index
        for number in range(int(copies)):
            when = tuple(condition.subs(index, copies * index + number) for condition in solution.when)
            at = sp.expand(base + number * step) + period * index
            split.append((case, replace(solution, at=(at,), when=when)))
    return split


def _points(system: ODESystem, found: list[tuple[Case, Solution]]) -> tuple[FixedPoint, ...]:
    """Build the fixed points; one that exists under several conditions exists under either."""
    conditions: dict[tuple[sp.Expr, ...], list[tuple[Boolean, ...]]] = {}
    first: dict[tuple[sp.Expr, ...], tuple[Case, Solution]] = {}
    for case, solution in found:
        conditions.setdefault(solution.at, []).append(solution.when)
        first.setdefault(solution.at, (case, solution))
    points: list[FixedPoint] = []
    for place, (case, solution) in first.items():
        at, when = place, _readable(either(conditions[place]))
        if when == sp.false:
            continue
        given = {symbol: value for symbol, value in given_values(when).items() if sp.Tuple(*at).has(symbol)}
        if given:
            at = tuple(sp.expand(coordinate.xreplace(given)) for coordinate in at)
            if any(point.at == at and point.when == sp.true for point in points):
                continue  # at this value it is one that is always there
        reason = FoundByFactor(system.states, system.field, case.chosen, at, solution.index, when)
        exactly = partial(solution.sign, unknowns=system.states) if solution.exact is not None else None
        points.append(FixedPoint(at, reason, solution.index, when, exactly))
    return tuple(points)


def _readable(when: Boolean) -> Boolean:
    if when in (sp.true, sp.false):
        return when
    from symtutor.analysis.parameters.readable import readable  # noqa: PLC0415 - numbers do not pay for it

    return readable(when)


def _conditional(solutions: Iterable[Solution]) -> Iterator[tuple[sp.Expr, Boolean]]:
    """Pair the zeros of one factor with their conditions, those that never hold left out."""
    for solution in solutions:
        when = _readable(sp.And(*solution.when))
        if when != sp.false:
            yield solution.at[0], when


def _possible(solutions: Iterable[Solution]) -> Iterator[Solution]:
    """Leave out solutions whose conditions never hold: formulas for three roots where there is always one."""
    for solution in solutions:
        if not solution.when or _readable(sp.And(*solution.when)) != sp.false:
            yield solution


def _ordered(found: list[tuple[Case, Solution]], states: tuple[sp.Symbol, ...]) -> list[tuple[Case, Solution]] | None:
    """Sort lexicographically by exact comparison; continua and points with parameters come last."""
    apart = [item for item in found if free_states(item[1].at, states) or conditional(item[1])]
    found = [item for item in found if item not in apart]
    keys = {
        solution: tuple(coordinate.xreplace(dict.fromkeys(solution.index, sp.S.Zero)) for coordinate in solution.at)
        for _, solution in found
    }
    ranks = []
    for place in range(len(found[0][1].at) if found else 0):
        ordered = in_order({key[place] for key in keys.values()})
        if ordered is None:
            return None
        ranks.append({value: rank for rank, value in enumerate(ordered)})

    def place_of(item: tuple[Case, Solution]) -> tuple[int, ...]:
        return tuple(rank[value] for rank, value in zip(ranks, keys[item[1]], strict=True))

    return [*sorted(found, key=place_of), *apart]


def _period(field: sp.Expr, state: sp.Symbol) -> sp.Expr | None:
    """Find a period of a field in which the state occurs only inside sines and cosines of linear arguments."""
    waves = [wave for wave in field.atoms(sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc) if wave.has(state)]
    slopes = [sp.diff(wave.args[0], state) for wave in waves]
    if not waves or field.xreplace(dict.fromkeys(waves, sp.S.Zero)).has(state):
        return None
    if not all(slope.is_number and sign(slope) for slope in slopes):
        return None
    half = (sp.tan, sp.cot)
    turns = [(1 if isinstance(w, half) else 2) * sp.pi / abs(slope) for w, slope in zip(waves, slopes, strict=True)]
    ratios = [sp.cancel(turn / turns[0]) for turn in turns]
    return turns[0] * sp.lcm_list(ratios) if all(ratio.is_Rational for ratio in ratios) else None


def _reason(
    system: ODESystem,
    cases: tuple[Case, ...],
    points: tuple[FixedPoint, ...],
    excluded: list[tuple[Case, Solution]],
) -> Rule:
    """Say why these are all, in the form that fits the dimension."""
    if system.dimension > 1 or any(free_states(point.at, system.states) for point in points):
        at, when = tuple(point.at for point in points), tuple(point.when for point in points)
        real = tuple(replace(case, solutions=tuple(_possible(case.solutions))) for case in cases)
        return EveryCaseSolved(system.states, system.field, real, at, when, system.domain)
    (state,), (field,) = system.states, system.field
    return EveryFactorSolved(
        state,
        field,
        tuple((case.chosen[0], tuple(_conditional(case.solutions))) for case in cases),
        tuple(point.at[0] for point in points),
        next((point.index for point in points if point.index), ()),
        period=_period(field, state),
        excluded=tuple(dict.fromkeys(solution.at[0] for _, solution in excluded)),
        when=tuple(point.when for point in points),
        domain=system.domain,
    )
