"""Stability where the linear part is zero: the distance from the point as a Lyapunov function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.nonlinear.circle import has_sign_around
from symtutor.analysis.nonlinear.forms import definite
from symtutor.analysis.nonlinear.frames import Frame
from symtutor.analysis.nonlinear.higher_focal_value import VERDICTS
from symtutor.analysis.nonlinear.monodromy import turning_point
from symtutor.analysis.nonlinear.sectors import expression, leading_forms, radial_form, turning_form
from symtutor.analysis.nonlinear.silence import TITLE, TOPIC, decided
from symtutor.analysis.words import point
from symtutor.document import Chain, Name, Step, Written, paragraph
from symtutor.model import Kind

if TYPE_CHECKING:
    from symtutor.model import Classification, FixedPoint, Linearization, ODESystem


@dataclass(frozen=True, slots=True)
class LeadingDistance:
    """For a field that begins with forms P, Q of degree m: r r′ = x P + y Q + terms of higher degree.

    Where that form is definite, the distance is a Lyapunov function, forward or backward in time (Khalil, Thm 4.1 and
    4.3).
    """

    frame: Frame
    radial: sp.Expr
    side: int
    kind: Kind

    theorem = "lyapunov function"

    def verify(self) -> bool | None:
        """Evaluate x x′ + y y′ on a small circle in balls."""
        displaced = [state - value for state, value in zip(self.frame.states, self.frame.at, strict=True)]
        rate = displaced[0] * self.frame.field[0] + displaced[1] * self.frame.field[1]
        return has_sign_around(rate, self.frame, self.side)

    def narrate(self) -> Step:
        """Tell how the distance changes."""
        inward = self.side == -1
        verdict = "asymptotically stable" if inward else "unstable"
        kind = " Its type stays *undecided*." if self.kind is Kind.UNDECIDED else f" It is a {self.kind} in shape."
        return Step(
            TITLE,
            (
                paragraph(
                    "{words}The distance {r} from the point obeys {law} and terms of higher degree, which is "
                    + ("negative" if inward else "positive")
                    + f". So {{at}} is *{verdict}*."
                    + kind.replace("a unstable", "an unstable"),
                    words=self.frame.words(),
                    r=Name("r"),
                    law=Chain(
                        (Written(U * W, ((U, Name("r")), (W, Name("r", primes=1)))), self.radial),
                        ("≈",),
                    ),
                    at=point(self.frame.at),
                ),
            ),
            TOPIC,
        )


U, W = sp.symbols("u w", real=True)


def by_leading_distance(
    system: ODESystem, fixed_point: FixedPoint, linearization: Linearization
) -> Classification | None:
    """Decide the stability of a point without linear part, where the terms of lowest degree point inward, or outward.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> field = (-(x**3) - y**3, x**3 - y**3)
    >>> [c.kind.value for c in analyze(ODESystem((x, y), field)).classifications]
    ['stable spiral']
    """
    if not linearization.jacobian.is_zero_matrix:
        return None
    frame = Frame(system.states, system.field, fixed_point.at)
    leading = leading_forms(frame)
    if leading is None:
        return None
    _, first, second = leading
    radial = radial_form(first, second)
    turning = turning_point(system, fixed_point, linearization)
    side = definite(radial)
    if not side:
        return None
    kind, stability = Kind.UNDECIDED, VERDICTS[side][1]
    if turning is not None:
        kind, stability = VERDICTS[side]
    elif not turning_form(first, second):
        kind = Kind.STABLE_NODE if side == -1 else Kind.UNSTABLE_NODE
    rule = LeadingDistance(frame, expression(radial, frame), side, kind)
    return decided(fixed_point, linearization, kind, stability, *(turning or ()), rule)
