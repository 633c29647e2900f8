"""How trajectories turn around a spiral or a center: in which sense, how long a turn takes, how fast they close in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.at_point import sign_under
from symtutor.analysis.directions import TITLE, TOPIC
from symtutor.analysis.double_eigenvalue import DoubleEigenvalue, double_eigenvalue
from symtutor.analysis.eigen import numeric_eigenvalues_match
from symtutor.analysis.linear import is_linear
from symtutor.analysis.words import FREQUENCY, RATE, every_integer, is_long, letter, point, series, told_number
from symtutor.document import Absolute, Approx, Chain, Name, Quotient, Step, paragraph
from symtutor.model import Kind
from symtutor.numerics.balls import enclose
from symtutor.rule import ToldTogether

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.document import Block, Paragraph
    from symtutor.model import Classification, ODESystem

DOUBLE = (
    Kind.STABLE_STAR,
    Kind.UNSTABLE_STAR,
    Kind.STABLE_DEGENERATE_NODE,
    Kind.UNSTABLE_DEGENERATE_NODE,
)
ROUND = (Kind.STABLE_SPIRAL, Kind.UNSTABLE_SPIRAL, Kind.CENTER)
SENSES = {1: "counter-clockwise", -1: "clockwise"}


@dataclass(frozen=True, slots=True)
class Turning(ToldTogether):
    """Near a point with eigenvalues α ± iω one turn takes about 2π/ω, and distances grow like e^{αt}.

    On the side u₁ > 0, u₂ = 0 the velocity u₂′ is J₂₁u₁, so trajectories turn counter-clockwise where J₂₁ > 0 and
    clockwise where J₂₁ < 0; zero it cannot be where the eigenvalues are not real (Strogatz, *Nonlinear Dynamics and
    Chaos*, §5.2; Hirsch, Smale, Devaney, §3.4).

    Attributes
    ----------
    rate, frequency : Expr
        α and ω > 0.
    sense : int
        1 counter-clockwise, −1 clockwise, in a picture with the first state to the right and the second upward.
    side : int
        The sign of α.
    linear : bool
        Whether the field is linear, so that all this is exact.
    """

    states: tuple[sp.Symbol, ...]
    at: tuple[sp.Expr, ...]
    index: tuple[sp.Symbol, ...]
    jacobian: sp.ImmutableMatrix
    rate: sp.Expr
    frequency: sp.Expr
    sense: int
    side: int
    linear: bool

    def verify(self) -> bool | None:
        """Find α ± iω again from J in balls; and J₁₂, the velocity above the point, must turn the same way as J₂₁."""
        pair = tuple((self.rate + side * sp.I * self.frequency, 1) for side in (-1, 1))
        match = numeric_eigenvalues_match(self.jacobian, pair)
        above = enclose(self.jacobian[0, 1])
        return None if match is None or above is None else match and bool(self.sense * above < 0)

    @classmethod
    def narrate_all(cls, rules: Sequence[Turning]) -> Step:
        """Tell for each point how trajectories turn around it."""
        alike: dict[sp.ImmutableMatrix, list[Turning]] = {}
        for rule in rules:
            alike.setdefault(rule.jacobian, []).append(rule)
        return Step(TITLE, tuple(group[0].block(group) for group in alike.values()), TOPIC)

    def block(self, group: Sequence[Turning]) -> Block:
        """Say what is known about this point, and others with the same linear part."""
        entry = self.jacobian[1, 0]
        relation = ">" if self.sense > 0 else "<"
        return paragraph(
            ("Around" if self.linear else "Close to") + " {at}{every} trajectories turn *" + SENSES[self.sense] + "*: "
            "just to "
            + ("its" if len(group) == 1 else "their")
            + " right {velocity} has the sign of the lower left entry of {J}, {entry}. {turn}",
            at=series(point(rule.at) for rule in group),
            every=paragraph("{words},", words=every_integer(self.index)) if self.index else "",
            velocity=Name(self.states[1].name, primes=1),
            J=Name("J"),
            entry=Chain((Approx(entry) if is_long(entry) else entry, sp.S.Zero), (relation,)),
            turn=self._turn(),
        )

    def _turn(self) -> Paragraph:
        """Give the time of one turn, and of halving or doubling the distance."""
        taken = {*self.states, *self.jacobian.free_symbols}
        alpha, omega = letter(RATE, taken, self.rate), letter(FREQUENCY, taken, self.frequency)
        period = told_number(Quotient(2 * sp.pi, omega), 2 * sp.pi / self.frequency)
        about = "" if self.linear else "about "
        if self.side == 0:
            words = f"With the eigenvalues ±i{{omega}} one turn takes {about}{{period}}."
            return paragraph(words, omega=omega, period=period)
        verb = "halves" if self.side < 0 else "doubles"
        time = told_number(Quotient(sp.log(2), Absolute(alpha)), sp.log(2) / sp.Abs(self.rate))
        words = (
            f"With the eigenvalues {{alpha}} ± i{{omega}} one turn takes {about}{{period}}, and the distance {verb} "
            "every {time}."
        )
        return paragraph(words, alpha=alpha, omega=omega, period=period, time=time)


def with_pace(system: ODESystem, verdict: Classification) -> Classification:
    """Add to a planar point how fast trajectories come and go, and how they turn around it."""
    remark: Turning | DoubleEigenvalue | None = None
    if verdict.kind in ROUND and len(verdict.eigenvalues) == 2:
        remark = _turning(system, verdict)
    elif verdict.kind in DOUBLE and len(verdict.eigenvalues) == 1:
        side = sign_under(verdict.eigenvalues[0][0], verdict.point.when)
        remark = double_eigenvalue(verdict, side, linear=is_linear(system)) if side else None
    return verdict if remark is None else replace(verdict, reasons=(remark, *verdict.reasons))


def _turning(system: ODESystem, verdict: Classification) -> Turning | None:
    """Describe a point with a pair of complex eigenvalues."""
    rate, frequency = (sp.expand(part) for part in verdict.eigenvalues[1][0].as_real_imag())
    matrix, when = verdict.linearization.jacobian, verdict.point.when
    turns, sense, side = (sign_under(part, when) for part in (frequency, matrix[1, 0], rate))
    if not turns or not sense or side is None:
        return None
    index, linear = verdict.point.index, is_linear(system)
    return Turning(system.states, verdict.at, index, matrix, rate, turns * frequency, sense, side, linear)
