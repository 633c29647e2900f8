"""Reading what is said of the motion: its characteristic equation, a formula for it, its time scale, its directions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.claims import CharacteristicPolynomial, Direction, ExplicitSolution, Pace, TimeScale
from symtutor.checking.hand.letters import UnreadableError
from symtutor.checking.hand.lists import listed
from symtutor.checking.hand.readers.memory import AT, last_side

if TYPE_CHECKING:
    from symtutor.checking.claims import Said
    from symtutor.checking.hand.readers.memory import Memory

CHARACTERISTIC = re.compile(
    rf"(?:(?:the )?characteristic (?:polynomial|equation){AT}(?:\s*(?:is|=|:))*"
    r"|(?:p|χ)\(λ\)\s*=|det\([^=]*λ[^=]*\)\s*=)\s*",
    re.IGNORECASE,
)


def characteristic_polynomial(said: Said, memory: Memory) -> tuple[CharacteristicPolynomial, ...] | None:
    """Read ``λ² + 2λ − 1 = 0``, ``(1 − λ)(2 − λ) − 2 = 0 at (1,1)``, ``characteristic polynomial: λ^2 + 2λ − 1``."""
    text = re.sub(r"\s+at (\([^()]*\)|the origin)$", "", said.text)
    after = said.text[len(text) :].strip().removeprefix("at ").strip() or None
    head = CHARACTERISTIC.match(text)
    body = text[head.end() :] if head else text
    sides = body.split("=")
    if "λ" not in body or re.match(r"λ(?:_\d)?$", sides[0].strip()) or (head is None and len(sides) == 1):
        return None
    unknown = sp.Symbol("lambda", real=True)
    read = [replace(memory.letters, beside=(unknown,)).expression(side) for side in sides]
    forms = [side for side in read if side != 0]
    if len(forms) == len(read) == 2:
        forms = [read[0] - read[1]]  # an equation, and no chain
    if not all(form.is_polynomial(unknown) and form.has(unknown) for form in forms) or 0 in read[:-1]:
        raise UnreadableError("a characteristic equation is a polynomial in λ, set to zero")
    place = memory.place((head["at"] if head else None) or after)
    return tuple(CharacteristicPolynomial(said, form, unknown, place) for form in forms)


CONSTANTS = ("C", "c", "A", "C_1", "k")


def explicit_solution(said: Said, memory: Memory) -> ExplicitSolution | None:
    """Read ``x(t) = C e^(−t)``, ``x(t) = x0 e^(−t)``."""
    found = re.match(r"(?:(?:the )?(?:exact |general )?solution(?: is)?\s*:?\s*)?(\w+)\(t\)\s*=\s*", said.text)
    letters = memory.letters
    state = next((each for each in letters.system.states if found and each.name == found[1]), None)
    if found is None or state is None:
        return None
    starts = [sp.Symbol(f"{state.name}{mark}", real=True) for mark in ("0", "_0")]
    constants = [sp.Symbol(name, real=True) for name in CONSTANTS if name not in letters.names]
    value = replace(letters, beside=(letters.system.time, *starts, *constants)).expression(said.text[found.end() :])
    start = next((each for each in starts if each in value.free_symbols), None)
    used = tuple(each for each in constants if each in value.free_symbols)
    return ExplicitSolution(said, state, value, used, start)


TIME_SCALE = re.compile(
    rf"(?:the )?(?:(?P<scale>(?:characteristic )?time(?:[- ]?scale| constant)?)|half-?[- ]?life(?: time)?){AT}"
    r"(?:\s*(?:is|=|:|≈|of))*\s+(?P<value>[^A-Za-z]*(?:ln|log|sqrt|\d|√).*)$",
    re.IGNORECASE,
)


def time_scale(said: Said, memory: Memory) -> TimeScale | None:
    """Read ``time scale at 1: 1/2``, ``half-life = ln(2)/2``."""
    text = re.sub(r"\bat (?:x\s*=\s*)?(-?[\d/]+|[A-Z])\s*(?=[:=]|is\b)", r"at (\1) ", said.text)
    found = TIME_SCALE.match(text)
    if found is None:
        return None
    at = re.sub(r"^\(([^(),]*)\)$", r"\1", found["at"]) if found["at"] else None
    pace = Pace.TIME_SCALE if found["scale"] else Pace.HALF_LIFE
    return TimeScale(said, pace, last_side(found["value"], memory.letters), memory.place(at))


DIRECTIONS = {
    "slow": "slow",
    "fast": "fast",
    "stable": "arriving",
    "arriving": "arriving",
    "unstable": "leaving",
    "leaving": "leaving",
}
DIRECTION = re.compile(
    rf"(?:the )?(?P<which>{'|'.join(DIRECTIONS)}) (?:eigen)?(?:direction|vector){AT}(?:\s*(?:is|=|:|along))*\s*"
    r"(?P<vector>\([^()]*(?:\([^()]*\)[^()]*)*\))",
    re.IGNORECASE,
)


def direction(said: Said, memory: Memory) -> Direction | None:
    """Read ``the slow direction is (1, 1)``, ``stable direction at (1,1): (√2, 1)``."""
    found = DIRECTION.fullmatch(said.text)
    if found is None:
        return None
    vector = tuple(map(memory.letters.given, listed(found["vector"][1:-1])))
    return Direction(said, DIRECTIONS[found["which"].lower()], vector, memory.place(found["at"]))
