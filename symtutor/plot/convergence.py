"""The error against the step, on logarithmic axes: the slope there is the order of the method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import FixedFormatter, FixedLocator, FuncFormatter, LogLocator, NullFormatter, NullLocator

from symtutor.document import Name
from symtutor.errors import RequestError
from symtutor.plot.runs import LOOKS
from symtutor.plot.style import BLACK, INK, draw_legend, draw_title, paint, typeset

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from symtutor.plot.runs import Runs


_APART = 1.3
"""Steps nearer to each other than this ratio share a label."""

_FEW_DECADES = 300.0


@dataclass(frozen=True, slots=True)
class Convergence:
    """The artists of an error plot."""

    errors: dict[str, list[Artist]]
    """A mark for each step."""
    joined: list[Artist]
    order: list[Artist]
    """The line of slope 1 through the smallest step."""


def draw_convergence(runs: Runs, ax: Axes) -> Convergence:
    """Draw the error at the last time against h, and a line of slope 1 to compare.

    Raises
    ------
    RequestError
        Where fewer than two errors are known and not zero.
    """
    known = [(number, run) for number, run in enumerate(runs.runs) if run.error]
    if len(known) < 2:
        raise RequestError(
            "An error plot needs two step sizes whose error is known and not zero.",
            suggestion="Give more steps: --step 1/2,1/4,1/8.",
        )
    steps = np.array([float(run.step) for _, run in known])
    errors = np.array([run.error for _, run in known], dtype=np.float64)
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_xlabel(f"step {typeset(Name(runs.letter))}")
    ax.set_ylabel(f"error at {typeset(runs.analysis.system.time)} = {float(runs.until):g}")
    draw_title(ax, "Error of Euler's method")
    order = np.argsort(steps)
    joined = ax.plot(steps[order], errors[order], color=paint(INK), linewidth=1.2, zorder=3)
    marks: dict[str, list[Artist]] = {}
    for number, run in known:
        colour, mark = LOOKS[number % len(LOOKS)]
        look = {"color": paint(colour), "marker": mark, "markersize": 7.5, "linestyle": "none", "zorder": 5}
        marks[runs.label(run)] = [*ax.plot([float(run.step)], [run.error], **look)]  # type: ignore[arg-type]
    ends = np.array([steps.min() / 1.25, steps.max() * 1.25])
    least = int(np.argmin(steps))
    line = ax.plot(
        ends, errors[least] * ends / steps[least], color=paint(BLACK), linewidth=1.1, linestyle=(0, (5, 3)), zorder=2
    )
    ax.set_xlim(*ends)
    _plain_ticks(ax, {float(run.step): typeset(run.step) for _, run in known})
    drawn = Convergence(marks, [*joined], [*line])
    draw_legend(ax, marks | {"slope 1": drawn.order}, below=-0.17)
    return drawn


def _plain_ticks(ax: Axes, steps: dict[float, str]) -> None:
    """Put the steps themselves below, as far as they keep apart, and few decimals on the left."""
    kept: list[float] = []
    for step in sorted(steps, reverse=True):
        if not kept or kept[-1] / step > _APART:
            kept.append(step)
    ax.xaxis.set_major_locator(FixedLocator(kept))
    ax.xaxis.set_major_formatter(FixedFormatter([steps[step] for step in kept]))
    ax.xaxis.set_minor_locator(NullLocator())
    low, high = ax.get_ylim()
    subs = (1.0, 2.0, 5.0) if high / low < _FEW_DECADES else (1.0,)
    ax.yaxis.set_major_locator(LogLocator(subs=subs))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    ax.yaxis.set_minor_formatter(NullFormatter())
