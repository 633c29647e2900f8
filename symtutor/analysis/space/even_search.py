"""The search for a sum of even powers that never grows along solutions: exponents, weights, then a Gram matrix."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.space.even_powers import EvenPowers, plane_that_keeps
from symtutor.analysis.space.lyapunov import definite_in, nothing_stays

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.model import ODESystem

Powers = tuple[int, ...]
Terms = dict[Powers, sp.Expr]

HALVES = (1, 2, 3)
"""Half the exponents tried."""

SCALES = (sp.S.One, sp.Integer(4))
"""Weights tried, each times the reciprocal of the exponent, where no weights cancel the terms of no sign."""

STATES_LIMIT = 4
TERMS_LIMIT = 20


def even_powers(system: ODESystem, at: tuple[sp.Expr, ...]) -> Iterator[EvenPowers]:
    """Yield sums of even powers that decide the stability of a point with rational coordinates."""
    states = system.states
    moved = {state: state + value for state, value in zip(states, at, strict=True) if value}
    if len(states) > STATES_LIMIT or not all(
        component.is_polynomial(*states) and not component.free_symbols - set(states) for component in system.field
    ):
        return
    field = tuple(sp.expand(component.xreplace(moved)) for component in system.field)
    parts: list[Terms] = [dict(sp.Poly(component, *states).terms()) for component in field]
    coefficients = [value for part in parts for value in part.values()]
    if len(coefficients) > TERMS_LIMIT or not all(value.is_Rational for value in coefficients):
        return
    for halves in sorted(product(HALVES, repeat=len(states)), key=lambda halves: (max(halves), sum(halves))):
        slopes = [_slope(part, place, half) for place, (part, half) in enumerate(zip(parts, halves, strict=True))]
        for weights in _weights(slopes, halves):
            rate = _total(slopes, weights)
            found = _gram(rate)
            if found is None:
                continue
            monomials = tuple(_monomial(states, powers) for powers in found[0])
            squares = sp.Add(*(monomial**2 for monomial in monomials))
            definite = bool(monomials) and definite_in(squares, states)
            attracts = definite or (bool(monomials) and nothing_stays(squares, states, field))
            kept = None if attracts else plane_that_keeps(states, field, monomials)
            if attracts or kept is not None:
                value = sp.Add(*(c * s ** (2 * half) for c, s, half in zip(weights, states, halves, strict=True)))
                change = sp.Add(*(value * _monomial(states, powers) for powers, value in rate.items()))
                yield EvenPowers(states, system.field, at, value, change, monomials, found[1], definite, kept)


def _slope(part: Terms, place: int, half: int) -> Terms:
    """Multiply a component of the field by the derivative of its state's even power."""
    return {
        tuple(power + (2 * half - 1) * (k == place) for k, power in enumerate(powers)): 2 * half * value
        for powers, value in part.items()
        if value != 0
    }


def _total(slopes: list[Terms], weights: tuple[sp.Expr, ...]) -> Terms:
    total: Terms = {}
    for weight, slope in zip(weights, slopes, strict=True):
        for powers, value in slope.items():
            total[powers] = total.get(powers, sp.S.Zero) + weight * value
    return {powers: value for powers, value in total.items() if value != 0}


def _weights(slopes: list[Terms], halves: Powers) -> Iterator[tuple[sp.Expr, ...]]:
    """Yield weights that cancel all terms with an odd power, if they are positive, and then a few simple ones."""
    odd = sorted({powers for slope in slopes for powers in slope if any(power % 2 for power in powers)})
    if all(sum(powers in slope for slope in slopes) > 1 for powers in odd):
        matrix = sp.Matrix([[slope.get(powers, sp.S.Zero) for slope in slopes] for powers in odd])
        kernel = matrix.nullspace() if odd else sp.eye(len(slopes)).columnspace()
        for parts in product((1, 2), repeat=len(kernel)):
            weights = tuple(sum(p * v[k] for p, v in zip(parts, kernel, strict=True)) for k in range(len(slopes)))
            if all(weight > 0 for weight in weights):
                yield weights
                break
    for scales in product(SCALES, repeat=len(slopes)):
        yield tuple(scale / (2 * half) for scale, half in zip(scales, halves, strict=True))


def _gram(rate: Terms) -> tuple[tuple[Powers, ...], sp.ImmutableMatrix] | None:
    """Write −V′ as mᵀQm with Q positive definite, each term with an odd power as a product of two monomials in m."""
    even = {powers: -value for powers, value in rate.items() if not any(power % 2 for power in powers)}
    if not all(value > 0 for value in even.values()):
        return None
    basis = tuple(sorted(tuple(power // 2 for power in powers) for powers in even))
    matrix = sp.diag(*(even[tuple(2 * power for power in powers)] for powers in basis)) if basis else sp.Matrix([])
    products: dict[Powers, tuple[int, int]] = {}
    for i, j in combinations(range(len(basis)), 2):
        products.setdefault(tuple(a + b for a, b in zip(basis[i], basis[j], strict=True)), (i, j))
    for powers, value in rate.items():
        if powers in even:
            continue
        if powers not in products:
            return None
        i, j = products[powers]
        matrix[i, j] = matrix[j, i] = -value / 2
    if not all(matrix[:size, :size].det() > 0 for size in range(1, len(basis) + 1)):
        return None
    return basis, sp.ImmutableMatrix(matrix)


def _monomial(states: tuple[sp.Symbol, ...], powers: Powers) -> sp.Expr:
    return sp.Mul(*(state**power for state, power in zip(states, powers, strict=True)))
