"""Centers of reversible fields: a reflection that turns time round folds each orbit onto itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.nonlinear.frames import Frame, normal_frame
from symtutor.analysis.nonlinear.lyapunov_coefficient import first_coefficient
from symtutor.analysis.nonlinear.mirrors import PLAIN, Mirror, oblique_mirrors
from symtutor.analysis.nonlinear.monodromy import turning_point
from symtutor.analysis.nonlinear.silence import TITLE, TOPIC, decided
from symtutor.analysis.structure.exact import normal
from symtutor.analysis.structure.zero import vanishes
from symtutor.analysis.words import point
from symtutor.document import Chain, Listing, Step, condition, paragraph
from symtutor.model import Kind, Stability
from symtutor.numerics.balls import enclose_all
from symtutor.rule import ToldTogether

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from symtutor.document import Block, Formula
    from symtutor.model import Classification, FixedPoint, Linearization, ODESystem

OFFSETS = ((3, 11), (-5, 7), (2, -9), (-8, -13))


@dataclass(frozen=True, slots=True)
class ReversibleCenter(ToldTogether):
    """A linear center on the axis of a reflection R with f(R z) = −R f(z) is a center of the nonlinear field.

    The same holds for any point that orbits turn around. Each meets the axis again; its mirror image, run backward in
    time, is an orbit too and closes it (Strogatz, *Nonlinear Dynamics and Chaos*, Thm 6.6.1; Perko §2.10, Thm 6).
    """

    frame: Frame
    reflection: Mirror

    theorem = "reversibility"

    def verify(self) -> bool | None:
        """Compare the field at several points with the field at their mirror images, in balls."""
        (a, b), (c, d) = self.reflection
        balls = enclose_all((a, b, c, d))
        if balls is None:
            return None
        for first, second in OFFSETS:
            u, w = sp.Rational(1, first), sp.Rational(1, second)
            here = enclose_all(self.frame.field, self.frame.place(u, w))
            there = enclose_all(self.frame.field, self.frame.place(a * u + b * w, c * u + d * w))
            if here is None or there is None:
                return None
            mirrored = (-(balls[0] * here[0] + balls[1] * here[1]), -(balls[2] * here[0] + balls[3] * here[1]))
            if not all(one.overlaps(other) for one, other in zip(there, mirrored, strict=True)):
                return False
        return True

    @classmethod
    def narrate_all(cls, rules: Sequence[ReversibleCenter]) -> Step:
        """Say which symmetry each point has, and what follows."""
        return Step(TITLE, tuple(rule.sentence() for rule in rules), TOPIC)

    def sentence(self) -> Block:
        """Name the reflection and draw the conclusion."""
        return paragraph(
            "But the field is *reversible*: put {image} for {old} and let time run backward, and the same equations "
            "come back. That is a reflection in the line {axis}, on which {at} lies. Every orbit near {at} turns "
            "around it and meets the line again; its mirror image closes it. So {at} is a *center*, "
            "neutrally stable.",
            image=self._image(),
            old=point(self.frame.states),
            axis=self._axis(),
            at=point(self.frame.at),
        )

    def _image(self) -> Formula:
        """Write the mirror image of (x, y)."""
        images = tuple(reflected(self.frame.states, self.frame.at, self.reflection).values())
        return Listing(images, "()")

    def _axis(self) -> Chain:
        """Write the equation of the line of points that stay where they are."""
        (x, y), (p, q) = self.frame.states, self.frame.at
        (a, b), (c, d) = self.reflection
        across, along = ((1 - a), -b) if (1 - a, b) != (0, 0) else (-c, 1 - d)
        if along == 0:
            return condition(x, p)
        return condition(y, sp.expand(q - normal(across / along) * (x - p)))


def reflected(states: Sequence[sp.Symbol], at: Sequence[sp.Expr], reflection: Mirror) -> dict[sp.Symbol, sp.Expr]:
    """Give the mirror image of (x, y) in a line through the point."""
    (x, y), (p, q) = states, at
    return {
        state: sp.expand(centre + a * (x - p) + b * (y - q))
        for state, centre, (a, b) in zip((x, y), (p, q), reflection, strict=True)
    }


def reversing(frame: Frame, mirrors: Iterable[Mirror]) -> Mirror | None:
    """Find a reflection in a line through the point that turns the field round."""
    for mirror in mirrors:
        if ReversibleCenter(frame, mirror).verify() is False:
            continue
        image = reflected(frame.states, frame.at, mirror)
        there = [component.xreplace(image) for component in frame.field]
        mirrored = [a * frame.field[0] + b * frame.field[1] for a, b in mirror]
        if all(vanishes(one + other) for one, other in zip(there, mirrored, strict=True)):
            return mirror
    return None


def by_reversibility(system: ODESystem, fixed_point: FixedPoint, linearization: Linearization) -> Classification | None:
    """Prove a center by a reflection that turns time round, where orbits turn around the point.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> points = analyze(ODESystem((x, y), (y - y**3, -x - y**2))).classifications
    >>> [c.kind.value for c in points if c.at == (0, 0)]
    ['center']
    """
    frame = Frame(system.states, system.field, fixed_point.at)
    turning = turning_point(system, fixed_point, linearization)
    if turning is None or frame.jets(1) is None:
        return None
    reflection = reversing(frame, PLAIN)
    if reflection is None and not turning and not _ruled_out(system, fixed_point, linearization):
        normal_form, _ = normal_frame(system, fixed_point.at, linearization.jacobian)
        reflection = reversing(frame, oblique_mirrors(normal_form))
    if reflection is None:
        return None
    rule = ReversibleCenter(frame, reflection)
    return decided(fixed_point, linearization, Kind.CENTER, Stability.NEUTRAL, *turning, rule)


def _ruled_out(system: ODESystem, fixed_point: FixedPoint, linearization: Linearization) -> bool:
    """Save a long search where parameters are left: a center for all of them has first coefficient 0."""
    if not sp.Tuple(*system.field, *fixed_point.at).free_symbols - set(system.states):
        return False
    if not all(component.is_polynomial(*system.states) for component in system.field):
        return True
    rule = first_coefficient(system, fixed_point, linearization)
    return rule is not None and rule.coefficient != 0
