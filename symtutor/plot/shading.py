"""The plane in tints: the basins of its attractors, and the levels of a loss."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.patches import Patch

from symtutor.analysis.words import point
from symtutor.model import Stability
from symtutor.numerics.basin_map import basin_map, widened
from symtutor.numerics.field import compile_expressions
from symtutor.numerics.traps import trap
from symtutor.plot.curves import velocity_of
from symtutor.plot.style import GREEN, ORANGE, PALE, PURPLE, SKY, YELLOW, paint, typeset
from symtutor.plot.window import members_inside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from symtutor.model import Analysis, Classification
    from symtutor.numerics.field import Array
    from symtutor.numerics.traps import Trap
    from symtutor.plot.window import Span

_CELLS = 144
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
    axes = [np.linspace(low, high, 2 * _CELLS + 1)[1::2] for low, high in spans]
    far = _FAR * max(max(abs(low), abs(high)) for low, high in spans)
    field = velocity_of(analysis.system)
    traps = widened(field, [ellipse for _, ellipse in caught], far=far)
    labels = basin_map(field, traps, np.stack(np.meshgrid(*axes)), far=far, longest=300.0, most_steps=600)
    image = np.zeros((*labels.shape, 4))
    shown = [number for number in range(len(traps)) if (labels == number).any()]
    tints = {number: to_rgba(*_TINTS[order % len(_TINTS)]) for order, number in enumerate(shown)}
    image[..., :3] = to_rgba(SKY)[:3]  # the edge of a basin fades into nothing, not into black
    for number, tint in tints.items():
        image[labels == number] = tint
    extent = (*spans[0], *spans[1])
    picture = ax.imshow(image, extent=extent, origin="lower", aspect="auto", interpolation="bilinear", zorder=0)
    named = {
        f"basin of {typeset(point(caught[number][0].at))}": [picture, Patch(color=tint)]
        for number, tint in tints.items()
    }
    several = len(named) > _MOST_NAMED or any(found.point.index for found, _ in caught)
    return {"basins of attraction": [picture, Patch(color=tints[shown[0]])]} if several and shown else named


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
