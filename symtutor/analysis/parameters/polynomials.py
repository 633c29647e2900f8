"""Where a quantity can change its sign: polynomials in the parameters that vanish there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.polynomial.normal_form import normal_form
from symtutor.analysis.size import within
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOTS_LIMIT = 3
"""Different square roots that are cleared from one quantity; each doubles its degree."""

SIZE_LIMIT = 250
"""Operations in a quantity with roots, beyond which they are not cleared."""


def critical_polynomials(quantities: Iterable[sp.Expr]) -> tuple[sp.Expr, ...] | None:
    """Return irreducible polynomials such that no quantity changes sign where none of them vanishes.

    Numerators, denominators and radicands are split into factors; a square root s of g is cleared by the resultant
    with s² − g. Factors that the assumptions on the symbols keep from vanishing are left out. None where a quantity
    is not algebraic.

    Examples
    --------
    >>> r = sp.Symbol("r", real=True)
    >>> critical_polynomials([r * sp.sqrt(r) - r, (r**2 + 1) / (r - 3)])
    (r, r - 1, r - 3)
    """
    found: dict[sp.Expr, None] = {}
    for quantity in quantities:
        cleared = _cleared(quantity)
        if cleared is None:
            return None
        found.update(dict.fromkeys(cleared))
    return tuple(found)


def _cleared(quantity: sp.Expr) -> tuple[sp.Expr, ...] | None:
    """Clear denominators and square roots of one quantity."""
    if quantity.is_polynomial(*quantity.free_symbols):
        return tuple(factors(quantity))
    if not quantity.is_algebraic_expr(*quantity.free_symbols):
        quantity = without_signed_factors(quantity)
        if not quantity.is_algebraic_expr(*quantity.free_symbols):
            return None
        if quantity.is_polynomial(*quantity.free_symbols):
            return tuple(factors(quantity))
    top, bottom = sp.fraction(sp.together(quantity))
    roots = [power for power in sp.Mul(top, bottom, evaluate=False).atoms(sp.Pow) if power.exp.is_Rational]
    radicals = list(dict.fromkeys(power.base for power in roots if not power.exp.is_Integer and not power.is_number))
    too_long = bool(radicals) and not within((quantity,), SIZE_LIMIT)
    if too_long or len(radicals) > ROOTS_LIMIT or any(power.exp.q > 2 for power in roots if not power.is_number):
        return None
    found: list[sp.Expr] = []
    for base in radicals:
        inner = _cleared(base)
        if inner is None:
            return None
        found += inner
    for part in (top, bottom):
        polynomial = _without_roots(part, radicals)
        if polynomial is None:
            return None
        found += factors(polynomial)
    return tuple(found)


def without_signed_factors(quantity: sp.Expr) -> sp.Expr:
    """Leave out factors that are positive wherever they are defined, and turn those that are negative.

    An exponential is positive, and so is the hyperbolic cosine; 1 − tanh u is, for the hyperbolic tangent
    stays below 1.

    Examples
    --------
    >>> a, b = sp.symbols("a b", real=True)
    >>> without_signed_factors(a * sp.exp(-b / a)), without_signed_factors(a * sp.tanh(b) ** 2 - a)
    (a, -a)
    """
    kept = sp.S.One
    for part in sp.Mul.make_args(sp.factor(quantity)):
        base, exponent = part.as_base_exp()
        side = 1 if isinstance(base, sp.cosh) else _bounded_sign(base)
        if isinstance(part, sp.exp):
            continue
        if not side or not exponent.is_integer:
            kept *= part
        elif side == -1 and exponent.is_odd:
            kept = -kept
    return kept


def _bounded_sign(base: sp.Expr) -> int | None:
    """Decide the sign of a + b tanh u for |a| ≥ |b|, and of a + b LambertW(u) where the branch does."""
    constant, wave = base.as_coeff_Add()
    factor, function = wave.as_coeff_Mul()
    if isinstance(function, sp.tanh) and constant and abs(constant) >= abs(factor):
        return sign(constant)
    if isinstance(function, sp.LambertW) and constant == factor:  # the branches meet at −1: one above, one below
        above = len(function.args) == 1 or function.args[1] == 0
        return sign(constant if above else -constant)
    return None


def _without_roots(expression: sp.Expr, radicals: list[sp.Expr]) -> sp.Expr | None:
    """Multiply with the conjugates until no square root is left."""
    for base in sorted(radicals, key=sp.count_ops, reverse=True):  # a root under another one comes after it
        root = sp.Dummy("s")
        powers = {
            power: root ** (2 * power.exp)
            for power in expression.atoms(sp.Pow)
            if power.base == base and power.exp.q == 2
        }
        if powers:
            polynomial = sp.expand(expression.xreplace(powers))
            if not polynomial.is_polynomial(root):
                return None
            expression = sp.resultant(polynomial, root**2 - base, root)
    return expression if expression.is_polynomial(*expression.free_symbols) else None


def factors(polynomial: sp.Expr) -> tuple[sp.Expr, ...]:
    """Split a polynomial into irreducible factors that may vanish, each with its leading sign made positive."""
    form = normal_form(polynomial)
    if form is not None and all(variable.is_Symbol for variable in form.variables):
        parts = form.factors() if form.value != 0 else ()
    else:
        polynomial = sp.expand(polynomial)
        if polynomial.has(sp.exp):  # constants such as 1/e are no generators of a polynomial
            polynomial = sp.expand(sp.fraction(sp.together(polynomial))[0])
        parts = sp.factor_list(polynomial)[1] if polynomial.free_symbols else ()
    return tuple(normal for part, _ in parts if sign(normal := _positive(part)) is None)


def _positive(polynomial: sp.Expr) -> sp.Expr:
    return -polynomial if polynomial.could_extract_minus_sign() else polynomial
