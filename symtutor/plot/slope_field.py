"""The slope field: where the field of one state changes with time, its slopes in the plane of time and state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from symtutor.document import Name, equals
from symtutor.numerics.clock import starts_at, with_clock
from symtutor.numerics.field import compile_field
from symtutor.plot.arrows import strokes
from symtutor.plot.curves import spread_starts, through, with_air
from symtutor.plot.style import BLUE, INK, SKY, draw_legend, draw_title, paint, typeset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from symtutor.model import Analysis, ODESystem, Window
    from symtutor.numerics.field import Array, ArrayField
    from symtutor.plot.window import Span

_GRID = (25, 19)
_TIME, _STATE = 4.0, 3.0
"""Half the width and half the height of a window that nobody chose: a little more than a period of sin t."""

_COLUMN = 5
"""Starts in a column; curves that come near each other are left out."""


@dataclass(frozen=True, slots=True)
class SlopeField:
    """The artists of a slope field, layer by layer."""

    slopes: list[Artist]
    curves: list[Artist]
    started: dict[str, list[Artist]]
    """The solution that was asked for, and its start, by what the legend calls them."""


def choose_frame(system: ODESystem, window: Window) -> tuple[Span, Span]:
    """Choose the stretch of time and the interval of the state: what was asked for, else around the start."""
    begin, place = starts_at(system), dict(system.start).get(system.states[0], 0)
    spans = []
    for symbol, middle, half in ((system.time, begin, _TIME), (system.states[0], place, _STATE)):
        side = window.side(symbol)
        centre = float(middle)
        spans.append((centre - half, centre + half) if side is None else (float(side[0]), float(side[1])))
    return spans[0], spans[1]


def draw_slope_field(
    analysis: Analysis, ax: Axes, spans: tuple[Span, Span], starts: Sequence[tuple[float, float]] = ()
) -> SlopeField:
    """Draw x′ = f(x, t) on `ax`: time to the right, the state upwards.

    Parameters
    ----------
    analysis : Analysis
        Of dimension one, every parameter with a value.
    ax : Axes
    spans : two intervals
        The window, time first.
    starts : sequence of (float, float)
        Times and states where solution curves begin; chosen to fill the window where none are given.
    """
    system = analysis.system
    state, time = system.states[0], system.time
    draw_title(ax, typeset(equals(Name(state.name, primes=1), system.field[0])))
    ax.set_xlabel(typeset(time))
    ax.set_ylabel(typeset(state), rotation=0, labelpad=10)
    ax.set_xlim(spans[0])
    ax.set_ylim(spans[1])
    field = clocked(system)
    drawn = SlopeField(
        slopes(field, ax, spans), solution_curves(field, ax, spans, starts), typed_solution(system, field, ax, spans)
    )
    draw_legend(ax, drawn.started, below=-0.11)
    return drawn


def slopes(field: ArrayField, ax: Axes, spans: Sequence[Span]) -> list[Artist]:
    """Draw short pieces of tangents on a grid, equally long on the page; where there is no slope there is none."""
    return strokes(field, ax, spans, _GRID)


def solution_curves(
    field: ArrayField, ax: Axes, spans: Sequence[Span], starts: Sequence[tuple[float, float]] = ()
) -> list[Artist]:
    """Draw solution curves through `starts`, or a few that keep apart."""
    if starts:
        curves = through(field, np.array(starts, dtype=float).T, spans)
    else:
        begins = spread_starts(spans, _COLUMN)
        curves = with_air(through(field, begins, spans), begins, spans)
    drawn: list[Artist] = []
    for curve in curves:
        if curve.shape[1] > 1:
            drawn += ax.plot(*curve, color=paint(SKY), linewidth=1.4, zorder=4, solid_capstyle="round")
    return drawn


def typed_solution(system: ODESystem, field: ArrayField, ax: Axes, spans: Sequence[Span]) -> dict[str, list[Artist]]:
    """Draw the solution of the initial condition that was typed with the system, and mark its start."""
    state = system.states[0]
    value = dict(system.start).get(state)
    if value is None:
        return {}
    begin = starts_at(system)
    start = np.array([[float(begin)], [float(value)]])
    if not all(low <= at <= high for (low, high), at in zip(spans, start[:, 0], strict=True)):
        return {}
    (curve,) = through(field, start, spans)
    drawn: list[Artist] = [
        *ax.plot(*curve, color=paint(BLUE), linewidth=2.2, zorder=6, solid_capstyle="round"),
        *ax.plot(*start, linestyle="none", marker="o", markersize=6, color=paint(INK), zorder=7),
    ]
    return {f"the solution with {typeset(equals(Name(state.name, args=(begin,)), value))}": drawn}


def clocked(system: ODESystem) -> ArrayField:
    """Give (1, f(x, t)) at (t, x)."""
    extended = compile_field(with_clock(system))

    def velocity(point: Array) -> Array:
        return extended(point[::-1])[::-1]

    return velocity
