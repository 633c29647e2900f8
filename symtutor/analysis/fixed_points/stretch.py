"""A whole interval of zeros on the line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.samples import between
from symtutor.document import Step, paragraph
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from sympy.logic.boolalg import Boolean


@dataclass(frozen=True, slots=True)
class Stretch:
    """An interval all of whose points are zeros; `closed` says of each end whether it is one too.

    ``left`` and ``right`` are the signs of f just outside.
    """

    low: sp.Expr
    high: sp.Expr
    closed: tuple[bool, bool]
    left: int | None = None
    right: int | None = None

    def when(self, state: sp.Symbol) -> Boolean:
        """Write the interval as conditions on the state."""
        conditions = []
        if not self.low.is_infinite:
            conditions.append(state >= self.low if self.closed[0] else state > self.low)
        if not self.high.is_infinite:
            conditions.append(state <= self.high if self.closed[1] else state < self.high)
        return sp.And(*conditions)

    def samples(self) -> list[sp.Expr]:
        """Give some points of it, its ends among them where they belong to it."""
        inner = between(self.low, self.high)
        found = [] if inner is None else [inner, *self._further(inner)]
        return found + [end for end, kept in zip((self.low, self.high), self.closed, strict=True) if kept]

    def _further(self, inner: sp.Expr) -> list[sp.Expr]:
        places = [between(self.low, inner), between(inner, self.high)]
        return [place for place in places if place is not None]


@dataclass(frozen=True, slots=True)
class ZeroOnInterval:
    """On an interval the formula of f is 0, so every point of it is fixed."""

    state: sp.Symbol
    field: sp.Expr
    stretch: Stretch

    def verify(self) -> bool | None:
        """Evaluate the field itself, not the formula of the piece, at some points of the interval."""
        values = [sign(self.field.subs(self.state, place)) for place in self.stretch.samples()]
        return None if None in values or not values else not any(values)

    def narrate(self) -> Step:
        """Name the interval."""
        text = "{f} vanishes wherever {where}."
        return Step(
            "Fixed points", (paragraph(text, f=self.field, where=self.stretch.when(self.state)),), "fixed-points"
        )
