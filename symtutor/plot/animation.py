"""What moves: states along the flow, and Euler's polygon towards the solution as the step shrinks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import numpy as np

from symtutor.errors import RequestError
from symtutor.model import Window
from symtutor.numerics.clock import with_clock
from symtutor.numerics.field import compile_field
from symtutor.plot.curves import velocity_of
from symtutor.plot.draw import draw
from symtutor.plot.film import film, save_film
from symtutor.plot.polygons import draw_polygons
from symtutor.plot.runs import Iterates
from symtutor.plot.style import BLACK, VERMILION, context, new_figure, paint

if TYPE_CHECKING:
    from os import PathLike

    import sympy as sp
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

    from symtutor.model import Analysis
    from symtutor.numerics.field import Array, ArrayField
    from symtutor.plot.runs import Runs

_FRAMES, _MILLISECONDS = 60, 50
_SUBSTEPS = 12
_TAIL = 7
"""Frames that a moving state has left behind it in view."""

_ACROSS = 1.6
"""The film lasts as long as the usual speed takes to cross the window this many times."""

_ON_LINE, _ON_SIDE = 25, 9
_COUNTS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)
_PAUSE = 700
_MOST_MARKED = 20
_STILL = ("basins", "nullclines", "separatrices", "cycles", "points")


def film_flow(
    analysis: Analysis,
    path: str | PathLike[str],
    *,
    window: Window = Window(),  # noqa: B008 - frozen
    dark: bool = False,
) -> None:
    """Write a GIF of states that move along the flow of one state or two.

    Raises
    ------
    RequestError
        For three states and more, and for a field that changes with time.
    """
    system = analysis.system
    if system.dimension > 2 or not system.autonomous:
        raise RequestError(
            "A moving picture shows the flow of one state or two, without time in the field.",
            suggestion="Write a still picture: -o flow.svg.",
        )
    figure = draw(analysis, window=window, layers=_STILL if system.dimension == 2 else None, dark=dark)
    ax = figure.axes[0]
    with context(dark=dark):
        if system.dimension == 1:
            strip = cast("Axes", ax.child_axes[0])
            spans = np.array([ax.get_xlim()])
            starts = np.linspace(*ax.get_xlim(), _ON_LINE + 2)[np.newaxis, 1:-1]
        else:
            strip = ax
            spans = np.array([ax.get_xlim(), ax.get_ylim()])
            sides = [np.linspace(*side, _ON_SIDE + 2)[1:-1] for side in (ax.get_xlim(), ax.get_ylim())]
            starts = np.stack([side.ravel() for side in np.meshgrid(*sides)])
        paths = _paths(velocity_of(system), starts, spans)
        tails = strip.plot([], [], color=paint(VERMILION), linewidth=1.3, alpha=0.6, zorder=8)[0]
        dots = strip.plot([], [], linestyle="none", marker="o", markersize=4, color=paint(BLACK), zorder=9)[0]

        def show(frame: int) -> None:
            _put(tails, dots, paths[max(0, frame - _TAIL) : frame + 1])

        images = film(figure, (tails, dots), len(paths), show, _MILLISECONDS)
    save_film(images, f"{figure.get_label()} States move along the flow.", path)


def film_runs(runs: Runs, path: str | PathLike[str], *, dark: bool = False) -> None:
    """Write a GIF of Euler's polygon as the step shrinks: the whole time in 1 step, then in 2, 3 and so on to 64.

    Raises
    ------
    RequestError
        For gradient descent, which has no time to divide.
    """
    span = runs.until - runs.begin
    if not runs.runs or not span:
        raise RequestError("Only Euler's polygons move.", suggestion="Write a still picture: -o run.svg.")
    shrinking = replace(runs, runs=tuple(_run(runs, span / count) for count in _COUNTS))
    with context(dark=dark):
        figure = new_figure(6.0, 5.6)
        ax = figure.add_axes((0.13, 0.14, 0.83, 0.75))
        drawn = draw_polygons(shrinking, ax)
        legend = ax.get_legend()
        if legend is not None:
            legend.remove()
        for line in drawn.tangents:
            line.remove()
        lines = [cast("Line2D", artists[0]) for artists in drawn.polygons.values()]
        for line, run in zip(lines, shrinking.runs, strict=True):
            line.set_color(paint(VERMILION))  # one polygon that moves, and the palette of the first frame
            line.set_marker("o" if run.states.shape[1] <= _MOST_MARKED else "")
        labels = list(drawn.polygons)
        words = ax.text(0.98, 0.96, "", transform=ax.transAxes, ha="right", va="top", fontsize=13)

        def show(frame: int) -> None:
            for number, line in enumerate(lines):
                line.set_visible(number == frame)
            words.set_text(labels[frame])

        images = film(figure, (*lines, words), len(lines), show, _PAUSE)
    save_film(images, "Euler's polygon comes nearer to the solution as the step shrinks.", path)


def _paths(velocity: ArrayField, starts: Array, spans: Array) -> Array:
    """Follow states in time, of shape (frames, n, m); NaN from where they leave the window."""
    widths = (spans[:, 1] - spans[:, 0])[:, np.newaxis]
    low, high = spans[:, :1], spans[:, 1:]
    with np.errstate(all="ignore"):
        speeds = np.sqrt(((velocity(starts) / widths) ** 2).sum(axis=0))
    known = speeds[np.isfinite(speeds) & (speeds > 0)]
    step = _ACROSS / float(np.median(known)) / _FRAMES / _SUBSTEPS if known.size else 0.0
    state = starts.astype(float)
    paths = [state]
    for _ in range(_FRAMES - 1):
        for _ in range(_SUBSTEPS):
            with np.errstate(all="ignore"):
                k1 = velocity(state)
                k2 = velocity(state + step / 2 * k1)
                k3 = velocity(state + step / 2 * k2)
                change = step / 6 * (k1 + 2 * k2 + 2 * k3 + velocity(state + step * k3))
                # What crosses much of the window in one step has met a pole.
                calm = (np.abs(change) < widths / 5).all(axis=0)
            state = np.where(calm, state + change, np.nan)
        state = np.where(((state >= low) & (state <= high)).all(axis=0), state, np.nan)
        paths.append(state)
    return np.array(paths)


def _put(tails: Line2D, dots: Line2D, recent: Array) -> None:
    """Put the dots where the states are, and behind each the way it came."""
    if recent.shape[1] == 1:
        recent = np.concatenate([recent, np.zeros_like(recent)], axis=1)
    dots.set_data(*recent[-1])
    gap = np.full((1, *recent.shape[1:]), np.nan)
    joined = np.concatenate([recent, gap]).transpose(1, 2, 0)
    tails.set_data(joined[0].ravel(), joined[1].ravel())


def _run(runs: Runs, step: sp.Expr) -> Iterates:
    """Compute one polygon in decimals: a picture shows no more digits."""
    field = compile_field(with_clock(runs.analysis.system))
    state = np.array([*runs.runs[0].states[:, 0], float(runs.begin)])
    states = [state]
    for _ in range(int((runs.until - runs.begin) / step)):
        with np.errstate(all="ignore"):
            state = state + float(step) * field(state)
        states.append(state)
    path = np.array(states).T[:-1]
    return Iterates(step, np.where(np.isfinite(path), path, np.nan))
