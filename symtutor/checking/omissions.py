"""What was asked and not said: the parts of an answer that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.analysis.words import every_integer, point, series
from symtutor.checking.claims import (
    Argument,
    Basin,
    Bifurcation,
    Called,
    Eigenvalues,
    FixedPoints,
    Jacobian,
    JacobianEntry,
    Missing,
    Said,
    Unread,
    Whom,
)
from symtutor.checking.equality import agree, family_within
from symtutor.checking.judges import check_for
from symtutor.checking.judges.bifurcations import happens_at, listed
from symtutor.checking.judges.roots import roots_of
from symtutor.checking.truths import bifurcations
from symtutor.checking.verdict import Finding, Judgement, Verdict
from symtutor.document import Name, Paragraph, paragraph
from symtutor.model import Stability

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from symtutor.checking.claims import Claim, Place
    from symtutor.checking.context import Context
    from symtutor.model import Classification

ONE = ("derivative", "jacobian", "stability")
TOPICS = {
    "fixed-points": "the fixed points",
    "derivative": "the derivative",
    "stability": "the stability of each fixed point",
    "basins": "the basins of attraction",
    "jacobian": "the Jacobian matrix",
    "eigenvalues": "the eigenvalues",
    "euler": "the steps of Euler's method",
    "bifurcations": "the bifurcations",
}
NOT_SAID = {
    "fixed-points": "{parts} {verb} too.",
    "stability": "The kind of {parts} is not said.",
    "jacobian": "Of the Jacobian matrix some derivatives are missing: {parts}.",
    "basins": "The basin of {parts} is not said.",
    "eigenvalues": "The eigenvalues at {parts} are not said.",
    "bifurcations": "There is more: {parts}.",
}


def missing(findings: Sequence[Finding], context: Context) -> Iterator[Finding]:
    """Give a finding for everything that was asked and not said."""
    for topic in context.asked:
        said = [found for found in findings if _is_about(topic, found.claim, context)]
        lacking = WITHOUT.get(topic)
        if not said:
            where = "In what could be read, " if any(isinstance(found.claim, Unread) for found in findings) else ""
            what = f"{where}{TOPICS[topic]} {'is' if topic in ONE else 'are'} missing."
            yield _unsaid(topic, paragraph(f"{what[0].upper()}{what[1:]}"))
        elif lacking is not None and (left := lacking(said, context)):
            verb = "is a fixed point" if len(left) == 1 else "are fixed points"
            yield _unsaid(topic, paragraph(NOT_SAID[topic].format(verb=verb, parts="{parts}"), parts=series(left)))


def _is_about(topic: str, claim: Claim, context: Context) -> bool:
    """Tell whether a claim belongs to a topic; to tell the kind of a fixed point is to list it."""
    if topic == "fixed-points" and isinstance(claim, Called):
        return any(context.classified(place) for place in claim.places)
    return check_for(claim).topic == topic


def _unsaid(topic: str, what: Paragraph) -> Finding:
    """Build the finding for a part that is not there."""
    asked = paragraph(f"Part of what was asked is not here yet: look at {TOPICS[topic]} again.")
    return Finding(Missing(Said(0, ""), topic), Judgement(Verdict.INCOMPLETE, where=asked, why=what, how=what))


def _named(left: Sequence[Classification], context: Context) -> list[Paragraph]:
    """Name fixed points, each once; with its condition where something was said of it under another."""
    whole = [found for found in context.usual_points if found not in left]
    names: dict[object, Paragraph] = {}
    for found in left:
        partly = any(other.at == found.at for other in whole)
        there = paragraph(" for {when}", when=found.point.when) if partly else Paragraph(())
        names.setdefault(
            (found.at, partly and found.point.when),
            paragraph("{at}{n}{there}", at=point(found.at), n=every_integer(found.point.index), there=there),
        )
    return list(names.values())


def _without(
    places: Sequence[Place | None], points: Sequence[Classification], context: Context
) -> list[Classification]:
    """Give the points that no place names; of a family, every member has to be named."""
    there = [place for place in places if place is not None]
    families = [(place.values, place.index) for place in there]
    named = {id(found) for place in places for found in context.classified(place)}
    return [
        found
        for found in points
        if id(found) not in named or (found.point.index and not family_within(found.at, found.point.index, families))
    ]


def _unnamed(said: Sequence[Finding], context: Context) -> list[Paragraph]:
    """Give the fixed points whose kind nobody named."""
    claims = [found.claim for found in said if isinstance(found.claim, Called)]
    if any(claim.whom is not Whom.NAMED for claim in claims):
        return []
    places = [place for claim in claims for place in claim.places]
    alone = [found for claim in claims if not claim.places for found in context.alone(claim.when)]
    known = [
        found for found in context.usual_points if found.stability is not Stability.UNDECIDED and found not in alone
    ]
    return _named(_without(places, known, context), context)


def _without_basin(said: Sequence[Finding], context: Context) -> list[Paragraph]:
    """Give the attracting points whose basin nobody named."""
    line = context.analysis.line
    places = [found.claim.of for found in said if isinstance(found.claim, Basin)]
    return _named(_without(places, [basin.of for basin in (line.basins if line else ())], context), context)


def _without_eigenvalues(said: Sequence[Finding], context: Context) -> list[Paragraph]:
    """Give the fixed points whose eigenvalues nobody named."""
    claims = [found.claim for found in said if isinstance(found.claim, Eigenvalues)]
    places = [claim.at for claim in claims if not claim.one_of_them or _all_values(claim, claims, context)]
    return _named(_without(places, context.usual_points, context), context)


def _all_values(claim: Eigenvalues, claims: Sequence[Eigenvalues], context: Context) -> bool:
    """Tell whether what was said of one eigenvalue after the other is the whole list."""
    said = [value for other in claims if other.at == claim.at for value in other.values]
    truth = [value for found in context.classified(claim.at) for value, _ in found.eigenvalues]
    return all(any(agree(given, value) for given in said) for value in truth)


def _without_entry(said: Sequence[Finding], context: Context) -> list[Paragraph]:
    """Give the entries of the Jacobian that nobody computed, where it is computed entry by entry."""
    if any(isinstance(found.claim, Jacobian) for found in said):
        return []
    states = context.system.states
    told = {(found.claim.row, found.claim.column) for found in said if isinstance(found.claim, JacobianEntry)}
    return [
        paragraph("that of {equation} by {state}", equation=Name(row.name, primes=1), state=column)
        for i, row in enumerate(states)
        for j, column in enumerate(states)
        if (i, j) not in told
    ]


def _unlisted(said: Sequence[Finding], context: Context) -> list[Paragraph]:
    """Give the fixed points that a solved argument does not arrive at; a list of points was judged itself."""
    if any(isinstance(found.claim, FixedPoints) and found.verdict is not Verdict.FOLLOWS for found in said):
        return []
    kinds = [found.claim for found in said if isinstance(found.claim, Called)]
    left = _uncalled(kinds, context)
    if len(kinds) == len(said):
        return _named(left, context)
    last = next((found.claim for found in reversed(said) if isinstance(found.claim, Argument)), None)
    known = roots_of(last.steps[-1], context) if last is not None else None
    if known is None:
        return []
    reached = [((value,), index) for value, index in known]
    return _named(
        [found for found in left if family_within(found.at, found.point.index, reached) is False],
        context,
    )


def _uncalled(claims: Sequence[Called], context: Context) -> list[Classification]:
    """Give the fixed points of which nothing is told, under whatever condition."""
    left = _without([place for claim in claims for place in claim.places], context.usual_points, context)
    named = {found.at for found in context.usual_points if found not in left}
    return [found for found in left if found.at not in named]


def _unmentioned(said: Sequence[Finding], context: Context) -> list[Paragraph]:
    """Give the bifurcations that nobody named."""
    claims = [found.claim for found in said if isinstance(found.claim, Bifurcation)]
    known = bifurcations(context.analysis)
    left = [found for found in known if not any(happens_at(claim, found) for claim in claims)]
    return [listed(left)] if left and claims and known else []


WITHOUT: dict[str, Callable[[Sequence[Finding], Context], list[Paragraph]]] = {
    "fixed-points": _unlisted,
    "stability": _unnamed,
    "basins": _without_basin,
    "eigenvalues": _without_eigenvalues,
    "jacobian": _without_entry,
    "bifurcations": _unmentioned,
}
"""What of a topic is lacking where something was said; nothing where it was said whole."""
