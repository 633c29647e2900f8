"""Reading what is said beside the main steps: how many points, a solution, a time scale, a direction."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.claims import Potential
from symtutor.checking.hand.letters import UnreadableError, listed
from symtutor.checking.hand.readers.memory import AT, condition_after, last_side
from symtutor.checking.remarks import (
    CharacteristicPolynomial,
    Direction,
    ExplicitSolution,
    Extremum,
    HowMany,
    Hyperbolic,
    Pace,
    PlaneArgument,
    TimeScale,
)

if TYPE_CHECKING:
    from symtutor.checking.claims import Place, Said
    from symtutor.checking.hand.readers.memory import Memory

NUMBERS = {
    word: number
    for number, word in enumerate(("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"))
} | {"none": 0, "a single": 1}
NUMBER = rf"(?P<number>\d+|{'|'.join(NUMBERS)})"
HOW_MANY = re.compile(
    r"(?:(?:there (?:is|are)|(?:we|it|the system) (?:have|has|get))\s+)?(?:only |exactly )*"
    rf"{NUMBER}(?: distinct| different| real)*(?P<noun> (?:fixed|equilibrium|critical|stationary|rest) points?"
    r"| equilibri(?:um|a)| steady states?| roots?)?",
    re.IGNORECASE,
)


def how_many(said: Said, memory: Memory) -> HowMany | None:
    """Read ``there are three fixed points``, ``no fixed points for r > 0``, ``one if r = 0``."""
    text, when = condition_after(said.text, memory.letters)
    found = HOW_MANY.fullmatch(text)
    when = sp.And(when, memory.when)
    if found is None or (found["noun"] is None and (when is sp.true or found["number"].isdigit())):
        return None
    word = found["number"].lower()
    number = NUMBERS.get(word, int(word) if word.isdigit() else -1)
    return None if number == 0 and when is sp.true else HowMany(said, number, when)


def hyperbolic(said: Said, memory: Memory) -> Hyperbolic | None:
    """Read ``(1,1) is hyperbolic``, ``0 is not hyperbolic``, ``0 is a nonhyperbolic fixed point``."""
    found = re.fullmatch(
        r"(?:(?P<who>.*?)\s*\b(?:is|are) )?(?P<no>not |non-?)?(?:an? )?(?P<non>non-?)?hyperbolic"
        r"(?: (?:fixed )?points?)?",
        said.text,
        re.IGNORECASE,
    )
    if found is None:
        return None
    places = _places(found["who"] or "", memory)
    return Hyperbolic(said, places, denied=bool(found["no"] or found["non"]))


def _places(who: str, memory: Memory) -> tuple[Place, ...]:
    """Read the points somebody speaks of; without a name, the one spoken of before."""
    who = re.sub(r"^(?:both|all|the)\s+(?=[\d(])", "", who)
    if re.fullmatch(r"(?:it|this|that|this point|the fixed point)?", who, re.IGNORECASE):
        return (memory.here,) if memory.here else ()
    if "origin" in who:
        who = f"({', '.join('0' for _ in memory.letters.system.states)})"
    memory.subject = memory.letters.places(who)
    return memory.subject


CHARACTERISTIC = re.compile(
    rf"(?:(?:the )?characteristic (?:polynomial|equation){AT}(?:\s*(?:is|=|:))*"
    r"|(?:p|χ)\(λ\)\s*=|det\([^=]*λ[^=]*\)\s*=)\s*",
    re.IGNORECASE,
)


def characteristic_polynomial(said: Said, memory: Memory) -> CharacteristicPolynomial | None:
    """Read ``λ² + 2λ − 1 = 0``, ``characteristic polynomial at (1,1): λ^2 + 2λ − 1``."""
    head = CHARACTERISTIC.match(said.text)
    body = said.text[head.end() :] if head else said.text
    sides = body.split("=")
    if "λ" not in body or re.match(r"λ(?:_\d)?$", sides[0].strip()) or (head is None and len(sides) == 1):
        return None
    unknown = sp.Symbol("lambda", real=True)
    letters = replace(memory.letters, beside=(unknown,))
    left, *others = [letters.expression(side) for side in sides]
    value = left - (others[0] if len(others) == 1 else sp.S.Zero)
    if len(others) > 1 or not value.is_polynomial(unknown):
        raise UnreadableError("a characteristic equation has one equals sign")
    return CharacteristicPolynomial(said, value, unknown, memory.place(head["at"] if head else None))


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


CONSERVED = (
    re.compile(
        r"(?P<body>.+?) is (?:a )?(?:conserved(?: quantity)?|constant(?: (?:along|of) (?:the )?(?:solutions?|motion))?"
        r"|first integral)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:the )?(?:conserved quantity|first integral|constant of motion)\s*(?::|is|=)\s*(?P<body>.+)", re.IGNORECASE
    ),
)


def conserved(said: Said, memory: Memory) -> Potential | None:
    """Read ``x^2 + y^2 is conserved``, ``conserved quantity: x^2 + y^2``."""
    found = next((match for pattern in CONSERVED if (match := pattern.fullmatch(said.text))), None)
    if found is None or memory.letters.system.dimension == 1:
        return None
    return Potential(said, "H", memory.letters.expression(re.sub(r"^[A-Z](?:\([^=]*\))?\s*=\s*", "", found["body"])))


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


EXTREMUM = (
    re.compile(
        r"(?:(?:a |the )?(?:local |strict )?(?P<word>minimum|minima|maximum|maxima|saddle))(?: points?)?"
        r"(?: of (?:V|L|U|the potential|the loss))?(?:\s*(?:at|:|is|are))+\s*(?P<who>.+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?P<who>.+?) (?:is|are) (?:an? |the )?(?:local |strict )?(?P<word>minimum|minima|maximum|maxima|saddle)"
        r"(?: points?)? of (?:V|L|U|the potential|the loss)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:V|L|U|the potential|the loss) has (?:an? )?(?:local |strict )?"
        r"(?P<word>minimum|minima|maximum|maxima|saddle) at (?P<who>.+)",
        re.IGNORECASE,
    ),
)


def extremum(said: Said, memory: Memory) -> Extremum | None:
    """Read ``minimum of L at (0,0)``, ``(0,0) is a saddle of L``, ``maximum at 0``."""
    found = next((match for pattern in EXTREMUM if (match := pattern.fullmatch(said.text))), None)
    word = found["word"].lower().replace("ima", "imum") if found else ""
    if found is None or (word == "saddle" and " of " not in said.text and " has " not in said.text):
        return None
    return Extremum(said, word, _places(found["who"], memory))


def plane_argument(said: Said, memory: Memory) -> PlaneArgument | None:
    """Read ``3 − x − 2y = 0 and 2 − x − y = 0 ⇒ x = 1, y = 1``."""
    letters = memory.letters
    parts = re.split(r"\s*[⇒⇔]\s*|\s+(?:so|hence|thus)\s+", said.text)
    if letters.system.dimension == 1 or len(parts) < 2:
        return None
    equations = []
    for item in listed(parts[0]):
        sides = item.split("=")
        if len(sides) != 2:
            return None
        equations.append(letters.expression(sides[0]) - letters.expression(sides[1]))
    if all((each - state).is_number for each in equations for state in letters.system.states if each.has(state)):
        return None
    body = re.sub(rf"^\({', ?'.join(state.name for state in letters.system.states)}\)\s*=\s*", "", parts[-1])
    return PlaneArgument(said, tuple(equations), letters.places(body))
