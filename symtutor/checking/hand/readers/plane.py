"""Reading how equations in several states are solved: together, factor by factor, case by case."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from symtutor.checking.claims import PlaneArgument, PlaneCase, ZeroSet
from symtutor.checking.hand.letters import UnreadableError
from symtutor.checking.hand.lists import both_signs, listed

if TYPE_CHECKING:
    from sympy import Expr

    from symtutor.checking.claims import Said
    from symtutor.checking.hand.letters import Letters
    from symtutor.checking.hand.readers.memory import Memory

ARROW = re.compile(r"\s*[⇒⇔]\s*|,?\s+(?:so|hence|thus|therefore|gives?|(?:which |this )?(?:gives|implies|means))\s+")


def plane_argument(said: Said, memory: Memory) -> PlaneArgument | None:
    """Read ``3 − x − 2y = 0 and 2 − x − y = 0 ⇒ x = 1, y = 1``."""
    letters = memory.letters
    parts = ARROW.split(said.text)
    if letters.system.dimension == 1 or len(parts) < 2:
        return None
    equations = _equations(parts[0], letters)
    if all((each - state).is_number for each in equations for state in letters.system.states if each.has(state)):
        return None
    body = re.sub(rf"^\({', ?'.join(state.name for state in letters.system.states)}\)\s*=\s*", "", parts[-1])
    return PlaneArgument(said, equations, letters.places(body))


def _equations(text: str, letters: Letters) -> tuple[Expr, ...]:
    """Read equations, each as what must vanish; ``y = 0, 2`` is two of them."""
    found: list[Expr] = []
    left: Expr | None = None
    for item in listed(text):
        *begin, value = item.split("=")
        if len(begin) > 1 or (not begin and left is None):
            raise UnreadableError("an equation has one equals sign")
        left = letters.expression(begin[0]) if begin else left
        found += [left - letters.given(each).value for each in both_signs(value)]
    return tuple(found)


def zero_set(said: Said, memory: Memory) -> tuple[ZeroSet, ...] | None:
    """Read ``x(3 − x − 2y) = 0 ⇒ x = 0 or 3 − x − 2y = 0`` and ``x nullclines: x = 0 and x + 2y = 3``."""
    letters = memory.letters
    if letters.system.dimension == 1:
        return None
    names = "|".join(re.escape(state.name) for state in letters.system.states)
    head = re.match(
        rf"(?:the )?(?P<a>{names})[- ]?nullclines?\s*(?:are|is|:|=)*\s*(?=\w|-|\()"
        rf"|(?:(?P<b>{names})'|d(?P<c>{names})/dt)\s*=\s*0\s*(?:for|when|if|on|along|⇔|⇒)\s*",
        said.text,
    )
    if head is not None:
        name = head["a"] or head["b"] or head["c"]
        component = next(f for s, f in zip(letters.system.states, letters.system.field, strict=True) if s.name == name)
        return (ZeroSet(said, component, _equations(said.text[head.end() :], letters)),)
    parts = ARROW.split(said.text)
    if len(parts) < 2 or ";" in said.text or any(len(listed(part)) > 1 and "or" not in part for part in parts[1:]):
        return None
    steps = [_equations(part, letters) for part in parts]
    if len(steps[0]) > 1 or (steps[0][0].free_symbols & set(letters.system.states)) < {*letters.system.states[:2]}:
        return None
    arrows = re.findall(r"[⇒⇔]", said.text)
    only_if = "⇔" not in arrows
    return tuple(ZeroSet(said, steps[0][0], step, only_if=only_if) for step in steps[1:])


def plane_case(said: Said, memory: Memory) -> PlaneCase | None:
    """Read ``x = 0: y(2 − y) = 0 ⇒ y = 0 or y = 2``, ``if x = 0 then y = 0 or y = 2``, ``x = 0 ⇒ y = 0, 2``."""
    letters, states = memory.letters, memory.letters.system.states
    names = "|".join(re.escape(state.name) for state in states)
    found = re.fullmatch(
        rf"(?:(?:if|for|when|case|with)\s+)?(?P<state>{names})\s*=\s*(?P<value>[^=:⇒,;]+?)"
        r"\s*(?:,?\s*\bthen\b|⇒|:)\s*(?P<rest>[^;]+)",
        said.text,
        re.IGNORECASE,
    )
    if found is None or len(states) != 2:
        return None
    (state,) = (each for each in states if each.name == found["state"])
    (other,) = (each for each in states if each is not state)
    steps = [_equations(part, letters) for part in ARROW.split(found["rest"])]
    values = [other - each for each in steps[-1]]
    if any(set(states) & value.free_symbols for value in values):
        raise UnreadableError("the last step is not solved for the other state")
    value = found["value"].strip()
    last = ARROW.split(found["rest"])[-1]
    solved = last if "=" in last else f"{other.name} = {last}"
    places = tuple(
        place
        for item in re.split(r"\s*(?:\bor\b|\band\b|,)\s*", solved)
        for place in letters.places(f"{state.name} = {value}, {item if '=' in item else f'{other.name} = {item}'}")
    )
    return PlaneCase(said, state, letters.expression(value), tuple(steps[:-1]), places)
