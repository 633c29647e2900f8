"""Basins of attraction on the line, and the points that divide them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.sampled import at_samples
from symtutor.analysis.words import count, every_integer, inequality, member, point, series
from symtutor.document import Step, paragraph
from symtutor.numerics.balls import enclose
from symtutor.numerics.signs import sign
from symtutor.rule import ToldTogether

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.document import Block
    from symtutor.model import Interval

TITLE = "Basins of attraction"
TOPIC = "basins"


@dataclass(frozen=True, slots=True)
class BasinOnLine(ToldTogether):
    """On the line a solution between fixed points is monotone and bounded, so it converges to the one ahead.

    (Its limit is a fixed point by continuity of f; Hirsch, Smale, Devaney, §1.2; Strogatz §2.2.)
    """

    state: sp.Symbol
    field: sp.Expr
    at: sp.Expr
    interval: Interval

    def verify(self) -> bool | None:
        """Evaluate f in balls on both sides of the point throughout the basin: it must point at the point."""
        parameters = self.field.free_symbols - {self.state}
        if parameters:
            return at_samples(self, parameters)
        low, high, at = (member(end, self.interval.index) for end in (self.interval.low, self.interval.high, self.at))
        for end, outward in ((low, -1), (high, 1)):
            if sign(end - at) == 0:
                continue
            reach = abs(end - at) if end.is_finite else sp.Integer(100)
            for share in (sp.Rational(1, 50), sp.Rational(2, 5), sp.Rational(49, 50)):
                ball = enclose(self.field, {self.state: at + outward * share * reach})
                if ball is None or ball.contains(0):
                    return None
                if (ball > 0) != (outward < 0):
                    return False
        return True

    @classmethod
    def narrate_all(cls, rules: Sequence[BasinOnLine]) -> Step:
        """Tell all basins: which starts end where."""
        sentences: list[Block] = [
            paragraph(
                "On the line a solution cannot turn round: it runs to the next fixed point ahead, if there is one."
            )
        ]
        sentences += [
            paragraph(
                "Every start ends at {at}."
                if rule.interval.low.is_infinite and rule.interval.high.is_infinite
                else "Every start with {where} ends at {at}{every}.",
                where=inequality(rule.state, rule.interval),
                at=point((rule.at,)),
                every=every_integer(rule.interval.index),
            )
            for rule in rules
        ]
        return Step(TITLE, tuple(sentences), TOPIC)


@dataclass(frozen=True, slots=True)
class Watersheds:
    """The fixed points from which the flow leaves on both sides: they belong to no basin but their own point.

    A solution that starts there stays there, because solutions are unique; all others nearby leave (Strogatz,
    *Nonlinear Dynamics and Chaos*, §2.2 and §2.5).
    """

    state: sp.Symbol
    field: sp.Expr
    attractors: tuple[sp.Expr, ...]
    boundaries: tuple[sp.Expr, ...]
    index: tuple[sp.Symbol, ...] = ()

    def verify(self) -> bool | None:
        """Check that f changes from minus to plus there, in balls."""
        step = sp.Rational(1, 10**20)
        for boundary in self.boundaries:
            at = member(boundary, self.index)
            left, right = (enclose(self.field, {self.state: at + side * step}, digits=500) for side in (-1, 1))
            if left is None or right is None or left.contains(0) or right.contains(0):
                return None
            if not (left < 0 and right > 0):
                return False
        return True

    def narrate(self) -> Step:
        """Say what divides the basins, and what having several attractors is called."""
        blocks: list[Block] = []
        many = len(self.boundaries) > 1 or bool(self.index)
        blocks.append(
            paragraph(
                "The points {boundaries}{every} are the watersheds: a solution stays there only if it starts there."
                if many
                else "The point {boundaries} is the watershed: a solution stays there only if it starts there.",
                boundaries=series(point((boundary,)) for boundary in self.boundaries),
                every=paragraph(" (every integer {n})", n=self.index[0]) if self.index else "",
            )
        )
        if len(self.attractors) > 1 and not self.index:
            name = "bistability" if len(self.attractors) == 2 else "multistability"
            several = count(len(self.attractors), "attractor")
            blocks.append(
                paragraph(
                    f"There is no parameter here, so nothing bifurcates; having {several} at once is called *{name}*."
                )
            )
        return Step(TITLE, tuple(blocks), TOPIC)
