"""Which fixed point a solution is heading for, as far as the analysis says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.model import Kind, Stability
from symtutor.numerics.signs import sign
from symtutor.numerics.step_limit import Role, StepLimit

if TYPE_CHECKING:
    from symtutor.model import Analysis, Basin, Classification

_CENTERS = {Kind.CENTER, Kind.NEUTRAL}


def step_limit(analysis: Analysis, start: tuple[sp.Expr, ...], steps: tuple[sp.Expr, ...]) -> StepLimit | None:
    """Set up the step limit at the point that the solution from `start` approaches.

    On the line it is the point whose basin holds the start. In more dimensions it is the only asymptotically stable
    point, which the solution is known to approach only where the field is affine; or the center of an affine
    field, which it circles. None where the analysis does not tell.
    """
    if analysis.system.dimension == 1:
        return _on_the_line(analysis, start[0], steps)
    affine = _is_affine(analysis)
    stable = [found for found in analysis.classifications if found.stability is Stability.ASYMPTOTIC]
    if len(stable) == 1 and not stable[0].point.index:
        return _limit(analysis, stable[0], steps, Role.APPROACHED if affine else Role.CANDIDATE, {})
    if affine and len(analysis.classifications) == 1 and analysis.classifications[0].kind in _CENTERS:
        return _limit(analysis, analysis.classifications[0], steps, Role.CIRCLED, {})
    return None


def _on_the_line(analysis: Analysis, start: sp.Expr, steps: tuple[sp.Expr, ...]) -> StepLimit | None:
    """Find the basin that holds the start."""
    for basin in analysis.line.basins if analysis.line is not None else ():
        chosen = _member(basin, start)
        if chosen is not None:
            return _limit(analysis, basin.of, steps, Role.APPROACHED, chosen)
    return None


def _member(basin: Basin, start: sp.Expr) -> dict[sp.Symbol, sp.Expr] | None:
    """Give the values of the family's index for which the basin holds the start; empty for a single basin."""
    low, high, index = basin.interval.low, basin.interval.high, basin.interval.index
    if not index:
        return {} if _is_between(low, start, high) else None
    # The ends are affine in the index, so the member is the integer part of a quotient.
    period = sp.expand(low.subs(index[0], 1) - low.subs(index[0], 0))
    number = sp.floor((start - low.subs(index[0], 0)) / period)
    chosen = {index[0]: number}
    return chosen if number.is_Integer and _is_between(low.subs(chosen), start, high.subs(chosen)) else None


def _is_between(low: sp.Expr, value: sp.Expr, high: sp.Expr) -> bool:
    """Tell whether low < value < high is proved."""
    above = low is sp.S.NegativeInfinity or sign(value - low) == 1
    return above and (high is sp.S.Infinity or sign(high - value) == 1)


def _limit(
    analysis: Analysis,
    found: Classification,
    steps: tuple[sp.Expr, ...],
    role: Role,
    chosen: dict[sp.Symbol, sp.Expr],
) -> StepLimit | None:
    """Put the chosen member of a family into its linearization."""
    jacobian = found.linearization.jacobian.subs(chosen)
    at = tuple(coordinate.subs(chosen) for coordinate in found.at)
    eigenvalues = tuple((value.subs(chosen), count) for value, count in found.eigenvalues)
    if not eigenvalues or jacobian.free_symbols:
        return None
    return StepLimit(analysis.system, at, jacobian, eigenvalues, steps, role)


def _is_affine(analysis: Analysis) -> bool:
    """Tell whether every second derivative of the field is zero."""
    states = analysis.system.states
    return all(
        component.is_polynomial(*states) and sp.Poly(component, *states).total_degree() <= 1
        for component in analysis.system.field
    )
