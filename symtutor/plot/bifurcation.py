"""The bifurcation diagram: the fixed points over the one parameter that is left free.

Solid where they attract, dashed where they repel (Strogatz, *Nonlinear Dynamics and Chaos*, §3.1). Every branch and the
condition under which it is stable come from the analysis; numbers only place them on the paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import sympy as sp

from symtutor.analysis.words import point, series
from symtutor.document import Name, condition, equals, paragraph
from symtutor.model import Stability, Window
from symtutor.numerics.field import compile_expressions
from symtutor.plot.style import BLUE, INK, PURPLE, VERMILION, draw_legend, draw_title, typeset
from symtutor.plot.words import sentences

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from symtutor.model import Analysis, Classification
    from symtutor.numerics.field import Array

SIZE, FRAME = (6.4, 5.0), (0.12, 0.22, 0.84, 0.67)
SAMPLES = 2001
MEMBERS = (-1, 0, 1)
EDGE = 0.2
"""How much of the width of the picture a name may need."""

NEAR = 0.25
"""How much of the height of the picture counts as near a point."""

LOOKS = {
    Stability.ASYMPTOTIC: ("stable", BLUE, "-"),
    Stability.NEUTRAL: ("neutrally stable", PURPLE, "-."),
    Stability.UNSTABLE: ("unstable", VERMILION, (0, (5, 3))),
}
HOLDS: dict[object, np.ufunc] = {
    sp.Gt: np.greater,
    sp.Lt: np.less,
    sp.Ge: np.greater_equal,
    sp.Le: np.less_equal,
    sp.Ne: np.not_equal,
    sp.Eq: np.equal,
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
    """Draw the first state of every fixed point over the parameter, and name the bifurcations.

    The window may say the range of the parameter and of the state; the range that it does not say is chosen.

    Returns
    -------
    dict
        The artists by their names in the legend.
    """
    side, tall = window.side(parameter), window.side(analysis.system.states[0])
    low, high = (float(side[0]), float(side[1])) if side else _range(analysis, parameter)
    across = np.linspace(low, high, SAMPLES)
    state = analysis.system.states[0]
    drawn: dict[str, list[Artist]] = {}
    branches: list[Array] = []
    for found in analysis.classifications:
        look = LOOKS.get(found.stability)
        if look is None or found.at[0].has(*analysis.system.states) or isinstance(found.point.when, sp.Eq):
            continue
        label, colour, dashes = look
        for number in MEMBERS if found.point.index else (0,):
            heights = _heights(found, number, parameter, across)
            branches.append(heights)
            if np.isfinite(heights).any():
                drawn.setdefault(label, []).extend(
                    ax.plot(across, heights, color=colour, linestyle=dashes, linewidth=2.0, zorder=3)
                )
    for rule in analysis.bifurcations:
        candidate = getattr(rule, "candidate", None)
        if candidate is None or candidate.value.free_symbols:
            continue
        for number in MEMBERS if candidate.index else (0,):
            at = candidate.at[0].subs(dict.fromkeys(candidate.index, number))
            place = float(candidate.value), float(at)
            if not low <= place[0] <= high or (tall is not None and not tall[0] <= place[1] <= tall[1]):
                continue
            kind = str(getattr(rule, "kind", ""))
            drawn.setdefault("bifurcation", []).extend(_mark(ax, place, kind, left=_room_left(place, across, branches)))
    ax.set_xlim(low, high)
    ax.margins(y=0.12)
    if tall is not None:
        ax.set_ylim(float(tall[0]), float(tall[1]))
    ax.axhline(0, color=INK, linewidth=0.5, zorder=0)
    ax.set_xlabel(typeset(parameter))
    ax.set_ylabel(typeset(Name(state.name, star=True)))
    laws = zip(analysis.system.states, analysis.system.field, strict=True)
    draw_title(ax, ", ".join(typeset(equals(Name(symbol.name, primes=1), law)) for symbol, law in laws))
    known = [label for label in ("stable", "unstable", "neutrally stable", "bifurcation") if label in drawn]
    draw_legend(ax, {label: drawn[label][:1] for label in known}, -0.14)
    return drawn


def diagram_words(analysis: Analysis, parameter: sp.Symbol) -> str:
    """Say in plain words what the diagram shows."""
    placed = [rule for rule in analysis.bifurcations if hasattr(rule, "candidate")]
    named = [
        paragraph(
            f"{getattr(rule, 'kind', '')} at {{value}}, {{at}}",
            value=condition(rule.candidate.parameter, rule.candidate.value),
            at=point(rule.candidate.at),
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


def _room_left(place: tuple[float, float], across: Array, branches: list[Array]) -> bool:
    """Tell whether a name fits on the left of a point: not at the edge, and where fewer branches pass."""
    along = (place[0] - across[0]) / (across[-1] - across[0])
    if not EDGE <= along <= 1 - EDGE:
        return bool(along > EDGE)
    step = max(len(across) // 40, 1)
    middle = int(np.searchsorted(across, place[0]))
    counts = []
    for beside in (max(middle - step, 0), min(middle + step, len(across) - 1)):
        heights = np.array([branch[beside] for branch in branches])
        counts.append(int(np.sum(np.abs(heights[np.isfinite(heights)] - place[1]) < NEAR * _spread(branches))))
    return counts[0] < counts[1]


def _spread(branches: list[Array]) -> float:
    """Measure the height of the picture."""
    finite = np.concatenate([branch[np.isfinite(branch)] for branch in branches])
    return float(np.ptp(finite)) or 1.0


def _mark(ax: Axes, place: tuple[float, float], kind: str, *, left: bool) -> list[Artist]:
    """Mark a bifurcation and write its name beside it, on the side where there is room."""
    mark = ax.plot([place[0]], [place[1]], linestyle="none", marker="o", color=INK, markersize=6, zorder=6)
    ax.annotate(
        kind,
        place,
        xytext=(-8 if left else 8, 7),
        textcoords="offset points",
        ha="right" if left else "left",
        fontsize=9,
        color=INK,
        zorder=7,
        bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none", "alpha": 0.8},
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


def _heights(found: Classification, number: int, parameter: sp.Symbol, across: Array) -> Array:
    """Evaluate a branch where its condition holds; elsewhere it is not a number, and nothing is drawn."""
    at = found.at[0].subs(dict.fromkeys(found.point.index, number))
    if at.has(sp.LambertW):
        heights = np.array([_real(at, parameter, value) for value in across[::5]])
        heights = np.interp(across, across[::5], heights)
    else:
        heights = np.asarray(compile_expressions((at,), (parameter,))(across[np.newaxis])[0], dtype=float)
    return np.where(_holds(found.point.when, parameter, across), heights, np.nan)


def _real(at: sp.Expr, parameter: sp.Symbol, value: float) -> float:
    """Evaluate what arrays cannot."""
    number = sp.N(at.subs(parameter, value))
    return float(number) if number.is_real else float("nan")


def _holds(when: sp.Basic, parameter: sp.Symbol, across: Array) -> Array:
    """Tell at which values a condition holds."""
    if when in (sp.true, sp.false):
        return np.full(across.shape, when == sp.true)
    if isinstance(when, sp.And | sp.Or):
        parts = [_holds(part, parameter, across) for part in when.args]
        return np.asarray(np.all(parts, axis=0) if isinstance(when, sp.And) else np.any(parts, axis=0))
    if not isinstance(when, sp.core.relational.Relational):
        return np.full(across.shape, fill_value=False)
    with np.errstate(all="ignore"):
        difference = compile_expressions((when.lhs - when.rhs,), (parameter,))(across[np.newaxis])[0]
        return np.asarray(HOLDS[when.func](difference, 0.0))
