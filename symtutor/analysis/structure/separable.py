"""Separable fields: x′ = a(x) b(y), y′ = c(x) d(y), whose solution curves are found by separating the variables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.structure.antiderivative import antiderivative
from symtutor.analysis.structure.zero import SAMPLES, differs_at

if TYPE_CHECKING:
    from symtutor.model import ODESystem

SIZE_LIMIT = 80


def separable_integral(system: ODESystem) -> sp.Expr | None:
    """Find ∫ c/a dx − ∫ b/d dy, constant because dy/dx = (c/a)(d/b); None where the field does not separate.

    Logarithms are of their argument where it is positive.

    Examples
    --------
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> separable_integral(ODESystem((x, y), (x * (1 - y), y * (x - 1))))
    x + y - log(x) - log(y)
    """
    x, y = system.states
    parts = [separated(component, x, y) for component in system.field]
    if None in parts:
        return None
    (a, b), (c, d) = ((part[0], part[1]) for part in parts if part is not None)
    if 0 in (a * b, c * d):
        return None
    first, second = antiderivative(sp.cancel(c / a), x), antiderivative(sp.cancel(b / d), y)
    if first is None or second is None:
        return None
    total = sp.expand(first - second)
    return -total if total.could_extract_minus_sign() else total


def separated(component: sp.Expr, x: sp.Symbol, y: sp.Symbol) -> tuple[sp.Expr, sp.Expr] | None:
    """Write an expression as a function of x times a function of y, constants with the first."""
    if component.count_ops() > SIZE_LIMIT or not _separates(component, x, y):
        return None
    product = component if component.is_Mul else sp.factor(component)
    first, second = sp.S.One, sp.S.One
    for factor in sp.Mul.make_args(product):
        if not factor.has(y):
            first *= factor
        elif not factor.has(x):
            second *= factor
        else:
            return None
    return first, second


def _separates(component: sp.Expr, x: sp.Symbol, y: sp.Symbol) -> bool:
    """Test f f_xy = f_x f_y, which products of a function of x and one of y satisfy; a ball refutes it at once."""
    by_x, by_y = sp.diff(component, x), sp.diff(component, y)
    defect = component * sp.diff(by_x, y) - by_x * by_y
    return not any(differs_at(defect, sample) for sample in SAMPLES)
