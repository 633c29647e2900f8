"""Marking: claims become findings, one after the other, each worth its points."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.claims import EulerSetting, FixedPoints, Missing
from symtutor.checking.judges import CHECKS, check_for
from symtutor.checking.verdict import Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from symtutor.checking.claims import Claim
    from symtutor.checking.context import Context


def mark(claims: Sequence[Claim], context: Context) -> tuple[Finding, ...]:
    """Judge every claim in order, each in the light of those before it."""
    context = replace(context, settings=tuple(claim for claim in claims if isinstance(claim, EulerSetting)))
    for claim in claims:
        judgement = check_for(claim).judge(claim, context)
        context = replace(context, findings=(*context.findings, Finding(claim, judgement)))
    return context.findings


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
