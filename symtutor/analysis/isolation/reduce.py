"""Equations made ready for a search: poles cleared, products split, what cannot vanish left out."""

from __future__ import annotations

from functools import lru_cache
from math import gcd, lcm
from typing import TYPE_CHECKING

import sympy as sp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DEGREE_LIMIT = 12
FACTOR_SIZE = 120
"""Expressions with more operations than this are not factored: that could take longer than the search."""


@lru_cache(maxsize=256)
def factors(equation: sp.Expr, unknowns: tuple[sp.Symbol, ...]) -> tuple[sp.Expr, ...]:
    """Give functions of which one vanishes wherever `equation` does; the number 0 where it vanishes everywhere.

    Denominators that may vanish are cleared, so a zero of a factor is a zero of the equation only where that is
    defined. Factors that are proved to vanish nowhere are left out.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> factors(x * sp.exp(-x) * (sp.tan(x) - x), (x,))
    (x, -x*cos(x) + sin(x))
    """
    numerator, _ = _fraction(_without_tangents(equation), unknowns)
    if numerator == 0:
        return (sp.S.Zero,)
    found: dict[sp.Expr, None] = {}
    for factor in _split(numerator, unknowns):
        if factor.has(*unknowns):
            found.setdefault(_logarithm(factor, unknowns))
        elif factor.is_zero:
            return (sp.S.Zero,)
    return tuple(dict.fromkeys(piece for factor in found for piece in _split(factor, unknowns) if piece.has(*unknowns)))


def linear_pin(equation: sp.Expr, unknowns: Sequence[sp.Symbol]) -> tuple[sp.Symbol, sp.Expr] | None:
    """Solve for an unknown that occurs once, linearly and with a constant coefficient: ``y − 3x = 0`` gives y = 3x.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> linear_pin(y - 3 * sp.exp(x), (x, y))
    (y, 3*exp(x))
    """
    terms = sp.Add.make_args(equation)
    for unknown in unknowns:
        with_unknown = [term for term in terms if term.has(unknown)]
        if len(with_unknown) != 1:
            continue
        coefficient, rest = with_unknown[0].as_independent(unknown, as_Add=False)
        if rest == unknown and coefficient.is_number and coefficient.is_zero is False:
            others = sp.Add(*(term for term in terms if term is not with_unknown[0]))
            return unknown, sp.expand_mul(-others / coefficient)
    return None


def _without_tangents(expression: sp.Expr) -> sp.Expr:
    """Write tan, cot, sec and csc by sine and cosine, whose quotients can be cleared of their poles."""
    waves = expression.atoms(sp.tan, sp.cot, sp.sec, sp.csc)
    if not waves:
        return expression
    quotients = {
        sp.tan: lambda u: sp.sin(u) / sp.cos(u),
        sp.cot: lambda u: sp.cos(u) / sp.sin(u),
        sp.sec: lambda u: 1 / sp.cos(u),
        sp.csc: lambda u: 1 / sp.sin(u),
    }
    return _without_tangents(expression.xreplace({wave: quotients[wave.func](wave.args[0]) for wave in waves}))


_Denominator = dict[sp.Expr, sp.Expr]
"""Bases with their exponents."""


def _fraction(expression: sp.Expr, unknowns: tuple[sp.Symbol, ...]) -> tuple[sp.Expr, _Denominator]:
    """Split off the denominators that may vanish."""
    if expression.is_Mul:
        parts = [_fraction(factor, unknowns) for factor in expression.args]
        return sp.Mul(*(above for above, _ in parts)), _product(bases for _, bases in parts)
    if expression.is_Add:
        return _common(expression, [_fraction(term, unknowns) for term in expression.args])
    if not (expression.is_Pow and expression.exp.is_Rational and expression.has(*unknowns)):
        return expression, {}
    above, bases = _fraction(expression.base, unknowns)
    exponent = expression.exp
    if exponent < 0 and expression.base.is_nonzero is not True:
        return sp.Mul(*(base ** (-exponent * power) for base, power in bases.items())), {above: -exponent}
    if exponent.is_Integer and exponent > 0 and bases:
        return above**exponent, {base: power * exponent for base, power in bases.items()}
    return expression, {}


def _product(denominators: Iterable[_Denominator]) -> _Denominator:
    below: _Denominator = {}
    for bases in denominators:
        for base, exponent in bases.items():
            below[base] = below.get(base, sp.S.Zero) + exponent
    return below


