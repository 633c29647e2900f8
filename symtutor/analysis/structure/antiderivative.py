"""Antiderivatives by a short table, as a student would find them: term by term, by parts, and N/D as a logarithm."""

from __future__ import annotations

import sympy as sp

from symtutor.analysis.polynomial.normal_form import expand, integral
from symtutor.numerics.signs import sign

WAVES = {
    sp.sin: lambda u: -sp.cos(u),
    sp.cos: sp.sin,
    sp.exp: sp.exp,
    sp.sinh: sp.cosh,
    sp.cosh: sp.sinh,
}
"""Antiderivatives of functions of a linear argument, which go on for ever: they may be integrated by parts."""

ONCE = {
    sp.tanh: lambda u: sp.log(sp.cosh(u)),
    sp.log: lambda u: u * sp.log(u) - u,
    sp.tan: lambda u: -sp.log(sp.Abs(sp.cos(u))),
    sp.Abs: lambda u: u * sp.Abs(u) / 2,
    sp.atan: lambda u: u * sp.atan(u) - sp.log(1 + u**2) / 2,
}
"""Antiderivatives of functions of a linear argument that stand alone."""


def antiderivative(expression: sp.Expr, state: sp.Symbol) -> sp.Expr | None:
    """Integrate by one state, the others held fixed; None where the table does not reach.

    Logarithms are of the expression itself, not of its absolute value: they are meant where it is positive.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> antiderivative(x * y + 1 / x + sp.sin(2 * x), x)
    x**2*y/2 + log(x) - cos(2*x)/2
    >>> antiderivative(sp.exp(x**2), x) is None
    True
    """
    polynomial = integral(expression, state)
    if polynomial is not None:
        return polynomial
    by_terms = _sum(expression, state)
    if by_terms is None:
        by_terms = _sum(expand(expression), state)
    return _rational(expression, state) if by_terms is None else by_terms


def _sum(expression: sp.Expr, state: sp.Symbol) -> sp.Expr | None:
    """Integrate term by term, as the sum is written."""
    total = sp.S.Zero
    for term in sp.Add.make_args(expression):
        constant, rest = term.as_independent(state, as_Add=False)
        part = _term(rest, state)
        if part is None:
            return None
        total += constant * part
    return total


def _term(rest: sp.Expr, state: sp.Symbol) -> sp.Expr | None:
    """Integrate a product without constant factor."""
    if rest.is_polynomial(state):
        return sp.Poly(rest, state).integrate().as_expr()
    factors = sp.Mul.make_args(rest)
    waves = [factor for factor in factors if _is_wave(factor, state)]
    if len(waves) == 1:
        return _by_parts(sp.Mul(*(f for f in factors if f not in waves)), waves[0], state)
    alone = _alone(rest, state) if len(factors) == 1 else None
    return _powers_of_waves(factors, state) if alone is None else alone


def _pace(argument: sp.Expr, state: sp.Symbol) -> sp.Expr | None:
    """Return the slope of a linear argument, where it is known not to be zero."""
    slope = sp.diff(argument, state)
    return None if slope.has(state) or not sign(slope) else slope


def _is_wave(factor: sp.Expr, state: sp.Symbol) -> bool:
    return factor.func in WAVES and _pace(factor.args[0], state) is not None


def _by_parts(polynomial: sp.Expr, wave: sp.Expr, state: sp.Symbol) -> sp.Expr | None:
    """∫ p w = p W − ∫ p′ W, until nothing is left of p."""
    if not polynomial.is_polynomial(state):
        return None
    pace, total, sense = _pace(wave.args[0], state), sp.S.Zero, sp.S.One
    while polynomial != 0:
        constant, function = WAVES[wave.func](wave.args[0]).as_coeff_Mul()
        sense = sense * constant / pace
        wave = function
        total += sense * polynomial * wave
        polynomial, sense = sp.expand(sp.diff(polynomial, state)), -sense
    return total


def _alone(factor: sp.Expr, state: sp.Symbol) -> sp.Expr | None:
    """Integrate (a x + b)ᵏ for any constant k, or a function of a linear argument."""
    inner = factor.args[0] if factor.args else factor
    pace = _pace(inner, state)
    if pace is None:
        return None
    if factor.is_Pow and not factor.exp.has(state):
        if factor.exp == -1:
            return sp.log(inner) / pace
        return inner ** (factor.exp + 1) / (factor.exp + 1) / pace if sign(factor.exp + 1) else None
    known = ONCE.get(factor.func)
    return None if known is None else known(inner) / pace


def _powers_of_waves(factors: tuple[sp.Expr, ...], state: sp.Symbol) -> sp.Expr | None:
    """∫ sinᵐ u cosⁿ u du by the substitution s = cos u or s = sin u, where one exponent is odd."""
    powers = {sp.sin: 0, sp.cos: 0}
    arguments = set()
    for factor in factors:
        base, exponent = factor.as_base_exp()
        if base.func not in powers or not exponent.is_Integer or exponent < 0:
            return None
        powers[base.func] += int(exponent)
        arguments.add(base.args[0])
    if len(arguments) != 1:
        return None
    (argument,) = arguments
    pace = _pace(argument, state)
    odd = next((function for function, power in powers.items() if power % 2), None)
    if pace is None or odd is None:
        return None
    other, sense = (sp.cos, -1) if odd is sp.sin else (sp.sin, 1)
    s = sp.Dummy("s")
    integrand = sp.Poly((1 - s**2) ** ((powers[odd] - 1) // 2) * s ** powers[other], s)
    return sense * integrand.integrate().as_expr().subs(s, other(argument)) / pace


def _rational(expression: sp.Expr, state: sp.Symbol) -> sp.Expr | None:
    """Integrate a rational function: its polynomial part, and c·D′/D as c·ln D."""
    if not expression.is_rational_function(state):
        return None
    top, bottom = (sp.Poly(part, state) for part in sp.fraction(sp.cancel(sp.together(expression))))
    whole, rest = top.div(bottom)
    slope = bottom.diff()
    ratio = sp.cancel(rest.as_expr() / slope.as_expr())
    if ratio.has(state):
        parts = sp.apart(rest.as_expr() / bottom.as_expr(), state)
        terms = sp.Add.make_args(parts)
        found = [_simple_fraction(term, state) for term in terms]
        if None in found:
            return None
        return whole.integrate().as_expr() + sp.Add(*found)
    return whole.integrate().as_expr() + ratio * sp.log(bottom.as_expr())


def _simple_fraction(term: sp.Expr, state: sp.Symbol) -> sp.Expr | None:
    """Integrate c/(a x + b)ᵏ or c·D′/D."""
    constant, rest = term.as_independent(state, as_Add=False)
    top, bottom = sp.fraction(rest)
    base, exponent = bottom.as_base_exp()
    if top == 1 and _pace(base, state) is not None:
        part = _alone(base ** (-exponent), state)
        return None if part is None else constant * part
    ratio = sp.cancel(top / sp.diff(bottom, state))
    return None if ratio.has(state) else constant * ratio * sp.log(bottom)
