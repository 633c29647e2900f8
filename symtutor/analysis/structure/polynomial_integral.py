"""Polynomials that are conserved, by linear algebra on their coefficients."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp
from sympy.polys.matrices import DomainMatrix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.model import ODESystem

DEGREE_LIMIT = 4


def polynomial_integral(system: ODESystem) -> sp.Expr | None:
    """Find a polynomial of degree at most 4, not constant, whose rate of change is zero; the one of least degree.

    Examples
    --------
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> polynomial_integral(ODESystem((x, y), (y * (1 + x + y), -x * (1 + x + y))))
    x**2 + y**2
    """
    states, field = system.states, system.field
    polynomials = [sp.Poly(component, *states) for component in field if component.is_polynomial(*states)]
    if len(polynomials) != 2 or not all(
        polynomial.domain.is_ZZ or polynomial.domain.is_QQ for polynomial in polynomials
    ):
        return None
    monomials: list[tuple[int, int]] = []
    for degree in range(1, DEGREE_LIMIT + 1):
        monomials += [(degree - j, j) for j in range(degree + 1)]
        kernel = _kernel([_rate(powers, polynomials) for powers in monomials])
        if kernel is not None:
            x, y = states
            total = sp.Add(*(c * x**i * y**j for c, (i, j) in zip(kernel, monomials, strict=True)))
            return sp.primitive(total)[1]
    return None


def _rate(powers: tuple[int, int], field: Sequence[sp.Poly]) -> dict[tuple[int, int], object]:
    """Multiply out the rate of change of a monomial, by the monomials in it."""
    rate: dict[tuple[int, int], object] = {}
    for place, component in enumerate(field):
        if powers[place]:
            rest = (powers[0] - (place == 0), powers[1] - (place == 1))
            for (i, j), coefficient in component.rep.to_dict().items():
                key = (i + rest[0], j + rest[1])
                rate[key] = rate.get(key, 0) + powers[place] * sp.QQ.convert(coefficient)
    return rate


def _kernel(rates: list[dict[tuple[int, int], object]]) -> tuple[sp.Expr, ...] | None:
    """Find coefficients for which the rates cancel, if there are any but zeros."""
    keys = sorted({key for rate in rates for key in rate})
    rows = [[sp.QQ.convert(rate.get(key, 0)) for rate in rates] for key in keys]
    if not rows:
        return None
    kernel = DomainMatrix(rows, (len(keys), len(rates)), sp.QQ).nullspace().to_Matrix()
    return tuple(kernel.row(0)) if kernel.rows else None
