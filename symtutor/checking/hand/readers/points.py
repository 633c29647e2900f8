"""Reading fixed points: a list, a set, a family, or none."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.claims import Called, FixedPoints, Given, Place
from symtutor.checking.hand.letters import MULTIPLICITY, UnreadableError
from symtutor.checking.hand.lists import listed
from symtutor.checking.hand.names_of_kinds import house_word
from symtutor.checking.hand.readers.memory import ARE, POINTS, condition_after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.checking.claims import Claim, Said
    from symtutor.checking.hand.letters import Letters
    from symtutor.checking.hand.readers.memory import Memory


EVERY_INTEGER = re.compile(
    r"[,;]?\s*(?:\(?(?:for|with|where) [nkm] ?= ?0, ?±1(?:, ?±2)*(?:, ?±3)?(?:, ?…)?\)?"
    r"|for (?:all|every|each|any) (?:integers?|n|k)\b.*"
    r"|\(?(?:with|where|for)? ?(?:all |any )?[nkm] ?(?:∈|in) ?(?:ℤ|Z)\)?|\(?[nkm] (?:is )?(?:an )?(?:any )?integer\)?)$"
)
"""What may follow a family, and goes without saying."""


LATTICE = re.compile(r"^\s*((?:[\dπ/()]|pi)*)\s*\*?\s*(?:ℤ|Z)\s*$")
"""All the integer multiples of a number: πℤ."""


COUNTED = re.compile(r",?\s*\(?(?:for|with|where) (?P<index>[nkm]) ?= ?(?P<numbers>-?\d+(?:, ?-?\d+)*)(?:, ?…)?\)?$")
"""A family cut down to some of its members: nπ for n = 0, 1, 2, …"""


NONE = re.compile(r"(?:there (?:is|are) )?(?:none|no solutions?|nothing)", re.IGNORECASE)
ONLY = re.compile(r"^(?:only|just) ", re.IGNORECASE)


SOLUTION_SET = re.compile(r"([LS𝕃])\s*=\s*(?=\{)")
GOES_ON = re.compile(r"^…\s*,?\s*|,?\s*(?:(?:and )?so on|etc\.?|…)$")


def _progression(places: tuple[Place, ...], letters: Letters) -> Place:
    """Read ``0, ±π, ±2π, …`` as the family nπ: equal steps, in both directions."""
    values = {value for place in places for value in place.values}
    numbers = sorted(value for value in values if value.is_real and not value.free_symbols)
    steps = {sp.expand(after - before) for before, after in pairwise(numbers)}
    if len(numbers) < len(values) or len(numbers) < 4 or len(steps) != 1 or not numbers[0].is_negative:
        raise UnreadableError("dots tell how it goes on only after equal steps in both directions")
    index = next(iter(letters.indices.values()))
    return Place((Given(numbers[0] + index * steps.pop(), "…"),), (index,))


def _members(place: Place, index: str, numbers: str) -> Iterator[Place]:
    """Give the members of a family that are counted out."""
    (symbol,) = (each for each in place.index if each.name == index)
    for number in numbers.split(","):
        given = tuple(replace(each, value=each.value.xreplace({symbol: sp.Integer(int(number))})) for each in place.at)
        yield replace(place, at=given, index=())


BRACKETS = re.compile(r"\s*\([a-z][a-z -]*\)", re.IGNORECASE)
BRACKETED = re.compile(rf"(.+?){BRACKETS.pattern.replace('[a-z][a-z -]*', '([a-z][a-z -]*)')}$", re.IGNORECASE)
"""What a point is called, in brackets behind it: 0 (unstable)."""


CLOSING = re.compile(rf"\s+(?:are|is) (?:all )?(?P<all>the )?(?:an? )?(?:only )?{POINTS}$", re.IGNORECASE)
"""0 and 1 are fixed points; with "the", they are all of them."""


def fixed_points(said: Said, memory: Memory) -> Claim | tuple[Claim, ...] | None:
    """Read ``x* = {0, 1}``, ``x = 0 or x = 1``, ``fixed points: …``, ``(0,0), (3,0)``, ``no fixed points``."""
    letters, text = memory.letters, said.text
    asked = "fixed-points" in memory.asked or memory.topic == "fixed-points"
    if named_set := SOLUTION_SET.match(text):
        text = text[named_set.end() :] if asked and named_set[1] not in letters.names else text
    none = rf"(?:there (?:is|are) )?(?:no|never any) (?:real )?{POINTS}(?: at all)?"
    empty = rf"{letters.state}\s*\*?\s*[∈=]\s*(?:∅|\{{\s*\}})"
    if re.fullmatch(f"{none}|{empty}", text, re.IGNORECASE) or (asked and NONE.fullmatch(text)):
        return FixedPoints(said, (), all_of_them=True)
    closing = CLOSING.search(text)
    text = text[: closing.start()] if closing else text
    heading = re.match(rf"(?:so |the |there (?:is|are) )*{POINTS}(?:{ARE}|,?\s+(?=[-±\d(√]))", text, re.IGNORECASE)
    body = ONLY.sub("", text[heading.end() :] if heading else text)
    unnamed = _without_names(body, memory, told=bool(heading or closing or asked), asked=asked)
    if unnamed is None:
        return None
    body, starred = unnamed
    places, kinds = _listed(body, memory)
    memory.listed = places
    whole = bool(heading) or starred or asked or (closing is not None and closing["all"] is not None)
    points = FixedPoints(said, places, all_of_them=whole)
    return (points, *(Called(said, word, letters.places(who)) for who, word in kinds))


def _without_names(body: str, memory: Memory, *, told: bool, asked: bool) -> tuple[str, bool] | None:
    """Take ``x* =`` or ``(x, y) ∈`` off, and tell whether it has a star; None where nothing says that it is a point."""
    letters = memory.letters
    if letters.system.dimension > 1:
        states = ", ?".join(rf"{re.escape(symbol.name)}\s*\*?" for symbol in letters.system.states)
        named = re.match(rf"\(?{states}\)?\s*(?:=|∈)\s*", body)
        return (body[named.end() :], "*" in named[0]) if named else (body, False)
    named = re.match(rf"{letters.state}\s*(\*|_\*|_?\d|_[nkm]|\(t\))?\s*(?:=|≈|∈|in(?= ?\{{| ?[\dπ]*[ℤZ]$))\s*", body)
    numbered = named is not None and (named[1] or "")[-1:].isdigit()
    if not (named or told) or (numbered and memory.stepping and not asked):
        return None
    return (body[named.end() :], "*" in (named[1] or "")) if named else (body, False)


def _listed(body: str, memory: Memory) -> tuple[tuple[Place, ...], list[tuple[str, str]]]:
    """Read the points of a list, and what they are called in brackets."""
    letters = memory.letters
    body, when = condition_after(body, letters)
    body = MULTIPLICITY.sub("", body)
    words = [(found[1], house_word(found[2])) for item in listed(body) if (found := BRACKETED.match(item))]
    if words and all(word for _, word in words):
        body = BRACKETS.sub("", body)
    index = next(iter(letters.indices), "")
    body = LATTICE.sub(rf"\g<1>{index}", EVERY_INTEGER.sub("", body)) if index else body
    counted = COUNTED.search(body)
    body, goes_on = GOES_ON.subn("", body[: counted.start()] if counted else body)
    places = letters.places(body)
    if counted:
        places = tuple(each for place in places for each in _members(place, counted["index"], counted["numbers"]))
    if goes_on:
        places = (_progression(places, letters),)
    when = sp.And(when, memory.when)
    if when is not sp.true:
        places = tuple(replace(place, when=when) for place in places)
    return places, [(who, word) for who, word in words if word]
