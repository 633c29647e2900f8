"""Branches of fixed points over a parameter, as numbers: how high each is, and where its condition holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import sympy as sp

from symtutor.numerics.field import compile_expressions

if TYPE_CHECKING:
    from symtutor.model import Analysis, Classification
    from symtutor.numerics.field import Array
    from symtutor.plot.window import Span

MEMBERS = range(-8, 9)
"""Members of a family that may be drawn."""

_SHOWN = range(-1, 2)
"""Members that choose the window where nobody does."""

_HOLDS: dict[object, np.ufunc] = {
    sp.Gt: np.greater,
    sp.Lt: np.less,
    sp.Ge: np.greater_equal,
    sp.Le: np.less_equal,
    sp.Ne: np.not_equal,
    sp.Eq: np.equal,
}


@dataclass(frozen=True, slots=True)
class Branch:
    """One fixed point, or one member of a family, over the values of the parameter; NaN where it does not exist."""

    found: Classification
    number: int
    heights: Array


def branches(analysis: Analysis, parameter: sp.Symbol, across: Array) -> list[Branch]:
    """Evaluate the state that is shown of every fixed point that is one point for each value of the parameter."""
    place = shown_state(analysis, parameter)
    return [
        Branch(found, number, heights)
        for found in analysis.classifications
        if not found.at[place].has(*analysis.system.states) and not isinstance(found.point.when, sp.Eq)
        for number in (MEMBERS if found.point.index else (0,))
        if np.isfinite(heights := _heights(found, place, number, parameter, across)).any()
    ]


def shown_state(analysis: Analysis, parameter: sp.Symbol) -> int:
    """Choose the state to draw over the parameter: the first that moves with it, else the first.

    Examples
    --------
    >>> from symtutor import solve
    >>> analysis = solve("x' = 1 - x, y' = r - y").analysis
    >>> shown_state(analysis, analysis.system.parameters[0])
    1
    """
    states = range(analysis.system.dimension)
    moving = (place for place in states if any(found.at[place].has(parameter) for found in analysis.classifications))
    return next(moving, 0)


def family_span(known: list[Branch]) -> Span | None:
    """Choose heights between which every family is whole: an interval that a few members of each fill."""
    ends: dict[int, list[float]] = {}
    for branch in known:
        if branch.found.point.index and branch.number in _SHOWN:
            finite = branch.heights[np.isfinite(branch.heights)]
            ends.setdefault(id(branch.found), []).extend((float(finite.min()), float(finite.max())))
    if not ends:
        return None
    low, high = max(min(values) for values in ends.values()), min(max(values) for values in ends.values())
    return (low, high) if low < high else None


def _heights(found: Classification, place: int, number: int, parameter: sp.Symbol, across: Array) -> Array:
    """Evaluate a branch where its condition holds; elsewhere it is not a number, and nothing is drawn."""
    at = found.at[place].subs(dict.fromkeys(found.point.index, number))
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
        return np.asarray(_HOLDS[when.func](difference, 0.0))
