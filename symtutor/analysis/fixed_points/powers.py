"""Zeros of p(bˣ) and p(xᵃ), where a base or an exponent is a parameter: solve p for the power, then take logarithms.

bˣ = c has the one solution log c/log b for c > 0 and b ≠ 1; xᵃ = c the one solution c^(1/a) for c > 0 and a ≠ 0.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points.alternatives import Alternative, Alternatives, by_sign, unless_zero
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.analysis.fixed_points.kernels import Finder


def power_zeros(piece: sp.Expr, unknown: sp.Symbol, index: sp.Symbol, zeros: Finder) -> Alternatives | None:
    """Find every real zero, or None where the equation has not this form; 1ˣ = 2 is a case without any.

    Examples
    --------
    >>> from symtutor.analysis.fixed_points.one_unknown import real_zeros
    >>> x, b = sp.Symbol("x", real=True), sp.Symbol("b", positive=True)
    >>> [(a.values, a.when) for a in real_zeros(b**x - 2, x, sp.Symbol("n", integer=True))]
    [((log(2)/log(b),), (Ne(b - 1, 0),)), ((), (Eq(b - 1, 0),))]
    """
    powers = [p for p in piece.atoms(sp.Pow) if p.has(unknown) and p.exp.free_symbols]
    if len(powers) != 1:
        return None
    (power,) = powers
    level = sp.Dummy("c", real=True)
    polynomial = sp.fraction(sp.together(piece.xreplace({power: level})))[0]
    if polynomial.has(unknown) or (power.base.has(unknown) and power.exp.has(unknown)):
        return None
    if sign(power.base) in (-1, 0):
        return None
    levels = zeros(polynomial, level, index)
    if levels is None or not polynomial.is_polynomial(level):
        return None
    found: list[Alternative] = []
    for outer in levels:
        if not outer.values:
            found.append(replace(outer, equations=tuple(e.xreplace({level: power}) for e in outer.equations)))
        for value in (v for v in outer.values if sign(v) not in (-1, 0)):
            constant, inner, argument = _undone(power, unknown, value)
            last = zeros(sp.expand(inner - argument), unknown, index)
            if last is None:
                return None
            flat = (Alternative(equations=(polynomial.xreplace({level: sp.S.One}),)),)
            deeper = unless_zero(constant, nonzero=by_sign(value, positive=last), zero=flat)
            found += [replace(a, when=(*outer.when, *a.when)) for a in deeper]
    return tuple(found)


def _undone(power: sp.Expr, unknown: sp.Symbol, value: sp.Expr) -> tuple[sp.Expr, sp.Expr, sp.Expr]:
    """Give what is zero where the power is always 1, and the equation inner = argument that is left otherwise."""
    if power.exp.has(unknown):
        return power.base - 1, power.exp, sp.log(value) / sp.log(power.base)
    return power.exp, power.base, value ** (1 / power.exp)
