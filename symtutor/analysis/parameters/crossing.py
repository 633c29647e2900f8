"""Hopf bifurcations: the record, its words and its check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.derivative import Jacobian
from symtutor.analysis.hurwitz import characteristic_coefficients, hurwitz_determinants
from symtutor.analysis.linear import is_linear
from symtutor.analysis.parameters.cusp import TITLE, TOPIC
from symtutor.analysis.parameters.kuznetsov import first_lyapunov_coefficient
from symtutor.analysis.parameters.normal_forms import Type
from symtutor.analysis.parameters.numbers import numbers_for
from symtutor.analysis.words import FREQUENCY, letter, number, point, series, states_name
from symtutor.document import Chain, Step, condition, paragraph
from symtutor.model import ODESystem
from symtutor.numerics.balls import enclose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.analysis.parameters.candidates import Candidate
    from symtutor.document import Block, Paragraph

READABLE = 40
"""Operations in a coefficient of which the sign is left to the reader."""

RELATIONS = {-1: "<", 0: "=", 1: ">"}


@dataclass(frozen=True, slots=True)
class Hopf:
    """A pair of eigenvalues ±iω crosses the axis with speed ≠ 0; the first Lyapunov coefficient decides.

    Negative: supercritical, a stable cycle grows around the point after it has lost its stability. Positive:
    subcritical, an unstable cycle shrinks onto it before (Guckenheimer, Holmes, Thm 3.4.2; Kuznetsov, §3.4 and §5.4;
    Perko, §4.4; Strogatz, §8.2).

    Attributes
    ----------
    omega : Expr
        The frequency ω at the value.
    crossing : Expr
        In the plane the derivative of the trace by the parameter along the fixed point, above it that of the Hurwitz
        determinant.
    coefficient : Expr or None
        A positive multiple of the first Lyapunov coefficient, where it is known exactly.
    side : int or None
        Its sign.
    amplitudes : tuple of Expr
        Where the system is linear at the value: the amplitudes of the cycles that are there at once.
    """

    system: ODESystem
    candidate: Candidate
    omega: sp.Expr
    crossing: sp.Expr
    direction: int
    coefficient: sp.Expr | None
    side: int | None
    linear: bool = False
    amplitudes: tuple[sp.Expr, ...] = ()

    @property
    def type(self) -> Type:
        """The name of the bifurcation."""
        if self.linear or self.side == 0:
            return Type.DEGENERATE_HOPF
        return {-1: Type.SUPERCRITICAL_HOPF, 1: Type.SUBCRITICAL_HOPF}.get(self.side or 0, Type.HOPF)

    @property
    def kind(self) -> str:
        """The name in words."""
        return self.type.value

    @property
    def theorem(self) -> str:
        """The theorem's name."""
        return "Hopf bifurcation"

    @property
    def parameter(self) -> sp.Symbol:
        """The parameter that passes a value."""
        return self.candidate.parameter

    @property
    def value(self) -> sp.Expr:
        """The value that it passes."""
        return self.candidate.value

    @property
    def at(self) -> tuple[sp.Expr, ...]:
        """The fixed point at the value."""
        return self.candidate.at

    def verify(self) -> bool | None:
        """Evaluate eigenvalues' sum and Kuznetsov's projection formula in balls at numbers for the other parameters."""
        numbers = numbers_for(self.system, self.candidate)
        if numbers is None:
            return None
        values = {**numbers, self.parameter: sp.expand(self.value.xreplace(numbers))}
        place = [coordinate.xreplace(values) for coordinate in self.at]
        matrix = Jacobian(self.system.states, tuple(c.xreplace(values) for c in self.system.field)).at(tuple(place))
        found = [enclose(minor) for minor in hurwitz_determinants(characteristic_coefficients(matrix))]
        critical = found[-2]
        if critical is None:
            return None
        if not critical.contains(0):
            return False
        if self.linear:
            return is_linear(
                ODESystem(self.system.states, tuple(c.subs(self.parameter, self.value) for c in self.system.field))
            )
        ball = first_lyapunov_coefficient(self.system, self.at, self.omega, values)
        if self.side is None or ball is None:
            return None
        if self.side == 0:
            return bool(ball.contains(0))
        return None if ball.contains(0) else bool(ball < 0) == (self.side == -1)

    def narrate(self) -> Step:
        """Tell it."""
        return Step(TITLE, tuple(self._blocks()), TOPIC)

    def _blocks(self) -> Iterator[Block]:
        plane = self.system.dimension == 2
        yield paragraph(
            f"At {{value}}: a *{self.type}* bifurcation, at {{at}}{{where}}.",
            value=condition(self.parameter, self.value),
            at=condition(states_name(self.system.states), point(self.at)),
            where="" if self.candidate.when == sp.true else paragraph(", where {when}", when=self.candidate.when),
        )
        quantity = "the trace" if plane else "the Hurwitz determinant"
        root = letter(FREQUENCY, sp.Tuple(*self.system.field).free_symbols)
        others = "the determinant is positive" if plane else "the other coefficients are positive"
        yield paragraph(
            f"There {quantity} is 0 and {others}, so the eigenvalues ±i{{root}} with {{omega}} lie on the imaginary "
            f"axis. "
            f"Along the fixed point {quantity} changes with {{parameter}} at the rate {{rate}}: they cross the axis, "
            f"to the "
            f"{'right' if self.direction > 0 else 'left'} as {{parameter}} grows.",
            root=root,
            omega=condition(root, self.omega),
            parameter=self.parameter,
            rate=Chain((self.crossing, sp.S.Zero), (RELATIONS[self.direction * (1 if plane else -1)],)),
        )
        yield self._verdict()

    def _told(self) -> Paragraph:
        """Say how the coefficient is known."""
        if self.coefficient is None:
            return paragraph("computed in intervals")
        return paragraph("a positive multiple of {a}", a=self.coefficient)

    def _verdict(self) -> Block:
        after = "above" if self.direction > 0 else "below"
        before = "below" if self.direction > 0 else "above"
        if self.linear:
            text = (
                "At the value itself the whole system is linear, a center: every nonlinear term carries the factor "
                "that "
                "vanishes. So no small cycle grows out of the point, and the Hopf theorem does not apply."
            )
            if self.amplitudes:
                text += (
                    " Instead a cycle of finite size is there at once: averaged over a turn, the change of the "
                    "amplitude "
                    "vanishes at {amplitudes}, so the cycle has amplitude near that (first-order averaging)."
                )
            return paragraph(text, amplitudes=series(map(number, self.amplitudes)) if self.amplitudes else "")
        if self.side is None and self.coefficient is not None and self.coefficient.count_ops() <= READABLE:
            return paragraph(
                "The first Lyapunov coefficient is a positive multiple of {a}. Where that is negative, the bifurcation "
                f"is *supercritical*: a stable cycle grows out of the point for values {after}. Where it is positive, "
                f"*subcritical*: an unstable cycle shrinks onto the point from values {before}.",
                a=self.coefficient,
            )
        if self.side is None:
            return paragraph(
                "The sign of the first Lyapunov coefficient was not decided, so neither is the type of cycle."
            )
        if self.side == 0:
            return paragraph(
                "The first Lyapunov coefficient is 0, so the terms of degree three do not decide: *degenerate*."
            )
        told = self._told()
        if self.side < 0:
            text = (
                "The first Lyapunov coefficient, {told}, is negative there: *supercritical*. A stable cycle grows "
                "out of the "
                f"point for values {after}, with a radius like the square root of the distance."
            )
        else:
            text = (
                "The first Lyapunov coefficient, {told}, is positive there: *subcritical*. An unstable cycle shrinks "
                "onto the "
                f"point from values {before}; afterwards solutions leave for somewhere far."
            )
        return paragraph(text, told=told)
