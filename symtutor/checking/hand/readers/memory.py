"""What the lines before said, for those after them; and what every reader shares."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.hand.letters import Letters, UnreadableError, listed

if TYPE_CHECKING:
    from symtutor.checking.claims import Given, Place

POINTS = r"(?:(?:the )?(?:only )?(?:fixed|equilibrium|critical|stationary) points?|equilibri(?:um|a)|steady states?)"
ARE = r"(?:\s*(?:is|are|=|:|∈|at|in)\s*)+"
AT = r"(?:\s*(?:at|for|in|of)?\s*(?P<at>\(.*?\)|the origin|x\s*\*?\s*=\s*[^:=]+?))?"


@dataclass
class Memory:
    """What the lines before said: the point spoken of, the topic of a heading, the step and start of Euler's method."""

    letters: Letters
    asked: tuple[str, ...] = ()
    topic: str = ""
    here: Place | None = None
    subject: tuple[Place, ...] = ()

    def place(self, text: str | None) -> Place | None:
        """Read the point that is named, and remember it; without a name it is the one spoken of before."""
        if text:
            (self.here,) = self.letters.places(re.sub(r"^x\s*\*?\s*=\s*", "", text.strip()))
        return self.here


def condition_after(text: str, letters: Letters) -> tuple[str, sp.Basic]:
    """Take ``for r > 0`` or ``if r ≥ 0`` off the end."""
    found = re.search(r"\s*,?\s*\b(?:for|if|when|where|provided(?: that)?)\s+(.*[<>≤≥≠].*)$", text)
    if found is None:
        return text, sp.true
    return text[: found.start()], sp.And(*letters.relations(found[1]))


def last_side(text: str, letters: Letters) -> Given:
    """Read the end of ``1 + h f(1) = 1 - 1/4 = 3/4``: the value; what stands before it is how it was found."""
    sides = re.split(r"=|≈", text)
    if any(len(listed(side)) != 1 or ":" in side for side in sides):
        raise UnreadableError("one value at a time")
    return letters.given(sides[-1])
