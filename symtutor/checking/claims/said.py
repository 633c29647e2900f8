"""What claims are made of: where one stands, and the values, points and intervals in it, as typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sympy import S

if TYPE_CHECKING:
    from sympy import Expr, Symbol
    from sympy.logic.boolalg import Boolean


@dataclass(frozen=True, slots=True)
class Said:
    """Where a claim stands: its line, counted from 1, and its words as typed."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Given:
    """A value as typed: exactly, or as a decimal with `places` digits behind the point."""

    value: Expr
    text: str
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A point of phase space, or a family of points with integer indices, claimed under a condition.

    ``also`` are other values said to be the same, in x = √4 = 2 or x = e ≈ 2.718.
    """

    at: tuple[Given, ...]
    index: tuple[Symbol, ...] = ()
    when: Boolean = S.true
    also: tuple[Given, ...] = ()

    @property
    def values(self) -> tuple[Expr, ...]:
        """The coordinates."""
        return tuple(coordinate.value for coordinate in self.at)


@dataclass(frozen=True, slots=True)
class Stretch:
    """An interval of the line, and which of its ends belong to it."""

    low: Given
    high: Given
    closed: tuple[bool, bool] = (False, False)

    @property
    def ends(self) -> tuple[Given, Given]:
        """The lower and the upper end."""
        return self.low, self.high


@dataclass(frozen=True, slots=True)
class Claim:
    """What a student said, in one statement."""

    said: Said


@dataclass(frozen=True, slots=True)
class Unread(Claim):
    """Words in which no claim was found, and what could not be understood."""

    why: str


@dataclass(frozen=True, slots=True)
class Missing(Claim):
    """What was asked and nobody said; it stands on no line."""

    topic: str
