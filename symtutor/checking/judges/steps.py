"""Judging what is said of the step of Euler's method: its limit, its factor, its rule, its order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.equality import agree, same
from symtutor.checking.judges.simple import as_said
from symtutor.checking.judges.told import told
from symtutor.checking.misconceptions import suspects
from symtutor.checking.misconceptions.euler import BOUND_SLIPS
from symtutor.checking.rows import setting_of
from symtutor.checking.verdict import RIGHT, Judgement, Verdict
from symtutor.document import Chain, Name, equals, paragraph
from symtutor.model import Stability
from symtutor.numerics.approached import step_limit
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.checking.claims import Order, StepBound, StepFactor, StepRule
    from symtutor.checking.context import Context


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
    smaller = -1 if claim.bound.value is sp.oo else sign(truth - claim.bound.value)
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


def judge_factor(claim: StepFactor, context: Context) -> Judgement:
    """Compare with 1 + hλ, up to its sign, at a fixed point that attracts."""
    attracting = [found for found in context.points if found.stability is Stability.ASYMPTOTIC]
    rates = [value for found in attracting for value, _ in found.eigenvalues if value.is_real]
    if not claim.value.has(claim.rate) and (not rates or context.system.dimension > 1):
        return Judgement(Verdict.NOT_DECIDED, why=paragraph("Which rate this factor belongs to is not plain."))
    truths = [1 + claim.step * rate for rate in ([claim.rate] if claim.value.has(claim.rate) else rates)]
    verdicts = [same(claim.value**2, truth**2) for truth in truths]
    if True in verdicts:
        return RIGHT
    if None in verdicts:
        return Judgement(Verdict.NOT_DECIDED, why=paragraph("Whether this is the factor is not decided."))
    return Judgement(
        Verdict.WRONG,
        where=paragraph("What does one step make of a small distance u? Write u + h times its slope."),
        why=paragraph(
            "One step multiplies a small distance by 1 + hλ, here {truth}, not by {said}.",
            truth=truths[0],
            said=claim.value,
        ),
    )


def judge_rule(claim: StepRule, context: Context) -> Judgement:
    """Compare each side with the state plus the step times the right-hand side."""
    component = context.system.field[context.system.states.index(claim.state)]
    truth = claim.state + claim.step * component
    verdicts = [same(value, truth) for value in claim.values]
    if False not in verdicts:
        if None in verdicts:
            return Judgement(Verdict.NOT_DECIDED, why=paragraph("Whether this is Euler's rule is not decided."))
        return RIGHT
    return Judgement(
        Verdict.WRONG,
        where=paragraph("Euler's rule adds the step times the slope. Which slope does this system have?"),
        why=paragraph(
            "With {slope} the next state is {truth}, not {said}.",
            slope=equals(Name("f", args=(claim.state,)), component)
            if context.system.dimension == 1
            else equals(Name(claim.state.name, primes=1), component),
            truth=truth,
            said=claim.values[verdicts.index(False)],
        ),
        how=paragraph("The next state is the one before, plus h times the right-hand side there."),
    )


def judge_order(claim: Order, context: Context) -> Judgement:  # noqa: ARG001 - every judge takes the same
    """Know the order: one for the error at a fixed time, two for that of a single step."""
    truth = 2 if claim.local else 1
    if claim.power == truth:
        return RIGHT
    which, power = ("a single step", "h²") if claim.local else ("Euler's method at a fixed time", "h itself")
    return Judgement(
        Verdict.WRONG,
        where=paragraph("Halve the step and compare the two errors: by what factor do they differ?"),
        why=paragraph(
            f"The error of {which} is proportional to {power}: "
            + ("order two." if claim.local else "order one. Half the step gives about half the error.")
        ),
        how=paragraph("Each step makes an error like h², and there are about 1/h steps: together that is like h."),
    )
