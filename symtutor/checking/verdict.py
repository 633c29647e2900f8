"""Judgements: what is said of a claim, at three levels of help."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from symtutor.document import Paragraph

if TYPE_CHECKING:
    from symtutor.checking.claims import Claim
    from symtutor.document import Formula

NOTHING = Paragraph(())


class Verdict(StrEnum):
    """The public words for what a claim is."""

    RIGHT = "right"
    NOT_SIMPLIFIED = "right, not simplified"
    APPROXIMATE = "approximately right"
    FOLLOWS = "follows"
    INCOMPLETE = "incomplete"
    WRONG = "wrong"
    NOT_DECIDED = "not decided"
    NOT_READ = "not read"

    @property
    def is_right(self) -> bool:
        """Tell whether nothing is wrong with the claim and nothing is missing."""
        return self in {Verdict.RIGHT, Verdict.NOT_SIMPLIFIED, Verdict.APPROXIMATE}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict and the help that goes with it, each level saying more than the one before.

    Attributes
    ----------
    verdict : Verdict
    where : Paragraph
        Level 1: a question that points at the place and gives no answer away.
    why : Paragraph
        Level 2: what is wrong and for what reason.
    how : Paragraph
        Level 3: what is right, and how one gets there.
    witness : Formula or None
        A line of arithmetic that a student can check by hand.
    misconceptions : tuple of str
        The names of the slips that lead to exactly this answer.
    share : (int, int)
        The part of the points that the claim earns: ``(1, 2)`` is half.
    """

    verdict: Verdict
    where: Paragraph = NOTHING
    why: Paragraph = NOTHING
    how: Paragraph = NOTHING
    witness: Formula | None = None
    misconceptions: tuple[str, ...] = ()
    share: tuple[int, int] = (0, 1)


RIGHT = Judgement(Verdict.RIGHT, share=(1, 1))


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim and what is said of it."""

    claim: Claim
    judgement: Judgement

    @property
    def verdict(self) -> Verdict:
        """The verdict alone."""
        return self.judgement.verdict
