"""Proofs by interval arithmetic that an equation has no zeros but the known ones.

Away from the known zeros a ball that does not hold 0 excludes a whole interval. Where f and its derivatives below the
k-th are proved to vanish at a zero, and the k-th, enclosed on a small interval around it, does not vanish, f has by
Rolle's theorem at most k zeros there, counted with multiplicity, and the known one accounts for them all. A ball that
holds 0 proves no such thing: the exact zero test decides the derivatives, and where it does not, nothing is claimed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import flint

from symtutor.analysis.polynomial.normal_form import derivative, put_in
from symtutor.numerics.balls import enclose, enclose_all, taylor
from symtutor.numerics.signs import is_zero

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sympy as sp

MULTIPLICITY_LIMIT = 8
HALVINGS = 40
BOX_LIMIT = 4000


def no_other_zeros(
    field: sp.Expr, state: sp.Symbol, zeros: Sequence[sp.Expr], low: sp.Expr, high: sp.Expr
) -> bool | None:
    """Prove that `field` vanishes on [low, high] only at `zeros`, which are exact and lie there.

    Returns True when proved and None when the boxes run out: a failure to prove is not a disproof.

    Examples
    --------
    >>> import sympy as sp
    >>> x = sp.Symbol("x", real=True)
    >>> no_other_zeros(sp.sin(x), x, [sp.S.Zero, sp.pi], sp.S.Zero, 2 * sp.pi - 1)
    True
    """
    known = [_neighbourhood(field, state, zero) for zero in zeros]
    ends = enclose_all((low, high))
    if ends is None or None in known:
        return None
    boxes = [(ends[0], ends[1])]
    for _ in range(BOX_LIMIT):
        if not boxes:
            return True
        left, right = boxes.pop()
        if any(near is not None and left > near[0] and right < near[1] for near in known):
            continue
        value = enclose(field, {state: left.union(right)})
        if value is not None and (value > 0 or value < 0):
            continue
        middle = ((left + right) / 2).mid()
        boxes += [(left, middle), (middle, right)]
    return None


def _neighbourhood(field: sp.Expr, state: sp.Symbol, zero: sp.Expr) -> tuple[flint.arb, flint.arb] | None:
    """Find an interval around `zero` in which it is the only zero."""
    centre = enclose(zero)
    if centre is None:
        return None
    coefficients = taylor(field, state, {state: centre}, MULTIPLICITY_LIMIT)
    if coefficients is None:
        return None
    order = next((k for k, c in enumerate(coefficients) if not c.contains(0)), None)
    if not order or not _vanish(field, state, zero, order):
        return None
    radius = flint.arb(1)
    for _ in range(HALVINGS):
        enclosed = taylor(field, state, {state: centre + flint.arb(0, radius)}, order)
        if enclosed is not None and not enclosed[order].contains(0):
            return centre - radius, centre + radius
        radius = radius / 2
    return None


def _vanish(field: sp.Expr, state: sp.Symbol, zero: sp.Expr, order: int) -> bool:
    """Prove that the function and its derivatives below an order are zero at a point."""
    below = field
    for _ in range(order):
        if is_zero(put_in(below, {state: zero})) is not True:
            return False
        below = derivative(below, state)
    return True
