"""A field without curl on a domain with a hole: why nothing follows from that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points.domain import undecided_domain
from symtutor.analysis.structure.hamiltonian import TITLE, TOPIC
from symtutor.analysis.structure.zero import vanishes
from symtutor.analysis.words import point
from symtutor.document import Step, paragraph
from symtutor.numerics.balls import taylor

if TYPE_CHECKING:
    from symtutor.model import ODESystem

PLACES = tuple(map(sp.Rational, ("-5/3", "2/7", "9/4")))


@dataclass(frozen=True, slots=True)
class CurlFreeWithHole:
    """Without curl, ∂f₁/∂y = ∂f₂/∂x, a field is a gradient on every simply connected domain, and not always on others.

    The field (−y, x)/r² is the standard example: its curl is zero off the origin, and its orbits are circles around the
    origin, which no gradient flow can have (Hirsch, Smale, Devaney, §9.3; Strogatz, *Nonlinear Dynamics and Chaos*,
    §7.2).

    Attributes
    ----------
    hole : (Expr, Expr)
        The point where the field is not defined.
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    hole: tuple[sp.Expr, sp.Expr]

    def verify(self) -> bool | None:
        """Differentiate by power series in balls at places around the hole: the two derivatives must overlap."""
        x, y = self.states
        for first, second in zip(PLACES, reversed(PLACES), strict=True):
            at = {x: self.hole[0] + first, y: self.hole[1] + second}
            by_y, by_x = taylor(self.field[0], y, at, 1), taylor(self.field[1], x, at, 1)
            if by_y is None or by_x is None:
                return None
            if not by_y[1].overlaps(by_x[1]):
                return False
        return True

    def narrate(self) -> Step:
        """Say what does not follow."""
        words = (
            "The curl of the field is zero as well, and still it need not be a gradient: its domain has a hole at "
            "{hole}, so it is not simply connected. Closed orbits around the hole are not excluded by this."
        )
        return Step(TITLE, (paragraph(words, hole=point(self.hole)),), TOPIC)


def curl_free_with_hole(system: ODESystem) -> CurlFreeWithHole | None:
    """Recognize a field without curl that is defined everywhere but at one point, where a quadratic form vanishes.

    Examples
    --------
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> curl_free_with_hole(ODESystem((x, y), (-y / (x**2 + y**2), x / (x**2 + y**2)))).hole
    (0, 0)
    """
    conditions = undecided_domain(system)
    if len(conditions) != 1 or not isinstance(conditions[0], sp.Ne):
        return None
    x, y = system.states
    form = sp.expand(conditions[0].lhs - conditions[0].rhs)
    if not form.is_polynomial(x, y) or sp.Poly(form, x, y).total_degree() != 2 or form.free_symbols - {x, y}:
        return None
    matrix = sp.hessian(form, (x, y))
    if not (matrix.det() > 0):
        return None
    away = matrix.inv() * sp.Matrix([sp.diff(form, state).subs({x: 0, y: 0}) for state in (x, y)])
    hole = -away[0], -away[1]
    if form.subs({x: hole[0], y: hole[1]}) != 0:
        return None
    curl = sp.diff(system.field[1], x) - sp.diff(system.field[0], y)
    return CurlFreeWithHole(system.states, system.field, hole) if vanishes(curl) else None
