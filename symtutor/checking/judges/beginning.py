"""Judging the equation that an argument begins with: it should be f = 0, or have the solutions of f = 0."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.claims import Argument
from symtutor.checking.equality import same
from symtutor.checking.judges.derivative_zero import derivative_set_to_zero
from symtutor.checking.judges.roots import beyond, roots_of
from symtutor.checking.verdict import RIGHT, Judgement, Verdict
from symtutor.document import condition, paragraph
from symtutor.model import Completeness

if TYPE_CHECKING:
    from symtutor.checking.claims import Equations
    from symtutor.checking.context import Context
    from symtutor.checking.judges.roots import Roots


def judge_beginning(step: Equations, context: Context) -> Judgement:
    """Judge the equation that an argument begins with: it should be f = 0, or have its solutions."""
    if len(step.alternatives) == 1:
        (component,) = context.system.field
        if same(step.alternatives[0], component) or same(step.alternatives[0], -component):
            return RIGHT
    known = roots_of(step, context)
    truth = [(found.at[0], found.point.index) for found in context.points]
    if known is None:
        return derivative_set_to_zero(step, context) or Judgement(
            Verdict.NOT_DECIDED,
            why=paragraph("Whether this equation has the fixed points as its solutions is not decided."),
        )
    lost, decided = beyond(truth, known)
    gained, sure = beyond(known, truth)
    if not lost and not gained:
        return RIGHT if decided and sure else Judgement(Verdict.NOT_DECIDED)
    if (aside := derivative_set_to_zero(step, context)) is not None:
        return aside
    return Judgement(
        Verdict.WRONG,
        where=paragraph("Is this the equation f = 0?"),
        why=paragraph("This is not the equation for the fixed points: its solutions are others."),
        how=paragraph(
            "Set the right-hand side to zero: {equation}.", equation=condition(context.system.field[0], sp.S.Zero)
        ),
    )


def another_equation(claim: Argument, first: Roots | None, context: Context) -> Judgement | None:
    """Judge an argument that solves another equation than f = 0; f′ = 0 and f″ = 0 may be solved on their own."""
    (state,), (component,) = context.system.states, context.system.field
    continues = bool(context.findings) and isinstance(context.findings[-1].claim, Argument)
    complete = context.analysis.fixed_points.completeness is Completeness.PROVED
    if continues or not complete or not first or any(value.free_symbols - set(index) for value, index in first):
        return None
    truth = [(found.at[0], found.point.index) for found in context.points]
    if any(value.free_symbols - set(index) for value, index in truth):
        return None
    strangers = [value for value, index in beyond(first, truth)[0] if not index]
    others = [sp.diff(component, state, order) for order in (1, 2)]
    if not strangers or any(all(same(each.subs(state, x), sp.S.Zero) for x in strangers) for each in others):
        return None
    return judge_beginning(claim.steps[0], context)
