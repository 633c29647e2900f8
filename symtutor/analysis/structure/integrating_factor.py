"""Integrating factors |l₁|^a₁ … e^{c x + d y}: a field times one of them has divergence zero.

Darboux's method with invariant lines, and with factors that both components have in common. The exponents solve linear
equations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.structure.linear_equations import solve_linear

if TYPE_CHECKING:
    from symtutor.model import ODESystem


@dataclass(frozen=True, slots=True)
class IntegratingFactor:
    """B = ∏ lᵢ^aᵢ · e^{c x + d y} with div(B f) = 0 (Dumortier, Llibre, Artés, *Qualitative Theory…*, Thm 8.7)."""

    factors: tuple[tuple[sp.Expr, sp.Expr], ...]
    exponent: sp.Expr

    @property
    def expression(self) -> sp.Expr:
        """B itself, its factors to their powers."""
        return sp.Mul(*(base**power for base, power in self.factors)) * sp.exp(self.exponent)


def integrating_factor(system: ODESystem) -> IntegratingFactor | None:
    """Find exponents that make the divergence zero; None where no choice does, or the field is no polynomial.

    Examples
    --------
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> integrating_factor(ODESystem((x, y), (x * (1 - y), y * (x - 1)))).expression
    1/(x*y)
    """
    states, field = system.states, system.field
    if not all(component.is_polynomial(*states) for component in field) or 0 in field:
        return None
    first, second = (sp.Poly(component, *states) for component in field)
    lines = invariant_factors(first, second)
    generators = [*(_cofactor(line, first, second) for line in lines), first, second]
    spread = first.diff(states[0]) + second.diff(states[1])
    monomials = {monomial for polynomial in (*generators, spread) for monomial in polynomial.monoms()}
    rows = [
        [*(polynomial.coeff_monomial(monomial) for polynomial in generators), -spread.coeff_monomial(monomial)]
        for monomial in sorted(monomials)
    ]
    solution = solve_linear(rows)
    if solution is None:
        return None
    *powers, c, d = solution
    used = tuple((line.as_expr(), power) for line, power in zip(lines, powers, strict=True) if power != 0)
    return IntegratingFactor(used, sp.expand(c * states[0] + d * states[1]))


def invariant_factors(first: sp.Poly, second: sp.Poly) -> list[sp.Poly]:
    """List the irreducible curves l = 0 that are seen to be invariant: l divides l′."""
    found: list[sp.Poly] = []
    for place, (own, other) in enumerate(((first, second), (second, first))):
        for factor, _ in own.factor_list()[1]:
            alone = factor.degree(1 - place) == 0
            if (alone or other.rem(factor).is_zero) and factor not in found:
                found.append(factor)
    return found + [line for line in _oblique_lines(first, second) if line not in found]


def _oblique_lines(first: sp.Poly, second: sp.Poly) -> list[sp.Poly]:
    """Find the invariant lines y = k x + c with rational k and c.

    On such a line second − k first vanishes for all x. Its terms of highest degree depend on k alone.
    """
    x, y = first.gens
    if not all(polynomial.domain.is_ZZ or polynomial.domain.is_QQ for polynomial in (first, second)):
        return []
    degree = max(first.total_degree(), second.total_degree())
    slope, height = sp.Symbol("k"), sp.Symbol("c")
    top = sp.Add(
        *(
            polynomial.coeff_monomial((degree - j, j)) * slope**j * factor
            for polynomial, factor in ((second, 1), (first, -slope))
            for j in range(degree + 1)
        )
    )
    found = []
    for k in _rational_roots(sp.Poly(top, slope)):
        line = {y: k * x + height}
        rest = sp.Poly((second.as_expr() - k * first.as_expr()).xreplace(line), x)
        common = sp.Poly(0, height)
        for coefficient in rest.all_coeffs():
            common = common.gcd(sp.Poly(coefficient, height))
        found += [sp.Poly(y - k * x - c, x, y) for c in _rational_roots(common)]
    return found


def _rational_roots(polynomial: sp.Poly) -> list[sp.Expr]:
    """List the rational roots; none of a constant."""
    if polynomial.is_zero or polynomial.is_ground:
        return []
    return [-f.nth(0) / f.nth(1) for f, _ in polynomial.factor_list()[1] if f.degree() == 1]


def _cofactor(line: sp.Poly, first: sp.Poly, second: sp.Poly) -> sp.Poly:
    """Divide l′ = ∇l·f by l."""
    x, y = line.gens
    return (line.diff(x) * first + line.diff(y) * second).quo(line)
