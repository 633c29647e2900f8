"""Very weak spirals: the first Lyapunov coefficient is zero, and a later focal value decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.nonlinear.circle import has_sign_around
from symtutor.analysis.nonlinear.focal_values import focal_value
from symtutor.analysis.nonlinear.frames import Frame
from symtutor.analysis.nonlinear.jets import jets
from symtutor.analysis.nonlinear.silence import TITLE, TOPIC, decided
from symtutor.analysis.structure.exact import algebraic, sign
from symtutor.analysis.words import point
from symtutor.document import Chain, Equation, Name, Step, Written, equals, paragraph
from symtutor.model import Kind, Stability

if TYPE_CHECKING:
    from symtutor.model import Classification, FixedPoint, Linearization, ODESystem

DEGREE_LIMIT = 8
VERDICTS = {
    -1: (Kind.STABLE_SPIRAL, Stability.ASYMPTOTIC),
    1: (Kind.UNSTABLE_SPIRAL, Stability.UNSTABLE),
}
V2 = sp.Symbol("V_2", real=True)


@dataclass(frozen=True, slots=True)
class HigherFocalValue:
    """The first Lyapunov coefficient is zero; the first focal value that is not decides in the same way.

    V with V′ = η V₂ᵐ + … and V₂ positive definite is a Lyapunov function near the point for η < 0, and time reversed
    for η > 0 (Perko §4.4; Andronov et al., *Theory of Bifurcations of Dynamic Systems on a Plane*, ch. IX).
    """

    frame: Frame
    degree: int
    value: sp.Expr
    quadratic: sp.Expr
    function: sp.Expr

    theorem = "lyapunov coefficient"

    def verify(self) -> bool | None:
        """Evaluate V′ on a small circle in balls: its sign must be that of η all around."""
        rate = sp.Add(
            *(
                sp.diff(self.function, state) * component
                for state, component in zip(self.frame.states, self.frame.field, strict=True)
            )
        )
        return has_sign_around(rate, self.frame, sign(self.value) or 0)

    def narrate(self) -> Step:
        """Say which degree decides."""
        stable = sign(self.value) == -1
        sense = "stable" if stable else "unstable"
        half = self.degree // 2
        return Step(
            TITLE,
            (
                paragraph(
                    "The first Lyapunov coefficient at {at} is zero as well. Take {V2}, which the linear part keeps, "
                    "and correct it by terms of higher degree until its rate of change shows a sign:",
                    at=point(self.frame.at),
                    V2=equals(Name("V", subscript=sp.Integer(2)), self.quadratic),
                ),
                Equation(
                    (
                        Chain(
                            (
                                Name("V", primes=1),
                                Written(self.value * V2**half, ((V2, Name("V", subscript=sp.Integer(2))),)),
                            ),
                            ("≈",),
                        ),
                    )
                ),
                paragraph(
                    f"and terms of degree above {self.degree}. So {{V}} {'falls' if stable else 'grows'} along every "
                    f"solution nearby: {{at}} is {'a' if stable else 'an'} *{sense} spiral*, a very weak one.",
                    V=Name("V"),
                    at=point(self.frame.at),
                ),
            ),
            TOPIC,
        )


def by_higher_focal_value(
    system: ODESystem, fixed_point: FixedPoint, linearization: Linearization
) -> Classification | None:
    """Decide a linear center by the first focal value that is not zero, up to degree 8 of V."""
    frame = Frame(system.states, system.field, fixed_point.at)
    expanded = jets(system.field, system.states, fixed_point.at, DEGREE_LIMIT - 1)
    if expanded is None or not algebraic(c for component in expanded for c in component.terms.values()):
        return None
    found = focal_value(expanded, DEGREE_LIMIT)
    if found is None:
        return None
    place = tuple(state - value for state, value in zip(system.states, fixed_point.at, strict=True))
    rule = HigherFocalValue(
        frame,
        found.degree,
        found.value,
        found.quadratic.expression(place[0], place[1]),
        found.function.expression(place[0], place[1]),
    )
    return decided(fixed_point, linearization, *VERDICTS[sign(found.value) or 0], rule)
