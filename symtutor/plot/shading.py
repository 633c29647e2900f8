"""The plane in tints: the basins of its attractors, and the levels of a loss."""

from __future__ import annotations

from functools import partial
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Patch

from symtutor.analysis.words import point
from symtutor.model import Stability
from symtutor.numerics.basin_map import basin_map
from symtutor.numerics.field import compile_expressions
from symtutor.numerics.traps import trap
from symtutor.plot.curves import velocity_of
from symtutor.plot.style import GREEN, ORANGE, PALE, PURPLE, SKY, YELLOW, paint, typeset
from symtutor.plot.window import members_inside

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from symtutor.model import Analysis, Classification
    from symtutor.numerics.basin_map import Labels
    from symtutor.numerics.field import Array
    from symtutor.numerics.traps import Trap
    from symtutor.plot.window import Span

_CELLS, _HALVINGS = 96, 1
"""Cells along a side, and how often those that a border crosses are halved."""

_FORE, _AFT = slice(None, -1), slice(1, None)
_FINE = 161
_TINTS = ((SKY, 0.42), (YELLOW, 0.4), (PURPLE, 0.38), (GREEN, 0.3), (ORANGE, 0.34))
"""Neighbours differ in grey as well, and each basin holds the one disc that it is of."""

_MOST_NAMED = 4
_FAR = 100.0
_LEVELS = 14


def basins(analysis: Analysis, ax: Axes, spans: Sequence[Span], least: int = 1) -> dict[str, list[Artist]]:
    """Shade where solutions end, by what the legend calls it.

    Parameters
    ----------
    least : int
        With fewer attracting points in the window than this nothing is shaded.
    """
    inside = [
        (found, at)
        for found in analysis.classifications
        if found.stability is Stability.ASYMPTOTIC
        for at in members_inside(found, spans)
    ]
    if len(inside) < max(least, 1):
        return {}
    wide = [(low - (high - low), high + (high - low)) for low, high in spans]
    caught = _traps(analysis, wide)
    if not caught:
        return {}
    axes = [np.linspace(low, high, (_CELLS << _HALVINGS) + 1) for low, high in spans]
    far = _FAR * max(max(abs(low), abs(high)) for low, high in spans)
    field = velocity_of(analysis.system)
    # Wider ellipses cost more than they save for as few starts as these.
    traps = tuple(ellipse for _, ellipse in caught)
    follow = partial(basin_map, field, traps, far=far, longest=300.0, most_steps=600)
    labels = _refined(follow, np.stack(np.meshgrid(*axes)))
    shown = [number for number in range(len(traps)) if (labels == number).any()]
    several = len(shown) > _MOST_NAMED or any(found.point.index for found, _ in caught)
    drawn: dict[str, list[Artist]] = {}
    for order, number in enumerate(shown):
        colour, opacity = _TINTS[order % len(_TINTS)]
        member = _softened((labels == number).astype(np.float64))
        # An outline, unlike a bitmap, is as sharp at any size and costs a tenth of the time to draw.
        shade = ax.contourf(*axes, member, levels=[0.5, 1.5], colors=[colour], alpha=opacity, zorder=0)
        label = "basins of attraction" if several else f"basin of {typeset(point(caught[number][0].at))}"
        drawn.setdefault(label, []).extend([shade, Patch(color=colour, alpha=opacity)])
    return drawn


def _softened(inside: Array) -> Array:
    """Average over the neighbours, so that a slanting border is a line and not a staircase."""
    wide = np.pad(inside, 1, mode="edge")
    rows = wide[:-2] + 2 * wide[1:-1] + wide[2:]
    return np.asarray(rows[:, :-2] + 2 * rows[:, 1:-1] + rows[:, 2:]) / 16


def _refined(follow: Callable[[Array], Labels], grid: Array) -> Labels:
    """Label a grid, coarsely at first; in between only where the corners of a cell differ."""
    stride = 1 << _HALVINGS
    labels = follow(grid[:, ::stride, ::stride])
    while stride > 1:
        stride //= 2
        points = grid[:, ::stride, ::stride]
        corners = [labels[rows, columns] for rows in (_FORE, _AFT) for columns in (_FORE, _AFT)]
        mixed = np.any([corner != corners[0] for corner in corners], axis=0)
        asked = np.zeros(points.shape[1:], dtype=bool)
        for down, right in product(range(3), repeat=2):
            asked[down : down + 2 * len(mixed) : 2, right : right + 2 * mixed.shape[1] : 2] |= mixed
        asked[::2, ::2] = False
        labels = labels.repeat(2, axis=0).repeat(2, axis=1)[:-1, :-1]
        labels[asked] = follow(points[:, asked])
    return labels


def loss_contours(analysis: Analysis, ax: Axes, spans: Sequence[Span]) -> list[Artist]:
    """Draw the levels of L where the field is −∇L: darker is lower."""
    loss = analysis.structure.gradient_of
    if loss is None:
        return []
    axes = [np.linspace(low, high, _FINE) for low, high in spans]
    grid = np.stack(np.meshgrid(*axes))
    values = compile_expressions([loss], analysis.system.states)(grid)[0]
    known = values[np.isfinite(values)]
    if not known.size or known.min() == known.max():
        return []
    levels = _levels(known)
    masked = np.ma.masked_invalid(values)
    filled = ax.contourf(*axes, masked, levels=levels, cmap="Blues_r", alpha=0.35, zorder=0, extend="both")
    lines = ax.contour(*axes, masked, levels=levels, colors=paint(PALE), linewidths=0.7, linestyles="solid", zorder=1)
    return [filled, lines]


def _levels(values: Array) -> Array:
    """Lay levels more densely where the loss is low: that is where the minima are told apart."""
    low, high = float(values.min()), float(np.quantile(values, 0.97))
    return np.asarray(np.unique(low + (high - low) * np.linspace(0.0, 1.0, _LEVELS) ** 1.8))


def _traps(analysis: Analysis, spans: Sequence[Span]) -> list[tuple[Classification, Trap]]:
    """Find a neighbourhood that catches solutions at each attracting point near the window."""
    reach = 0.25 * max(high - low for low, high in spans)
    caught = []
    for found in analysis.classifications:
        if found.stability is not Stability.ASYMPTOTIC:
            continue
        matrix = found.linearization.jacobian.subs(dict.fromkeys(found.point.index, 0))
        slope = np.array(matrix.evalf(20).tolist(), dtype=np.float64)
        for at in members_inside(found, spans):
            ellipse = trap(velocity_of(analysis.system), np.array(at), slope, reach)
            if ellipse is not None:
                caught.append((found, ellipse))
    return caught
