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
    from symtutor.numerics.field import Array, ArrayField
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
    return strokes(velocity_of(analysis.system), ax, spans, (_GRID, _GRID), (4.2, 4.6, 4.0))


def strokes(
    velocity: ArrayField,
    ax: Axes,
    spans: Sequence[Span],
    counts: tuple[int, int],
    head: tuple[float, float, float] = (0.0, 0.0, 0.0),
) -> list[Artist]:
    """Draw the direction of a field on a grid, equally long on the page; where it has no value there is nothing.

    `head` is the width of the heads, their length and their length on the shaft; there are none where it is not given.
    """
    grid, direction, widths = _directions(velocity, spans, counts)
    known = np.isfinite(direction).all(axis=0)
    pieces = (direction * 0.62 / max(counts) * widths)[:, known]
    if not pieces.size:
        return []
    width, length, on_shaft = head
    return [
        ax.quiver(
            *grid[:, known],
            *pieces,
            angles="xy",
            scale_units="xy",
            scale=1,
            pivot="mid",
            color=paint(PALE),
            width=0.0026,
            headwidth=width,
            headlength=length,
            headaxislength=on_shaft,
            zorder=1,
        )
    ]


def stream(analysis: Analysis, ax: Axes, spans: Sequence[Span]) -> list[Artist]:
    """Draw the field as streamlines."""
    grid, direction, _ = _directions(velocity_of(analysis.system), spans, (_FINE, _FINE))
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


def _directions(field: ArrayField, spans: Sequence[Span], counts: tuple[int, int]) -> tuple[Array, Array, Array]:
    """Give a grid, the direction of the field on it as the page shows it, and the widths of the window."""
    axes = [np.linspace(low, high, 2 * count + 1)[1::2] for (low, high), count in zip(spans, counts, strict=True)]
    grid = np.stack(np.meshgrid(*axes))
    widths = np.array([high - low for low, high in spans]).reshape(2, 1, 1)
    with np.errstate(all="ignore"):
        velocity = field(grid) / widths
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
