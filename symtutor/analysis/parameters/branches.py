"""The isolated fixed points as functions of the parameters, where they are rational functions of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.model import Completeness

if TYPE_CHECKING:
    from symtutor.model import Analysis, FixedPoint


def isolated_branches(analysis: Analysis) -> tuple[FixedPoint, ...] | None:
    """List all isolated fixed points; None where one is not a rational function of the parameters, or may be missing.

    Fixed points that are not isolated, at single values of the parameters, are left out.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, r = sp.symbols("x r", real=True)
    >>> [branch.at for branch in isolated_branches(analyze(ODESystem((x,), (r * x - x**2,), (r,))))]
    [(0,), (r,)]
    """
    fixed, states = analysis.fixed_points, set(analysis.system.states)
    if fixed.completeness is not Completeness.PROVED:
        return None
    found = []
    for branch in fixed.points:
        if sp.Tuple(*branch.at).free_symbols & states:
            if not any(isinstance(part, sp.Eq) for part in sp.And.make_args(branch.when)):
                return None
            continue
        if branch.index or not all(c.is_rational_function() for c in branch.at):
            return None
        found.append(branch)
    return tuple(found)


def same_place(gap: sp.Expr, at: sp.Expr, index: tuple[sp.Symbol, ...]) -> bool:
    """Tell whether two coordinates are the same, those of families up to whole periods.

    Examples
    --------
    >>> n = sp.Symbol("n", integer=True)
    >>> same_place(2 * sp.pi, sp.pi + 2 * sp.pi * n, (n,)), same_place(sp.pi, 2 * sp.pi * n, (n,))
    (True, False)
    """
    if len(index) != 1 or gap.has(*index):
        return bool(gap.is_zero)
    step = at.coeff(index[0])
    return bool((gap / step).is_integer if step else gap.is_zero)
