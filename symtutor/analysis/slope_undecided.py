"""A slope without a decided sign: what is said then, and where only the members of a family differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.at_point import INFINITE
from symtutor.analysis.size import within
from symtutor.analysis.words import function, point, series
from symtutor.document import Step, condition, equals, paragraph
from symtutor.numerics.signs import sign
from symtutor.rule import Silent

if TYPE_CHECKING:
    from symtutor.document import Name
    from symtutor.model import FixedPoint

TITLE = "Stability"
TOPIC = "stability"

READABLE = 60
"""Operations in a slope with parameters that is still written down."""


@dataclass(frozen=True, slots=True)
class DerivativeUndecided(Silent):
    """The slope, or a higher derivative, has no decided sign, so nothing is concluded.

    Attributes
    ----------
    members : tuple of (int, int)
        Where the sign changes from member to member of a family: two numbers, and the sign there.
    """

    state: sp.Symbol
    at: sp.Expr
    order: int
    value: sp.Expr
    members: tuple[tuple[int, int], ...] = ()

    @property
    def theorem(self) -> str:
        """What was tried."""
        return "first nonzero derivative"

    def narrate(self) -> Step:
        """Say what is not known."""
        name = function(self.state, self.order, self.at, self.value)
        if self.members:
            return self._unlike(name)
        if self.value.has(*INFINITE) or self.value is sp.nan:
            text = "At {at} the field has no derivative, so no slope can decide the stability: *undecided*."
        elif self.value == 0:
            text = f"At {{at}} the first {self.order} derivatives are zero, and no higher one was tried: *undecided*."
        else:
            text = "At {at} the sign of {chain} is not decided, so neither is the stability: *undecided*."
            if self.value.free_symbols and not within((self.value,), READABLE):
                text = "At {at} the sign of the slope is not decided, so neither is the stability: *undecided*."
        return Step(TITLE, (paragraph(text, at=point((self.at,)), chain=equals(name, self.value)),), TOPIC)

    def _unlike(self, name: Name) -> Step:
        """Say that the members of the family are not alike."""
        (index,) = self.value.free_symbols
        sentence = paragraph(
            "At {at} the slope is {chain}, and its sign depends on {index}: {examples}. A member with negative slope "
            "is stable, one with positive slope unstable; as one family they stay *undecided*.",
            at=point((self.at,)),
            chain=equals(name, self.value),
            index=index,
            examples=series(
                paragraph(
                    f"{'positive' if side > 0 else 'negative'} for {{number}}",
                    number=condition(index, sp.Integer(number)),
                )
                for number, side in self.members
            ),
        )
        return Step(TITLE, (sentence,), TOPIC)


def different(value: sp.Expr, fixed_point: FixedPoint) -> tuple[tuple[int, int], ...]:
    """Find two members of a family, near the first, at which a number has different signs."""
    if len(fixed_point.index) != 1 or value.free_symbols != set(fixed_point.index):
        return ()
    found: dict[int, int] = {}
    for place in (0, 1, -1, 2, -2):
        member = {fixed_point.index[0]: sp.Integer(place)}
        side = sign(value.xreplace(member)) if fixed_point.when.xreplace(member) == sp.true else None
        if side:
            found.setdefault(side, place)
    return tuple((place, side) for side, place in found.items()) if len(found) > 1 else ()
