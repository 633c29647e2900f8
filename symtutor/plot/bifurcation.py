"""The bifurcation diagram: the fixed points over the one parameter that is left free.

Solid where they attract, dashed where they repel (Strogatz, *Nonlinear Dynamics and Chaos*, §3.1). Every branch and the
condition under which it is stable come from the analysis; numbers only place them on the paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import sympy as sp

from symtutor.analysis.words import point, series, states_name
from symtutor.document import Name, condition, equals, paragraph
from symtutor.model import Stability, Window
from symtutor.plot.branches import MEMBERS, branches, family_span, shown_state
from symtutor.plot.style import (
    BLUE,
    INK,
    PALE,
    PAPER,
    PURPLE,
    VERMILION,
    draw_legend,
    draw_title,
    paint,
    typeset,
    typeset_laws,
)
from symtutor.plot.words import sentences

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from symtutor.model import Analysis
    from symtutor.numerics.field import Array
    from symtutor.plot.window import Span

SIZE, FRAME = (6.4, 5.0), (0.12, 0.22, 0.84, 0.67)
SAMPLES = 2001
EDGE = 0.2
"""How much of the width of the picture a name may need."""

NEAR = 0.25
"""How much of the height of the picture counts as near a point."""

LOOKS = {
    Stability.ASYMPTOTIC: ("stable", BLUE, "-"),
    Stability.NEUTRAL: ("neutrally stable", PURPLE, "-."),
    Stability.UNSTABLE: ("unstable", VERMILION, (0, (5, 3))),
}


def free_parameter(analysis: Analysis) -> sp.Symbol | None:
    """Return the only parameter of the field without a value; None where there is none or more than one."""
    system = analysis.system
    used = sp.Tuple(*system.field).free_symbols - {*system.states, system.time}
    return next(iter(used)) if len(used) == 1 and system.autonomous else None


def draw_bifurcation_diagram(
    analysis: Analysis,
    ax: Axes,
    parameter: sp.Symbol,
    window: Window = Window(),  # noqa: B008 - frozen
) -> dict[str, list[Artist]]:
    """Draw the first state of every fixed point that moves with the parameter over it, and name the bifurcations.

    The window may say the range of the parameter and of the state; the range that it does not say is chosen.

    Returns
    -------
    dict
        The artists by their names in the legend.
    """
    shown_at = shown_state(analysis, parameter)
    state = analysis.system.states[shown_at]
    side, tall = window.side(parameter), window.side(state)
    low, high = (float(side[0]), float(side[1])) if side else _range(analysis, parameter)
    across = np.linspace(low, high, SAMPLES)
    drawn: dict[str, list[Artist]] = {}
    known = [branch for branch in branches(analysis, parameter, across) if branch.found.stability in LOOKS]
    frame = (float(tall[0]), float(tall[1])) if tall is not None else _with_air(family_span(known))
    shown = [branch for branch in known if frame is None or _is_inside(branch.heights, frame)]
    for branch in shown:
        label, colour, dashes = LOOKS[branch.found.stability]
        drawn.setdefault(label, []).extend(
            ax.plot(across, branch.heights, color=paint(colour), linestyle=dashes, linewidth=2.0, zorder=3)
        )
    for rule in analysis.bifurcations:
        candidate = getattr(rule, "candidate", None)
        if candidate is None or candidate.value.free_symbols:
            continue
        for number in MEMBERS if candidate.index else (0,):
            at = candidate.at[shown_at].subs(dict.fromkeys(candidate.index, number))
            place = float(candidate.value), float(at)
            if not low <= place[0] <= high or (frame is not None and not frame[0] <= place[1] <= frame[1]):
                continue
            kind = str(getattr(rule, "kind", ""))
            left = _room_left(place, across, [branch.heights for branch in shown])
            drawn.setdefault("bifurcation", []).extend(_mark(ax, place, kind, left=left))
    ax.set_xlim(low, high)
    ax.margins(y=0.12)
    if frame is not None:
        ax.set_ylim(frame)
    ax.axhline(0, color=paint(PALE), linewidth=0.6, linestyle=(0, (1, 2)), zorder=0)
    ax.set_xlabel(typeset(parameter))
    ax.set_ylabel(typeset(Name(state.name, star=True)))
    draw_title(ax, typeset_laws(analysis.system, ", "))
    labels = [label for label in ("stable", "unstable", "neutrally stable", "bifurcation") if label in drawn]
    draw_legend(ax, {label: drawn[label][:1] for label in labels}, -0.14)
    return drawn


def diagram_words(analysis: Analysis, parameter: sp.Symbol) -> str:
    """Say in plain words what the diagram shows."""
    placed = [rule for rule in analysis.bifurcations if hasattr(rule, "candidate")]
    named = [
        paragraph(
            f"{getattr(rule, 'kind', '')} at {{value}}, where {{at}}",
            value=condition(rule.candidate.parameter, rule.candidate.value),
            at=condition(states_name(analysis.system.states), point(rule.candidate.at)),
        )
        for rule in placed
    ]
    laws = zip(analysis.system.states, analysis.system.field, strict=True)
    return sentences(
        paragraph(
            "Bifurcation diagram of {laws}: fixed points over {parameter}, solid where stable, dashed where unstable.",
            laws=series(equals(Name(symbol.name, primes=1), law) for symbol, law in laws),
            parameter=parameter,
        ),
        paragraph("Bifurcations: {named}.", named=series(named)) if named else paragraph("No bifurcation is marked."),
    )


def _with_air(span: Span | None) -> Span | None:
    """Leave room at the ends, so that a name at the last bifurcation fits."""
    if span is None:
        return None
    room = 0.06 * (span[1] - span[0])
    return span[0] - room, span[1] + room


def _is_inside(heights: Array, frame: Span) -> bool:
    """Tell whether any of a branch is in view."""
    return bool(((heights >= frame[0]) & (heights <= frame[1])).any())


def _room_left(place: tuple[float, float], across: Array, known: list[Array]) -> bool:
    """Tell whether a name fits on the left of a point: not at the edge, and where fewer branches pass."""
    along = (place[0] - across[0]) / (across[-1] - across[0])
    if not EDGE <= along <= 1 - EDGE:
        return bool(along > EDGE)
    step = max(len(across) // 40, 1)
    middle = int(np.searchsorted(across, place[0]))
    counts = []
    for beside in (max(middle - step, 0), min(middle + step, len(across) - 1)):
        there = np.array([heights[beside] for heights in known])
        counts.append(int(np.sum(np.abs(there[np.isfinite(there)] - place[1]) < NEAR * _spread(known))))
    return counts[0] < counts[1]


def _spread(known: list[Array]) -> float:
    """Measure the height of the picture."""
    finite = np.concatenate([heights[np.isfinite(heights)] for heights in known])
    return float(np.ptp(finite)) or 1.0


def _mark(ax: Axes, place: tuple[float, float], kind: str, *, left: bool) -> list[Artist]:
    """Mark a bifurcation and write its name beside it, on the side where there is room."""
    mark = ax.plot([place[0]], [place[1]], linestyle="none", marker="o", color=paint(INK), markersize=6, zorder=6)
    ax.annotate(
        kind,
        place,
        xytext=(-8 if left else 8, 7),
        textcoords="offset points",
        ha="right" if left else "left",
        fontsize=9,
        color=paint(INK),
        zorder=7,
        bbox={"boxstyle": "round,pad=0.15", "facecolor": paint(PAPER), "edgecolor": "none", "alpha": 0.8},
    )
    return list(mark)


def _range(analysis: Analysis, parameter: sp.Symbol) -> tuple[float, float]:
    """Show every bifurcation with room around it, and no value that the assumptions exclude."""
    values = [
        float(rule.candidate.value)
        for rule in analysis.bifurcations
        if hasattr(rule, "candidate") and not rule.candidate.value.free_symbols
    ]
    low, high = (min(values), max(values)) if values else (0.0, 0.0)
    room = 1.5 * (high - low) or max(abs(low), 1.0)
    low, high = low - room, high + room
    return (max(low, 0.0) if parameter.is_nonnegative else low), (min(high, 0.0) if parameter.is_nonpositive else high)
