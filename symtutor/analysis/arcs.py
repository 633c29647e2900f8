"""Sines and cosines of multiples of an arccosine, an arcsine or an arctangent, written without the angle."""

from __future__ import annotations

import sympy as sp

ARCS = (sp.asin, sp.acos, sp.atan)

LONG = 60
"""Operations in a formula beyond which multiplying it out takes long and helps nobody."""


def without_arcs(value: sp.Expr) -> sp.Expr:
    """Open sines and cosines of multiples of an angle known by its sine, cosine or tangent: cos(2 arccos z) = 2z² − 1.

    Examples
    --------
    >>> r = sp.Symbol("r", real=True)
    >>> without_arcs(sp.cos(2 * sp.acos(r / 2)) + r), without_arcs(sp.sin(2 * sp.asin(sp.Rational(1, 4))))
    (r**2/2 + r - 1, sqrt(15)/8)
    """
    if not value.has(*ARCS):
        return value
    waves = [wave for wave in value.atoms(sp.sin, sp.cos) if wave.has(*ARCS) and wave.count_ops() < LONG]
    opened = {wave: sp.expand_trig(wave) for wave in waves}
    return sp.expand(value.xreplace(opened)) if opened else value
