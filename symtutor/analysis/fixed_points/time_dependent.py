"""What is said about fixed points when the field depends on time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.document import Equation, Name, Step, equals, paragraph
from symtutor.rule import Silent

if TYPE_CHECKING:
    from symtutor.document import Block

TITLE = "Fixed points"
TOPIC = "fixed-points"


@dataclass(frozen=True, slots=True)
class TimeDependent(Silent):
    """Fixed points are a notion for autonomous systems: where the field changes with time, so does its zero.

    With time as one more state, t′ = 1, the system is autonomous; as t′ never vanishes it has no fixed point
    (Strogatz, *Nonlinear Dynamics and Chaos*, §1.2).
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    time: sp.Symbol

    @property
    def summary(self) -> str:
        """The reason in a few words."""
        return "the field depends on time, and fixed points are a notion for autonomous systems"

    def narrate(self) -> Step:
        """Say why there is nothing to solve, and write the autonomous system with one more state."""
        laws = [equals(Name(s.name, primes=1), f) for s, f in zip(self.states, self.field, strict=True)]
        rate = Name(self.time.name, primes=1)
        blocks: tuple[Block, ...] = (
            paragraph(
                "The right-hand side changes with {t}. Where it is zero now it need not be zero later, so a start "
                "there does not stay: fixed points are a notion for *autonomous* systems, and none are looked for.",
                t=self.time,
            ),
            paragraph("Taken as one more state, time makes the system autonomous:"),
            Equation((*laws, equals(rate, sp.S.One))),
            paragraph("Since {rate} is never zero, this system has no fixed point.", rate=rate),
        )
        return Step(TITLE, blocks, TOPIC)
