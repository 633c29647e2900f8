"""Orbits turn around a point without linear part: the factor by which one turn changes the distance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import flint
import sympy as sp

from symtutor.analysis.nonlinear.forms import definite
from symtutor.analysis.nonlinear.frames import Frame
from symtutor.analysis.nonlinear.higher_focal_value import VERDICTS
from symtutor.analysis.nonlinear.monodromy import turning_point
from symtutor.analysis.nonlinear.sectors import leading_forms, radial_form, turning_form
from symtutor.analysis.nonlinear.silence import TITLE, TOPIC, decided
from symtutor.analysis.words import point
from symtutor.document import Approx, Chain, Name, Step, paragraph
from symtutor.numerics.balls import enclose, middle

if TYPE_CHECKING:
    from symtutor.analysis.nonlinear.jets import Terms
    from symtutor.model import Classification, FixedPoint, Kind, Linearization, ODESystem

BITS = 100


@dataclass(frozen=True, slots=True)
class ReturnMap:
    """A field that begins with forms P, Q of degree m, without radial directions: d ln r/dθ = R/Φ + … along orbits.

    R = x P + y Q and Φ = x Q − y P on the unit circle. If the integral of R/Φ over a turn, in the sense of Φ, is
    negative, each turn shrinks the distance by a factor that tends to its exponential: a stable focus; if positive, an
    unstable one (Andronov et al., *Qualitative Theory of Second-Order Dynamic Systems*, §20).

    Attributes
    ----------
    radial, turning : tuples
        The coefficients of R and Φ.
    side : int
        The sign of the integral.
    """

    frame: Frame
    radial: tuple[tuple[tuple[int, int], sp.Expr], ...]
    turning: tuple[tuple[tuple[int, int], sp.Expr], ...]
    side: int
    kind: Kind

    theorem = "return map"

    def verify(self) -> bool | None:
        """Integrate again at twice the precision, over half a turn the other way round."""
        ball = turn_integral(dict(self.radial), dict(self.turning), bits=2 * BITS, start=1)
        if ball is None or ball.contains(0):
            return None
        return (1 if ball > 0 else -1) == self.side

    def narrate(self) -> Step:
        """Give the logarithm of the factor."""
        ball = turn_integral(dict(self.radial), dict(self.turning))
        change = "shrinks" if self.side == -1 else "grows"
        article = "a" if self.side == -1 else "an"
        relation = "<" if self.side == -1 else ">"
        return Step(
            TITLE,
            (
                paragraph(
                    "Divide the change of the distance by the change of the angle and integrate over one turn: the "
                    "logarithm of {r} changes by {number}, more and more exactly the closer the orbit. So each turn "
                    + change
                    + " the distance: {at} is "
                    + article
                    + f" *{self.kind}*, though not an exponential one.",
                    r=Name("r"),
                    number=Chain((Approx(middle(ball), 4), sp.S.Zero), (relation,)) if ball is not None else "",
                    at=point(self.frame.at),
                ),
            ),
            TOPIC,
        )


def turn_integral(radial: Terms, turning: Terms, *, bits: int = BITS, start: int = 0) -> Any | None:  # noqa: ANN401
    """Enclose the integral of R/|Φ| over the unit circle; None where it is not found.

    `start` turns the ends of the path, which the value does not depend on.
    """
    with flint.ctx.workprec(bits):
        above = {powers: enclose(c) for powers, c in radial.items()}
        below = {powers: enclose(c) for powers, c in turning.items()}
        if None in above.values() or None in below.values():
            return None

        def integrand(angle: Any, _: object) -> Any:  # noqa: ANN401 - flint ships no types
            x, y = angle.cos(), angle.sin()
            return _value(above, x, y) / _value(below, x, y)

        try:
            whole = flint.acb.integral(integrand, flint.acb(start), flint.acb(start) + 2 * flint.acb.pi()).real
        except (ValueError, ZeroDivisionError):
            return None
        return None if not whole.is_finite() else whole if _value(below, flint.arb(1), flint.arb(0)) > 0 else -whole


def _value(form: dict[tuple[int, int], Any], x: Any, y: Any) -> Any:  # noqa: ANN401 - flint ships no types
    total = x * 0
    for (i, j), c in form.items():
        total += c * x**i * y**j
    return total


def by_return_map(system: ODESystem, fixed_point: FixedPoint, linearization: Linearization) -> Classification | None:
    """Decide a point without linear part, around which orbits turn, by the change of the distance in one turn."""
    if not linearization.jacobian.is_zero_matrix:
        return None
    turning = turning_point(system, fixed_point, linearization)
    frame = Frame(system.states, system.field, fixed_point.at)
    leading = leading_forms(frame)
    if not turning or leading is None:
        return None
    _, first, second = leading
    radial, around = radial_form(first, second), turning_form(first, second)
    ball = turn_integral(radial, around) if definite(around) else None
    if ball is None or ball.contains(0):
        return None
    side = 1 if ball > 0 else -1
    rule = ReturnMap(frame, tuple(radial.items()), tuple(around.items()), side, VERDICTS[side][0])
    return decided(fixed_point, linearization, *VERDICTS[side], *turning, rule)
