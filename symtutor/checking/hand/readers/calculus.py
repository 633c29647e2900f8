"""Reading derivatives and their values."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.claims import Called, Derivative, Given, Place
from symtutor.checking.hand.letters import UnreadableError
from symtutor.checking.hand.lists import both_signs, listed
from symtutor.checking.hand.names_of_kinds import house_word
from symtutor.checking.hand.readers.memory import compared, condition_after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.checking.claims import Claim, Said
    from symtutor.checking.hand.readers.memory import Memory

SLOPE_AT = re.compile(
    r"^(?:the )?(?:slope|derivative) (?:at|in) (?:x\s*\*?\s*=\s*)?(?P<at>[^=]+?)\s*"
    r"(?:(?:is|=)\s*(?=[-\d(√])|(?=is [np]))",
    re.IGNORECASE,
)
EVALUATED = re.compile(r"(?:df/d\w|f'(?:\(\w\))?)\s*\|_?\{?\s*\w\*?\s*=\s*([^{}=]+?)\}?(?=\s*[=<>])")
"""df/dx|_{x=1}, the derivative evaluated at a point."""
AT_EACH = re.compile(
    r"^(?P<head>f\s*'*\s*)\(\w\*?\)\s*(?P<rest>[<>=].*?)\s+(?:for|at|when) \w\*?\s*=\s*(?P<points>[^<>=]+)$"
)
BOTH = re.compile(r"(f\s*'*\s*)\(([^=()]*±[^=()]*(?:\([^()]*\))?)\)(.*)")
ANNOUNCED = re.compile(r"^(?:the )?derivative(?: is)?\s*[:=]?\s*", re.IGNORECASE)
KIND_BEHIND = re.compile(r"(?<=[\d)\s])\s*(?:→\s*)?\(?(?P<word>[a-z][a-z -]{3,})\)?\s*$", re.IGNORECASE)
"""What the point is, right behind the value: f'(0) = -2 < 0 → stable."""
NAMED = re.compile(r"f\s*(?P<primes>'*)\s*\((?P<inside>[^=<>]*?)\)\s*(?:=\s*|(?=[<>]|is [np]))")
GENERAL = re.compile(r"(?:f\s*(?P<primes>'+)|df/d\w|Df|f_\w|slope|y'|dy/d\w)\s*=\s*")
OPERATOR = re.compile(r"d/d\w\s*(?:f(?:\(\w\))?|(?P<of>[\[({].*?[\])}]))\s*=\s*|\((?P<primed>.*)\)\s*'\s*=\s*")
"""d/dx f = …, d/dx [x(1 − x)] = …, (x(1 − x))′ = …"""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the first equals sign: which derivative, where, and of what, where it is not f."""

    order: int
    inside: str = ""
    of: str = ""


def derivative(said: Said, memory: Memory) -> tuple[Claim, ...] | None:
    """Read derivatives, and values at one point or at several; what a point is may stand behind its value."""
    if memory.letters.system.dimension != 1:
        return None
    text = EVALUATED.sub(r"f'(\1)", said.text)
    text = SLOPE_AT.sub(r"f'(\g<at>) = ", text).replace("= is ", "is ")
    body, word = _kind_behind(text)
    claims = [claim for each in _spread(body) for claim in _derivatives(replace(said, text=each), memory)]
    claims = [replace(claim, said=said) for claim in claims]
    if not claims or word is None:
        return tuple(claims) or None
    places = [_place(claim.at) for claim in claims if claim.at]
    if len(places) != len(claims):
        raise UnreadableError("which point is meant is not said")
    return (*claims, Called(said, word, tuple(places)))


def _place(at: tuple[sp.Expr, ...]) -> Place:
    """Write the point of a value as a place; of a family, with its indices."""
    free = set().union(*(value.free_symbols for value in at))
    index = tuple(sorted((symbol for symbol in free if symbol.is_integer), key=lambda symbol: str(symbol.name)))
    return Place(tuple(Given(value, "") for value in at), index)


def _kind_behind(text: str) -> tuple[str, str | None]:
    """Take what a point is called off the end."""
    found = KIND_BEHIND.search(text)
    word = house_word(found["word"]) if found else None
    return (text, None) if found is None or word is None else (text[: found.start()].rstrip(" (→"), word)


def _spread(text: str) -> Iterator[str]:
    """Write one claim for each point: f'(±1), f'(0) = f'(2) = −2, f'(x*) < 0 for x* = 0, 2."""
    each = AT_EACH.match(text)
    if each and not re.search(r"[a-z]", each["rest"].replace("is", "")):
        yield from (f"{each['head']}({point}) {each['rest']}" for point in listed(each["points"]))
    elif both := BOTH.fullmatch(text):
        yield from (f"{both[1]}({inside}){both[3]}" for inside in both_signs(both[2]))
    else:
        heads = re.match(r"(?:f\s*'*\s*\([^=<>]*\)\s*=\s*){2,}", text)
        body = text[heads.end() :] if heads else ""
        yield from (f"{head.strip()} = {body}" for head in (heads[0].split("=")[:-1] if heads else ()))
        if not heads:
            yield text


def _head(text: str) -> tuple[Head, str] | None:
    """Read what stands before the value, and give the rest."""
    if found := NAMED.match(text):
        return Head(len(found["primes"]), found["inside"].strip()), text[found.end() :]
    if found := GENERAL.match(text):
        return Head(len(found["primes"] or "'")), text[found.end() :]
    if found := OPERATOR.match(text):
        return Head(1, of=(found["of"] or "")[1:-1] or found["primed"] or ""), text[found.end() :]
    return None


def _derivatives(said: Said, memory: Memory) -> Iterator[Derivative]:
    """Read ``f'(x) = … = …``, ``f'(0) = -2``, ``f(1/2) = 3/8``, ``df/dx = …``, and a bare formula if asked."""
    letters = memory.letters
    state = letters.system.states[0]
    headed = _head(said.text)
    if headed is None:
        body = _bare(said.text, memory)
        if body is None:
            return
        head = Head(1)
    else:
        head, body = headed
    body = re.sub(rf"(?<![A-Za-z]){letters.state}\s*\*(?=\s*(?:\^|[-+)=]|$))", letters.state, body)  # x*² is a square
    body, when = condition_after(body, letters) if re.search(r"[<>≤≥]", body) else (body, sp.true)
    body, sign = compared(f" {body}")
    sides = tuple(map(letters.given, re.split(r"=|≈", body))) if body.strip() or sign is None else ()
    where: tuple[sp.Expr, ...] | None = None
    if head.inside and head.inside not in {state.name, f"{state.name}*"}:
        inside = re.sub(rf"^{letters.state}\s*\*?\s*=\s*", "", head.inside)
        where = (letters.given(inside).value,)
        memory.place(inside)
    if where is None and (not sides or (head.order == 0 and sides[-1].value == 0)):
        return  # f(x) > 0 somewhere: the flow; f(x) = 0: an equation
    of = letters.expression(head.of) if head.of else None
    claim = Derivative(said, head.order, sides, where, sign, when=when, of=of)
    spoken = _spoken_of(claim, memory) if headed is not None and where is None and of is None else ()
    yield from (replace(claim, at=place.values) for place in spoken)
    if not spoken:
        yield claim


def _bare(text: str, memory: Memory) -> str | None:
    """Take a formula without a name as the derivative, where that was asked; an equation = 0 is none."""
    state = memory.letters.system.states[0].name
    if memory.topic not in {"", "derivative"} or "derivative" not in {*memory.asked, memory.topic}:
        return None
    body = ANNOUNCED.sub("", text)
    alone = memory.asked == ("derivative",) or memory.topic == "derivative" or body != text
    if re.search(r"=\s*0\s*$", body):
        return None
    named = re.search(rf"(?<![A-Za-z]){re.escape(state)}(?![A-Za-z])", body)
    constant = not sp.diff(memory.letters.system.field[0], memory.letters.system.states[0]).free_symbols
    number = re.fullmatch(r"[-\d./ ]+", text)
    return body if named or (alone and (constant or not number)) else None  # a number alone is a value somewhere


def _spoken_of(claim: Derivative, memory: Memory) -> tuple[Place, ...]:
    """Give the points that f' = −2 < 0 is about, where the slope is no constant and points were spoken of."""
    state = memory.letters.system.states[0]
    slope = sp.diff(memory.letters.system.field[0], state, claim.order)
    numbers = all(state not in given.value.free_symbols for given in claim.sides)
    if not numbers or not slope.has(state):
        return ()
    return (memory.here,) if memory.here is not None else memory.subject
