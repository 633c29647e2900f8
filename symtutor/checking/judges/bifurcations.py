"""Judging bifurcations: at which value, and of which kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.checking.verdict import Judgement, Verdict
from symtutor.document import paragraph

if TYPE_CHECKING:
    from symtutor.checking.claims import Bifurcation
    from symtutor.checking.context import Context


def judge_bifurcation(claim: Bifurcation, context: Context) -> Judgement:  # noqa: ARG001 - every judge takes the same
    """Compare with the bifurcations that the analysis found."""
    return Judgement(Verdict.NOT_DECIDED, why=paragraph("Which bifurcations there are was not decided."))
