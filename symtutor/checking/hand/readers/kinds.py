"""Reading what a fixed point is called."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.claims import Called, Whom
from symtutor.checking.hand.intervals import relations
from symtutor.checking.hand.letters import UnreadableError
from symtutor.checking.hand.names_of_kinds import house_word
from symtutor.checking.hand.readers.memory import POINTS, condition_after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.checking.claims import Claim, Place, Said
    from symtutor.checking.hand.letters import Letters
    from symtutor.checking.hand.readers.memory import Memory

NOT = r"(?P<no>not (?!stable\b))?"
POINT = r"(?:[-±\d({√x]|the origin|(?:all |the )?(?:odd |even |integer )*multiples)"
WORD = r"(?P<word>[a-z][a-z -]*?)"
CASES = r"(?P<rest>\s*(?:,|\(|for|if|iff|when|where|from|on|and attract|:).*)?"
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?P<who>.*?)\s*\b(?:is|are|remains?|becomes?)\s+{NOT}(?:therefore |thus |always )?{WORD}{CASES}$",
        rf"^{WORD}(?: fixed points?| equilibri(?:um|a))?(?:\s*(?::|at|are|is))\s*(?P<who>{POINT}.*)$",
        rf"^{NOT}{WORD}(?P<rest>\s*(?:\(|for|if|iff|when|from|:).*)?$",
        rf"^(?P<who>.*?[\w)}}])\s*\({WORD}\)$",
    )
)
"""0 is stable; stable: 0; stable; 0 (stable); 0 stable, 0 → stable."""
VERBLESS = re.compile(r"(?P<body>.*?)(?P<rest>\s*(?:\((?=[^()]*[<>≤≥])|\b(?:for|if|iff|when)\b).*)?")
FROM = re.compile(r"attract\w* (?:only )?(?:from|on) (?:the )?(left|right)|(?:from|on) (?:the )?(left|right)")
REST = re.compile(
    r"\s*[,:]?\s*(?:\((?=[^()]*[a-z]{3}|[^()]*[<>≤≥])[^()]*(?:\([^()]*\)[^()]*)?\)"
    r"|(?:,? ?(?:it )?attract\w* )?(?:only )?(?:from|on) (?:the )?(?:left|right)(?: side)?"
    r"|(?:for|if|iff|when|where) (?:(?:all )?(?:odd|even) \w|\w (?:is )?(?:odd|even)|[^,]*[<>≤≥≠][^,]*))*\s*",
    re.IGNORECASE,
)
"""What may follow the word: a remark in brackets, the attracting side, a condition."""
DOES = r"(?:attract\w*|stable|repel\w*|unstable) (?:only )?(?:from|on|to)(?: the)?"
SIDED = re.compile(
    rf"^(?:(?P<who>.*?)\s*(?:\bis\b|:)?\s*)?(?<![\w-])(?P<first>{DOES}) (?P<side>left|right)(?: side)?"
    rf"(?:,? (?:and|but) (?:it )?(?P<second>{DOES}) (?P<other>left|right)(?: side)?)?$",
    re.IGNORECASE,
)
"""What is said of one side: attracting from the left and repelling to the right."""
SIDES = {"left": -1, "right": 1}
IT = re.compile(r"(?:it|this|that|this point|that point|the (?:fixed point|equilibrium|point)|x\*)", re.IGNORECASE)
EVERY = re.compile(
    r"(?:all|both|each|every|they|none|neither)(?: of (?:them|these|the fixed points))?"
    r"(?: (?:the )?(?:fixed )?points?)?"
    rf"|(?:all|both|every|each|no) (?:the |of the )?{POINTS}",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"(?:all )?(?:the )?(?:others?|rest|remaining)(?: (?:ones?|two|three|fixed points?|points?))?", re.IGNORECASE
)
BRANCH = re.compile(
    rf"(?:the )?(?P<which>negative|positive|upper|lower|larger|smaller|left|right)(?: (?:one|branch|root|{POINTS}))?",
    re.IGNORECASE,
)
ABOVE = ("positive", "upper", "larger", "right")


def called(said: Said, memory: Memory) -> Claim | tuple[Claim, ...] | None:
    """Read ``0 and 2 are stable``, ``(1,1) is a saddle``, ``nπ is stable for odd n``, ``half-stable from the left``."""
    if sided := SIDED.match(said.text):
        return tuple(_sided(said, sided, memory))
    matches = (pattern.match(said.text) for pattern in PATTERNS)
    groups = next((m.groupdict() for m in matches if m and house_word(m["word"])), None) or _without_verb(said.text)
    word = house_word(groups.get("word") or "")
    who, rest = groups.get("who") or "", groups.get("rest") or ""
    if word is None or re.search(r"\b(?:is|are)\b", who) or not REST.fullmatch(rest):
        return None
    letters = memory.letters
    who, leading = _leading_condition(who, letters)
    memory.when = leading if leading is not sp.true else memory.when
    denied = bool(groups.get("no")) or bool(re.match(r"(?:none|neither|no)\b", who, re.IGNORECASE))
    _, when = condition_after(rest, letters) if re.search(r"[<>≤≥]", rest) else ("", sp.true)
    when = sp.And(when, memory.when)
    for whom, pattern in ((Whom.ALL, EVERY), (Whom.OTHERS, OTHERS)):
        if pattern.fullmatch(who.strip()):
            return Called(said, word, whom=whom, denied=denied, when=when)
    places = _places(who, rest, memory)
    if when is not sp.true:
        places = tuple(replace(place, when=when) for place in places)
    memory.here = places[0] if len(places) == 1 and not places[0].index else None
    side = FROM.search(rest)
    return Called(said, word, places, SIDES[side[1] or side[2]] if side else None, denied=denied, when=when)


def _without_verb(text: str) -> dict[str, str | None]:
    """Part ``0 stable``, ``even n unstable`` or ``0 → stable`` where the word begins."""
    found = VERBLESS.fullmatch(text)
    words = found["body"].split() if found else []
    for place in range(1, len(words)):
        before, word = " ".join(words[:place]), " ".join(words[place:])
        if before[-1] in ")},:→⇒" or before[-1].isalnum():
            who = before.rstrip(" ,:→⇒")
            if house_word(word):
                return {"who": who, "word": word, "rest": found["rest"] if found else None}
    return {}


def _sided(said: Said, found: re.Match[str], memory: Memory) -> Iterator[Called]:
    """Read what is said of each side."""
    places = _places(found["who"] or "", "", memory)
    for word, side in ((found["first"], found["side"]), (found["second"], found["other"])):
        if word:
            attracts = word.lower().startswith(("attract", "stable"))
            yield Called(said, "attracting" if attracts else "repelling", places, SIDES[side.lower()])


def _places(who: str, rest: str, memory: Memory) -> tuple[Place, ...]:
    """Find the points that are spoken of; without a name, those spoken of before."""
    letters = memory.letters
    named = re.fullmatch(r"\s*(?:for )?(?:all )?(odd|even) [nkm]\s*|\s*(?:for )?[nkm] (?:is )?(odd|even)\s*", who)
    parity = named or re.search(r"\b(odd|even)\b", rest)
    who = re.sub(
        rf"^(?:the )?(?:{POINTS}|point|origin$)?\s*(?:at )?\s*",
        lambda m: "(" + ", ".join("0" for _ in letters.system.states) + ")" if "origin" in m[0].lower() else "",
        who,
        flags=re.IGNORECASE,
    )
    if multiples := re.search(r"multiples of (\S+)", who):
        memory.unit = multiples[1]
    elif memory.unit:
        who = re.sub(r"multiples$", f"multiples of {memory.unit}", who)
    if branch := BRANCH.fullmatch(who.strip()):
        return _branch(branch["which"].lower(), memory)
    if named or not who or IT.fullmatch(who):
        spoken = (memory.here,) if memory.here else ()
        before = memory.subject or memory.listed or spoken if parity else memory.subject
        memory.subject = before
        places = before if not memory.here or (parity and before) else (memory.here,)
    else:
        places = letters.places(re.sub(r"\b(?:both|all|every|each|any|only)\b", "", who))
        memory.subject = places
    if parity:
        odd = next(group for group in parity.groups() if group) == "odd"
        places = tuple(_of_parity(place, odd=odd) for place in places)
    return places


def _branch(which: str, memory: Memory) -> tuple[Place, ...]:
    """Choose among the points listed before by their sign: the negative one."""
    known = [place for place in memory.listed or memory.subject if len(place.at) == 1 and place.values[0] != 0]
    minus = [place for place in known if place.values[0].could_extract_minus_sign()]
    plus = [place for place in known if place not in minus]
    if len(minus) != 1 or len(plus) != 1:
        raise UnreadableError("it is not plain which of the points is meant")
    return tuple(plus if which in ABOVE else minus)


def _leading_condition(who: str, letters: Letters) -> tuple[str, sp.Basic]:
    """Take ``for r > 0:`` or ``for odd n`` off the beginning."""
    found = re.match(r"(?:for|if|when)\s+([^:,]*[<>≤≥][^:,]*)[:,]\s*", who)
    return (who[found.end() :], sp.And(*relations(found[1], letters))) if found else (who, sp.true)


def _of_parity(place: Place, *, odd: bool) -> Place:
    """Keep the members of a family with odd, or with even, index."""
    if len(place.index) != 1:
        raise UnreadableError("odd and even are said of a family with one index")
    (index,) = place.index
    at = tuple(replace(given, value=given.value.xreplace({index: 2 * index + int(odd)})) for given in place.at)
    return replace(place, at=at)
