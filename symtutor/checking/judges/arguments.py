"""Judging equations solved step by step: whether an arrow loses a root, or gains one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points import find_fixed_points
from symtutor.analysis.words import every_integer, series
from symtutor.checking.claims import Argument, Arrow
from symtutor.checking.context import is_exceptional
from symtutor.checking.equality import family_within, same
from symtutor.checking.judges.derivative_zero import derivative_set_to_zero
from symtutor.checking.verdict import RIGHT, Judgement, Verdict
from symtutor.document import Name, condition, paragraph
from symtutor.model import Completeness, ODESystem, Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.checking.claims import Equations, Place
    from symtutor.checking.context import Context
    from symtutor.document import Paragraph

Roots = list[tuple[sp.Expr, tuple[sp.Symbol, ...]]]


def roots_of(equations: Equations, context: Context) -> Roots | None:
    """Solve alternatives over the reals; None where not every root is known."""
    state = context.system.states[0]
    found: Roots = []
    for expression in equations.alternatives:
        indices = tuple(symbol for symbol in expression.free_symbols if symbol.is_integer)
        if indices:  # a family, solved for the state
            found.append((sp.expand(state - expression), indices))
            continue
        solved = find_fixed_points(ODESystem((state,), (expression,)), Window())
        if solved.completeness is not Completeness.PROVED:
            return None
        usual = [point for point in solved.points if not is_exceptional(point.when)]
        if any(
            state in point.at[0].free_symbols or (point.when is not sp.true and not point.at[0].is_real)
            for point in usual
        ):
            return None
        found.extend((point.at[0], point.index) for point in usual)
    return found


def _beyond(first: Roots, second: Roots) -> tuple[Roots, bool]:
    """Give the roots in the first that are not in the second, and whether every one was decided."""
    others = [((value,), index) for value, index in second]
    verdicts = [family_within((value,), index, others) for value, index in first]
    return [root for root, verdict in zip(first, verdicts, strict=True) if verdict is False], None not in verdicts


def judge_argument(claim: Argument, context: Context) -> Judgement:
    """Compare the solution sets on both sides of every arrow; the first slip is the one that is told."""
    chains = ((step.alternatives[0], form) for step in claim.steps for form in step.forms)
    differing = next((chain for chain in chains if same(*chain) is not True), None)
    if differing is not None:
        return _other_form(*differing, context)
    return _beginning(claim.steps[0], context) if len(claim.steps) == 1 else _judge_arrows(claim, context)


def _judge_arrows(claim: Argument, context: Context) -> Judgement:
    """Compare what solves each line with what solves the next."""
    known = [roots_of(step, context) for step in claim.steps]
    if None in known and (tried := _with_numbers(claim, context)) is not None:
        return tried
    if (stray := _unrelated(claim, known[0], context)) is not None:
        return stray
    undecided = False
    for position, arrow in enumerate(claim.arrows):
        before, after = known[position], known[position + 1]
        if before is None or after is None:
            undecided = True
            continue
        lost, decided = _beyond(before, after)
        gained, sure = _beyond(after, before)
        if lost:
            return _lost(claim, position, lost, context)
        if gained and (arrow is Arrow.EQUIVALENT or len(claim.arrows) == 1):
            return _gained(claim, gained, context)
        undecided = undecided or not (decided and sure)
    first, last = known[0], known[-1]
    if first is not None and last is not None and (gained := _beyond(last, first)[0]):
        return _candidates(gained, context)
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
            if lost := _beyond(before, after)[0]:
                judged = _lost(replace(claim, steps=steps), position, lost, context)
                under = series(condition(Name(symbol.name), value) for symbol, value in values.items())
                return replace(judged, why=paragraph("Take {values}. {why}", values=under, why=judged.why))
            if arrow is Arrow.EQUIVALENT and _beyond(after, before)[0]:
                return None
    return _after_a_slip(context) or RIGHT


def _unrelated(claim: Argument, first: Roots | None, context: Context) -> Judgement | None:
    """Tell whether an argument solves another equation than f = 0; f' = 0 may be solved for its own sake."""
    (state,), (component,) = context.system.states, context.system.field
    continues = bool(context.findings) and isinstance(context.findings[-1].claim, Argument)
    complete = context.analysis.fixed_points.completeness is Completeness.PROVED
    if continues or not complete or not first or any(value.free_symbols - set(index) for value, index in first):
        return None
    truth = [(found.at[0], found.point.index) for found in context.points]
    if any(value.free_symbols - set(index) for value, index in truth):
        return None
    strangers = [value for value, index in _beyond(first, truth)[0] if not index]
    others = [sp.diff(component, state, order) for order in (1, 2)]
    if not strangers or any(all(same(each.subs(state, x), sp.S.Zero) for x in strangers) for each in others):
        return None
    return _beginning(claim.steps[0], context)


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


