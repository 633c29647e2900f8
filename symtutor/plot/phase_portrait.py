"""The phase portrait: the field, its nullclines and solution curves, and fixed points with what leads to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from symtutor.document import Name, equals
from symtutor.model import Kind
from symtutor.numerics.field import compile_expressions
from symtutor.plot.arrows import arrowheads, field_arrows, stream
from symtutor.plot.curves import spread_starts, through, velocity_of, with_air
from symtutor.plot.cycles import limit_cycles
from symtutor.plot.manifolds import eigenvector_lines, separatrices
from symtutor.plot.nullclines import nullclines
from symtutor.plot.shading import basins, loss_contours
from symtutor.plot.style import LOOKS, SKY, draw_legend, draw_mark, draw_title, paint, typeset
from symtutor.plot.ticks import mark_multiples_of_pi
from symtutor.plot.window import members_inside

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from symtutor.model import Analysis
    from symtutor.plot.window import Span

USUAL = ("basins", "field", "nullclines", "curves", "separatrices", "eigenvectors", "cycles", "points")
"""The layers of a phase portrait that are drawn where nothing else is asked for."""

LAYERS = (*USUAL, "contours", "stream")


@dataclass(frozen=True, slots=True)
class PhasePortrait:
    """The artists of a phase portrait, layer by layer; those in the legend by what it calls them."""

    arrows: list[Artist] = field(default_factory=list)
    curves: list[Artist] = field(default_factory=list)
    contours: list[Artist] = field(default_factory=list)
    directions: list[Artist] = field(default_factory=list)
    basins: dict[str, list[Artist]] = field(default_factory=dict)
    nullclines: dict[str, list[Artist]] = field(default_factory=dict)
    separatrices: dict[str, list[Artist]] = field(default_factory=dict)
    cycles: dict[str, list[Artist]] = field(default_factory=dict)
    points: dict[str, list[Artist]] = field(default_factory=dict)
    """Fixed points by kind."""


def draw_phase_portrait(
    analysis: Analysis,
    ax: Axes,
    spans: Sequence[Span],
    starts: Sequence[tuple[float, float]] = (),
    layers: Collection[str] = USUAL,
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
    layers : collection of str
        Of ``basins``, ``contours``, ``field``, ``stream``, ``nullclines``, ``curves``, ``separatrices``,
        ``eigenvectors``, ``cycles`` and ``points``. Where none are named, basins are shaded only if there are two.
    """
    _frame(analysis, ax, spans)
    drawn = PhasePortrait()
    where = (analysis, ax, spans)
    steps: tuple[tuple[str, Callable[[Any], None], Callable[[], object]], ...] = (
        ("basins", drawn.basins.update, partial(basins, *where, least=2 if tuple(layers) == USUAL else 1)),
        ("contours", drawn.contours.extend, partial(loss_contours, *where)),
        ("field", drawn.arrows.extend, partial(field_arrows, *where)),
        ("stream", drawn.arrows.extend, partial(stream, *where)),
        ("nullclines", drawn.nullclines.update, partial(nullclines, *where)),
        ("curves", drawn.curves.extend, partial(solution_curves, *where, starts)),
        ("separatrices", drawn.separatrices.update, partial(separatrices, *where)),
        ("eigenvectors", drawn.directions.extend, partial(eigenvector_lines, *where)),
        ("cycles", drawn.cycles.update, partial(limit_cycles, *where)),
        ("points", drawn.points.update, partial(fixed_points, *where)),
    )
    for layer, keep, layer_of in steps:
        if layer in layers:
            keep(layer_of())
    shades = {label: artists[1:2] for label, artists in drawn.basins.items()}
    lines = {label: artists[:1] for label, artists in (drawn.cycles | drawn.separatrices | drawn.nullclines).items()}
    draw_legend(ax, drawn.points | lines | shades, below=-0.11)
    return drawn


def _frame(analysis: Analysis, ax: Axes, spans: Sequence[Span]) -> None:
    """Write the title and the axes."""
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


def solution_curves(
    analysis: Analysis, ax: Axes, spans: Sequence[Span], starts: Sequence[tuple[float, float]] = ()
) -> list[Artist]:
    """Draw solution curves through `starts`, with arrowheads that say which way time runs."""
    velocity = velocity_of(analysis.system)
    if starts:
        curves = through(velocity, np.array(starts, dtype=float).T, spans)
    else:
        begins = spread_starts(spans)
        curves = with_air(through(velocity, begins, spans), begins, spans)
    drawn: list[Artist] = []
    for curve in curves:
        if curve.shape[1] > 1:
            drawn += ax.plot(*curve, color=paint(SKY), linewidth=1.4, zorder=4, solid_capstyle="round")
    return [*drawn, *arrowheads(ax, curves, spans)]


def fixed_points(analysis: Analysis, ax: Axes, spans: Sequence[Span]) -> dict[str, list[Artist]]:
    """Mark the fixed points by kind; a continuum of them is a line."""
    drawn: dict[str, list[Artist]] = {}
    for found in analysis.classifications:
        for at in members_inside(found, spans):
            drawn.setdefault(found.kind.value, []).extend(draw_mark(ax, (at[0], at[1]), LOOKS[found.kind]))
        if found.kind is Kind.NON_ISOLATED and not found.point.index:
            continuum = _continuum(analysis, found.at, ax, spans)
            if continuum:
                drawn.setdefault("fixed points", []).extend(continuum)
    return drawn


def _continuum(analysis: Analysis, at: Sequence[object], ax: Axes, spans: Sequence[Span]) -> list[Artist]:
    """Draw a curve of fixed points, given by one free state."""
    states = analysis.system.states
    free = {symbol for coordinate in at for symbol in coordinate.free_symbols} & set(states)  # type: ignore[attr-defined]
    colour = paint(LOOKS[Kind.NON_ISOLATED].colour)
    if len(free) == 2:
        return [ax.fill_between(spans[0], *spans[1], color=colour, alpha=0.3, linewidth=0, zorder=0)]
    if not free:
        return []
    (symbol,) = free
    values = np.linspace(*spans[states.index(symbol)], 4001)  # the ends of a half circle are steep
    curve = compile_expressions(list(at), [symbol])(values[np.newaxis])
    return list(ax.plot(*curve, color=colour, linewidth=3.5, zorder=9))
