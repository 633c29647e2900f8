"""What is said where it is not known where a start ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from symtutor.analysis.fate.words import TITLE, TOPIC, beginning
from symtutor.document import Step, paragraph

if TYPE_CHECKING:
    import sympy as sp


@dataclass(frozen=True, slots=True)
class NotKnown:
    """Nothing is concluded about this start."""

    states: tuple[sp.Symbol, ...]
    start: tuple[sp.Expr, ...]

    silent: ClassVar[bool] = True

    def verify(self) -> bool | None:
        """Nothing is claimed."""
        return None

    def narrate(self) -> Step:
        """Say so."""
        text = "Where the start {start} ends is *undecided* here: nothing above settles it."
        return Step(TITLE, (paragraph(text, start=beginning(self.states, self.start)),), TOPIC)


@dataclass(frozen=True, slots=True)
class Changing:
    """The field changes with time, and where a solution ends is asked of autonomous systems only."""

    states: tuple[sp.Symbol, ...]
    start: tuple[sp.Expr, ...]

    silent: ClassVar[bool] = True

    def verify(self) -> bool | None:
        """Nothing is claimed."""
        return None

    def narrate(self) -> Step:
        """Say so."""
        text = "Where the start {start} ends is not told: the field changes with time."
        return Step(TITLE, (paragraph(text, start=beginning(self.states, self.start)),), TOPIC)
