"""Reading a computation by Euler's method."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from symtutor.checking.claims import EulerError, EulerSetting, EulerState, StepBound
from symtutor.checking.hand.letters import UnreadableError, listed
from symtutor.checking.hand.readers.memory import last_side

if TYPE_CHECKING:
    from symtutor.checking.claims import Claim, Said
    from symtutor.checking.hand.readers.memory import Memory

STEP_BOUND = re.compile(
    r"(?:(?:so )?(?:euler(?:'s method)?|the method|it|the iteration)\s+)?(?:is |remains )?"
    r"(?P<how>stable|converges|monotone|settles|works)\s*(?:for|if|when|as long as|exactly for)\s*"
    r"(?:0\s*<\s*)?(?:h|η|the step(?: size)?)\s*(?P<less><|≤)\s*(?P<bound>.+)$"
    r"|(?:euler(?:'s method)?|the method|it|the iteration)?\s*(?P<worse>diverges|is unstable|unstable|oscillates)\s*"
    r"(?:for|if|when|as soon as)\s*(?:h|η|the step(?: size)?)\s*>\s*(?P<over>.+)$"
    r"|(?:(?:the )?(?:learning rate|step(?: size)?)\s*)?(?:h|η)\s*<\s*(?P<only>[^<>]+)$"
    r"|(?:largest|maximal) (?:stable )?step(?: size)?\s*(?:is|=|:)?\s*(?P<most>.+)$",
    re.IGNORECASE,
)
NTH = re.compile(r"(?P<state>[A-Za-z])_?\{?(?P<n>\d+)\}?\s*(?:=|≈)\s*(?P<value>.+)$")


def step_bound(said: Said, memory: Memory) -> Claim | None:
    """Read ``stable for h < 2``, ``Euler is monotone for h < 1``."""
    found = STEP_BOUND.match(said.text)
    if found is None:
        return None
    sides = (found["bound"] or found["only"] or found["most"] or found["over"]).split("=")
    if len(sides) > 1 and not re.search(r"λ|f'", sides[0]):
        raise UnreadableError("one bound at a time")
    return StepBound(
        said,
        memory.letters.given(sides[-1]),
        monotone=(found["how"] or found["worse"] or "").lower() in {"monotone", "oscillates"},
        closed=found["less"] == "≤",
        beyond=bool(found["worse"]),
    )


def euler_setting(said: Said, memory: Memory) -> Claim | None:
    """Read ``h = 1/4``, ``x0 = 1``, ``x(0) = 1``: what the rows after it are computed with."""
    letters = memory.letters
    step = re.match(r"(?:step(?: size)?\s*)?(?:h|Δt|dt|step|η)\s*=\s*([^=]+)$", said.text)
    if step and said.text[0] not in letters.names:
        memory.stepping = True
        return EulerSetting(said, step=letters.given(step[1]).value)
    for state in letters.system.states:
        start = re.match(rf"{re.escape(state.name)}(?:_?\{{?0\}}?|\(0\))\s*=\s*([^=:,]+)$", said.text)
        if start:
            value = letters.given(start[1]).value
            memory.started.append(value)
            return EulerSetting(said, by_name=((state, value),))
    return None


VECTOR = re.compile(r"\((?P<names>[^()=]+)\)\s*(?:=|≈)\s*(?:[^:]*=\s*)?\((?P<values>[^()=]+)\)$")


def euler_vector(said: Said, memory: Memory) -> tuple[Claim, ...] | None:
    """Read ``(x0, y0) = (1, 0)`` and ``(x1, y1) = (0.9, 0.8)``: every state after the same number of steps."""
    letters = memory.letters
    found = VECTOR.match(said.text)
    if found is None or letters.system.dimension == 1:
        return None
    names = [re.fullmatch(r"(\w+?)_?\{?(\d+)\}?", name) for name in listed(found["names"])]
    values = tuple(map(letters.given, listed(found["values"])))
    if None in names or [name[1] for name in names if name] != [state.name for state in letters.system.states]:
        return None
    (n,) = {int(name[2]) for name in names if name} if len({name[2] for name in names if name}) == 1 else (None,)
    if n is None or len(values) != len(names):
        raise UnreadableError("one value for each state")
    if n == 0:
        start = zip(letters.system.states, (given.value for given in values), strict=True)
        return (EulerSetting(said, by_name=tuple(start)),)
    return tuple(
        EulerState(said, state, value, n=n) for state, value in zip(letters.system.states, values, strict=True)
    )


def euler_state(said: Said, memory: Memory) -> Claim | None:
    """Read ``x1 = 0.75``, ``x₂ = 9/16``, ``x(0.5) ≈ 0.59``."""
    letters = memory.letters
    states = {state.name: state for state in letters.system.states}
    if memory.row is not None and (
        here := re.match(rf"({'|'.join(map(re.escape, states))})\s*(?:=|≈)\s*(.+)$", said.text)
    ):
        return EulerState(said, states[here[1]], last_side(here[2], letters), n=memory.row)
    about_points = "fixed-points" in memory.asked or memory.topic == "fixed-points"
    found = NTH.match(said.text) if "euler" in memory.asked or not about_points else None
    if found and found["state"] in states:
        n = int(found["n"])
        value = last_side(found["value"], letters)
        return EulerState(said, states[found["state"]], value, n=n)
    timed = re.match(r"(?P<state>\w)\(\s*(?:t\s*=\s*)?(?P<time>[^()=]+)\)\s*(?:=|≈)\s*(?P<value>.+)$", said.text)
    if timed and timed["state"] in states:
        time = letters.given(timed["time"]).value
        if not time.free_symbols:
            return EulerState(said, states[timed["state"]], last_side(timed["value"], letters), time=time)
    return None


SEQUENCE = re.compile(r"[-\d./,\s]+?(?:,?\s*(?:…|\.\.\.|etc\.?))?$")


def euler_sequence(said: Said, memory: Memory) -> tuple[EulerState, ...] | None:
    """Read ``1, 0.9, 0.81, …`` where Euler's method was asked for: the states in order, with or without the start."""
    letters = memory.letters
    if ("euler" not in memory.asked and memory.topic != "euler") or letters.system.dimension != 1 or not memory.started:
        return None
    if not SEQUENCE.match(said.text):
        return None
    values = letters.values(re.sub(r",?\s*(?:…|\.\.\.|etc\.?)$", "", said.text))
    first = 0 if values[0].value == memory.started[-1] else 1
    state = letters.system.states[0]
    return tuple(EulerState(said, state, value, n=n) for n, value in enumerate(values, start=first) if n)


def euler_error(said: Said, memory: Memory) -> Claim | None:
    """Read ``error = 0.044``."""
    found = re.match(
        r"(?:the )?(?:absolute )?error\s*(?:is|=|≈|:)\s*(?:≈\s*)?(?:about )?(.+)$", said.text, re.IGNORECASE
    )
    return EulerError(said, memory.letters.given(found[1])) if found else None
