"""Judging bifurcations: at which value of the parameter, and of which kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import point, series
from symtutor.checking.equality import agree
from symtutor.checking.judges.told import told
from symtutor.checking.misconceptions import suspects
from symtutor.checking.misconceptions.bifurcations import BIFURCATION_SLIPS
from symtutor.checking.truths import bifurcations, is_called
from symtutor.checking.verdict import RIGHT, Judgement, Verdict
from symtutor.document import Name, Paragraph, Term, Text, condition, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.checking.claims import Bifurcation
    from symtutor.checking.context import Context
    from symtutor.checking.truths import KnownBifurcation


def judge_bifurcation(claim: Bifurcation, context: Context) -> Judgement:
    """Compare the value first, then the kind; a kind alone may be that of any bifurcation there is."""
    known = bifurcations(context.analysis)
    if not known:
        return _none(claim, context)
    if claim.denied:
        return _denied(known)
    there = [found for found in known if happens_at(claim, found)]
    if not there:
        return _elsewhere(claim, known) if _is_all(claim, known, context) else _not_decided()
    if (places := _other_place(claim, there)) is not None:
        return places
    if claim.kind is None and "bifurcations" in context.asked:
        return _unnamed(there)
    if claim.kind is None or any(is_called(found, claim.kind, exactly=True) for found in there):
        return RIGHT
    if any(is_called(found, claim.kind, exactly=False) for found in there):
        return _sharper(there) if "bifurcations" in context.asked else RIGHT
    return _other_kind(claim, there, context)


def _is_all(claim: Bifurcation, known: Sequence[KnownBifurcation], context: Context) -> bool:
    """Tell whether every bifurcation is known, and by the parameter of the claim: a curve can be solved for others."""
    left = [part for rule in context.analysis.bifurcations for part in getattr(rule, "missing", ())]
    return not left and all(found.parameter in {claim.parameter, None} for found in known)


def _not_decided() -> Judgement:
    return Judgement(Verdict.NOT_DECIDED, why=paragraph("Which bifurcations there are was not decided."))


def happens_at(claim: Bifurcation, found: KnownBifurcation) -> bool:
    """Tell whether a bifurcation happens at the value that is said; any, where none is said."""
    if claim.value is None:
        return True
    if found.value is None:  # a cusp is no single value: it answers only a claim about a cusp
        return claim.kind is not None and is_called(found, claim.kind, exactly=False)
    return found.parameter == claim.parameter and bool(agree(claim.value, found.value))


def _denied(known: Sequence[KnownBifurcation]) -> Judgement:
    """Say that something does change."""
    return Judgement(
        Verdict.WRONG,
        where=paragraph(
            "Is the number of fixed points, and their stability, the same for every value of the parameter?"
        ),
        why=paragraph("There is: {all}.", all=listed(known)),
    )


def _other_place(claim: Bifurcation, there: Sequence[KnownBifurcation]) -> Judgement | None:
    """Say that it happens at another point than the one named; None where the point is right, or none is named."""
    if claim.at is None or any(not found.at for found in there):
        return None
    if any(all(map(agree, claim.at, found.at)) for found in there):
        return None
    return Judgement(
        Verdict.WRONG,
        where=paragraph("The value is right. Which fixed point is it that changes there?"),
        why=paragraph("It happens at {at}.", at=point(there[0].at)),
        share=(1, 2),
    )


def _none(claim: Bifurcation, context: Context) -> Judgement:
    """Say that nothing changes, where that is known: without a free parameter nothing can."""
    free = set(context.system.parameters) - {symbol for symbol, _ in context.system.values}
    if free:
        return _not_decided()
    if claim.denied:
        return RIGHT
    return Judgement(
        Verdict.WRONG,
        where=paragraph("Which parameter would have to change?"),
        why=paragraph("There is no free parameter here, so nothing bifurcates."),
    )


def listed(known: Sequence[KnownBifurcation]) -> Paragraph:
    """Name bifurcations with their values."""
    parts = []
    for found in known:
        at = (
            paragraph(" at {at}", at=condition(Name(found.parameter.name), found.value))
            if found.parameter is not None and found.value is not None
            else Paragraph(())
        )
        parts.append(paragraph("{kind}{at}", kind=Term(found.kind), at=at))
    return series(dict.fromkeys(parts))


def _elsewhere(claim: Bifurcation, known: Sequence[KnownBifurcation]) -> Judgement:
    """Say that nothing happens at the value that was said."""
    return Judgement(
        Verdict.WRONG,
        where=paragraph("At which value do f and its slope vanish together?"),
        why=paragraph(
            "At {at} nothing changes: the number of fixed points and their stability stay the same.",
            at=condition(
                Name(claim.parameter.name if claim.parameter else "r"), claim.value.value if claim.value else sp.S.Zero
            ),
        ),
        how=paragraph("There is: {all}.", all=listed(known)),
    )


def _unnamed(there: Sequence[KnownBifurcation]) -> Judgement:
    """Ask for the kind where only the value was said."""
    return Judgement(
        Verdict.INCOMPLETE,
        where=paragraph("Right; and what happens there?"),
        why=paragraph("The value is right. Which kind of bifurcation it is, is not said."),
        how=paragraph("It is a {kind} bifurcation.", kind=Term(there[0].kind)),
        share=(1, 2),
    )


def _sharper(there: Sequence[KnownBifurcation]) -> Judgement:
    """Give the word that says more."""
    return Judgement(
        Verdict.INCOMPLETE,
        where=paragraph("Right; and are the branches that appear stable or not?"),
        why=paragraph("Right, and there is a sharper word."),
        how=paragraph("It is a {kind} bifurcation.", kind=Term(there[0].kind)),
        share=(1, 2),
    )


def _other_kind(claim: Bifurcation, there: Sequence[KnownBifurcation], context: Context) -> Judgement:
    """Say which bifurcation it is, by the branches on both sides."""
    slips = suspects(BIFURCATION_SLIPS, claim, context, lambda answer: answer == claim.kind)
    branches = _branches(there[0])
    return Judgement(
        Verdict.WRONG,
        where=paragraph(
            slips[0].asks if slips else "Which fixed points are there on each side of the value, and which are stable?"
        ),
        why=paragraph(
            "It is a {kind} bifurcation.{branches}{told}", kind=Term(there[0].kind), branches=branches, told=told(slips)
        ),
        how=paragraph("There is: {all}.", all=listed(there)),
        misconceptions=tuple(slip.name for slip in slips),
        share=(1, 2),
    )


def _branches(found: KnownBifurcation) -> Paragraph:
    """Tell the branches with the conditions under which they exist."""
    told_branches = [
        paragraph("{at} is {kind} for {when}", at=point(branch.at), kind=branch.kind.value, when=branch.when)
        for branch in found.branches
        if branch.when.is_Relational and not isinstance(branch.when, sp.Eq)  # not those at the value itself
    ]
    if not told_branches:
        return Paragraph(())
    return Paragraph((Text(" "), *series(told_branches).content, Text(".")))
