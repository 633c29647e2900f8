"""Judging a computation by Euler's method: its arithmetic and its error, kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.claims import EulerSetting, EulerState
from symtutor.checking.equality import agree, same
from symtutor.checking.judges.simple import as_said
from symtutor.checking.judges.told import told
from symtutor.checking.misconceptions import suspects
from symtutor.checking.misconceptions.euler import STATE_SLIPS
from symtutor.checking.rows import Setting, setting_of
from symtutor.checking.verdict import Judgement, Verdict
from symtutor.document import Name, Product, Sum, condition, equals, paragraph
from symtutor.numerics.reference import ExactSolution, reference
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.checking.claims import EulerError, ExactValue
    from symtutor.checking.context import Context

NO_SETTING = Judgement(
    Verdict.NOT_DECIDED, why=paragraph("Neither the step nor the start is said, so there is nothing to compare with.")
)


def judge_setting(claim: EulerSetting, context: Context) -> Judgement:  # noqa: ARG001 - every judge takes the same
    """Accept a step and a start, which are no claims; a step has a sign."""
    if claim.step is not None and sign(claim.step) != 1:
        return Judgement(
            Verdict.WRONG,
            where=paragraph("Which sign has a step size?"),
            why=paragraph("A step size is greater than 0."),
        )
    return Judgement(Verdict.RIGHT, share=(0, 0))


def judge_state(claim: EulerState, context: Context) -> Judgement:
    """Redo the steps from the start; a row that fits the row before it follows."""
    setting = setting_of(context)
    if setting is None:
        return NO_SETTING
    n = setting.steps_to(claim)
    if n is None:
        return Judgement(Verdict.NOT_DECIDED, why=paragraph("That time is not a whole number of steps."))
    truth = setting.state(n)
    if truth is None:
        return Judgement(Verdict.NOT_DECIDED, why=paragraph("Euler's method does not get that far."))
    position = context.system.states.index(claim.state)
    verdict = agree(claim.value, truth[position])
    if verdict:
        exactly = bool(same(claim.value.value, truth[position]))
        return as_said((claim.value,), exactly=exactly) if exactly else _rounded(claim, truth[position], context)
    if verdict is None:
        return Judgement(Verdict.NOT_DECIDED, why=paragraph("Whether this is Euler's value is not decided."))
    if claim.time is not None and _is_exact_solution(claim, setting, context):
        return Judgement(
            Verdict.RIGHT,
            why=paragraph("That is the exact solution there; Euler's value is {value}.", value=truth[position]),
            share=(1, 1),
        )
    return _follows(claim, n, setting, context) or _slip(claim, n, truth[position], setting, context)


def _rounded(claim: EulerState, truth: sp.Expr, context: Context) -> Judgement:
    """Tell a rounded value from one that a slip gives exactly and that rounding only happens to hide."""
    if claim.rounded or _rounds(context):
        return as_said((claim.value,), exactly=False)
    stale = [slip for slip in STATE_SLIPS if slip.name == "slope at the start used again"]
    slips = suspects(stale, claim, context, lambda answer: same(claim.value.value, answer))
    if not slips or context.system.dimension != 1:
        return as_said((claim.value,), exactly=False)
    return Judgement(
        Verdict.WRONG,
        where=paragraph(slips[0].asks),
        why=paragraph(
            "Euler's value is {truth}. To the digits you give that could pass as rounded, but your value is exactly "
            "what a slip gives.{told}",
            truth=truth,
            told=told(slips),
        ),
        how=paragraph("If you did round, write the digits before rounding: the next row needs them."),
        misconceptions=tuple(slip.name for slip in slips),
    )


def _rounds(context: Context) -> bool:
    """Tell whether a row before shows that the student rounds."""
    return any(isinstance(f.claim, EulerState) and f.verdict is Verdict.APPROXIMATE for f in context.findings)


def _is_exact_solution(claim: EulerState, setting: Setting, context: Context) -> bool:
    """Tell whether the value is that of the exact solution, rounded."""
    known = reference(context.system, setting.start, claim.time or sp.S.One, sp.S.Zero)
    if not isinstance(known, ExactSolution):
        return False
    value = known.states[context.system.states.index(claim.state)].subs(context.system.time, claim.time)
    return bool(agree(claim.value, value))


def _follows(claim: EulerState, n: int, setting: Setting, context: Context) -> Judgement | None:
    """Give credit for a step that is right from the student's own last value."""
    if context.system.dimension != 1 or n == 0:
        return None
    for earlier in context.mistaken(EulerState):
        if setting.steps_to(earlier) == n - 1:
            following = setting.one_step((earlier.value.value,))
            if following is not None and agree(claim.value, following[0]):
                return Judgement(
                    Verdict.FOLLOWS,
                    why=paragraph("Right for the value in line {line}.", line=earlier.said.line),
                    share=(1, 1),
                )
    return None


