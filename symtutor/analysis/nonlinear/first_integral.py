"""Centers around which a conserved quantity has a strict extremum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.nonlinear.circle import has_sign_around
from symtutor.analysis.nonlinear.extremum import Extremum, strict_extremum
from symtutor.analysis.nonlinear.frames import Frame
from symtutor.analysis.nonlinear.hamiltonian import displacement
from symtutor.analysis.nonlinear.jets import Jet, jet
from symtutor.analysis.nonlinear.level_curves import ORDERS, extremum_words, hessian
from symtutor.analysis.nonlinear.linear_part import linear_part
from symtutor.analysis.nonlinear.silence import TITLE, TOPIC, decided
from symtutor.analysis.structure.along import rate_along
from symtutor.analysis.structure.first_integral import FirstIntegral, first_integral, integral_words
from symtutor.document import Step
from symtutor.model import Kind, Stability
from symtutor.rule import ToldTogether

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.document import Block
    from symtutor.model import Classification, FixedPoint, Linearization, ODESystem


@dataclass(frozen=True, slots=True)
class IntegralCenter(ToldTogether):
    """A fixed point at a strict local extremum of a first integral, isolated among fixed points, is a center.

    The level curves around it are closed and hold no fixed point, so each is one periodic orbit (Strogatz, *Nonlinear
    Dynamics and Chaos*, Thm 6.5.1; Hirsch, Smale, Devaney, §9.4).
    """

    frame: Frame
    found: FirstIntegral
    second: sp.ImmutableMatrix
    shape: Extremum
    leading: sp.Expr

    theorem = "first integral"

    def verify(self) -> bool | None:
        """Check in balls that the quantity does not change near the point, and lies on one side of its value there."""
        samples = self.frame.samples
        nearby = self.frame.place(sp.Rational(1, 50), sp.Rational(1, 70))
        rate = rate_along(
            self.frame.states,
            [component.xreplace(samples) for component in self.frame.field],
            self.found.integral.xreplace(samples),
            [nearby[state] for state in self.frame.states],
        )
        middle = self.found.integral.xreplace(self.frame.place(sp.S.Zero, sp.S.Zero))
        side = has_sign_around(self.found.integral - middle, self.frame, self.shape.side)
        return None if rate is None else rate.contains(0) and side

    @classmethod
    def narrate_all(cls, rules: Sequence[IntegralCenter]) -> Step:
        """Give each quantity once, then what it does at each point."""
        blocks: list[Block] = []
        told: list[FirstIntegral] = []
        for rule in rules:
            if rule.found not in told:
                told.append(rule.found)
                blocks += integral_words(rule.frame.states, rule.found)
            blocks += extremum_words(rule.frame, "I", rule.second, rule.shape, rule.leading)
        return Step(TITLE, tuple(blocks), TOPIC)


def by_first_integral(
    system: ODESystem, fixed_point: FixedPoint, linearization: Linearization
) -> Classification | None:
    """Prove a center by a strict extremum of a conserved quantity, where the linear part is a center.

    A linear center has an invertible J, so the point is isolated.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> [c.kind.value for c in analyze(ODESystem((x, y), (x * (1 - y), y * (x - 1)))).classifications]
    ['saddle', 'center']
    """
    if not linear_part(system, fixed_point, linearization).center:
        return None
    found = first_integral(system)
    if found is None:
        return None
    frame = Frame(system.states, system.field, fixed_point.at)
    found = found.on_branch(dict(zip(system.states, fixed_point.at, strict=True)))
    for order in ORDERS:
        function = jet(found.integral, system.states, fixed_point.at, order)
        if function is None:
            return None
        function = Jet({powers: c for powers, c in function.terms.items() if powers != (0, 0)}, order)
        shape = strict_extremum(function)
        if shape is not None:
            leading = function.cut(shape.degree).expression(*displacement(frame))
            rule = IntegralCenter(frame, found, hessian(function), shape, leading)
            return decided(fixed_point, linearization, Kind.CENTER, Stability.NEUTRAL, rule)
    return None
