"""Where the flow leads out of the domain: into a pole, a hole, or an end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import sympy as sp

from symtutor.analysis.beside import germ
from symtutor.analysis.log_log import slope_agrees
from symtutor.analysis.sampled import at_samples
from symtutor.analysis.words import every_integer, function, member
from symtutor.document import Name, Step, Written, paragraph
from symtutor.model import Break

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.analysis.around import Around
    from symtutor.analysis.germ import Germ
    from symtutor.model import ODESystem

TOPIC = "flow"


@dataclass(frozen=True, slots=True)
class IntoBreak:
    """The time to a place at which f is not defined is ∫ dx/f; it is finite unless f tends to zero fast enough.

    Beside a pole 1/f tends to zero, so the time is finite: the solution reaches the edge of the domain and ends there
    (Teschl, *Ordinary Differential Equations and Dynamical Systems*, §1.3 and Cor. 2.16).

    Attributes
    ----------
    sides : tuple of (int, Germ)
        The sides from which the flow arrives, each with the leading term of f there.
    """

    state: sp.Symbol
    field: sp.Expr
    at: Break
    sides: tuple[tuple[int, Germ], ...]

    theorem: ClassVar[str] = "separation of variables"

    @property
    def in_finite_time(self) -> bool | None:
        """Whether all that arrives does so in finite time; None where that is not the same on both sides."""
        verdicts = {found.faster_than(sp.S.Zero) for _, found in self.sides}
        return verdicts.pop() if len(verdicts) == 1 else None

    def verify(self) -> bool | None:
        """Measure in balls how f grows or shrinks over twenty orders of magnitude beside the place."""
        parameters = self.field.free_symbols - {self.state}
        if parameters:
            return at_samples(self, parameters)
        at = member(self.at.at, self.at.index)
        verdicts = [slope_agrees(self.field, self.state, at, side, found) for side, found in self.sides]
        return False if False in verdicts else None if None in verdicts else True

    def narrate(self) -> Step:
        """Say from where the flow arrives, and that the solution ends."""
        place = "the pole at {at}" if self.at.pole else "the hole at {at}"
        if not (self.at.left and self.at.right):
            place = "{at}, where the domain ends,"
        where = {(-1,): "from the left", (1,): "from the right", (-1, 1): "from both sides"}[
            tuple(side for side, _ in self.sides)
        ]
        velocity = sp.Symbol("f", real=True)
        pace = Written(1 / velocity, ((velocity, function(self.state)),))
        speed = ", with infinite speed" if self.at.pole else ""
        verdict = {
            True: f"A solution gets there in finite time{speed}, and ends: the integral of {{pace}} is finite.",
            False: "But no solution gets there in finite time: the integral of {pace} is infinite." + self._flat(),
            None: "How long that takes is not decided here.",
        }[self.in_finite_time]
        return Step(
            "Flow",
            (
                paragraph(
                    f"Into {place} the flow runs {where}{{every}}. " + verdict,
                    at=self.at.at,
                    every=every_integer(self.at.index),
                    pace=pace,
                    f=Name("f"),
                ),
            ),
            TOPIC,
        )

    def _flat(self) -> str:
        """Say what a function is that vanishes faster than every power."""
        if any(found.power is not sp.oo for _, found in self.sides):
            return ""
        return (
            " Here {f} is flat, smaller than every power of the distance: with the value 0 at {at} it would have a "
            "fixed point at which every derivative is zero, and only the sign of {f} on each side would decide."
        )


def into_breaks(system: ODESystem, neighbours: Sequence[Around]) -> Iterator[IntoBreak]:
    """Find the breaks into which the flow runs."""
    (state,), (field,) = system.states, system.field
    for place, left, right in neighbours:
        if not isinstance(place, Break):
            continue
        arriving = [-1] * bool(left and left.direction > 0) + [1] * bool(right and right.direction < 0)
        at = member(place.at, place.index)
        found = [(side, germ(field, state, at, side)) for side in arriving]
        known = tuple((side, term) for side, term in found if term is not None)
        if known:
            yield IntoBreak(state, field, place, known)
