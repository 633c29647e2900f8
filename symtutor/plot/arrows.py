"""The field in the plane: arrows of one length or streamlines; and arrowheads on curves, evenly placed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from symtutor.plot.curves import velocity_of
from symtutor.plot.style import BLUE, PALE, paint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from symtutor.model import Analysis
    from symtutor.numerics.field import Array
    from symtutor.plot.window import Span

_GRID = 19
_FINE = 60
_EVERY = 0.3
"""How far apart the arrowheads on a curve are, in widths of the window."""

_CLEAR = 0.075
"""Arrowheads nearer to each other than this, in the same widths, say the same thing twice."""

_HEAD = 0.022
"""Length of an arrowhead, in widths of the axes."""


def field_arrows(analysis: Analysis, ax: Axes, spans: Sequence[Span]) -> list[Artist]:
    """Draw the direction of the field on a grid; all arrows are equally long, and where it has no value are none."""
    grid, direction, widths = _directions(analysis, spans, _GRID)
    moving = np.isfinite(direction).all(axis=0)
    arrows = (direction * 0.62 / _GRID * widths)[:, moving]
    if not arrows.size:
        return []
    return [
        ax.quiver(
            *grid[:, moving],
            *arrows,
            angles="xy",
            scale_units="xy",
            scale=1,
            pivot="mid",
            color=paint(PALE),
            width=0.0026,
            headwidth=4.2,
            headlength=4.6,
            headaxislength=4.0,
            zorder=1,
        )
    ]


def stream(analysis: Analysis, ax: Axes, spans: Sequence[Span]) -> list[Artist]:
    """Draw the field as streamlines."""
    grid, direction, _ = _directions(analysis, spans, _FINE)
    look = {"color": paint(PALE), "linewidth": 0.8, "arrowsize": 0.8, "density": 1.3, "zorder": 1}
    drawn = ax.streamplot(grid[0, 0], grid[1, :, 0], direction[0], direction[1], **look)  # type: ignore[arg-type]
    return [drawn.lines, drawn.arrows]


def arrowheads(ax: Axes, curves: Sequence[Array], spans: Sequence[Span], colour: str = BLUE) -> list[Artist]:
    """Put arrowheads along curves, evenly, at least one on each; they say which way time runs."""
    widths = np.array([[high - low] for low, high in spans])
    heads = [_along(curve, widths) for curve in curves if curve.shape[1] > 8]
    if not heads:
        return []
    at, direction = (np.concatenate(parts, axis=1) for parts in zip(*heads, strict=True))
    apart = _apart(at / widths)
    at, direction = at[:, apart], direction[:, apart]
    return [
        ax.quiver(
            *at,
            *(direction / np.hypot(*direction)),
            angles="xy",
            scale_units="width",
            scale=1 / _HEAD,
            pivot="mid",
            color=paint(colour),
            units="width",
            width=_HEAD / 7,
            headwidth=5.4,
            headlength=7,
            headaxislength=6.4,
            minlength=0,
            zorder=5,
        )
    ]


def _directions(analysis: Analysis, spans: Sequence[Span], count: int) -> tuple[Array, Array, Array]:
    """Give a grid, the direction of the field on it as the page shows it, and the widths of the window."""
    axes = [np.linspace(low, high, 2 * count + 1)[1::2] for low, high in spans]
    grid = np.stack(np.meshgrid(*axes))
    widths = np.array([high - low for low, high in spans]).reshape(2, 1, 1)
    with np.errstate(all="ignore"):
        velocity = velocity_of(analysis.system)(grid) / widths
        return grid, velocity / np.hypot(*velocity), widths


def _along(curve: Array, widths: Array) -> tuple[Array, Array]:
    """Choose the places of arrowheads on one curve, and the directions there."""
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*(np.diff(curve) / widths)))])
    count = max(1, round(lengths[-1] / _EVERY))
    places = np.searchsorted(lengths, (np.arange(count) + 0.5) / count * lengths[-1]).clip(2, curve.shape[1] - 3)
    direction = curve[:, places + 2] - curve[:, places - 2]
    moving = np.hypot(*direction) > 0
    return curve[:, places[moving]], direction[:, moving]


def _apart(at: Array) -> list[int]:
    """Choose places that keep their distance from those chosen before; the first of every curve comes early."""
    kept: list[int] = []
    for place in range(at.shape[1]):
        if not kept or np.hypot(*(at[:, kept] - at[:, [place]])).min() > _CLEAR:
            kept.append(place)
    return kept
