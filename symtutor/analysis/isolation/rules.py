"""Why a point is a zero and why a list of zeros is complete, by interval arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import flint
import sympy as sp

from symtutor.analysis.fixed_points.zeros import TITLE, TOPIC
from symtutor.analysis.isolation.check import newton_finds_no_other
from symtutor.analysis.isolation.extent import span_of
from symtutor.analysis.isolation.records import OnLine
from symtutor.analysis.isolation.shown import about
from symtutor.analysis.isolation.words import narrate
from symtutor.analysis.words import count
from symtutor.document import Step, paragraph
from symtutor.numerics.balls import enclose
from symtutor.numerics.intervals.program import Program, UnboundedError
from symtutor.numerics.intervals.spans import thin
from symtutor.numerics.winding import zeros_in_strip

if TYPE_CHECKING:
    from symtutor.analysis.isolation.records import Route, Side
    from symtutor.model import Window

HEIGHTS = tuple(flint.arb(2) ** -bits for bits in (4, 8, 12))
DIGITS = 50
TINY = flint.arb(10) ** -30
FAR_OUT = (sp.Integer(-50), sp.Integer(50))


@dataclass(frozen=True, slots=True)
class ProvedZero:
    """A zero known by a box: where Krawczyk's operator maps a box into its interior, the box holds exactly one zero.

    On the line: f is monotone on an interval and changes sign, so it has exactly one zero there (intermediate value
    theorem). See Moore, Kearfott, Cloud, *Introduction to Interval Analysis*, Thm 8.2.
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    at: tuple[sp.Expr, ...]

    def verify(self) -> bool | None:
        """Evaluate the field as typed at the point, in balls of 50 digits."""
        balls = [enclose(value, digits=DIGITS) for value in self.at]
        if None in balls:
            return None
        try:
            with flint.ctx.workprec(4 * DIGITS):
                bounds = Program(self.field, self.states).bounds(tuple(map(thin, balls)))
        except UnboundedError:
            return None
        if bounds is None or not all(low.is_finite() and high.is_finite() for low, high in bounds):
            return None
        return all(low < TINY and high > -TINY for low, high in bounds)

    def narrate(self) -> Step:
        """Say where the zero lies."""
        text = "All velocities vanish at {at}." if len(self.at) > 1 else "The velocity vanishes at {at}."
        return Step(TITLE, (paragraph(text, at=about(self.states, self.at)),), TOPIC)


@dataclass(frozen=True, slots=True)
class EveryBoxDecided:
    """All zeros of a field: every part of the window was proved to hold none, or exactly one.

    A box is excluded by bounds on the field over it; a zero is proved by a change of sign of a monotone function or by
    Krawczyk's operator (Neumaier, *Interval Methods for Systems of Equations*, §5.1); around a recognized zero of
    multiplicity k, Taylor's theorem with the k-th derivative leaves room for no other.

    Attributes
    ----------
    states, field : the system.
    routes : tuple of Route
        Every choice of factors with what was done to solve it.
    points, excluded : tuple of tuple of Expr
        The fixed points, and the zeros of factors at which the field itself is not defined.
    window : Window or None
        Where all fixed points were found; None where no others exist anywhere.
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    routes: tuple[Route, ...]
    points: tuple[tuple[sp.Expr, ...], ...]
    excluded: tuple[tuple[sp.Expr, ...], ...]
    window: Window | None

    @property
    def summary(self) -> str:
        """The reason in a few words."""
        where = "none elsewhere" if self.window is None else "all in the window"
        return f"{count(len(self.points), 'zero')} isolated by interval arithmetic, {where}"

    @property
    def lines(self) -> tuple[OnLine, ...]:
        """The equations in one unknown that were solved on the way."""
        return tuple(part for route in self.routes for part in route.parts if isinstance(part, OnLine))

    def verify(self) -> bool | None:
        """Count zeros by the argument principle where that applies, and let Newton's method look for others."""
        counts = [surplus(line) for line in self.lines]
        if any(count is not None and count < 0 for count in counts):
            return False
        if counts == [0] and self.routes[0].parts == self.lines:
            return True
        others = newton_finds_no_other(self.field, self.states, (*self.points, *self.excluded), self._sides)
        return None if others and any(counts) else others

    @property
    def _sides(self) -> tuple[Side, ...]:
        sides = self.window.sides if self.window is not None else ()
        return tuple((low, high) for _, low, high in sides) or (FAR_OUT,) * len(self.states)

    def narrate(self) -> Step:
        """Set the velocities to zero and say how the zeros were found and why there are no others."""
        return Step(TITLE, narrate(self), TOPIC)


def surplus(line: OnLine) -> int | None:
    """Count by the argument principle how many zeros a thin strip around the line holds beyond those in the list.

    Complex zeros close to the line make that number positive, so only a negative one refutes the list. None where the
    principle does not apply.
    """
    low, high = span_of(line.side)
    inside = [zero for zero in line.zeros if low < enclose(zero.at) < high]
    expected = sum(zero.multiplicity for zero in inside)
    more = None
    for half in HEIGHTS:
        found = zeros_in_strip(line.equation, line.unknown, low, high, half)
        if found is None:
            return more
        more = found - expected
        if more <= 0:
            break
    return more
