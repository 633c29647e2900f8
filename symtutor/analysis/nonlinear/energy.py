"""Stability by the energy of a damped oscillator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.nonlinear.circle import has_sign_around
from symtutor.analysis.nonlinear.forms import definite
from symtutor.analysis.nonlinear.frames import Frame
from symtutor.analysis.nonlinear.higher_focal_value import VERDICTS
from symtutor.analysis.nonlinear.jets import jet
from symtutor.analysis.nonlinear.monodromy import turning_point
from symtutor.analysis.nonlinear.silence import TITLE, TOPIC, decided
from symtutor.analysis.structure.antiderivative import antiderivative
from symtutor.analysis.structure.exact import normal, sign
from symtutor.analysis.structure.zero import vanishes
from symtutor.analysis.words import point
from symtutor.document import Equation, Name, Step, Sum, equals, paragraph
from symtutor.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.document import Block
    from symtutor.model import Classification, FixedPoint, Linearization, ODESystem

ORDER = 12


@dataclass(frozen=True, slots=True)
class Energy:
    """u′ = w, w′ = −g(u) − d(u, w) w: V = w²/2 + ∫g has V′ = −d w².

    Where V has a strict minimum at the point and d is positive near it (except at the point or on an axis), no orbit
    stays where V′ = 0, and the point is asymptotically stable (LaSalle; Khalil, *Nonlinear Systems*, Cor. 4.1); with d
    negative the same holds backward in time.

    Attributes
    ----------
    frame : Frame
        Coordinates in which the first equation is u′ = w.
    potential : Expr
        ∫g, zero at the point.
    damping : Expr
        d.
    side : int
        The sign of V′: −1 where the energy falls.
    """

    frame: Frame
    potential: sp.Expr
    damping: sp.Expr
    side: int
    kind: Kind

    theorem = "lyapunov function"

    @property
    def energy(self) -> sp.Expr:
        """V."""
        return self.frame.symbols[1] ** 2 / 2 + self.potential

    def verify(self) -> bool | None:
        """Evaluate V and V′ off the axes of a small circle in balls: V is above its least value, V′ has one sign."""
        displaced = sp.Matrix([state - value for state, value in zip(self.frame.states, self.frame.at, strict=True)])
        u, w = sp.Matrix([self.frame.first, self.frame.second]).T.inv() * displaced
        energy = self.energy.xreplace(dict(zip(self.frame.symbols, (u, w), strict=True)))
        rate = sum(sp.diff(energy, s) * c for s, c in zip(self.frame.states, self.frame.field, strict=True))
        above = has_sign_around(energy, self.frame, 1)
        return above and has_sign_around(rate, _tilted(self.frame), self.side)

    def narrate(self) -> Step:
        """Tell the energy and how it changes."""
        return Step(TITLE, tuple(self._blocks()), TOPIC)

    def _blocks(self) -> Iterator[Block]:
        u, w = self.frame.symbols
        energy = Name("V", args=(u, w), value=self.energy)
        falls = self.side == -1
        yield paragraph("{words}Take the energy of this oscillator, kinetic plus potential,", words=self.frame.words())
        yield Equation((equals(energy, Sum((w**2 / 2, self.potential))),))
        yield paragraph(
            "It has a strict minimum at {at}. Along a solution all but the damping cancels: {rate}, which is nowhere "
            + ("positive" if falls else "negative")
            + " near {at}. It is zero only on curves on which no solution stays, except {at} itself. So the energy "
            + ("falls to its minimum" if falls else "grows away from its minimum")
            + (": {at} is *asymptotically stable*." if falls else ": {at} is *unstable*."),
            at=point(self.frame.at),
            rate=equals(Name("V", primes=1), -self.damping * w**2),
        )
        if self.kind is Kind.UNDECIDED:
            yield paragraph("The type of {at} stays *undecided*.", at=point(self.frame.at))
        else:
            yield paragraph(
                "Orbits near {at} turn around it, and none closes: {at} is "
                + ("a" if falls else "an")
                + f" *{self.kind}*, though not an exponential one.",
                at=point(self.frame.at),
            )


def _tilted(frame: Frame) -> Frame:
    """Turn the frame a little, so that no sample of a circle lies where only an axis makes V′ zero."""
    tilt = ((sp.Rational(17, 18), sp.Rational(1, 7)), (-sp.Rational(1, 11), sp.Rational(19, 20)))
    first, second = (
        (u * frame.first[0] + w * frame.second[0], u * frame.first[1] + w * frame.second[1]) for u, w in tilt
    )
    return Frame(frame.states, frame.field, frame.at, first, second)


def oscillator_frame(system: ODESystem, fixed_point: FixedPoint, linearization: Linearization) -> Frame | None:
    """Find coordinates with u′ = w: a combination of the equations in which all terms beyond the linear ones cancel."""
    jacobian = linearization.jacobian
    displaced = [state - value for state, value in zip(system.states, fixed_point.at, strict=True)]
    first, second = (
        sp.expand(component - jacobian[row, 0] * displaced[0] - jacobian[row, 1] * displaced[1])
        for row, component in enumerate(system.field)
    )
    if vanishes(first):
        combined = (sp.S.One, sp.S.Zero)
    elif vanishes(second):
        combined = (sp.S.Zero, sp.S.One)
    else:
        ratio = sp.cancel(first / second)
        if ratio.free_symbols & set(system.states):
            return None
        combined = (sp.S.One, -ratio)
    velocity = sp.Matrix([combined]) * jacobian
    rows = sp.Matrix([combined, tuple(velocity)])
    if not sign(normal(rows.det())):
        return None
    a, b, c, d = (normal(entry) for entry in rows.inv())
    return Frame(system.states, system.field, fixed_point.at, (a, c), (b, d))


def by_energy(system: ODESystem, fixed_point: FixedPoint, linearization: Linearization) -> Classification | None:
    """Decide stability by the energy of a damped oscillator.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> [c.kind.value for c in analyze(ODESystem((x, y), (y, -(x**3) - y**3))).classifications]
    ['stable spiral']
    """
    frame = oscillator_frame(system, fixed_point, linearization)
    if frame is None:
        return None
    u, w = frame.symbols
    force, damping = _split(frame)
    well = antiderivative(force, u)
    side = None if well is None or not _is_well(force, u, w) else _damping_sign(damping, u, w)
    if well is None or not side:
        return None
    turning = turning_point(system, fixed_point, linearization)
    kind, stability = VERDICTS[-side]
    if turning is None:
        kind = Kind.UNDECIDED
    rule = Energy(frame, sp.expand(well - well.subs(u, 0)), damping, -side, kind)
    return decided(fixed_point, linearization, kind, stability, *(turning or ()), rule)


def _split(frame: Frame) -> tuple[sp.Expr, sp.Expr]:
    """Write w′ as −g(u) − d(u, w) w."""
    u, w = frame.symbols
    (a, c), (b, d) = frame.first, frame.second
    place = {
        state: value + u * p + w * q
        for state, value, p, q in zip(frame.states, frame.at, frame.first, frame.second, strict=True)
    }
    f, g = (component.xreplace(place) for component in frame.field)
    acceleration = sp.expand((a * g - c * f) / normal(a * d - b * c))
    force = -acceleration.xreplace({w: sp.S.Zero})
    return sp.expand(force), sp.expand(sp.expand(-(acceleration + force)) / w)


def _is_well(force: sp.Expr, u: sp.Symbol, w: sp.Symbol) -> bool:
    """Tell whether the force g begins with a positive odd power, so that ∫g has a strict minimum."""
    expanded = jet(force, (u, w), (sp.S.Zero, sp.S.Zero), ORDER)
    power = None if expanded is None else expanded.lowest
    return expanded is not None and power is not None and power % 2 == 1 and sign(expanded[power, 0]) == 1


def _damping_sign(damping: sp.Expr, u: sp.Symbol, w: sp.Symbol) -> int | None:
    """Find the sign of d near the point where it is 0 at most at the point or on an axis; None where not seen."""
    expanded = jet(damping, (u, w), (sp.S.Zero, sp.S.Zero), ORDER)
    if expanded is None or expanded.lowest is None:
        return None
    lowest = expanded.lowest
    if not lowest:
        return sign(expanded[0, 0])
    alone = next((s for s in (u, w) if damping.free_symbols & {u, w} == {s}), None)
    if alone is None:
        return definite(expanded.form(lowest)) or None
    powers = (lowest, 0) if alone == u else (0, lowest)
    return sign(expanded[powers]) if lowest % 2 == 0 else None
