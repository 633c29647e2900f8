"""The phase line: the graph of f, and under it the number line with its arrows, points and basins."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from symtutor.document import Name, equals
from symtutor.plot.breaks import SAMPLES, poles, torn, unbroken, usual_height
from symtutor.plot.curves import velocity_of
from symtutor.plot.number_line import basins, fixed_points, flow_arrows
from symtutor.plot.style import (
    BLACK,
    GREEN,
    INK,
    ORANGE,
    PALE,
    PURPLE,
    draw_legend,
    draw_title,
    paint,
    typeset,
)
from symtutor.plot.ticks import mark_multiples_of_pi
from symtutor.plot.window import members_inside

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from symtutor.model import Analysis
    from symtutor.numerics.field import Array
    from symtutor.plot.window import Span

USUAL = ("graph", "signs", "basins", "arrows", "points")
"""The layers of a phase line."""


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """The artists of a phase line, layer by layer."""

    strip: Axes
    graph: list[Artist] = field(default_factory=list)
    signs: list[Artist] = field(default_factory=list)
    basins: dict[str, list[Artist]] = field(default_factory=dict)
    """Shaded intervals by what the legend calls them."""
    arrows: list[Artist] = field(default_factory=list)
    points: dict[str, list[Artist]] = field(default_factory=dict)
    """Fixed points by kind."""
    poles: dict[str, list[Artist]] = field(default_factory=dict)
    """Lines where f has a pole."""


def draw_phase_line(analysis: Analysis, ax: Axes, span: Span, layers: Collection[str] = USUAL) -> PhaseLine:
    """Draw f on `ax`, and the flow on a number line of its own below.

    Parameters
    ----------
    analysis : Analysis
        Of dimension one; what it knows is drawn and nothing is decided here.
    ax : Axes
        Where the graph of f goes; the number line is an inset below it.
    span : (float, float)
        The interval shown.
    layers : collection of str
        Of ``graph``, ``signs``, ``basins``, ``arrows`` and ``points``.
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
    drawn = PhaseLine(strip)
    holes = poles(lambda xs: velocity_of(analysis.system)(xs[np.newaxis])[0], span)
    if "graph" in layers:
        drawn.graph.extend(velocity_graph(analysis, ax, span))
        drawn.poles.update(_pole_lines(ax, strip, holes))
    if "signs" in layers:
        drawn.signs.extend(sign_shading(analysis, ax, span))
    if "basins" in layers:
        drawn.basins.update(basins(analysis, strip, span))
    if "arrows" in layers:
        drawn.arrows.extend(flow_arrows(analysis, strip, span))
    if "points" in layers:
        drawn.points.update(fixed_points(analysis, strip, span))
        _drop_lines(analysis, ax, span)
    examples = {label: artists[:1] for label, artists in (drawn.basins | drawn.poles).items()}
    draw_legend(strip, drawn.points | examples, below=-0.72)
    return drawn


def velocity_graph(analysis: Analysis, ax: Axes, span: Span) -> list[Artist]:
    """Draw the graph of f; it is broken at poles and where f has no real value."""
    xs = np.linspace(*span, SAMPLES)
    values = velocity_of(analysis.system)(xs[np.newaxis])[0]
    limit = usual_height(values)
    values = torn(lambda at: velocity_of(analysis.system)(at[np.newaxis])[0], xs, unbroken(values, limit))
    low, high = (float(np.clip(end, -limit, limit)) for end in _range(values))
    room = 0.08 * (high - low)
    ax.set_ylim(low - room, high + room)
    line = ax.axhline(0, color=paint(INK), linewidth=0.8)
    return [line, *ax.plot(xs, values, color=paint(BLACK), linewidth=1.8)]


def sign_shading(analysis: Analysis, ax: Axes, span: Span) -> list[Artist]:
    """Tint what lies between the graph and zero: above it the state moves right, below it left."""
    xs = np.linspace(*span, SAMPLES)
    values = velocity_of(analysis.system)(xs[np.newaxis])[0]
    frame = ax.get_ylim()
    heights = np.clip(values, *frame)
    tints = [
        ax.fill_between(xs, heights, 0, where=where, color=colour, alpha=opacity, linewidth=0, zorder=0)
        for where, colour, opacity in ((values > 0, GREEN, 0.18), (values < 0, ORANGE, 0.24))
    ]
    ax.set_ylim(frame)
    return [*tints]


def _pole_lines(ax: Axes, strip: Axes, holes: Sequence[float]) -> dict[str, list[Artist]]:
    """Draw a dotted line at every pole; nothing crosses it."""
    lines: list[Artist] = [
        part.axvline(at, color=paint(PURPLE), linewidth=1.2, linestyle=(0, (1, 2)), zorder=2)
        for at in holes
        for part in (ax, strip)
    ]
    return {"pole": lines} if lines else {}


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
            ax.plot(
                (at[0], at[0]), (0, ax.get_ylim()[0]), color=paint(PALE), linewidth=0.9, linestyle=(0, (2, 3)), zorder=0
            )
