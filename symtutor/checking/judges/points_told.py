"""Telling what is wrong with a list of fixed points: a stranger in it, a loss, a condition left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import count, every_integer, point, series
from symtutor.checking.equality import family_within, same
from symtutor.checking.judges.told import told
from symtutor.checking.misconceptions import suspects
from symtutor.checking.misconceptions.points import LOSSES, STRANGERS
from symtutor.checking.verdict import Judgement, Verdict
from symtutor.document import Chain, Listing, Name, Paragraph, equals, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.checking.claims import FixedPoints, Place
    from symtutor.checking.context import Context
    from symtutor.document import Formula
    from symtutor.model import FixedPoint


def covers(truth: FixedPoint, place: Place) -> bool:
    """Tell whether a fixed point, or a family of them, holds all that a place names."""
    return bool(family_within(place.values, place.index, [(truth.at, truth.index)]))


def all_points(context: Context) -> Paragraph:
    """Write the fixed points, each with the condition under which it exists."""
    seen: dict[tuple[sp.Expr, ...], list[sp.Basic]] = {}
    for found in context.points:
        seen.setdefault(found.point.at, []).append(found.point.when)
    parts = []
    for at, whens in seen.items():
        index = next(found.point.index for found in context.points if found.point.at == at)
        when = sp.simplify(sp.Or(*whens)) if len(whens) > 1 else whens[0]
        there = paragraph(" for {when}", when=when) if when is not sp.true else Paragraph(())
        parts.append(paragraph("{at}{n}{there}", at=point(at), n=every_integer(index), there=there))
    if not parts:
        return paragraph("There are no fixed points.")
    verb = "fixed point is" if len(parts) == 1 else "fixed points are"
    return paragraph(f"The {verb} {{points}}.", points=series(parts))


def value_there(context: Context, values: Sequence[sp.Expr]) -> Formula:
    """Write what the field is at a place: the arithmetic that a student can check."""
    residues = [context.at(component, values) for component in context.system.field]
    if context.system.dimension == 1:
        name = Name("f", args=(values[0],), value=residues[0])
        return equals(name, residues[0]) if residues[0].is_finite is not False else Chain((name,), ())
    name = Name("f", args=tuple(values))
    return equals(name, Listing(tuple(residues), "()"))


def stranger(claim: FixedPoints, wrong: Sequence[Place], context: Context) -> Judgement:
    """Say that a point is none, by its velocity."""
    slips = suspects(STRANGERS, claim, context, lambda answer: any(_same_place(answer, place) for place in wrong))
    place = wrong[0]
    residues = [context.at(component, place.values) for component in context.system.field]
    defined = not any(residue.has(sp.zoo, sp.nan, sp.oo, sp.I) for residue in residues)
    reason = (
        paragraph(
            "{value}, which is not zero, so {point} is not a fixed point.",
            value=value_there(context, place.values),
            point=point(place.values),
        )
        if defined
        else paragraph(
            "At {point} the right-hand side has no real value, so {point} is not a fixed point.",
            point=point(place.values),
        )
    )
    right = len(claim.places) - len(wrong)
    praise = paragraph(
        f"{count(right, 'point').capitalize()} of these {'is' if right == 1 else 'are'} right. " if right else ""
    )
    why = paragraph("{praise}{reason}{told}", praise=praise, reason=reason, told=told(slips))
    return Judgement(
        Verdict.WRONG,
        where=paragraph(
            slips[0].asks if slips else "Put each value back into the right-hand side: is the velocity zero there?"
        ),
        why=why,
        how=all_points(context),
        witness=value_there(context, place.values) if defined else None,
        misconceptions=tuple(slip.name for slip in slips),
        share=(right, max(len(claim.places), len(context.points))),
    )


def _same_place(answer: tuple[sp.Expr, ...], place: Place) -> bool:
    return all(same(value, other) for value, other in zip(answer, place.values, strict=True))


def loss(claim: FixedPoints, missing: Sequence[FixedPoint], context: Context) -> Judgement:
    """Say which points are missing, with the velocity that vanishes there."""
    slips = suspects(LOSSES, claim, context, lambda answer: _lost_exactly(answer, missing))
    lost = missing[0]
    families = any(truth.index for truth in missing)
    parts = series(paragraph("{at}{n}", at=point(truth.at), n=every_integer(truth.index)) for truth in missing)
    verb = "is a fixed point too" if len(missing) == 1 and not families else "are fixed points too"
    how_many = "one is" if len(missing) == 1 and not families else "some are"
    verb = verb if claim.places else verb.removesuffix(" too")
    begin = f"What you list are fixed points, but {how_many} missing: " if claim.places else "That is not so: "
    why = paragraph(f"{begin}{{parts}} {verb}.{{told}}", parts=parts, told=told(slips))
    members = tuple(value.xreplace(dict.fromkeys(lost.index, _unsaid_member(lost, claim))) for value in lost.at)
    nothing = "Put a few numbers into the right-hand side: is it zero nowhere?"
    return Judgement(
        Verdict.INCOMPLETE if claim.places else Verdict.WRONG,  # some are true; that there are none is not
        where=paragraph(
            nothing
            if not claim.places
            else slips[0].asks
            if slips
            else "What you list are fixed points. Did something get lost on the way?"
        ),
        why=why,
        how=all_points(context),
        witness=value_there(context, members),
        misconceptions=tuple(slip.name for slip in slips),
        share=(len(claim.places), len(claim.places) + len(missing)),
    )


def _lost_exactly(answer: Sequence[tuple[sp.Expr, ...]], missing: Sequence[FixedPoint]) -> bool:
    """Tell whether a slip loses just the points that are missing."""
    lost = [truth.at for truth in missing]
    return len(answer) == len(lost) and all(at in lost for at in answer)


def _unsaid_member(lost: FixedPoint, claim: FixedPoints) -> sp.Expr:
    """Choose the member of a lost family that is nearest to zero and was not said."""
    for number in (0, 1, -1, 2, -2, 3):
        values = [value.xreplace(dict.fromkeys(lost.index, sp.Integer(number))) for value in lost.at]
        if not any(bool(family_within(values, (), [(place.values, place.index)])) for place in claim.places):
            return sp.Integer(number)
    return sp.S.Zero


def unconditional(loose: Sequence[Place], context: Context) -> Judgement:
    """Say under which condition a point exists."""
    place = loose[0]
    truth = next(found.point for found in context.points if covers(found.point, place))
    return Judgement(
        Verdict.INCOMPLETE,
        where=paragraph("Are all of these real numbers, whatever the parameter is?"),
        why=paragraph("{at} is real only under a condition, which is missing.", at=point(place.values)),
        how=paragraph(
            "{at} exists for {when}. {all}", at=point(place.values), when=truth.when, all=all_points(context)
        ),
        misconceptions=("condition for real roots left out",),
        share=(1, 2),
    )
