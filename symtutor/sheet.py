"""Problems as blocks of a document: the list of the bank, and one problem as the student gets it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from symtutor.document import Paragraph, Term, Text, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from symtutor.document import Block
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
    """Give what the student reads, and what is asked."""
    return (*sheet(problem)[1:-1],)


def _as_read(part: str) -> str:
    """Join the lines of a paragraph and take the marks around typed mathematics away."""
    return re.sub(r"\s+", " ", part.replace("`", "")).strip()
