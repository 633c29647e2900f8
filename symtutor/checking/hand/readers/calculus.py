"""Reading derivatives and their values."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from symtutor.checking.claims import Derivative
from symtutor.checking.hand.letters import both_signs
from symtutor.checking.hand.readers.memory import compared

if TYPE_CHECKING:
    from symtutor.checking.claims import Claim, Said
    from symtutor.checking.hand.readers.memory import Memory


SLOPE_AT = re.compile(r"^(?:the )?slope (?:at|in) (?P<at>[^=]+?)\s*(?:is|=)\s*(?P<value>[^np].*)$", re.IGNORECASE)
BOTH = re.compile(r"(f\s*'*\s*)\(([^=()]*±[^=()]*(?:\([^()]*\))?)\)(.*)")


def derivative(said: Said, memory: Memory) -> tuple[Claim, ...] | None:
    """Read derivatives, and values at one point or, written with ±, at two."""
    text = SLOPE_AT.sub(r"f'(\g<at>) = \g<value>", said.text)
    both = BOTH.fullmatch(text)
    texts = [f"{both[1]}({inside}){both[3]}" for inside in both_signs(both[2])] if both else [text]
    found = [_derivative(replace(said, text=each), memory) for each in texts]
    return tuple(replace(claim, said=said) for claim in found if claim is not None) or None


def _derivative(said: Said, memory: Memory) -> Derivative | None:
    """Read ``f'(x) = … = …``, ``f'(0) = -2``, ``f''(0) = 2``, ``f(1/2) = 3/8``, ``df/dx = …``, ``d/dx f``."""
    letters = memory.letters
    if letters.system.dimension != 1:
        return None
    head = re.match(
        r"f\s*('*)\s*\(([^=]*?)\)\s*(?:=\s*|(?=[<>]|is [np]))|f\s*('+)\s*=\s*"
        r"|(?:df/d\w|d/d\w f(?:\(\w\))?|slope)\s*=\s*",
        said.text,
    )
    if head is None:
        if "derivative" not in memory.asked and memory.topic != "derivative":
            return None
        body, order, inside = re.sub(r"^(?:the )?derivative(?: is)?\s*[:=]?\s*", "", said.text), 1, ""
    else:
        body = said.text[head.end() :]
        order = len(head[1] or head[3] or ("" if head[2] else "'"))
        inside = (head[2] or "").strip()
    body = re.sub(rf"(?<![A-Za-z]){letters.state}\s*\*(?=\s*(?:\^|[-+)=]|$))", letters.state, body)  # x*² is a square
    body, sign = compared(f" {body}")
    sides = tuple(map(letters.given, re.split(r"=|≈", body))) if body.strip() or sign is None else ()
    state = letters.system.states[0]
    where = (
        letters.given(re.sub(rf"^{letters.state}\s*\*?\s*=\s*", "", inside)).value
        if inside and inside not in {state.name, f"{state.name}*"}
        else None
    )
    if where is not None:
        memory.place(inside)
    if where is None and not sides:
        return None  # f(x) > 0 somewhere: the flow
    return Derivative(said, order, sides, None if where is None else (where,), sign)
