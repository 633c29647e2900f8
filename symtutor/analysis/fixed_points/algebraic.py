"""Real zeros of one polynomial in one unknown: by formula where it is short, by place where it is not."""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING

import flint
import sympy as sp

from symtutor.analysis.fixed_points.alternatives import Alternative, Alternatives, by_sign, unless_zero
from symtutor.analysis.polynomial.factored import factored
from symtutor.analysis.polynomial.normal_form import normal_form
from symtutor.analysis.polynomial.real_points import irreducible_factors, name_root, roots_of
from symtutor.numerics.signs import sign
from symtutor.reading.roots import RealRoot

if TYPE_CHECKING:
    from collections.abc import Callable

    from symtutor.analysis.polynomial.normal_form import NormalForm


CUBIC_LIMIT = 30
"""Operations in the coefficients of a cubic, above which nobody reads its formula."""


def polynomial_zeros(piece: sp.Expr, unknown: sp.Symbol) -> Alternatives | None:
    """Find every real zero of a polynomial that does not split, or None when no formula applies.

    Examples
    --------
    >>> x, r = sp.symbols("x r", real=True)
    >>> polynomial_zeros(x**2 - x - 1, x)[0].values
    (1/2 - sqrt(5)/2, 1/2 + sqrt(5)/2)
    >>> polynomial_zeros(x**2 + 1, x)
    ()
    >>> [(a.values, a.when) for a in polynomial_zeros(x**2 - r, x)]
    [((-sqrt(r), sqrt(r)), (r > 0,)), ((0,), (Eq(r, 0),))]
    """
    form = normal_form(piece)
    if form is not None and form.variables == (unknown,):
        found = _rational(form)
        if found is not None:
            return found
    if not piece.is_polynomial(unknown):
        return None
    polynomial = sp.Poly(piece, unknown)
    return next((found for formula in FORMULAS if (found := formula(polynomial, unknown)) is not None), None)


def _rational(form: NormalForm) -> Alternatives | None:
    """Find the real zeros of a polynomial with rational coefficients; None where roots of a number are shorter."""
    exponents = [exponent for (exponent,) in form.value.monoms()]
    if max(exponents) > 2 and gcd(*map(int, exponents)) > 1:
        return None
    values = [
        name_root(minimal, place)
        for minimal in irreducible_factors(form.univariate())
        for place in range(len(roots_of(minimal)))
    ]
    return (Alternative(tuple(values)),) if values else ()


def linear(polynomial: sp.Poly, _unknown: sp.Symbol) -> Alternatives | None:
    """Solve a x + b = 0."""
    if polynomial.degree() != 1:
        return None
    a, b = polynomial.all_coeffs()
    return unless_zero(a, nonzero=(Alternative((_tidy(-b / a),)),), zero=_left(b))


def quadratic(polynomial: sp.Poly, unknown: sp.Symbol) -> Alternatives | None:
    """Solve a x² + b x + c = 0 by its discriminant."""
    if polynomial.degree() != 2:
        return None
    a, b, c = polynomial.all_coeffs()
    discriminant = sp.expand(b**2 - 4 * a * c)
    middle, half = -b / (2 * a), sp.sqrt(factored(discriminant)) / (2 * a)
    pair = (_tidy(middle - half), _tidy(middle + half))
    if a.could_extract_minus_sign():
        pair = pair[::-1]
    roots = by_sign(discriminant, positive=(Alternative(pair),), zero=(Alternative((_tidy(middle),)),))
    return unless_zero(a, nonzero=roots, zero=_left(b * unknown + c))


def _left(equation: sp.Expr) -> Alternatives:
    """Leave an equation to be solved, unless it is plainly false."""
    return () if sign(equation) else (Alternative(equations=(equation,)),)


