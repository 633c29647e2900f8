"""Intervals of the line and conditions in hand work: ``(−∞, 1)``, ``x < 1``, ``to the left of 1``, ``r > 0``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.claims import Given, Stretch
from symtutor.checking.hand.letters import UnreadableError
from symtutor.checking.hand.lists import listed

if TYPE_CHECKING:
    from symtutor.checking.hand.letters import Letters

RELATIONS = {"<": sp.Lt, ">": sp.Gt, "≤": sp.Le, "≥": sp.Ge, "=": sp.Eq, "≠": sp.Ne}
RELATION = re.compile(r"\s*(≤|≥|<|>|=|≠)\s*")
ONE_SIDED = re.compile(
    r"(?:to the )?(?P<way>below|less than|smaller than|left of|above|greater than|larger than|right of) (?P<end>.+)"
)
BOTH_SIDED = re.compile(r"between (?P<low>.+?) and (?P<high>.+)")
ENDS = {"oo": sp.oo, "+oo": sp.oo, "-oo": -sp.oo}
EVERYWHERE = re.compile(
    r"(?:all|every|any)(?: real)?(?: numbers?| x| starts| solutions)?|everything|everywhere|\(-oo, ?oo\)"
    r"|(?:all of )?(?:ℝ|R)|(?:all of )?the (?:whole |entire )?(?:real )?line",
    re.IGNORECASE,
)


def interval(text: str, letters: Letters) -> Stretch:
    """Read ``(-oo, 1)``, ``x < 1``, ``0 < x < 1``, or the whole line."""
    text = text.strip()
    if EVERYWHERE.fullmatch(text):
        return Stretch(_end("-oo", letters), _end("oo", letters))
    if found := ONE_SIDED.fullmatch(text):
        end = _end(found["end"], letters)
        beyond = found["way"] in {"above", "greater than", "larger than", "right of"}
        return Stretch(end, _end("oo", letters)) if beyond else Stretch(_end("-oo", letters), end)
    if found := BOTH_SIDED.fullmatch(text):
        return Stretch(_end(found["low"], letters), _end(found["high"], letters))
    if text[:1] == "{" and text[-1:] == "}":
        only = _end(text[1:-1], letters)
        return Stretch(only, only, (True, True))
    if text[:1] in "([]" and text[-1:] in ")]" and len(ends := listed(text[1:-1])) == 2:
        low, high = (_end(end, letters) for end in ends)
        return Stretch(low, high, (text[0] == "[", text[-1] == "]"))
    return _between(RELATION.split(text), letters)


def _end(text: str, letters: Letters) -> Given:
    """Read an end of an interval."""
    infinite = ENDS.get(text.strip().replace(" ", ""))
    return letters.given(text) if infinite is None else Given(infinite, text)


def _between(parts: list[str], letters: Letters) -> Stretch:
    """Read ``x < 1``, ``0 < x``, ``0 < x < 1``, in either direction."""
    sides, signs = parts[::2], parts[1::2]
    if signs and set(signs) <= {">", "≥"}:
        sides, signs = sides[::-1], [{">": "<", "≥": "≤"}[sign] for sign in signs[::-1]]
    name = letters.system.states[0].name
    place = next((place for place, side in enumerate(sides) if side.strip() == name), None)
    if place is None or not signs or not set(signs) <= {"<", "≤"} or len(sides) > 3 or (len(sides) == 3 and place != 1):
        raise UnreadableError("an interval is written (a, b) or a < x < b")
    low = _end(sides[place - 1], letters) if place else _end("-oo", letters)
    high = _end(sides[place + 1], letters) if place + 1 < len(sides) else _end("oo", letters)
    closed = (bool(place) and signs[place - 1] == "≤", place + 1 < len(sides) and signs[place] == "≤")
    return Stretch(low, high, closed)


def relations(text: str, letters: Letters) -> list[sp.Rel]:
    """Read ``r > 0`` or ``0 < x < 1``."""
    parts = RELATION.split(text.strip())
    if len(parts) < 3:
        raise UnreadableError("a condition is written r > 0")
    sides = [ENDS.get(part.strip()) or letters.expression(part) for part in parts[::2]]
    return [RELATIONS[sign](left, right) for left, sign, right in zip(sides, parts[1::2], sides[1:], strict=False)]