def _beginning(step: Equations, context: Context) -> Judgement:
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
    lost, decided = _beyond(truth, known)
    gained, sure = _beyond(known, truth)
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


def _listed(roots: Roots, context: Context) -> Paragraph:
    name = Name(context.system.states[0].name)
    return series(paragraph("{root}{n}", root=condition(name, value), n=every_integer(index)) for value, index in roots)


def _lost(claim: Argument, position: int, lost: Roots, context: Context) -> Judgement:
    """Name the root that a step loses, and put it into the line before."""
    before, after = claim.steps[position], claim.steps[position + 1]
    name, cause = _cause(before, after, roots_of(after, context) or [], lost)
    value, index = lost[0]
    member = value.xreplace(dict.fromkeys(index, sp.S.Zero))
    return Judgement(
        Verdict.WRONG,
        where=paragraph("Something that solves one line no longer solves the next. What happened on the way?"),
        why=paragraph(
            "{cause}The step loses {roots}: put it into the line before, and it holds.",
            cause=cause,
            roots=_listed(lost, context),
        ),
        how=paragraph("Bring everything to one side and factor: a product is zero exactly when one of its factors is."),
        witness=condition(Name(context.system.states[0].name), member),
        misconceptions=(name,),
        share=(len(claim.arrows) - 1, len(claim.arrows)) if len(claim.arrows) > 1 else (0, 1),
    )


def _candidates(gained: Roots, context: Context) -> Judgement:
    """Say that a chain of implications gives candidates, of which some solve nothing."""
    return Judgement(
        Verdict.INCOMPLETE,
        where=paragraph("Each arrow goes one way only. Which of your solutions solve the first line?"),
        why=paragraph(
            "Every arrow is right, but they go one way: {roots} does not solve the first line.",
            roots=_listed(gained, context),
        ),
        how=paragraph("Put each candidate into the first line and keep those that hold."),
        misconceptions=("gained a root",),
        share=(1, 2),
    )


CAUSES = (
    ("lost a root by dividing", "The step divides by {divisor}, which is zero there. "),
    ("lost one sign of a square root", "A square root has two signs. "),
    ("one period only", "The function repeats, so there is a root in every period. "),
    ("lost a root", ""),
)
"""How roots get lost, in the order asked: the name of the slip and what is said of it."""


def _cause(before: Equations, after: Equations, kept: Roots, lost: Roots) -> tuple[str, Paragraph]:
    """Find out how a step loses roots."""
    divisor = _divisor(before, after)
    squared = all(any(same(value, -other) for other, _ in kept) for value, index in lost if not index)
    solved = all(
        sp.Poly(each, *each.free_symbols).total_degree() == 1 for each in after.alternatives if each.is_polynomial()
    )
    name, words = CAUSES[
        2 if any(index for _, index in lost) else 1 if squared and solved else 0 if divisor is not None else 3
    ]
    return name, paragraph(words, divisor=divisor)


def _divisor(before: Equations, after: Equations) -> sp.Expr | None:
    """Find what one side was divided by to get the next."""
    if len(before.alternatives) != 1 or len(after.alternatives) != 1:
        return None
    quotient = sp.cancel(sp.together(before.alternatives[0] / after.alternatives[0]))
    return quotient if quotient.free_symbols and sp.denom(quotient).is_number else None


def _gained(claim: Argument, gained: Roots, context: Context) -> Judgement:
    """Name the root that a step invents."""
    return Judgement(
        Verdict.WRONG,
        where=paragraph("Something solves a line that did not solve the one before. Which step can not be reversed?"),
        why=paragraph(
            "{roots} solves the new line but not the one before it: the step is no equivalence.",
            roots=_listed(gained, context),
        ),
        how=paragraph(
            "Squaring and multiplying by something that can be zero add solutions: put each one into the "
            "first equation."
        ),
        misconceptions=("gained a root",),
        share=(len(claim.arrows) - 1, len(claim.arrows)) if len(claim.arrows) > 1 else (0, 1),
    )
