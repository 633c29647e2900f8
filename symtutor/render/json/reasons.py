"""Rules as JSON: their theorems and their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from symtutor.document import Paragraph
from symtutor.render.text import blocks_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.document import Block
    from symtutor.rule import Rule

_UNWRAPPED = 1_000_000
"""A width that no paragraph reaches: who reads JSON wraps for himself."""


def told(blocks: Sequence[Block]) -> str:
    """Write blocks in plain text, a paragraph a line."""
    return blocks_text(blocks, width=_UNWRAPPED)


def in_words(rule: Rule) -> dict[str, Any]:
    """Give a rule by its theorem and its words."""
    step = rule.narrate()
    return {"theorem": getattr(rule, "theorem", None), "title": step.title, "text": told(step.blocks)}


def summary(rule: Rule) -> str:
    """Say a reason in a few words: its own summary, else its last paragraph."""
    own = getattr(rule, "summary", None)
    if isinstance(own, str):
        return own
    return told([block for block in rule.narrate().blocks if isinstance(block, Paragraph)][-1:])


def theorems(reasons: Sequence[Rule]) -> list[str]:
    """Name the theorems in the order applied, each once."""
    names = (getattr(reason, "theorem", None) for reason in reasons)
    return list(dict.fromkeys(name for name in names if name))
