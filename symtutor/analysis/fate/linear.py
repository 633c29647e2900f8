"""Linear systems in the plane: the explicit solution from a start, and where it ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fate.words import TITLE, TOPIC, beginning
from symtutor.analysis.linear import is_linear
from symtutor.analysis.words import FREQUENCY, is_long, letter, point, told_number
from symtutor.document import Equation, Name, Quotient, Step, equals, paragraph
from symtutor.numerics.balls import enclose, enclose_all, taylor
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.document import Paragraph
    from symtutor.model import Analysis

TIME = sp.Symbol("t", real=True)
TIMES = tuple(map(sp.Rational, ("0", "1/3", "7/5", "-1/2")))


@dataclass(frozen=True, slots=True)
class LinearPath:
    """x(t) = p + e^{At}(x₀ − p) solves x′ = A(x − p), and e^{At} of a 2 × 2 matrix has a short closed form.

    For eigenvalues λ ≠ μ it is (e^{λt}(A − μI) − e^{μt}(A − λI))/(λ − μ), for a double one e^{λt}(I + t(A − λI))
    (Hirsch, Smale, Devaney, §3.2 and §6.4; Perko, *Differential Equations and Dynamical Systems*, §1.6).

    Attributes
    ----------
    at : (Expr, Expr)
        The fixed point.
    path : (Expr, Expr)
        The solution as a function of t.
    pace : Expr
        What the distance from the point goes like in the long run.
    side : int
        −1 where it shrinks, 1 where it grows, 0 where it does neither.
    period : Expr or None
        2π/ω where the eigenvalues are ±iω.
    on_line : bool
        Whether the fixed point is a saddle, and the start on the line along which solutions arrive.
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    start: tuple[sp.Expr, ...]
    at: tuple[sp.Expr, ...]
    path: tuple[sp.Expr, ...]
    pace: sp.Expr
    side: int
    period: sp.Expr | None
    on_line: bool

    def verify(self) -> bool | None:
        """Put the solution into the equations in balls at several times: its derivative must be the field."""
        for time in TIMES:
            now = enclose_all(self.path, {TIME: time})
            rates = [taylor(component, TIME, {TIME: time}, 1) for component in self.path]
            if now is None or None in rates:
                return None
            velocity = enclose_all(self.field, dict(zip(self.states, now, strict=True)))
            if velocity is None:
                return None
            if not all(rate[1].overlaps(v) for rate, v in zip(rates, velocity, strict=True) if rate is not None):
                return False
            if time == 0:
                first = [enclose(value) for value in self.start]
                if not all(ball.overlaps(value) for ball, value in zip(now, first, strict=True)):
                    return False
        return True

    def narrate(self) -> Step:
        """Give the solution, and say where it ends."""
        rows = tuple(
            equals(Name(state.name, args=(TIME,), value=value), value)
            for state, value in zip(self.states, self.path, strict=True)
        )
        opening = paragraph(
            "The equations are linear, so from {start} the solution is explicit:",
            start=beginning(self.states, self.start),
        )
        return Step(TITLE, (opening, Equation(rows), self._end()), TOPIC)

    def _frequency(self, period: sp.Expr) -> Name:
        """Name ω = 2π/T."""
        return letter(FREQUENCY, sp.Tuple(*self.states, *self.path).free_symbols, 2 * sp.pi / period)

    def _end(self) -> Paragraph:
        at = point(self.at)
        if self.period is not None:
            return paragraph(
                "It comes back after {period} and goes around {at} for ever.",
                period=told_number(Quotient(2 * sp.pi, self._frequency(self.period)), self.period),
                at=at,
            )
        if self.side > 0:
            return paragraph(
                "The distance from {at} grows like {pace}: the solution runs off to infinity.", at=at, pace=self.pace
            )
        why = " The start lies on the line of the arriving direction, so the part that grows is missing."
        words = "It ends at {at}: the distance shrinks like {pace}." + (why if self.on_line else "")
        return paragraph(words, at=at, pace=self.pace)


def linear_path(analysis: Analysis, start: tuple[sp.Expr, ...]) -> tuple[LinearPath] | None:
    """Answer for a linear system in the plane with a single fixed point and short eigenvalues."""
    system = analysis.system
    if system.dimension != 2 or len(analysis.classifications) != 1 or not is_linear(system):
        return None
    (found,) = analysis.classifications
    matrix = found.linearization.jacobian
    numbers = (*start, *matrix, *found.at)
    if any(number.free_symbols or is_long(number) for number in numbers) or sign(sp.expand(matrix.det())) == 0:
        return None
    values = [value for value, _ in found.eigenvalues]
    offset = sp.Matrix([sp.expand(a - b) for a, b in zip(start, found.at, strict=True)])
    if not values or all(sign(value) == 0 for value in offset):
        return None
    moved, rate, factor = _flow(matrix, values, offset)
    side = sign(rate)
    if side is None:
        return None
    path = tuple(sp.expand(p + u) for p, u in zip(found.at, moved, strict=True))
    turning = values[0].has(sp.I)
    period = 2 * sp.pi / sp.Abs(sp.im(values[0])) if turning and side == 0 else None
    on_line = not turning and side < 0 and sign(values[-1]) == 1
    return (LinearPath(system.states, system.field, start, found.at, path, factor, side, period, on_line),)


def _flow(matrix: sp.ImmutableMatrix, values: list[sp.Expr], offset: sp.Matrix) -> tuple[sp.Matrix, sp.Expr, sp.Expr]:
    """Give e^{At} times the offset, the real part of the eigenvalue that lasts, and what the distance goes like."""
    one = sp.eye(2)
    if len(values) == 1:
        (value,) = values
        shifted = (matrix - value * one) * offset
        grown = sp.exp(value * TIME)
        plain = all(sign(sp.expand(entry)) == 0 for entry in shifted)
        return grown * (offset + TIME * shifted), value, grown if plain else TIME * grown
    low, high = values
    if high.has(sp.I):
        rate, frequency = (sp.expand(part) for part in high.as_real_imag())
        across = (matrix - rate * one) * offset / frequency
        grown = sp.exp(rate * TIME)
        return grown * (offset * sp.cos(frequency * TIME) + across * sp.sin(frequency * TIME)), rate, grown
    gap = high - low
    slow, fast = (
        ((matrix - low * one) * offset / gap).applyfunc(sp.radsimp),
        ((high * one - matrix) * offset / gap).applyfunc(sp.radsimp),
    )
    rate = low if all(sign(sp.expand(entry)) == 0 for entry in slow) else high
    return sp.exp(low * TIME) * fast + sp.exp(high * TIME) * slow, rate, sp.exp(rate * TIME)
