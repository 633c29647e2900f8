"""Judging remarks about fixed points: how many, hyperbolic or not, which extremum of the potential."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import count, number, point, series
from symtutor.checking.claims import Eigenvalues, FixedPoints
from symtutor.checking.context import compatible
from symtutor.checking.equality import same
from symtutor.checking.judges.points_told import all_points, value_there
from symtutor.checking.verdict import RIGHT, Judgement, Verdict
from symtutor.document import paragraph
from symtutor.model import Completeness, Kind, Stability
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.checking.claims import Extremum, HowMany, Hyperbolic, Place, RealParts
    from symtutor.checking.context import Context
    from symtutor.model import Classification


def undecided(reason: str) -> Judgement:
    """Say why nothing is decided."""
    return Judgement(Verdict.NOT_DECIDED, why=paragraph(reason))


def judge_how_many(claim: HowMany, context: Context) -> Judgement:
    """Count the fixed points that exist under the condition."""
    if context.analysis.fixed_points.completeness is not Completeness.PROVED:
        return undecided("Whether these are all the fixed points is not proved here.")
    if any(found.point.index or found.kind is Kind.NON_ISOLATED for found in context.usual_points):
        return Judgement(
            Verdict.WRONG,
            where=paragraph("Does the list of fixed points end?"),
            why=paragraph("There are infinitely many fixed points."),
            how=all_points(context),
        )
    whens: dict[tuple[sp.Expr, ...], list[sp.Basic]] = {}
    for found in context.points:
        whens.setdefault(found.at, []).append(found.point.when)
    exists = [_exists(sp.Or(*conditions), claim.when) for conditions in whens.values()]
    if None in exists:
        return Judgement(
            Verdict.INCOMPLETE,
            where=paragraph("Is that so for every value of the parameters?"),
            why=paragraph("How many there are depends on the parameters. {all}", all=all_points(context)),
            share=(1, 2),
        )
    if claim.number == (truth := sum(map(bool, exists))):
        return RIGHT
    listed = next((earlier for earlier in context.mistaken(FixedPoints) if len(earlier.places) == claim.number), None)
    if listed is not None and claim.when is sp.true:
        return Judgement(
            Verdict.FOLLOWS, why=paragraph("Right for the list in line {line}.", line=listed.said.line), share=(1, 1)
        )
    under = paragraph(" for {when}", when=claim.when) if claim.when is not sp.true else paragraph("")
    return Judgement(
        Verdict.WRONG,
        where=paragraph("Count once more: does each of yours make the velocity zero, and are these all?"),
        why=paragraph(f"There {'is' if truth == 1 else 'are'} {count(truth, 'fixed point')}{{under}}.", under=under),
        how=all_points(context),
    )


def _exists(when: sp.Basic, under: sp.Basic) -> bool | None:
    """Tell whether one condition follows from another, True, or excludes it, False."""
    if not compatible(under, when):
        return False
    return True if when is sp.true or not compatible(under, sp.Not(when)) else None


def real_parts(found: Classification) -> list[int | None]:
    """Give the signs of the real parts of the eigenvalues at a fixed point."""
    return [sign(sp.re(value)) for value, _ in found.eigenvalues]


def judge_hyperbolic(claim: Hyperbolic, context: Context) -> Judgement:
    """Look for an eigenvalue with real part zero."""
    places: Sequence[Place | None] = claim.places or (None,)
    points = [found for place in places for found in context.classified(place)]
    if not points:
        return undecided("It is not plain which fixed point is meant.")
    for found in points:
        signs = real_parts(found)
        if 0 not in signs and (None in signs or not signs):
            return undecided("Which sign the real parts of the eigenvalues have is not decided.")
        if (0 in signs) is not claim.denied:
            values = series(number(value) for value, _ in found.eigenvalues)
            verb = "eigenvalue is" if len(found.eigenvalues) == 1 else "eigenvalues are"
            what = (
                f"{'each' if set(signs) == {0} else 'one'} has real part zero"
                if 0 in signs
                else "none has real part zero"
            )
            what = what if len(found.eigenvalues) > 1 else "it is zero" if 0 in signs else "it is not zero"
            return Judgement(
                Verdict.WRONG,
                where=paragraph("What is the real part of each eigenvalue there? (On the line: what is the slope?)"),
                why=paragraph(
                    f"At {{at}} the {verb} {{values}}: {what}. A fixed point is hyperbolic when no eigenvalue has "
                    "real part zero.",
                    at=point(found.at),
                    values=values,
                ),
            )
    return RIGHT


def judge_real_parts(claim: RealParts, context: Context) -> Judgement:
    """Look for an eigenvalue whose real part has another sign."""
    points = context.classified(claim.at)
    if not points:
        return undecided("It is not plain which fixed point is meant.")
    verdicts = []
    for found in points:
        signs = [*real_parts(found), *([] if not claim.real else map(_sign_if_real, found.eigenvalues))]
        verdicts.append(None if None in signs or not signs else all(each == claim.sign for each in signs))
    if None in verdicts or len(set(verdicts)) > 1:
        return undecided("Which sign the real parts of the eigenvalues have is not decided.")
    if verdicts[0]:
        return RIGHT
    for earlier in context.mistaken(Eigenvalues):
        if earlier.at == claim.at and all(sign(sp.re(given.value)) == claim.sign for given in earlier.values):
            return Judgement(
                Verdict.FOLLOWS,
                why=paragraph("Right for the eigenvalues in line {line}.", line=earlier.said.line),
                share=(1, 1),
            )
    found = points[0]
    verb = "eigenvalue is" if len(found.eigenvalues) == 1 else "eigenvalues are"
    return Judgement(
        Verdict.WRONG,
        where=paragraph("What is the real part of each eigenvalue there?"),
        why=paragraph(
            f"At {{at}} the {verb} {{values}}.",
            at=point(found.at),
            values=series(number(value) for value, _ in found.eigenvalues),
        ),
    )


def _sign_if_real(eigenvalue: tuple[sp.Expr, int]) -> int | None:
    """Give the sign of an eigenvalue; 0, which is neither, where it is not real; None where that is not decided."""
    imaginary = sign(sp.im(eigenvalue[0]))
    return None if imaginary is None else 0 if imaginary else sign(sp.re(eigenvalue[0]))


EXTREMA = {(-1,): "minimum", (1,): "maximum", (-1, 1): "saddle"}
"""By the signs of the real parts that occur: the Hessian of the potential is minus the Jacobian."""
ON_THE_LINE = {Stability.ASYMPTOTIC: "minimum", Stability.HALF: "inflection", Stability.UNSTABLE: "maximum"}


def judge_extremum(claim: Extremum, context: Context) -> Judgement:
    """Compare with the signs of the eigenvalues; the flow runs downhill."""
    if context.analysis.structure.gradient_of is None:
        return undecided("No potential of this field is known.")
    for place in claim.places:
        points = context.classified(place)
        if not points:
            residues = [context.at(component, place.values) for component in context.system.field]
            if all(same(residue, sp.S.Zero) is not False for residue in residues):
                return undecided("It is not plain which fixed point is meant.")
            return Judgement(
                Verdict.WRONG,
                where=paragraph("Is the slope of the potential zero there?"),
                why=paragraph(
                    "{value}: the potential is not flat at {at}.",
                    value=value_there(context, place.values),
                    at=point(place.values),
                ),
            )
        truths = [_extremum(found, context) for found in points]
        if claim.word in truths and len(set(truths)) > 1:
            return _depends(points)
        for found, truth in zip(points, truths, strict=True):
            if truth is None:
                return undecided("What the potential has there is not decided.")
            if truth != claim.word:
                return _other_extremum(found, truth, context)
    return RIGHT


def _depends(points: Sequence[Classification]) -> Judgement:
    """Say that a word is right only where a condition holds."""
    return Judgement(
        Verdict.INCOMPLETE,
        where=paragraph("Is that so for every value of the parameter, and at each of the points?"),
        why=paragraph("What the potential has at {at} is not always the same.", at=point(points[0].at)),
        share=(1, 2),
    )


def _extremum(found: Classification, context: Context) -> str | None:
    """Name what the potential has at a fixed point of its gradient flow."""
    signs = tuple(sorted({known for known in real_parts(found) if known is not None}))
    if 0 not in signs and None not in real_parts(found):
        return EXTREMA.get(signs)
    return ON_THE_LINE.get(found.stability) if context.system.dimension == 1 else None


def _other_extremum(found: Classification, truth: str, context: Context) -> Judgement:
    """Say what the potential has there, by the direction in which the flow runs."""
    reason = {
        "minimum": "every start nearby runs downhill into it",
        "maximum": "the flow runs downhill away from it on all sides",
        "saddle": "the flow arrives along one direction and leaves along another",
        "inflection": "the flow runs downhill into it from one side and away on the other",
    }[truth]
    slope = " Its slope is f with the sign reversed." if context.system.dimension == 1 else ""
    return Judgement(
        Verdict.WRONG,
        where=paragraph("The flow runs downhill. Which way does it run near this point?"),
        why=paragraph(f"At {{at}} {reason}.{slope}", at=point(found.at)),
        how=paragraph(f"The potential has {'an' if truth[0] in 'aeiou' else 'a'} {truth} there."),
    )
