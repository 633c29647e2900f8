"""Euler's polygons: each step follows the tangent at its first point, and leaves the solution."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from symtutor.plot.arrows import field_arrows
from symtutor.plot.runs import LOOKS, solution_curve
from symtutor.plot.slope_field import clocked, slopes
from symtutor.plot.style import BLACK, INK, draw_legend, draw_title, paint, typeset, typeset_laws

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from symtutor.numerics.field import Array
    from symtutor.plot.runs import Iterates, Runs
    from symtutor.plot.window import Span

_MOST_MARKED = 40
"""A polygon of more steps is drawn without its corners."""

_MOST_TANGENTS = 12
_BEHIND = 0.35
"""How far a tangent reaches back before its point, and ahead of the next, in steps."""


@dataclass(frozen=True, slots=True)
class Polygons:
    """The artists of Euler's polygons, layer by layer."""

    background: list[Artist] = field(default_factory=list)
    solution: dict[str, list[Artist]] = field(default_factory=dict)
    polygons: dict[str, list[Artist]] = field(default_factory=dict)
    tangents: list[Artist] = field(default_factory=list)


def draw_polygons(runs: Runs, ax: Axes) -> Polygons:
    """Draw the exact solution and the polygon of every step size, with the tangents that it is made of.

    One state is drawn against time, of more the first two against each other.
    """
    system = runs.analysis.system
    planar = system.dimension > 1
    times, exact = solution_curve(runs)
    curve = exact[:2] if planar else np.array([times, exact[0]])
    polygons = [run.states[:2] if planar else _against_time(runs, run) for run in runs.runs]
    spans = _spans([_near(curve, polygons, blows_up=runs.end is not None), *polygons])
    draw_title(ax, typeset_laws(system))
    across, up = system.states[:2] if planar else (system.time, system.states[0])
    ax.set_xlabel(typeset(across))
    ax.set_ylabel(typeset(up), rotation=0, labelpad=10)
    ax.set_xlim(spans[0])
    ax.set_ylim(spans[1])
    drawn = Polygons()
    if system.dimension == 1:
        drawn.background.extend(slopes(clocked(system), ax, spans))
    elif system.dimension == 2 and system.autonomous:
        drawn.background.extend(field_arrows(runs.analysis, ax, spans))
    name = "exact solution" if runs.exact is not None else "solution, by small steps"
    drawn.solution[name] = [*ax.plot(*curve, color=paint(BLACK), linewidth=2.0, zorder=4)]
    for number, (run, polygon) in enumerate(zip(runs.runs, polygons, strict=True)):
        colour, mark = LOOKS[number % len(LOOKS)]
        marked = mark if polygon.shape[1] <= _MOST_MARKED else None
        drawn.polygons[runs.label(run)] = [
            *ax.plot(*polygon, color=paint(colour), marker=marked, markersize=4.5, linewidth=1.4, zorder=6)
        ]
        if polygon.shape[1] <= _MOST_TANGENTS:
            drawn.tangents.extend(_tangents(ax, polygon))
    draw_legend(ax, drawn.solution | drawn.polygons, below=-0.11)
    return drawn


def _against_time(runs: Runs, run: Iterates) -> Array:
    """Pair the states of a run with their times."""
    times = float(runs.begin) + float(run.step) * np.arange(run.states.shape[1])
    return np.array([times, run.states[0]])


def _tangents(ax: Axes, polygon: Array) -> list[Artist]:
    """Lengthen every side a little in both directions: the tangent of the solution through its first point."""
    sides = np.diff(polygon, axis=1)
    ends = np.stack([polygon[:, :-1] - _BEHIND * sides, polygon[:, 1:] + _BEHIND * sides])
    return [
        line
        for place in range(sides.shape[1])
        for line in ax.plot(*ends[:, :, place].T, color=paint(INK), linewidth=0.8, linestyle=(0, (1.5, 1.5)), zorder=5)
    ]


def _near(curve: Array, polygons: list[Array], *, blows_up: bool) -> Array:
    """Leave out where the solution is much further off than every polygon; one that becomes infinite, than any."""
    ends = [float(np.abs(polygon[:, np.isfinite(polygon).all(axis=0)]).max()) for polygon in polygons]
    reach = max(1.0, min(ends)) if blows_up else 2 * max(1.0, *ends)
    return np.where((np.abs(curve) <= reach).all(axis=0), curve, np.nan)


def _spans(curves: list[Array]) -> tuple[Span, Span]:
    """Show every curve; a polygon that runs far off is followed only some heights of the solution."""
    (first, last), (low, high) = _ends(curves[0][0]), _ends(curves[0][1])
    height, width = high - low or 1.0, last - first or 1.0
    for curve in curves[1:]:
        left, right = _ends(curve[0])
        bottom, top = _ends(curve[1])
        first, last = max(min(first, left), first - 2 * width), min(max(last, right), last + 2 * width)
        low, high = max(min(low, bottom), low - 2 * height), min(max(high, top), high + 2 * height)
    across, up = 0.05 * (last - first), 0.08 * (high - low) or 1.0
    return (first - across, last + across), (low - up, high + up)


def _ends(values: Array) -> Span:
    known = values[np.isfinite(values)]
    return (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
