"""Equations subtracted from each other: a multiple of one equation may take terms with unknowns out of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.polynomial.normal_form import expand, normal_form
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Terms = dict[sp.Expr, sp.Expr]
"""What holds unknowns, each with its coefficient."""


def combined(equations: Sequence[sp.Expr], unknowns: tuple[sp.Symbol, ...]) -> tuple[sp.Expr, ...]:
    """Replace equations by differences of multiples of them while that leaves fewer or simpler terms.

    Every step adds a multiple of one equation to a nonzero multiple of another, so no solution is lost or won.

    Examples
    --------
    >>> x, y, a, b = sp.symbols("x y a b", real=True)
    >>> combined((a + sp.sin(x * y), b + sp.sin(x * y)), (x, y))
    (a - b, b + sin(x*y))
    """
    found = list(map(expand, equations))
    while True:
        terms = [_terms(equation, unknowns) for equation in found]
        better = next(_shorter(found, terms), None)
        if better is None:
            return tuple(found)
        place, equation = better
        found[place] = equation


def dependent(equations: Sequence[sp.Expr], unknowns: tuple[sp.Symbol, ...]) -> bool:
    """Tell quickly whether some two equations are worth combining: one shares every term with unknowns of the other."""
    if len(equations) < 2:
        return False
    kernels = [frozenset(_terms(equation, unknowns)) for equation in equations]
    return any(kernels[i] and kernels[i] == kernels[j] for i in range(len(kernels)) for j in range(i))


def _terms(equation: sp.Expr, unknowns: tuple[sp.Symbol, ...]) -> Terms:
    found: Terms = {}
    for term in sp.Add.make_args(equation):
        coefficient, kernel = term.as_independent(*unknowns, as_Add=False)
        if kernel != 1:
            found[kernel] = found.get(kernel, sp.S.Zero) + coefficient
    return found


def _size(kernels: Iterable[sp.Expr]) -> int:
    return sum(1 + int(sp.count_ops(kernel)) for kernel in kernels)


def _shorter(equations: list[sp.Expr], terms: list[Terms]) -> Iterator[tuple[int, sp.Expr]]:
    """Yield differences with fewer or simpler terms than the equation they replace."""
    zero = sp.S.Zero
    for i, first in enumerate(terms):
        for j, second in enumerate(terms):
            if i == j:
                continue
            for kernel in (k for k in first if k in second):  # a set has another order at every start
                a, b = first[kernel], second[kernel]
                ratio = a / b if a.is_Rational and b.is_Rational else sp.cancel(a / b)
                if not (ratio.is_number or sign(b)):
                    continue
                shared = first.keys() | second.keys()
                rest = {k: expand(first.get(k, zero) - ratio * second.get(k, zero)) for k in shared}
                if _size(kernel for kernel, value in rest.items() if value != 0) < _size(first):
                    yield i, _numerator(equations[i] - ratio * equations[j])


def _numerator(equation: sp.Expr) -> sp.Expr:
    form = normal_form(equation)
    if form is not None:
        return sp.fraction(form.expression)[0]
    return sp.expand(sp.fraction(sp.cancel(equation))[0])


def monic(equation: sp.Expr) -> sp.Expr:
    """Write an equation up to its sign and numeric factor."""
    bare = equation.primitive()[1] if equation.is_Add or equation.is_Mul else equation
    return -bare if bare.could_extract_minus_sign() else bare
