"""Zeros of equations with roots of one linear expression: put w = (a x + b)^(1/q) and solve a polynomial in w.

An even root is not negative, so only values w ≥ 0 count; an odd root takes every real value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points.alternatives import Alternative, Alternatives, by_sign
from symtutor.analysis.polynomial.real_points import real_points
from symtutor.reading.roots import RealRoot

if TYPE_CHECKING:
    from symtutor.analysis.fixed_points.kernels import Finder


def radical_zeros(piece: sp.Expr, unknown: sp.Symbol, index: sp.Symbol, zeros: Finder) -> Alternatives | None:
    """Find every real zero, or None where the roots are not all of one linear expression.

    Examples
    --------
    >>> from symtutor.analysis.fixed_points.one_unknown import real_zeros
    >>> x, n = sp.Symbol("x", real=True), sp.Symbol("n", integer=True)
    >>> sorted(value for a in real_zeros(sp.sqrt(x) - x, x, n) for value in a.values)
    [0, 1]
    """
    even = [a for a in piece.atoms(sp.Pow) if a.has(unknown) and a.exp.is_Rational and not a.exp.is_Integer]
    odd = [a for a in piece.atoms(RealRoot) if a.has(unknown)]
    bases = {a.base for a in even} | {a.args[0] for a in odd}
    if not bases or not all(base.is_polynomial(unknown) and sp.degree(base, unknown) == 1 for base in bases):
        return None
    if len(bases) > 1:
        return _several_bases(piece, unknown, even, odd)
    (base,) = bases
    degree = sp.ilcm(1, 1, *(a.exp.q for a in even), *(a.args[1] for a in odd))
    w = sp.Dummy("w", real=True)
    slope, offset = sp.Poly(base, unknown).all_coeffs()
    powers = {a: w ** (a.exp * degree) for a in even} | {a: w ** (degree / a.args[1]) for a in odd}
    polynomial, _ = sp.fraction(sp.together(piece.xreplace(powers).xreplace({unknown: (w**degree - offset) / slope})))
    levels = zeros(sp.expand(polynomial), w, index)
    if levels is None or any(not alternative.values for alternative in levels):
        return None
    found: list[Alternative] = []
    for alternative in levels:
        for value in alternative.values:
            point = (Alternative((sp.expand((value**degree - offset) / slope),)),)
            kept = point if not even else by_sign(value, positive=point, zero=point)
            found += [Alternative(a.values, (*alternative.when, *a.when)) for a in kept]
    return None if any(index in condition.free_symbols for a in found for condition in a.when) else tuple(found)


def _several_bases(piece: sp.Expr, unknown: sp.Symbol, even: list[sp.Expr], odd: list[sp.Expr]) -> Alternatives | None:
    """Give every base a root of its own, and solve the polynomial system of all of them by elimination."""
    roots: dict[tuple[sp.Expr, bool], sp.Symbol] = {}
    degrees: dict[sp.Symbol, int] = {}
    for atom, base, degree in [*((a, a.base, a.exp.q) for a in even), *((a, *a.args) for a in odd)]:
        root = roots.setdefault((base, atom.is_Pow), sp.Dummy("w", real=True))
        degrees[root] = int(sp.ilcm(degrees.get(root, 1), degree))
    powers = {a: roots[a.base, True] ** (a.exp * degrees[roots[a.base, True]]) for a in even}
    powers |= {a: roots[a.args[0], False] ** (degrees[roots[a.args[0], False]] // a.args[1]) for a in odd}
    polynomial = sp.expand(sp.fraction(sp.together(piece.xreplace(powers)))[0])
    unknowns = (unknown, *degrees)
    equations = [polynomial, *(root ** degrees[root] - base for (base, _), root in roots.items())]
    if any(e.free_symbols - set(unknowns) or not e.is_polynomial(*unknowns) for e in equations):
        return None
    if not all(c.is_Rational for e in equations for c in sp.Poly(e, *unknowns).coeffs()):
        return None
    points = real_points(equations, unknowns)
    if points is None:
        return None
    nonnegative = [root for (_, is_even), root in roots.items() if is_even]
    values = tuple(point.at[0] for point in points if all(point.sign(root) != -1 for root in nonnegative))
    return (Alternative(tuple(dict.fromkeys(values))),) if values else ()
