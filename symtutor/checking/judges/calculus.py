"""Judging derivatives: every link of a chain, and values at a point."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.parameters.throughout import sign_throughout
from symtutor.analysis.words import function
from symtutor.checking.claims import Derivative
from symtutor.checking.equality import agree, same
from symtutor.checking.judges.simple import as_said
from symtutor.checking.judges.told import told
from symtutor.checking.misconceptions import suspects
from symtutor.checking.misconceptions.calculus import SLIPS, VALUE_SLIPS
from symtutor.checking.verdict import Judgement, Verdict
from symtutor.document import Chain, Name, equals, paragraph
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from sympy.logic.boolalg import Boolean

    from symtutor.checking.claims import Given
    from symtutor.checking.context import Context

SAMPLES = (sp.S.Zero, sp.S.One, sp.Integer(2), sp.Integer(-1), sp.S.Half, sp.Integer(3))


def judge_derivative(claim: Derivative, context: Context) -> Judgement:
    """Compare every side of the chain with the derivative; the first that differs is the slip."""
    (state,), (component,) = context.system.states, context.system.field
    if claim.of is not None and same(claim.of, component) is not True:
        component, context = claim.of, _about(claim.of, context)
    truth = sp.diff(component, state, claim.order)
    if claim.at is not None:
        truth = _value(component, state, claim, context)
        if truth is None:
            return Judgement(Verdict.NOT_DECIDED, why=paragraph("f has no derivative there, or none is known."))
    if claim.at is None and truth.has(state) and claim.sides and claim.sides[-1].value == 0:
        claim = replace(claim, sides=claim.sides[:-1])  # f′ = 1 − 2x = 0 is an equation to be solved
        if not claim.sides:
            return Judgement(
                Verdict.NOT_DECIDED,
                why=paragraph("This sets the derivative to zero. What the derivative is, it does not say."),
            )
    verdicts = [agree(side, truth) for side in claim.sides]
    if False in verdicts:
        slip = verdicts.index(False)
        followed = _follows(claim, context)
        if followed is not None:
            return followed
        return _value_slip(claim, slip, truth, context) if claim.at is not None else _slip(claim, slip, truth, context)
    if None in verdicts:
        return Judgement(Verdict.NOT_DECIDED, why=paragraph("Whether this equals the derivative is not decided."))
    if claim.sign is not None and (
        judged := judge_sign(
            claim.sign,
            truth,
            Name("f", args=claim.at or (), primes=claim.order),
            sp.And(claim.when, _exists(claim, context)),
        )
    ):
        return judged
    exactly = all(same(side.value, truth) for side in claim.sides)
    return as_said(claim.sides if claim.at is not None else (), exactly=exactly)


def _exists(claim: Derivative, context: Context) -> Boolean:
    """Give the condition under which the point of a value is a fixed point: √r for r > 0."""
    whens = [found.point.when for found in context.points if found.at == claim.at]
    return sp.Or(*whens) if whens else sp.true


def _about(other: sp.Expr, context: Context) -> Context:
    """Put what was differentiated in the place of f."""
    return replace(context, analysis=replace(context.analysis, system=replace(context.system, field=(other,))))


def judge_sign(said: int, truth: sp.Expr, name: Name, when: Boolean = sp.true) -> Judgement | None:
    """Judge a comparison with zero, for all parameters under a condition; None where it is right."""
    decided = sign(truth)
    if decided is None and truth.free_symbols:
        decided = sign_throughout(truth, when)
    if decided == said:
        return None
    if decided is None:
        return Judgement(Verdict.NOT_DECIDED, why=paragraph("Which sign this has is not decided."))
    relation = {-1: "<", 0: "=", 1: ">"}[decided]
    chain = Chain((name, truth, sp.S.Zero), ("=", relation)) if decided else Chain((name, truth), ("=",))
    return Judgement(
        Verdict.WRONG,
        where=paragraph("Put the point in and look at the sign."),
        why=paragraph("{chain}.", chain=chain),
        witness=chain,
        misconceptions=("sign of the value reversed",) if decided == -said else (),
    )


def _value(component: sp.Expr, state: sp.Symbol, claim: Derivative, context: Context) -> sp.Expr | None:
    """Evaluate the derivative at the point that is named."""
    value = context.at(sp.diff(component, state, claim.order), claim.at or ())
    return None if value.has(sp.nan, sp.zoo, sp.oo) else value


def _follows(claim: Derivative, context: Context) -> Judgement | None:
    """Give credit where a value is that of the derivative the student found earlier."""
    if claim.at is None or claim.order == 0:
        return None
    state = context.system.states[0]
    for earlier in context.mistaken(Derivative):
        if earlier.at is None and earlier.order == claim.order:
            theirs = context.at(earlier.sides[-1].value, claim.at)
            if all(agree(side, theirs) for side in claim.sides):
                name = function(state, primes=claim.order, at=claim.at[0])
                return Judgement(
                    Verdict.FOLLOWS,
                    where=paragraph("This follows from the derivative you found above."),
                    why=paragraph(
                        "Right for the derivative in line {line}: {value} there.",
                        line=earlier.said.line,
                        value=Chain((name, theirs), ("=",), claim=False),
                    ),
                    share=(1, 1),
                )
    return None


def _slip(claim: Derivative, slip: int, truth: sp.Expr, context: Context) -> Judgement:
    """Name the slip in a derivative, and show a place where the two differ."""
    side = claim.sides[slip]
    state = context.system.states[0]
    suspected = suspects(SLIPS, claim, context, lambda answer: same(answer, side.value)) if slip == 0 else ()
    name = function(state, primes=claim.order, value=truth)
    shown = sp.expand(truth) if truth.is_polynomial(state) else truth
    if slip > 0:
        why = paragraph(
            "{before} is right, but it does not equal {side}: there is a slip in rewriting it. {example}",
            before=claim.sides[slip - 1].value,
            side=side.value,
            example=_example(claim.sides[slip - 1].value, side.value, state),
        )
        where = "The first part is right. Check the last rewriting, term by term: every sign and every power."
    else:
        why = paragraph(
            "{side} is not the derivative. {example}{told}",
            side=side.value,
            example=_example(truth, side.value, state, true=name),
            told=told(suspected),
        )
        where = (
            suspected[0].asks
            if suspected
            else "Differentiate once more, one rule at a time. Which rule does this form ask for?"
        )
    return Judgement(
        Verdict.WRONG,
        where=paragraph(where),
        why=why,
        how=paragraph("{derivative}.", derivative=equals(name, shown)),
        witness=_witness(truth, side.value, state, name),
        misconceptions=tuple(slip.name for slip in suspected),
    )


def _different(first: sp.Expr, second: sp.Expr, state: sp.Symbol) -> sp.Expr | None:
    """Find a small number at which two expressions differ."""
    for sample in SAMPLES:
        values = [sp.expand(side.subs(state, sample)) for side in (first, second)]
        if all(value.is_finite for value in values) and same(*values) is False:
            return sample
    return None


def _example(first: sp.Expr, second: sp.Expr, state: sp.Symbol, true: Name | None = None) -> object:
    """Show a number at which two expressions differ, to be checked by hand."""
    sample = _different(first, second, state)
    if sample is None:
        return paragraph("")
    here = Name(state.name)
    return paragraph(
        "At {at} "
        + ("the derivative" if true is not None else "the one")
        + " is {first}, "
        + ("this" if true is not None else "the other")
        + " is {second}.",
        at=Chain((here, sample), ("=",), claim=False),
        first=sp.expand(first.subs(state, sample)),
        second=sp.expand(second.subs(state, sample)),
    )


def _witness(truth: sp.Expr, said: sp.Expr, state: sp.Symbol, name: Name) -> Chain | None:
    sample = _different(truth, said, state)
    if sample is None:
        return None
    value = sp.expand(truth.subs(state, sample))
    return equals(Name("f", args=(sample,), primes=name.primes, value=value), value)


def _value_slip(claim: Derivative, slip: int, truth: sp.Expr, context: Context) -> Judgement:
    """Name the slip in a value of the derivative."""
    side, state = claim.sides[slip], context.system.states[0]
    suspected = suspects(VALUE_SLIPS, claim, context, lambda answer: agree(side, answer))
    derivative = sp.diff(context.system.field[0], state, claim.order)
    at = (claim.at or (sp.S.Zero,))[0]
    name = Name("f", args=(at,), primes=claim.order, value=truth)
    general = Name("f", args=(state,), primes=claim.order, value=derivative)
    shown = sp.expand(derivative) if derivative.is_polynomial(state) else derivative
    return Judgement(
        Verdict.WRONG,
        where=paragraph(
            suspected[0].asks if suspected else "Put the point into the derivative once more, sign by sign."
        ),
        why=paragraph(
            "{value}, not {said}.{told}", value=equals(name, truth), said=_as_typed(side), told=told(suspected)
        ),
        how=paragraph("{general}, so {value}.", general=equals(general, shown), value=equals(name, truth)),
        witness=equals(name, truth),
        misconceptions=tuple(slip.name for slip in suspected),
    )


def _as_typed(given: Given) -> sp.Expr:
    return given.value
