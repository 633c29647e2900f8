"""The number line of a phase line: which way the flow goes on each piece, its basins and its fixed points."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import sympy as sp

from symtutor.model import Kind
from symtutor.plot.breaks import SAMPLES
from symtutor.plot.curves import velocity_of
from symtutor.plot.style import INK, LOOKS, SKY, YELLOW, draw_mark, paint, typeset
from symtutor.plot.window import members_inside

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from sympy.logic.boolalg import Boolean

    from symtutor.model import Analysis, Classification, Interval
    from symtutor.plot.style import Look
    from symtutor.plot.window import Span

_ARROWS = 13
"""Arrows on the whole line; each piece of the flow gets its share, at least one."""

_LEAST = 0.4
"""A piece shorter than this part of the distance between arrows has room for none."""

_TINTS = ((SKY, 0.55), (YELLOW, 0.35))
"""Neighbouring basins take turns; the two differ in grey as well."""


def flow_pieces(analysis: Analysis, span: Span) -> list[tuple[float, float, int]]:
    """Cut the window where the flow turns round: from, to, and the direction in between.

    What the analysis knows goes first; where it knows no flow, the signs are those of the graph.
    """
    if analysis.line is not None and analysis.line.flow:
        return [
            (start, stop, flow.direction) for flow in analysis.line.flow for start, stop in pieces(flow.interval, span)
        ]
    xs = np.linspace(*span, SAMPLES)
    values = velocity_of(analysis.system)(xs[np.newaxis])[0]
    signs = np.where(np.isfinite(values), np.sign(values), 0).astype(int)
    runs = np.split(np.arange(SAMPLES), np.flatnonzero(np.diff(signs)) + 1)
    return [(float(xs[run[0]]), float(xs[run[-1]]), int(signs[run[0]])) for run in runs if signs[run[0]]]


def flow_arrows(analysis: Analysis, ax: Axes, span: Span) -> list[Artist]:
    """Draw arrows along the flow; where the analysis knows no flow, there are none."""
    ax.axhline(0, color=paint(INK), linewidth=0.8, zorder=1)
    gap = (span[1] - span[0]) / _ARROWS
    clear = 0.016 * (span[1] - span[0])
    middles, directions = [], []
    for start, stop, direction in flow_pieces(analysis, span):
        low, high = start + clear, stop - clear
        if high - low < _LEAST * gap:
            continue
        count = max(1, round((high - low) / gap))
        width = (high - low) / count
        middles += [low + (k + 0.5) * width for k in range(count)]
        directions += [direction * min(0.7 * gap, 0.6 * width)] * count
    if not middles:
        return []
    zeros = np.zeros(len(middles))
    return [
        ax.quiver(
            middles,
            zeros,
            directions,
            zeros,
            angles="xy",
            scale_units="xy",
            scale=1,
            pivot="mid",
            color=paint(INK),
            width=0.0036,
            headwidth=4.6,
            headlength=5.4,
            headaxislength=4.8,
            minshaft=1.5,
            zorder=3,
        )
    ]


def basins(analysis: Analysis, ax: Axes, span: Span) -> dict[str, list[Artist]]:
    """Shade the basins of attraction, neighbours in different tints."""
    found = []
    for basin in analysis.line.basins if analysis.line is not None else ():
        found += [(low, high, basin.of) for low, high in pieces(basin.interval, span)]
    found.sort(key=lambda piece: piece[0])
    drawn: dict[str, list[Artist]] = {}
    for position, (low, high, of) in enumerate(found):
        colour, opacity = _TINTS[position % 2]
        shade = ax.axvspan(low, high, color=colour, alpha=opacity, linewidth=0, zorder=0)
        label = f"basin of {typeset(of.at[0])}" if len(found) <= 2 else "basins of attraction"
        drawn.setdefault(label, []).append(shade)
    return drawn


def fixed_points(analysis: Analysis, ax: Axes, span: Span) -> dict[str, list[Artist]]:
    """Mark the fixed points by kind; a half-stable one is filled on the side that it attracts from."""
    drawn: dict[str, list[Artist]] = {}
    for found in analysis.classifications:
        look = look_of(analysis, found)
        for at in members_inside(found, [span]):
            drawn.setdefault(found.kind.value, []).extend(draw_mark(ax, (at[0], 0.0), look))
        if found.kind is Kind.NON_ISOLATED and found.at[0].free_symbols and not found.point.index:
            low, high = _where(found.point.when, analysis.system.states[0], span)
            if low < high:
                bar = ax.plot((low, high), (0, 0), color=paint(look.colour), linewidth=5, zorder=9)
                drawn.setdefault("every point is fixed", []).extend(bar)
    return drawn


def _where(when: Boolean, state: sp.Symbol, span: Span) -> Span:
    """Cut the window to the interval that conditions such as x ≤ 0 leave."""
    low, high = span
    for condition in sp.And.make_args(when):
        if isinstance(condition, (sp.Ge, sp.Gt, sp.Le, sp.Lt)) and condition.lhs == state and condition.rhs.is_number:
            end = float(condition.rhs.evalf(20))
            low, high = (max(low, end), high) if isinstance(condition, (sp.Ge, sp.Gt)) else (low, min(high, end))
    return low, high


def pieces(interval: Interval, span: Span) -> list[Span]:
    """Cut an interval, or the members of a family of intervals, to the window."""
    low, high, index = interval.low, interval.high, interval.index
    shifts: list[dict[sp.Symbol, int]] = [{}]
    if index:
        period = float(sp.diff(low, index[0]).evalf(20))
        first = float(low.subs(index[0], 0).evalf(20))
        numbers = range(int((span[0] - first) / period) - 2, int((span[1] - first) / period) + 2)
        shifts = [{index[0]: number} for number in numbers]
    cut = [(max(float(low.subs(shift)), span[0]), min(float(high.subs(shift)), span[1])) for shift in shifts]
    return [(start, stop) for start, stop in cut if start < stop]


def look_of(analysis: Analysis, found: Classification) -> Look:
    """Turn the mark of a half-stable point to the side that its basin is on."""
    look = LOOKS[found.kind]
    if found.kind is not Kind.HALF_STABLE or analysis.line is None:
        return look
    ends = [basin.interval.low for basin in analysis.line.basins if basin.of == found]
    return replace(look, fill="right") if found.at[0] in ends else look
