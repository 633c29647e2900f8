"""How much of a solution is told: all of it, some of its topics, the answers in brief, or every line in full.

What is left out is only not told. The analysis behind it, and the check of every claim, are those of the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sympy import S

from symtutor.analysis.words import every_integer, point, series
from symtutor.document import Approx, Chain, Document, Paragraph, Step, paragraph
from symtutor.errors import RequestError
from symtutor.explain import checked_line, summary, title
from symtutor.vocabulary import Completeness, Stability

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sympy import Symbol

    from symtutor.model import Analysis, FixedPoint, LimitCycle, Window
    from symtutor.rule import Rule
    from symtutor.verification import Verification

TOPICS = (
    "reading",
    "order",
    "existence",
    "fixed-points",
    "derivative",
    "jacobian",
    "stability",
    "eigenvalues",
    "flow",
    "basins",
    "explicit",
    "fate",
    "gradient",
    "structure",
    "bifurcations",
    "summary",
    "checked",
)
"""What a worked solution can tell of, in its order."""

DETAILS = ("brief", "standard", "full")

SEVERAL: dict[str, tuple[str, ...]] = {
    "derivative": ("derivative", "jacobian"),  # in the plane the derivative is the Jacobian
    "eigenvalues": ("eigenvalues", "stability"),  # they are computed where stability is decided
}
"""Words of ``--asked`` whose answer stands under more than one topic."""

ELSEWHERE = {"euler": "Write symtutor euler for that."}
"""Words of ``--asked`` that another command answers."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much to tell: `detail`, and of which topics; no topics means all of them.

    Examples
    --------
    >>> Extent.of(only="fixed-points, stability").topics
    ('fixed-points', 'stability')
    """

    detail: str = "standard"
    topics: tuple[str, ...] = ()

    @classmethod
    def of(cls, detail: str = "standard", only: str | Iterable[str] | None = None) -> Extent:
        """Read what was asked for.

        Raises
        ------
        RequestError
            For a detail or a topic that does not exist.
        """
        if detail not in DETAILS:
            raise RequestError(f"There is no detail {detail!r}.", suggestion=f"Write one of {', '.join(DETAILS)}.")
        if only is None:
            return cls(detail)
        words = only.split(",") if isinstance(only, str) else only
        topics = tuple(dict.fromkeys(word.strip() for word in words if word.strip()))
        for topic in topics:
            if topic not in TOPICS:
                remedy = ELSEWHERE.get(topic, f"Topics are: {', '.join(TOPICS)}.")
                raise RequestError(f"A solution has no topic {topic!r}.", suggestion=remedy)
        if not topics:
            raise RequestError("No topic is named.", suggestion=f"Topics are: {', '.join(TOPICS)}.")
        return cls(detail, topics)

    def applied(self, document: Document, verification: Verification, *, whole: bool = True) -> Document:
        """Keep the steps of the topics; whatever they are, a failed check and what is not finished stay.

        Raises
        ------
        RequestError
            Where a whole solution tells nothing of a topic.
        """
        if not self.topics:
            return document
        there = {step.topic for step in document.steps}
        for topic in self.topics:
            if whole and not there.intersection(_steps_of(topic)):
                told = ", ".join(topic for topic in TOPICS if topic in there)
                raise RequestError(f"This solution tells nothing of {topic}.", suggestion=f"It tells of: {told}.")
        wanted = {step for topic in self.topics for step in _steps_of(topic)} | {"partial"}
        if verification.failed:
            wanted.add("checked")
        return Document(document.title, tuple(step for step in document.steps if step.topic in wanted))


ALL = Extent()


def brief(analysis: Analysis, verification: Verification) -> Document:
    """Write the answers and what decides each, without the way to them."""
    found = Step("Fixed points", (_found(analysis),), "fixed-points")
    cycles = tuple(map(_cycle, analysis.structure.limit_cycles))
    bifurcations = tuple(
        block for rule in analysis.bifurcations for block in rule.narrate().blocks[:1] if isinstance(block, Paragraph)
    )
    further = [
        Step("Closed orbits", cycles, "structure"),
        Step("Bifurcations", bifurcations, "bifurcations"),
    ]
    told = [found, *summary(analysis, decided=True), *(step for step in further if step.blocks)]
    return Document(title(analysis.system), (*told, checked_line(verification)))


def _steps_of(topic: str) -> tuple[str, ...]:
    """Name the topics of the steps that answer a word."""
    return SEVERAL.get(topic, (topic,))


def _found(analysis: Analysis) -> Paragraph:
    """Name every fixed point, and say what is proved about others."""
    known, states, points = analysis.fixed_points, analysis.system.states, analysis.fixed_points.points
    where = _searched(known.reason) if known.completeness is Completeness.IN_WINDOW else paragraph("")
    if not points:
        if known.completeness is Completeness.UNKNOWN:
            return paragraph("No fixed point was found; whether there is one is not known.")
        return paragraph("There is no fixed point{where}.", where=where)
    several = len(points) > 1 or any(p.index or set(states) & _letters(p) for p in points)
    others = "There are no others" if several else "There is no other"
    close = {
        Completeness.PROVED: f"{others}.",
        Completeness.IN_WINDOW: f"{others}{{where}}.",
        Completeness.UNKNOWN: "Whether there are others is not known.",
    }[known.completeness]
    indices = tuple(dict.fromkeys(symbol for p in points for symbol in p.index))
    return paragraph(
        f"The fixed {'points are' if several else 'point is'} {{points}}{{every}}. {{close}}",
        points=series([_named(p, states) for p in points]),
        every=every_integer(indices),
        close=paragraph(close, where=where),
    )


def _letters(found: FixedPoint) -> set[Symbol]:
    """Collect the letters in the coordinates of a point, or of a curve of points."""
    letters: set[Symbol] = set().union(*(coordinate.free_symbols for coordinate in found.at))
    return letters


def _named(found: FixedPoint, states: Sequence[Symbol]) -> Paragraph:
    """Name a point or a curve of points, and where it exists."""
    running = [state for state in states if state in _letters(found)]
    if set(running) & found.when.free_symbols:
        return paragraph("every {states} with {when}", states=series(running), when=found.when)
    every = paragraph(" for every {states}", states=series(running)) if running else paragraph("")
    when = paragraph(" where {when}", when=found.when) if found.when is not S.true else paragraph("")
    return paragraph("{at}{every}{when}", at=point(found.at), every=every, when=when)


def _searched(reason: Rule) -> Paragraph:
    """Say which box was searched."""
    window: Window | None = getattr(reason, "window", None)
    sides = window.sides if window is not None else ()
    boxes = [Chain((low, state, high), ("\N{LESS-THAN OR EQUAL TO}",) * 2) for state, low, high in sides]
    return paragraph(" with {boxes}", boxes=series(boxes)) if boxes else paragraph(" in the window")


def _cycle(cycle: LimitCycle) -> Paragraph:
    """Say a limit cycle in one line."""
    kind = "stable" if cycle.stability is Stability.ASYMPTOTIC else cycle.stability.value
    article = "an" if kind[0] in "aeiou" else "a"
    close = "" if cycle.proved else " It is computed, not proved."
    period = cycle.period if cycle.exact else Approx(cycle.period, 4)
    sign = "" if cycle.exact else "≈ "
    return paragraph(f"There is {article} *{kind}* limit cycle, of period {sign}{{period}}.{close}", period=period)
