"""Judging fixed points: is each one, are these all, and under which condition."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.claims import FixedPoints, PlaneArgument, PlaneCase
from symtutor.checking.context import compatible
from symtutor.checking.equality import agree, close, family_within, same
from symtutor.checking.judges.arguments import solved_wrongly
from symtutor.checking.judges.points_told import covers, loss, stranger, unconditional
from symtutor.checking.judges.simple import as_said
from symtutor.checking.verdict import Judgement, Verdict
from symtutor.document import paragraph
from symtutor.model import Completeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.checking.claims import Given, Place
    from symtutor.checking.context import Context
    from symtutor.model import FixedPoint


def judge_points(claim: FixedPoints, context: Context) -> Judgement:
    """Put every point into the field; then look which points nobody mentioned."""
    verdicts = {place: _is_fixed(place, context) for place in claim.places}
    wrong = [place for place, verdict in verdicts.items() if verdict is False]
    slip = solved_wrongly(claim.places, context) if claim.places and context.system.dimension == 1 else None
    if slip is not None:
        return Judgement(
            Verdict.FOLLOWS,
            where=paragraph("This follows from a line above that has a slip."),
            why=paragraph("Right for what line {line} says.", line=slip.said.line),
            share=(1, 1),
        )
    if wrong:
        return stranger(claim, wrong, context)
    if None in verdicts.values():
        return Judgement(Verdict.NOT_DECIDED, why=paragraph("Whether each of these is a fixed point is not decided."))
    unequal = [
        (place, other) for place in claim.places for other in place.also if agree(other, place.values[0]) is False
    ]
    if unequal:
        return _not_the_same(*unequal[0])
    loose = [place for place in claim.places if _needs_condition(place, context)]
    missing = _missing((*_listed_before(context), *claim.places), context) if claim.all_of_them else []
    if missing:
        return loss(claim, missing, context)
    if loose:
        return unconditional(loose, context)
    if claim.all_of_them and context.analysis.fixed_points.completeness is not Completeness.PROVED:
        return Judgement(
            Verdict.NOT_DECIDED,
            why=paragraph("Each of these is a fixed point. Whether there are others is not proved here."),
            share=(1, 1),
        )
    exactly = all(_covered(place, context) for place in claim.places)
    return as_said((coordinate for place in claim.places for coordinate in place.at), exactly=exactly)


def _listed_before(context: Context) -> Iterator[Place]:
    """Give the points of a list that runs over lines, and of the cases that were solved."""
    claims = [found.claim for found in reversed(context.findings)]
    for claim in takewhile(lambda claim: isinstance(claim, FixedPoints), claims):
        yield from claim.places if isinstance(claim, FixedPoints) else ()
    for claim in claims:
        if isinstance(claim, PlaneCase | PlaneArgument):
            yield from claim.places


def _not_the_same(place: Place, other: Given) -> Judgement:
    """Say that two values in a chain differ."""
    return Judgement(
        Verdict.WRONG,
        where=paragraph("Is every equals sign in this line true?"),
        why=paragraph(
            "{first} is a fixed point, but {second} is another number.", first=place.values[0], second=other.value
        ),
        share=(1, 2),
    )


def _covered(place: Place, context: Context) -> bool:
    """Tell whether a place is a fixed point exactly, not only to its decimals."""
    residues = (_under(context.at(component, place.values), place.when) for component in context.system.field)
    return all(same(residue, sp.S.Zero) is not False for residue in residues)


def _is_fixed(place: Place, context: Context) -> bool | None:
    """Decide whether the field vanishes at a place, or whether the place is a fixed point rounded."""
    if any(coordinate.places is not None for coordinate in place.at) and _rounded(place, context):
        return True
    residues = [_under(context.at(component, place.values), place.when) for component in context.system.field]
    if any(residue.has(sp.zoo, sp.nan, sp.oo) for residue in residues):
        return False
    verdicts = [same(residue, sp.S.Zero) for residue in residues]
    if False in verdicts or any(_is_nonzero_somewhere(residue, place.index) for residue in residues):
        return False
    inside = any(covers(found.point, place) for found in context.points)
    if inside or (_pinned(place.when) and all(verdict is True for verdict in verdicts)):
        return True
    complete = context.analysis.fixed_points.completeness is Completeness.PROVED
    return (
        False
        if complete and not place.index and not _has_parameters(place, context)
        else None
        if None in verdicts
        else True
    )


def _pinned(when: sp.Basic) -> dict[sp.Basic, sp.Basic]:
    """Give the values of parameters that a condition fixes: r = 1."""
    return {each.lhs: each.rhs for each in sp.And.make_args(when) if isinstance(each, sp.Eq) and each.lhs.is_Symbol}


def _under(residue: sp.Expr, when: sp.Basic) -> sp.Expr:
    """Put in the values of parameters that a condition fixes: r = 0."""
    return residue.subs(_pinned(when))


def _is_nonzero_somewhere(residue: sp.Expr, index: Sequence[sp.Symbol]) -> bool:
    """Tell whether some member of a family is no fixed point: cos(nπ) is 1 at n = 0."""
    return bool(index) and any(
        same(residue.xreplace(dict.fromkeys(index, sp.Integer(number))), sp.S.Zero) is False for number in (0, 1, 2)
    )


def _rounded(place: Place, context: Context) -> bool:
    """Tell whether some fixed point rounds to the decimals of a place."""
    return any(
        all(same(given.value, truth) or close(given, truth) for given, truth in zip(place.at, found.at, strict=True))
        for found in context.points
        if not found.point.index
    )


def _has_parameters(place: Place, context: Context) -> bool:
    free = set().union(*(value.free_symbols for value in place.values))
    return bool(free & set(context.system.parameters))


def _missing(places: Sequence[Place], context: Context) -> list[FixedPoint]:
    """Give the fixed points of the analysis that no place names, each once."""
    said = [(place.values, place.index) for place in places]
    found: dict[tuple[sp.Expr, ...], FixedPoint] = {}
    whens = sp.Or(*(place.when for place in places)) if places and "fixed-points" not in context.asked else sp.true
    for classification in context.usual_points:
        truth = classification.point
        if not compatible(whens, truth.when):
            continue  # said only of other values of the parameters
        at = tuple(_under(value, whens) for value in truth.at)
        if at not in found and not family_within(at, truth.index, said) and not _rounds_to(truth, places):
            found[at] = truth
    return list(found.values())


def _rounds_to(truth: FixedPoint, places: Sequence[Place]) -> bool:
    """Tell whether a decimal place stands for this fixed point."""
    return not truth.index and any(
        all(same(given.value, value) or close(given, value) for given, value in zip(place.at, truth.at, strict=True))
        for place in places
        if any(coordinate.places is not None for coordinate in place.at)
    )


def _needs_condition(place: Place, context: Context) -> bool:
    """Tell whether a place exists only under a condition that was not said."""
    if all(value.is_real for value in place.values):
        return False
    for found in context.points:
        when = found.point.when
        if when is not sp.true and place.when is sp.true and covers(found.point, place):
            everywhere = sp.Or(*(f.point.when for f in context.points if f.point.at == found.point.at))
            return bool(sp.simplify(everywhere) is not sp.true)
    return False
