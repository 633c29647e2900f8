"""Which minima the learning rates are judged by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.model import Stability
from symtutor.numerics.approached import step_limit
from symtutor.numerics.balls import enclose
from symtutor.numerics.rate_limit import RateLimit
from symtutor.numerics.step_limit import Role, StepLimit

if TYPE_CHECKING:
    from sympy import Expr

    from symtutor.model import Analysis, Classification
    from symtutor.numerics.descent_table import DescentTable


def rate_limits(analysis: Analysis, runs: tuple[DescentTable, ...]) -> tuple[RateLimit, ...]:
    """Give the minimum that the flow approaches from the start, or else those nearest to where the runs end.

    Of several minima in the plane it is not known which one the flow approaches: then each run that ends is judged by
    the nearest one.
    """
    rates = tuple(run.rate for run in runs)
    approached = step_limit(analysis, runs[0].start, rates) if runs else None
    if approached is not None:
        arrived = (found for found in analysis.classifications if found.at == approached.at)
        is_half = any(found.stability is Stability.HALF for found in arrived)
        return () if is_half else (RateLimit(approached),)
    minima = [found for found in analysis.classifications if _is_usable(found)]
    judged: dict[int, list[Expr]] = {}
    for run in runs:
        nearest = _nearest(minima, run) if run.halt is None else None
        if nearest is not None:
            judged.setdefault(nearest, []).append(run.rate)
    return tuple(RateLimit(_limit(analysis, minima[place], tuple(rates))) for place, rates in judged.items())


def _is_usable(found: Classification) -> bool:
    """Tell whether a point is one attracting point with known curvatures."""
    known = bool(found.eigenvalues) and not found.linearization.jacobian.free_symbols
    return found.stability is Stability.ASYMPTOTIC and not found.point.index and known


def _nearest(minima: list[Classification], run: DescentTable) -> int | None:
    """Find the minimum nearest to the last weights."""
    distances = []
    for place, found in enumerate(minima):
        ball = enclose(sum((value - at) ** 2 for value, at in zip(run.final, found.at, strict=True)))
        if ball is None:
            return None
        distances.append((ball.mid(), place))
    return min(distances)[1] if distances else None


def _limit(analysis: Analysis, found: Classification, rates: tuple[Expr, ...]) -> StepLimit:
    """Set up the limit at a minimum."""
    return StepLimit(analysis.system, found.at, found.linearization.jacobian, found.eigenvalues, rates, Role.NEAREST)
