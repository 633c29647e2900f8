"""Problems as blocks of a document: the list of the bank, and one problem as the student gets it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from symtutor.document import Math, Name, Paragraph, Term, Text, equals, table
from symtutor.errors import SymtutorError
from symtutor.reading import read_system

if TYPE_CHECKING:
    from collections.abc import Iterable

    from symtutor.document import Block, Formula, Inline
    from symtutor.schema import Problem


WORDS = {"jacobian": "Jacobian", "euler": "Euler's method"}
"""Words of a problem file that are written otherwise."""


def listing(problems: Iterable[Problem]) -> tuple[Block, ...]:
    """List problems by id, title and topic."""
    return (table(("id", "title", "topic"), [(problem.id, problem.title, problem.topic) for problem in problems]),)


def sheet(problem: Problem) -> tuple[Block, ...]:
    """Set one problem: what the student reads, what is asked, and where it is from; not the answers."""
    asked = ", ".join(WORDS.get(word, word.replace("-", " ")) for word in problem.ask)
    return (
        Paragraph((Term(problem.title),)),
        *(Paragraph((Text(_as_read(part)),)) for part in problem.question.split("\n\n")),
        Paragraph((Text(f"Asked: {asked}."),)),
        Paragraph((Text(f"From: {problem.source}."),)),
    )


def question(problem: Problem) -> tuple[Block, ...]:
    """Give what the student reads, with its mathematics typeset, and what is asked."""
    return (*map(_typeset, problem.question.split("\n\n")), sheet(problem)[-2])


def _typeset(part: str) -> Paragraph:
    """Typeset what stands between marks, where it is equations of first order or a function by its letter."""
    content: list[Inline] = []
    for number, piece in enumerate(re.sub(r"\s+", " ", part).strip().split("`")):
        if number % 2 == 0:
            content.append(Text(piece))
            continue
        formulas = [_equation(text) for text in piece.split(", ")]
        if None in formulas:
            content.append(Text(_as_set(piece)))
        else:
            content += [node for formula in formulas if formula for node in (Math(formula), Text(", "))][:-1]
    return Paragraph(tuple(content))


def _equation(text: str) -> Formula | None:
    """Read ``x' = f``, ``dx/dt = f`` or ``L = f``."""
    left, _, right = text.partition("=")
    name = _LEFT.fullmatch(left.strip())
    if name is None:
        return None
    try:
        (value,) = read_system(f"w' = {right}").field
    except SymtutorError:
        return None
    letter = name["letter"] or name["of"]
    return equals(Name(letter, primes=1 if name["prime"] or name["of"] else 0), value)


_LEFT = re.compile(r"(?P<letter>\w)(?P<prime>'?)|d(?P<of>\w)/dt")
_SIGNS = (
    ("''", "\N{DOUBLE PRIME}"),
    ("'", "\N{PRIME}"),
    ("-", "\N{MINUS SIGN}"),
    ("^2", "²"),
    ("^3", "³"),
    ("^4", "⁴"),
)


def _as_set(typed: str) -> str:
    """Write typed mathematics with the signs of print, as far as they are characters."""
    for sign, printed in _SIGNS:
        typed = typed.replace(sign, printed)
    return typed


def _as_read(part: str) -> str:
    """Join the lines of a paragraph and take the marks around typed mathematics away."""
    return re.sub(r"\s+", " ", part.replace("`", "")).strip()
