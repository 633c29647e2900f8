"""Reading basins, the direction of the flow, and potentials."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from symtutor.checking.claims import Basin, FlowOn, Potential

if TYPE_CHECKING:
    from symtutor.checking.claims import Claim, Said
    from symtutor.checking.hand.readers.memory import Memory


LEADS_TO = re.compile(
    r"(?:(?:all |every )?(?:starts?|solutions?|points?)? ?(?:with|in|from)? ?)?"
    r"(?P<set>[(\[].+?[)\]]|.*[<>≤≥].*?|everything|all x"
    r"|(?:to the )?(?:below|above|left of|right of|between|less than|greater than) .+?)"
    r"\s*(?:→|(?:flow|go|end|tend|converge|run|lead|move)(?:s|es)? (?:to|at|in|into|towards))\s*(?P<of>.+)$"
)


def basin(said: Said, memory: Memory) -> Claim | None:
    """Read ``basin of 0 is (-oo, 1)``, ``basin of 0: x < 1``, ``(-oo, 1) → 0``, ``x < 1 flows to 0``."""
    letters = memory.letters
    found = re.match(
        r"(?:(?:the )?basin (?:of attraction )?(?:of|for) (?P<of>.+?)|B\((?P<short>.+?)\))\s*(?:is|=|:)\s*(?P<set>.+)$",
        said.text,
        re.IGNORECASE,
    )
    if found is None:
        body = re.sub(r"^basins?(?: of attraction)?\s*:\s*", "", said.text, flags=re.IGNORECASE)
        body = re.sub(rf"({letters.state})\((?:t|0)\)", r"\1", re.sub(r"^(?:if|for) ", "", body, flags=re.IGNORECASE))
        body = re.sub(rf",?\s*(?:then )?{letters.state}(?= ?→)", "", body)
        found = LEADS_TO.match(body)
        of = found["of"] if found else ""
    else:
        of = found["of"] or found["short"]
    if found is None or letters.system.dimension != 1:
        return None
    (place,) = letters.places(of)
    return Basin(said, place, letters.interval(found["set"]))


DIRECTIONS = {
    "right": 1,
    "→": 1,
    "up": 1,
    "increasing": 1,
    "positive": 1,
    "left": -1,
    "←": -1,
    "down": -1,
    "decreasing": -1,
    "negative": -1,
}


def flow(said: Said, memory: Memory) -> Claim | None:
    """Read ``flow: right on (-oo, 0)``, ``f > 0 on (0, 1)``, ``x increases for x < 0``."""
    words = "|".join(DIRECTIONS)
    found = re.match(
        rf"(?:(?:the flow|flow|{memory.letters.state}|f)(?: is| goes| points| moves)?\s*:?\s*)?"
        rf"(?:(?:to the )?(?P<way>{words})|f(?:\(x\))?\s*(?P<sign>[<>])\s*0)\s*(?:on|for|in|when|if)\s*(?P<set>.+)$",
        said.text,
    )
    if found is None:
        found = re.match(
            rf"(?:for|on|if|when) (?P<set>[^,]+?),? "
            rf"(?:the flow (?:goes|points|is)|{memory.letters.state} (?:goes|moves)|it goes)"
            rf"(?: to the)? (?P<way>{words})(?P<sign>)$",
            said.text,
        )
    if found is None or memory.letters.system.dimension != 1:
        return None
    direction = DIRECTIONS[found["way"]] if found["way"] else {">": 1, "<": -1}[found["sign"]]
    return FlowOn(said, memory.letters.interval(found["set"]), direction)


def potential(said: Said, memory: Memory) -> Claim | None:
    """Read ``V = x^4/4 − x^3 + x^2``, ``L(x, y) = …``, ``H = …``."""
    found = re.match(
        r"(?:(?:the )?(?:potential|loss|hamiltonian|energy|first integral)\s*(?:is\s*)?:?\s*)?"
        r"(?P<letter>[VLUHEW])(?:\([^=]*\))?\s*=\s*",
        said.text,
        re.IGNORECASE,
    )
    if found is None or found["letter"] in memory.letters.names:
        return None
    return Potential(said, found["letter"].upper(), memory.letters.expression(said.text[found.end() :]))