def power(polynomial: sp.Poly, unknown: sp.Symbol) -> Alternatives | None:
    """Solve p(xᵏ) = 0 by the substitution u = xᵏ where p is linear, or quadratic and k = 2."""
    step = sp.igcd(0, 0, *(exponent for (exponent,), _ in polynomial.terms()))
    if step < 2 or polynomial.degree() not in {step, 4}:
        return None
    level = sp.Dummy("u", real=True)
    inner = sum((c * level ** (exponent // step) for (exponent,), c in polynomial.terms()), sp.S.Zero)
    levels = polynomial_zeros(inner, level)
    return None if levels is None else _roots_of_levels(levels, step, unknown, level)


def cubic(polynomial: sp.Poly, unknown: sp.Symbol) -> Alternatives | None:
    """Solve a cubic with parameters by its discriminant, in real terms throughout.

    With t = x + b/(3a) it is t³ + p t + q = 0. Three different real roots (discriminant positive) are cosines of thirds
    of an angle (Viète); a single one is a sum of two real cube roots (Cardano); Cox, *Galois Theory*, §1.1 and §1.3.
    """
    if polynomial.degree() != 3 or polynomial.domain.is_QQ or polynomial.domain.is_ZZ:
        return None
    a, b, c, d = polynomial.all_coeffs()
    if sum(map(sp.count_ops, (a, b, c, d))) > CUBIC_LIMIT:
        return None
    p = sp.together((3 * a * c - b**2) / (3 * a**2))
    q = sp.together((2 * b**3 - 9 * a * b * c + 27 * a**2 * d) / (27 * a**3))
    shift = -b / (3 * a)
    third = sp.acos(3 * q / (2 * p) * sp.sqrt(-3 / p)) / 3
    three = tuple(shift + 2 * sp.sqrt(-p / 3) * sp.cos(third - 2 * sp.pi * k / 3) for k in (2, 1, 0))
    half = sp.sqrt(q**2 / 4 + p**3 / 27)
    one = shift + RealRoot(-q / 2 + half, sp.Integer(3)) + RealRoot(-q / 2 - half, sp.Integer(3))
    flat = factored(3 * a * c - b**2)
    double = unless_zero(
        flat, nonzero=(Alternative((shift + 3 * q / p, shift - 3 * q / (2 * p))),), zero=(Alternative((shift,)),)
    )
    discriminant = factored(sp.discriminant(polynomial))
    roots = by_sign(discriminant, positive=(Alternative(three),), zero=double, negative=(Alternative((one,)),))
    return unless_zero(a, nonzero=roots, zero=_left(b * unknown**2 + c * unknown + d))


def isolated(polynomial: sp.Poly, _unknown: sp.Symbol) -> Alternatives | None:
    """Name the real roots of a rational polynomial by their place: Cardano would write real numbers with i."""
    if not (polynomial.domain.is_QQ or polynomial.domain.is_ZZ):
        return None
    coefficients = [flint.fmpq(int(c.p), int(c.q)) for c in map(sp.Rational, reversed(polynomial.all_coeffs()))]
    factors = irreducible_factors(flint.fmpq_poly(coefficients))
    values = [name_root(minimal, place) for minimal in factors for place in range(len(roots_of(minimal)))]
    return (Alternative(tuple(values)),) if values else ()


def _roots_of_levels(levels: Alternatives, step: int, unknown: sp.Symbol, level: sp.Symbol) -> Alternatives:
    """Take the real roots of xᵏ = u for each value of u."""
    found: list[Alternative] = []
    for alternative in levels:
        if not alternative.values:
            back = tuple(equation.xreplace({level: unknown**step}) for equation in alternative.equations)
            found.append(Alternative(when=alternative.when, equations=back))
        for value in alternative.values:
            up, down = value ** sp.Rational(1, step), (-value) ** sp.Rational(1, step)
            roots = by_sign(
                value,
                positive=(Alternative((-up, up) if step % 2 == 0 else (up,)),),
                zero=(Alternative((sp.S.Zero,)),),
                negative=(Alternative((-down,)),) if step % 2 else (),
            )
            found += [Alternative(a.values, (*alternative.when, *a.when)) for a in roots]
    return tuple(found)


def _tidy(value: sp.Expr) -> sp.Expr:
    """Write a number expanded, and a formula with parameters over one denominator."""
    return sp.expand(value) if value.is_number else sp.together(value)


FORMULAS: tuple[Callable[[sp.Poly, sp.Symbol], Alternatives | None], ...] = (
    linear,  # the shortest formula first
    quadratic,  # radicals are short up to degree two
    power,  # a quadratic in disguise
    cubic,  # with parameters only: numbers are better named by their place
    isolated,  # above that a root is named by its place
)
