"""The condition under which a fixed point exists, as assumptions on the parameters in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.eigen import eigenvalues
from symtutor.model import Linearization

if TYPE_CHECKING:
    from sympy.logic.boolalg import Boolean

    from symtutor.model import FixedPoint, ODESystem

SIGNS = {sp.Gt: {"positive": True}, sp.Lt: {"negative": True}}


def assumptions(when: Boolean) -> dict[sp.Symbol, sp.Symbol]:
    """Turn conditions of the form r > 0 or r < 0 into symbols of the same name that are assumed so.

    Examples
    --------
    >>> r = sp.Symbol("r", real=True)
    >>> [symbol.is_positive for symbol in assumptions(r > 0).values()]
    [True]
    """
    found = {}
    for condition in sp.And.make_args(when):
        symbol = getattr(condition, "lhs", None)
        if isinstance(symbol, sp.Symbol) and condition.rhs == 0 and condition.func in SIGNS:
            found[symbol] = sp.Symbol(symbol.name, **SIGNS[condition.func])
    return found


def assume(
    system: ODESystem, fixed_point: FixedPoint, linearization: Linearization
) -> tuple[ODESystem, FixedPoint, Linearization]:
    """Write system, point and linearization with the symbols that carry the point's condition."""
    known = assumptions(fixed_point.when)
    if not known:
        return system, fixed_point, linearization
    point = replace(fixed_point, at=tuple(sp.expand(value.xreplace(known)) for value in fixed_point.at))
    matrix = linearization.jacobian.xreplace(known).applyfunc(sp.expand)
    field = tuple(component.xreplace(known) for component in system.field)
    return replace(system, field=field), point, Linearization(point, matrix, eigenvalues(matrix))
