"""What the lines before said, for those after them; and what every reader shares."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import sympy as sp
from sympy import S

from symtutor.checking.hand.intervals import relations
from symtutor.checking.hand.letters import Letters, UnreadableError
from symtutor.checking.hand.lists import listed

if TYPE_CHECKING:
    from sympy import Expr
    from sympy.logic.boolalg import Boolean

    from symtutor.checking.claims import Given, Place

COUNT = r"(?:(?:the |exactly |all )*(?:only |one |two |three |four |five |six |\d+ |infinitely many )*)"
POINTS = (
    rf"(?:{COUNT}(?:fixed|equilibrium|critical|stationary|rest) points?|{COUNT}equilibri(?:um|a)"
    rf"|{COUNT}(?:equilibrium|constant) solutions?|{COUNT}(?:roots?|zeros)(?: of f)?(?= (?:is|are)\b|:)"
    rf"|{COUNT}steady states?)"
)
ARE = r"(?:\s*(?:is|are|=|:|∈|at|in)\s*)+"
AT = r"(?:\s*(?:at|for|in|of)?\s*(?P<at>\(.*?\)|the origin|x\s*\*?\s*=\s*[^:=]+?))?"


@dataclass
class Memory:
    """What the lines before said: the point spoken of, the topic of a heading, the step and start of Euler's method."""

    letters: Letters
    asked: tuple[str, ...] = ()
    topic: str = ""
    here: Place | None = None
    subject: tuple[Place, ...] = ()
    listed: tuple[Place, ...] = ()
    """The fixed points that were listed last."""
    when: Boolean = S.true
    row: int | None = None
    eigenvalue: Given | None = None
    of_basins: bool = False
    of_eigenvalues: bool = False
    """Whether this line spoke of eigenvalues last."""
    unit: str = ""
    """Of which number multiples were spoken of last."""
    started: list[Expr] = field(default_factory=list)
    stepping: bool = False
    """Whether a step size was said: then x_1 is Euler's first state."""

    def place(self, text: str | None) -> Place | None:
        """Read the point that is named, and remember it; without a name it is the one spoken of before."""
        if text:
            (self.here,) = self.letters.places(text.strip())
        return self.here

    def condition(self, text: str) -> None:
        """Read a condition on the parameters under which the rest of the line is said."""
        said = relations(text, self.letters)
        if any(symbol in self.letters.system.states for relation in said for symbol in relation.free_symbols):
            raise UnreadableError("a condition is about the parameters")
        self.when = sp.And(*said)


CONDITION = re.compile(
    r"\s*,?\s*\b(?:for|if|when|where|provided(?: that)?)\s+(?P<bare>[^()]*[<>≤≥≠].*)$"
    r"|\s*\((?:for |if |when )?(?P<bracketed>[^()]*[<>≤≥≠][^()]*)\)$"
)


FOR_ALL = re.compile(r",?\s+for (?:all|any|every)(?: (?:values? of|real))? (?P<name>\w+)$")
EQUAL = re.compile(r"\s+(?:for|if|when)\s+(?P<relation>(?P<name>\w+)\s*=\s*[^,=]+)$")
BEHIND = re.compile(r"\s*,\s*(?P<relation>(?P<name>\w+)\s*[<>≤≥]\s*[^,=()<>]+)$")


def condition_after(text: str, letters: Letters) -> tuple[str, sp.Basic]:
    """Take ``for r > 0`` or ``if r ≥ 0`` off the end."""
    names = {parameter.name for parameter in letters.system.parameters}
    whole = FOR_ALL.search(text)
    if whole is not None and whole["name"] in names:
        return text[: whole.start()], sp.true
    equal = EQUAL.search(text)
    if equal is not None and equal["name"] in names:
        return text[: equal.start()], sp.And(*relations(equal["relation"], letters))
    behind = BEHIND.search(text)
    if behind is not None and behind["name"] in names:
        return text[: behind.start()], sp.And(*relations(behind["relation"], letters))
    found = CONDITION.search(text)
    if found is None:
        return text, sp.true
    return text[: found.start()], sp.And(*relations(found["bare"] or found["bracketed"], letters))


COMPARED = re.compile(r"\s*(?P<relation>[<>])\s*0\s*$|\s*[≤≥≠]\s*0\s*$|\s+is (?P<word>positive|negative)$")


def compared(text: str) -> tuple[str, int | None]:
    """Take ``< 0`` or ``is positive`` off the end, as a sign."""
    found = COMPARED.search(text)
    if found is None:
        return text, None
    sign = {"<": -1, ">": 1, "negative": -1, "positive": 1}.get(found["relation"] or found["word"] or "")
    return text[: found.start()], sign


def last_side(text: str, letters: Letters) -> Given:
    """Read the end of ``1 + h f(1) = 1 - 1/4 = 3/4``: the value; what stands before it is how it was found."""
    sides = re.split(r"=|≈", text)
    if any(len(listed(side)) != 1 or re.search(r":|\bwith\b", side) for side in sides):
        raise UnreadableError("one value at a time")
    return letters.given(sides[-1])
