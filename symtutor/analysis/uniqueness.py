"""Existence and uniqueness on the line, where f is continuous but not smooth everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.beside import germ
from symtutor.analysis.log_log import slope_agrees
from symtutor.analysis.sampled import at_samples
from symtutor.analysis.sides import one_member
from symtutor.analysis.smoothness import smooth_at
from symtutor.analysis.words import every_integer, function, member, point, series
from symtutor.document import Name, Negative, Power, Step, Sum, Written, equals, paragraph
from symtutor.model import Break
from symtutor.numerics.balls import enclose, taylor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sympy.logic.boolalg import Boolean

    from symtutor.analysis.around import Around
    from symtutor.analysis.germ import Germ
    from symtutor.document import Block, Formula
    from symtutor.model import ODESystem

TITLE = "Solutions"
TOPIC = "existence"
TIMES = (sp.Rational(1, 3), sp.Rational(5, 4), sp.Integer(3))


@dataclass(frozen=True, slots=True)
class Osgood:
    """At a zero a of a continuous f, solutions are unique on a side exactly where ∫ dx/|f| up to a diverges there.

    (Osgood's criterion: Hartman, *Ordinary Differential Equations*, III.6; Agarwal and Lakshmikantham, *Uniqueness and
    Nonuniqueness Criteria for Ordinary Differential Equations*, §1.4.) Where it converges, the time from a to its
    neighbours is finite, and separation of variables gives the second solution.

    Attributes
    ----------
    sides : tuple of (int, Germ)
        The sides on which f is defined, each with the leading term of f there.
    second : Expr or None
        For f = c|x − a|ᵖ on a side that the flow leaves: the solution other than a that starts at a.
    """

    state: sp.Symbol
    field: sp.Expr
    at: sp.Expr
    sides: tuple[tuple[int, Germ], ...]
    index: tuple[sp.Symbol, ...] = ()
    second: sp.Expr | None = None
    time: sp.Symbol = sp.Symbol("t", real=True)  # noqa: RUF009 - symbols are immutable

    @property
    def lipschitz(self) -> bool:
        """Whether |f(x)| ≤ L |x − a| nearby."""
        return all(found.power > 1 or (found.power == 1 and found.logs <= 0) for _, found in self.sides)

    def _in_finite_time(self, *, leaving: bool) -> bool:
        """Tell whether the flow leaves, or arrives, in finite time on a side."""
        return any(
            (found.direction == side) == leaving and found.faster_than(sp.S.Zero) is True for side, found in self.sides
        )

    @property
    def left_in_finite_time(self) -> bool:
        """Whether solutions start at a and move away at once."""
        return self._in_finite_time(leaving=True)

    @property
    def reached_in_finite_time(self) -> bool:
        """Whether solutions arrive at a in finite time."""
        return self._in_finite_time(leaving=False)

    def verify(self) -> bool | None:
        """Measure the size of f beside a in balls, and put the second solution into the equation."""
        parameters = self.field.free_symbols - {self.state}
        if parameters:
            return at_samples(self, parameters)
        at = member(self.at, self.index)
        verdicts = [slope_agrees(self.field, self.state, at, side, found) for side, found in self.sides]
        if self.second is not None:
            verdicts += [self._solves(time) for time in TIMES]
        return False if False in verdicts else None if None in verdicts else True

    def _solves(self, time: sp.Expr) -> bool | None:
        """Compare both sides of the equation at one time, with the derivative from Taylor arithmetic."""
        values = taylor(self.second, self.time, {self.time: time}, 1)
        velocity = None if values is None else enclose(self.field, {self.state: values[0]})
        return None if values is None or velocity is None else bool(values[1].overlaps(velocity))

    def narrate(self) -> Step:
        """Say whether solutions through the point are unique, and why."""
        velocity = sp.Symbol("f", real=True)
        holes = {
            "at": point((self.at,)),
            "f": Name("f"),
            "size": self._size(),
            "pace": Written(1 / velocity, ((velocity, function(self.state)),)),
            "every": every_integer(self.index),
        }
        opening = "At {at}, {f} is not Lipschitz: nearby it is of the size of {size}{every}. "
        if not (self.left_in_finite_time or self.reached_in_finite_time):
            text = "Yet solutions stay unique there: the integral of {pace} up to {at} is infinite (Osgood)."
            return Step(TITLE, (paragraph(opening + text, **holes),), TOPIC)
        text = opening + "The integral of {pace} up to {at} is finite, so "
        if not self.left_in_finite_time:
            text += (
                "solutions reach {at} in finite time and then stay. Forward in time they are unique; backward they are "
                "not, since nothing at {at} tells when they arrived."
            )
        elif self.reached_in_finite_time:
            text += (
                "solutions reach {at} in finite time, and may stay there for any time before they move on: they are "
                "not unique."
            )
        else:
            text += "solutions through {at} are not unique: they may stay for any time, then leave."
        return Step(TITLE, (paragraph(text, **holes), *self._two()), TOPIC)

    def _two(self) -> list[Block]:
        """Show two solutions with the same start."""
        if self.second is None:
            return []
        start = equals(Name(self.state.name, args=(sp.S.Zero,)), self.at)
        name = Name(self.state.name, args=(self.time,))
        text = "For example {rest} and, for {later}, {move} both solve the equation with {start}."
        return [
            paragraph(
                text,
                rest=equals(name, self.at),
                move=equals(name, self._written()),
                later=paragraph("{t} ≥ 0", t=self.time),
                start=start,
            )
        ]

    def _written(self) -> Formula:
        """Write the second solution as a power that is not multiplied out, unless it is a whole power."""
        if self.second is None:
            return sp.S.Zero
        moved = sp.expand(self.second - self.at)
        side, found = next((side, found) for side, found in reversed(self.sides) if found.direction == side)
        exponent = 1 / (1 - found.power)
        if exponent.is_Integer or found.coefficient is None:
            return self.at + moved
        power = Power((1 - found.power) * sp.Abs(found.coefficient) * self.time, exponent)
        signed = power if side > 0 else Negative(power)
        return signed if self.at == 0 else Sum((self.at, signed))

    def _size(self) -> sp.Expr:
        """Write |x − a|ᵖ times the logarithms, for the side on which f is largest."""
        found = min((found for _, found in self.sides), key=lambda term: (term.power, -term.logs))
        one_side = len(self.sides) == 1
        distance = self.state - self.at if one_side and self.sides[0][0] == 1 else sp.Abs(self.state - self.at)
        if one_side and self.sides[0][0] == -1:
            distance = self.at - self.state
        return distance**found.power * (-sp.log(distance)) ** found.logs


@dataclass(frozen=True, slots=True)
class ContinuousOnLine:
    """A continuous f has a solution through every start (Peano); it is unique where f is smooth or not zero.

    On the line uniqueness can fail only at zeros of f: where f ≠ 0, x′ = f(x) is ∫ dx/f = t, and that has one solution
    (Teschl, *Ordinary Differential Equations and Dynamical Systems*, §1.3 and Thm 2.19).

    Attributes
    ----------
    domain : tuple of Boolean
        Where f is defined; empty where it is defined everywhere.
    smooth : bool
        Whether f is smooth throughout its domain, and the domain is open.
    zeros, rough : tuple of Expr
        The zeros of f, and those of them at which f is not Lipschitz.
    samples : tuple of Expr
        Points of the domain between the places that cut the line.
    """

    state: sp.Symbol
    field: sp.Expr
    domain: tuple[Boolean, ...]
    smooth: bool
    zeros: tuple[sp.Expr, ...]
    rough: tuple[sp.Expr, ...]
    samples: tuple[sp.Expr, ...]

    def verify(self) -> bool | None:
        """Expand f in a Taylor series at a point of every interval, which fails where it is not differentiable."""
        parameters = self.field.free_symbols - {self.state}
        if parameters:
            return at_samples(self, parameters)
        if any(sample.free_symbols for sample in self.samples):
            return None
        return all(taylor(self.field, self.state, {self.state: place}, 1) is not None for place in self.samples) or None

    def narrate(self) -> Step:
        """Say where solutions exist and where they are unique."""
        where = "{f} is defined where {domain}. " if self.domain else ""
        there = "There it" if self.domain else "{f}"
        if self.smooth:
            inside, lasting = " in its domain", "until it leaves the domain or runs to infinity"
            if not self.domain:
                inside, lasting = "", "as long as it stays finite"
            text = (
                f"{where}{there} is continuously differentiable: through every start{inside} passes exactly one "
                f"solution (Picard–Lindelöf), {lasting}."
            )
        else:
            text = (
                f"{where}{there} is continuous. Where {{f}} is not zero, separation of variables leaves exactly one "
                "solution through a start; only at zeros of {f} can uniqueness fail."
            )
            if not self.zeros:
                text += " Here there are none."
            elif not self.rough:
                text += " Here it does not: near its zeros {f} is Lipschitz."
        known = series(self.domain) if self.domain else ""
        return Step(TITLE, (paragraph(text, f=Name("f"), domain=known),), TOPIC)


def osgood(system: ODESystem, neighbours: Sequence[Around]) -> list[Osgood]:
    """Look at every fixed point at which f is not Lipschitz."""
    (state,), (field,) = system.states, system.field
    found: list[Osgood] = []
    for place, left, right in neighbours:
        if isinstance(place, Break) or smooth_at(field, system.states, place.at) is True:
            continue
        at = one_member(place.point, field, state)
        if at is None:
            continue
        sides = [(side, germ(field, state, at, side)) for side, flow in ((-1, left), (1, right)) if flow is not None]
        known = tuple((side, term) for side, term in sides if term is not None)
        if not known or len(known) < len(sides):
            continue
        rule = Osgood(state, field, place.at[0], known, place.point.index, _second(system, at, known), system.time)
        if not rule.lipschitz:
            found.append(rule)
    return found


def _second(system: ODESystem, at: sp.Expr, sides: Sequence[tuple[int, Germ]]) -> sp.Expr | None:
    """Solve s′ = c sᵖ, p < 1, from s(0) = 0 on a side that the flow leaves: s = ((1 − p) c t)^(1/(1 − p))."""
    (state,), (field,) = system.states, system.field
    distance = sp.Dummy("s", positive=True)
    for side, found in sorted(sides, key=lambda pair: -pair[0]):
        if found.direction != side or found.coefficient is None or not found.faster_than(sp.S.Zero):
            continue
        beside = field.subs(state, at + side * distance)
        if sp.expand(beside - found.coefficient * distance**found.power) == 0 and found.logs == 0:
            rest = 1 - found.power
            return at + side * (rest * sp.Abs(found.coefficient) * system.time) ** (1 / rest)
    return None
