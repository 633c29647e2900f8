"""Eigenvectors of a planar fixed point: which directions arrive, which leave, and which wins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.eigen import eigenvector
from symtutor.analysis.words import is_long, point, told_number
from symtutor.document import Absolute, Approx, Chain, Equation, Name, Product, Quotient, Step, equals, paragraph
from symtutor.numerics.balls import enclose_all
from symtutor.numerics.signs import sign
from symtutor.rule import ToldTogether

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.document import Block, Paragraph
    from symtutor.model import FixedPoint, Linearization, ODESystem

Vector = tuple[sp.Expr, sp.Expr]
TITLE = "Directions"
TOPIC = "eigenvalues"
TIME = sp.Symbol("t", real=True)


@dataclass(frozen=True, slots=True)
class Eigenvectors(ToldTogether):
    """A v = λ v: along v the linear flow is e^{λt} v, straight in or straight out.

    At a node every other trajectory leans to the direction that changes more slowly, because for λ₁ < λ₂ < 0 the ratio
    e^{λ₁t}/e^{λ₂t} tends to 0 (Strogatz, *Nonlinear Dynamics and Chaos*, §5.1; for a nonlinear field near the point
    Hartman's theorem in the plane, Perko §2.8).

    Attributes
    ----------
    low, high : Expr
        Two different real eigenvalues that are not zero, ``low < high``.
    low_vector, high_vector : (Expr, Expr)
        Their eigenvectors.
    linear : bool
        Whether the field itself is linear, so that what is said holds everywhere.
    """

    states: tuple[sp.Symbol, ...]
    at: tuple[sp.Expr, ...]
    jacobian: sp.ImmutableMatrix
    low: sp.Expr
    low_vector: Vector
    high: sp.Expr
    high_vector: Vector
    linear: bool

    def verify(self) -> bool | None:
        """Multiply out J v − λ v in balls: zero must lie in it, and v must not be zero."""
        for value, vector in ((self.low, self.low_vector), (self.high, self.high_vector)):
            image = self.jacobian * sp.Matrix(vector) - value * sp.Matrix(vector)
            balls = enclose_all(image)
            if balls is None:
                return None
            if not all(ball.contains(0) for ball in balls) or not any(sign(entry) for entry in vector):
                return False
        return True

    @classmethod
    def narrate_all(cls, rules: Sequence[Eigenvectors]) -> Step:
        """Name the directions at each point, and say along which one trajectories come or go."""
        return Step(TITLE, tuple(block for rule in rules for block in rule.blocks()), TOPIC)

    def blocks(self) -> Iterator[Block]:
        """Yield what is said about this point."""
        yield paragraph("Eigenvectors at {at}:", at=point(self.at))
        yield Equation(
            tuple(
                equals(Product((Name("J"), point(vector))), Product((value, point(vector))))
                for value, vector in ((self.low, self.low_vector), (self.high, self.high_vector))
            )
        )
        yield self._saddle() if sign(self.low) != sign(self.high) else self._node()

    def _saddle(self) -> Paragraph:
        return paragraph(
            "Two trajectories arrive, along {arriving}; two leave, along {leaving}. Any other that comes near "
            "turns away. Close to {at} the arriving part halves every {halved}, the leaving part doubles every "
            "{doubled}.",
            arriving=self._direction(self.low_vector),
            leaving=self._direction(self.high_vector),
            at=point(self.at),
            halved=lasting(self.low),
            doubled=lasting(self.high),
        )

    def _node(self) -> Paragraph:
        attracting = sign(self.high) == -1
        fast, slow = (self.low_vector, self.high_vector) if attracting else (self.high_vector, self.low_vector)
        fast_value, slow_value = (self.low, self.high) if attracting else (self.high, self.low)
        place = paragraph("") if self.linear else paragraph("Near {at}, ", at=point(self.at))
        start = "t" if not self.linear else "T"
        if not attracting:
            return paragraph(
                "{place}"
                + start
                + "he part along {fast} grows like {quick}, the part along {slow} only like {lasting}. "
                "Followed backward in time, every {nearby}trajectory that is not on {line} comes from {at} along "
                "{slow_direction}. There distances double every {time}.",
                time=lasting(slow_value),
                nearby="" if self.linear else "nearby ",
                place=place,
                fast=point(fast),
                quick=sp.exp(fast_value * TIME),
                slow=point(slow),
                lasting=sp.exp(slow_value * TIME),
                line=self._line(fast),
                at=point(self.at),
                slow_direction=self._direction(slow),
            )
        return paragraph(
            "{place}"
            + start
            + "he part along {fast} shrinks like {quick}, the part along {slow} only like {lasting}: their "
            "ratio, like {ratio}, tends to 0.{axes} So every {nearby}trajectory that does not start on {line} "
            "arrives along "
            "{slow_direction}, the distance halving every {time}.",
            time=lasting(slow_value),
            nearby="" if self.linear else "nearby ",
            place=place,
            fast=point(fast),
            quick=sp.exp(fast_value * TIME),
            slow=point(slow),
            lasting=sp.exp(slow_value * TIME),
            ratio=sp.exp(sp.expand(fast_value - slow_value) * TIME),
            axes=self._who_dies_first(fast, slow),
            line=self._line(fast),
            slow_direction=self._direction(slow),
        )

    def _who_dies_first(self, fast: Vector, slow: Vector) -> Paragraph:
        first, second = self._axis(fast), self._axis(slow)
        if first is None or second is None:
            return paragraph("")
        return paragraph(" That is why {first} dies faster than {second}.", first=first, second=second)

    def _direction(self, vector: Vector) -> Paragraph:
        axis = self._axis(vector)
        if axis is not None and self._on_axes:
            return paragraph("the {axis}-axis", axis=axis)
        return paragraph("the direction {vector}", vector=point(vector))

    def _line(self, vector: Vector) -> Paragraph:
        axis = self._axis(vector)
        if axis is not None and self._on_axes:
            return paragraph("the {axis}-axis", axis=axis)
        if self.linear:
            return paragraph("the line through {at} along {vector}", at=point(self.at), vector=point(vector))
        return paragraph("a certain curve through {at}, tangent to {vector},", at=point(self.at), vector=point(vector))

    @property
    def _on_axes(self) -> bool:
        """Whether an eigenvector along an axis spans the axis: a linear field, its fixed point at the origin."""
        return self.linear and all(coordinate == 0 for coordinate in self.at)

    def _axis(self, vector: Vector) -> sp.Symbol | None:
        """Find the state along whose axis a vector points."""
        if vector[1] == 0:
            return self.states[0]
        return self.states[1] if vector[0] == 0 else None


def lasting(rate: sp.Expr) -> Chain:
    """Give the time in which e^{rate t} halves or doubles."""
    named, value = Quotient(sp.log(2), Absolute(rate)), sp.log(2) / sp.Abs(rate)
    if rate.is_Rational:
        return Chain((value, Approx(value, 4)), ("≈",))
    if rate.is_Symbol:  # nothing to work out
        return Chain((named,), ())
    if rate.free_symbols:
        return told_number(named, value)
    shown = Quotient(sp.log(2), Absolute(Approx(rate, 4))) if is_long(rate) else named
    return Chain((shown, Approx(value, 4)), ("≈",))


def directions(
    system: ODESystem, fixed_point: FixedPoint, linearization: Linearization, *, linear: bool
) -> Eigenvectors | None:
    """Find the eigenvectors of a planar fixed point with two different real eigenvalues other than zero.

    Where the numbers are long, nothing is said: such vectors would not be read.
    """
    if len(linearization.eigenvalues) != 2 or any(map(is_long, linearization.jacobian)):
        return None
    (low, _), (high, _) = linearization.eigenvalues
    if low.has(sp.I) or high.has(sp.I) or not (sign(low) and sign(high)):
        return None
    vectors = eigenvector(linearization.jacobian, low), eigenvector(linearization.jacobian, high)
    if vectors[0] is None or vectors[1] is None:
        return None
    return Eigenvectors(
        system.states, fixed_point.at, linearization.jacobian, low, vectors[0], high, vectors[1], linear
    )
