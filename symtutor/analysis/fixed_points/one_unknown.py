"""Real zeros of one equation in one unknown, exactly.

A finder returns every real zero of a piece that does not split, alternative by alternative, or None where it does not
apply; the first that applies answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sympy as sp

from symtutor.analysis.fixed_points.algebraic import polynomial_zeros
from symtutor.analysis.fixed_points.alternatives import Alternative, Alternatives
from symtutor.analysis.fixed_points.circle import circle_zeros
from symtutor.analysis.fixed_points.kernels import hyperbolic_zeros, kernel_zeros
from symtutor.analysis.fixed_points.lambert import lambert_zeros
from symtutor.analysis.fixed_points.powers import power_zeros
from symtutor.analysis.fixed_points.radicals import radical_zeros
from symtutor.analysis.polynomial.normal_form import normal_form
from symtutor.numerics.signs import in_order, sign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

KERNEL_DEGREE_LIMIT = 16


def real_zeros(piece: sp.Expr, unknown: sp.Symbol, index: sp.Symbol) -> Alternatives | None:
    """Find every real zero of `piece`, or None when no finder applies; `index` numbers the members of a family.

    Examples
    --------
    >>> x, n = sp.Symbol("x", real=True), sp.Symbol("n", integer=True)
    >>> real_zeros(sp.sin(x), x, n)[0].values
    (2*pi*n, 2*pi*n + pi)
    >>> real_zeros(sp.exp(2 * x) - 3 * sp.exp(x) + 2, x, n)[0].values
    (0, log(2))
    """
    factors = pieces(piece, unknown)
    if factors is None:
        return None
    found: dict[tuple[Any, ...], list[sp.Expr]] = {}
    for factor in factors:
        alternatives = next((f for finder in FINDERS if (f := finder(factor, unknown, index)) is not None), None)
        if alternatives is None:
            return None
        for a in alternatives:
            found.setdefault((a.when, a.equations, a.period), []).extend(a.values)
    together = (Alternative(tuple(values), *case) for case, values in found.items())
    return tuple(_in_order(alternative, index) for alternative in together)


def pieces(expression: sp.Expr, *unknowns: sp.Symbol) -> tuple[sp.Expr, ...] | None:
    """Split a product without denominators into the factors that can vanish, each once and as typed where typed so.

    A factor without unknowns is left out where it is proved not to vanish, and kept where a parameter decides. Returns
    None where a factor is raised to a power that is not a positive number. Zero itself is the one piece ``(0,)``.

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
        if exponent.has(*unknowns) or not (exponent.is_positive or not base.has(*unknowns)):
            return None
        if isinstance(factor, sp.exp):
            continue
        for piece in _irreducible(base):
            if piece.has(*unknowns) or (sign(piece) is None and piece.free_symbols):
                found[piece] = None
            elif sign(piece) is None:
                return None
            elif sign(piece) == 0:
                return (sp.S.Zero,)
    return tuple(found)


def _irreducible(base: sp.Expr) -> tuple[sp.Expr, ...]:
    """Factor over the rationals; a base that does not split is kept as typed."""
    if not base.is_Add:
        return (base,)
    form = normal_form(base)
    if form is not None and all(variable.is_Symbol for variable in form.variables):
        split = form.factors() if form.degree(form.variables) > 1 else ()
        if len(split) < 2 and all(times == 1 for _, times in split):
            return (base,)
        return _sums_last(factor for factor, _ in split)
    try:
        polynomial = sp.Poly(base)
        kernels = any(not generator.is_Symbol for generator in polynomial.gens)
        if polynomial.total_degree() == 1:
            return (base,)
        if kernels and polynomial.total_degree() > KERNEL_DEGREE_LIMIT:  # e^{x/100} to the power 89 never ends
            return (base,)
        _, factors = sp.factor_list(base)
    except sp.PolynomialError:  # kernels that are not independent, such as x and 1/x
        return (base,)
    if len(factors) == 1 and factors[0][1] == 1:
        return in_one_angle(base) or (base,)
    return _sums_last(factor for factor, _ in factors)


def in_one_angle(base: sp.Expr) -> tuple[sp.Expr, ...]:
    """Split by sin 2θ = 2 sin θ cos θ and its like, where a factor with a parameter in it splits off; else nothing.

    Examples
    --------
    >>> x, r = sp.symbols("x r", real=True)
    >>> in_one_angle(r * sp.sin(x) - sp.sin(2 * x)), in_one_angle(sp.sin(x) - sp.sin(2 * x))
    ((sin(x), r - 2*cos(x)), ())
    """
    waves = base.atoms(sp.sin, sp.cos)
    angles = sp.Tuple(*(wave.args[0] for wave in waves)).free_symbols
    if len({wave.args[0] for wave in waves}) < 2 or len(angles) != 1 or angles == base.free_symbols:
        return ()
    if base.xreplace(dict.fromkeys(waves, sp.S.One)).has(*angles):
        return ()
    _, split = sp.factor_list(sp.expand_trig(base))
    found = [factor for factor, _ in split if factor.has(*angles)]
    return _sums_last(found) if len(found) > 1 else ()


def _sums_last(factors: Iterable[sp.Expr]) -> tuple[sp.Expr, ...]:
    return tuple(sorted(factors, key=lambda factor: bool(factor.is_Add)))


def _in_order(alternative: Alternative, index: sp.Symbol) -> Alternative:
    """Sort the values and keep each once; write families as a + period·n with 0 ≤ a < period."""
    period, values = alternative.period, alternative.values
    if period is not None:
        values = tuple(_into_period(value.xreplace({index: sp.S.Zero}), period) for value in values)
    values = tuple(dict.fromkeys(values))
    ordered = in_order(values) if all(value.is_number for value in values) else None
    families = tuple(value + (period * index if period is not None else 0) for value in ordered or values)
    return Alternative(families, alternative.when, alternative.equations, period)


def _into_period(base: sp.Expr, period: sp.Expr) -> sp.Expr:
    """Shift by whole periods into the interval from 0 to `period`, where the base is a number."""
    return sp.expand(base - sp.floor(base / period) * period) if base.is_number else base


FINDERS: tuple[Callable[[sp.Expr, sp.Symbol, sp.Symbol], Alternatives | None], ...] = (
    lambda piece, unknown, _index: polynomial_zeros(piece, unknown),  # formulas, or roots named by their place
    lambda piece, unknown, index: kernel_zeros(piece, unknown, index, real_zeros),  # one function to undo
    lambda piece, unknown, index: hyperbolic_zeros(piece, unknown, index, real_zeros),  # several of one argument
    lambda piece, unknown, index: power_zeros(piece, unknown, index, real_zeros),  # a parameter as base or exponent
    lambda piece, unknown, index: radical_zeros(piece, unknown, index, real_zeros),  # roots of one expression
    lambda piece, unknown, index: circle_zeros(piece, unknown, index, real_zeros),  # sine and cosine together
    lambda piece, unknown, _index: lambert_zeros(piece, unknown),  # the last form with a named inverse
)
