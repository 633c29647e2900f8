"""Focal values of a linear center: a function that the linear part keeps, corrected until its rate of change shows.

Poincaré's and Lyapunov's method: V = V₂ + V₃ + … with V₂ kept by the linear part, and Vₘ chosen degree by degree so
that V′ = η V₂ᵏ⁺¹ + terms of higher degree. The sign of η decides (Perko §4.4; Andronov et al., *Theory of
Bifurcations of Dynamic Systems on a Plane*, ch. IX). All arithmetic is rational in the Taylor coefficients.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import sympy as sp

from symtutor.analysis.nonlinear.jets import Jet
from symtutor.analysis.structure.exact import normal, sign
from symtutor.analysis.structure.linear_equations import solve_linear

if TYPE_CHECKING:
    from symtutor.analysis.nonlinear.jets import Terms


class FocalValue(NamedTuple):
    """V′ = η V₂^(half the degree) + …: the degree, η, V₂ and V."""

    degree: int
    value: sp.Expr
    quadratic: Jet
    function: Jet


def kept_quadratic(field: tuple[Jet, Jet]) -> Jet:
    """Give the positive definite quadratic form that a linear center keeps: c u² − 2a u v − b v², up to sign."""
    a, b, c = field[0][1, 0], field[0][0, 1], field[1][1, 0]
    side = sp.Integer(sign(c) or 1)
    terms = {(2, 0): normal(side * c), (1, 1): normal(-2 * side * a), (0, 2): normal(-side * b)}
    return Jet({powers: value for powers, value in terms.items() if value != 0}, field[0].order)


def focal_value(field: tuple[Jet, Jet], degree_limit: int) -> FocalValue | None:
    """Find the first focal value that is not zero; None where all up to the degree vanish or one has no decided sign.

    Examples
    --------
    >>> one = sp.S.One  # u′ = −v − u(u² + v²), v′ = u − v(u² + v²): V = u² + v² falls like −2V²
    >>> u = Jet({(0, 1): -one, (3, 0): -one, (1, 2): -one}, 4)
    >>> v = Jet({(1, 0): one, (2, 1): -one, (0, 3): -one}, 4)
    >>> focal_value((u, v), 4)[:2]
    (4, -2)
    """
    quadratic = kept_quadratic(field)
    order = min(degree_limit, field[0].order + 1)
    function = Jet(dict(quadratic.terms), order)
    power = Jet(dict(quadratic.terms), order)
    for degree in range(3, order + 1):
        rate = _rate(function, field).form(degree)
        matrix = _linear_rate(field, degree)
        if degree % 2 == 0:
            power = power * Jet(dict(quadratic.terms), order)
            column = [-power[degree - j, j] for j in range(degree + 1)]
            matrix = matrix.row_join(sp.Matrix(column))
        right = [-rate.get((degree - j, j), sp.S.Zero) for j in range(degree + 1)]
        solved = solve_linear([[*matrix.row(j), right[j]] for j in range(degree + 1)])
        if solved is None:
            return None
        added: Terms = {(degree - j, j): solved[j] for j in range(degree + 1) if solved[j] != 0}
        function = Jet(function.terms | added, order)
        if degree % 2 == 0:
            side = sign(solved[degree + 1])
            if side is None:
                return None
            if side:
                return FocalValue(degree, solved[degree + 1], quadratic, function)
    return None


def _rate(function: Jet, field: tuple[Jet, Jet]) -> Jet:
    """Differentiate along the field."""
    first, second = function.derivative(0), function.derivative(1)
    order = function.order
    widened = [Jet(component.terms, order) for component in (first, second, *field)]
    return widened[0] * widened[2] + widened[1] * widened[3]


def _linear_rate(field: tuple[Jet, Jet], degree: int) -> sp.Matrix:
    """Write the rate of change under the linear part as a matrix on the forms of one degree."""
    a, b, c, d = field[0][1, 0], field[0][0, 1], field[1][1, 0], field[1][0, 1]
    matrix = sp.zeros(degree + 1, degree + 1)
    for j in range(degree + 1):  # the monomial u^(degree − j) v^j
        i = degree - j
        matrix[j, j] += i * a + j * d
        if i:
            matrix[j + 1, j] += i * b
        if j:
            matrix[j - 1, j] += j * c
    return matrix
