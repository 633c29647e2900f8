"""Do orbits near a point turn around it? Then it is a center or a focus, and a mirror symmetry settles which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from symtutor.analysis.nonlinear.circle import turns_around
from symtutor.analysis.nonlinear.forms import definite
from symtutor.analysis.nonlinear.frames import Frame
from symtutor.analysis.nonlinear.linear_part import linear_part
from symtutor.analysis.nonlinear.nilpotent import nilpotent_point
from symtutor.analysis.nonlinear.portraits import TURNING
from symtutor.analysis.nonlinear.sectors import expression, leading_forms, turning_form, turning_words
from symtutor.analysis.nonlinear.silence import TITLE, TOPIC
from symtutor.analysis.words import point
from symtutor.document import Name, Step, condition, paragraph

if TYPE_CHECKING:
    import sympy as sp

    from symtutor.model import FixedPoint, Linearization, ODESystem
    from symtutor.rule import Rule


@dataclass(frozen=True, slots=True)
class NoRadialDirection:
    """Where Φ = x Q − y P of the leading forms P, Q has no real zero line, the angle changes in one sense: orbits turn.

    The point is a center or a focus (Andronov et al., *Qualitative Theory of Second-Order Dynamic Systems*, §20;
    Dumortier, Llibre, Artés, §3.1: no orbit tends to the point in a definite direction).
    """

    frame: Frame
    leading: tuple[sp.Expr, sp.Expr]
    turning: sp.Expr

    theorem = "invariant directions"

    def verify(self) -> bool | None:
        """Count in balls how the field turns on a small circle: once, around a center or a focus."""
        return turns_around(self.frame, 1)

    def narrate(self) -> Step:
        """Say that no direction is radial."""
        return Step(
            TITLE,
            (
                paragraph(
                    "{words}The terms of lowest degree are {P} and {Q}. They point straight out or in only where "
                    "{turning} is zero, which is nowhere but at the point. So orbits near {at} turn around it, always "
                    "in the same sense: a center or a focus.",
                    words=self.frame.words(),
                    P=condition(Name("P"), self.leading[0]),
                    Q=condition(Name("Q"), self.leading[1]),
                    turning=turning_words(self.frame, self.turning),
                    at=point(self.frame.at),
                ),
            ),
            TOPIC,
        )


def turning_point(system: ODESystem, fixed_point: FixedPoint, linearization: Linearization) -> tuple[Rule, ...] | None:
    """Prove that orbits turn around a point: the rules needed beyond the linear part; None where it is not seen."""
    part = linear_part(system, fixed_point, linearization)
    if part.center:
        return ()
    if not part.zero:
        rule = nilpotent_point(system, fixed_point, linearization)
        return (rule,) if rule is not None and rule.portrait is TURNING else None
    frame = Frame(system.states, system.field, fixed_point.at)
    leading = leading_forms(frame)
    if leading is None:
        return None
    _, first, second = leading
    form = turning_form(first, second)
    if not definite(form):
        return None
    forms = (expression(first, frame), expression(second, frame))
    return (NoRadialDirection(frame, forms, expression(form, frame)),)
