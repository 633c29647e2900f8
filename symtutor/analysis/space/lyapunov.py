"""A sum of squares that never grows: stability from a quadratic Lyapunov function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.space.silence import decided
from symtutor.analysis.space.words import TITLE, TOPIC
from symtutor.analysis.words import point
from symtutor.document import Equation, Name, Step, equals, paragraph
from symtutor.model import Kind, Stability
from symtutor.numerics.balls import enclose
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.analysis.space.characteristic import Spectral
    from symtutor.model import Classification, ODESystem

SAMPLES = tuple(sp.Rational(p, q) for p, q in ((3, 7), (-2, 5), (1, 3), (-5, 11), (4, 9), (-1, 2), (2, 7), (-3, 8)))


@dataclass(frozen=True, slots=True)
class QuadraticFunction:
    """V = Σ cᵢ (xᵢ − xᵢ*)² with all cᵢ > 0 has its strict minimum at the point, and V′ is a sum of −dⱼ times squares.

    V′ ≤ 0: stable. V′ < 0 off the point, or no solution but the point stays where V′ = 0: asymptotically stable
    (Lyapunov; LaSalle; Perko §2.9, Thm 3; Khalil, *Nonlinear Systems*, Thm 4.1 and Cor. 4.1). V′ = 0: V is conserved,
    and the point is stable without attracting.

    Attributes
    ----------
    weights : tuple of Expr
        cᵢ.
    rate : Expr
        V′, in the displacements from the point, which are written as the states.
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    at: tuple[sp.Expr, ...]
    weights: tuple[sp.Expr, ...]
    rate: sp.Expr
    definite: bool

    theorem = "lyapunov function"

    @property
    def value(self) -> sp.Expr:
        """V."""
        displaced = (state - value for state, value in zip(self.states, self.at, strict=True))
        return sp.Add(*(c * u**2 for c, u in zip(self.weights, displaced, strict=True)))

    def verify(self) -> bool | None:
        """Evaluate V and V′ along the field in balls on both sides of each coordinate plane."""
        slope = sum(sp.diff(self.value, s) * c for s, c in zip(self.states, self.field, strict=True))
        size = len(self.states)
        for shift in range(len(SAMPLES)):
            place = {
                state: value + SAMPLES[(shift * (k + 1) + k) % len(SAMPLES)] / 10
                for k, (state, value) in enumerate(zip(self.states, self.at, strict=True))
            }
            level, rate = enclose(self.value, place), enclose(slope, place)
            if level is None or rate is None:
                return None
            falls = rate.contains(0) if self.rate == 0 else bool(rate < 0)
            if not (level > 0 and falls):
                return False
        return size > 0

    def narrate(self) -> Step:
        """Tell V and how it changes."""
        moved = any(self.at)
        blocks = (
            paragraph("Measure the distance from {at} by", at=point(self.at)),
            Equation((equals(Name("V", value=self.value), self.value),)),
            paragraph(
                "It is positive everywhere else. Along solutions V changes at the rate {rate}{where}. "
                + self._conclusion(),
                rate=equals(Name("V", primes=1), self.rate),
                where=" (here the letters stand for the displacements from the point)" if moved and self.rate else "",
                at=point(self.at),
            ),
        )
        return Step(TITLE, blocks, TOPIC)

    def _conclusion(self) -> str:
        if self.rate == 0:
            return (
                "V is conserved: each solution stays on its ellipsoid around {at}, neither nearer nor farther. So {at} "
                "is stable, but does not attract: *neutral*."
            )
        if self.definite:
            return "That is negative everywhere else, so V falls to its minimum: {at} is *stable*, and it attracts."
        return (
            "That is never positive, and it is 0 only where no solution stays except at {at} itself. So V falls to "
            "its minimum (LaSalle): {at} is *stable*, and it attracts."
        )


