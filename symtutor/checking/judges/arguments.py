"""Judging equations solved step by step: whether an arrow loses a root, or gains one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import series
from symtutor.checking.claims import Argument, Arrow
from symtutor.checking.equality import family_within, same
from symtutor.checking.judges.beginning import another_equation, judge_beginning
from symtutor.checking.judges.changed_roots import candidates, gained_roots, lost_roots
from symtutor.checking.judges.roots import beyond, roots_of
from symtutor.checking.verdict import RIGHT, Judgement, Verdict
from symtutor.document import Name, condition, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.checking.claims import Place
    from symtutor.checking.context import Context


def judge_argument(claim: Argument, context: Context) -> Judgement:
    """Compare the solution sets on both sides of every arrow; the first slip is the one that is told."""
    chains = ((step.alternatives[0], form) for step in claim.steps for form in step.forms)
    differing = next((chain for chain in chains if same(*chain) is not True), None)
    if differing is not None:
        return _other_form(*differing, context)
    return judge_beginning(claim.steps[0], context) if len(claim.steps) == 1 else _judge_arrows(claim, context)


def _judge_arrows(claim: Argument, context: Context) -> Judgement:
    """Compare what solves each line with what solves the next."""
    known = [roots_of(step, context) for step in claim.steps]
    if None in known and (tried := _with_numbers(claim, context)) is not None:
        return tried
    if (stray := another_equation(claim, known[0], context)) is not None:
        return stray
    undecided = False
    for position, arrow in enumerate(claim.arrows):
        before, after = known[position], known[position + 1]
        if before is None or after is None:
            undecided = True
            continue
        lost, decided = beyond(before, after)
        gained, sure = beyond(after, before)
        if lost:
            return lost_roots(claim, position, lost, context)
        if gained and (arrow is Arrow.EQUIVALENT or len(claim.arrows) == 1):
            return gained_roots(claim, gained, context)
        undecided = undecided or not (decided and sure)
    first, last = known[0], known[-1]
    if first is not None and last is not None and (gained := beyond(last, first)[0]):
        return candidates(gained, context)
    if undecided:
        return Judgement(
            Verdict.NOT_DECIDED,
            why=paragraph("Whether each line has the same solutions as the one before is not decided."),
        )
    return _after_a_slip(context) or RIGHT


TRIES = (sp.Integer(-2), sp.Integer(3), sp.Rational(-1, 2), sp.Rational(1, 3), sp.Integer(-7))
"""Values of a parameter at which an argument is tried."""


def _with_numbers(claim: Argument, context: Context) -> Judgement | None:
    """Judge an argument in parameters at numbers: what is lost at one of them is lost; None where that is not plain."""
    letters = sorted(
        {s for step in claim.steps for each in step.alternatives for s in each.free_symbols}
        - set(context.system.states),
        key=lambda symbol: str(symbol.name),
    )
    if not letters or any(symbol.is_integer for symbol in letters):
        return None
    for shift in range(len(TRIES)):
        numbers = (TRIES[(shift + place) % len(TRIES)] for place in range(len(letters)))
        values = {s: abs(number) if s.is_positive else number for s, number in zip(letters, numbers, strict=True)}
        steps = tuple(
            replace(step, alternatives=tuple(each.xreplace(values) for each in step.alternatives), forms=())
            for step in claim.steps
        )
        known = [roots_of(step, context) for step in steps]
        for position, arrow in enumerate(claim.arrows):
            before, after = known[position], known[position + 1]
            if before is None or after is None:
                return None
            if lost := beyond(before, after)[0]:
                judged = lost_roots(replace(claim, steps=steps), position, lost, context)
                under = series(condition(Name(symbol.name), value) for symbol, value in values.items())
                return replace(judged, why=paragraph("Take {values}. {why}", values=under, why=judged.why))
            if arrow is Arrow.EQUIVALENT and beyond(after, before)[0]:
                return None
    return _after_a_slip(context) or RIGHT


def _other_form(first: sp.Expr, form: sp.Expr, context: Context) -> Judgement:
    """Say that two sides of a chain are not equal, at a number where they differ."""
    state = context.system.states[0]
    trials = ((first.subs(state, value), form.subs(state, value), value) for value in map(sp.Integer, (0, 1, 2, -1, 3)))
    apart = next((trial for trial in trials if same(trial[0], trial[1]) is False), None)
    if apart is None:
        return Judgement(
            Verdict.NOT_DECIDED, why=paragraph("Whether the sides of this chain are equal is not decided.")
        )
    return Judgement(
        Verdict.WRONG,
        where=paragraph("Put a number into both sides of the chain: are they equal?"),
        why=paragraph(
            "{first} and {form} are not equal: at {at} one is {left}, the other {right}.",
            first=first,
            form=form,
            at=condition(Name(state.name), apart[2]),
            left=apart[0],
            right=apart[1],
        ),
    )


def _after_a_slip(context: Context) -> Judgement | None:
    """Give credit for a step that is right from a line that was not."""
    slip = next(context.mistaken(Argument), None)
    if slip is None:
        return None
    return Judgement(
        Verdict.FOLLOWS, why=paragraph("Right for what line {line} says.", line=slip.said.line), share=(1, 1)
    )


def solved_wrongly(places: Sequence[Place], context: Context) -> Argument | None:
    """Find the argument with a slip whose last line has just these solutions."""
    said = [(place.values, place.index) for place in places]
    for slip in context.mistaken(Argument):
        known = roots_of(slip.steps[-1], context)
        if known and all(family_within((value,), index, said) for value, index in known):
            reached = [((value,), index) for value, index in known]
            if all(family_within(values, index, reached) for values, index in said):
                return slip
    return None
