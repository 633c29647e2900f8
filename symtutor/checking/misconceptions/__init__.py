"""Misconceptions: what goes wrong in heads, each as the wrong answer that it predicts.

A misconception is a function from the truth to answers. Where a student's answer is one of them, the slip has a
name, and the feedback can speak of the cause instead of the symptom. Where two predict the same answer, both are
said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from symtutor.checking.context import Context
    from symtutor.document import Paragraph

Claimed = TypeVar("Claimed")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Misconception(Generic[Claimed, Answer]):
    """A slip with a name.

    Attributes
    ----------
    name : str
        What it is called in a report.
    predict : callable
        From the claim and the context to the wrong answers that the slip leads to.
    asks : str
        The question that points at it without giving it away.
    tells : Paragraph
        What went wrong, in a sentence or two.
    source : str
        Where it is described, where it is.
    """

    name: str
    predict: Callable[[Claimed, Context], Iterator[Answer]]
    asks: str
    tells: Paragraph
    source: str = ""


def suspects(
    slips: Iterable[Misconception[Claimed, Answer]],
    claim: Claimed,
    context: Context,
    agrees: Callable[[Answer], bool | None],
) -> tuple[Misconception[Claimed, Answer], ...]:
    """Find the slips that predict what was said."""
    return tuple(slip for slip in slips if any(agrees(answer) is True for answer in slip.predict(claim, context)))
