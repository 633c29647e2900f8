"""Judging what a fixed point is called: stable, a saddle, half-stable from the left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import point, series
from symtutor.checking.claims import Called, Derivative, Eigenvalues, Whom
from symtutor.checking.context import compatible, is_exceptional
from symtutor.checking.equality import family_within, same
from symtutor.checking.judges.evidence import evidence
from symtutor.checking.judges.told import told
from symtutor.checking.misconceptions import suspects
from symtutor.checking.misconceptions.kinds import KIND_SLIPS
from symtutor.checking.truths import attracting_side, house_name, true_words
from symtutor.checking.verdict import RIGHT, Judgement, Verdict
from symtutor.document import Term, paragraph
from symtutor.model import Kind, Stability
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.checking.claims import Place
    from symtutor.checking.context import Context
    from symtutor.model import Classification


def judge_called(claim: Called, context: Context) -> Judgement:
    """Judge the word for every point that is meant; the first for which it is wrong speaks."""
    meant = tuple(_meant(claim, context))
    judgements = [_judge_place(claim, place, found, context) for place, found in meant]
    order = (Verdict.WRONG, Verdict.INCOMPLETE, Verdict.NOT_DECIDED, Verdict.FOLLOWS)
    first = next((j for verdict in order for j in judgements if j.verdict is verdict), RIGHT)
    if first.verdict is Verdict.WRONG and len(meant) > 1:
        good = sum(j.verdict is not Verdict.WRONG for j in judgements)
        return replace(first, share=(good, len(meant)))
    return first


def _meant(claim: Called, context: Context) -> Iterator[tuple[Place | None, tuple[Classification, ...]]]:
    """Give the places that are spoken of, each with the fixed points it names."""
    if claim.whom is Whom.NAMED:
        yield from ((place, context.classified(place)) for place in claim.places)
        if not claim.places:
            yield None, context.alone(claim.when)
        return
    named = [
        found
        for earlier in context.earlier(Called)
        if claim.whom is Whom.OTHERS
        for place in earlier.places
        for found in context.classified(place)
    ]
    yield from (
        (None, (found,))
        for found in context.usual_points
        if found not in named and compatible(claim.when, found.point.when)
    )


def _judge_place(claim: Called, place: Place | None, found: tuple[Classification, ...], context: Context) -> Judgement:
    """Judge the word for one point, which may be another thing under another condition."""
    if not found or (place and place.index and _reaches_beyond(place, found)):
        return _no_such_point(place, context)
    when = claim.when if place is None else place.when
    usual = tuple(each for each in found if is_exceptional(when) or not is_exceptional(each.point.when)) or found
    judged = [(each, _judge_point(claim, each, context)) for each in usual]
    wrong = [(each, judgement) for each, judgement in judged if judgement.verdict is Verdict.WRONG]
    others = [each for each, judgement in judged if judgement.verdict is not Verdict.WRONG]
    if wrong and others and all(each.at == wrong[0][0].at for each in others):
        return _depends(tuple(each for each, _ in wrong), others)
    return next((judgement for _, judgement in (*wrong, *judged) if judgement.verdict is not Verdict.RIGHT), RIGHT)


def _reaches_beyond(place: Place, found: Sequence[Classification]) -> bool:
    """Tell whether some member of a family that is named is no fixed point."""
    return family_within(place.values, place.index, [(each.at, each.point.index) for each in found]) is False


def _depends(wrong: Sequence[Classification], others: Sequence[Classification]) -> Judgement:
    """Say that a word is right only for some values of the parameters."""
    cases = (*others, *wrong)
    return Judgement(
        Verdict.INCOMPLETE,
        where=paragraph("Is that so for every value of the parameter?"),
        why=paragraph(
            "That holds only under a condition, which is missing: it is so for {when}, and not for {other}.",
            when=series((each.point.when for each in others), last="or"),
            other=series((each.point.when for each in wrong), last="or"),
        ),
        how=paragraph(
            "{cases}.",
            cases=series(
                paragraph(
                    "{at} is {word} for {when}", at=point(each.at), word=Term(house_name(each)), when=each.point.when
                )
                for each in cases
            ),
        ),
        misconceptions=("condition on the parameter left out",),
        share=(1, 2),
    )


def _no_such_point(place: Place | None, context: Context) -> Judgement:
    """Say that there is nothing to be stable."""
    if place is None:
        return Judgement(
            Verdict.NOT_DECIDED, why=paragraph("It is not said, and not plain, which fixed point is meant.")
        )
    members = [[v.xreplace(dict.fromkeys(place.index, sp.Integer(n))) for v in place.values] for n in range(3)]
    stray = next((member for member in members if not _is_fixed(member, context)), None)
    if stray is not None:
        return Judgement(
            Verdict.WRONG,
            where=paragraph("Is that a fixed point?"),
            why=paragraph("{at} is not a fixed point, so it is neither stable nor unstable.", at=point(stray)),
            how=paragraph("The fixed points are {points}.", points=series(point(found.at) for found in context.points))
            if context.points
            else paragraph("There are no fixed points."),
        )
    return Judgement(Verdict.NOT_DECIDED, why=paragraph("What this point is was not decided."))


def _is_fixed(values: Sequence[sp.Expr], context: Context) -> bool:
    """Tell whether the velocity is not known to differ from zero."""
    residues = (context.at(component, values) for component in context.system.field)
    return not any(same(residue, sp.S.Zero) is False for residue in residues)


def _judge_point(claim: Called, found: Classification, context: Context) -> Judgement:
    """Judge a word for one fixed point that is known."""
    words = true_words(found, context.system.dimension)
    if words is None:
        return Judgement(Verdict.NOT_DECIDED, why=paragraph("What {at} is was not decided.", at=point(found.at)))
    if claim.side is not None and claim.word != Kind.HALF_STABLE.value:
        return _one_side(claim, found, context)
    if claim.denied:
        return _denied(claim, found, context) if claim.word in words else RIGHT
    if claim.word in words:
        return _sharp_enough(claim, found, context)
    followed = _follows(claim, found, context)
    if followed is not None:
        return followed
    slips = suspects(KIND_SLIPS, claim, context, lambda answer: answer == (found, claim.word))
    reason, witness = evidence(found, context)
    return Judgement(
        Verdict.WRONG,
        where=paragraph(
            slips[0].asks
            if slips
            else "What does the sign of the slope say, or the sign of f on each side?"
            if context.system.dimension == 1
            else "Look at the signs of trace and determinant once more."
        ),
        why=paragraph("{reason}{told}", reason=reason, told=told(slips)),
        how=paragraph("{at} is {word}.", at=point(found.at), word=Term(house_name(found))),
        witness=witness,
        misconceptions=tuple(slip.name for slip in slips),
    )


def _one_side(claim: Called, found: Classification, context: Context) -> Judgement:
    """Judge what is said of one side of a point on the line."""
    attracts = {Stability.ASYMPTOTIC: {-1, 1}, Stability.UNSTABLE: set()}.get(found.stability)
    if found.kind is Kind.HALF_STABLE:
        attracts = {attracting_side(found, context) or 0}
    if attracts is None or 0 in attracts or context.system.dimension > 1:
        return Judgement(
            Verdict.NOT_DECIDED, why=paragraph("What {at} does on each side was not decided.", at=point(found.at))
        )
    if (claim.side in attracts) is (claim.word == "attracting"):
        return RIGHT
    reason, witness = evidence(found, context)
    return Judgement(
        Verdict.WRONG,
        where=paragraph("Put a number on that side into f: which way does the flow go?"),
        why=reason,
        how=paragraph("{at} is {word}.", at=point(found.at), word=Term(house_name(found))),
        witness=witness,
        misconceptions=("attracting side swapped",) if found.kind is Kind.HALF_STABLE else (),
    )


def _denied(claim: Called, found: Classification, context: Context) -> Judgement:
    """Say that a point is what it is said not to be."""
    reason, witness = evidence(found, context)
    return Judgement(
        Verdict.WRONG,
        where=paragraph("Is it really not?"),
        why=paragraph("{reason} So {at} is {word}.", reason=reason, at=point(found.at), word=Term(claim.word)),
        witness=witness,
    )


def _sharp_enough(claim: Called, found: Classification, context: Context) -> Judgement:
    """Look whether a true word is coarser than what was asked, and whether a named side is the right one."""
    true_side = attracting_side(found, context)
    if claim.side is not None and true_side is not None and claim.side != true_side:
        reason, witness = evidence(found, context)
        return Judgement(
            Verdict.WRONG,
            where=paragraph("It is half-stable. From which side does the flow arrive?"),
            why=paragraph("{reason}", reason=reason),
            how=paragraph(
                "{at} attracts from the {side}.", at=point(found.at), side="left" if true_side < 0 else "right"
            ),
            witness=witness,
            misconceptions=("attracting side swapped",),
            share=(1, 2),
        )
    coarse = found.kind is Kind.HALF_STABLE and claim.word == "unstable"
    if coarse and "stability" in context.asked:
        reason, witness = evidence(found, context)
        return Judgement(
            Verdict.INCOMPLETE,
            where=paragraph("True, and there is a sharper word. Look at both sides."),
            why=paragraph(
                "In the sense of Lyapunov that is right; the sharper word says more. {reason}", reason=reason
            ),
            how=paragraph("{at} is *half-stable*.", at=point(found.at)),
            witness=witness,
            share=(1, 2),
        )
    return RIGHT


def _follows(claim: Called, found: Classification, context: Context) -> Judgement | None:
    """Give credit where the word fits what the student computed before."""
    if context.system.dimension == 1:
        for earlier in context.mistaken(Derivative):
            if earlier.order == 1 and earlier.at == found.at:
                slope = sign(earlier.sides[-1].value)
                fits = {-1: {"stable", "asymptotically stable", "attracting"}, 1: {"unstable", "repelling"}}.get(
                    slope or 0, set()
                )
                if claim.word in fits:
                    return Judgement(
                        Verdict.FOLLOWS,
                        why=paragraph("Right for the slope in line {line}.", line=earlier.said.line),
                        share=(1, 1),
                    )
        return None
    for theirs in context.mistaken(Eigenvalues):
        if claim.word in _words_for([given.value for given in theirs.values]) and found in context.classified(
            theirs.at
        ):
            return Judgement(
                Verdict.FOLLOWS,
                why=paragraph("Right for the eigenvalues in line {line}.", line=theirs.said.line),
                share=(1, 1),
            )
    return None


def _words_for(values: list[sp.Expr]) -> set[str]:
    """Name what two eigenvalues would mean."""
    if len(values) != 2:
        return set()
    real = [sign(sp.re(value)) for value in values]
    turning = any(sign(sp.im(value)) for value in values)
    match real, turning:
        case [-1, -1], _:
            shape = "spiral" if turning else "node"
            return {"stable", "asymptotically stable", "attracting", shape, f"stable {shape}", f"attracting {shape}"}
        case [1, 1], _:
            shape = "spiral" if turning else "node"
            return {"unstable", "repelling", shape, f"unstable {shape}", f"repelling {shape}"}
        case (([1, -1] | [-1, 1]), False):
            return {"saddle", "unstable"}
        case [0, 0], True:
            return {"center", "stable", "neutrally stable"}
        case _:
            return set()
