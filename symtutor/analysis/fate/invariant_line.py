"""A start on a line along an axis that solutions do not leave: there the system is one equation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fate.words import TITLE, TOPIC, beginning
from symtutor.analysis.smoothness import is_smooth
from symtutor.document import Name, Step, condition, equals, paragraph
from symtutor.model import ODESystem
from symtutor.numerics.balls import enclose

if TYPE_CHECKING:
    from symtutor.model import Analysis
    from symtutor.rule import Rule

SAMPLES = tuple(map(sp.Rational, ("-7/3", "-1/5", "2/7", "9/4")))


@dataclass(frozen=True, slots=True)
class InvariantLine:
    """Where one velocity vanishes on a whole line along an axis, the line is made of solutions.

    A solution of the one equation that is left there is a solution of the system, and by uniqueness the only one
    (Strogatz, *Nonlinear Dynamics and Chaos*, §6.4).

    Attributes
    ----------
    still : int
        Which state stays as it is.
    left : Expr
        The velocity of the other one on the line.
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    start: tuple[sp.Expr, ...]
    still: int
    left: sp.Expr

    def verify(self) -> bool | None:
        """Evaluate both velocities in balls at places on the line."""
        kept, moving = self.states[self.still], self.states[1 - self.still]
        for sample in SAMPLES:
            at = {kept: self.start[self.still], moving: sample}
            zero, speed = enclose(self.field[self.still], at), enclose(self.field[1 - self.still], at)
            other = enclose(self.left, {moving: sample})
            if zero is None or speed is None or other is None:
                return None
            if not (zero.contains(0) and speed.overlaps(other)):
                return False
        return True

    def narrate(self) -> Step:
        """Say that one equation is left."""
        kept, moving = self.states[self.still], self.states[1 - self.still]
        return Step(
            TITLE,
            (
                paragraph(
                    "From {start}: where {line}, {rate} for every {moving}. So the solution stays on that line, where "
                    "{equation}.",
                    start=beginning(self.states, self.start),
                    line=condition(kept, self.start[self.still]),
                    rate=condition(Name(kept.name, primes=1), sp.S.Zero),
                    moving=moving,
                    equation=equals(Name(moving.name, primes=1), Name("f", args=(moving,)), self.left),
                ),
            ),
            TOPIC,
        )


def on_an_invariant_line(analysis: Analysis, start: tuple[sp.Expr, ...]) -> tuple[Rule, ...] | None:
    """Answer for a start on a horizontal or vertical line of solutions, by the phase line of what is left."""
    from symtutor.analysis import analyze  # noqa: PLC0415 - the analysis asks for this
    from symtutor.analysis.fate import fates  # noqa: PLC0415

    system = analysis.system
    if not all(is_smooth(component, system.states) for component in system.field):
        return None
    for still in (0, 1):
        kept, moving = system.states[still], system.states[1 - still]
        there = {kept: start[still]}
        if sp.expand(system.field[still].subs(there)) != 0:
            continue
        left = sp.expand(system.field[1 - still].subs(there))
        if left.is_polynomial(moving):
            left = sp.factor(left)
        line = ODESystem((moving,), (left,), system.parameters, start=((moving, start[1 - still]),))
        rules = fates(analyze(line))
        return (InvariantLine(system.states, system.field, start, still, left), *rules)
    return None