def _slip(claim: EulerState, n: int, truth: sp.Expr, setting: Setting, context: Context) -> Judgement:
    """Redo the row that is wrong."""
    slips = suspects(STATE_SLIPS, claim, context, lambda answer: agree(claim.value, answer))
    shown = Name(claim.state.name, subscript=sp.Integer(n), value=truth)
    before = setting.state(n - 1) if n else None
    if before is None or context.system.dimension != 1:
        arithmetic = equals(shown, truth)
    else:
        slope = sp.expand(context.system.field[0].subs(context.system.states[0], before[0]))
        arithmetic = equals(shown, Sum((before[0], Product((setting.step, slope)))), truth)
    where = slips[0].asks if slips else "Redo this step: the value before, plus the step times the slope there."
    return Judgement(
        Verdict.WRONG,
        where=paragraph(where),
        why=paragraph("Redo the row: {arithmetic}.{told}", arithmetic=arithmetic, told=told(slips)),
        how=paragraph(
            "Each row takes the value before it, finds the slope {slope} there, and adds the step times that "
            "slope: {arithmetic}.",
            slope=Name("f", args=(Name(claim.state.name, subscript=sp.Integer(max(n - 1, 0))),)),
            arithmetic=arithmetic,
        ),
        witness=arithmetic,
        misconceptions=tuple(slip.name for slip in slips),
    )


def judge_exact(claim: ExactValue, context: Context) -> Judgement:
    """Compare with the exact solution at that time, where there is one."""
    setting = setting_of(context)
    last = next(context.earlier(EulerState), None)
    time = claim.time
    if time is None and setting is not None and last is not None:
        n = setting.steps_to(last)
        time = None if n is None else n * setting.step
    known = reference(context.system, setting.start, time, sp.S.Zero) if setting is not None and time else None
    if not isinstance(known, ExactSolution):
        return Judgement(Verdict.NOT_DECIDED, why=paragraph("No exact solution is known here to compare with."))
    position = context.system.states.index(last.state) if last else 0
    truth = known.states[position].subs(context.system.time, time)
    verdict = agree(claim.value, truth)
    if verdict:
        return as_said((claim.value,), exactly=bool(same(claim.value.value, truth)))
    return Judgement(
        Verdict.NOT_DECIDED if verdict is None else Verdict.WRONG,
        where=paragraph("Put the time into the exact solution once more."),
        why=paragraph("The exact value at {time} is {truth}.", time=condition(Name("t"), time), truth=truth),
    )


def judge_error(claim: EulerError, context: Context) -> Judgement:
    """Compare with the exact solution where there is one."""
    setting = setting_of(context)
    last = next(context.earlier(EulerState), None)
    there: EulerError | EulerState | None = claim if claim.n or claim.time else last
    n = setting.steps_to(there) if setting and there else None
    if setting is None or not n:
        return NO_SETTING
    time = n * setting.step
    known = reference(context.system, setting.start, time, sp.S.Zero)
    value = setting.state(n)
    if not isinstance(known, ExactSolution) or value is None or (last is None and len(value) > 1):
        return Judgement(Verdict.NOT_DECIDED, why=paragraph("No exact solution is known here to compare with."))
    position = context.system.states.index(last.state) if last else 0
    exact = known.states[position].subs(context.system.time, time)
    truth = sp.Abs(exact - value[position])
    if (
        agree(claim.value, truth)
        or agree(claim.value, exact - value[position])
        or agree(claim.value, value[position] - exact)
    ):
        return as_said((claim.value,))
    return Judgement(
        Verdict.WRONG,
        where=paragraph("The error is the distance between two numbers. Which two?"),
        why=paragraph(
            "The exact value is {exact}, Euler's is {value}: they differ by {error}.",
            exact=exact,
            value=value[position],
            error=truth,
        ),
        how=paragraph("The error is |exact − Euler|."),
    )
