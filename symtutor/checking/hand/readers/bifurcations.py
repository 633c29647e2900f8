"""Reading bifurcations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from symtutor.checking.claims import Bifurcation
from symtutor.checking.hand.letters import UnreadableError

if TYPE_CHECKING:
    from sympy import Symbol

    from symtutor.checking.claims import Claim, Given, Said
    from symtutor.checking.hand.letters import Letters
    from symtutor.checking.hand.readers.memory import Memory

SYNONYMS = (
    (r"saddle node|fold|tangent|blue[- ]sky(?: catastrophe)?|turning[- ]point|limit[- ]point", "saddle-node"),
    (r"andronov-", ""),
    (r"exchange of stabilit(?:y|ies)", "transcritical"),
)
KIND = re.compile(
    r"(?:(?:super|sub)critical )?"
    r"(?:saddle[- ]node|fold|tangent|blue[- ]sky(?: catastrophe)?|turning[- ]point|limit[- ]point"
    r"|transcritical|exchange of stabilit(?:y|ies)|pitchfork|(?:andronov-)?hopf|cusp)",
    re.IGNORECASE,
)
EXCHANGED = re.compile(
    r"^.*\bexchange(?:s)? (?:their )?stabilit(?:y|ies)\b|^.*\b(?:swap|switch) (?:their )?stabilit(?:y|ies)\b"
)
"""In a transcritical bifurcation two fixed points exchange their stability."""
NONE = re.compile(
    r"(?:there (?:is|are) )?no(?:thing)? (?:bifurcations?|bifurcates)(?: (?:at all|here|occurs?))?", re.IGNORECASE
)
FILLED = re.compile(
    r"bifurcations?|critical (?:values?|points?|parameters?)|[:()]"
    r"|\b(?:at|an?|the|of|is|are|in|occurs?|happens?|takes? place|there|we|have"
    r"|this|it|system|equation|undergoes|has|shows|for|when|type|kind|point|value)\b",
    re.IGNORECASE,
)
"""Words around the value and the kind."""
VALUE = re.compile(r"(?P<name>[^\W\d]\w*?)(?:_?c|_\*|\*|_crit)?\s*=\s*(?P<value>[^,;=]+?)\s*(?=,|;|\band\b|$)")


def bifurcation(said: Said, memory: Memory) -> Claim | None:
    """Read ``bifurcation at r = 0``, ``r = 0, supercritical pitchfork``, ``saddle-node at r = 1, x = 0``."""
    letters = memory.letters
    if NONE.fullmatch(said.text):
        return Bifurcation(said, denied=True)
    text = EXCHANGED.sub("exchange of stability", said.text)
    kind = KIND.search(text)
    around = FILLED.sub(" ", text.replace(kind[0], " ", 1) if kind else text)
    found = [(match["name"], match["value"]) for match in VALUE.finditer(around)]
    named = [(symbol, value) for name, value in found if (symbol := _parameter(name, letters)) is not None]
    there = [(name, value) for name, value in found if name in {state.name for state in letters.system.states}]
    word = kind is not None or "bifurcation" in text.lower()
    if not letters.system.parameters and "bifurcation" not in text.lower():
        return None  # a saddle-node is a fixed point too
    if len(named) > 1 or len(named) + len(there) < len(found) or not (word or (named and not there)):
        return None
    if VALUE.sub(" ", around).replace(",", " ").replace(" and ", " ").strip():
        return None
    parameter, value = named[0] if named else (None, None)
    return Bifurcation(
        said, _kind(kind), parameter, None if value is None else letters.given(value), at=_place(there, letters)
    )


def _kind(found: re.Match[str] | None) -> str | None:
    """Give the word of the house for a kind."""
    if found is None:
        return None
    kind = found[0].lower()
    for pattern, word in SYNONYMS:
        kind = re.sub(pattern, word, kind)
    return kind


def _parameter(name: str, letters: Letters) -> Symbol | None:
    """Find the parameter of a name, written as a Greek letter too."""
    try:
        symbol = letters.expression(name)
    except UnreadableError:
        return None
    return symbol if symbol in letters.system.parameters else None


def _place(there: list[tuple[str, str]], letters: Letters) -> tuple[Given, ...] | None:
    """Read where in phase space it happens, if every coordinate is said."""
    values = dict(there)
    names = [state.name for state in letters.system.states]
    return tuple(letters.given(values[name]) for name in names) if set(values) == set(names) else None
