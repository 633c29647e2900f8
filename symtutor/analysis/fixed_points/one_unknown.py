"""Real zeros of one equation in one unknown, exactly.

A finder returns every real zero of an irreducible-looking piece, or None where it does not apply. Finders are tried
in the order of :data:`FINDERS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.numerics.signs import in_order, sign

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Zeros:
    """All real zeros of a piece: `values`, each with the integer symbols it holds, and the method that found them."""

    values: tuple[tuple[sp.Expr, tuple[sp.Symbol, ...]], ...]
    method: str
    period: sp.Expr | None = None


def real_zeros(piece: sp.Expr, unknown: sp.Symbol, index: sp.Symbol) -> Zeros | None:
    """Find every real zero of `piece`, or None when no finder applies; `index` numbers the members of a family.

    Examples
    --------
    >>> x, n = sp.Symbol("x", real=True), sp.Symbol("n", integer=True)
    >>> [value for value, _ in real_zeros(x**2 - x - 1, x, n).values]
    [1/2 - sqrt(5)/2, 1/2 + sqrt(5)/2]
    >>> real_zeros(x**2 + 1, x, n).values
    ()
    """
    return next((zeros for finder in FINDERS if (zeros := finder(piece, unknown, index)) is not None), None)


def linear(piece: sp.Expr, unknown: sp.Symbol, _index: sp.Symbol) -> Zeros | None:
    """Solve a x + b = 0 where a is proved not to vanish."""
    polynomial = _polynomial(piece, unknown, degree=1)
    if polynomial is None:
        return None
    a, b = polynomial.all_coeffs()
    return Zeros(((sp.expand(-b / a), ()),), "linear") if sign(a) else None


def quadratic(piece: sp.Expr, unknown: sp.Symbol, _index: sp.Symbol) -> Zeros | None:
    """Solve a x² + b x + c = 0 by its discriminant, where the signs of a and of the discriminant are decided."""
    polynomial = _polynomial(piece, unknown, degree=2)
    if polynomial is None:
        return None
    a, b, c = polynomial.all_coeffs()
    discriminant = sp.expand(b**2 - 4 * a * c)
    orientation, real = sign(a), sign(discriminant)
    if not orientation or real is None:
        return None
    if real < 0:
        return Zeros((), "quadratic")
    if real == 0:
        return Zeros(((sp.expand(-b / (2 * a)), ()),), "quadratic")
    half = sp.sqrt(discriminant) / (2 * a)
    pair = (-b / (2 * a) - orientation * half, -b / (2 * a) + orientation * half)
    return Zeros(tuple((sp.expand(value), ()) for value in pair), "quadratic")


def isolated(piece: sp.Expr, unknown: sp.Symbol, _index: sp.Symbol) -> Zeros | None:
    """Name the real roots of an irreducible rational polynomial of higher degree by their place (``CRootOf``)."""
    polynomial = _polynomial(piece, unknown)
    if polynomial is None or not (polynomial.domain.is_QQ or polynomial.domain.is_ZZ):
        return None
    return Zeros(tuple((root, ()) for root in polynomial.real_roots(radicals=False)), "isolated")


def trigonometric(piece: sp.Expr, unknown: sp.Symbol, index: sp.Symbol) -> Zeros | None:
    """Solve p(sin u) = 0 or p(cos u) = 0 for a polynomial p and u = a x + b, in families with an integer index.

    Each zero c of p with |c| < 1 gives two families, u = asin c + 2πn and u = π − asin c + 2πn (for the cosine
    u = ± acos c + 2πn); c = ±1 gives one; |c| > 1 none.
    """
    waves = {wave for wave in piece.atoms(sp.sin, sp.cos) if wave.has(unknown)}
    if len(waves) != 1:
        return None
    (wave,) = waves
    level = sp.Dummy("level", real=True)
    polynomial = piece.xreplace({wave: level})
    angle = _polynomial(wave.args[0], unknown, degree=1)
    if polynomial.has(unknown) or angle is None:
        return None
    slope, offset = angle.all_coeffs()
    levels = levels_of(polynomial, level)
    if levels is None or not (slope.is_number and sign(slope)):
        return None
    period = sp.expand(abs(2 * sp.pi / slope))
    bases: set[sp.Expr] = set()
    for value in levels:
        angles = _angles(wave.func, value)
        if angles is None:
            return None
        bases.update(_into_period(sp.expand((base - offset) / slope), period) for base in angles)
    ordered = in_order(bases)
    if ordered is None:
        return None
    return Zeros(tuple((base + period * index, (index,)) for base in ordered), "unit circle", period)


def levels_of(polynomial: sp.Expr, level: sp.Symbol) -> list[sp.Expr] | None:
    """Find the real zeros of p(c), factor by factor."""
    factors = pieces(polynomial, level)
    if factors is None:
        return None
    levels: list[sp.Expr] = []
    for factor in factors:
        found = next((zeros for finder in ALGEBRAIC if (zeros := finder(factor, level, level)) is not None), None)
        if found is None:
            return None
        levels += [value for value, _ in found.values]
    return levels


def pieces(expression: sp.Expr, *unknowns: sp.Symbol) -> tuple[sp.Expr, ...] | None:
    """Split a product without denominators into the factors that can vanish, each once and as typed where typed so.

    Returns None where a factor is raised to a power that is not a positive integer, or where a factor without
    unknowns is not proved to be different from zero. Zero itself is the one piece ``(0,)``.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> pieces(x * (1 - x) * (x - 2), x), pieces(x**3 - x, x)
    ((x, 1 - x, x - 2), (x, x - 1, x + 1))
    """
    if expression == 0:
        return (sp.S.Zero,)
    found: dict[sp.Expr, None] = {}
    for factor in expression.as_ordered_factors():
        base, exponent = factor.as_base_exp() if factor.is_Pow else (factor, sp.S.One)
        if exponent.has(*unknowns) or not ((exponent.is_Integer and exponent > 0) or not base.has(*unknowns)):
            return None
        for piece in _irreducible(base):
            if piece.has(*unknowns):
                found[piece] = None
            elif not sign(piece):
                return None
    return tuple(found)


def _irreducible(base: sp.Expr) -> tuple[sp.Expr, ...]:
    """Factor over the rationals; a base that does not split is kept as typed."""
    if not base.is_Add:
        return (base,)
    try:
        _, factors = sp.factor_list(base)
    except sp.PolynomialError:  # kernels that are not independent, such as x and 1/x
        return (base,)
    if len(factors) == 1 and factors[0][1] == 1:
        return (base,)
    return tuple(sorted((factor for factor, _ in factors), key=lambda factor: bool(factor.is_Add)))


def _polynomial(piece: sp.Expr, unknown: sp.Symbol, degree: int | None = None) -> sp.Poly | None:
    if not piece.is_polynomial(unknown):
        return None
    polynomial = sp.Poly(piece, unknown)
    return polynomial if degree is None or polynomial.degree() == degree else None


def _angles(wave: type, level: sp.Expr) -> tuple[sp.Expr, ...] | None:
    """Angles in one turn at which the sine or cosine has the value `level`; None where |level| against 1 is open."""
    inside = sign(1 - level**2)
    if inside is None:
        return None
    if inside < 0:
        return ()
    if wave is sp.sin:
        base = sp.asin(level)
        return (base,) if inside == 0 else (base, sp.pi - base)
    base = sp.acos(level)
    return (base,) if inside == 0 else (base, -base)


def _into_period(base: sp.Expr, period: sp.Expr) -> sp.Expr:
    """Shift by whole periods into the interval from 0 to `period`."""
    return sp.expand(base - sp.floor(base / period) * period)


ALGEBRAIC: tuple[Callable[[sp.Expr, sp.Symbol, sp.Symbol], Zeros | None], ...] = (
    linear,  # the shortest formula first
    quadratic,  # radicals are short up to degree two
    isolated,  # above that a root is named by its place: Cardano would write real numbers with i
)
FINDERS = (*ALGEBRAIC, trigonometric)  # what is not algebraic is tried last: it looks for a hidden polynomial
