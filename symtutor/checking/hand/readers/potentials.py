"""Reading potentials, what is conserved, and the extrema of a potential."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.claims import Extremum, Potential
from symtutor.checking.hand.letters import UnreadableError
from symtutor.checking.hand.readers.remarks import places_spoken_of

if TYPE_CHECKING:
    from symtutor.checking.claims import Claim, Said
    from symtutor.checking.hand.readers.memory import Memory

POTENTIAL = re.compile(
    r"(?:(?:the )?(?:potential|loss|hamiltonian|energy|first integral)(?: (?:energy|function))?\s*(?:is\s*)?:?\s*)?"
    r"(?P<letter>[VLUHEW])(?:\((?P<of>[^=]*)\))?\s*=\s*",
    re.IGNORECASE,
)
AS_INTEGRAL = re.compile(r"-\s*(?:∫|\\int)\s*f(?:\(\w\))?\s*d\w\s*=\s*")
"""V = −∫ f dx = …, which is how it is found."""
CONSTANT = re.compile(r"\s*\+\s*(?:C|c|const(?:ant|\.)?|K)\s*$")


def potential(said: Said, memory: Memory) -> Claim | None:
    """Read ``V = x^4/4 − x^3 + x^2 + C``, ``V(x) = −∫f(x)dx = …``, ``L(x, y) = …``, ``H = …``."""
    found = POTENTIAL.match(said.text)
    names = {state.name for state in memory.letters.system.states}
    if found is None or found["letter"] in memory.letters.names:
        return None
    if found["of"] and not names & set(re.findall(r"\w+", found["of"])):
        raise UnreadableError("the value of a potential at a point is known only up to a constant")
    body = AS_INTEGRAL.sub("", said.text[found.end() :])
    constant = CONSTANT.search(body)
    body = body[: constant.start()] if constant and constant[0].strip(" +") not in memory.letters.names else body
    sides = [memory.letters.expression(side) for side in body.split("=")]
    if any(sp.expand(side - sides[0]) != 0 for side in sides):
        raise UnreadableError("one formula for the potential at a time")
    return Potential(said, found["letter"].upper(), sides[0])


CONSERVED = (
    re.compile(
        r"(?P<body>.+?) is (?:a )?(?:conserved(?: quantity)?|constant(?: (?:along|of) (?:the )?(?:solutions?|motion))?"
        r"|first integral)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:the )?(?:conserved quantity|first integral|constant of motion)\s*(?::|is|=)\s*(?P<body>.+)", re.IGNORECASE
    ),
)


def conserved(said: Said, memory: Memory) -> Potential | None:
    """Read ``x^2 + y^2 is conserved``, ``conserved quantity: x^2 + y^2``."""
    found = next((match for pattern in CONSERVED if (match := pattern.fullmatch(said.text))), None)
    if found is None or memory.letters.system.dimension == 1:
        return None
    return Potential(said, "H", memory.letters.expression(re.sub(r"^[A-Z](?:\([^=]*\))?\s*=\s*", "", found["body"])))


EXTREMUM = (
    re.compile(
        r"(?:(?:a |the )?(?:local |strict )?(?P<word>minimum|minima|maximum|maxima|saddle))(?: points?)?"
        r"(?: of (?:V|L|U|the potential|the loss))?(?:\s*(?:at|:|is|are))+\s*(?P<who>.+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?P<who>.+?) (?:is|are) (?:an? |the )?(?:local |strict )?(?P<word>minimum|minima|maximum|maxima|saddle)"
        r"(?: points?)? of (?:V|L|U|the potential|the loss)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:V|L|U|the potential|the loss|(?:a )?double[- ]well(?: potential)?) (?:has|with)"
        r" (?:an? |its |two )?(?:local |strict )?"
        r"(?P<word>minimum|minima|maximum|maxima|saddle) at (?P<who>.+)",
        re.IGNORECASE,
    ),
)


def extremum(said: Said, memory: Memory) -> Extremum | None:
    """Read ``minimum of L at (0,0)``, ``(0,0) is a saddle of L``, ``maximum at 0``."""
    found = next((match for pattern in EXTREMUM if (match := pattern.fullmatch(said.text))), None)
    word = found["word"].lower().replace("ima", "imum") if found else ""
    if found is None or (word == "saddle" and " of " not in said.text and " has " not in said.text):
        return None
    return Extremum(said, word, places_spoken_of(found["who"], memory))
