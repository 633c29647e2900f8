"""Reading equations solved step by step: chains of arrows, and one equation under another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.claims import Argument, Arrow, Equations, Said
from symtutor.checking.hand.letters import MULTIPLICITY, UnreadableError
from symtutor.checking.hand.lists import both_signs, listed
from symtutor.checking.hand.readers.memory import condition_after
from symtutor.checking.hand.readers.points import EVERY_INTEGER

if TYPE_CHECKING:
    from symtutor.checking.claims import Claim
    from symtutor.checking.hand.readers import Memory

ARROWS = re.compile(r"\s*(⇒|⇔)\s*")
WORDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\s+(?:iff|if and only if|exactly (?:when|if|for)|precisely (?:when|if|for))\s+"), " ⇔ "),
    (re.compile(r"(?<==)\s*0\s*(?::|\b(?:when|if|for|at))\s*(?=[a-zA-Z]\w*\s*[=∈])"), " 0 ⇔ "),
    (
        re.compile(
            r",?\s+(?:so|hence|thus|therefore"
            r"|(?:and |which |this |that |we |i )*"
            r"(?:gives?|yields?|implies|means|gets?|got|obtain|leads to)(?: that| us)?)\s+",
            re.IGNORECASE,
        ),
        " ⇒ ",
    ),
)
"""Words that stand for an arrow between equations."""
MIXED = re.compile(r"(?P<first>[^,=⇒⇔;]+=[^,=⇒⇔;]+),\s*(?P<rest>[A-Za-z]\s*=[^=]*(?:[,=].*)?)$")
LET = re.compile(
    r"^(?:(?:i |we )?(?:let|set|setting|put|solve|solving|from|require|need|want)\s+|now,?\s+|then,?\s+)+",
    re.IGNORECASE,
)


def argument(text: str, number: int, memory: Memory, before: Claim | None) -> Argument | None:
    """Read a chain of equations in the unknown; an equation under another continues it.

    An arrow is a sign, a word, or, where nothing else makes sense, the thin arrow → too.
    """
    if memory.letters.system.dimension != 1:
        return None
    state = memory.letters.state
    if re.search(rf"(?<!\w){state}\(\s*(?:t\s*=\s*)?[\d./]+\s*\)\s*[=≈]", text):
        return None  # x(0.5) = 0.6 is a value at a time, and no product
    numbered = r"|_?\d" if "euler" not in memory.asked and not memory.stepping else ""
    text = re.sub(rf"(?<!\w){state}(?:\*{numbered})(?=\s*[=∈])", memory.letters.system.states[0].name, text)
    if isinstance(before, Argument):
        text = re.sub(r"^\s*[⇒⇔]\s*", "", text)
    if (mixed := MIXED.match(text)) and _is_squared(mixed["first"], memory):
        text = f"{mixed['first']} ⇒ {mixed['rest']}"  # x² = 9, x = 3 is a step, and no list of alternatives
    spoken = LET.sub("", text)
    for pattern, arrow in WORDS:
        spoken = pattern.sub(arrow, spoken)
    for written in dict.fromkeys((text, spoken, spoken.replace("→", "⇒"))):
        found = _argument(written, text, number, memory, before)
        if found is not None:
            return found
    return None


def _is_squared(text: str, memory: Memory) -> bool:
    """Tell whether an equation has another power of the state than the first, so that it is not solved yet."""
    state = memory.letters.system.states[0]
    left, right = text.split("=")
    try:
        difference = _side(left, memory) - memory.letters.expression(right)
    except UnreadableError:
        return False
    return bool(difference.is_polynomial(state) and sp.degree(difference, state) > 1)


def _argument(text: str, said: str, number: int, memory: Memory, before: Claim | None) -> Argument | None:
    """Read equations with arrows between them."""
    parts = ARROWS.split(text)
    try:
        steps, arrows = _steps(parts, number, memory)
    except UnreadableError:
        return None
    solved = all(_is_solved(alternative, memory) for alternative in steps[0].alternatives)
    quoted = Said(number, said)
    families = any(symbol.is_integer for each in steps[0].alternatives for symbol in each.free_symbols)
    if isinstance(before, Argument) and not arrows and not families:
        return Argument(quoted, (before.steps[-1], *steps), (Arrow.IMPLIES,))
    return None if (not arrows and solved) or (families and len(steps) == 1) else Argument(quoted, steps, arrows)


def _steps(parts: list[str], number: int, memory: Memory) -> tuple[tuple[Equations, ...], tuple[Arrow, ...]]:
    """Read what stands between the arrows; x = A = B is two steps, the second for what the first became."""
    steps: list[Equations] = []
    arrows: list[Arrow] = []
    for position, part in enumerate(parts[::2]):
        if position:
            arrows.append(Arrow(parts[2 * position - 1]))
        body, _ = condition_after(EVERY_INTEGER.sub("", part), memory.letters)
        sides = re.split(r"=", body)
        alone = len(listed(body)) == 1 and len(sides) > 2 and sides[0].strip() == memory.letters.system.states[0].name
        for place, side in enumerate(sides[1:] if alone else [""]):
            steps.append(_equations(f"{sides[0]} = {side}" if alone else body, number, memory))
            if place:
                if len(parts) == 1 or len(steps[-1].alternatives) != len(steps[-2].alternatives):
                    raise UnreadableError("a chain of values, and no argument")
                arrows.append(Arrow.EQUIVALENT)
    return tuple(steps), tuple(arrows)


def _is_solved(expression: sp.Expr, memory: Memory) -> bool:
    """Tell whether what must vanish is the state less a number: x − 2."""
    state = memory.letters.system.states[0]
    return bool(sp.expand(expression - state).free_symbols.isdisjoint({state}))


def _equations(text: str, number: int, memory: Memory) -> Equations:
    """Read ``x = 0 or 1 - x = 0``, ``x = 0, 1``, ``x ∈ {0, 1}``, ``f(x) = 0``."""
    letters = memory.letters
    state = letters.system.states[0]
    text = MULTIPLICITY.sub("", text)
    if member := re.fullmatch(rf"\s*{letters.state}\*?\s*(?:∈|in)\s*\{{(.*)\}}\s*", text):
        text = f"{state.name} = {member[1]}"
    alternatives: list[sp.Expr] = []
    left: sp.Expr | None = None
    items, forms = listed(text), ()
    if len(items) == 1 and len(sides := items[0].split("=")) > 2 and sides[-1].strip() == "0":
        items, forms = [f"{sides[0]} = 0"], tuple(_side(side, memory) for side in sides[1:-1])
    for item in items:
        sides = item.split("=")
        if len(sides) == 1 and left is not None:
            sides = ["", *sides]
        if len(sides) != 2:
            raise UnreadableError("an equation has one equals sign")
        if sides[0].strip():
            left = _side(sides[0], memory) if sides[1].strip() == "0" else letters.expression(sides[0])
        if left is None:
            raise UnreadableError("an equation has a left side")
        alternatives.extend(left - letters.given(side).value for side in both_signs(sides[1]))
    if not alternatives or any(state not in alternative.free_symbols for alternative in alternatives):
        raise UnreadableError("no equation in the state")
    if any(each.has(sp.I) for each in alternatives):
        raise UnreadableError("a state is a real number")
    return Equations(Said(number, text.strip()), tuple(_counted(each, state) for each in alternatives), forms)


def _counted(alternative: sp.Expr, state: sp.Symbol) -> sp.Expr:
    """Solve a family for the state: 2x − nπ becomes x − nπ/2."""
    if not any(symbol.is_integer for symbol in alternative.free_symbols):
        return alternative
    slope = sp.diff(alternative, state)
    if not slope.is_number or slope.is_zero is not False:
        raise UnreadableError("a family is solved for the state")
    return sp.expand(alternative / slope)


def _side(text: str, memory: Memory) -> sp.Expr:
    """Read one side of an equation; f(x), x′ and dx/dt stand for the right-hand side."""
    name = memory.letters.state
    if re.fullmatch(rf"\s*(?:f(?:\({name}\*?\))?|{name}'|d{name}/dt|\\dot\{{?\s*{name}\s*\}}?)\s*", text):
        return memory.letters.system.field[0]
    return memory.letters.expression(text)
