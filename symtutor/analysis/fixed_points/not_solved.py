"""What is said when no strategy solves the equations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from symtutor.analysis.words import EVERY_VELOCITY, series, zero_of
from symtutor.document import Equation, Step, paragraph
from symtutor.rule import Silent

if TYPE_CHECKING:
    import sympy as sp

    from symtutor.document import Block

TITLE = "Fixed points"
TOPIC = "fixed-points"


@dataclass(frozen=True, slots=True)
class NotSolved(Silent):
    """No strategy solved f = 0 completely, so nothing is claimed about fixed points."""

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    parameters: tuple[sp.Symbol, ...]

    @property
    def summary(self) -> str:
        """The reason in a few words."""
        return "no method here solves these equations completely"

    def narrate(self) -> Step:
        """Say what was tried and what would help."""
        blocks: list[Block] = [
            paragraph("At a fixed point the velocity is zero:" if len(self.field) == 1 else EVERY_VELOCITY),
            Equation(tuple(map(zero_of, self.field))),
        ]
        blocks.append(
            paragraph(
                "None of the methods known here (splitting into factors, the formulas for roots, the unit circle, "
                "elimination, a search by intervals) solves this completely, so nothing is said about fixed points: an "
                "incomplete list could be mistaken for a complete one."
            )
        )
        if self.parameters:
            blocks.append(
                paragraph(
                    "The answer depends on {parameters}: give a value or say what is known of the sign.",
                    parameters=series(self.parameters),
                )
            )
        return Step(TITLE, tuple(blocks), TOPIC)
