"""Marking: claims become findings, one after the other, and what was asked and not said is looked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import every_integer, point, series
from symtutor.checking.claims import Argument, Basin, Called, Eigenvalues, FixedPoints, Missing, Said, Unread
from symtutor.checking.equality import family_within
from symtutor.checking.judges import CHECKS, check_for
from symtutor.checking.judges.arguments import roots_of
from symtutor.checking.verdict import Finding, Judgement, Verdict
from symtutor.document import Paragraph, paragraph
from symtutor.model import Stability

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from symtutor.checking.claims import Claim
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
    "fixed-points": "{points} {verb} too.",
    "stability": "What {points} is called is not said.",
    "basins": "The basin of {points} is not said.",
    "eigenvalues": "The eigenvalues at {points} are not said.",
}


def mark(claims: Sequence[Claim], context: Context) -> tuple[Finding, ...]:
    """Judge every claim in order, each in the light of those before it."""
    for claim in claims:
        judgement = check_for(claim).judge(claim, context)
        context = replace(context, findings=(*context.findings, Finding(claim, judgement)))
    return context.findings


def missing(findings: Sequence[Finding], context: Context) -> Iterator[Finding]:
    """Give a finding for everything that was asked and not said."""
    for topic in context.asked:
        said = [found for found in findings if check_for(found.claim).topic == topic]
        lacking = WITHOUT.get(topic)
        if not said:
            where = "In what could be read, " if any(isinstance(found.claim, Unread) for found in findings) else ""
            what = f"{where}{TOPICS[topic]} {'is' if topic in ONE else 'are'} missing."
            yield _unsaid(topic, paragraph(f"{what[0].upper()}{what[1:]}"))
        elif lacking is not None and (left := lacking(said, context)):
            named = series(
                paragraph("{at}{n}", at=point(found.at), n=every_integer(found.point.index)) for found in left
            )
            verb = "is a fixed point" if len(left) == 1 else "are fixed points"
            yield _unsaid(topic, paragraph(NOT_SAID[topic].format(verb=verb, points="{points}"), points=named))


def _unsaid(topic: str, what: Paragraph) -> Finding:
    """Build the finding for a part that is not there."""
    asked = paragraph(f"Part of what was asked is not here yet: look at {TOPICS[topic]} again.")
    return Finding(Missing(Said(0, ""), topic), Judgement(Verdict.INCOMPLETE, where=asked, why=what, how=what))


def _unnamed(said: Sequence[Finding], context: Context) -> list[Classification]:
    """Give the fixed points whose kind nobody named."""
    named: list[Classification] = []
    for found in said:
        if isinstance(found.claim, Called):
            for place in found.claim.places or (None,):
                named.extend(context.classified(place))
    whole = [at for at in named if not at.point.index]
    kinds = {id(at) for at in named}
    return [
        p
        for p in context.usual_points
        if id(p) not in kinds and p not in whole and p.stability is not Stability.UNDECIDED
    ]


def _without_basin(said: Sequence[Finding], context: Context) -> list[Classification]:
    """Give the attracting points whose basin nobody named."""
    line = context.analysis.line
    named = [c for found in said if isinstance(found.claim, Basin) for c in context.classified(found.claim.of)]
    return [basin.of for basin in (line.basins if line else ()) if basin.of not in named]


def _without_eigenvalues(said: Sequence[Finding], context: Context) -> list[Classification]:
    """Give the fixed points whose eigenvalues nobody named."""
    named = [c for found in said if isinstance(found.claim, Eigenvalues) for c in context.classified(found.claim.at)]
    return [found for found in context.usual_points if found not in named]


def _unlisted(said: Sequence[Finding], context: Context) -> list[Classification]:
    """Give the fixed points that a solved argument does not arrive at; a list of points was judged itself."""
    if any(isinstance(found.claim, FixedPoints) and found.verdict is not Verdict.FOLLOWS for found in said):
        return []
    last = next((found.claim for found in reversed(said) if isinstance(found.claim, Argument)), None)
    known = roots_of(last.steps[-1], context) if last is not None else None
    if known is None:
        return []
    reached = [((value,), index) for value, index in known]
    return [point for point in context.usual_points if family_within(point.at, point.point.index, reached) is False]


WITHOUT: dict[str, Callable[[Sequence[Finding], Context], list[Classification]]] = {
    "fixed-points": _unlisted,
    "stability": _unnamed,
    "basins": _without_basin,
    "eigenvalues": _without_eigenvalues,
}


def worth(finding: Finding, points: Mapping[str, int]) -> tuple[sp.Rational, int]:
    """Give the points that a finding earns, and those it could earn, where each kind of claim has its points."""
    if isinstance(finding.claim, Missing):
        return sp.S.Zero, max(points[check.counts_as] for check in CHECKS if check.topic == finding.claim.topic)
    got, of = finding.judgement.share
    full = points.get(check_for(finding.claim).counts_as, 0)
    if of == 0 or finding.verdict is Verdict.NOT_DECIDED:
        return sp.S.Zero, 0
    if isinstance(finding.claim, FixedPoints):  # so many for each of them
        full *= max(of, len(finding.claim.places), 1)
    return sp.Rational(got, of) * full, full
