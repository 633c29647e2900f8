"""A solution in the plane followed in decimals: where it seems to end, labelled as not proved."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fate.attraction import attracts_within, falls_around
from symtutor.analysis.fate.words import TITLE, TOPIC, beginning
from symtutor.analysis.words import point
from symtutor.document import Approx, Chain, Name, Step, paragraph
from symtutor.model import Kind, Stability
from symtutor.numerics.balls import enclose_all, middle
from symtutor.numerics.compiled import plainly_smooth
from symtutor.numerics.ends import End, agrees, end_of
from symtutor.numerics.taylor import taylor_solution

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from symtutor.document import Paragraph
    from symtutor.model import Analysis, Classification, LimitCycle, ODESystem

    Place: TypeAlias = tuple[Classification, tuple[sp.Expr, ...]]

NEAR = sp.Rational(1, 10**4)
BESIDE = sp.Rational(1, 10**6)
"""How far to each side, relative to the size of the start, solutions must come to the same point."""

FARTHEST = 5
"""Members of a family that are looked at, to each side of 0; beyond nothing is told."""

LONG = sp.Integer(2)
"""The time to which a second method follows the solution: far enough to tell a wrong one."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A numeric observation: the solution by the method of Dormand and Prince, whose steps are wrong by 10⁻¹⁰ at most.

    Nothing is proved by it. Where a quadratic Lyapunov function proves that whatever comes near to the attracting point
    ends there, what is not proved is only that the solution comes near.

    Attributes
    ----------
    keeps : bool
        Whether that is proved of the point the solution comes near to.
    """

    system: ODESystem
    start: tuple[sp.Expr, ...]
    end: End
    points: tuple[Place, ...]
    cycles: tuple[LimitCycle, ...]
    others: tuple[Place, ...] = ()
    keeps: bool = False

    theorem = "numeric"

    def verify(self) -> bool | None:
        """Follow the solution for a while by Taylor series with 30 digits: it must be at the same place."""
        time = min(LONG, self.end.time / 2)  # not where it blows up
        exact = taylor_solution(self.system, self.start, time)
        there = None if exact is None else agrees(self.system, self.start, time, exact)
        if self.end.point is None or not self.keeps or not there:
            return there
        return falls_around(self.system, self.points[self.end.point][1], NEAR)

    def narrate(self) -> Step:
        """Say what was seen."""
        return Step(
            TITLE,
            (
                paragraph(
                    "Followed step by step in decimals from {start}, the solution {end}: *numeric, not proved*.{then}",
                    start=beginning(self.system.states, self.start),
                    end=self._end(),
                    then=self._then(),
                ),
            ),
            TOPIC,
        )

    def _then(self) -> Paragraph:
        """Say what is proved of a solution that comes so near."""
        if self.end.point is None:
            return paragraph("")
        if not self.keeps:
            return paragraph(" Whether it ends there is not decided here.")
        return paragraph(
            " But every solution that comes so near to {at} ends there, and that is proved: a quadratic function of "
            "the distance falls along all of them (Lyapunov).",
            at=point(self.points[self.end.point][1]),
        )

    def _end(self) -> Paragraph:
        time = Chain((Name("t"), Approx(self.end.time, 4)), ("≈",))
        if self.end.point is not None:
            found, at = self.points[self.end.point]
            return paragraph(
                f"comes within {{near}} of the {_word(found)} {{at}} at {{time}}",
                at=point(at),
                time=time,
                near=NEAR,
            )
        if self.end.cycle is not None:
            x, y = (Approx(value) for value in self.cycles[self.end.cycle].through)
            return paragraph(
                "approaches the limit cycle through ({x}, {y}) and is on it to six digits at {time}",
                x=x,
                y=y,
                time=time,
                near=NEAR,
            )
        if self.end.lost is not None:
            found, at = self.others[self.end.lost]
            return paragraph(
                f"comes so close to the {_word(found)} {{at}}, at {{time}}, that decimals do not tell whether it ends "
                "there",
                at=point(at),
                time=time,
            )
        if self.end.closed:
            return paragraph("runs along a closed orbit and is back where it began at {time}", time=time)
        return paragraph("runs off and is beyond a million times the size of everything here at {time}", time=time)


def _members(found: Classification) -> Iterator[Place]:
    """List a point, or the members of a family around 0."""
    index = found.point.index
    for choice in product(range(-FARTHEST, FARTHEST + 1), repeat=len(index)):
        numbers = dict(zip(index, map(sp.Integer, choice), strict=True))
        yield found, tuple(sp.expand(value.subs(numbers)) for value in found.at)


def _word(found: Classification) -> str:
    """Name a fixed point by its kind, where that is a noun."""
    nouns = (Kind.DEGENERATE, Kind.UNDECIDED, Kind.NON_ISOLATED)
    return "fixed point" if found.kind in nouns else found.kind.value


def followed(analysis: Analysis, start: tuple[sp.Expr, ...]) -> tuple[Followed] | None:
    """Follow a solution of a field of numbers that is smooth wherever it is defined."""
    system = analysis.system
    if any(c.free_symbols - set(system.states) for c in system.field) or any(value.free_symbols for value in start):
        return None
    if not plainly_smooth(system.field, system.states):
        return None
    places = [place for c in analysis.classifications for place in _members(c)]
    if any(value.free_symbols for _, at in places for value in at):
        return None  # a continuum: near it nothing is told by decimals
    points = tuple(place for place in places if place[0].stability is Stability.ASYMPTOTIC)
    others = tuple(place for place in places if place[0].stability is not Stability.ASYMPTOTIC)
    families = any(c.point.index for c in analysis.classifications)
    cycles = tuple(c for c in analysis.structure.limit_cycles if c.stability is Stability.ASYMPTOTIC)
    ends = [at for _, at in points]
    end = end_of(system, start, ends, cycles, [at for _, at in others], within=families)
    keeps = analysis.structure.first_integral is not None or any(
        c.kind is Kind.CENTER for c in analysis.classifications
    )
    if end is None or (end.closed and not keeps):  # a spiral that is weak enough looks closed
        return None
    if end.point is None:
        return (Followed(system, start, end, points, cycles, others),)
    for moved in _beside(system, start):  # a start close to the border of a basin is not told
        other = end_of(system, moved, ends, cycles, [at for _, at in others], within=families)
        if other is None or other.point != end.point:
            return None
    return (Followed(system, start, end, points, cycles, others, attracts_within(system, ends[end.point], NEAR)),)


def _beside(system: ODESystem, start: tuple[sp.Expr, ...]) -> Iterator[tuple[sp.Expr, ...]]:
    """Give a start on each side of the solution."""
    velocity = enclose_all(system.field, dict(zip(system.states, start, strict=True)))
    if velocity is None:
        return
    u, v = map(middle, velocity)
    size = BESIDE * max(1, *map(abs, start)) / max(abs(u), abs(v))
    for side in (1, -1):
        yield start[0] - side * size * v, start[1] + side * size * u
