"""Zeros of one equation, alternative by alternative.

Where a coefficient may vanish, an equation has different solutions in different cases: a x + b = 0 gives −b/a when
a ≠ 0, and leaves b = 0 to be solved when a = 0. An :class:`Alternative` is one such case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from sympy.logic.boolalg import Boolean


@dataclass(frozen=True, slots=True)
class Alternative:
    """Under the conditions `when`, the unknown is one of `values`; or, without values, `equations` take over.

    ``period`` is set where the values are families with an integer index.
    """

    values: tuple[sp.Expr, ...] = ()
    when: tuple[Boolean, ...] = ()
    equations: tuple[sp.Expr, ...] = ()
    period: sp.Expr | None = None


Alternatives = tuple[Alternative, ...]
"""All cases together; the empty tuple means: no real solution."""


def by_sign(
    quantity: sp.Expr, *, positive: Alternatives = (), zero: Alternatives = (), negative: Alternatives = ()
) -> Alternatives:
    """Choose by the sign of a quantity; where it is not decided, keep every case with its condition.

    Examples
    --------
    >>> r = sp.Symbol("r", real=True)
    >>> cases = by_sign(r, positive=(Alternative((sp.sqrt(r),)),), zero=(Alternative((sp.S.Zero,)),))
    >>> [(case.values, case.when) for case in cases]
    [((sqrt(r),), (r > 0,)), ((0,), (Eq(r, 0),))]
    """
    decided = sign(quantity)
    if decided is not None:
        return {1: positive, 0: zero, -1: negative}[decided]
    bare = quantity.primitive()[1] if quantity.is_Add or quantity.is_Mul or quantity.is_Symbol else quantity
    cases = ((sp.Gt(bare, 0), positive), (sp.Eq(bare, 0), zero), (sp.Lt(bare, 0), negative))
    return tuple(
        Alternative(a.values, (condition.canonical, *a.when), a.equations, a.period)
        for condition, alternatives in cases
        for a in alternatives
    )


def unless_zero(quantity: sp.Expr, *, nonzero: Alternatives, zero: Alternatives) -> Alternatives:
    """Choose by whether a quantity vanishes; where it is not decided, keep both cases with their conditions."""
    decided = sign(quantity)
    if decided is not None:
        return nonzero if decided else zero
    bare = quantity.primitive()[1]
    return (
        *(Alternative(a.values, (sp.Ne(bare, 0), *a.when), a.equations, a.period) for a in nonzero),
        *(Alternative(a.values, (sp.Eq(bare, 0), *a.when), a.equations, a.period) for a in zero),
    )
