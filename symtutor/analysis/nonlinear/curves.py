"""The field along a curve through a fixed point, expanded in power series of balls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sympy as sp

from symtutor.numerics.balls import enclose, taylor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.analysis.nonlinear.frames import Frame

TIME = sp.Dummy("t", real=True)


def along_curve(
    frame: Frame, curve: sp.Expr, variable: sp.Symbol, order: int, what: Sequence[sp.Expr] | None = None
) -> list[list[Any]] | None:
    """Enclose the Taylor coefficients of the field (or of `what`) along w = curve(u), by powers of u.

    Parameters
    ----------
    curve : Expr
        A polynomial in `variable`, the first coordinate of the frame.
    """
    place = frame.place(TIME, curve.subs(variable, TIME))
    rows = []
    for component in frame.field if what is None else what:
        series = taylor(component.xreplace(place), TIME, {TIME: sp.S.Zero}, order)
        if series is None:
            return None
        rows.append(series)
    return rows


def starts_with(series: list[Any], power: int, coefficient: sp.Expr) -> bool | None:
    """Tell whether a series may begin with coefficient · tᵖᵒʷᵉʳ; None where the coefficient has no ball."""
    ball = enclose(coefficient)
    if ball is None:
        return None
    return all(term.contains(0) for term in series[:power]) and bool(series[power].overlaps(ball))
