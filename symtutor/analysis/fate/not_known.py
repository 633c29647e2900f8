"""What is said where it is not known where a start ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from symtutor.analysis.fate.words import TITLE, TOPIC, beginning
from symtutor.document import Step, paragraph
from symtutor.rule import Silent

if TYPE_CHECKING:
    import sympy as sp


@dataclass(frozen=True, slots=True)
class NotKnown(Silent):
    """Nothing is concluded about this start."""

    states: tuple[sp.Symbol, ...]
    start: tuple[sp.Expr, ...]

    def narrate(self) -> Step:
        """Say so."""
        text = "Where the start {start} ends is *undecided* here: nothing above settles it."
        return Step(TITLE, (paragraph(text, start=beginning(self.states, self.start)),), TOPIC)


@dataclass(frozen=True, slots=True)
class Changing(Silent):
    """The field changes with time, and where a solution ends is asked of autonomous systems only."""

    states: tuple[sp.Symbol, ...]
    start: tuple[sp.Expr, ...]

    def narrate(self) -> Step:
        """Say so."""
        text = "Where the start {start} ends is not told: the field changes with time."
        return Step(TITLE, (paragraph(text, start=beginning(self.states, self.start)),), TOPIC)
