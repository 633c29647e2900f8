"""Places that no solution passes: where a step leaps over a pole of the field, its next value means nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.numerics.balls import enclose

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def guards(field: Iterable[sp.Expr]) -> tuple[sp.Expr, ...]:
    """List what stands in a denominator, and the cosines and sines under tangents and cotangents.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> guards([1 / x + sp.tan(2 * x)])
    (x, cos(2*x))
    """
    found: list[sp.Expr] = []
    for component in field:
        found += [power.base for power in component.atoms(sp.Pow) if power.exp.could_extract_minus_sign()]
        found += [sp.cos(function.args[0]) for function in component.atoms(sp.tan, sp.sec)]
        found += [sp.sin(function.args[0]) for function in component.atoms(sp.cot, sp.csc)]
    return tuple(sorted({guard for guard in found if guard.free_symbols}, key=sp.default_sort_key))


def crosses(fences: Sequence[sp.Expr], before: Mapping[sp.Symbol, sp.Expr], after: Mapping[sp.Symbol, sp.Expr]) -> bool:
    """Tell whether a guard is proved to change its sign, and so to vanish in between where it is continuous."""
    for fence in fences:
        here, there = enclose(fence, before), enclose(fence, after)
        if here is not None and there is not None and here * there < 0:
            return True
    return False
