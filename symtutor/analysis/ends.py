"""What happens far out on the line: pushed back, escaping for ever, or blowing up in finite time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import function
from symtutor.document import Chain, Name, Step, Written, equals, paragraph
from symtutor.numerics.balls import enclose

if TYPE_CHECKING:
    from symtutor.document import Block, Paragraph

FAR = sp.Integer(10) ** 24
TOPIC = "flow"


@dataclass(frozen=True, slots=True)
class Ends:
    """The fate of solutions far out on the line.

    Where f points inward at both ends, every solution is trapped and exists for all later times. Where f points outward
    and grows like |x|^p with p > 1, the time ∫ dx/f to infinity is finite (Hirsch, Smale, Devaney, *Differential
    Equations, Dynamical Systems, and an Introduction to Chaos*, §7.2); with p ≤ 1 it is not.

    Attributes
    ----------
    zeros : tuple of Expr
        All fixed points from left to right.
    left, right : int
        The direction of the flow on the first and on the last interval.
    """

    state: sp.Symbol
    field: sp.Expr
    zeros: tuple[sp.Expr, ...]
    left: int
    right: int

    @property
    def escapes(self) -> tuple[int, ...]:
        """The sides (−1 left, 1 right) on which the flow leads to infinity."""
        return tuple(side for side, direction in ((-1, self.left), (1, self.right)) if side == direction)

    @property
    def growth(self) -> int | None:
        """The power p for which f grows like |x|^p, known here for rational functions."""
        numerator, denominator = sp.fraction(sp.together(self.field))
        if not (numerator.is_polynomial(self.state) and denominator.is_polynomial(self.state)):
            return None
        return int(sp.degree(numerator, self.state) - sp.degree(denominator, self.state))

    @property
    def blows_up(self) -> bool | None:
        """Whether what escapes does so in finite time; None where the growth is not known."""
        if not self.escapes:
            return False
        return None if self.growth is None else self.growth > 1

    @property
    def example(self) -> tuple[sp.Expr, sp.Expr] | None:
        """A start and its blow-up time for f = c xᵖ: from x(0) = ±1 the time is 1/(|c|(p − 1))."""
        coefficient, power = self.field.as_independent(self.state, as_Add=False)
        base, exponent = power.as_base_exp()
        if not self.blows_up or base != self.state or not coefficient.is_Rational:
            return None
        return sp.Integer(self.escapes[-1]), 1 / (abs(coefficient) * (exponent - 1))

    def verify(self) -> bool | None:
        """Evaluate f in balls far out: its direction, and its size against |x|^(5/4)."""
        far = FAR * (1 + sum(map(sp.Abs, self.zeros), sp.S.Zero))
        yardstick = enclose(far ** sp.Rational(5, 4))
        for side, direction in ((-1, self.left), (1, self.right)):
            ball = enclose(self.field, {self.state: side * far})
            if ball is None or ball.contains(0):
                return None
            if (ball > 0) != (direction > 0):
                return False
            if side in self.escapes and self.blows_up is not None and (abs(ball) > yardstick) != self.blows_up:
                return False
        return True

    def narrate(self) -> Step:
        """Say where solutions go that start far out, and for how long they exist."""
        if not self.escapes:
            text = "Far out the flow points inward on both sides, so every solution stays finite for all later times."
            return Step("Flow", (paragraph(text),), TOPIC)
        blocks: list[Block] = [self._who_escapes()]
        velocity = sp.Symbol("f", real=True)
        if self.blows_up:
            blocks.append(
                paragraph(
                    "It does not take them for ever: far out f grows like {power}, and with a power above 1 the "
                    "time to "
                    "infinity, the integral of {pace}, is finite. These solutions exist only for a while.",
                    power=self.state**self.growth,
                    pace=Written(1 / velocity, ((velocity, function(self.state)),)),
                )
            )
        elif self.blows_up is False:
            blocks.append(
                paragraph(
                    "They stay finite at every time: f does not grow faster than a multiple of {x}.",
                    x=sp.Abs(self.state),
                )
            )
        if self.example is not None:
            start, time = self.example
            t = sp.Symbol("t", real=True)
            blocks.append(
                paragraph(
                    "From {start} the solution is infinite at {time}.",
                    start=equals(Name(self.state.name, args=(sp.S.Zero,)), start),
                    time=equals(t, time),
                )
            )
        return Step("Flow", tuple(blocks), TOPIC)

    def _who_escapes(self) -> Paragraph:
        if not self.zeros:
            return paragraph(f"Every solution runs off to the {'right' if self.right > 0 else 'left'}.")
        sides = [
            Chain((self.state, self.zeros[0]), ("<",)) if side < 0 else Chain((self.state, self.zeros[-1]), (">",))
            for side in self.escapes
        ]
        if len(sides) == 2:
            return paragraph("Starts with {left} or {right} run off to infinity.", left=sides[0], right=sides[1])
        return paragraph("Starts with {side} run off to infinity.", side=sides[0])
