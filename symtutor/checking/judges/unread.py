"""Words that were not understood are shown, and never marked wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.checking.verdict import Judgement, Verdict
from symtutor.document import paragraph

if TYPE_CHECKING:
    from symtutor.checking.claims import Unread
    from symtutor.checking.context import Context


def judge_unread(claim: Unread, context: Context) -> Judgement:  # noqa: ARG001 - every judge takes the same
    """Say what could not be understood."""
    told = paragraph("Not read: {why}.", why=claim.why.rstrip("."))
    return Judgement(Verdict.NOT_READ, where=told, why=told, share=(0, 0))
