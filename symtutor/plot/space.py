"""Three states and more: trajectories projected on planes of two states."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from symtutor.model import Stability
from symtutor.plot.curves import trace, velocity_of
from symtutor.plot.style import (
    BLUE,
    LOOKS,
    ORANGE,
    PURPLE,
    SKY,
    draw_legend,
    draw_mark,
    draw_title,
    paint,
    typeset,
    typeset_laws,
)
from symtutor.plot.window import members

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from symtutor.model import Analysis, Window
    from symtutor.numerics.field import Array
    from symtutor.plot.window import Span

_PANELS = 3
_STEP, _LENGTH = 0.004, 24.0
_FAR, _VIEW = 12.0, 2.2
"""A trajectory is followed, and one that nobody asked for is shown, this many times as far as the fixed points reach.
"""

_BESIDE = 0.25
"""How far from the middle trajectories of passage are chosen."""

_COLOURS = (BLUE, ORANGE, PURPLE, SKY)
"""Which trajectory is which does not matter; that they are several does."""


@dataclass(frozen=True, slots=True)
class Projections:
    """The artists of projected trajectories."""

    panels: list[Axes]
    curves: list[list[Artist]]
    """For each panel the trajectories, then their starts."""
    points: dict[str, list[Artist]]
    """Fixed points by kind."""


def draw_projections(
    analysis: Analysis, ax: Axes, window: Window, starts: Sequence[Sequence[float]] = ()
) -> Projections:
    """Draw trajectories of a system of three states or more, seen along its axes.

    Parameters
    ----------
    analysis : Analysis
    ax : Axes
        Its frame holds one panel for each of the first three pairs of states.
    window : Window
        The sides to show.
    starts : sequence of points
        Where trajectories begin; some around the fixed points where none are given.
    """
    states = analysis.system.states
    points = [at for found in analysis.classifications if not found.point.index for at in members(found, reach=0)]
    middle = np.mean(points, axis=0) if points else np.zeros(len(states))
    reach = max([1.0, *(float(np.abs(np.array(at) - middle).max()) for at in points)])
    if len(starts):
        paths = _follow(analysis, np.array(starts, dtype=float).T, _around(middle, _FAR * reach), reach)
        spans = _spans(window, analysis, paths)
    else:
        view = _around(middle, _VIEW * reach)
        paths = _chosen(analysis, middle, reach, view)
        spans = _spans(window, analysis, _inside(paths, view))
    ax.set_axis_off()
    draw_title(ax, typeset_laws(analysis.system))
    pairs = list(combinations(range(len(states)), 2))[:_PANELS]
    width = (1 - 0.09 * (len(pairs) - 1)) / len(pairs)
    drawn = Projections([], [], {})
    for number, pair in enumerate(pairs):
        panel = ax.inset_axes((number * (width + 0.09), 0.0, width, 0.9))
        drawn.panels.append(panel)
        drawn.curves.append(_project(panel, paths, pair))
        panel.set_xlabel(typeset(states[pair[0]]))
        panel.set_ylabel(typeset(states[pair[1]]), rotation=0)
        panel.yaxis.set_label_coords(-0.04, 1.03)  # above the numbers, which may be long
        panel.set_xlim(spans[pair[0]])
        panel.set_ylim(spans[pair[1]])
        for found in analysis.classifications:
            for at in members(found, reach=0):
                marks = draw_mark(panel, (at[pair[0]], at[pair[1]]), LOOKS[found.kind])
                for mark in marks:
                    mark.set_clip_on(True)
                drawn.points.setdefault(found.kind.value, marks)
    draw_legend(ax, drawn.points, below=-0.14)
    return drawn


def _around(middle: Array, half: float) -> list[Span]:
    """Lay a box around a place."""
    return [(float(centre) - half, float(centre) + half) for centre in middle]


def _follow(analysis: Analysis, begins: Array, box: list[Span], reach: float, sense: int = 1) -> Array:
    """Follow the field from some starts, until a trajectory leaves the box."""
    scale = np.full(len(begins), 2 * reach)
    return trace(velocity_of(analysis.system), begins, box, scale, step=2 * sense * _STEP, length=2 * _LENGTH)


def _chosen(analysis: Analysis, middle: Array, reach: float, view: list[Span]) -> Array:
    """Follow trajectories that nobody asked for; where all of them leave, show how they come as well."""
    paths = _follow(analysis, _starts(analysis, middle, reach), _around(middle, _FAR * reach), reach)
    stays = [
        _inside(path[np.isfinite(path).all(axis=1)][-1:, :, np.newaxis], view) for path in np.moveaxis(paths, 2, 0)
    ]
    if any(np.isfinite(end).all() for end in stays):
        return paths
    begins = middle[:, np.newaxis] + _BESIDE * reach * _corners(len(middle))
    ahead, behind = (_follow(analysis, begins, view, reach, sense) for sense in (1, -1))
    return np.concatenate([behind[::-1], ahead[1:]])


def _inside(paths: Array, view: list[Span]) -> Array:
    """Leave out what is not in view."""
    low, high = (np.array([[side[end]] for side in view]) for end in (0, 1))
    with np.errstate(invalid="ignore"):
        seen = ((paths >= low) & (paths <= high)).all(axis=1, keepdims=True)
    return np.where(seen, paths, np.nan)


def _corners(dimension: int) -> Array:
    """Give some of the corners of a cube, no two of them neighbours."""
    corners = np.sign(np.array(np.meshgrid(*[(-1.0, 1.0)] * dimension)).reshape(dimension, -1))
    even = corners[:, corners.prod(axis=0) > 0]
    return np.asarray(even[:, :: max(1, even.shape[1] // 4)][:, :4])


def _starts(analysis: Analysis, middle: Array, reach: float) -> Array:
    """Begin beside each point that solutions leave, on both sides; else at corners around what attracts."""
    leaving = [
        np.array(at)
        for found in analysis.classifications
        if found.stability is Stability.UNSTABLE
        for at in members(found, reach=0)
    ]
    nudge = np.linspace(1.0, 0.4, len(middle)) * 0.05 * reach
    if leaving:
        return np.array([at + side * nudge for at in leaving[:2] for side in (1, -1)]).T
    return np.asarray(middle[:, np.newaxis] + 1.5 * reach * _corners(len(middle)))


def _spans(window: Window, analysis: Analysis, paths: Array) -> list[Span]:
    """Show all that the trajectories cross and every fixed point, with room around; or what was asked for."""
    spans = []
    for axis, state in enumerate(analysis.system.states):
        side = window.side(state)
        if side is not None:
            spans.append((float(side[0]), float(side[1])))
            continue
        values = [at[axis] for found in analysis.classifications for at in members(found, reach=0)]
        known = paths[:, axis][np.isfinite(paths[:, axis])]
        low, high = min([float(known.min()), *values]), max([float(known.max()), *values])
        room = 0.06 * (high - low) or 1.0
        spans.append((low - room, high + room))
    return spans


def _project(panel: Axes, paths: Array, pair: tuple[int, int]) -> list[Artist]:
    """Draw every trajectory on one plane, and a small dot where it begins."""
    lines: list[Artist] = []
    starts: list[Artist] = []
    for number in range(paths.shape[2]):
        colour = _COLOURS[number % len(_COLOURS)]
        path = paths[:, :, number][:, list(pair)].T
        path = path[:, int(np.argmax(np.isfinite(path[0]))) :]  # a trajectory of passage comes from outside
        lines += panel.plot(*path, color=paint(colour), linewidth=0.7, zorder=4)
        starts += panel.plot(*path[:, :1], linestyle="none", marker="o", markersize=3.2, color=paint(colour), zorder=6)
    return [*lines, *starts]
