"""Index theory: what closed orbits the fixed points allow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from symtutor.analysis.smoothness import is_smooth
from symtutor.analysis.structure.hamiltonian import TITLE, TOPIC
from symtutor.analysis.words import every_integer, point, series
from symtutor.document import Paragraph, Step, Text, paragraph
from symtutor.model import Kind
from symtutor.numerics.balls import enclose_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sympy as sp

    from symtutor.model import Classification, ODESystem

INDICES: dict[Kind, int] = {
    Kind.STABLE_NODE: 1,
    Kind.UNSTABLE_NODE: 1,
    Kind.STABLE_STAR: 1,
    Kind.UNSTABLE_STAR: 1,
    Kind.STABLE_DEGENERATE_NODE: 1,
    Kind.UNSTABLE_DEGENERATE_NODE: 1,
    Kind.STABLE_SPIRAL: 1,
    Kind.UNSTABLE_SPIRAL: 1,
    Kind.CENTER: 1,
    Kind.SADDLE: -1,
    Kind.SADDLE_NODE: 0,
}


def index_of(classification: Classification) -> int | None:
    """Give the Poincaré index of a fixed point: by its kind, or by its sectors where it is degenerate."""
    if classification.kind is Kind.DEGENERATE:
        portrait = getattr(classification.reasons[-1], "portrait", None)
        return getattr(portrait, "index", None)
    return INDICES.get(classification.kind)


@dataclass(frozen=True, slots=True)
class IndexTheory:
    """A closed orbit encloses fixed points whose indices add up to 1 (Poincaré; Strogatz §6.8; Perko §3.12).

    Nodes, spirals and centers have index 1, saddles −1, saddle-nodes 0.

    Attributes
    ----------
    indices : tuple of (Classification, int)
        All fixed points of the plane with their indices.
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    indices: tuple[tuple[Classification, int], ...]

    theorem = "index"

    @property
    def excludes(self) -> bool:
        """Whether no closed orbit is possible: no point has a positive index."""
        return all(index <= 0 for _, index in self.indices)

    def verify(self) -> bool | None:
        """Compare each index of a point with invertible J with the sign of det J, differentiated in balls."""
        told = False
        for classification, index in self.indices:
            entries = enclose_all(classification.linearization.jacobian)
            if entries is None:
                continue
            det = entries[0] * entries[3] - entries[1] * entries[2]
            if det.contains(0):
                continue
            told = True
            if (1 if det > 0 else -1) != index:
                return False
        return True if told or not self.indices else None

    def narrate(self) -> Step:
        """Say which closed orbits are possible."""
        if not self.indices:
            return Step(
                TITLE,
                (
                    paragraph(
                        "Index theory: inside every closed orbit lies a fixed point. There is none, so there is *no "
                        "closed orbit*."
                    ),
                ),
                TOPIC,
            )
        groups = {
            index: [c for c, own in self.indices if own == index]
            for index in sorted({own for _, own in self.indices}, reverse=True)
        }
        known = [
            paragraph(
                f"{{points}} {'has' if len(points) == 1 else 'have'} index {_signed(index)}", points=_listed(points)
            )
            for index, points in groups.items()
        ]
        words = [piece for part in known for piece in (Text("; "), *part.content)][1:]
        rule = "Index theory: the indices of the fixed points inside a closed orbit add up to 1. Here {known}. "
        end = "So there is *no closed orbit*." if self.excludes else self._enclosed()
        return Step(TITLE, (paragraph(rule + end, known=Paragraph(tuple(words))),), TOPIC)

    def _enclosed(self) -> str:
        positive = [index for _, index in self.indices if index > 0]
        if len(self.indices) == 1 and not self.indices[0][0].point.index:
            return "So every closed orbit goes around it."
        if len(positive) == len(self.indices) and positive == [1] * len(positive):
            return "So every closed orbit encloses exactly one of them."
        if len(positive) == 1 and not any(c.point.index for c, _ in self.indices):
            return "So every closed orbit encloses the point of positive index."
        return "So every closed orbit encloses one point of positive index more than of negative."


def _listed(points: Sequence[Classification]) -> Paragraph:
    """List points, and what their integer indices run through once for all where it is the same for all."""
    letters = {c.point.index for c in points}
    if len(letters) > 1:
        return series(paragraph("{at}{every}", at=point(c.at), every=every_integer(c.point.index)) for c in points)
    (index,) = letters
    every = every_integer(index)
    return paragraph(
        "{points}{every}" + ("," if index else ""), points=series(point(c.at) for c in points), every=every
    )


def _signed(index: int) -> str:
    return str(index).replace("-", "−")


def index_theory(
    system: ODESystem, classifications: tuple[Classification, ...], *, complete: bool
) -> IndexTheory | None:
    """Collect the indices where all fixed points are known with their kinds, on the whole plane."""
    if not complete or not all(is_smooth(component, system.states) for component in system.field):
        return None
    indices = []
    for classification in classifications:
        index = index_of(classification)
        if index is None:
            return None
        indices.append((classification, index))
    return IndexTheory(system.states, system.field, tuple(indices))
