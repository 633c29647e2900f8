"""Strict local extrema of a function of two variables, decided from its Taylor polynomial."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import sympy as sp

from symtutor.analysis.nonlinear.forms import definite
from symtutor.analysis.nonlinear.jets import Jet, V
from symtutor.analysis.structure.exact import normal, sign

if TYPE_CHECKING:
    from symtutor.analysis.nonlinear.jets import Terms


class Extremum(NamedTuple):
    """A strict local minimum (side 1) or maximum (side −1), and the degree of the last term that was needed."""

    side: int
    degree: int


def strict_extremum(function: Jet) -> Extremum | None:
    """Decide whether a function has a strict local minimum or maximum at the point.

    Where the second derivatives are definite they decide. Where they have rank one, the function is a square plus a
    function of one variable (splitting lemma), and the first nonzero term of that one decides. Where they vanish, the
    terms of lowest degree decide if they form a definite form. None where it has neither or that is not decided.

    Examples
    --------
    >>> one = sp.S.One
    >>> strict_extremum(Jet({(2, 0): one, (0, 2): one}, 4))
    Extremum(side=1, degree=2)
    >>> strict_extremum(Jet({(0, 2): -one, (4, 0): -one}, 4))
    Extremum(side=-1, degree=4)
    >>> strict_extremum(Jet({(0, 2): one, (3, 0): one}, 4)) is None
    True
    """
    lowest = function.lowest
    if lowest is None or lowest < 2:
        return None
    form = function.form(lowest)
    side = definite(form)
    if side or lowest > 2:
        return Extremum(side, lowest) if side else None
    det = sign(normal(4 * form.get((2, 0), sp.S.Zero) * form.get((0, 2), sp.S.Zero) - form.get((1, 1), sp.S.Zero) ** 2))
    return _split(function, form) if det == 0 else None


def _split(function: Jet, form: Terms) -> Extremum | None:
    """Solve ∂/∂v = 0 for v where the square is in v, and look at what is left along that curve."""
    if form.get((0, 2), sp.S.Zero) == 0:
        swapped = Jet({(j, i): c for (i, j), c in function.terms.items()}, function.order)
        return _split(swapped, {(j, i): c for (i, j), c in form.items()})
    curve = solve_for_second(function.derivative(1))
    # Along the curve ∂/∂v is 0, so what is unknown of the curve changes the function only in twice its degree.
    left = function.of(Jet({(1, 0): sp.S.One}, function.order), Jet(curve.terms, function.order))
    power = left.lowest
    if power is None or power % 2:
        return None
    side = sign(left[power, 0])
    return Extremum(side, power) if side is not None and side == sign(form[0, 2]) else None


def solve_for_second(equation: Jet) -> Jet:
    """Solve E(u, v) = 0 for v = φ(u), where E has no constant term and ∂E/∂v ≠ 0 (implicit function theorem).

    φ is exact up to the order of `equation`.
    """
    slope = equation[0, 1]
    order = equation.order
    rest = (V.cut(order).scaled(slope) - equation).scaled(normal(1 / slope))
    u, curve = Jet({(1, 0): sp.S.One}, order), Jet({}, order)
    for _ in range(order):
        better = rest.of(u, curve)
        if better.terms == curve.terms:
            break
        curve = better
    return curve
