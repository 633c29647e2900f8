"""Gradient descent on its loss: the iterates of every learning rate on the contours, or on the graph."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from symtutor.document import Name, equals
from symtutor.errors import RequestError
from symtutor.numerics.field import compile_expressions
from symtutor.plot.breaks import SAMPLES, unbroken, usual_height
from symtutor.plot.runs import LOOKS
from symtutor.plot.shading import loss_contours
from symtutor.plot.style import BLACK, draw_legend, draw_mark, draw_title, paint, typeset
from symtutor.plot.style import LOOKS as KINDS
from symtutor.plot.window import members_inside

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from symtutor.numerics.field import Array
    from symtutor.plot.runs import Runs
    from symtutor.plot.window import Span

_LEAST = 0.5

_BESIDE = 2.0
"""How near the iterates must come to a member of a family for it to be shown."""


@dataclass(frozen=True, slots=True)
class DescentPicture:
    """The artists of gradient descent, layer by layer."""

    loss: list[Artist] = field(default_factory=list)
    iterates: dict[str, list[Artist]] = field(default_factory=dict)
    """By the learning rate."""
    points: dict[str, list[Artist]] = field(default_factory=dict)


def draw_descent(runs: Runs, ax: Axes) -> DescentPicture:
    """Draw the iterates of every rate on the contours of L, or of one weight on its graph.

    Raises
    ------
    RequestError
        Where no loss is known, or there are more than two weights.
    """
    system = runs.analysis.system
    if runs.loss is None or system.dimension > 2:
        raise RequestError(
            "Iterates are drawn on a known loss of one weight or two.", suggestion="Draw the polygons instead."
        )
    draw_title(ax, typeset(equals(Name("L", args=system.states, value=runs.loss), runs.loss)))
    ax.set_xlabel(typeset(system.states[0]))
    spans = _spans(runs)
    drawn = DescentPicture()
    ax.set_xlim(spans[0])
    if system.dimension == 2:
        ax.set_ylabel(typeset(system.states[1]), rotation=0, labelpad=10)
        ax.set_ylim(spans[1])
        structure = replace(runs.analysis.structure, gradient_of=runs.loss)
        drawn.loss.extend(loss_contours(replace(runs.analysis, structure=structure), ax, spans))
        paths = [run.states for run in runs.runs]
    else:
        ax.set_ylabel(typeset(Name("L", args=system.states)))
        drawn.loss.extend(_graph(runs, ax, spans[0]))
        level = compile_expressions([runs.loss], system.states)
        paths = [np.concatenate([run.states, level(run.states)]) for run in runs.runs]
    for number, (run, path) in enumerate(zip(runs.runs, paths, strict=True)):
        drawn.iterates[runs.label(run)] = _iterates(ax, path, number)
    for found in runs.analysis.classifications:
        for at in members_inside(found, spans):
            height = at[1] if system.dimension == 2 else float(level(np.array([[at[0]]]))[0, 0])
            drawn.points.setdefault(_role(found.kind.value), []).extend(
                draw_mark(ax, (at[0], height), KINDS[found.kind])
            )
    draw_legend(ax, drawn.iterates | drawn.points, below=-0.11)
    return drawn


def _role(kind: str) -> str:
    """Call a fixed point of the flow by what it is on the loss."""
    if kind.startswith("stable"):
        return "minimum"
    return "maximum" if kind.startswith("unstable") else kind


def _iterates(ax: Axes, path: Array, number: int) -> list[Artist]:
    """Join the iterates, and mark each."""
    colour, mark = LOOKS[number % len(LOOKS)]
    look = {"color": paint(colour), "marker": mark, "markersize": 4.5, "linewidth": 1.1, "zorder": 7 + number / 10}
    return [*ax.plot(*path, **look)]  # type: ignore[arg-type] # what a line looks like


def _graph(runs: Runs, ax: Axes, span: Span) -> list[Artist]:
    """Draw the graph of a loss of one weight."""
    xs = np.linspace(*span, SAMPLES)
    values = compile_expressions([runs.loss], runs.analysis.system.states)(xs[np.newaxis])[0]
    values = unbroken(values, usual_height(values))
    return [*ax.plot(xs, values, color=paint(BLACK), linewidth=1.6, zorder=3)]


def _spans(runs: Runs) -> tuple[Span, ...]:
    """Show the start, the fixed points near it and the iterates; those that run off are followed a little."""
    first = runs.runs[0].states[:, 0]
    points = [first, *_fixed_near(runs, first)]
    reach = 2 * max(_LEAST, float(np.ptp(np.array(points), axis=0).max()))
    for run in runs.runs:
        near = run.states[:, (np.abs(run.states - first[:, np.newaxis]) <= reach).all(axis=0)]
        points += list(near.T)
    known = np.array(points)
    low, high = known.min(axis=0), known.max(axis=0)
    wide = np.maximum(high - low, 0.4 * float((high - low).max()) or _LEAST)
    middle = (low + high) / 2
    return tuple((float(m - 0.62 * w), float(m + 0.62 * w)) for m, w in zip(middle, wide, strict=True))


def _fixed_near(runs: Runs, first: Array) -> list[Array]:
    """Choose the fixed points to show: single ones not too far off, of a family those that the iterates come near."""
    reach = 10 * np.maximum(1.0, np.abs(first))
    box = list(zip(first - reach, first + reach, strict=True))
    near = []
    for found in runs.analysis.classifications:
        for at in map(np.array, members_inside(found, box)):
            gaps = [np.abs(run.states - at[:, np.newaxis]).max(axis=0) for run in runs.runs]
            if not found.point.index or any(bool((gap < _BESIDE).any()) for gap in gaps):
                near.append(at)
    return near
