"""Degenerate critical points of a loss: the loss itself decides, not its second derivatives."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import sympy as sp

from symtutor.analysis.nonlinear.curves import starts_with
from symtutor.analysis.potential import potential
from symtutor.analysis.space.silence import decided
from symtutor.analysis.space.words import TITLE, TOPIC
from symtutor.analysis.structure.exact import normal
from symtutor.analysis.words import point
from symtutor.document import Chain, Equation, Name, Step, paragraph
from symtutor.model import Kind, Stability
from symtutor.numerics.balls import enclose, taylor
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.analysis.space.characteristic import Spectral
    from symtutor.document import Block
    from symtutor.model import Classification, ODESystem

Vector = tuple[sp.Expr, ...]
U = sp.Symbol("u", real=True)
DIRECTION_LIMIT = 200
STEPS = (sp.Rational(1, 10), sp.Rational(-1, 12), sp.S.Zero)


class Slope(NamedTuple):
    """Along a direction the loss begins with coefficient · uᵖᵒʷᵉʳ, measured from its value at the point."""

    direction: Vector
    power: int
    coefficient: sp.Expr

    @property
    def sides(self) -> set[int]:
        """The signs that the loss takes along the line, near the point."""
        side = sign(self.coefficient) or 0
        return {side, side * (-1) ** self.power}


@dataclass(frozen=True, slots=True)
class Landscape:
    """A critical point of L where the Hessian is silent: minimum, maximum or neither, from L itself.

    In a gradient flow x′ = −∇L the loss falls along every solution, so a strict minimum with no other critical point
    near is asymptotically stable (L is a Lyapunov function: Perko §2.9, Thm 3; Hirsch, Smale, Devaney, §9.3), and for
    an analytic L a critical point that is no local minimum is unstable (Absil, Kurdyka, "On the stable equilibrium
    points of gradient systems", *Systems & Control Letters* 55 (2006), Thm 3).

    Attributes
    ----------
    side : int
        1 at a strict minimum, −1 at a strict maximum, 0 where L takes smaller and larger values nearby.
    rest : Expr
        L minus its value at the point, in the displacements, which are written as the states.
    slopes : tuple of Slope
        Lines along which L falls and rises, where it does both.
    """

    states: tuple[sp.Symbol, ...]
    at: Vector
    loss: sp.Expr
    side: int
    rest: sp.Expr
    slopes: tuple[Slope, ...] = ()

    theorem = "lyapunov function"

    @property
    def verdict(self) -> tuple[Kind, Stability]:
        """Kind and stability that follow."""
        if self.side == 1:
            return Kind.STABLE, Stability.ASYMPTOTIC
        return (Kind.UNSTABLE if self.side else Kind.SADDLE), Stability.UNSTABLE

    def verify(self) -> bool | None:
        """Evaluate L in balls around the point, or expand it along the lines in power series of balls."""
        if self.side:
            return self._has_one_sign()
        verdicts = []
        height = self.loss.xreplace(dict(zip(self.states, self.at, strict=True)))
        for direction, power, coefficient in self.slopes:
            line = {s: c + U * d for s, c, d in zip(self.states, self.at, direction, strict=True)}
            series = taylor(self.loss.xreplace(line) - height, U, {U: sp.S.Zero}, power)
            verdicts.append(None if series is None else starts_with(series, power, coefficient))
        return None if None in verdicts else all(verdicts)

    def _has_one_sign(self) -> bool | None:
        height = self.loss.xreplace(dict(zip(self.states, self.at, strict=True)))
        for steps in list(product(STEPS, repeat=len(self.states)))[:DIRECTION_LIMIT]:
            if not any(steps):
                continue
            place = {s: c + step for s, c, step in zip(self.states, self.at, steps, strict=True)}
            ball = enclose(self.side * (self.loss - height), place)
            if ball is None:
                return None
            if not ball > 0:
                return False
        return True

    def narrate(self) -> Step:
        """Look at the loss itself."""
        return Step(TITLE, tuple(self._blocks()), TOPIC)

    def _blocks(self) -> Iterator[Block]:
        if self.side:
            moved = " (the letters stand for the displacements from the point)" if any(self.at) else ""
            yield paragraph(
                f"But the field is minus the gradient of a loss {{L}}, and that can be looked at itself. Measured from "
                f"its value at {{at}}{moved} it is",
                L=Name("L"),
                at=point(self.at),
            )
            yield Equation((self.rest,))
            yield paragraph(self._extremum(), L=Name("L"), at=point(self.at))
            return
        yield paragraph(
            "But the field is minus the gradient of a loss {L}, and that can be looked at along lines through {at}:",
            L=Name("L"),
            at=point(self.at),
        )
        yield Equation(tuple(self._line(slope) for slope in self.slopes))
        both = "falls on one side and rises on the other" if len(self.slopes) == 1 else "rises on one and falls on one"
        yield paragraph(
            f"and terms of higher degree: {{L}} {both}, so {{at}} is no minimum and no maximum. It is a *saddle* of "
            "{L}, and unstable: for an analytic loss only minima are stable (Absil and Kurdyka).",
            L=Name("L"),
            at=point(self.at),
        )

    def _line(self, slope: Slope) -> Chain:
        along = tuple(sp.expand(c + U * d) for c, d in zip(self.at, slope.direction, strict=True))
        height = self.loss.xreplace(dict(zip(self.states, self.at, strict=True)))
        return Chain((Name("L", args=along), sp.expand(height) + slope.coefficient * U**slope.power), ("≈",))

    def _extremum(self) -> str:
        if self.side == 1:
            return (
                "All its terms are even powers with positive coefficients, so {at} is a strict minimum of {L}. The "
                "loss falls along every solution, to this minimum: {at} is *stable*, and it attracts, more slowly than "
                "exponentially in the flat directions."
            )
        return (
            "All its terms are even powers with negative coefficients, so {at} is a strict maximum of {L}. The loss "
            "falls along every solution, away from it: {at} is *unstable*."
        )


def by_landscape(system: ODESystem, spectral: Spectral) -> Classification | None:
    """Decide a degenerate critical point of a gradient flow by the values of the loss near it.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, y, z = sp.symbols("x y z", real=True)
    >>> [c.kind.value for c in analyze(ODESystem((x, y, z), (-4 * x**3, -4 * y**3, -2 * z))).classifications]
    ['stable']
    """
    matrix, at = spectral.linearization.jacobian, spectral.point.at
    if matrix != matrix.T or not all(value.is_Rational for value in at):
        return None
    loss = potential(system)
    if loss is None or not loss.is_polynomial(*system.states) or loss.free_symbols - set(system.states):
        return None
    moved = {state: state + value for state, value in zip(system.states, at, strict=True)}
    height = loss.xreplace(dict(zip(system.states, at, strict=True)))
    rest = sp.Poly(sp.expand(loss.xreplace(moved) - height), *system.states)
    side = _extremum_side(rest)
    if side:
        rule = Landscape(system.states, at, loss, side, rest.as_expr())
        return decided(spectral, *rule.verdict, rule)
    slopes = _both_signs(rest, matrix)
    if slopes is None:
        return None
    rule = Landscape(system.states, at, loss, 0, rest.as_expr(), slopes)
    return decided(spectral, *rule.verdict, rule)


def _extremum_side(rest: sp.Poly) -> int:
    """Return 1 or −1 where all terms are even with coefficients of that sign and each state has a power alone."""
    terms = rest.terms()
    sides = {sign(value) for _, value in terms}
    if any(power % 2 for powers, _ in terms for power in powers) or len(sides) != 1:
        return 0
    alone = [powers for powers, _ in terms if sum(map(bool, powers)) == 1]
    everywhere = all(any(powers[place] for powers in alone) for place in range(len(rest.gens)))
    return sides.pop() or 0 if everywhere else 0


def _both_signs(rest: sp.Poly, matrix: sp.ImmutableMatrix) -> tuple[Slope, ...] | None:
    """Look for lines along which the loss falls and rises: along axes, and in the kernel of the Hessian."""
    found: dict[int, Slope] = {}
    for direction in _directions(matrix):
        slope = _slope(rest, direction)
        if slope is None:
            continue
        if len(slope.sides) > 1:
            return (slope,)
        found.setdefault(slope.sides.pop(), slope)
        if len(found) > 1:
            return found[1], found[-1]
    return None


def _directions(matrix: sp.ImmutableMatrix) -> Iterator[Vector]:
    size = matrix.rows
    units = [tuple(sp.S(int(i == j)) for j in range(size)) for i in range(size)]
    yield from units
    kernel = [tuple(vector) for vector in matrix.nullspace()] if all(entry.is_Rational for entry in matrix) else units
    choices = product((0, 1, -1), repeat=len(kernel))
    for _, weights in zip(range(DIRECTION_LIMIT), choices, strict=False):
        if any(weights):
            yield tuple(normal(sum(w * v[k] for w, v in zip(weights, kernel, strict=True))) for k in range(size))


def _slope(rest: sp.Poly, direction: Vector) -> Slope | None:
    """Find the first term of the loss along a line; None where it stays level or no sign is decided."""
    line = sp.Poly(rest.as_expr().xreplace(dict(zip(rest.gens, (U * d for d in direction), strict=True))), U)
    terms = sorted((power, value) for (power,), value in line.terms() if value != 0)
    if not terms or not sign(terms[0][1]):
        return None
    return Slope(direction, *terms[0])
