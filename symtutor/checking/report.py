"""The report on a piece of hand work: a verdict for each claim, feedback at the level asked for, and a score."""

from __future__ import annotations

import json
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

import sympy as sp

from symtutor.checking.claims import Missing, Unread
from symtutor.checking.marking import worth
from symtutor.checking.points import POINTS
from symtutor.checking.verdict import Verdict
from symtutor.document import Document, Math, Name, Paragraph, Step, Term, Text, equals, paragraph
from symtutor.errors import RequestError
from symtutor.render import FORMATS
from symtutor.render.notation import unicode_math
from symtutor.render.text import blocks_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from symtutor.checking.verdict import Finding, Judgement
    from symtutor.document import Inline
    from symtutor.model import ODESystem

UNWRAPPED = 10_000
LEVELS = (1, 2, 3)
VERDICTS: dict[Verdict, tuple[Inline, ...]] = {
    Verdict.WRONG: (Text(" is "), Term("wrong"), Text(".")),
    Verdict.INCOMPLETE: (Text(" is "), Term("incomplete"), Text(".")),
    Verdict.FOLLOWS: (Text(" "), Term("follows"), Text(".")),
    Verdict.NOT_DECIDED: (Text(" is "), Term("not decided"), Text(".")),
    Verdict.NOT_READ: (Text(" was "), Term("not read"), Text(".")),
}


class Report:
    """What is right in a piece of work, what is not, and why.

    Attributes
    ----------
    system : ODESystem
        What the work is about.
    findings : tuple of Finding
        Every claim with its judgement, in the order of the work; then what was asked and is missing.
    hint : int or None
        How much is said: 1 where, 2 why, 3 how; None for all of it.
    points : mapping
        What each kind of claim is worth.
    """

    def __init__(
        self,
        system: ODESystem,
        findings: tuple[Finding, ...],
        hint: int | None = None,
        points: Mapping[str, int] = POINTS,
    ) -> None:
        if hint is not None and hint not in LEVELS:
            raise RequestError(
                f"There is no hint level {hint}.", suggestion="Levels are 1 (where), 2 (why) and 3 (how)."
            )
        self.system = system
        self.findings = findings
        self.hint = hint
        self.points = points

    @property
    def claims(self) -> tuple[Finding, ...]:
        """Every finding that is a claim of the work or something missing; settings such as h = 1/4 are none."""
        return tuple(
            found for found in self.findings if found.judgement.share != (0, 0) or isinstance(found.claim, Unread)
        )

    @property
    def all_right(self) -> bool:
        """Tell whether everything said is right and nothing asked is missing."""
        return all(found.verdict.is_right for found in self.claims)

    @cached_property
    def score(self) -> tuple[sp.Rational, int]:
        """The points earned, and those there were to earn."""
        worths = [worth(found, self.points) for found in self.claims]
        return sum((got for got, _ in worths), sp.S.Zero), sum(full for _, full in worths)

    @cached_property
    def document(self) -> Document:
        """The feedback, before any format."""
        return Document(tuple(_title(self.system)), tuple(self._steps()))

    def _steps(self) -> Iterator[Step]:
        """Tell what is right, then each slip in its place, what is missing, and the score."""
        right = [found for found in self.claims if found.verdict.is_right]
        if right:
            yield Step("What is right", tuple(_praise(right)), "right")
        rest = sorted((found for found in self.claims if not found.verdict.is_right), key=_heading)
        for heading, group in groupby(rest, _heading):
            yield Step(heading, tuple(piece for found in group for piece in self._feedback(found)), "feedback")
        got, of = self.score
        if of and self.hint != 1:
            yield Step("Score", (paragraph("{got} of {of}.", got=got, of=of),), "score")

    def _feedback(self, found: Finding) -> Iterator[Paragraph]:
        """Quote the claim, and say as much as was asked for."""
        if found.claim.said.text:
            yield Paragraph((Text(f"Line {found.claim.said.line}: {_quoted(found)}"), *VERDICTS[found.verdict]))
        yield from _told(found.judgement, self.hint)

    def to(self, format: str) -> str:  # noqa: A002 - the public name of the parameter
        """Render as ``text``, ``markdown``, ``latex``, ``html`` or ``json``.

        Raises
        ------
        RequestError
            For a format that does not exist.
        """
        if format == "json":
            return json.dumps(self._as_json(), indent=2, ensure_ascii=False) + "\n"
        renderer = FORMATS.get(format)
        if renderer is None:
            known = ", ".join((*FORMATS, "json"))
            raise RequestError(f"There is no format {format!r}.", suggestion=f"Formats are: {known}.")
        return renderer(self.document)

    def _as_json(self) -> dict[str, Any]:
        got, of = self.score
        return {
            "schema": 1,
            "score": {"points": int(got) if got.is_Integer else got.p / got.q, "of": of},
            "claims": [self._claim(found) for found in self.claims],
        }

    def _claim(self, found: Finding) -> dict[str, Any]:
        judgement = found.judgement
        told = list(_told(judgement, self.hint))
        full = self.hint is None or self.hint > 1
        return {
            "line": found.claim.said.line or None,
            "said": found.claim.said.text,
            "verdict": found.verdict.value,
            "misconceptions": list(judgement.misconceptions) if full else [],
            "feedback": " ".join(blocks_text(told, width=UNWRAPPED).split()),
            "witness": unicode_math(judgement.witness) if judgement.witness is not None and full else None,
        }

    def __str__(self) -> str:
        return self.to("text")

    def __repr__(self) -> str:
        got, of = self.score
        return f"<Report: {got} of {of} points, {len(self.claims)} claims>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:  # noqa: ANN401, ARG002
        """Show the feedback typeset in a notebook."""
        return {
            "text/markdown": self.to("markdown"),
            "text/latex": self.to("latex"),
            "text/plain": self.to("text"),
        }


def _title(system: ODESystem) -> Iterator[Inline]:
    yield Text("Your work on ")
    for position, (state, component) in enumerate(zip(system.states, system.field, strict=True)):
        if position:
            yield Text(", ")
        yield Math(equals(Name(state.name, primes=1), component))


def _heading(found: Finding) -> str:
    """Sort what is not right: slips and what follows from them, what is not read, what is missing."""
    if isinstance(found.claim, Missing):
        return "What is missing"
    return "What is not read" if found.verdict is Verdict.NOT_READ else "Line by line"


def _praise(right: list[Finding]) -> Iterator[Paragraph]:
    """Quote what is right, a paragraph a line, with the shade of right where there is one."""
    for line, group in groupby(right, lambda found: found.claim.said.line):
        quotes = ", ".join(_quoted(found) + _shade(found.verdict) for found in group)
        yield Paragraph((Text(f"Line {line}: {quotes}."),))


def _quoted(found: Finding) -> str:
    """Quote what was typed."""
    return f"“{found.claim.said.text}”"


def _shade(verdict: Verdict) -> str:
    """Say how right it is, where that is not simply right."""
    return "" if verdict is Verdict.RIGHT else f" ({verdict.value})"


def _told(judgement: Judgement, hint: int | None) -> Iterator[Paragraph]:
    """Give the words of a level: where, why, or everything."""
    if hint == 1:
        told = judgement.where if judgement.verdict is not Verdict.FOLLOWS else judgement.why
        if told.content:
            yield told
        return
    if judgement.why.content:
        yield judgement.why
    if hint != 2 and judgement.how.content and judgement.how != judgement.why:
        yield judgement.how
