"""Slips with basins of attraction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.equality import same
from symtutor.checking.misconceptions import Misconception
from symtutor.document import paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.checking.claims import Basin
    from symtutor.checking.context import Context

Ends = tuple[sp.Expr, sp.Expr]


def _swapped(claim: Basin, context: Context) -> Iterator[Ends]:
    """The basin of another attractor."""
    for basin in context.analysis.line.basins if context.analysis.line else ():
        if same(basin.of.at[0], claim.of.values[0]) is False:
            yield basin.interval.low, basin.interval.high


def _everything(claim: Basin, context: Context) -> Iterator[Ends]:
    """The whole line."""
    yield -sp.oo, sp.oo


BASIN_SLIPS: tuple[Misconception[Basin, Ends], ...] = (
    Misconception(
        "basins swapped",
        _swapped,
        "Take one start from your interval and follow the arrow.",
        paragraph("The basins are swapped: this is the basin of another fixed point."),
    ),
    Misconception(
        "watershed ignored",
        _everything,
        "Can a solution cross a fixed point?",
        paragraph("No solution crosses a fixed point: the unstable one is the end of the basin."),
    ),
)
