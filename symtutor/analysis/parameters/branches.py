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
