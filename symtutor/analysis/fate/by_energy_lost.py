"""A quadratic function that falls along every solution: wherever one begins, it ends at the same point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from symtutor.analysis.fate.words import TITLE, TOPIC, beginning
from symtutor.analysis.words import point
from symtutor.document import Equation, Name, Step, equals, paragraph
from symtutor.model import Stability

if TYPE_CHECKING:
    import sympy as sp

    from symtutor.analysis.space.lyapunov import QuadraticFunction
    from symtutor.model import Analysis


DISPLACED = " (here the letters stand for the displacements from the point)"


@dataclass(frozen=True, slots=True)
class EnergyLost:
    """V grows beyond all bounds far away and falls along all solutions: every one ends at the minimum.

    Where V′ < 0 off the point that is the theorem of Barbashin and Krasovskii (Khalil, *Nonlinear Systems*, Thm 4.2);
    where V′ ≤ 0 and no other solution keeps V it is their corollary to LaSalle's (Khalil, Cor. 4.2).
    """

    start: tuple[sp.Expr, ...]
    found: QuadraticFunction

    theorem = "lyapunov function"

    def verify(self) -> bool | None:
        """Evaluate V and V′ in balls around the point."""
        return self.found.verify()

    def narrate(self) -> Step:
        """Give V and its rate, and conclude."""
        at = point(self.found.at)
        why = (
            "V is positive and V′ negative everywhere but at {at}"
            if self.found.definite
            else "V is positive everywhere but at {at}; V′ is never positive, and no other solution stays where it is 0"
        )
        return Step(
            TITLE,
            (
                paragraph("From {start} an energy tells:", start=beginning(self.found.states, self.start)),
                Equation((equals(Name("V", value=self.found.value), self.found.value),)),
                paragraph(
                    "Along solutions it changes at the rate {rate}{where}. "
                    + why
                    + ", and V is large far away. So every solution, wherever it begins, ends at {at}: this one too "
                    "(Lyapunov, LaSalle).",
                    rate=equals(Name("V", primes=1), self.found.rate),
                    where=DISPLACED if any(self.found.at) else "",
                    at=at,
                ),
            ),
            TOPIC,
        )


def by_energy_lost(analysis: Analysis, start: tuple[sp.Expr, ...]) -> tuple[EnergyLost] | None:
    """Answer where the only attracting point has a quadratic Lyapunov function on the whole plane."""
    if len(analysis.classifications) != 1 or any(value.free_symbols for value in start):
        return None
    (only,) = analysis.classifications
    if only.stability is not Stability.ASYMPTOTIC or not all(value.is_Rational for value in only.at):
        return None
    from symtutor.analysis.space.lyapunov import quadratic_function  # noqa: PLC0415 - the plane seldom asks for it

    found = quadratic_function(analysis.system, only.at)
    return None if found is None or found.rate == 0 else (EnergyLost(start, found),)
