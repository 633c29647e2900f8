"""Reading what a fixed point is called."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.claims import Called
from symtutor.checking.hand.letters import UnreadableError
from symtutor.checking.hand.names_of_kinds import house_word
from symtutor.checking.hand.readers.memory import POINTS, condition_after

if TYPE_CHECKING:
    from symtutor.checking.claims import Claim, Place, Said
    from symtutor.checking.hand.letters import Letters
    from symtutor.checking.hand.readers.memory import Memory

CALLED = re.compile(
    r"^(?P<who>.*?)\s*\b(?:is|are|remains?|becomes?)\s+(?:therefore |thus |always )?(?P<word>[a-z][a-z -]*?)"
    r"(?P<rest>\s*(?:,|\(|for|if|when|where|from|on|and attract|:).*)?$",
    re.IGNORECASE,
)
BARE = re.compile(r"^(?P<word>[a-z][a-z -]*?)(?P<rest>\s*(?:\(|for|if|when|from|:).*)?$", re.IGNORECASE)
TURNED = re.compile(
    r"^(?P<word>[a-z][a-z -]*?)(?: fixed points?| equilibri(?:um|a))?(?:\s*(?::|at|are|is))\s*"
    r"(?P<who>(?:[-±\d({√x]|the origin|(?:all |the )?(?:odd |even |integer )*multiples).*)$",
    re.IGNORECASE,
)
BRACKETED = re.compile(r"^(?P<who>.*?[\w)}])\s*\((?P<word>[a-z][a-z -]*)\)$", re.IGNORECASE)
VERBLESS = re.compile(r"^(?P<who>.*?[\w)}])\s*[:,]?\s+(?P<word>[a-z][a-z -]*?)$", re.IGNORECASE)
FROM = re.compile(r"attract\w* (?:only )?(?:from|on) (?:the )?(left|right)|(?:from|on) (?:the )?(left|right)")
REST = re.compile(
    r"\s*[,:]?\s*(?:\((?=[^()]*[a-z]{3}|[^()]*[<>≤≥])[^()]*\)"
    r"|(?:,? ?(?:it )?attract\w* )?(?:only )?(?:from|on) (?:the )?(?:left|right)(?: side)?"
    r"|(?:for|if|when|where) (?:(?:all )?(?:odd|even) \w|\w (?:is )?(?:odd|even)|[^,]*[<>≤≥≠][^,]*))*\s*",
    re.IGNORECASE,
)
"""What may follow the word: a remark in brackets, the attracting side, a condition."""
IT = re.compile(r"(?:it|this|that|this point|that point|the (?:fixed point|equilibrium|point)|x\*)", re.IGNORECASE)


def called(said: Said, memory: Memory) -> Claim | None:
    """Read ``0 and 2 are stable``, ``(1,1) is a saddle``, ``nπ is stable for odd n``, ``half-stable from the left``."""
    patterns = (CALLED, TURNED, BARE, BRACKETED, VERBLESS)
    matches = (pattern.match(said.text) for pattern in patterns)
    found, word = next(((m, house_word(m["word"])) for m in matches if m and house_word(m["word"])), (None, None))
    if (
        found is None
        or word is None
        or re.search(r"\b(?:is|are)\b", found.groupdict().get("who") or "")
        or not REST.fullmatch(found.groupdict().get("rest") or "")
    ):
        return None
    letters, who = memory.letters, found.groupdict().get("who") or ""
    rest = found.groupdict().get("rest") or ""
    parity = re.search(r"\b(odd|even)\b", rest)
    who, leading = _leading_condition(who, letters)
    memory.when = leading if leading is not sp.true else memory.when
    who = re.sub(
        rf"^(?:the )?(?:{POINTS}|point|origin$)?\s*(?:at )?\s*",
        lambda m: "(" + ", ".join("0" for _ in letters.system.states) + ")" if "origin" in m[0] else "",
        who,
    )
    if not who or IT.fullmatch(who):
        places = memory.subject if parity or not memory.here else (memory.here,)
    else:
        places = letters.places(re.sub(r"\b(?:both|all)\b", "", who))
        memory.subject = places
    _, when = condition_after(rest, letters) if re.search(r"[<>≤≥]", rest) else ("", sp.true)
    when = sp.And(when, memory.when)
    if parity:
        places = tuple(_of_parity(place, odd=parity[1] == "odd") for place in places)
    if when is not sp.true:
        places = tuple(replace(place, when=when) for place in places)
    memory.here = places[0] if len(places) == 1 and not places[0].index else None
    side = FROM.search(rest)
    return Called(said, word, places, {"left": -1, "right": 1}[side[1] or side[2]] if side else None)


def _leading_condition(who: str, letters: Letters) -> tuple[str, sp.Basic]:
    """Take ``for r > 0:`` or ``for odd n`` off the beginning."""
    found = re.match(r"(?:for|if|when)\s+([^:,]*[<>≤≥][^:,]*)[:,]\s*", who)
    return (who[found.end() :], sp.And(*letters.relations(found[1]))) if found else (who, sp.true)


def _of_parity(place: Place, *, odd: bool) -> Place:
    """Keep the members of a family with odd, or with even, index."""
    if len(place.index) != 1:
        raise UnreadableError("odd and even are said of a family with one index")
    (index,) = place.index
    at = tuple(replace(given, value=given.value.xreplace({index: 2 * index + int(odd)})) for given in place.at)
    return replace(place, at=at)
