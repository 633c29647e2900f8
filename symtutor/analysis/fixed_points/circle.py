"""Zeros of polynomials in sin u and cos u of one linear argument: points on the unit circle.

With s = sin u and c = cos u the equation is a polynomial one with s² + c² = 1; its real solutions are finitely many
points of the circle (or the equation is an identity), and each is one family of angles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points.alternatives import Alternative, Alternatives
from symtutor.analysis.fixed_points.kernels import undo
from symtutor.analysis.polynomial.real_points import real_points
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.analysis.fixed_points.kernels import Finder

WAVES = (sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc)
MULTIPLE_LIMIT = 12
FAMILY_LIMIT = 40


def circle_zeros(piece: sp.Expr, unknown: sp.Symbol, index: sp.Symbol, zeros: Finder) -> Alternatives | None:
    """Find every real zero, in families, or None where the equation has not this form.

    Where s² = 1 − c² or c² = 1 − s² leaves one of the two, that one is a kernel to undo.

    Examples
    --------
    >>> from symtutor.analysis.fixed_points.one_unknown import real_zeros
    >>> x, n = sp.Symbol("x", real=True), sp.Symbol("n", integer=True)
    >>> real_zeros(sp.sin(x) + sp.cos(x), x, n)[0].values
    (2*pi*n + 3*pi/4, 2*pi*n + 7*pi/4)
    """
    equal = _two_equal_waves(piece, unknown, index)
    if equal is not None:
        return equal
    waves = [wave for wave in piece.atoms(*WAVES) if wave.has(unknown)]
    arguments = {wave.args[0] for wave in waves}
    unit = _common_argument(arguments, unknown)
    if unit is None:
        return None
    angle, s, c = sp.Dummy("u", real=True), sp.Dummy("s", real=True), sp.Dummy("c", real=True)
    rewritten = {wave: _in_unit(wave, unit, angle) for wave in waves}
    polynomial = piece.xreplace(rewritten).subs({sp.sin(angle): s, sp.cos(angle): c})
    polynomial, _ = sp.fraction(sp.together(polynomial))
    if polynomial.has(unknown) or not polynomial.is_polynomial(s, c):
        return None
    for gone, kept, kernel in ((c, s, sp.sin(unit)), (s, c, sp.cos(unit))):
        reduced = sp.rem(polynomial, gone**2 + kept**2 - 1, gone)
        if reduced == 0:  # an identity such as sin² + cos² = 1
            return (Alternative(equations=(sp.S.Zero,)),)
        if not reduced.has(gone):
            return undo(kernel, reduced, kept, (unknown, index), zeros)
    if not all(coefficient.is_Rational for coefficient in sp.Poly(polynomial, s, c).coeffs()):
        return _one_wave(sp.Poly(polynomial, s, c), unit, (unknown, index), zeros)
    points = real_points([sp.expand(polynomial), s**2 + c**2 - 1], (s, c))
    if points is None:
        return None
    slope, offset = sp.diff(unit, unknown), unit.subs(unknown, 0)
    angles = [sp.atan2(*point.at) for point in points]
    values = tuple(sp.expand((value + 2 * sp.pi * index - offset) / slope) for value in angles)
    return (Alternative(values, period=2 * sp.pi / sp.Abs(slope)),) if values else ()


def _one_wave(
    polynomial: sp.Poly, unit: sp.Expr, names: tuple[sp.Symbol, sp.Symbol], zeros: Finder
) -> Alternatives | None:
    """Write a sin u + b cos u as R cos(u − φ), with R = √(a² + b²) and φ the angle of the point (b, a)."""
    terms = dict(polynomial.terms())
    if set(terms) - {(1, 0), (0, 1), (0, 0)}:
        return None
    a, b = terms.get((1, 0), sp.S.Zero), terms.get((0, 1), sp.S.Zero)
    if not (a.is_number and b.is_number and sign(a) is not None and sign(b) is not None):
        return None
    level = sp.Dummy("c", real=True)
    size = sp.sqrt(sp.expand(a**2 + b**2))
    shifted = sp.cos(unit - sp.atan2(a, b), evaluate=False)
    return undo(shifted, size * level + terms.get((0, 0), sp.S.Zero), level, names, zeros)


def _two_equal_waves(piece: sp.Expr, unknown: sp.Symbol, index: sp.Symbol) -> Alternatives | None:
    """Solve ±sin A ± cos B = 0 and the like: two cosines are equal where the angles are, up to sign and turns.

    Every wave is written as a cosine first: sin A = cos(π/2 − A), and −cos A = cos(π − A).
    """
    terms = sp.Add.make_args(piece)
    if len(terms) != 2 or not all(term.has(unknown) for term in terms):
        return None
    angles = []
    sizes = []
    for place, term in enumerate(terms):
        size, wave = term.as_independent(sp.sin, sp.cos, as_Add=False)
        if not isinstance(wave, (sp.sin, sp.cos)) or not size.is_number or not sign(size):
            return None
        angle = wave.args[0] if isinstance(wave, sp.cos) else sp.pi / 2 - wave.args[0]
        positive = (sign(size) == 1) == (place == 0)
        angles.append(angle if positive else sp.pi - angle)
        sizes.append(abs(size))
    if sizes[0] != sizes[1] or not all(a.is_polynomial(unknown) and sp.degree(a, unknown) == 1 for a in angles):
        return None
    families = []
    for difference in (angles[0] - angles[1], angles[0] + angles[1]):
        slope, offset = sp.expand(difference).coeff(unknown), sp.expand(difference).subs(unknown, 0)
        if not slope.is_number or not sign(slope) or not offset.is_number:
            return None
        families.append((sp.expand(-offset / slope), 2 * sp.pi / abs(slope)))
    (_, first), (_, second) = families
    ratio = sp.cancel(first / second)
    if not ratio.is_Rational:
        return None
    period = first * ratio.q
    if ratio.p + ratio.q > FAMILY_LIMIT:
        return None
    values = [base + k * step for base, step in families for k in range(int(sp.cancel(period / step)))]
    return (Alternative(tuple(value + period * index for value in dict.fromkeys(values)), period=period),)


def _common_argument(arguments: set[sp.Expr], unknown: sp.Symbol) -> sp.Expr | None:
    """Find u such that every argument is a positive integer multiple of it."""
    if not arguments or not all(a.is_polynomial(unknown) and sp.degree(a, unknown) == 1 for a in arguments):
        return None
    first = min(arguments, key=sp.default_sort_key)
    ratios = [sp.cancel(argument / first) for argument in arguments]
    if not all(ratio.is_Rational for ratio in ratios):
        return None
    unit = sp.expand(first * sp.gcd_list(ratios))
    multiples = [abs(sp.cancel(argument / unit)) for argument in arguments]
    slope = sp.diff(unit, unknown)
    return unit if max(multiples) <= MULTIPLE_LIMIT and slope.is_number else None


def _in_unit(wave: sp.Expr, unit: sp.Expr, angle: sp.Symbol) -> sp.Expr:
    """Write a wave of a multiple of the unit angle in sine and cosine of the unit angle."""
    argument = sp.cancel(wave.args[0] / unit) * angle
    sine, cosine = sp.expand_trig(sp.sin(argument)), sp.expand_trig(sp.cos(argument))
    quotients = {
        sp.sin: sine,
        sp.cos: cosine,
        sp.tan: sine / cosine,
        sp.cot: cosine / sine,
        sp.sec: 1 / cosine,
        sp.csc: 1 / sine,
    }
    return quotients[wave.func]
