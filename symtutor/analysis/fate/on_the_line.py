"""Where a start on the line ends: at the fixed point ahead, out of the domain, or at infinity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.beside import germ
from symtutor.analysis.ends import INFINITY
from symtutor.analysis.fate.along import Along
from symtutor.analysis.fate.by_formula import ByFormula
from symtutor.analysis.fate.undetermined import NoWayOn, Undetermined
from symtutor.analysis.fate.words import classified
from symtutor.analysis.germ import Germ
from symtutor.analysis.polynomial.normal_form import derivative, put_in
from symtutor.analysis.separation.antiderivative import time_integral
from symtutor.analysis.separation.solved import is_readable, solved
from symtutor.analysis.smoothness import smooth_at
from symtutor.analysis.uniqueness import Osgood
from symtutor.analysis.words import member
from symtutor.numerics.closed_forms import closed_form
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.model import Analysis, Flow, Line, ODESystem
    from symtutor.rule import Rule


LONGEST = 32
"""Operations in a formula from one start that is still read: fewer than in one from x₀, since numbers are longer."""


def on_the_line(analysis: Analysis, start: tuple[sp.Expr, ...]) -> tuple[Rule, ...] | None:
    """Follow the flow from a start on a line whose flow is known."""
    system, line = analysis.system, analysis.line
    if system.dimension != 1 or start[0].free_symbols:
        return None
    if line is None or not system.field[0].free_symbols <= {system.states[0]}:
        formula = _formula(system, start[0])
        return None if formula is None else (ByFormula(system, start[0], formula),)
    here = classified(analysis, start)
    if here is not None:
        return _at_a_rough_zero(system, line, here.at[0], start[0])
    found = next((hit for hit in (_within(flow, start[0], line) for flow in line.flow) if hit is not None), None)
    if found is None:
        edge = any(sign(member(b.at, b.index) - start[0]) == 0 for b in line.breaks)
        return (NoWayOn(system.states[0], system.field[0], start[0]),) if edge else None
    return (_along(analysis, start[0], *found),)


def _at_a_rough_zero(system: ODESystem, line: Line, at: sp.Expr, start: sp.Expr) -> tuple[Rule, ...] | None:
    """Answer for a start at a fixed point at which f is not Lipschitz."""
    rules = (rule for rule in line.reasons if isinstance(rule, Osgood) and rule.at == at)
    rough = next(rules, None)
    return None if rough is None else (Undetermined(system.states[0], start, rough),)


def _within(flow: Flow, start: sp.Expr, line: Line) -> tuple[Flow, sp.Expr] | None:
    """Tell whether a flow passes the start, and by how much a member of a family is shifted."""
    index, shift = flow.interval.index, sp.S.Zero
    low, high = member(flow.interval.low, index), member(flow.interval.high, index)
    if line.period is not None:
        turns = sp.floor((start - low) / line.period)
        if not turns.is_Integer:
            return None
        shift = turns * line.period
    low, high = low + shift, high + shift
    above = low.is_infinite or sign(start - low) == 1 or (flow.direction > 0 and sign(start - low) == 0)
    below = high.is_infinite or sign(high - start) == 1 or (flow.direction < 0 and sign(high - start) == 0)
    return (flow, sp.expand(shift)) if above and below else None


def _along(analysis: Analysis, start: sp.Expr, flow: Flow, shift: sp.Expr) -> Along:
    """Follow one flow to its end."""
    system, line = analysis.system, analysis.line
    (state,), (field,) = system.states, system.field
    end = flow.interval.high if flow.direction > 0 else flow.interval.low
    base = member(end, flow.interval.index)
    target = sp.expand(base + shift) if base.is_finite else base
    points = () if line is None else line.points
    reached = next((c for c in points if _same(member(c.at[0], c.point.index), base, line)), None)
    side = -flow.direction if base.is_finite else flow.direction
    approach = _by_slope(system, target, flow.direction) or germ(field, state, target, side)
    rough = () if line is None else (rule for rule in line.reasons if isinstance(rule, Osgood))
    return Along(
        state,
        field,
        start,
        flow.direction,
        target,
        reached is not None,
        approach,
        _time(analysis, target, approach),
        _formula(system, start),
        system.time,
        determined=not any(rule.left_in_finite_time and reached and rule.at == reached.at[0] for rule in rough),
    )


def _by_slope(system: ODESystem, target: sp.Expr, direction: int) -> Germ | None:
    """Take the leading term at a fixed point from its slope, where there is one that is not zero."""
    (state,), (field,) = system.states, system.field
    if target.is_infinite or smooth_at(field, (state,), (target,)) is not True or sign(put_in(field, {state: target})):
        return None
    slope = put_in(derivative(field, state), {state: target})
    return Germ(sp.S.One, sp.S.Zero, -direction * slope, direction) if sign(slope) else None


def _same(first: sp.Expr, second: sp.Expr, line: Line | None) -> bool:
    """Tell whether two places are one, for a periodic field up to a period."""
    difference = sp.expand(first - second)
    return difference == 0 or (line is not None and line.period is not None and (difference / line.period).is_Integer)


def _time(analysis: Analysis, target: sp.Expr, approach: Germ | None) -> sp.Expr | None:
    """Give the time to the target as a function of the start, where it is finite and has a formula."""
    (state,), (field,) = analysis.system.states, analysis.system.field
    if approach is None or not approach.faster_than(INFINITY if target.is_infinite else sp.S.Zero):
        return None
    zeros = tuple(found.at[0] for found in analysis.classifications if not found.point.index)
    integral = time_integral(field, state, zeros)
    if integral is None:
        return None
    if target.is_infinite:
        end = integral.at_infinity(1 if target is sp.S.Infinity else -1)
    else:
        end = integral.value.subs(state, target)
    return None if end is None or end.is_finite is not True else end - integral.value


def _formula(system: ODESystem, start: sp.Expr) -> sp.Expr | None:
    """Give the solution from this start as a formula in t."""
    form = closed_form(system, (start,))
    if form is not None:
        return form.states[0] if is_readable(form.states[0], LONGEST) else None
    general = solved(system)
    if general is None or general.starts.subs(general.start, start) != sp.true:
        return None
    return general.value.subs(general.start, start)
