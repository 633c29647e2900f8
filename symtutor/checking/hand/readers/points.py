"""Reading fixed points: a list, a set, a family, or none."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.claims import FixedPoints
from symtutor.checking.hand.readers.memory import ARE, POINTS, condition_after

if TYPE_CHECKING:
    from symtutor.checking.claims import Claim, Said
    from symtutor.checking.hand.readers.memory import Memory


EVERY_INTEGER = re.compile(
    r"\s*(?:for (?:all|every|each|any) (?:integers?|n|k)\b.*|(?:with|where)? ?[nkm] ?(?:∈|in) ?(?:ℤ|Z|\\mathbb\{Z\}))$"
)
"""What may follow a family, and goes without saying."""


def fixed_points(said: Said, memory: Memory) -> Claim | None:
    """Read ``x* = {0, 1}``, ``x = 0 or x = 1``, ``fixed points: …``, ``(0,0), (3,0)``, ``no fixed points``."""
    letters, text = memory.letters, said.text
    if re.fullmatch(
        rf"(?:there (?:is|are) )?(?:no|never any) {POINTS}(?: at all)?|x\s*\*?\s*∈?\s*=?\s*(?:∅|\{{\s*\}})", text
    ):
        return FixedPoints(said, (), all_of_them=True)
    heading = re.match(rf"(?:so |the )*{POINTS}{ARE}", text, re.IGNORECASE)
    body = text[heading.end() :] if heading else text
    state = re.escape(letters.system.states[0].name)
    if letters.system.dimension == 1:
        named = re.match(rf"{state}\s*(\*|_\*|\^\*|\^\{{\*\}})?\s*(?:=|∈)\s*", body)
        if not (named or heading):
            return None
        body, starred = (body[named.end() :], bool(named[1])) if named else (body, False)
    else:
        states = ", ?".join(rf"{re.escape(symbol.name)}\s*\*?" for symbol in letters.system.states)
        named = re.match(rf"\(?{states}\)?\s*(?:=|∈)\s*", body)
        starred = bool(named and "*" in named[0])
        body = body[named.end() :] if named else body
    body, when = condition_after(body, letters)
    body = EVERY_INTEGER.sub("", body)
    places = letters.places(body)
    if when is not sp.true:
        places = tuple(replace(place, when=when) for place in places)
    return FixedPoints(said, places, all_of_them=bool(heading) or starred or "fixed-points" in memory.asked)
