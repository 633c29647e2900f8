"""The phase line: the graph of f, and under it the number line with its arrows, points and basins."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import sympy as sp

from symtutor.document import Name, equals
from symtutor.model import Kind
from symtutor.numerics.field import compile_field
from symtutor.plot.style import BLACK, INK, LOOKS, PALE, SKY, YELLOW, draw_legend, draw_mark, draw_title, typeset
from symtutor.plot.ticks import mark_multiples_of_pi
from symtutor.plot.window import members_inside

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from symtutor.model import Analysis, Classification, Interval
    from symtutor.numerics.field import Array
    from symtutor.plot.style import Look
    from symtutor.plot.window import Span

_SAMPLES = 2401
_ARROWS = 13
"""Arrows on the whole line; each piece of the flow gets its share, at least one."""

_LEAST = 0.4
"""A piece shorter than this part of the distance between arrows has room for none."""

_TINTS = ((SKY, 0.55), (YELLOW, 0.35))
"""Neighbouring basins take turns; the two differ in grey as well."""


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """The artists of a phase line, layer by layer."""

    strip: Axes
    graph: list[Artist]
    basins: dict[str, list[Artist]]
    """Shaded intervals by what the legend calls them."""
    arrows: list[Artist]
    points: dict[str, list[Artist]]
    """Fixed points by kind."""


def draw_phase_line(analysis: Analysis, ax: Axes, span: Span) -> PhaseLine:
    """Draw f on `ax`, and the flow on a number line of its own below.

    Parameters
    ----------
    analysis : Analysis
        Of dimension one; what it knows is drawn and nothing is decided here.
    ax : Axes
        Where the graph of f goes; the number line is an inset below it.
    span : (float, float)
        The interval shown.
    """
    state = analysis.system.states[0]
    strip = ax.inset_axes((0.0, -0.31, 1.0, 0.22), sharex=ax)
    ax.set_xlim(span)
    strip.set_ylim(-1, 1)
    strip.set_yticks([])
    for side in ("left", "top", "right"):
        strip.spines[side].set_visible(False)
    strip.set_xlabel(typeset(state))
    ax.spines["bottom"].set_visible(False)
    ax.tick_params(labelbottom=False, bottom=False)
    ax.set_ylabel(typeset(Name("f", args=(state,))))
    draw_title(ax, typeset(equals(Name(state.name, primes=1), analysis.system.field[0])))
    mark_multiples_of_pi(analysis, strip, span)
    drawn = PhaseLine(
        strip,
        velocity_graph(analysis, ax, span),
        basins(analysis, strip, span),
        flow_arrows(analysis, strip, span),
        fixed_points(analysis, strip, span),
    )
    _drop_lines(analysis, ax, span)
    examples = {label: artists[:1] for label, artists in drawn.basins.items()}
    draw_legend(strip, examples | drawn.points, below=-0.72)
    return drawn


def velocity_graph(analysis: Analysis, ax: Axes, span: Span) -> list[Artist]:
    """Draw the graph of f; it is broken at poles and where f has no real value."""
    xs = np.linspace(*span, _SAMPLES)
    values = compile_field(analysis.system)(xs[np.newaxis])[0]
    limit = _height(values)
    values = np.where(np.abs(values) > 4 * limit, np.nan, values)
    jump = np.abs(np.diff(values)) > limit
    values[1:][jump & (values[:-1] * values[1:] < 0)] = np.nan
    low, high = (float(np.clip(end, -limit, limit)) for end in _range(values))
    room = 0.08 * (high - low)
    ax.set_ylim(low - room, high + room)
    line = ax.axhline(0, color=INK, linewidth=0.8)
    return [line, *ax.plot(xs, values, color=BLACK, linewidth=1.8)]


def flow_arrows(analysis: Analysis, ax: Axes, span: Span) -> list[Artist]:
    """Draw arrows along the flow; where the analysis knows no flow, there are none."""
    ax.axhline(0, color=INK, linewidth=0.8, zorder=1)
    gap = (span[1] - span[0]) / _ARROWS
    clear = 0.016 * (span[1] - span[0])
    middles, directions = [], []
    for flow in analysis.line.flow if analysis.line is not None else ():
        for start, stop in pieces(flow.interval, span):
            low, high = start + clear, stop - clear
            if high - low < _LEAST * gap:
                continue
            count = max(1, round((high - low) / gap))
            width = (high - low) / count
            middles += [low + (k + 0.5) * width for k in range(count)]
            directions += [flow.direction * min(0.7 * gap, 0.6 * width)] * count
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
            color=INK,
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
        look = _look(analysis, found)
        for at in members_inside(found, [span]):
            drawn.setdefault(found.kind.value, []).extend(draw_mark(ax, (at[0], 0.0), look))
        if found.kind is Kind.NON_ISOLATED and found.at[0].free_symbols and not found.point.index:
            drawn["every point is fixed"] = list(ax.plot(span, (0, 0), color=look.colour, linewidth=5, zorder=9))
    return drawn


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


def _look(analysis: Analysis, found: Classification) -> Look:
    """Turn the mark of a half-stable point to the side that its basin is on."""
    look = LOOKS[found.kind]
    if found.kind is not Kind.HALF_STABLE or analysis.line is None:
        return look
    ends = [basin.interval.low for basin in analysis.line.basins if basin.of == found]
    return replace(look, fill="right") if found.at[0] in ends else look


def _height(values: Array) -> float:
    """Choose how much of f to show: all of it, unless a pole would press the rest flat."""
    sizes = np.abs(values[np.isfinite(values)])
    if not sizes.size or sizes.max() == 0:
        return 1.0
    usual = float(np.quantile(sizes, 0.75))
    largest = float(sizes.max())
    return largest if usual == 0 or largest < 12 * usual else 3 * usual


def _range(values: Array) -> Span:
    """Give the range of f, with zero in it."""
    known = values[np.isfinite(values)]
    if not known.size or not known.any():
        return (-1.0, 1.0)
    return (min(float(known.min()), 0.0), max(float(known.max()), 0.0))


def _drop_lines(analysis: Analysis, ax: Axes, span: Span) -> None:
    """Join every zero of f to its mark below."""
    for found in analysis.classifications:
        for at in members_inside(found, [span]):
            ax.plot((at[0], at[0]), (0, ax.get_ylim()[0]), color=PALE, linewidth=0.9, linestyle=(0, (2, 3)), zorder=0)
