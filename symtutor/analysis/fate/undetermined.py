"""Starts from which solutions are not unique, and starts from which there is no way on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from symtutor.analysis.fate.words import TITLE, TOPIC, beginning
from symtutor.document import Step, paragraph
from symtutor.numerics.balls import enclose

if TYPE_CHECKING:
    import sympy as sp

    from symtutor.analysis.uniqueness import Osgood


@dataclass(frozen=True, slots=True)
class Undetermined:
    """A start at a zero of f at which f is not Lipschitz: Osgood's criterion says whether the solution is unique."""

    state: sp.Symbol
    start: sp.Expr
    rough: Osgood

    def verify(self) -> bool | None:
        """Check the criterion."""
        return self.rough.verify()

    def narrate(self) -> Step:
        """Say whether the start determines the future."""
        text = (
            "The start {start} is a fixed point at which solutions are not unique: one stays for all time, others "
            "leave sooner or later. The start does not tell which."
            if self.rough.left_in_finite_time
            else "The start {start} is a fixed point: the solution stays for all time, and no other starts there."
        )
        return Step(TITLE, (paragraph(text, start=beginning((self.state,), (self.start,))),), TOPIC)


@dataclass(frozen=True, slots=True)
class NoWayOn:
    """At the edge of the domain with f pointing out of it there is no solution for later times.

    A solution would have the velocity f ≠ 0 at the start, so just afterwards it would lie outside, where f is not
    defined.
    """

    state: sp.Symbol
    field: sp.Expr
    start: sp.Expr

    def verify(self) -> bool | None:
        """Evaluate f in balls at the start: it must not be zero."""
        ball = enclose(self.field, {self.state: self.start})
        return None if ball is None or ball.contains(0) else True

    def narrate(self) -> Step:
        """Say so."""
        text = "At the start {start} the domain ends and the velocity points out of it: no solution goes on."
        return Step(TITLE, (paragraph(text, start=beginning((self.state,), (self.start,))),), TOPIC)
