"""Euler's method on the line as a map: x ↦ x + h f(x), its cobweb, and the diagonal where nothing changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import sympy as sp

from symtutor.document import Name, Product, Sum, equals
from symtutor.plot.breaks import SAMPLES, unbroken, usual_height
from symtutor.plot.curves import velocity_of
from symtutor.plot.number_line import look_of
from symtutor.plot.runs import LOOKS
from symtutor.plot.style import BLACK, INK, draw_legend, draw_mark, draw_title, paint, typeset
from symtutor.plot.window import members_inside

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from symtutor.numerics.field import Array
    from symtutor.plot.runs import Iterates, Runs
    from symtutor.plot.window import Span

_PANELS = 3
_GAP = 0.09


@dataclass(frozen=True, slots=True)
class Cobweb:
    """The artists of cobwebs, a panel for each step."""

    panels: list[Axes]
    maps: list[Artist]
    webs: list[Artist]
    points: dict[str, list[Artist]]


def draw_cobwebs(runs: Runs, ax: Axes) -> Cobweb:
    """Draw the cobweb of Euler's map for the first three step sizes: up to the graph, across to the diagonal."""
    state = runs.analysis.system.states[0]
    shown = runs.runs[:_PANELS]
    ax.set_axis_off()
    width = (1 - _GAP * (len(shown) - 1)) / len(shown)
    drawn = Cobweb([], [], [], {})
    law = equals(Name(state.name, primes=1), runs.analysis.system.field[0])
    following = Sum((state, Product((Name(runs.letter), Name("f", args=(state,))))))
    draw_title(ax, f"{typeset(law)},   the map {typeset(following)}")
    for number, run in enumerate(shown):
        panel = ax.inset_axes((number * (width + _GAP), 0.0, width, 0.92))
        drawn.panels.append(panel)
        span = _span(runs, run)
        panel.set_xlim(span)
        panel.set_ylim(span)
        panel.set_aspect("equal")
        panel.set_title(runs.label(run), fontsize=10)
        panel.set_xlabel(typeset(Name(state.name, subscript=sp.Symbol("n"))))
        drawn.maps.extend(_map(runs, run, panel, span))
        drawn.webs.extend(_web(panel, run, number))
        for found in runs.analysis.classifications:
            for at in members_inside(found, [span]):
                marks = draw_mark(panel, (at[0], at[0]), look_of(runs.analysis, found))
                drawn.points.setdefault(found.kind.value, marks)
    draw_legend(ax, {f"{kind} for the equation": marks for kind, marks in drawn.points.items()}, below=-0.16)
    return drawn


def _span(runs: Runs, run: Iterates) -> Span:
    """Show the iterates and the fixed points beside them; iterates that run off are followed a little."""
    values = run.states[0][np.isfinite(run.states[0])]
    first = float(values[0])
    fixed = [
        at[0] for found in runs.analysis.classifications for at in members_inside(found, [(first - 10, first + 10)])
    ]
    near = values[np.abs(values - first) <= 10]
    low, high = min([float(near.min()), *fixed]), max([float(near.max()), *fixed])
    room = 0.15 * (high - low) or 1.0
    return low - room, high + room


def _map(runs: Runs, run: Iterates, panel: Axes, span: Span) -> list[Artist]:
    """Draw the graph of the map and the diagonal."""
    xs = np.linspace(*span, SAMPLES)
    velocity = velocity_of(runs.analysis.system)(xs[np.newaxis])[0]
    values = xs + float(run.step) * unbroken(velocity, usual_height(velocity))
    return [
        *panel.plot(span, span, color=paint(INK), linewidth=1.0, linestyle=(0, (4, 3)), zorder=2),
        *panel.plot(xs, values, color=paint(BLACK), linewidth=1.7, zorder=3),
    ]


def _web(panel: Axes, run: Iterates, number: int) -> list[Artist]:
    """Go up or down to the graph and across to the diagonal, step by step."""
    colour, _ = LOOKS[number % len(LOOKS)]
    values: Array = run.states[0]
    across = np.repeat(values, 2)
    path = np.array([across[:-1], across[1:]])
    start = panel.plot(path[0, :1], path[1, :1], marker="o", markersize=4, color=paint(colour), zorder=5)
    return [*panel.plot(*path, color=paint(colour), linewidth=1.1, zorder=4), *start]
