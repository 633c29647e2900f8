"""Judging a computation by Euler's method: its arithmetic, its error, and the limit of the step, kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.claims import EulerSetting, EulerState
from symtutor.checking.equality import agree, same
from symtutor.checking.judges.simple import as_said
from symtutor.checking.judges.told import told
from symtutor.checking.misconceptions import suspects
from symtutor.checking.misconceptions.euler import BOUND_SLIPS, STATE_SLIPS
from symtutor.checking.rows import Setting, setting_of
from symtutor.checking.verdict import Judgement, Verdict
from symtutor.document import Chain, Name, Product, Sum, equals, paragraph
from symtutor.numerics.approached import step_limit
from symtutor.numerics.reference import ExactSolution, reference
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.checking.claims import EulerError, StepBound
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


def judge_error(claim: EulerError, context: Context) -> Judgement:
    """Compare with the exact solution where there is one."""
    setting = setting_of(context)
    last = next(context.earlier(EulerState), None)
    n = setting.steps_to(last) if setting and last else None
    if setting is None or last is None or not n:
        return NO_SETTING
    time = n * setting.step
    known = reference(context.system, setting.start, time, sp.S.Zero)
    value = setting.state(n)
    if not isinstance(known, ExactSolution) or value is None:
        return Judgement(Verdict.NOT_DECIDED, why=paragraph("No exact solution is known here to compare with."))
    position = context.system.states.index(last.state)
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


def judge_bound(claim: StepBound, context: Context) -> Judgement:
    """Compare with 2 over the largest rate; a smaller bound is true but not sharp."""
    setting = setting_of(context)
    start = setting.start if setting else _attracted(context)
    limit = step_limit(context.analysis, start, ()) if start else None
    truth = (limit.monotone_below if claim.monotone else limit.stable_below) if limit else None
    if limit is None or truth is None:
        return Judgement(
            Verdict.NOT_DECIDED,
            why=paragraph("It is not known which fixed point is approached, so there is no limit to compare with."),
        )
    if claim.beyond:
        return _beyond(claim, truth)
    if agree(claim.bound, truth):
        return _up_to(truth) if claim.closed and not claim.monotone else as_said((claim.bound,))
    smaller = sign(truth - claim.bound.value)
    slips = suspects(BOUND_SLIPS, claim, context, lambda answer: same(claim.bound.value, answer(truth)))
    h = Name("h")
    if smaller == 1:
        monotone = limit.monotone_below is not None and same(claim.bound.value, limit.monotone_below)
        extra = (
            " Between the two, Euler's method oscillates around the fixed point and still converges."
            if monotone and not claim.monotone
            else ""
        )
        return Judgement(
            Verdict.INCOMPLETE,
            where=paragraph("True, but not sharp: what happens for a slightly larger step?"),
            why=paragraph(
                f"True, but not sharp: it is stable for {{chain}}.{extra}", chain=Chain((h, truth), ("<",), claim=False)
            ),
            how=paragraph(
                "Each step multiplies a small distance by 1 + hλ, which shrinks it as long as |1 + hλ| < 1: {chain}.",
                chain=Chain((h, truth), ("<",), claim=False),
            ),
            misconceptions=tuple(slip.name for slip in slips),
            share=(1, 2),
        )
    return Judgement(
        Verdict.WRONG if smaller == -1 else Verdict.NOT_DECIDED,
        where=paragraph("By what does one step multiply a small distance?"),
        why=paragraph(
            "Each step multiplies a small distance by 1 + hλ; beyond {truth} that is more than 1 in size.{told}",
            truth=truth,
            told=told(slips),
        ),
        how=paragraph("It is stable for {chain}.", chain=Chain((h, truth), ("<",), claim=False)),
        misconceptions=tuple(slip.name for slip in slips),
    )


def _beyond(claim: StepBound, truth: sp.Expr) -> Judgement:
    """Judge what is said of steps larger than a bound."""
    does = "changes sides" if claim.monotone else "diverges"
    limit = Chain((Name("h"), truth), (">",), claim=False)
    if agree(claim.bound, truth):
        return as_said((claim.bound,))
    early = sign(truth - claim.bound.value)
    if early == 1:
        keeps = "keeps to one side" if claim.monotone else "still settles"
        return Judgement(
            Verdict.WRONG,
            where=paragraph("Try a step a little larger than your bound: what happens?"),
            why=paragraph(f"Between your bound and {{truth}} Euler's method {keeps}.", truth=truth),
            how=paragraph(f"It {does} for {{limit}}.", limit=limit),
        )
    return Judgement(
        Verdict.INCOMPLETE if early == -1 else Verdict.NOT_DECIDED,
        where=paragraph("True, but not sharp: what happens for a slightly smaller step?"),
        why=paragraph(f"True, but not sharp: it {does} for {{limit}}.", limit=limit),
        share=(1, 2),
    )


def _up_to(truth: sp.Expr) -> Judgement:
    """Say what happens exactly at the limit."""
    h = Chain((Name("h"), truth), ("=",), claim=False)
    return Judgement(
        Verdict.INCOMPLETE,
        where=paragraph("Is the limit itself allowed? What does one step do there?"),
        why=paragraph(
            "Right below the limit; at {h} itself a small distance changes its sign and keeps its size.", h=h
        ),
        how=paragraph("It settles for {chain}.", chain=Chain((Name("h"), truth), ("<",), claim=False)),
        share=(1, 2),
    )


def _attracted(context: Context) -> tuple[sp.Expr, ...] | None:
    """Choose a start that ends at the only attracting point, where there is one."""
    line = context.analysis.line
    if (
        context.system.dimension == 1
        and line is not None
        and len(line.basins) == 1
        and not line.basins[0].interval.index
    ):
        low, high = line.basins[0].interval.low, line.basins[0].interval.high
        at = line.basins[0].of.at[0]
        return ((at + high) / 2,) if high.is_finite else ((at + low) / 2,) if low.is_finite else (at + 1,)
    return tuple(sp.S.One for _ in context.system.states) if context.system.dimension > 1 else None
