"""The types of the origin of u′ = J u in the plane, as a table of conditions on trace, determinant and discriminant.

The conditions are data: a row of :data:`TYPES` holds SymPy Booleans in :data:`TRACE`, :data:`DET` and :data:`DISC`, so
the same row is evaluated, printed as the reason and shaded in the trace–determinant plane.

Strogatz, *Nonlinear Dynamics and Chaos*, §5.2; Hirsch, Smale, Devaney, *Differential Equations, Dynamical Systems,
and an Introduction to Chaos*, §4.1.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sympy as sp

from symtutor.model import Kind, Stability

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sympy.logic.boolalg import Boolean

TRACE, DET, DISC = sp.symbols("tau Delta D", real=True)
ASYMPTOTIC, UNSTABLE, NEUTRAL = Stability.ASYMPTOTIC, Stability.UNSTABLE, Stability.NEUTRAL


@dataclass(frozen=True, slots=True)
class PlanarType:
    """A row of the table: under `conditions` (and J = λI or not, where `scalar` says) the point is of `kind`."""

    kind: Kind
    stability: Stability
    conditions: tuple[Boolean, ...]
    because: str
    scalar: bool | None = None
    hyperbolic: bool = True


TYPES: tuple[PlanarType, ...] = (
    PlanarType(
        Kind.SADDLE, UNSTABLE, (DET < 0,), "real eigenvalues of opposite sign: one direction leaves, one arrives"
    ),
    PlanarType(
        Kind.STABLE_NODE,
        ASYMPTOTIC,
        (DET > 0, TRACE < 0, DISC > 0),
        "two different negative eigenvalues: all directions arrive",
    ),
    PlanarType(
        Kind.UNSTABLE_NODE,
        UNSTABLE,
        (DET > 0, TRACE > 0, DISC > 0),
        "two different positive eigenvalues: all directions leave",
    ),
    PlanarType(
        Kind.STABLE_STAR,
        ASYMPTOTIC,
        (DET > 0, TRACE < 0, sp.Eq(DISC, 0)),
        "J is a negative multiple of the identity: every direction is an eigenvector and arrives at the same rate",
        scalar=True,
    ),
    PlanarType(
        Kind.UNSTABLE_STAR,
        UNSTABLE,
        (DET > 0, TRACE > 0, sp.Eq(DISC, 0)),
        "J is a positive multiple of the identity: every direction is an eigenvector and leaves at the same rate",
        scalar=True,
    ),
    PlanarType(
        Kind.STABLE_DEGENERATE_NODE,
        ASYMPTOTIC,
        (DET > 0, TRACE < 0, sp.Eq(DISC, 0)),
        "a double negative eigenvalue with a single eigenvector",
        scalar=False,
    ),
    PlanarType(
        Kind.UNSTABLE_DEGENERATE_NODE,
        UNSTABLE,
        (DET > 0, TRACE > 0, sp.Eq(DISC, 0)),
        "a double positive eigenvalue with a single eigenvector",
        scalar=False,
    ),
    PlanarType(
        Kind.STABLE_SPIRAL,
        ASYMPTOTIC,
        (DISC < 0, TRACE < 0),
        "complex eigenvalues with negative real part: turning inward",
    ),
    PlanarType(
        Kind.UNSTABLE_SPIRAL,
        UNSTABLE,
        (DISC < 0, TRACE > 0),
        "complex eigenvalues with positive real part: turning outward",
    ),
    PlanarType(
        Kind.CENTER,
        NEUTRAL,
        (DISC < 0, sp.Eq(TRACE, 0)),
        "purely imaginary eigenvalues: closed orbits around the point",
        hyperbolic=False,
    ),
)


RELATIONS: dict[type, Callable[[Any, Any], bool]] = {
    sp.StrictLessThan: operator.lt,
    sp.StrictGreaterThan: operator.gt,
    sp.Equality: operator.eq,
}


def holds(condition: Boolean, signs: Mapping[sp.Symbol, int | None]) -> bool:
    """Evaluate one condition from the decided signs of trace, determinant and discriminant.

    Examples
    --------
    >>> holds(DET < 0, {DET: -1}), holds(sp.Eq(DISC, 0), {DISC: 1})
    (True, False)
    """
    return RELATIONS[condition.func](signs[condition.lhs], 0)
