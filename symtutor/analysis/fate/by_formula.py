"""A start whose solution has a formula, while the parameters leave open where it ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.at_point import admissible
from symtutor.analysis.fate.words import TITLE, TOPIC, beginning
from symtutor.document import Equation, Name, Step, equals, paragraph
from symtutor.numerics.balls import enclose, taylor

if TYPE_CHECKING:
    from symtutor.model import ODESystem

SOON = sp.Rational(1, 37)


@dataclass(frozen=True, slots=True)
class ByFormula:
    """A function that satisfies the equation and starts right is the solution, near the start (Picard–Lindelöf).

    Perko, *Differential Equations and Dynamical Systems*, §2.2; Strogatz, *Nonlinear Dynamics and Chaos*, §2.5.
    """

    system: ODESystem
    start: sp.Expr
    formula: sp.Expr

    def verify(self) -> bool | None:
        """Put numbers in for the parameters, and the formula into the equation a little after the start."""
        (state,), (field,) = self.system.states, self.system.field
        verdicts = []
        for sample in admissible(field.free_symbols - {state}, sp.true):
            path = self.formula.xreplace(sample)
            begins = enclose(path.subs(self.system.time, 0))
            found = taylor(path, self.system.time, {self.system.time: SOON}, 1)
            velocity = None if found is None else enclose(field.xreplace(sample), {state: found[0]})
            if begins is not None and found is not None and velocity is not None:
                verdicts.append(bool(begins.overlaps(enclose(self.start)) and found[1].overlaps(velocity)))
        return all(verdicts) if verdicts else None

    def narrate(self) -> Step:
        """Give the formula."""
        name = Name(self.system.states[0].name, args=(self.system.time,), value=self.formula)
        text = "From {start} the solution is, as long as this is finite,"
        return Step(
            TITLE,
            (
                paragraph(text, start=beginning(self.system.states, (self.start,))),
                Equation((equals(name, self.formula),)),
            ),
            TOPIC,
        )
