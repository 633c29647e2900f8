"""Reading what is said of the step of Euler's method: its limit, its factor, its rule, its order."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.claims import Given, Order, StepBound, StepFactor, StepRule
from symtutor.checking.hand.letters import UnreadableError

if TYPE_CHECKING:
    from symtutor.checking.claims import Said
    from symtutor.checking.hand.readers.memory import Memory

H = sp.Symbol("h", real=True)
RATE = sp.Symbol("lambda", real=True)
STEP = r"(?:h|η|Δt|dt|the step(?: size)?|the learning rate)"
WHO = r"(?:euler(?:'s)?(?: method)?|the method|it|this|the iterat(?:ion|es?)|gradient descent)"
FOR = r"(?:for|if|when|iff|as long as|as soon as|exactly for|provided(?: that)?)"
GOOD = r"(?:stable|converges? monoton(?:ically|ely)|converges?|monotone|settles|works)"
BAD = r"(?:diverges?|unstable|oscillates?|grows?|blows? up|explodes?)"
TURNED = re.compile(
    rf"^(?:{FOR} )?(?P<when>{STEP} ?[<>≤] ?[^,<>]+?),? (?:then )?{WHO} (?:is )?(?P<does>{GOOD}|{BAD})$", re.IGNORECASE
)
"""for h > 2 the iterates grow"""
BETWEEN = re.compile(
    rf"(?:{FOR} )?(?P<low>[^<>,]+?)\s*<\s*{STEP}\s*<\s*(?P<high>[^<>,]+?),? (?:then )?{WHO} oscillates?"
    r"(?P<good>,? (?:but|and|yet) (?:it )?(?:still |nevertheless )?converges)?",
    re.IGNORECASE,
)
BOUND = re.compile(
    rf"(?:(?:so )?{WHO}\s+)?(?:is |remains )?(?P<how>{GOOD})\s*{FOR}\s*(?:0\s*<\s*)?{STEP}\s*(?P<less><|≤)"
    r"\s*(?P<bound>.+)$"
    rf"|(?:{WHO})?\s*(?:is )?(?P<worse>{BAD})\s*{FOR}\s*{STEP}\s*>\s*(?P<over>.+)$"
    rf"|(?:{WHO}\s+)?(?:is |remains )?(?P<always>{GOOD})\s*for (?:all|every|any) {STEP}(?:\s*>\s*0)?$"
    r"|(?:(?:so |need |we need |hence )?(?:the )?(?:learning rate|step(?: size)?)\s*)?(?:0\s*<\s*)?(?:h|η)"
    r"\s*(?:<|must be (?:less|smaller) than)\s*(?P<only>[^<>]+)$"
    r"|(?:(?:the )?(?:largest|maximal|maximum) (?:stable )?(?:step(?: size)?|h)\s*(?:is|=|:)?"
    r"|[hη]_?(?:max|crit|c)\s*[=≈])\s*(?P<most>.+)$",
    re.IGNORECASE,
)


def step_bound(said: Said, memory: Memory) -> StepBound | tuple[StepBound, ...] | None:
    """Read ``stable for h < 2``, ``Euler is monotone for h < 1``, ``for 1 < h < 2 it oscillates but converges``."""
    given = memory.letters.given
    if between := BETWEEN.fullmatch(said.text):
        from_here = StepBound(said, given(between["low"]), monotone=True, beyond=True)
        return (from_here, StepBound(said, given(between["high"]))) if between["good"] else from_here
    text = TURNED.sub(r"\g<does> for \g<when>", said.text)
    found = BOUND.match(text)
    if found is None:
        return None
    if found["always"]:
        return StepBound(said, Given(sp.oo, "∞"))
    sides = (found["bound"] or found["only"] or found["most"] or found["over"]).split("=")
    if len(sides) > 1 and not re.search(r"λ|f'|L", sides[0]) and len({given(side).value for side in sides}) > 1:
        raise UnreadableError("one bound at a time")
    return StepBound(
        said,
        given(sides[-1]),
        monotone=bool(MONOTONE.match(found["how"] or found["worse"] or "")),
        closed=found["less"] == "≤",
        beyond=bool(found["worse"]),
    )


MONOTONE = re.compile(r"monotone|oscillate|converges? monoton", re.IGNORECASE)
FACTOR = re.compile(
    rf"(?:(?:{WHO}\s+)?(?:is )?(?:stable|converges?)\s*{FOR}\s*)?\|(?P<factor>[^|<>]*[hη][^|<>]*)\|\s*<\s*1",
    re.IGNORECASE,
)


def step_factor(said: Said, memory: Memory) -> StepFactor | None:
    """Read ``|1 − h| < 1``: what one step multiplies a small distance by."""
    found = FACTOR.fullmatch(said.text)
    if found is None:
        return None
    letters = replace(memory.letters, beside=(H, RATE))
    factor = re.sub(r"f'(?:\(\w\*?\))?", "λ", found["factor"].replace("η", "h"))
    return StepFactor(said, letters.expression(factor), H, RATE)


RULE = re.compile(r"(?P<state>[A-Za-z])_?\{?\(?n ?\+ ?1\)?\}?\s*=\s*(?P<body>.+)")
IN_WORDS = re.compile(r"\s*(?P<a>\w)_?n \+ h ?[*·]? ?f\((?P=a)_?n\)\s*")
"""x_n + h f(x_n), which is the definition."""


def step_rule(said: Said, memory: Memory) -> StepRule | None:
    """Read ``x_{n+1} = x_n + h f(x_n) = (1 − h) x_n``."""
    found = RULE.fullmatch(said.text)
    state = next((each for each in memory.letters.system.states if found and each.name == found["state"]), None)
    if found is None or state is None:
        return None
    letters = replace(memory.letters, beside=(H,))
    sides = [side for side in found["body"].split("=") if not IN_WORDS.fullmatch(side)]
    names = "|".join(re.escape(each.name) for each in memory.letters.system.states)
    values = tuple(letters.expression(re.sub(rf"\b({names})_?\{{?n\}}?(?!\w)", r"\1", side)) for side in sides)
    return StepRule(said, state, values, H)


POWERS = {"halves": 1, "quarters": 2, "one": 1, "first": 1, "1": 1, "two": 2, "second": 2, "2": 2, "third": 3, "3": 3}
ORDER = (
    re.compile(
        rf"(?:{WHO} )?(?:has|is(?: of)?|of) (?:the )?(?:global )?"
        r"(?P<word>first|second|third|order (?:one|two|\d))(?:[- ]order)?",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:the )?(?P<local>local |global )?(?:truncation )?error is (?:about )?(?:proportional to|of order|O\()\s*"
        r"h(?:\^?(?P<power>\d)|²)?\)?",
        re.IGNORECASE,
    ),
    re.compile(
        r"halving (?:h|the step(?: size)?) (?:about |roughly )?(?P<word>halves|quarters) the error", re.IGNORECASE
    ),
    re.compile(r"(?:half|1/2) the step(?: size)? (?:gives|means) (?P<word>half|a quarter of) the error", re.IGNORECASE),
)


def order(said: Said, memory: Memory) -> Order | None:  # noqa: ARG001 - every reader takes the same
    """Read ``the error is proportional to h``, ``Euler's method has order 1``, ``halving h halves the error``."""
    found = next((match for pattern in ORDER if (match := pattern.fullmatch(said.text))), None)
    if found is None:
        return None
    groups = found.groupdict()
    word = (groups.get("word") or "").lower().removeprefix("order ")
    power = POWERS.get({"half": "halves", "a quarter of": "quarters"}.get(word, word)) if word else None
    if power is None:
        power = 2 if "²" in said.text else int(groups.get("power") or 1)
    return Order(said, power, local=(groups.get("local") or "").strip().lower() == "local")
