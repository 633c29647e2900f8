"""Reading a computation by Euler's method."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from symtutor.checking.claims import EulerError, EulerSetting, EulerState, ExactValue, Given
from symtutor.checking.hand.letters import UnreadableError
from symtutor.checking.hand.lists import listed
from symtutor.checking.hand.readers.memory import last_side

if TYPE_CHECKING:
    from symtutor.checking.claims import Claim, Said
    from symtutor.checking.hand.readers.memory import Memory

NTH = re.compile(r"(?P<state>[A-Za-z])_?\{?(?P<n>\d+)\}?\s*(?:=|≈)\s*(?P<value>.+)$")


STEP = re.compile(
    r"(?:[Tt]he )?(?:(?:[Ss]tep(?:[- ]?size)?|[Ll]earning rate)\s*(?:is |of |=|:)?|(?:h|Δt|dt|η)\s*=|step size h\s*=)"
    r"\s*(?P<value>[\d.(√][^=:,]*)"
)
START = re.compile(
    r"(?:the )?(?:start(?:ing)?|initial)(?: (?:value|point|at|from|with|condition))*\s*(?:is |=|:)?\s*"
    r"(?P<value>[-\d.(√][^=:,]*)",
    re.IGNORECASE,
)


def euler_setting(said: Said, memory: Memory) -> Claim | None:
    """Read ``h = 1/4``, ``x0 = 1``, ``x(0) = 1``: what the rows after it are computed with."""
    letters = memory.letters
    text = re.sub(r"^\((.*)\)$", r"\1", said.text)
    if TIME.fullmatch(text) and "t" not in letters.names:
        return EulerSetting(said)
    step = STEP.fullmatch(text)
    if step and said.text[0] not in letters.names:
        memory.stepping = True
        return EulerSetting(said, step=letters.given(step["value"]).value)
    if (begin := START.fullmatch(text)) and letters.system.dimension == 1:
        text = f"{letters.system.states[0].name}_0 = {begin['value']}"
    for state in letters.system.states:
        start = re.match(rf"{re.escape(state.name)}(?:_?\{{?0\}}?|\(0\))\s*=\s*([^=:,]+)$", text)
        if start:
            value = letters.given(start[1]).value
            memory.started.append(value)
            return EulerSetting(said, by_name=((state, value),))
    return None


VECTOR = re.compile(r"\((?P<names>[^()=]+)\)\s*(?:=|≈)\s*(?:[^:]*=\s*)?\((?P<values>[^()=]+)\)$")


ANOTHER = re.compile(r"\)\s*[,;]\s*\([A-Za-z]_?\{?\d")
"""One more row behind the first."""


def euler_vector(said: Said, memory: Memory) -> tuple[Claim, ...] | None:
    """Read ``(x0, y0) = (1, 0)`` and ``(x1, y1) = (0.9, 0.8)``: every state after the same number of steps."""
    letters = memory.letters
    found = VECTOR.match(said.text)
    if found is None or letters.system.dimension == 1 or ANOTHER.search(said.text):
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
        return EulerState(said, states[here[1]], last_side(here[2], letters), n=memory.row, rounded="≈" in said.text)
    about_points = "fixed-points" in memory.asked or memory.topic == "fixed-points"
    found = NTH.match(said.text) if "euler" in memory.asked or not about_points else None
    if found and found["state"] in states:
        n = int(found["n"])
        value = last_side(found["value"], letters)
        return EulerState(said, states[found["state"]], value, n=n, rounded="≈" in said.text)
    timed = re.match(r"(?P<state>\w)\(\s*(?:t\s*=\s*)?(?P<time>[^()=]+)\)\s*(?:=|≈)\s*(?P<value>.+)$", said.text)
    if timed and timed["state"] in states:
        time = letters.given(timed["time"]).value
        if not time.free_symbols:
            value = last_side(timed["value"], letters)
            return EulerState(said, states[timed["state"]], value, time=time, rounded="≈" in said.text)
    return None


SEQUENCE = re.compile(r"[-\d./,\s→]+?(?:[,→]?\s*(?:…|etc\.?))?")
TRACE = re.compile(r"\([^()]*\)(?:\s*→\s*\([^()]*\))+(?:\s*→\s*…)?")


def euler_sequence(said: Said, memory: Memory) -> tuple[EulerState | EulerSetting, ...] | None:
    """Read ``1, 0.9, 0.81, …`` or ``(1,0) → (1,-0.1)`` where Euler's method was asked for: the states in order.

    The first is the start, if that was not said before or is said again.
    """
    letters, states = memory.letters, memory.letters.system.states
    if "euler" not in memory.asked and memory.topic != "euler":
        return None
    text = re.sub(r"[,→]?\s*(?:…|etc\.?)$", "", said.text)
    if len(states) == 1 and SEQUENCE.fullmatch(said.text) and memory.started:
        rows: list[tuple[Given, ...]] = [(given,) for part in text.split("→") for given in letters.values(part)]
    elif len(states) > 1 and TRACE.fullmatch(said.text):
        rows = [tuple(map(letters.given, listed(part.strip()[1:-1]))) for part in text.split("→")]
    else:
        return None
    if any(len(row) != len(states) for row in rows):
        raise UnreadableError(f"a state here has {len(states)} coordinates")
    begin = tuple(given.value for given in rows[0])
    told: list[EulerState | EulerSetting] = []
    if len(states) > 1 and not memory.started:
        told.append(EulerSetting(said, by_name=tuple(zip(states, begin, strict=True))))
    first = 0 if told or begin == tuple(memory.started[-len(states) :]) else 1
    for n, row in enumerate(rows, start=first):
        told += [EulerState(said, state, given, n=n) for state, given in zip(states, row, strict=True) if n]
    return tuple(told)


COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}
ERROR = re.compile(
    r"(?:the )?(?:absolute |global )?error"
    rf"(?: after (?P<count>\d+|{'|'.join(COUNTS)}) steps?| at t\s*=\s*(?P<time>[^:=]+?))?"
    r"\s*(?:\bis\b|=|≈|:|(?=\s[|(\de]))\s*(?:≈\s*)?(?:about )?(?P<value>.+)",
    re.IGNORECASE,
)


EXACT = re.compile(
    r"(?:the )?exact(?: (?:value|solution))?(?: (?:at t\s*=\s*(?P<time>[^:=]+?)|there))?"
    r"\s*(?:is|=|≈|:)\s*(?P<value>.+)",
    re.IGNORECASE,
)
TIME = re.compile(r"t_?\d+\s*=\s*[^=,]+")
"""The time of a row, which its number tells as well."""


def exact_value(said: Said, memory: Memory) -> Claim | None:
    """Read ``exact: 0.3679``, which is compared with the solution itself, and no row."""
    found = EXACT.fullmatch(said.text)
    if found is None or not (memory.started or memory.stepping):
        return None
    time = memory.letters.given(found["time"]).value if found["time"] else None
    return ExactValue(said, last_side(found["value"], memory.letters), time)


def euler_error(said: Said, memory: Memory) -> Claim | None:
    """Read ``error = 0.044``, ``error at t = 1: 0.118``, ``error after one step e^(-0.5) - 0.5 = 0.107``."""
    found = ERROR.fullmatch(said.text)
    if found is None:
        return None
    count, letters = (found["count"] or "").lower(), memory.letters
    n = COUNTS.get(count, int(count) if count.isdigit() else None) if count else None
    time = letters.given(found["time"]).value if found["time"] else None
    return EulerError(said, last_side(found["value"], letters), n=n, time=time)
