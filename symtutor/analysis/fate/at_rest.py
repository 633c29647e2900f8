"""A start at a fixed point stays there, and whether it would survive a push."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from symtutor.analysis.fate.words import TITLE, TOPIC, beginning, classified
from symtutor.analysis.smoothness import is_lipschitz, smooth_at
from symtutor.document import Step, paragraph
from symtutor.model import Stability
from symtutor.numerics.balls import enclose
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    import sympy as sp

    from symtutor.model import Analysis

AFTER_A_PUSH = {
    Stability.ASYMPTOTIC: " The point is stable: after a small push the solution comes back.",
    Stability.UNSTABLE: " The point is unstable: the smallest push the wrong way drives the solution off.",
    Stability.HALF: " The point is half-stable: only pushes to one side come back.",
    Stability.NEUTRAL: " The point is neutrally stable: a small push is neither undone nor grows.",
    Stability.UNDECIDED: "",
}


@dataclass(frozen=True, slots=True)
class Stays:
    """The constant solution is a solution through a zero of f, and by uniqueness the only one (Picard–Lindelöf).

    Perko, *Differential Equations and Dynamical Systems*, §2.2; Strogatz, *Nonlinear Dynamics and Chaos*, §2.5.
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    start: tuple[sp.Expr, ...]
    stability: Stability

    def verify(self) -> bool | None:
        """Evaluate f in balls of 200 digits: each must hold 0."""
        at = dict(zip(self.states, self.start, strict=True))
        balls = [enclose(component, at, digits=200) for component in self.field]
        if any(ball is None for ball in balls):
            return None
        return all(ball is not None and ball.contains(0) for ball in balls)

    def narrate(self) -> Step:
        """Say that it stays."""
        words = (
            "The start {start} is a fixed point: the velocity is zero there, so the solution stays for all time."
            + AFTER_A_PUSH[self.stability]
        )
        return Step(TITLE, (paragraph(words, start=beginning(self.states, self.start)),), TOPIC)


def at_rest(analysis: Analysis, start: tuple[sp.Expr, ...]) -> tuple[Stays] | None:
    """Answer for a start at which the field vanishes and solutions are unique."""
    system = analysis.system
    at = dict(zip(system.states, start, strict=True))
    if any(sign(component.subs(at)) != 0 for component in system.field):
        return None
    if not all(is_lipschitz(c, system.states) or smooth_at(c, system.states, start) for c in system.field):
        return None
    found = classified(analysis, start)
    stability = Stability.UNDECIDED if found is None else found.stability
    return (Stays(system.states, system.field, start, stability),)
