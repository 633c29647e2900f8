"""Where the line is cut: at the zeros of f, and where f is not defined."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import sympy as sp
from sympy.core.relational import Relational

from symtutor.analysis.beside import defined_beside, germ, with_value
from symtutor.analysis.fixed_points import find_fixed_points
from symtutor.analysis.fixed_points.domain import domain, undecided_domain
from symtutor.analysis.words import member
from symtutor.model import Break, Completeness, Window
from symtutor.numerics.signs import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy.logic.boolalg import Boolean

    from symtutor.model import Classification, ODESystem


@dataclass(frozen=True, slots=True)
class Places:
    """The places that cut the line, from left to right; for a periodic field those of one period.

    Attributes
    ----------
    points : tuple of Classification
        The fixed points.
    breaks : tuple of Break
        Poles, holes and ends of the domain.
    """

    points: tuple[Classification, ...]
    breaks: tuple[Break, ...] = ()
    period: sp.Expr | None = None
    index: tuple[sp.Symbol, ...] = ()

    @property
    def ordered(self) -> tuple[Classification | Break, ...]:
        """All of them in the order of the line."""
        found: dict[sp.Expr, Classification | Break] = {c.at[0]: c for c in self.points}
        if not self.breaks:
            return self.points
        found |= {b.at: b for b in self.breaks}
        order = in_order(member(at, self.index) for at in found) or ()
        bases = {member(at, self.index): place for at, place in found.items()}
        return tuple(bases[at] for at in order)


def places(system: ODESystem, classifications: tuple[Classification, ...]) -> Places | None:
    """Collect the zeros of f and where it is not defined; None where these are not all known, or have no order."""
    zeros = [classification.at[0] for classification in classifications]
    if any(zero.has(system.states[0]) for zero in zeros):
        return None
    index = next((c.point.index for c in classifications if c.point.index), ())
    period = zeros[0].coeff(index[0]) if index else None
    if period is not None and not _shows_all(system, zeros, index[0], period):
        return None
    conditions = undecided_domain(system)
    if not conditions:
        return Places(classifications, (), period, index)
    edges = _edges(system, conditions)
    if edges is None:
        return None
    families = [edge for edge in edges if edge[1] is not None]
    if families and period is None:
        period = min((step for _, step in families), key=lambda step: (step is None, step))
        index = (sp.Symbol("n", integer=True),)
    if period is not None:
        zero_steps = [classification.at[0].coeff(index[0]) for classification in classifications]
        if any(step != period for step in zero_steps) or not _repeats(system.field[0], system.states[0], period):
            return None
        edges = _in_one_period(edges, period, member(zeros[0], index) if zeros else families[0][0])
    breaks = None if edges is None else _breaks(system, edges, [member(zero, index) for zero in zeros])
    if breaks is None:
        return None
    if period is not None:
        breaks = [replace(b, at=sp.expand(b.at + period * index[0]), index=index) for b in breaks]
    return Places(classifications, tuple(breaks), period, index)


def _shows_all(system: ODESystem, zeros: Iterable[sp.Expr], index: sp.Symbol, period: sp.Expr) -> bool:
    """Tell whether one period shows the others: every zero is a family with it, and the signs repeat."""
    alike = all(zero.coeff(index) == period for zero in zeros)  # a single point beside families has no step
    return alike and _same_signs(system.field[0], system.states[0], period)


def _breaks(system: ODESystem, edges: Iterable[Edge], zeros: list[sp.Expr]) -> list[Break] | None:
    """Look at every edge that is no zero, in the order of the line; None where the order or a side is not decided."""
    bases = [base for base, _ in edges if base not in zeros]
    ordered = in_order(bases)
    if ordered is None or in_order([*bases, *zeros]) is None:
        return None
    found = [_break(system, base) for base in ordered]
    known = [place for place in found if place is not None]
    return [place for place in known if place.cuts] if len(known) == len(found) else None


def inside(conditions: Iterable[Boolean], state: sp.Symbol, at: sp.Expr) -> bool | None:
    """Tell whether a point lies in the domain that the conditions describe; None where that is not decided."""
    verdicts = [with_value(condition, state, at) for condition in conditions]
    if any(verdict == sp.false for verdict in verdicts):
        return False
    return True if all(verdict == sp.true for verdict in verdicts) else None


Edge = tuple["sp.Expr", "sp.Expr | None"]


def _edges(system: ODESystem, conditions: Iterable[Boolean]) -> list[Edge] | None:
    """Find where the conditions of the domain change: every zero of each, a family by its member 0 and its step."""
    edges: list[Edge] = []
    for condition in conditions:
        if not isinstance(condition, Relational):
            return None
        part = replace(system, field=(condition.lhs - condition.rhs,), domain=(), start=())
        found = find_fixed_points(part, Window())
        if found.completeness is not Completeness.PROVED:
            return None
        for point in found.points:
            if point.when != sp.true or point.at[0].has(system.states[0]) or len(point.index) > 1:
                return None
            edges.append((member(point.at[0], point.index), point.at[0].coeff(point.index[0]) if point.index else None))
    return list(dict.fromkeys(edges))


def _repeats(field: sp.Expr, state: sp.Symbol, period: sp.Expr) -> bool:
    """Tell whether the field has a period."""
    return bool(sp.expand(field.subs(state, state + period) - field) == 0)


def _same_signs(field: sp.Expr, state: sp.Symbol, period: sp.Expr) -> bool:
    """Tell whether f has the same sign one period on, as eˣ sin x has: then one period shows the signs everywhere."""
    moved = field.subs(state, state + period)
    return bool(_repeats(field, state, period) or (moved / field).is_positive)


def _in_one_period(edges: list[Edge], period: sp.Expr, first: sp.Expr) -> list[Edge] | None:
    """Move every family of edges into the period that begins at `first`, each place once."""
    moved: dict[sp.Expr, None] = {}
    for base, step in edges:
        if step is None:
            return None
        ratio = period / step
        if not (ratio.is_Integer or (1 / ratio).is_Integer):
            return None
        for number in range(int(ratio) if ratio.is_Integer else 1):
            shift = sp.floor((base + number * step - first) / period)
            if not shift.is_Integer:
                return None
            moved[sp.expand(base + number * step - shift * period)] = None
    return [(base, period) for base in moved]


def _break(system: ODESystem, at: sp.Expr) -> Break | None:
    """Look at both sides of a place where a condition of the domain changes; None where a side is not decided."""
    (state,), (field,) = system.states, system.field
    conditions = domain(system)
    sides = [defined_beside(conditions, state, at, side) for side in (-1, 1)]
    here = inside(conditions, state, at)
    if None in sides or here is None:
        return None
    germs = [germ(field, state, at, side) if defined else None for side, defined in zip((-1, 1), sides, strict=True)]
    if any(found is None and defined for found, defined in zip(germs, sides, strict=True)):
        return None
    pole = any(found is not None and found.unbounded for found in germs)
    return Break(at, pole=pole, left=bool(sides[0]), right=bool(sides[1]), defined=bool(here))
