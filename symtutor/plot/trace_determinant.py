"""The trace–determinant plane: which type a linear system is, and where the fixed points of this one lie."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import sympy as sp

from symtutor.analysis.planar_types import DET, DISC, TRACE, TYPES
from symtutor.analysis.words import point
from symtutor.document import equals
from symtutor.plot.style import (
    BLACK,
    BLUE,
    GREEN,
    INK,
    LOOKS,
    SKY,
    VERMILION,
    YELLOW,
    draw_legend,
    draw_mark,
    draw_title,
    paint,
    typeset,
    typeset_laws,
)

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from symtutor.analysis.planar_types import PlanarType
    from symtutor.model import Analysis, Classification
    from symtutor.numerics.field import Array
    from symtutor.plot.window import Span

    Mask = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]

_FINE = 401
_LEAST = 1.0
_TINTS = {
    "saddle": (INK, 0.10),
    "stable node": (BLUE, 0.3),
    "unstable node": (VERMILION, 0.22),
    "stable spiral": (SKY, 0.2),
    "unstable spiral": (YELLOW, 0.25),
}
_NAME, _NEAR = np.array([0.75, 0.3]), 0.1
"""Inches that the name of a point takes, and the part of them by which it may be missed."""

_SPIRAL, _NODE, _SADDLE = (0.45, 0.94), (0.77, 0.3), (0.5, 0.92)
"""Where the words stand: the part of the greatest trace, and of the height up to the parabola, the top or the foot."""


@dataclass(frozen=True, slots=True)
class TraceDeterminantPlane:
    """The artists of a trace–determinant plane, layer by layer."""

    regions: dict[str, list[Artist]]
    """Tints and words by kind."""
    curves: dict[str, list[Artist]]
    """The borders between the types, by what the legend calls them."""
    points: dict[str, list[Artist]]
    """The fixed points of the system by kind."""


def draw_trace_determinant(analysis: Analysis, ax: Axes) -> TraceDeterminantPlane:
    """Draw the plane of trace τ and determinant Δ with the table of types in it, and the system's fixed points.

    Parameters
    ----------
    analysis : Analysis
        Of dimension two; points without a Jacobian, or with one that differs along a family, are left out.
    ax : Axes
    """
    placed = [(found, at) for found in analysis.classifications if (at := _place(found)) is not None]
    traces, dets = (np.array([at[axis] for _, at in placed] or [0.0]) for axis in (0, 1))
    reach = 1.35 * max(_LEAST, float(np.abs(traces).max()), float(2 * np.sqrt(np.abs(dets).max())) / 1.6)
    high = max(1.35 * float(dets.max()), reach**2 / 3.2)
    low = min(1.35 * float(dets.min()), -high / 3)
    spans = ((-reach, reach), (low, high))
    ax.set_xlim(spans[0])
    ax.set_ylim(spans[1])
    ax.set_xlabel("trace " + typeset(TRACE))
    ax.set_ylabel("determinant " + typeset(DET))
    draw_title(ax, typeset_laws(analysis.system))
    drawn = TraceDeterminantPlane(_regions(ax, spans), _curves(ax, spans), {})
    for found, at in placed:
        drawn.points.setdefault(found.kind.value, []).extend(draw_mark(ax, at, LOOKS[found.kind]))
    _name_points(ax, placed)
    draw_legend(ax, drawn.points | drawn.curves, below=-0.13)
    return drawn


def _place(found: Classification) -> tuple[float, float] | None:
    """Give trace and determinant of the Jacobian; of a family those of the member with index 0."""
    matrix = found.linearization.jacobian.subs(dict.fromkeys(found.point.index, 0))
    trace, det = matrix.trace().evalf(20), matrix.det().evalf(20)
    return (float(trace), float(det)) if trace.is_Float or trace.is_zero else None


def _regions(ax: Axes, spans: tuple[Span, Span]) -> dict[str, list[Artist]]:
    """Tint where the strict conditions of each row of the table hold, and write its name there."""
    axes = [np.linspace(low, high, _FINE) for low, high in spans]
    grid = np.stack(np.meshgrid(*axes))
    drawn: dict[str, list[Artist]] = {}
    for row in TYPES:
        if row.kind.value not in _TINTS:
            continue
        colour, opacity = _TINTS[row.kind.value]
        inside = _holds(row, grid[0], grid[1])
        shade = ax.contourf(*axes, inside.astype(float), levels=[0.5, 1.5], colors=[colour], alpha=opacity, zorder=0)
        at = _middle(row, spans)
        words = ax.text(*at, row.kind.value, ha="center", va="center", color=paint(INK), fontsize=9.5, zorder=2)
        drawn[row.kind.value] = [shade, words]
    return drawn


def _middle(row: PlanarType, spans: tuple[Span, Span]) -> tuple[float, float]:
    """Choose a place for the name of a region, clear of its borders."""
    (_, right), (low, high) = spans
    if "saddle" in row.kind.value:
        return _SADDLE[0] * right, _SADDLE[1] * low
    across, up = _NODE if "node" in row.kind.value else _SPIRAL
    side = -1 if "unstable" not in row.kind.value else 1
    top = min((across * right) ** 2 / 4, high) if "node" in row.kind.value else high
    return side * across * right, up * top


def _holds(row: PlanarType, trace: Array, det: Array) -> Mask:
    """Evaluate the conditions of a row on a grid."""
    values = {TRACE: trace, DET: det, DISC: trace**2 - 4 * det}
    verdicts = [
        values[condition.lhs] < 0 if isinstance(condition, sp.StrictLessThan) else values[condition.lhs] > 0
        for condition in row.conditions
    ]
    return np.asarray(np.all(verdicts, axis=0))


def _curves(ax: Axes, spans: tuple[Span, Span]) -> dict[str, list[Artist]]:
    """Draw the borders: the parabola τ² = 4Δ of double eigenvalues, the centers, and Δ = 0."""
    traces = np.linspace(*spans[0], _FINE)
    parabola = np.where(traces**2 / 4 <= spans[1][1], traces**2 / 4, np.nan)
    ax.axhline(0, color=paint(INK), linewidth=1.0, zorder=3)
    return {
        typeset(equals(TRACE**2, 4 * DET)): [*ax.plot(traces, parabola, color=paint(BLACK), linewidth=1.4, zorder=3)],
        "centers": [
            *ax.plot((0, 0), (0, spans[1][1]), color=paint(GREEN), linewidth=1.8, linestyle=(0, (5, 2)), zorder=3)
        ],
    }


def _name_points(ax: Axes, placed: list[tuple[Classification, tuple[float, float]]]) -> None:
    """Write the coordinates beside each mark; points at one place share a line of names."""
    names: dict[tuple[float, float], list[str]] = {}
    for found, at in placed:
        names.setdefault(at, []).append(typeset(point(found.at)))
    marks = ax.transData.transform(list(names)) if names else np.empty((0, 2))
    centers = float(ax.transData.transform((0.0, 0.0))[0])
    for (at, labels), mark in zip(names.items(), marks, strict=True):
        across, up = min(product((1, -1), (1, -1)), key=partial(_crowd, mark, marks, centers, ax))
        ax.annotate(
            ", ".join(labels),
            at,
            textcoords="offset points",
            xytext=(9 * across, 9 * up),
            ha="left" if across > 0 else "right",
            va="bottom" if up > 0 else "top",
            fontsize=9,
            zorder=12,
        )


def _crowd(mark: Array, marks: Array, centers: float, ax: Axes, way: tuple[int, int]) -> int:
    """Count what a name would cover that stands on this side of its mark: other marks, the line of the centers."""
    wide, tall = _NAME * ax.figure.dpi
    offsets = (marks - mark) * way
    covered = (offsets > -_NEAR * wide).all(axis=1) & (offsets[:, 0] < wide) & (offsets[:, 1] < tall)
    crosses = -_NEAR * wide < (centers - mark[0]) * way[0] < wide
    left, right = ax.get_window_extent().intervalx
    outside = not left <= mark[0] + way[0] * wide <= right
    return int(covered.sum()) + int(crosses) + 2 * int(outside)
