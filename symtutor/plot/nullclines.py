"""Nullclines: where one component of the field is zero, so that solutions cross them upright or level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import sympy as sp
from contourpy import contour_generator

from symtutor.document import Name, equals
from symtutor.plot.curves import velocity_of
from symtutor.plot.style import ORANGE, PURPLE, paint, typeset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from symtutor.model import Analysis
    from symtutor.numerics.field import Array, ArrayField
    from symtutor.plot.window import Span

_FINE = 241
_LOOKS = ((ORANGE, (0, (5, 2.2))), (PURPLE, (0, (1.2, 1.6))))
"""The two differ in their dashes as well."""

_SMALL = 0.15
"""A change of sign where f is larger than this part of its usual size is a pole or a jump, no zero."""


def nullclines(analysis: Analysis, ax: Axes, spans: Sequence[Span]) -> dict[str, list[Artist]]:
    """Draw the curves x′ = 0 and y′ = 0, by what the legend calls them; a pole is not taken for a zero."""
    system = analysis.system
    field = velocity_of(system)
    axes = [np.linspace(low, high, _FINE) for low, high in spans]
    values = field(np.stack(np.meshgrid(*axes)))
    drawn: dict[str, list[Artist]] = {}
    for place, state in enumerate(system.states):
        if system.field[place].is_number:
            continue
        colour, dashes = _LOOKS[place]
        for curve in zeros(field, place, axes, values[place]):
            label = typeset(equals(Name(state.name, primes=1), sp.S.Zero))
            drawn.setdefault(label, []).extend(
                ax.plot(*curve, color=paint(colour), linewidth=1.5, linestyle=dashes, zorder=3)
            )
    return drawn


def zeros(field: ArrayField, place: int, axes: Sequence[Array], values: Array) -> list[Array]:
    """Follow the zeros of one component, given on a grid, as curves of shape (2, k), NaN where there is none."""
    known = np.abs(values[np.isfinite(values)])
    if not known.size:
        return []
    small = _SMALL * float(np.median(known))
    curves = []
    for line in contour_generator(x=axes[0], y=axes[1], z=np.ma.masked_invalid(values)).lines(0.0):
        curve = np.asarray(line, dtype=np.float64).T
        with np.errstate(all="ignore"):
            there = np.abs(field(curve)[place]) <= small
        if there.sum() > 1:
            curves.append(np.where(there, curve, np.nan))
    return curves
