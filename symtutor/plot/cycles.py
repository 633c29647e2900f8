"""Limit cycles: the closed orbits that the analysis found, each followed once round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from symtutor.model import Stability
from symtutor.plot.arrows import arrowheads
from symtutor.plot.curves import STEP, trace, velocity_of
from symtutor.plot.style import BLUE, PURPLE, VERMILION, paint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from symtutor.model import Analysis, LimitCycle
    from symtutor.numerics.field import Array
    from symtutor.plot.window import Span

_LENGTH = 20.0
_LOOKS = {
    Stability.ASYMPTOTIC: ("stable limit cycle", BLUE, "solid"),
    Stability.UNSTABLE: ("unstable limit cycle", VERMILION, (0, (4, 1.6))),
    Stability.HALF: ("half-stable limit cycle", PURPLE, (0, (7, 1.5, 1.5, 1.5))),
}
_ELSE = ("limit cycle", BLUE, (0, (2, 1)))


def limit_cycles(analysis: Analysis, ax: Axes, spans: Sequence[Span]) -> dict[str, list[Artist]]:
    """Draw every limit cycle that is known, by what the legend calls it: solid where it attracts."""
    drawn: dict[str, list[Artist]] = {}
    for cycle in analysis.structure.limit_cycles:
        label, colour, dashes = _LOOKS.get(cycle.stability, _ELSE)
        curve = orbit(analysis, cycle, spans)
        line = ax.plot(*curve, color=paint(colour), linewidth=2.8, linestyle=dashes, zorder=6)
        drawn.setdefault(label, []).extend([*line, *arrowheads(ax, [curve], spans, colour)])
    return drawn


def orbit(analysis: Analysis, cycle: LimitCycle, spans: Sequence[Span]) -> Array:
    """Follow a cycle from a point on it until it closes, in the direction of time in which it attracts."""
    widths = np.array([high - low for low, high in spans])
    start = np.array([[float(value.evalf(20))] for value in cycle.through])
    extent = [(float(low.evalf(20)), float(high.evalf(20))) for low, high in cycle.extent]
    box = [(low - width, high + width) for (low, high), width in zip(extent, widths, strict=True)]
    way = -1 if cycle.stability is Stability.UNSTABLE else 1
    path = trace(velocity_of(analysis.system), start, box, widths, step=way * STEP / 2, length=_LENGTH)[:, :, 0]
    known = path[np.isfinite(path).all(axis=1)]
    return np.concatenate([known, known[:1]]).T[:, ::way]
