"""A coordinate line that no solution leaves, and on it a motion away from the point: unstable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.nonlinear.curves import starts_with
from symtutor.analysis.space.silence import decided
from symtutor.analysis.space.words import TITLE, TOPIC
from symtutor.analysis.words import point, series
from symtutor.document import Chain, Equation, Name, Step, equals, paragraph
from symtutor.model import Kind, Stability
from symtutor.numerics.balls import taylor

if TYPE_CHECKING:
    from symtutor.analysis.space.characteristic import Spectral
    from symtutor.model import Classification, ODESystem

TIME = sp.Dummy("t", real=True)


@dataclass(frozen=True, slots=True)
class CoordinateLine:
    """On a line through the point along one coordinate the other velocities are 0, so solutions stay on the line.

    There the system is one equation u′ = a uᵖ + …, u the displacement from the point. With a > 0 the starts with u > 0
    leave; with a < 0 and p even those with u < 0 do (Strogatz, *Nonlinear Dynamics and Chaos*, §2.2). Starts as near as
    one likes that leave make the point unstable (Khalil, *Nonlinear Systems*, Def. 4.1).

    Attributes
    ----------
    place : int
        The coordinate that varies.
    motion : Expr
        Its velocity on the line, in the displacement, which is written as the state.
    power, coefficient : int, Expr
        p and a.
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    at: tuple[sp.Expr, ...]
    place: int
    motion: sp.Expr
    power: int
    coefficient: sp.Expr

    theorem = "invariant line"

    @property
    def side(self) -> int:
        """The side on which solutions leave: 1 where u > 0, −1 where u < 0."""
        return 1 if self.coefficient > 0 else -1

    def verify(self) -> bool | None:
        """Expand the field along the line in power series of balls, up to the degree of the field."""
        if self.coefficient < 0 and self.power % 2:
            return False
        line = {
            state: value + (TIME if place == self.place else 0)
            for place, (state, value) in enumerate(zip(self.states, self.at, strict=True))
        }
        verdicts: list[bool | None] = []
        for place, component in enumerate(self.field):
            degree = max(self.power, sp.Poly(component, *self.states).total_degree(), 0)
            terms = taylor(component.xreplace(line), TIME, {TIME: sp.S.Zero}, int(degree))
            if terms is None:
                verdicts.append(None)
            elif place == self.place:
                verdicts.append(starts_with(terms, self.power, self.coefficient))
            else:
                verdicts.append(all(term.contains(0) for term in terms))
        if False in verdicts:
            return False
        return None if None in verdicts else True

    def narrate(self) -> Step:
        """Say why solutions stay on the line, how they move there, and what follows."""
        state = self.states[self.place]
        others = [k for k in range(len(self.states)) if k != self.place]
        values = series(equals(self.states[k], self.at[k]) for k in others)
        still = series(Name(self.states[k].name, primes=1) for k in others)
        moved = self.at[self.place] != 0
        blocks = (
            paragraph(
                "Where {values}, {still} are 0 too, so a solution that starts on this line stays on it. There the "
                "system is one equation" + (" for the displacement {state} from the point:" if moved else ":"),
                values=values,
                still=still,
                state=state,
            ),
            Equation((equals(Name(state.name, primes=1), self.motion),)),
            paragraph(
                "Near 0 its first term {term} decides: for small {side} the distance from the point grows. So starts "
                "as near to {at} as one likes leave: {at} is *unstable*. What the other directions do is not decided "
                "here, so its type stays *undecided*.",
                term=self.coefficient * state**self.power,
                side=Chain((state, sp.S.Zero), (">" if self.side > 0 else "<",), claim=False),
                at=point(self.at),
            ),
        )
        return Step(TITLE, blocks, TOPIC)


def by_coordinate_line(system: ODESystem, spectral: Spectral) -> Classification | None:
    """Look for a coordinate line through the point that is invariant and leads away from it.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, y, z = sp.symbols("x y z", real=True)
    >>> field = (x**3 + y**2, -(y**3), -z)
    >>> [c.stability.value for c in analyze(ODESystem((x, y, z), field)).classifications]
    ['unstable']
    """
    states, at = system.states, spectral.point.at
    if spectral.counts.right or system.domain or not all(value.is_Rational for value in at):
        return None
    if not all(c.is_polynomial(*states) and not c.free_symbols - set(states) for c in system.field):
        return None
    for place, (state, value) in enumerate(zip(states, at, strict=True)):
        line = dict(zip(states, at, strict=True)) | {state: state + value}
        velocity = [sp.expand(component.xreplace(line)) for component in system.field]
        if velocity[place] == 0 or any(part != 0 for k, part in enumerate(velocity) if k != place):
            continue
        (power,), coefficient = min(sp.Poly(velocity[place], state).terms())
        if coefficient.is_Rational and (coefficient > 0 or power % 2 == 0):
            rule = CoordinateLine(states, system.field, at, place, velocity[place], power, coefficient)
            return decided(spectral, Kind.UNDECIDED, Stability.UNSTABLE, rule)
    return None
