"""Intervals of fixed points on the line: nothing moves inside, and the sign of f outside decides at the ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import sympy as sp

from symtutor.analysis.words import point
from symtutor.document import Chain, Name, Step, paragraph
from symtutor.model import Stability
from symtutor.numerics.balls import enclose

if TYPE_CHECKING:
    from symtutor.analysis.fixed_points.stretch import Stretch
    from symtutor.document import Paragraph

NEAR = sp.Rational(1, 10**9)


@dataclass(frozen=True, slots=True)
class AtRest:
    """A point with nothing but fixed points around it is neutrally stable: what starts near it stays where it is.

    At an end of the interval the flow outside decides: where it arrives, the end is neutrally stable too; where it
    leaves, the end is unstable (Strogatz, *Nonlinear Dynamics and Chaos*, §2.2).
    """

    state: sp.Symbol
    field: sp.Expr
    stretch: Stretch

    theorem: ClassVar[str] = "sign on each side"

    @property
    def stability(self) -> Stability:
        """What holds for every point of the interval; undecided where the ends differ from the rest."""
        return Stability.NEUTRAL if all(arrives for _, _, arrives in self.ends) else Stability.UNDECIDED

    @property
    def ends(self) -> tuple[tuple[sp.Expr, int, bool | None], ...]:
        """Each end that is a fixed point, its side, and whether the flow outside arrives there."""
        low, high = self.stretch.low, self.stretch.high
        left, right = self.stretch.left, self.stretch.right
        found: list[tuple[sp.Expr, int, bool | None]] = []
        if self.stretch.closed[0]:
            found.append((low, -1, left > 0 if left else None))
        if self.stretch.closed[1]:
            found.append((high, 1, right < 0 if right else None))
        return tuple(found)

    def verify(self) -> bool | None:
        """Evaluate f inside the interval, and in balls just outside its ends."""
        verdicts: list[bool | None] = [self._zero_at(place) for place in self.stretch.samples()]
        for end, side, arrives in self.ends:
            ball = enclose(self.field.subs(self.state, end + side * NEAR), digits=60)
            inward = None if ball is None or ball.contains(0) else bool((ball > 0) == (side < 0))
            verdicts.append(None if inward is None or arrives is None else inward == arrives)
        return False if False in verdicts else None if None in verdicts else True

    def _zero_at(self, place: sp.Expr) -> bool | None:
        ball = enclose(self.field.subs(self.state, place), digits=60)
        return None if ball is None else bool(ball.contains(0))

    def narrate(self) -> Step:
        """Tell the inside first, then each end."""
        where = self.stretch.when(self.state)
        if where == sp.true:
            return Step("Stability", (paragraph("Nothing moves: every point is *neutrally stable*."),), "stability")
        blocks = [
            paragraph(
                "The fixed points with {where} are *not isolated*: next to each lies another, so none attracts a "
                "neighbourhood. Inside, what starts near a point stays where it is: *neutrally stable*.",
                where=where,
            ),
            *(self._end(*end) for end in self.ends),
        ]
        return Step("Stability", tuple(blocks), "stability")

    def _end(self, end: sp.Expr, side: int, arrives: bool | None) -> Paragraph:  # noqa: FBT001 - from the table
        word = "right" if side > 0 else "left"
        if arrives is None:
            return paragraph(f"What happens just {word} of {{end}} is *undecided* here.", end=point((end,)))
        direction = -side if arrives else side
        outside = Chain((Name("f", (self.state,)), sp.S.Zero), (">" if direction > 0 else "<",))
        verdict = (
            "the flow arrives there, and {end} is *neutrally stable* too: what starts near it stays near."
            if arrives
            else "the flow leaves, and {end} is *unstable*, although what starts on its other side stays."
        )
        return paragraph(f"Just {word} of {{end}}, {{outside}}: " + verdict, end=point((end,)), outside=outside)
