"""Zeros of p(g(u(x))): solve the polynomial p for the value of g, then undo g.

The kernel g is one of the functions of :data:`INVERSES`, whose real preimages are known completely: the exponential has
one of every positive number, the sine two in each turn for |c| < 1 and one for |c| = 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import sympy as sp

from symtutor.analysis.fixed_points.alternatives import Alternative, Alternatives, by_sign

Finder = Callable[[sp.Expr, sp.Symbol, sp.Symbol], Alternatives | None]
Inverse = Callable[[sp.Expr, sp.Symbol], Alternatives]


def _one(value: sp.Expr) -> Alternatives:
    return (Alternative((value,)),)


def _where_positive(quantity: sp.Expr, value: sp.Expr) -> Alternatives:
    return by_sign(quantity, positive=_one(value))


def _turns(*angles: sp.Expr, index: sp.Symbol, period: sp.Expr = 2 * sp.pi) -> Alternatives:
    return (Alternative(tuple(angle + period * index for angle in angles), period=period),)


def _arcsines(c: sp.Expr, n: sp.Symbol) -> Alternatives:
    angle = sp.asin(c)
    return by_sign(1 - c**2, positive=_turns(angle, sp.pi - angle, index=n), zero=_turns(angle, index=n))


def _arccosines(c: sp.Expr, n: sp.Symbol) -> Alternatives:
    angle = sp.acos(c)
    return by_sign(1 - c**2, positive=_turns(angle, -angle, index=n), zero=_turns(angle, index=n))


def _absolute(c: sp.Expr, _n: sp.Symbol) -> Alternatives:
    return by_sign(c, positive=(Alternative((-c, c)),), zero=_one(sp.S.Zero))


def _within(quantity: sp.Expr, value: sp.Expr) -> Alternatives:
    return by_sign(quantity, positive=_one(value), zero=_one(value))


def _area_cosine(c: sp.Expr, _n: sp.Symbol) -> Alternatives:
    value = sp.acosh(c)
    return by_sign(c - 1, positive=(Alternative((-value, value)),), zero=_one(sp.S.Zero))


INVERSES: dict[type, Inverse] = {
    sp.sin: _arcsines,
    sp.cos: _arccosines,
    sp.tan: lambda c, n: _turns(sp.atan(c), index=n, period=sp.pi),
    sp.cot: lambda c, n: _turns(sp.acot(c), index=n, period=sp.pi),
    sp.exp: lambda c, _n: _where_positive(c, sp.log(c)),
    sp.log: lambda c, _n: _one(sp.exp(c)),
    sp.tanh: lambda c, _n: _where_positive(1 - c**2, sp.log((1 + c) / (1 - c)) / 2),
    sp.sinh: lambda c, _n: _one(sp.log(c + sp.sqrt(c**2 + 1))),
    sp.cosh: _area_cosine,
    sp.atan: lambda c, _n: _where_positive(sp.pi**2 / 4 - c**2, sp.tan(c)),
    sp.coth: lambda c, _n: _where_positive(c**2 - 1, sp.log((c + 1) / (c - 1)) / 2),
    sp.asin: lambda c, _n: _within(sp.pi**2 / 4 - c**2, sp.sin(c)),
    sp.acos: lambda c, _n: _within(c * (sp.pi - c), sp.cos(c)),
    sp.asinh: lambda c, _n: _one(sp.sinh(c)),
    sp.atanh: lambda c, _n: _one(sp.tanh(c)),
    sp.acosh: lambda c, _n: _within(c, sp.cosh(c)),
    sp.Abs: _absolute,
}


def kernel_zeros(piece: sp.Expr, unknown: sp.Symbol, index: sp.Symbol, zeros: Finder) -> Alternatives | None:
    """Find every real zero of a polynomial in one kernel, or None where the equation has not this form.

    `zeros` solves the polynomial, and the equation u(x) = c that is left when the kernel is undone. A condition on the
    index of a family (a square root of infinitely many values) is not followed.
    """
    kernel, polynomial, level = _one_kernel(piece, unknown)
    return None if kernel is None else undo(kernel, polynomial, level, (unknown, index), zeros)


def hyperbolic_zeros(piece: sp.Expr, unknown: sp.Symbol, index: sp.Symbol, zeros: Finder) -> Alternatives | None:
    """Write several hyperbolic functions of one argument in exponentials, of which a polynomial is left."""
    found = [atom for atom in piece.atoms(sp.sinh, sp.cosh, sp.tanh, sp.coth) if atom.has(unknown)]
    if len(found) < 2 or len({atom.args[0] for atom in found}) > 1:
        return None
    level = sp.Dummy("c", positive=True)
    first = {atom: atom.func(sp.log(level)).rewrite(sp.exp) for atom in found}
    numerator = sp.expand(sp.fraction(sp.cancel(sp.together(piece.xreplace(first))))[0])
    if numerator == 0:  # an identity such as cosh² − sinh² = 1
        return (Alternative(equations=(sp.S.Zero,)),)
    if numerator.has(unknown) or not numerator.is_polynomial(level):
        return None
    kernel = sp.exp(found[0].args[0])
    real = sp.Dummy("c", real=True)
    return undo(kernel, numerator.xreplace({level: real}), real, (unknown, index), zeros)


def undo(
    kernel: sp.Expr, polynomial: sp.Expr, level: sp.Symbol, names: tuple[sp.Symbol, sp.Symbol], zeros: Finder
) -> Alternatives | None:
    """Solve p(c) = 0 for the level c, and kernel = c for the unknown; `names` are the unknown and the index."""
    unknown, index = names
    inverse = INVERSES.get(kernel.func)
    levels = zeros(polynomial, level, index)
    if inverse is None or levels is None:
        return None
    inner = kernel.args[0]
    found: list[Alternative] = []
    for outer in levels:
        if not outer.values:
            found.append(replace(outer, equations=tuple(e.xreplace({level: kernel}) for e in outer.equations)))
        for value in outer.values:
            for undone in inverse(value, index):
                for argument in undone.values:
                    last = zeros(sp.expand(inner - argument), unknown, index)
                    if last is None:
                        return None
                    found += [_joined(outer, undone, alternative, inner, unknown) for alternative in last]
    return None if any(index in condition.free_symbols for a in found for condition in a.when) else tuple(found)


def _joined(
    outer: Alternative, undone: Alternative, last: Alternative, inner: sp.Expr, unknown: sp.Symbol
) -> Alternative:
    slope = sp.diff(inner, unknown)
    period = undone.period / sp.Abs(slope) if undone.period is not None and slope.is_number else last.period
    return Alternative(last.values, (*outer.when, *undone.when, *last.when), last.equations, period)


def _one_kernel(piece: sp.Expr, unknown: sp.Symbol) -> tuple[sp.Expr | None, sp.Expr, sp.Symbol]:
    """Write the piece as a polynomial in one kernel that holds the unknown, if it is one."""
    level = sp.Dummy("c", real=True)
    kernels = [atom for atom in piece.atoms(sp.Function) if atom.has(unknown)]
    outermost = [kernel for kernel in kernels if not any(other != kernel and other.has(kernel) for other in kernels)]
    if len(outermost) > 1 and all(isinstance(kernel, sp.exp) for kernel in outermost):
        return _one_exponential(piece, outermost, level)
    if len(outermost) != 1:
        return None, piece, level
    polynomial = piece.xreplace({outermost[0]: level})
    usable = not polynomial.has(unknown) and polynomial.is_polynomial(level)
    return (outermost[0] if usable else None), polynomial, level


def _one_exponential(
    piece: sp.Expr, exponentials: list[sp.Expr], level: sp.Symbol
) -> tuple[sp.Expr | None, sp.Expr, sp.Symbol]:
    """Write exponentials of multiples of one argument as powers of one exponential."""
    first = exponentials[0].args[0]
    ratios = [sp.cancel(atom.args[0] / first) for atom in exponentials]
    if not all(ratio.is_Rational for ratio in ratios):
        return None, piece, level
    unit = sp.gcd_list(ratios)
    powers = {atom: level ** (ratio / unit) for atom, ratio in zip(exponentials, ratios, strict=True)}
    polynomial, _ = sp.fraction(sp.together(piece.xreplace(powers)))
    return sp.exp(sp.expand(first * unit)), polynomial, level
