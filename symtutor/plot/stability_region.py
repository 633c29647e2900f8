"""The region of absolute stability of Euler's method, |1 + z| < 1, with z = hλ marked for every step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import sympy as sp
from matplotlib.patches import Circle

from symtutor.analysis.words import point
from symtutor.document import Absolute, Chain, Name, Product, Sum
from symtutor.errors import RequestError
from symtutor.plot.runs import LOOKS
from symtutor.plot.style import BLUE, INK, SKY, draw_legend, draw_title, paint, typeset

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from symtutor.plot.runs import Runs


_BELOW = 0.5
"""Inches from the foot of the picture to the legend."""


@dataclass(frozen=True, slots=True)
class StabilityRegion:
    """The artists of a region of stability."""

    disc: list[Artist]
    marks: dict[str, list[Artist]]
    """The products hλ, by the step."""


def draw_stability_region(runs: Runs, ax: Axes) -> StabilityRegion:
    """Draw the disc |1 + z| < 1 in the complex plane, and hλ for every step h and eigenvalue λ.

    Raises
    ------
    RequestError
        Where the analysis knows no fixed point that the solution approaches.
    """
    if runs.limit is None:
        raise RequestError(
            "No fixed point is known that this solution approaches, so there is no eigenvalue to mark.",
            suggestion="Draw the polygons instead.",
        )
    spectrum = np.array([complex(value.evalf(20)) for value in runs.limit.spectrum])
    products = [float(run.step) * spectrum for run in runs.runs]
    everything = np.concatenate(products)
    left, right = min(-2.0, float(everything.real.min())), max(0.0, float(everything.real.max()))
    height = max(1.0, float(np.abs(everything.imag).max()))
    room = 0.25 * max(1.0, (right - left) / 4)
    ax.set_xlim(left - room, right + room)
    ax.set_ylim(-height - room, height + room)
    ax.set_aspect("equal")
    ax.axhline(0, color=paint(INK), linewidth=0.8, zorder=1)
    ax.axvline(0, color=paint(INK), linewidth=0.8, zorder=1)
    ax.set_xlabel(f"Re {typeset(Product((Name(runs.letter), Name('lambda'))))}")
    ax.set_ylabel(f"Im {typeset(Product((Name(runs.letter), Name('lambda'))))}")
    draw_title(ax, f"Steps at the fixed point {typeset(point(runs.limit.at))}")
    disc = Circle((-1, 0), 1, facecolor=SKY, alpha=0.35, edgecolor=paint(BLUE), linewidth=1.5, zorder=0)
    ax.add_patch(disc)
    marks: dict[str, list[Artist]] = {}
    for number, (run, found) in enumerate(zip(runs.runs, products, strict=True)):
        colour, mark = LOOKS[number % len(LOOKS)]
        inside = bool((np.abs(1 + found) < 1).all())
        marks[runs.label(run)] = [
            *ax.plot(
                found.real,
                found.imag,
                linestyle="none",
                marker=mark,
                markersize=7.5,
                color=paint(colour),
                markerfacecolor=paint(colour) if inside else "none",
                markeredgewidth=1.6,
                zorder=5,
            )
        ]
    bound = Chain((Absolute(Sum((sp.S.One, sp.Symbol("z")))), sp.S.One), ("<",))
    region = f"{typeset(bound)}: settles (filled marks)"
    ax.apply_aspect()  # only then it is known how much of its frame the picture fills
    tall = ax.get_window_extent().height / ax.figure.dpi
    draw_legend(ax, marks | {region: [disc]}, below=-_BELOW / tall)
    return StabilityRegion([disc], marks)
