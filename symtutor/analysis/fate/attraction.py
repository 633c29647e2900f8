"""A disc around an attracting point from which every solution ends there: proved by a quadratic Lyapunov function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import flint
import sympy as sp

from symtutor.analysis.derivative import Jacobian
from symtutor.numerics.balls import enclose, enclose_all, middle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.model import ODESystem

Form = tuple[sp.Expr, sp.Expr, sp.Expr]

BOXES = tuple(sp.Rational(1, 4**power) for power in range(8))
"""Half the widths of the boxes that are tried, from the widest."""

BITS = 200

CORNERS = ((5, 0), (0, 5), (-3, 4), (4, -3), (-4, -3), (3, 4))
DIRECTIONS = tuple((sp.Rational(a, 5), sp.Rational(b, 5)) for a, b in CORNERS)


def attracts_within(system: ODESystem, at: Sequence[sp.Expr], radius: sp.Expr) -> bool:
    """Prove that every solution that comes nearer to a planar point than `radius` ends there.

    With A the linear part and P the solution of AᵀP + PA = −1, V = uᵀPu falls along solutions on a box around the
    point: by the mean value theorem V′ = uᵀ(MᵀP + PM)u, where the entries of M are values that those of the Jacobian
    take on the box, and for all such M the form is negative. A level curve of V inside the box that goes around the
    disc keeps its inside, and LaSalle's theorem does the rest (Khalil, *Nonlinear Systems*, Thm 4.1 and §8.2; Hirsch,
    Smale, Devaney, §9.2). P may be rounded: V need not solve the equation exactly.

    False where this does not prove it, which says nothing.

    Examples
    --------
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> attracts_within(ODESystem((x, y), (x**2 - x, -y)), (sp.S.Zero, sp.S.Zero), sp.Rational(1, 10))
    True
    >>> attracts_within(ODESystem((x, y), (x**2 - x, -y)), (sp.S.Zero, sp.S.Zero), sp.Integer(2))
    False
    """
    jacobian = Jacobian(system.states, system.field).value
    middles = enclose_all(at)
    entries = enclose_all(jacobian, dict(zip(system.states, at, strict=True)))
    form = None if entries is None else _lyapunov(*map(middle, entries))
    if form is None or middles is None:
        return False
    with flint.ctx.workprec(BITS):
        return any(_holds(jacobian, system.states, middles, form, half, radius) for half in BOXES)


def falls_around(system: ODESystem, at: Sequence[sp.Expr], radius: sp.Expr) -> bool | None:
    """Evaluate V′ = 2uᵀPf at points of a circle in balls: it must be negative."""
    jacobian = Jacobian(system.states, system.field).value
    entries = enclose_all(jacobian, dict(zip(system.states, at, strict=True)))
    form = None if entries is None else _lyapunov(*map(middle, entries))
    if form is None:
        return None
    p, q, r = form
    for u, v in DIRECTIONS:
        place = dict(zip(system.states, (at[0] + u * radius, at[1] + v * radius), strict=True))
        f, g = system.field
        rate = enclose((p * u + q * v) * f + (q * u + r * v) * g, place)
        if rate is None or rate.contains(0):
            return None
        if rate > 0:
            return False
    return True


def _lyapunov(a: sp.Expr, b: sp.Expr, c: sp.Expr, d: sp.Expr) -> Form | None:
    """Solve AᵀP + PA = −1 for P = (p, q; q, r), where the eigenvalues of A lie to the left of the imaginary axis."""
    trace, det = a + d, a * d - b * c
    if not (trace < 0 and det > 0):
        return None
    scale = -1 / (2 * trace * det)
    return scale * (det + c**2 + d**2), -scale * (a * c + b * d), scale * (det + a**2 + b**2)


def _holds(
    jacobian: sp.ImmutableMatrix,
    states: tuple[sp.Symbol, ...],
    middles: Sequence[Any],
    form: Form,
    half: sp.Expr,
    radius: sp.Expr,
) -> bool:
    """Check on one box that V falls, and that a level curve of V fits between the disc and the box."""
    width = flint.arb(0, flint.arb(int(half.p)) / int(half.q))
    box = {state: middle + width for state, middle in zip(states, middles, strict=True)}
    entries = enclose_all(jacobian, box)
    known = enclose_all(form)
    edge, disc = enclose(half), enclose(radius)
    if entries is None or known is None or edge is None or disc is None:
        return False
    (a, b, c, d), (p, q, r) = entries, known
    first, mixed, last = 2 * (a * p + c * q), b * p + (a + d) * q + c * r, 2 * (b * q + d * r)
    falls = first < 0 and first * last - mixed * mixed > 0
    # On the sides of the box V is at least det P / max(p, r) half², in the disc at most (p + r) radius².
    fits = all((p * r - q * q) / side * edge * edge > (p + r) * disc * disc for side in (p, r))
    return bool(falls and fits)