def _common(expression: sp.Expr, parts: Sequence[tuple[sp.Expr, _Denominator]]) -> tuple[sp.Expr, _Denominator]:
    """Bring the terms of a sum to a common denominator."""
    common: _Denominator = {}
    for _, bases in parts:
        for base, exponent in bases.items():
            common[base] = sp.Max(common.get(base, sp.S.Zero), exponent)
    if not common:
        return expression, {}
    terms = [
        above * sp.Mul(*(base ** (exponent - bases.get(base, sp.S.Zero)) for base, exponent in common.items()))
        for above, bases in parts
    ]
    return sp.Add(*terms), common


def _split(expression: sp.Expr, unknowns: tuple[sp.Symbol, ...]) -> list[sp.Expr]:
    """Split a product into the bases of its factors, leaving out what cannot vanish."""
    pieces: list[sp.Expr] = []
    for factor in sp.Mul.make_args(expression):
        base, exponent = factor.as_base_exp() if factor.is_Pow else (factor, sp.S.One)
        if factor.has(*unknowns) and (factor.is_nonzero or isinstance(factor, sp.exp)):
            continue
        if factor.is_Pow and not exponent.is_positive:
            pieces.append(factor)
        elif base.is_Add:
            pieces += _factored(base, unknowns)
        else:
            pieces.append(base)
    return [piece for piece in pieces if not (piece.has(*unknowns) and piece.is_nonzero)]


def _factored(base: sp.Expr, unknowns: tuple[sp.Symbol, ...]) -> list[sp.Expr]:
    """Factor a sum as a polynomial in its powers and functions, where that is quick; else leave it as it is."""
    if base.count_ops() > FACTOR_SIZE:
        return [base]
    names = _kernels(base)
    if any(power.exp.is_Rational and max(abs(power.exp.p), power.exp.q) > DEGREE_LIMIT for power in base.atoms(sp.Pow)):
        return [base]
    try:
        _, found = sp.factor_list(base.xreplace(names))
    except sp.PolynomialError:  # powers with an unknown in the exponent
        return [base]
    if len(found) == 1 and found[0][1] == 1:
        return [base]
    originals = {name: kernel for kernel, name in names.items() if name.is_Dummy}
    for kernel, name in names.items():
        if name.is_Pow:
            originals.setdefault(name.base, sp.exp(kernel.args[0] / name.exp))
    pieces = [factor.xreplace(originals) for factor, _ in found]
    return [piece for piece in pieces if piece.has(*unknowns)]


def _kernels(expression: sp.Expr) -> dict[sp.Expr, sp.Expr]:
    """Name the functions in an expression; e^u, e^(2u), … are powers of one name."""
    names: dict[sp.Expr, sp.Expr] = {}
    groups: dict[sp.Expr, list[tuple[sp.exp, sp.Rational]]] = {}
    for kernel in sorted(expression.atoms(sp.Function), key=sp.default_sort_key):
        if isinstance(kernel, sp.exp):
            coefficient, rest = kernel.args[0].as_coeff_Mul()
            groups.setdefault(rest, []).append((kernel, coefficient))
        else:
            names[kernel] = sp.Dummy(real=True)
    for group in groups.values():
        common = lcm(*(int(c.q) for _, c in group))
        unit = sp.Rational(gcd(*(int(c * common) for _, c in group)), common) * sp.sign(group[0][1])
        if all(1 <= c / unit <= DEGREE_LIMIT for _, c in group):
            name = sp.Dummy(positive=True)
            names.update({kernel: name ** (c / unit) for kernel, c in group})
        else:
            names.update({kernel: sp.Dummy(positive=True) for kernel, _ in group})
    return names


def _logarithm(equation: sp.Expr, unknowns: tuple[sp.Symbol, ...]) -> sp.Expr:
    """Write u^v = c as v log u = log c, for a number c > 0: both sides are positive."""
    terms = sp.Add.make_args(equation)
    if len(terms) != 2:
        return equation
    numbers = [term for term in terms if not term.has(*unknowns)]
    powers = [term for term in terms if term.is_Pow or isinstance(term, sp.exp)]
    if len(numbers) != 1 or len(powers) != 1 or not (-numbers[0]).is_positive:
        return equation
    base, exponent = powers[0].as_base_exp()
    if not exponent.has(*unknowns):
        return equation
    return exponent * sp.log(base) - sp.log(-numbers[0])
