"""The potential of a flow on the line: f = −L′, so the state runs downhill, and comes to rest in the wells of L."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from symtutor.document import Name, equals
from symtutor.model import Kind
from symtutor.numerics.field import compile_expressions
from symtutor.plot.arrows import arrowheads
from symtutor.plot.breaks import SAMPLES, unbroken, usual_height
from symtutor.plot.curves import velocity_of
from symtutor.plot.number_line import look_of
from symtutor.plot.style import BLACK, MARK_SIZE, draw_legend, draw_mark, draw_title, paint, typeset
from symtutor.plot.ticks import mark_multiples_of_pi
from symtutor.plot.window import members_inside

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from symtutor.model import Analysis
    from symtutor.numerics.field import Array
    from symtutor.plot.window import Span

_POINTS_AN_INCH = 72


@dataclass(frozen=True, slots=True)
class Potential:
    """The artists of a potential, layer by layer."""

    graph: list[Artist]
    arrows: list[Artist]
    balls: dict[str, list[Artist]]
    """Fixed points by kind: balls at rest on the graph."""


def draw_potential(analysis: Analysis, ax: Axes, span: Span) -> Potential:
    """Draw L with f = −L′, and a ball wherever one can lie still.

    Parameters
    ----------
    analysis : Analysis
        Of dimension one. L is the potential that it knows; where it knows none, −f is integrated along the graph,
        on each side of a pole from a level of its own.
    ax : Axes
    span : (float, float)
        The interval shown.
    """
    state, loss = analysis.system.states[0], analysis.structure.gradient_of
    ax.set_xlim(span)
    ax.set_xlabel(typeset(state))
    ax.set_ylabel(typeset(Name("L", args=(state,))))
    law = equals(Name(state.name, primes=1), analysis.system.field[0])
    draw_title(ax, typeset(law if loss is None else equals(Name("L", args=(state,), value=loss), loss)))
    mark_multiples_of_pi(analysis, ax, span)
    xs = np.linspace(*span, SAMPLES)
    velocity = velocity_of(analysis.system)(xs[np.newaxis])[0]
    levels = _summed(xs, velocity) if loss is None else compile_expressions([loss], [state])(xs[np.newaxis])[0]
    # L as a formula may live where f does not: there it says nothing.
    values = _in_frame(np.where(np.isfinite(velocity), levels, np.nan), ax)
    graph = ax.plot(xs, values, color=paint(BLACK), linewidth=1.8)
    drawn = Potential(list(graph), _downhill(analysis, ax, xs, values), _balls(analysis, ax, xs, values))
    draw_legend(ax, drawn.balls, below=-0.17)
    return drawn


def _summed(xs: Array, velocity: Array) -> Array:
    """Integrate −f by the trapezoidal rule, anew after every break of the graph."""
    known = unbroken(velocity, usual_height(velocity))
    starts = np.flatnonzero(np.diff(np.isfinite(known).astype(int))) + 1
    levels = np.full(len(xs), np.nan)
    for part in np.split(np.arange(len(xs)), starts):
        if np.isfinite(known[part[0]]):
            slope = -known[part]
            steps = np.diff(xs[part]) * (slope[1:] + slope[:-1]) / 2
            levels[part] = np.concatenate([[0.0], np.cumsum(steps)])
            levels[part] -= levels[part].min()
    return levels


def _in_frame(values: Array, ax: Axes) -> Array:
    """Choose the height shown, and break the graph at poles."""
    known = values[np.isfinite(values)]
    middle = float(np.median(known)) if known.size else 0.0
    limit = usual_height(values - middle)
    values = unbroken(values - middle, limit) + middle
    shown = values[np.isfinite(values)].clip(middle - limit, middle + limit)
    low, high = (float(shown.min()), float(shown.max())) if shown.size else (-1.0, 1.0)
    room = 0.1 * (high - low) or 1.0
    ax.set_ylim(low - room, high + room)
    return values


def _downhill(analysis: Analysis, ax: Axes, xs: Array, values: Array) -> list[Artist]:
    """Put arrowheads on the graph, each piece of it followed in the direction of the flow."""
    with np.errstate(all="ignore"):
        signs = np.sign(velocity_of(analysis.system)(xs[np.newaxis])[0])
    low, high = ax.get_ylim()
    signs[~np.isfinite(values) | (values < low) | (values > high)] = 0
    breaks = np.flatnonzero(np.diff(signs)) + 1
    pieces: list[Array] = []
    for part in np.split(np.arange(len(xs)), breaks):
        if signs[part[0]] in {-1, 1} and len(part) > len(xs) // 30:
            inner = part[len(part) // 10 : len(part) - len(part) // 10]
            pieces.append(np.array([xs[inner], values[inner]])[:, :: int(signs[part[0]])])
    return arrowheads(ax, pieces, ((float(xs[0]), float(xs[-1])), (low, high)))


def _balls(analysis: Analysis, ax: Axes, xs: Array, values: Array) -> dict[str, list[Artist]]:
    """Lay a ball on the graph at every fixed point."""
    low, high = ax.get_ylim()
    height = ax.get_window_extent().height / (ax.figure.dpi / _POINTS_AN_INCH)
    radius = MARK_SIZE / 2 / height * (high - low)
    drawn: dict[str, list[Artist]] = {}
    for found in analysis.classifications:
        if found.kind is Kind.NON_ISOLATED:
            continue
        for at in members_inside(found, [(float(xs[0]), float(xs[-1]))]):
            level = float(np.interp(at[0], xs, values))
            if low <= level <= high:
                drawn.setdefault(found.kind.value, []).extend(
                    draw_mark(ax, (at[0], level + radius), look_of(analysis, found))
                )
    return drawn
