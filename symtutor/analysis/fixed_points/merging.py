"""Each fixed point once: points told twice, and points on a curve of others, are merged.

Where the field and a curve of zeros are given by polynomials and one kind of square root, the curve closes: the field
vanishes at its ends too, since P + Q√d = 0 on an open set makes the polynomials P and Q zero.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.at_point import admissible
from symtutor.analysis.fixed_points.choices import free_states
from symtutor.analysis.fixed_points.domain import domain
from symtutor.analysis.polynomial.normal_form import replaced
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sympy.logic.boolalg import Boolean

    from symtutor.analysis.fixed_points.solutions import Case, Solution
    from symtutor.model import ODESystem

    Found = tuple[Case, Solution]


def merged_points(found: list[Found], system: ODESystem) -> list[Found] | None:
    """Keep each point once and drop points that lie on a continuum; None where two cannot be told apart."""
    states = system.states
    distinct: dict[tuple[object, ...], Found] = {}
    always = {solution.at for _, solution in found if not solution.when}
    for case, each in found:
        solution = _closed(each, system) if free_states(each.at, states) else each
        if not solution.when or solution.at not in always:
            distinct.setdefault((solution.at, solution.when), (case, solution))
    kept = list(distinct.values())
    for item in distinct.values():
        others = [other for _, other in kept if other is not item[1] and free_states(other.at, states)]
        if any(_lies_on(item[1], other, states) for other in others):
            kept.remove(item)
    isolated = [solution for _, solution in kept if not free_states(solution.at, states) and not conditional(solution)]
    if not all(_apart(first, second) for first, second in combinations(isolated, 2)):
        return None
    return kept


def conditional(solution: Solution) -> bool:
    """Tell whether parameters occur in a point: it may then meet another at some of their values."""
    return bool(sp.Tuple(*solution.at, *solution.when).free_symbols - set(solution.index))


def _closed(solution: Solution, system: ODESystem) -> Solution:
    """Add the ends to a curve of zeros: x² < 1 becomes x² ≤ 1 where the coordinates and the field allow it."""
    free = free_states(solution.at, system.states)
    ends = {c: _with_ends(c, free) for c in solution.when}
    if all(c == end for c, end in ends.items()) or solution.index or domain(system):
        return solution
    used = sp.Tuple(*system.field, *solution.at, *solution.when).free_symbols
    polynomials = (*system.field, *(c.lhs - c.rhs for c in solution.when))
    if not all(p.is_polynomial(*used) for p in polynomials) or any(isinstance(c, sp.Eq) for c in solution.when):
        return solution
    if not all(_stays_real(coordinate, solution.when) for coordinate in solution.at):
        return solution
    inside = next(admissible(sp.And(*solution.when).free_symbols, sp.And(*solution.when)), None)
    if inside is None:
        return solution
    return replace(solution, when=tuple(end for end in ends.values() if end != sp.true))


def _with_ends(condition: Boolean, free: set[sp.Symbol]) -> Boolean:
    """Weaken a condition on free states."""
    if not condition.free_symbols & free:
        return condition
    weak = {sp.Gt: sp.Ge, sp.Lt: sp.Le}.get(condition.func)
    if weak is not None:
        return weak(condition.lhs, condition.rhs)
    return sp.true if isinstance(condition, sp.Ne) else condition


def _stays_real(coordinate: sp.Expr, when: tuple[Boolean, ...]) -> bool:
    """Tell whether a coordinate is a polynomial in symbols and in roots of what the conditions keep positive."""
    positive = [sp.expand((c.lhs - c.rhs) * side) for c in when for kind, side in SIDES if isinstance(c, kind)]
    roots = [p for p in coordinate.atoms(sp.Pow) if p.exp == sp.S.Half and p.free_symbols]
    if not all(any((sp.cancel(root.base / p)).is_positive for p in positive) for root in roots):
        return False
    linear = all((c.lhs - c.rhs).is_polynomial() and sp.total_degree(c.lhs - c.rhs) == 1 for c in when)
    sizes = coordinate.atoms(sp.Abs) if linear else set()  # the end of a half-line is the limit of its points
    plain = coordinate.xreplace({part: sp.Dummy() for part in (*roots, *sizes)})
    return bool(plain.is_polynomial(*plain.free_symbols))


WEAKER = {
    sp.Ge: (sp.Ge, sp.Gt, sp.Eq),
    sp.Le: (sp.Le, sp.Lt, sp.Eq),
    sp.Ne: (sp.Ne, sp.Gt, sp.Lt),
    sp.Gt: (sp.Gt,),
    sp.Lt: (sp.Lt,),
}
SIDES = ((sp.Gt, 1), (sp.Lt, -1))


def _lies_on(solution: Solution, continuum: Solution, states: tuple[sp.Symbol, ...]) -> bool:
    """Tell whether a point, or every point of a family or a curve, belongs to a curve: put its coordinates in."""
    values: dict[sp.Symbol, sp.Expr] = dict(zip(states, solution.at, strict=True))
    turns: dict[sp.Symbol, sp.Expr] = {}
    if any(c.subs(values) == sp.false for c in continuum.when):
        return False
    for here, along in zip(solution.at, continuum.at, strict=True):
        if not _meets(here, along, continuum, values, turns):
            return False
    return all(_follows(c.subs(values | turns), solution.when) for c in continuum.when)


def _follows(condition: Boolean, when: tuple[Boolean, ...]) -> bool:
    """Tell whether a condition holds, or is one of those given, or a weaker form of one."""
    if condition in (sp.true, sp.false) or condition in when:
        return bool(condition != sp.false)
    left = sp.expand(condition.lhs - condition.rhs)
    if left.is_number:
        return bool(condition.func(left, 0) == sp.true)
    given = [(c.func, sp.expand(c.lhs - c.rhs)) for c in when]
    allowed = WEAKER.get(condition.func, ())
    mirrored = WEAKER.get(condition.reversed.func, ())
    return any((kind in allowed and left == other) or (kind in mirrored and left == -other) for kind, other in given)


def _meets(
    here: sp.Expr,
    along: sp.Expr,
    continuum: Solution,
    values: Mapping[sp.Symbol, sp.Expr],
    turns: dict[sp.Symbol, sp.Expr],
) -> bool:
    """Compare one coordinate, and choose the member of the family of curves on which it lies."""
    index = next((n for n in continuum.index if along.has(n) and n not in turns), None)
    there = replaced(along, {**values, **turns} if index is None else values)
    if index is None:
        return bool(_even(here) == _even(there)) or sign(_even(here - there)) == 0
    step = along.coeff(index)
    member = sp.expand((here - along.xreplace({index: sp.S.Zero, **values})) / step)
    turns[index] = member
    return bool(member.is_integer)


def _even(expression: sp.Expr) -> sp.Expr:
    """Multiply out, under roots too."""
    inner = {p: sp.sqrt(sp.expand(p.base)) for p in expression.atoms(sp.Pow) if p.exp == sp.S.Half and p.free_symbols}
    return sp.expand(expression.xreplace(inner))


def _apart(first: Solution, second: Solution) -> bool:
    """Prove that two points, or all members of two families, differ in some coordinate."""
    return any(
        _coordinates_apart(a, b, {*first.index, *second.index}) for a, b in zip(first.at, second.at, strict=True)
    )


def _coordinates_apart(a: sp.Expr, b: sp.Expr, indices: set[sp.Symbol]) -> bool:
    used = (a.free_symbols | b.free_symbols) & indices
    if not used:
        return bool(sign(a - b))
    steps = {abs(expression.coeff(index)) for expression in (a, b) for index in used} - {sp.S.Zero}
    if len(steps) != 1:
        return False
    turns = (a - b).xreplace(dict.fromkeys(used, sp.S.Zero)) / steps.pop()
    distance = turns - sp.floor(turns)
    return bool(sign(distance))
