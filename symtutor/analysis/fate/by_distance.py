"""A start in a field whose distance from a point has an equation of its own: the line decides where it goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.cycles.circles import RADIUS, Circles, circles
from symtutor.analysis.fate.along import Along
from symtutor.analysis.fate.words import TITLE, TOPIC, beginning
from symtutor.analysis.words import point, unused
from symtutor.document import Name, Paragraph, Step, condition, equals, paragraph
from symtutor.model import ODESystem
from symtutor.numerics.balls import enclose, taylor
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.model import Analysis
    from symtutor.rule import Rule

MOMENT = sp.Dummy("t", real=True)


@dataclass(frozen=True, slots=True)
class DistanceAlone:
    """Where r′ depends on r alone, r(t) is the solution of that one equation (Strogatz, §7.1; Perko §2.10).

    Attributes
    ----------
    found : Circles
        The center, and r′ as a function of r.
    letter : Symbol
        The distance, as a state.
    distance : Expr
        r at the start.
    """

    found: Circles
    start: tuple[sp.Expr, ...]
    letter: sp.Symbol
    distance: sp.Expr
    target: sp.Expr | None

    def verify(self) -> bool | None:
        """Move from the start along the field, to first order in balls: r must change at the rate r′."""
        states = self.found.states
        velocity = [component.subs(dict(zip(states, self.start, strict=True))) for component in self.found.field]
        offsets = [s - c + MOMENT * v for s, c, v in zip(self.start, self.found.center, velocity, strict=True)]
        moved = taylor(sp.sqrt(sp.Add(*(offset**2 for offset in offsets))), MOMENT, {MOMENT: sp.S.Zero}, 1)
        rate, here = enclose(self.found.radial, {RADIUS: self.distance}), enclose(self.distance)
        if moved is None or rate is None or here is None:
            return None
        return bool(moved[0].overlaps(here) and moved[1].overlaps(rate))

    def narrate(self) -> Step:
        """Say that the distance is enough."""
        text = (
            "From {start}: the distance {r} from {center} obeys {equation}, an equation of its own, and begins with "
            "{begins}.{line}{end}"
        )
        rate = self.found.radial.xreplace({RADIUS: self.letter})
        return Step(
            TITLE,
            (
                paragraph(
                    text,
                    start=beginning(self.found.states, self.start),
                    r=self.letter,
                    center=point(self.found.center),
                    equation=equals(Name(self.letter.name, primes=1), Name("f", args=(self.letter,)), rate),
                    begins=condition(self.letter, self.distance),
                    line="" if self.target == self.distance else " So the line decides what becomes of it.",
                    end=self._end(),
                ),
            ),
            TOPIC,
        )

    def _end(self) -> Paragraph:
        if self.target is None or self.target.is_infinite:
            return paragraph("")
        if self.target == self.distance:
            return paragraph(
                " There {rate}: the solution stays on the circle {circle}.",
                rate=condition(Name(self.letter.name, primes=1), sp.S.Zero),
                circle=condition(self.letter, self.target),
            )
        if self.target == 0:
            return paragraph(" It tends to 0: the solution ends at {center}.", center=point(self.found.center))
        return paragraph(
            " It tends to {target}: the solution approaches the circle {circle}.",
            target=self.target,
            circle=condition(self.letter, self.target),
        )


def by_distance(analysis: Analysis, start: tuple[sp.Expr, ...]) -> tuple[Rule, ...] | None:
    """Answer where polar coordinates separate the distance, by the phase line of the distance."""
    from symtutor.analysis import analyze  # noqa: PLC0415 - the analysis asks for this
    from symtutor.analysis.fate import fates  # noqa: PLC0415

    found = next((rule for rule in analysis.structure.reasons if isinstance(rule, Circles)), None)
    if found is None:  # where something else excludes closed orbits, circles were not looked for
        found = circles(analysis.system, analysis.classifications, complete=True)
    if found is None or any(value.free_symbols for value in start):
        return None
    distance = sp.sqrt(sp.expand(sum((s - c) ** 2 for s, c in zip(start, found.center, strict=True))))
    letter = unused(("r", "rho"), analysis.system.states)
    if sign(sp.expand(found.radial.xreplace({RADIUS: distance}))) == 0:
        return (DistanceAlone(found, start, letter, distance, distance),)
    line = ODESystem((letter,), (found.radial.xreplace({RADIUS: letter}),), start=((letter, distance),))
    rules = fates(analyze(line))
    reached = next((rule for rule in rules if isinstance(rule, Along)), None)
    target = None if reached is None or not (reached.rests or reached.target.is_infinite) else reached.target
    return (DistanceAlone(found, start, letter, distance, target), *rules)
