"""Reading what is said beside the main steps: how many points, a solution, a time scale, a direction."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.claims import (
    HowMany,
    Hyperbolic,
    RealParts,
)
from symtutor.checking.hand.readers.memory import condition_after

if TYPE_CHECKING:
    from symtutor.checking.claims import Place, Said
    from symtutor.checking.hand.readers.memory import Memory

NUMBERS = {
    word: number
    for number, word in enumerate(("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"))
} | {"none": 0, "a single": 1}
NUMBER = rf"(?P<number>\d+|{'|'.join(NUMBERS)})"
HOW_MANY = re.compile(
    r"(?:(?:there (?:is|are)|(?:we|it|the system) (?:have|has|get))\s+)?(?:only |exactly )*"
    rf"{NUMBER}(?: distinct| different| real)*(?P<noun> (?:fixed|equilibrium|critical|stationary|rest) points?"
    r"| equilibri(?:um|a)| steady states?| roots?)?",
    re.IGNORECASE,
)


def how_many(said: Said, memory: Memory) -> HowMany | None:
    """Read ``there are three fixed points``, ``no fixed points for r > 0``, ``one if r = 0``."""
    text, when = condition_after(said.text, memory.letters)
    found = HOW_MANY.fullmatch(text)
    when = sp.And(when, memory.when)
    if found is None or (found["noun"] is None and (when is sp.true or found["number"].isdigit())):
        return None
    word = found["number"].lower()
    number = NUMBERS.get(word, int(word) if word.isdigit() else -1)
    return None if number == 0 and when is sp.true else HowMany(said, number, when)


def hyperbolic(said: Said, memory: Memory) -> Hyperbolic | None:
    """Read ``(1,1) is hyperbolic``, ``0 is not hyperbolic``, ``0 is a nonhyperbolic fixed point``."""
    found = re.fullmatch(
        r"(?:(?P<who>.*?)\s*\b(?:is|are) )?(?P<no>not |non-?)?(?:an? )?(?P<non>non-?)?hyperbolic"
        r"(?: (?:fixed )?points?)?",
        said.text,
        re.IGNORECASE,
    )
    if found is None:
        return None
    places = places_spoken_of(found["who"] or "", memory)
    return Hyperbolic(said, places, denied=bool(found["no"] or found["non"]))


REAL_PARTS = re.compile(
    r"(?:Re\s*\(?\s*λ\s*\)?|(?:both|all) real parts(?: are)?|(?:the )?real parts are(?: both| all)?)"
    r"\s*(?P<sign>[<>]\s*0|negative|positive)(?: for (?:all|both|every)(?: λ| eigenvalues?)?)?",
    re.IGNORECASE,
)
BOTH = re.compile(
    r"(?:both|all)(?P<named> eigenvalues)?(?: are)? (?:real and )?(?P<sign>negative|positive|[<>]\s*0)", re.IGNORECASE
)
SIGNS = {"<": -1, ">": 1, "n": -1, "p": 1}


def real_parts(said: Said, memory: Memory) -> RealParts | None:
    """Read ``Re λ < 0``, ``Re(λ) > 0``, ``both negative``: of the eigenvalues at the point spoken of."""
    if memory.letters.system.dimension == 1:
        return None
    parts = REAL_PARTS.fullmatch(said.text)
    found = parts or BOTH.fullmatch(said.text)
    if found is None or (parts is None and not found["named"] and not memory.of_eigenvalues):
        return None  # trace and determinant may be both negative too
    return RealParts(said, SIGNS[found["sign"][0].lower()], memory.here, real=parts is None)


def places_spoken_of(who: str, memory: Memory) -> tuple[Place, ...]:
    """Read the points somebody speaks of; without a name, the one spoken of before."""
    who = re.sub(r"^(?:both|all|the)\s+(?=[\d(])", "", who)
    if re.fullmatch(r"(?:it|this|that|this point|the fixed point)?", who, re.IGNORECASE):
        return (memory.here,) if memory.here else ()
    if "origin" in who:
        who = f"({', '.join('0' for _ in memory.letters.system.states)})"
    memory.subject = memory.letters.places(who)
    return memory.subject
