"""How slips are told: one sentence after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from symtutor.document import Paragraph, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from symtutor.checking.misconceptions import Misconception


def told(slips: Iterable[Misconception[Any, Any]]) -> Paragraph:
    """Tell the slips that lead exactly to an answer; two that predict the same are both said."""
    content = []
    for position, slip in enumerate(slips):
        content += [Text(" Or: " if position else " "), *slip.tells.content]
    return Paragraph(tuple(content))
