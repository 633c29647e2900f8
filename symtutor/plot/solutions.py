"""Solutions against time: x(t) from several starts, with the fixed points they approach and the times they end at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from symtutor.document import Name, equals
from symtutor.model import Stability
from symtutor.numerics.clock import starts_at
from symtutor.plot.breaks import poles
from symtutor.plot.curves import trace, velocity_of
from symtutor.plot.slope_field import clocked, slopes
from symtutor.plot.style import LOOKS, PURPLE, SKY, draw_legend, draw_mark, draw_title, paint, typeset
from symtutor.plot.ticks import mark_multiples_of_pi
from symtutor.plot.window import members_inside

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from symtutor.model import Analysis, Window
    from symtutor.numerics.field import Array
    from symtutor.plot.window import Span

USUAL = ("slopes", "curves", "asymptotes", "ends", "points")
"""The layers of a picture of solutions."""

_STARTS = 13
_TIME = 5.0
_SCALES = 4.0
"""Time shown, in the slowest e-folding time of a fixed point."""

_SHORTEST, _LONGEST = 0.5, 40.0
_BEYOND = 6001
"""Samples on the way from the frame to infinity."""


@dataclass(frozen=True, slots=True)
class Solutions:
    """The artists of solutions against time, layer by layer."""

    slopes: list[Artist]
    curves: list[Artist]
    asymptotes: dict[str, list[Artist]]
    """A level line for each fixed point, by its kind."""
    ends: dict[str, list[Artist]]
    """Lines at the times at which a solution that leaves the frame is infinite."""


def choose_times(analysis: Analysis, window: Window) -> Span:
    """Choose how long to follow solutions: what was asked for, else some times the slowest scale 1/|f′(x*)|."""
    side = window.side(analysis.system.time)
    if side is not None:
        return float(side[0]), float(side[1])
    begin = float(starts_at(analysis.system))
    rates = [
        abs(float(value.evalf(20)))
        for found in analysis.classifications
        for value, _ in found.eigenvalues
        if not value.free_symbols and not value.is_zero
    ]
    lasting = float(np.clip(_SCALES / min(rates), _SHORTEST, _LONGEST)) if rates else _TIME
    return begin, begin + lasting


def draw_solutions(
    analysis: Analysis,
    ax: Axes,
    spans: tuple[Span, Span],
    starts: Sequence[float] = (),
    layers: Collection[str] = USUAL,
) -> Solutions:
    """Draw solutions of an autonomous equation of one state, all from the first time of the window.

    Parameters
    ----------
    analysis : Analysis
    ax : Axes
    spans : two intervals
        Time and state.
    starts : sequence of float
        Where they begin; evenly over the window where none are given.
    layers : collection of str
        Of ``slopes``, ``curves``, ``asymptotes``, ``ends`` and ``points``.
    """
    system = analysis.system
    state = system.states[0]
    draw_title(ax, typeset(equals(Name(state.name, primes=1), system.field[0])))
    ax.set_xlabel(typeset(system.time))
    ax.set_ylabel(typeset(state), rotation=0, labelpad=10)
    ax.set_xlim(spans[0])
    ax.set_ylim(spans[1])
    mark_multiples_of_pi(analysis, ax, spans[1], 0, upright=True)
    places = np.array(starts, dtype=float) if len(starts) else _places(analysis, spans[1])
    curves = _curves(analysis, spans, places) if {"curves", "ends"} & set(layers) else []
    drawn = Solutions(
        slopes(clocked(system), ax, spans) if "slopes" in layers else [],
        [
            line
            for curve in (curves if "curves" in layers else [])
            for line in ax.plot(*curve, color=paint(SKY), linewidth=1.7, zorder=4, solid_capstyle="round")
        ],
        _asymptotes(analysis, ax, spans, marked="points" in layers) if "asymptotes" in layers else {},
        _ends(analysis, ax, spans, curves) if "ends" in layers else {},
    )
    ends = {label: artists[:1] for label, artists in drawn.ends.items()}
    draw_legend(ax, drawn.asymptotes | ends, below=-0.11)
    return drawn


def _places(analysis: Analysis, span: Span) -> Array:
    """Spread starts over the window, none at a fixed point: the constant solution is drawn already."""
    even = np.linspace(*span, _STARTS + 2)[1:-1]
    fixed = [at[0] for found in analysis.classifications for at in members_inside(found, [span])]
    clear = (span[1] - span[0]) / (4 * _STARTS)
    return np.array([place for place in even if all(abs(place - at) > clear for at in fixed)])


def _curves(analysis: Analysis, spans: tuple[Span, Span], places: Array) -> list[Array]:
    """Follow (t, x) from every place until it leaves the frame or the domain; no curve passes a pole."""
    velocity = clocked(analysis.system)
    begins = np.array([np.full(len(places), spans[0][0]), places])
    scale = np.array([high - low for low, high in spans])
    paths = trace(velocity, begins, spans, scale)
    holes = poles(lambda xs: velocity_of(analysis.system)(xs[np.newaxis])[0], spans[1])
    curves = []
    for number in range(paths.shape[2]):
        path = paths[:, :, number]
        path = path[np.isfinite(path).all(axis=1)]
        for hole in holes:
            beyond = (path[:, 1] > hole) != (path[0, 1] > hole)
            path = path[: int(np.argmax(beyond))] if beyond.any() else path
        if len(path) > 1:
            curves.append(path.T)
    return curves


def _asymptotes(analysis: Analysis, ax: Axes, spans: tuple[Span, Span], *, marked: bool) -> dict[str, list[Artist]]:
    """Draw every fixed point as the constant solution that it is: dashed where solutions leave it."""
    drawn: dict[str, list[Artist]] = {}
    for found in analysis.classifications:
        look = LOOKS[found.kind]
        dashes = "solid" if found.stability is Stability.ASYMPTOTIC else (0, (5, 3))
        for at in members_inside(found, [spans[1]]):
            line = ax.axhline(at[0], color=paint(look.colour), linewidth=1.3, linestyle=dashes, zorder=3)
            marks = draw_mark(ax, (spans[0][0], at[0]), look) if marked else []
            drawn.setdefault(found.kind.value, []).extend([line, *marks])
    return drawn


def _ends(analysis: Analysis, ax: Axes, spans: tuple[Span, Span], curves: Sequence[Array]) -> dict[str, list[Artist]]:
    """Draw upright lines at the times at which solutions become infinite, where that is within the frame."""
    lines: list[Artist] = []
    height = spans[1][1] - spans[1][0]
    for curve in curves:
        last, ahead = curve[:, -1], float(curve[1, -1] - curve[1, -2])
        edge = spans[1][1] if ahead > 0 else spans[1][0]
        if abs(edge - last[1]) > 0.02 * height:
            continue
        end = last[0] + _time_to_infinity(analysis, float(last[1]), 1 if ahead > 0 else -1)
        if end < spans[0][1]:
            lines.append(ax.axvline(end, color=paint(PURPLE), linewidth=1.0, linestyle=(0, (1, 2)), zorder=2))
    return {"infinite at this time": lines} if lines else {}


def _time_to_infinity(analysis: Analysis, begin: float, side: int) -> float:
    """Integrate dx/f from here to infinity, by x = begin ± s/(1 − s); infinite where f turns or the integral grows."""
    totals = []
    for share in (1 - 1e-5, 1 - 1e-9):
        # Logarithmic steps: what the integrand does far out decides.
        away = np.geomspace(1e-6, share / (1 - share), _BEYOND) * max(1.0, abs(begin))
        with np.errstate(all="ignore"):
            pace = side * velocity_of(analysis.system)((begin + side * away)[np.newaxis])[0]
            inverse = 1 / pace
        if not (pace > 0).all():
            return float("inf")
        totals.append(float(np.trapezoid(inverse, away)))
    return totals[1] if totals[1] - totals[0] < 1e-3 * totals[1] else float("inf")