def by_quadratic_function(system: ODESystem, spectral: Spectral) -> Classification | None:
    """Look for positive weights such that in V′ only even powers with negative coefficients remain.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, y, z = sp.symbols("x y z", real=True)
    >>> field = (-2 * y + y * z - x**3, x - x * z - y**3, x * y - z**3)
    >>> [c.kind.value for c in analyze(ODESystem((x, y, z), field)).classifications]
    ['stable']
    """
    at = spectral.point.at
    if spectral.counts.right or not all(value.is_Rational for value in at):
        return None
    rule = quadratic_function(system, at)
    if rule is None:
        return None
    if rule.rate == 0:
        return decided(spectral, Kind.NEUTRAL, Stability.NEUTRAL, rule)
    return decided(spectral, Kind.STABLE, Stability.ASYMPTOTIC, rule)


def quadratic_function(system: ODESystem, at: tuple[sp.Expr, ...]) -> QuadraticFunction | None:
    """Find V = Σ cᵢ (xᵢ − xᵢ*)² with V′ = 0, or V′ ≤ 0 and no solution but the point where V′ stays 0.

    All of this holds everywhere, not only near the point.
    """
    states = system.states
    moved = {state: state + value for state, value in zip(states, at, strict=True) if value}
    field = tuple(sp.expand(component.xreplace(moved)) for component in system.field)
    if not all(component.is_polynomial(*states) and not component.free_symbols - set(states) for component in field):
        return None
    weights = _weights(states, field)
    if weights is None:
        return None
    rate = sp.expand(sum(2 * c * s * f for c, s, f in zip(weights, states, field, strict=True)))
    definite = definite_in(rate, states)
    if rate != 0 and not definite and not nothing_stays(rate, states, field):
        return None
    return QuadraticFunction(states, system.field, at, weights, rate, definite)


def _weights(states: tuple[sp.Symbol, ...], field: tuple[sp.Expr, ...]) -> tuple[sp.Expr, ...] | None:
    """Solve for weights that cancel all terms of V′ but even ones, and take them if all are positive."""
    unknown = [sp.Dummy(f"c{place}") for place in range(len(states))]
    rate = sp.Poly(sum(2 * c * s * f for c, s, f in zip(unknown, states, field, strict=True)), *states)
    mixed = [value for powers, value in rate.terms() if any(power % 2 for power in powers)]
    solution = sp.linsolve(mixed, unknown) if mixed else {tuple(unknown)}
    found = next(iter(solution), None)
    if found is None:
        return None
    weights = tuple(sp.expand(value.xreplace(dict.fromkeys(unknown, sp.S.One))) for value in found)
    if not all(sign(weight) == 1 for weight in weights):
        return None
    known = dict(zip(unknown, weights, strict=True))
    even = (value.xreplace(known) for powers, value in rate.terms() if not any(power % 2 for power in powers))
    return weights if all(sign(sp.expand(value)) in (0, -1) for value in even) else None


def definite_in(rate: sp.Expr, states: tuple[sp.Symbol, ...]) -> bool:
    """Tell whether each state has a pure power among the terms, all of which are even with negative coefficients."""
    alone = [powers for powers, _ in sp.Poly(rate, *states).terms() if sum(map(bool, powers)) == 1]
    return rate != 0 and all(any(powers[place] for powers in alone) for place in range(len(states)))


def nothing_stays(rate: sp.Expr, states: tuple[sp.Symbol, ...], field: tuple[sp.Expr, ...]) -> bool:
    """Tell whether a solution on which V′ = 0 must rest at the point: one state after the other is forced to be 0.

    A state with a pure power in V′ is 0 there; where a state stays 0, so does its velocity, and if of that only a power
    of one other state is left, that one is 0 too.
    """
    zero: dict[sp.Symbol, sp.Expr] = {}
    pending = [powers for powers, _ in sp.Poly(rate, *states).terms() if sum(map(bool, powers)) == 1]
    zero.update({states[next(k for k, power in enumerate(powers) if power)]: sp.S.Zero for powers in pending})
    for _ in states:
        for state, component in zip(states, field, strict=True):
            left = sp.expand(component.xreplace(zero)) if state in zero else sp.S.Zero
            if left != 0 and len(left.free_symbols) == 1 and not left.is_Add:
                zero[left.free_symbols.pop()] = sp.S.Zero
    return len(zero) == len(states)
