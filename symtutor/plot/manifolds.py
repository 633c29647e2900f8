"""What leads into and out of fixed points: separatrices of saddles, and the eigenvectors at nodes and saddles."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from symtutor.model import Kind
from symtutor.plot.arrows import arrowheads
from symtutor.plot.curves import STEP, trace, velocity_of
from symtutor.plot.style import BLACK, INK, VERMILION, paint
from symtutor.plot.window import members_inside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from symtutor.model import Analysis
    from symtutor.numerics.field import Array
    from symtutor.plot.window import Span

_NEAR = 1e-3
"""Where a separatrix begins on the eigenvector, in widths of the window."""

_ARRIVED = 0.01
_LENGTH = 6.0
_REACH = 0.055
"""Half the length of an eigenvector that is drawn, in widths of the window."""

_WITH_DIRECTIONS = {Kind.SADDLE, Kind.STABLE_NODE, Kind.UNSTABLE_NODE}
_LOOKS = {-1: ("separatrices in", BLACK, "solid"), 1: ("separatrices out", VERMILION, (0, (6, 1.5)))}
"""By the direction of time in which a separatrix leaves its saddle: backwards, then forwards."""


def separatrices(analysis: Analysis, ax: Axes, spans: Sequence[Span]) -> dict[str, list[Artist]]:
    """Draw the two solutions that arrive at each saddle and the two that leave it; no other point has any."""
    drawn: dict[str, list[Artist]] = {}
    found = separatrix_curves(analysis, spans)
    for way, (label, colour, dashes) in _LOOKS.items():
        for curve in found[way]:
            drawn.setdefault(label, []).extend(
                ax.plot(*curve, color=paint(colour), linewidth=1.9, linestyle=dashes, zorder=6)
            )
        if found[way]:
            arrowheads(ax, found[way], spans, colour)
    return drawn


def separatrix_curves(analysis: Analysis, spans: Sequence[Span]) -> dict[int, list[Array]]:
    """Follow the field from both sides of every saddle, backwards (key -1) and forwards (key 1); curves run with time.

    A curve ends in the next fixed point that it comes near: what it does after that is rounding.
    """
    widths = np.array([high - low for low, high in spans])
    starts, origins, ways = [], [], []
    for at, values, vectors in _eigenvectors(analysis, spans, {Kind.SADDLE}):
        for way, side in product(_LOOKS, (-1, 1)):
            along = vectors[:, int(np.argmax(way * values))]
            starts.append(at + side * _NEAR * along / np.hypot(*(along / widths)))
            origins.append(at)
            ways.append(way)
    curves: dict[int, list[Array]] = {way: [] for way in _LOOKS}
    if not starts:
        return curves
    points = _points(analysis, spans)
    box = [(low - (high - low), high + (high - low)) for low, high in spans]
    steps = STEP * np.array(ways)
    paths = trace(velocity_of(analysis.system), np.array(starts).T, box, widths, step=steps, length=_LENGTH)
    for number, (origin, way) in enumerate(zip(origins, ways, strict=True)):
        path = paths[:, :, number]
        path = np.concatenate([[origin], path[np.isfinite(path).all(axis=1)]])
        curve = _until_arrived(path, points, widths).T
        if curve.shape[1] > 2:
            curves[way].append(curve[:, ::way])
    return curves


def eigenvector_lines(analysis: Analysis, ax: Axes, spans: Sequence[Span]) -> list[Artist]:
    """Draw short lines along the eigenvectors at nodes and saddles."""
    widths = np.array([high - low for low, high in spans])
    drawn: list[Artist] = []
    for at, _, vectors in _eigenvectors(analysis, spans, _WITH_DIRECTIONS):
        for along in vectors.T:
            reach = _REACH * along / np.hypot(*(along / widths))
            ends = np.array([at - reach, at + reach]).T
            drawn += ax.plot(*ends, color=paint(INK), linewidth=1.1, zorder=7, solid_capstyle="round")
    return drawn


def _eigenvectors(analysis: Analysis, spans: Sequence[Span], kinds: set[Kind]) -> Iterator[tuple[Array, Array, Array]]:
    """Yield each point of these kinds in the window, its real eigenvalues and its eigenvectors, as columns."""
    for found in analysis.classifications:
        if found.kind not in kinds:
            continue
        matrix = found.linearization.jacobian
        index = dict.fromkeys(found.point.index, 0)  # the members of a family are alike
        values, vectors = np.linalg.eig(np.array(matrix.subs(index).evalf(20).tolist(), dtype=np.float64))
        if np.isrealobj(values) and np.isfinite(values).all() and values.all():
            for at in members_inside(found, spans):
                yield np.array(at), values, vectors


def _points(analysis: Analysis, spans: Sequence[Span]) -> Array:
    """List all fixed points in the window, of shape (m, 2)."""
    found = [at for classification in analysis.classifications for at in members_inside(classification, spans)]
    return np.array(found).reshape(-1, 2)


def _until_arrived(path: Array, points: Array, widths: Array) -> Array:
    """Cut a path where it comes near a fixed point again, and lead it into that point."""
    distance = np.hypot(*np.moveaxis((path[:, np.newaxis] - points) / widths, -1, 0))
    near = distance.min(axis=1) < _ARRIVED
    away = int(np.argmin(near))
    if not near[away:].any() or near[away]:
        return path
    end = away + int(np.argmax(near[away:]))
    return np.concatenate([path[: end + 1], [points[int(np.argmin(distance[end]))]]])
