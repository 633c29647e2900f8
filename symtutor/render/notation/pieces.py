"""Printed pieces of a formula, and how tightly each holds together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum, auto


class Level(IntEnum):
    """The loosest operation in a printed piece: a piece goes bare wherever its level is high enough."""

    LIST = 0
    RELATION = 1
    SUM = 2
    NEGATIVE = 3
    FRACTION = 4
    PRODUCT = 5
    POWER = 6
    ATOM = 7


class Edge(Enum):
    """What a factor begins or ends with: this decides whether a multiplication sign is needed beside it."""

    DIGIT = auto()
    LETTER = auto()
    CONSTANT = auto()
    NAME = auto()
    CALL = auto()
    GROUP = auto()
    NUMBER_GROUP = auto()
    RAISED = auto()
    ROOT = auto()
    BAR = auto()
    PRIMED = auto()
    TUPLE = auto()
    LOOSE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """Printed text with its level and its two edges."""

    text: str
    level: Level = Level.ATOM
    head: Edge = Edge.LOOSE
    tail: Edge = Edge.LOOSE

    @property
    def negative(self) -> bool:
        """Whether the text begins with a minus sign that belongs to its first term."""
        return self.text[:1] in {"-", "−"}
