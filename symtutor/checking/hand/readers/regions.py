"""Reading basins and the direction of the flow on the line."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from symtutor.checking.claims import Basin, FlowOn, Given, Stretch
from symtutor.checking.hand.intervals import ENDS, interval
from symtutor.checking.hand.letters import UnreadableError

if TYPE_CHECKING:
    from symtutor.checking.claims import Said
    from symtutor.checking.hand.readers.memory import Memory

LEADS = (
    r"(?:→|to\b|(?:flow|go|end|tend|converge|run|lead|move|settle|approach)(?:e?s)?"
    r"(?: (?:up|down))?(?: (?:to|at|in|into|towards?|on))?)"
)
BASIN_OF = tuple(
    re.compile(rf"{head}(?P<of>(?:\w\s*\*?\s*=\s*)?[^=:]+?){tail}\s*(?:is|=|:)\s*(?P<set>.+)", re.IGNORECASE)
    for head, tail in (
        (r"(?:the )?basins?(?: of attraction)? (?:of|for) ", ""),
        (r"(?:(?:the )?basins?(?: of attraction)?|[ABW](?:\^s|_s)?)\(", r"\)"),
    )
)
"""basin of 0 is (−∞, 1), basin(0) = …, B(0) = …, W^s(0) = …"""
AND_OF = re.compile(
    r"(?:of|for|that of) (?P<of>(?:\w\s*\*?\s*=\s*)?[^=:]+?) (?:it )?(?:is|=|:) (?P<set>.+)", re.IGNORECASE
)
LIMIT = re.compile(r"lim(?:_?\{?t ?→ ?\+?oo\}?)? ?\w\s*=\s*(?P<of>.+?) (?:for|if|when) (?P<set>.+)", re.IGNORECASE)
LEADS_TO = re.compile(
    r"(?:(?:if|for|from|starting (?:in|from)) )?"
    r"(?P<set>[(\[][^→⇒;]+?[)\]]|[^→⇒;:]*?[<>≤≥][^→⇒;:]*?"
    r"|(?:everything|everywhere|all x|the (?:whole|entire) (?:real )?line|all (?:starts|solutions)"
    r"|(?:(?:to the )?(?:below|above|left of|right of|between|less than|greater than) [^→⇒;:]+?))"
    rf")\s*,?\s*(?:⇒|then|:)?\s*(?:(?:the )?(?:solutions?|x|it) )?{LEADS}\s*(?P<of>[^→⇒;]+)",
    re.IGNORECASE,
)
WHICH = re.compile(
    r"^(?:(?:if|for|from) )?(?:(?:all|every|any|each) )?"
    r"(?:starts?|solutions?|points?|initial (?:values?|conditions?)|everything|anything)?"
    r"(?: (?:with|in|from|that (?:start|begin)s?(?: at| in| from)?|starting(?: at| in| from)?))? ?"
    r"(?=to the|below|above|left of|right of|between|less than|greater than|[(\[]|x\b|[-\d])",
    re.IGNORECASE,
)
"""Words before the set: everything below 1, all starts in (0, 1)."""


AHEAD = re.compile(
    r"^((?:to the )?(?:left of|right of|below|above|between) [^→⇒;:,]+?),? "
    rf"(?:everything|anything|all (?:starts|solutions)|(?:every|any|each) (?:start|solution)) (?={LEADS}\b)",
    re.IGNORECASE,
)
"""The set before what lies in it: to the left of 1 everything goes to 0."""


def basin(said: Said, memory: Memory) -> Basin | None:
    """Read ``basin of 0 is (-oo, 1)``, ``basin of 0: x < 1``, ``(-oo, 1) → 0``, ``x < 1 flows to 0``."""
    letters = memory.letters
    if letters.system.dimension != 1:
        return None
    name = letters.state
    text = re.sub(r"^basins?(?: of attraction)?\s*:\s*", "", said.text, flags=re.IGNORECASE)
    heads = (*BASIN_OF, *([AND_OF] if memory.of_basins else []))
    found = next((match for pattern in heads if (match := pattern.fullmatch(text))), None)
    if found is None:
        text = re.sub(rf"(?<!\w){name}(?:\(t\)|\(0\)|_?0)(?!\w)", name, text)  # x(0), x0 and x(t)
        text = re.sub(rf"^{name} (→ .+?) (?:for|if|when|provided) (.+)$", r"\2 \1", text)
        text = AHEAD.sub(r"\1 ", text)
        text = re.sub(rf",?\s*(?:then\s+|so\s+|⇒\s*)?{name}(?=\s?→)", "", text)
        found = LIMIT.fullmatch(text) or LEADS_TO.fullmatch(WHICH.sub("", text))
    if found is None:
        if "basins" not in {*memory.asked, memory.topic} or memory.here is None or said.text[:1] not in "([":
            return None
        return Basin(said, memory.here, interval(said.text, letters))
    (place,) = letters.places(re.sub(r"^the fixed point ", "", found["of"].strip()))
    memory.of_basins = True
    try:
        return Basin(said, place, interval(found["set"], letters))
    except UnreadableError:
        return Basin(said, place, interval(WHICH.sub("", found["set"]), letters))


DIRECTIONS = {
    "right": 1,
    "→": 1,
    "up": 1,
    "increasing": 1,
    "increases": 1,
    "increase": 1,
    "grows": 1,
    "positive": 1,
    "+": 1,
    "f > 0": 1,
    "left": -1,
    "←": -1,
    "down": -1,
    "decreasing": -1,
    "decreases": -1,
    "decrease": -1,
    "shrinks": -1,
    "negative": -1,
    "-": -1,
    "f < 0": -1,
}
WAY = "|".join(re.escape(word) for word in sorted(DIRECTIONS, key=len, reverse=True))
MOVES = (
    r"(?:(?:the flow|flow|solutions?|f|x|it|velocity|arrows?)"
    r"(?: (?:is|are|goes|go|points?|moves?|runs?))?\s*:?\s*)?(?:to the )?"
)
WHERE = r"(?:on|for|in|when|if|where|(?=between))"
FLOW = (
    re.compile(rf"{MOVES}(?P<way>{WAY})\s*{WHERE}\s*(?P<set>.+)"),
    re.compile(rf"(?:for|on|if|when|in) (?P<set>[^,:]+?),? {MOVES}(?P<way>{WAY})"),
    re.compile(rf"(?P<set>[^:]+?)\s*:\s*{MOVES}(?P<way>{WAY})"),
)
"""right on (0, 1); on (0, 1) the flow goes right; (0, 1): →"""
PHASE_LINE = re.compile(r"(?P<first>[→←])(?:\s*[^→←]+?\s*[→←])+")


def flow(said: Said, memory: Memory) -> tuple[FlowOn, ...] | None:
    """Read ``flow: right on (-oo, 0)``, ``f > 0 on (0, 1)``, ``x increases for x < 0``, ``→ 0 ← 1 →``."""
    letters = memory.letters
    if letters.system.dimension != 1:
        return None
    if PHASE_LINE.fullmatch(said.text):
        return _phase_line(said, memory)
    name = letters.state
    text = re.sub(rf"(?<!\w)(?:f(?:\({name}\))?|{name}'|d{name}/dt)\s*([<>])\s*0", r"f \1 0", said.text)
    text = re.sub(rf"(?<!\w){name}(?:\(t\))?(?= (?:is|increas|decreas|grows|shrinks|moves|goes))", "x", text)
    found = next((match for pattern in FLOW if (match := pattern.fullmatch(text))), None)
    if found is None:
        return None
    parts = _parts(found["set"], memory)
    return tuple(FlowOn(said, part, DIRECTIONS[found["way"]]) for part in parts)


def _parts(text: str, memory: Memory) -> list[Stretch]:
    """Read one interval, or several: (−∞, 0) and (1, 2)."""
    try:
        return [interval(text, memory.letters)]
    except UnreadableError:
        parts = re.split(r"\s*(?:\band\b|\bor\b|∪|;|,(?=\s*(?:[(\[]|for|on))(?![^()]*\)))\s*", text)
        if len(parts) < 2:
            raise
        return [interval(re.sub(r"^(?:for|on|in|if) ", "", part), memory.letters) for part in parts]


def _phase_line(said: Said, memory: Memory) -> tuple[FlowOn, ...]:
    """Read a phase line as it is drawn: ``→ 0 ← 1 →``."""
    ends = [memory.letters.given(part) for part in re.split(r"[→←]+", said.text) if part.strip()]
    arrows = re.findall(r"[→←]", said.text)
    corners = [Given(ENDS["-oo"], "−∞"), *ends, Given(ENDS["oo"], "∞")]
    return tuple(
        FlowOn(said, Stretch(low, high), DIRECTIONS[arrow])
        for (low, high), arrow in zip(pairwise(corners), arrows, strict=True)
    )
