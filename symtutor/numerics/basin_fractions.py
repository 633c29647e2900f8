"""Which minimum training ends in, from many random starts: the size of basins, estimated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.document import Approx, Chain, Listing, Name, Step, cell, equals, paragraph, table
from symtutor.model import Stability
from symtutor.numerics.proportions import wilson
from symtutor.numerics.signs import in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.model import Analysis, ODESystem, Window

_CHECKED = 25
_ROOM = sp.Rational(1, 2)


@dataclass(frozen=True, slots=True)
class BasinFractions:
    """How many of many random starts gradient descent leads to each minimum, for one learning rate.

    Method: starts drawn evenly from a box, each followed until it is close to a minimum or for 5000 steps. The
    fraction of the box from which a minimum is reached lies within the interval of Wilson (1927) in 95 of 100 such
    experiments.

    Attributes
    ----------
    system : ODESystem
    rate, momentum : Expr
    box : tuple of (Expr, Expr)
        The interval of each weight.
    minima : tuple of tuple of Expr
    hits : tuple of int
        For every minimum, the starts that led there.
    count, seed : int
        How many starts were drawn, and how they can be drawn again.
    """

    system: ODESystem
    rate: sp.Expr
    momentum: sp.Expr
    box: tuple[tuple[sp.Expr, sp.Expr], ...]
    minima: tuple[tuple[sp.Expr, ...], ...]
    hits: tuple[int, ...]
    count: int
    seed: int

    @property
    def intervals(self) -> tuple[tuple[float, float], ...]:
        """For every minimum, the 95 % confidence interval of its fraction."""
        return tuple(wilson(hits, self.count) for hits in self.hits)

    def verify(self) -> bool | None:
        """Follow some of the starts again, one at a time in Python's own numbers, and count the others anew."""
        from symtutor.numerics.descent_arrays import draw, labels, one_by_one  # noqa: PLC0415 - numpy is late

        starts = draw(self.box, self.count, self.seed)
        found = labels(self.system, starts, (self.rate, self.momentum), self.minima)
        counted = tuple(int((found == place).sum()) for place in range(len(self.minima)))
        few = starts[:, :_CHECKED]
        again = one_by_one(self.system, few, (self.rate, self.momentum), self.minima)
        if counted != self.hits:
            return False
        # Where steps are chaotic the last digit decides, and the two routes round differently.
        return True if list(found[:_CHECKED]) == again else None

    def narrate(self) -> Step:
        """Say where the starts come from and where they lead."""
        names = tuple(Name(state.name) for state in self.system.states)
        sides = [Chain((low, name, high), ("≤", "≤")) for (low, high), name in zip(self.box, names, strict=True)]
        rows: list[tuple[object, ...]] = [
            (_place(at), hits, _decimal(hits / self.count), cell(f"{low:.3f} to {high:.3f}"))
            for at, hits, (low, high) in zip(self.minima, self.hits, self.intervals, strict=True)
        ]
        left = self.count - sum(self.hits)
        if left:
            low, high = wilson(left, self.count)
            rows.append(("none of them", left, _decimal(left / self.count), cell(f"{low:.3f} to {high:.3f}")))
        return Step(
            "Many random starts",
            (
                paragraph(
                    f"{self.count} starts are drawn evenly from {{box}} (seed {self.seed}), and each is followed with "
                    "{rate}. They end at",
                    box=Listing(tuple(sides)),
                    rate=equals(Name("eta"), self.rate),
                ),
                table(("minimum", "starts", "fraction", "95 % confidence interval"), rows),
            ),
            topic="descent",
        )


def basin_fractions(
    analysis: Analysis, window: Window, rates: Sequence[sp.Expr], momentum: sp.Expr, count: int, seed: int
) -> tuple[BasinFractions, ...]:
    """Draw `count` starts and follow them with every rate; nothing where no minimum is known."""
    from symtutor.numerics.descent_arrays import draw, labels  # noqa: PLC0415 - numpy is late

    minima = tuple(
        found.at
        for found in analysis.classifications
        if found.stability is Stability.ASYMPTOTIC and not found.point.index
    )
    box = tuple(_side(analysis, window, position) for position in range(analysis.system.dimension))
    if not minima or not count:
        return ()
    starts, fractions = draw(box, count, seed), []
    for rate in rates:
        found = labels(analysis.system, starts, (rate, momentum), minima)
        hits = tuple(int((found == place).sum()) for place in range(len(minima)))
        fractions.append(BasinFractions(analysis.system, rate, momentum, box, minima, hits, count, seed))
    return tuple(fractions)


def _side(analysis: Analysis, window: Window, position: int) -> tuple[sp.Expr, sp.Expr]:
    """Take the side of the window; else the critical points with half their spread, or 1, to each side."""
    side = window.side(analysis.system.states[position])
    if side is not None:
        return side
    values = [found.at[position] for found in analysis.classifications if not found.point.index]
    ordered = in_order(values) or (sp.S.Zero,)
    low, high = (sp.Rational(sp.floor(10 * ordered[0]), 10), sp.Rational(sp.ceiling(10 * ordered[-1]), 10))
    room = max(sp.S.One, (high - low) * _ROOM)
    return low - room, high + room


def _place(at: tuple[sp.Expr, ...]) -> object:
    """Write a minimum."""
    return at[0] if len(at) == 1 else Listing(at, "()")


def _decimal(value: float) -> Approx:
    """Show three digits."""
    return Approx(sp.Rational(value), 3)
