"""Beyond the limit of the step: the few points that a run of Euler's method, or of gradient descent, ends in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.document import Absolute, Chain, Listing, Name, Negative, Product, Step, Sum, equals, paragraph
from symtutor.numerics.balls import enclose, enclose_all, middle
from symtutor.numerics.map_orbit import DIGITS, RADIUS, StepMap, by_differentiation, by_series, precision
from symtutor.numerics.two_cycle import TwoCycle, two_cycle
from symtutor.numerics.wording import counted, near, to_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.document import Block, Formula
    from symtutor.model import ODESystem
    from symtutor.numerics.map_orbit import Point

LONGEST = 8
CLOSE = sp.Rational(1, 1000)
_APART = sp.Rational(1, 10**6)
_KEPT = 40
"""Digits to which a point is kept."""


@dataclass(frozen=True, slots=True)
class StepCycle:
    """Points that a step maps to each other in a circle, each known by a box of half width 10⁻²⁰ or smaller.

    Theorem: G(x) = x + h f(x) taken k times has exactly one fixed point in a box that Krawczyk's operator of Gᵏ(x) − x
    maps into its interior (Neumaier, *Interval Methods for Systems of Equations*, section 5.1). The cycle through it
    attracts when every eigenvalue of the derivative of Gᵏ there is less than 1 in size (Guckenheimer and Holmes,
    *Nonlinear Oscillations*, section 1.4; on the line Strogatz, *Nonlinear Dynamics and Chaos*, section 10.3). A point
    at rest of the differential equation is a fixed point of G, so the cycle belongs to the step.

    Attributes
    ----------
    system : ODESystem
    step : Expr
        h, or the learning rate η.
    states : tuple of tuple of Expr
        The values of the run, in order.
    points : tuple of tuple of Expr
        k ≥ 2 points in the order of the run, as fractions; the first is the middle of the box.
    rests : bool
        Whether the solution itself is known to come to rest.
    descent : bool
        Whether the run is told as gradient descent.
    """

    system: ODESystem
    step: sp.Expr
    states: tuple[Point, ...]
    points: tuple[Point, ...]
    rests: bool = False
    descent: bool = False

    @property
    def period(self) -> int:
        """How many points there are."""
        return len(self.points)

    @property
    def attracts(self) -> bool:
        """That the cycle attracts: no other is told of."""
        return True

    @property
    def is_reached(self) -> bool:
        """Tell whether the last values of the run are within 1/1000 of the points, each of its own."""
        last = self.states[-self.period :]
        return len(last) == self.period and all(
            _distance(value, point) < CLOSE for value, point in zip(last, self.points, strict=True)
        )

    def verify(self) -> bool | None:
        """Prove all of it again, the derivatives taken by power series."""
        with precision():
            steps = StepMap(self.system, self.step, by_series(self.system))
            first = enclose_all(self.points[0], digits=DIGITS)
            turn = None if first is None else steps.holds_one(first, self.period, enclose(RADIUS))
            thin = None if first is None else steps.turn(first, self.period)
            if turn is None or thin is None:
                return None
            claimed = (*self.points[1:], self.points[0])
            near = all(
                abs(ball - enclose(value)) < enclose(1000 * RADIUS)
                for image, point in zip(thin.images, claimed, strict=True)
                for ball, value in zip(image, point, strict=True)
            )
            return near and _are_apart(self.points) and self.is_reached and steps.shrinks(turn)

    def narrate(self) -> Step:
        """List the points, say what a step does with them, and that the run ends there."""
        count = self.period
        value = "the weights" if self.descent else "Euler's values"
        held = f"the {'minimum' if self.descent else 'fixed point'} no longer holds {value}"
        word = counted(count, "point")
        blocks: list[Block] = [
            paragraph(
                f"With {{step}} {held}. They end in a cycle of {word}, {{points}}: a step leads from each to the next, "
                "and from the last to the first.",
                step=equals(self._letter, self.step),
                points=Listing(tuple(self._shown(n) for n in range(count))),
            ),
            self._attraction(),
            paragraph(
                f"This run ends in it: its last {word.split()[0]} values are within 1/1000 of these points. {{still}}",
                still=self._still,
            ),
        ]
        title = "a two-cycle" if count == 2 else f"a cycle of {word}"
        return Step(f"Beyond the limit: {title}", tuple(blocks), topic="descent" if self.descent else "euler")

    @property
    def _letter(self) -> Name:
        return Name("eta" if self.descent else "h", value=self.step)

    @property
    def _still(self) -> str:
        if self.descent:
            return "The weights stay bounded, and still they come to no minimum."
        if self.rests:
            return "The values stay bounded, and still they are wrong: the solution itself comes to rest."
        return "The values stay bounded."

    @property
    def _steps(self) -> str:
        return "both steps" if self.period == 2 else f"all {counted(self.period, 'step')}"

    def _shown(self, n: int) -> Formula:
        """Give a point by its decimals."""
        name = Name("p", subscript=sp.Integer(n + 1))
        values = tuple(map(to_places, self.points[n]))
        return Chain((name, values[0] if len(values) == 1 else Listing(values, "()")), ("≈",))

    def _attraction(self) -> Block:
        """Say why it attracts."""
        if self.system.dimension > 1:
            return paragraph(
                f"It *attracts*: {self._steps} together multiply a small distance by a matrix whose eigenvalues are "
                "less than 1 in size."
            )
        slope = self._slope
        factor = Product(tuple(self._stretched(n) for n in range(self.period)))
        return paragraph(
            f"It *attracts*: {self._steps} together multiply a small distance by {{size}}, which is less than 1.",
            size=Chain((Absolute(factor), near(abs(slope), 4)), ("≈",)),
        )

    @property
    def _slope(self) -> sp.Expr:
        """Give the slope of all the steps together, on the line."""
        (x,), (f,) = self.system.states, self.system.field
        slope = sp.diff(f, x)
        return sp.Mul(*(1 + self.step * slope.xreplace({x: point}).evalf(_KEPT) for (point,) in self.points))

    def _stretched(self, n: int) -> Formula:
        """Write the slope of the map at a point."""
        at = Name("p", subscript=sp.Integer(n + 1))
        if self.descent:
            return Sum((sp.S.One, Negative(Product((Name("eta"), Name("L", args=(at,), primes=2))))))
        return Sum((sp.S.One, Product((Name("h", value=self.step), Name("f", args=(at,), primes=1)))))


def step_cycle(
    system: ODESystem,
    step: sp.Expr,
    states: tuple[Point, ...],
    *,
    rests: bool = False,
    descent: bool = False,
) -> StepCycle | None:
    """Find the attracting cycle of 2 to 8 points in which a run ends, and prove that it is one.

    Examples
    --------
    >>> from symtutor.numerics.euler import euler_table
    >>> from symtutor.model import ODESystem
    >>> x = sp.Symbol("x", real=True)
    >>> run = euler_table(ODESystem((x,), (sp.sin(x),)), (sp.S.One,), sp.Integer(100), sp.Rational(5, 2))
    >>> cycle = step_cycle(run.system, run.step, run.states)
    >>> cycle.period, cycle.verify()
    (2, True)
    """
    with precision():
        steps = StepMap(system, step, by_differentiation(system))
        for count in range(2, min(LONGEST, len(states) // 2) + 1):
            if _distance(states[-1], states[-1 - count]) > 10 * CLOSE:
                continue
            start = enclose_all(states[-count], digits=DIGITS)
            found = None if start is None else steps.refined(start, count)
            turn = None if found is None else steps.holds_one(found, count, enclose(RADIUS))
            if found is None or turn is None or not steps.shrinks(turn):
                continue
            thin = steps.turn(found, count)
            places = [found, *(thin.images[:-1] if thin is not None else ())]
            points = tuple(tuple(_kept(middle(ball)) for ball in place) for place in places)
            cycle = StepCycle(system, step, states, points, rests, descent)
            if cycle.is_reached and _are_apart(points):
                return cycle
    return None


def cycles_of(
    system: ODESystem, step: sp.Expr, states: tuple[Point, ...], *, rests: bool = False, descent: bool = False
) -> tuple[TwoCycle | StepCycle, ...]:
    """Tell of the cycle a run ends in; on the line also of a two-cycle known by a formula that it does not end in."""
    on_the_line = tuple(state[0] for state in states)
    exact = two_cycle(system, step, on_the_line, descent=descent) if system.dimension == 1 else None
    if exact is not None and exact.attracts and exact.is_reached:
        return (exact,)
    ended = step_cycle(system, step, states, rests=rests, descent=descent)
    return tuple(cycle for cycle in (exact, ended) if cycle is not None)


def _kept(value: sp.Rational) -> sp.Rational:
    """Shorten a fraction to so many decimal places."""
    return sp.floor(value * 10**_KEPT) / sp.Integer(10) ** _KEPT


def _distance(first: Sequence[sp.Expr], second: Sequence[sp.Expr]) -> sp.Expr:
    """Give the largest difference of two points."""
    return max(abs(a - b) for a, b in zip(first, second, strict=True))


def _are_apart(points: tuple[Point, ...]) -> bool:
    """Tell whether no two of the points are the same, their boxes being far smaller than the distances."""
    return all(_distance(a, b) > _APART for n, a in enumerate(points) for b in points[:n])
