"""An angle lives on a circle: what the flow on the line means there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import sympy as sp

from symtutor.analysis.smoothness import is_smooth
from symtutor.analysis.words import count, member, point, series
from symtutor.document import Name, Step, equals, paragraph
from symtutor.model import Break, Stability
from symtutor.numerics.balls import enclose
from symtutor.numerics.signs import in_order, sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.analysis.around import Around
    from symtutor.document import Block, Paragraph
    from symtutor.model import Line, ODESystem

TURN = 2 * sp.pi
POINTS = 240
"""Places on the circle at which 1/f is summed to check a period; the sum converges geometrically for a smooth f."""


@dataclass(frozen=True, slots=True)
class OnCircle:
    """A smooth field of period 2π is a field on the circle (Strogatz, *Nonlinear Dynamics and Chaos*, ch. 4).

    Between its fixed points a solution runs to the next one ahead; where there is none it goes round for ever, one turn
    in the time ∫ dθ/|f|, which is 2π/√(A² − B² − C²) for f = A + B sin θ + C cos θ (§4.3).

    Attributes
    ----------
    points : tuple of (Expr, int, int)
        The fixed points in [0, 2π), each with the sign of f before and behind it.
    direction : int
        The sign of f where it has no zero; 0 otherwise.
    turn : Expr or None
        The time of one turn, where nothing stops it and there is a formula.
    """

    state: sp.Symbol
    field: sp.Expr
    points: tuple[tuple[sp.Expr, int, int], ...]
    direction: int
    turn: sp.Expr | None = None

    theorem: ClassVar[str] = "sign on each side"

    @property
    def attracts_and_repels(self) -> bool:
        """Whether the only fixed point takes every start, and is unstable all the same."""
        return len(self.points) == 1 and self.points[0][1] == self.points[0][2]

    def verify(self) -> bool | None:
        """Evaluate f in balls at and beside the points, once round, and sum up 1/f over the circle."""
        verdicts: list[bool | None] = [self._passes(*found) for found in self.points]
        if self.direction:
            balls = [enclose(self.field, {self.state: TURN * sp.Rational(k, 16)}) for k in range(16)]
            verdicts += [None if ball is None else bool((ball > 0) == (self.direction > 0)) for ball in balls]
        if self.turn is not None:
            verdicts.append(self._takes())
        return False if False in verdicts else None if None in verdicts else True

    def _passes(self, at: sp.Expr, before: int, behind: int) -> bool | None:
        """Compare the sign of f on both sides of a point, here and one turn on."""
        step = sp.Rational(1, 10**6)
        for place in (at, at + TURN):
            for side, expected in ((-1, before), (1, behind)):
                ball = enclose(self.field, {self.state: place + side * step}, digits=100)
                if ball is None or ball.contains(0):
                    return None
                if (ball > 0) != (expected > 0):
                    return False
        return True

    def _takes(self) -> bool | None:
        """Sum 1/|f| at equal distances (trapezoidal rule)."""
        places = [TURN * sp.Rational(k, POINTS) for k in range(POINTS)]
        balls = [enclose(self.field, {self.state: place}) for place in places]
        known = [1 / abs(ball) for ball in balls if ball is not None]
        width, claimed = enclose(TURN / POINTS), enclose(self.turn)
        if len(known) < POINTS or width is None or claimed is None:
            return None
        return bool(abs(sum(known[1:], known[0]) * width / claimed - 1) < enclose(sp.Rational(1, 1000)))

    def narrate(self) -> Step:
        """Say what the circle changes."""
        blocks: list[Block] = [
            paragraph(
                "{state} is an angle and {f} has period {turn}, so the flow lives on a circle.",
                state=self.state,
                f=Name("f"),
                turn=TURN,
            )
        ]
        blocks += self._rounds() if self.direction else [self._rests()]
        return Step("On the circle", tuple(blocks), "flow")

    def _rounds(self) -> list[Block]:
        if self.turn is None:
            return [paragraph("Nothing stops there: every solution goes round for ever.")]
        time = equals(sp.Symbol("T", real=True), self.turn)
        return [paragraph("Nothing stops there: every solution goes round for ever, one turn in {time}.", time=time)]

    def _rests(self) -> Paragraph:
        at = series(point((found,)) for found, _, _ in self.points)
        if self.attracts_and_repels:
            return paragraph(
                "Its only fixed point there is {at}. Every solution ends at it, also those that leave it: they come "
                "back from the other side. So {at} *attracts every start* and is *not stable*, since starts just "
                "ahead of it first go all the way round.",
                at=at,
            )
        stable = [point((found,)) for found, before, behind in self.points if (before, behind) == (1, -1)]
        number = count(len(self.points), "fixed point")
        if len(stable) == 1 and len(self.points) == 2:
            other = next(point((found,)) for found, before, behind in self.points if (before, behind) != (1, -1))
            return paragraph(
                f"It has {number} there, {{at}}: every start but {{other}} ends at {{stable}}.",
                at=at,
                other=other,
                stable=stable[0],
            )
        return paragraph(f"It has {number} there: {{at}}.", at=at)


def on_circle(system: ODESystem, line: Line, neighbours: Sequence[Around]) -> list[OnCircle]:
    """Look at the flow as one on the circle, where the state is named as an angle and f has period 2π."""
    (state,), (field,) = system.states, system.field
    if line.breaks or system.parameters or not field.has(state):
        return []
    if not is_smooth(field, system.states) or sp.expand(field.subs(state, state + TURN) - field) != 0:
        return []
    if line.period is None:
        return [] if line.points else [OnCircle(state, field, (), line.flow[0].direction, _turn(field, state))]
    copies = TURN / line.period
    if not copies.is_Integer or any(c.stability is Stability.UNDECIDED for c in line.points):
        return []
    found: dict[sp.Expr, tuple[int, int]] = {}
    for place, left, right in neighbours:
        if isinstance(place, Break) or left is None or right is None:
            return []
        base = member(place.at[0], place.point.index)
        for number in range(int(copies)):
            at = base + number * line.period
            found[sp.expand(at - TURN * sp.floor(at / TURN))] = (left.direction, right.direction)
    ordered = in_order(found)
    return [] if ordered is None else [OnCircle(state, field, tuple((at, *found[at]) for at in ordered), 0)]


def _turn(field: sp.Expr, state: sp.Symbol) -> sp.Expr | None:
    """Give the time of one turn for f = A + B sin θ + C cos θ."""
    expanded = sp.expand(field)
    sine, cosine = expanded.coeff(sp.sin(state)), expanded.coeff(sp.cos(state))
    rest = sp.expand(expanded - sine * sp.sin(state) - cosine * sp.cos(state))
    inside = sp.expand(rest**2 - sine**2 - cosine**2)
    if any(part.has(state) for part in (sine, cosine, rest)) or sign(inside) != 1:
        return None
    return TURN / sp.sqrt(inside)
