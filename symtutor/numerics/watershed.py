"""Where finite steps and the flow part ways: a leap over a watershed, a start on one, the escape from a saddle."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.document import Chain, Listing, Name, Step, equals, paragraph, table
from symtutor.model import Stability
from symtutor.numerics.balls import enclose, taylor
from symtutor.numerics.signs import sign
from symtutor.numerics.wording import indexed, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.model import Analysis, Classification, ODESystem
    from symtutor.numerics.descent_table import DescentTable

_MOST = 4
"""Leaps that are listed; after that a run is only counted."""


@dataclass(frozen=True, slots=True)
class Leap:
    """The step from w_n to w_{n+1}, over `over`."""

    rate: sp.Expr
    n: int
    before: sp.Expr
    after: sp.Expr
    over: sp.Expr


@dataclass(frozen=True, slots=True)
class Leaps:
    """Steps that cross a fixed point of the flow on the line.

    Theorem: a solution of x′ = f(x), f continuously differentiable, never crosses a fixed point, for there it would
    meet the solution that rests (Strogatz, *Nonlinear Dynamics and Chaos*, section 2.5). A step of finite length can.
    """

    system: ODESystem
    leaps: tuple[Leap, ...]
    count: int

    def verify(self) -> bool | None:
        """Enclose the velocity at every point that is leapt over, and the two sides."""
        verdicts: list[bool | None] = []
        for leap in self.leaps:
            still = enclose(self.system.field[0], {self.system.states[0]: leap.over})
            left, right = enclose(leap.over - leap.before), enclose(leap.after - leap.over)
            if still is None or left is None or right is None:
                return None
            verdicts.append(bool(still.contains(0) and left * right > 0))
        return all(verdicts)

    def narrate(self) -> Step:
        """List the leaps."""
        x, n = self.system.states[0], sp.Symbol("n")
        rows: list[tuple[object, ...]] = [
            (leap.rate, leap.n, shown(leap.before), shown(leap.after), leap.over) for leap in self.leaps
        ]
        more = self.count - len(self.leaps)
        return Step(
            "Leaps",
            (
                paragraph("The flow never crosses a fixed point. A step can leap over one, into another basin:"),
                table((Name("eta"), n, indexed(x, n), indexed(x, n + 1), "leaps over"), rows),
                *((paragraph(f"There are {more} more."),) if more else ()),
            ),
            topic="descent",
        )


@dataclass(frozen=True, slots=True)
class RestsAtStart:
    """A start at a critical point that does not attract: no step moves it.

    Definition: where ∇L(w_0) = 0 every iterate is w_0 itself.
    """

    system: ODESystem
    at: tuple[sp.Expr, ...]
    what: str

    def verify(self) -> bool | None:
        """Enclose the gradient there."""
        balls = [enclose(part, dict(zip(self.system.states, self.at, strict=True))) for part in self.system.field]
        return None if None in balls else all(ball.contains(0) for ball in balls if ball is not None)

    def narrate(self) -> Step:
        """Say why nothing moves."""
        return Step(
            "A start on the watershed",
            (
                paragraph(
                    "The start is {what} of {L}: the gradient is zero there, so no step moves it, whatever the rate. "
                    "The smallest push to a side where {L} falls would.",
                    what=self.what,
                    L=Name("L"),
                ),
            ),
            topic="descent",
        )


@dataclass(frozen=True, slots=True)
class StaysOnLine:
    """A start on the line (or plane) w_i = c, which gradient descent never leaves.

    Theorem: where ∂L/∂w_i = 0 for every w with w_i = c, a step changes no w_i = c. If ∂²L/∂w_i² < 0 at a saddle on it,
    nearby weights with w_i ≠ c move away from it: it is the stable manifold of the saddle, a watershed.
    """

    system: ODESystem
    position: int
    saddle: tuple[sp.Expr, ...]

    @property
    def value(self) -> sp.Expr:
        """The value c."""
        return self.saddle[self.position]

    def verify(self) -> bool | None:
        """Enclose the slope at many points of the line, and the second derivative at the saddle by a difference."""
        state, component = self.system.states[self.position], self.system.field[self.position]
        delta = sp.Rational(1, 10**12)
        for shift in (sp.Rational(-17, 10), sp.Rational(-1, 3), sp.Rational(2, 7), sp.Rational(11, 5)):
            at = {symbol: shift * (k + 1) for k, symbol in enumerate(self.system.states)} | {state: self.value}
            ball = enclose(component, at)
            if ball is None:
                return None
            if not ball.contains(0):
                return False
        beside = enclose(
            component, {**dict(zip(self.system.states, self.saddle, strict=True)), state: self.value + delta}
        )
        return None if beside is None else bool(beside > 0)

    def narrate(self) -> Step:
        """Say why the descent stays, and what that means."""
        state = self.system.states[self.position]
        names = Listing(tuple(self.system.states), "()")
        return Step(
            "A start on the watershed",
            (
                paragraph(
                    "Wherever {line}, the slope {slope} is zero, so every step keeps {line} and the descent reaches no "
                    "minimum elsewhere. At {saddle} the loss falls to both sides of {line}: there the smallest push "
                    "off it grows.",
                    line=equals(Name(state.name), self.value),
                    slope=Name("L", subscript=state, args=tuple(self.system.states)),
                    saddle=Chain((names, Listing(self.saddle, "()")), ("=",), claim=False),
                ),
            ),
            topic="descent",
        )


def leaps(analysis: Analysis, runs: tuple[DescentTable, ...]) -> Iterator[Leaps | RestsAtStart | StaysOnLine]:
    """Yield what the start and the steps have to do with watersheds."""
    yield from _start(analysis, runs)
    if analysis.system.dimension != 1 or analysis.line is None:
        return
    x = analysis.system.states[0]
    hills = [found.at[0] for found in analysis.classifications if _repels(found) and not found.point.index]
    crossed = [leap for run in runs for leap in _over(run, hills)]
    if crossed and all(taylor(analysis.system.field[0], x, {x: hill}, 1) is not None for hill in hills):
        yield Leaps(analysis.system, tuple(crossed[:_MOST]), len(crossed))


def _repels(found: Classification) -> bool:
    return found.stability in {Stability.UNSTABLE, Stability.HALF}


def _over(run: DescentTable, hills: list[sp.Expr]) -> Iterator[Leap]:
    """Find the steps that end on the other side of a hill."""
    for hill in hills:
        sides = [sign(weights[0] - hill) for weights in run.weights]
        for n, (before, after) in enumerate(pairwise(sides)):
            if before is not None and after is not None and before * after < 0:
                yield Leap(run.rate, n, run.weights[n][0], run.weights[n + 1][0], hill)


def _start(analysis: Analysis, runs: tuple[DescentTable, ...]) -> Iterator[RestsAtStart | StaysOnLine]:
    """Tell of a start from which no minimum is reached."""
    if not runs:
        return
    system, start = analysis.system, runs[0].start
    for found in analysis.classifications:
        if found.point.index or not _repels(found):
            continue
        apart = [sign(value - at) for value, at in zip(start, found.at, strict=True)]
        if not any(apart):
            yield RestsAtStart(system, start, _kind(found))
            return
        for position, state in enumerate(system.states):
            on_it = apart[position] == 0 and system.dimension > 1
            flat = on_it and sp.expand(system.field[position].subs(state, found.at[position])).is_zero
            if flat and sign(found.linearization.jacobian[position, position]) == 1:
                yield StaysOnLine(system, position, found.at)
                return


def _kind(found: Classification) -> str:
    """Name a critical point that repels."""
    signs = {sign(value) for value, _ in found.eigenvalues}
    if signs == {1}:
        return "a maximum"
    return "a saddle" if {1, -1} <= signs else "a critical point, and no minimum,"
