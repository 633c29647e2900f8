"""Another formula for the sign of the first Lyapunov coefficient, in balls: the independent check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import flint
import sympy as sp

from symtutor.analysis.nonlinear.frames import Frame
from symtutor.numerics.balls import taylor

if TYPE_CHECKING:
    from collections.abc import Mapping

TIME = sp.Dummy("t", real=True)


def perko_coefficient(frame: Frame) -> Any | None:  # noqa: ANN401 - flint ships no types
    """Evaluate Perko's σ of x′ = a x + b y + p(x, y), y′ = c x + d y + q(x, y) without changing coordinates.

    Andronov, Leontovich, Gordon, Maier, *Theory of Bifurcations of Dynamic Systems on a Plane*, §24; Perko §4.4, (3′),
    where the term a₁₁b₂₀ in the second bracket is misprinted as a₁₁b₀₂. The Taylor coefficients come from power series
    along four lines through the point. The positive factor 3π/(2Δ^{3/2}) is left out.
    """
    with flint.ctx.workprec(200):
        plain = Frame(frame.states, frame.field, frame.at, when=frame.when)
        p, q = (_coefficients(plain, component) for component in frame.field)
        if p is None or q is None:
            return None
        return perko_number(p, q)


def perko_number(p: Mapping[tuple[int, int], Any], q: Mapping[tuple[int, int], Any]) -> Any:  # noqa: ANN401 - balls or SymPy
    """Evaluate Perko's σ, without its positive factor, from the Taylor coefficients p and q of the two components."""
    a, b, c = p[1, 0], p[0, 1], q[1, 0]
    quadratic = (
        a * c * (p[1, 1] ** 2 + p[1, 1] * q[0, 2] + p[0, 2] * q[1, 1])
        + a * b * (q[1, 1] ** 2 + p[2, 0] * q[1, 1] + p[1, 1] * q[2, 0])
        + c**2 * (p[1, 1] * p[0, 2] + 2 * p[0, 2] * q[0, 2])
        - 2 * a * c * (q[0, 2] ** 2 - p[2, 0] * p[0, 2])
        - 2 * a * b * (p[2, 0] ** 2 - q[2, 0] * q[0, 2])
        - b**2 * (2 * p[2, 0] * q[2, 0] + q[1, 1] * q[2, 0])
        + (b * c - 2 * a**2) * (q[1, 1] * q[0, 2] - p[1, 1] * p[2, 0])
    )
    cubic = (a**2 + b * c) * (
        3 * (c * q[0, 3] - b * p[3, 0]) + 2 * a * (p[2, 1] + q[1, 2]) + (c * p[1, 2] - b * q[2, 1])
    )
    return -(quadratic - cubic) / b


def _coefficients(frame: Frame, component: sp.Expr) -> dict[tuple[int, int], Any] | None:
    """Find the Taylor coefficients up to degree 3 from those along (1, 0), (0, 1), (1, 1) and (1, −1)."""
    lines = [(1, 0), (0, 1), (1, 1), (1, -1)]
    rows = []
    for u, w in lines:
        along = frame.place(TIME * u, TIME * w)
        series = taylor(component.xreplace(along), TIME, {TIME: sp.S.Zero}, 3)
        if series is None:
            return None
        rows.append(series)
    first, second, up, down = rows
    return {
        (1, 0): first[1],
        (0, 1): second[1],
        (2, 0): first[2],
        (0, 2): second[2],
        (1, 1): (up[2] - down[2]) / 2,
        (3, 0): first[3],
        (0, 3): second[3],
        (2, 1): (up[3] - down[3]) / 2 - second[3],
        (1, 2): (up[3] + down[3]) / 2 - first[3],
    }
