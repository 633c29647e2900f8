"""The phase portrait: arrows of the field, solution curves, and fixed points marked by kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import FancyArrowPatch

from symtutor.document import Name, equals
from symtutor.model import Kind
from symtutor.numerics.field import compile_expressions, compile_field
from symtutor.plot.curves import spread_starts, through, with_air
from symtutor.plot.style import BLUE, LOOKS, PALE, SKY, draw_legend, draw_mark, draw_title, typeset
from symtutor.plot.ticks import mark_multiples_of_pi
from symtutor.plot.window import members_inside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from symtutor.model import Analysis
    from symtutor.numerics.field import Array
    from symtutor.plot.window import Span

_GRID = 19


@dataclass(frozen=True, slots=True)
class PhasePortrait:
    """The artists of a phase portrait, layer by layer."""

    arrows: list[Artist]
    curves: list[Artist]
    points: dict[str, list[Artist]]
    """Fixed points by kind."""


def draw_phase_portrait(
    analysis: Analysis, ax: Axes, spans: Sequence[Span], starts: Sequence[tuple[float, float]] = ()
) -> PhasePortrait:
    """Draw a planar system on `ax`.

    Parameters
    ----------
    analysis : Analysis
        Of dimension two, every parameter with a value.
    ax : Axes
    spans : two intervals
        The window.
    starts : sequence of (float, float)
        Where solution curves begin; chosen to fill the window evenly where none are given.
    """
    first, second = analysis.system.states
    laws = [
        typeset(equals(Name(state.name, primes=1), component))
        for state, component in zip(analysis.system.states, analysis.system.field, strict=True)
    ]
    draw_title(ax, "\n".join(laws) if sum(map(len, laws)) > 90 else ",   ".join(laws))
    ax.set_xlabel(typeset(first))
    ax.set_ylabel(typeset(second), rotation=0, labelpad=10)
    ax.set_xlim(spans[0])
    ax.set_ylim(spans[1])
    for axis, span in enumerate(spans):
        mark_multiples_of_pi(analysis, ax, span, axis)
    drawn = PhasePortrait(
        field_arrows(analysis, ax, spans),
        solution_curves(analysis, ax, spans, starts),
        fixed_points(analysis, ax, spans),
    )
    draw_legend(ax, drawn.points, below=-0.11)
    return drawn


def field_arrows(analysis: Analysis, ax: Axes, spans: Sequence[Span]) -> list[Artist]:
    """Draw the direction of the field on a grid; all arrows are equally long."""
    axes = [np.linspace(low, high, 2 * _GRID + 1)[1::2] for low, high in spans]
    grid = np.stack(np.meshgrid(*axes))
    widths = np.array([high - low for low, high in spans]).reshape(2, 1, 1)
    with np.errstate(all="ignore"):
        velocity = compile_field(analysis.system)(grid) / widths
        direction = velocity / np.hypot(*velocity)
    moving = np.isfinite(direction).all(axis=0)
    arrows = (direction * 0.62 / _GRID * widths)[:, moving]
    return [
        ax.quiver(
            *grid[:, moving],
            *arrows,
            angles="xy",
            scale_units="xy",
            scale=1,
            pivot="mid",
            color=PALE,
            width=0.0026,
            headwidth=4.2,
            headlength=4.6,
            headaxislength=4.0,
            zorder=1,
        )
    ]


def solution_curves(
    analysis: Analysis, ax: Axes, spans: Sequence[Span], starts: Sequence[tuple[float, float]] = ()
) -> list[Artist]:
    """Draw solution curves through `starts`, each with an arrowhead that says which way time runs."""
    field = compile_field(analysis.system)
    if starts:
        begins = np.array(starts, dtype=float).T
        curves = through(field, begins, spans)
    else:
        begins = spread_starts(spans)
        curves = with_air(through(field, begins, spans), begins, spans)
    drawn: list[Artist] = []
    widths = np.array([[high - low] for low, high in spans])
    for curve in curves:
        if curve.shape[1] > 1:
            drawn += ax.plot(*curve, color=SKY, linewidth=1.4, zorder=4, solid_capstyle="round")
            drawn += _arrowhead(ax, curve, widths)
    return drawn


def fixed_points(analysis: Analysis, ax: Axes, spans: Sequence[Span]) -> dict[str, list[Artist]]:
    """Mark the fixed points by kind; a continuum of them is a line."""
    drawn: dict[str, list[Artist]] = {}
    for found in analysis.classifications:
        for at in members_inside(found, spans):
            drawn.setdefault(found.kind.value, []).extend(draw_mark(ax, (at[0], at[1]), LOOKS[found.kind]))
        if found.kind is Kind.NON_ISOLATED and not found.point.index:
            drawn.setdefault("fixed points", []).extend(_continuum(analysis, found.at, ax, spans))
    return drawn


def _continuum(analysis: Analysis, at: Sequence[object], ax: Axes, spans: Sequence[Span]) -> list[Artist]:
    """Draw a curve of fixed points, given by one free state."""
    states = analysis.system.states
    free = {symbol for coordinate in at for symbol in coordinate.free_symbols} & set(states)  # type: ignore[attr-defined]
    if len(free) != 1:
        return []
    (symbol,) = free
    values = np.linspace(*spans[states.index(symbol)], 400)
    curve = compile_expressions(list(at), [symbol])(values[np.newaxis])
    return list(ax.plot(*curve, color=LOOKS[Kind.NON_ISOLATED].colour, linewidth=3.5, zorder=9))


def _arrowhead(ax: Axes, curve: Array, widths: Array) -> list[Artist]:
    """Put an arrowhead halfway along a curve."""
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*(np.diff(curve) / widths)))])
    middle = int(np.searchsorted(lengths, lengths[-1] / 2))
    if not 2 <= middle < curve.shape[1] - 2:
        return []
    head = FancyArrowPatch(
        tuple(curve[:, middle - 2]),
        tuple(curve[:, middle + 2]),
        arrowstyle="-|>",
        mutation_scale=14,
        color=BLUE,
        linewidth=0,
        shrinkA=0,
        shrinkB=0,
        zorder=5,
    )
    ax.add_patch(head)
    return [head]
