"""Names for the right-hand sides of a system, and the matrix that their partial derivatives make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.derivative import jacobian_words
from symtutor.analysis.words import function, series
from symtutor.derivation.differentiating.words import step
from symtutor.document import Equation, Name, equals, paragraph
from symtutor.rule import Silent

if TYPE_CHECKING:
    from symtutor.document import Step

U = sp.Symbol("u", real=True)


@dataclass(frozen=True, slots=True)
class NamedSides(Silent):
    """The right-hand side of equation `number`, called f with that number; a name, and no claim."""

    states: tuple[sp.Symbol, ...]
    component: sp.Expr
    number: int

    def narrate(self) -> Step:
        """Say what a partial derivative is, once, and name the right-hand side."""
        name = Name("f", subscript=sp.Integer(self.number), args=self.states, value=self.component)
        first = paragraph(
            "Call the right-hand sides {names}. A partial derivative by one state treats {others} as constant.",
            names=series(Name("f", subscript=sp.Integer(k + 1)) for k in range(len(self.states))),
            others="the other" if len(self.states) == 2 else "the others",
        )
        return step(((first,) if self.number == 1 else ()) + (Equation((equals(name, self.component),)),), partial=True)


@dataclass(frozen=True, slots=True)
class AwayFromCorners(Silent):
    """A function with absolute values has a slope where their insides are not zero; a remark, and no claim."""

    state: sp.Symbol

    def narrate(self) -> Step:
        """Say where the lines hold."""
        return step(
            (
                paragraph(
                    "Where {f} has a corner it has no slope. Elsewhere {size} has the derivative {sign}, "
                    "which is 1 or −1.",
                    f=function(self.state),
                    size=sp.Abs(U),
                    sign=sp.sign(U),
                ),
            ),
            partial=False,
        )


@dataclass(frozen=True, slots=True)
class GatheredJacobian(Silent):
    """The partial derivatives that were found line by line, in a matrix; its entries are the claims of those lines."""

    states: tuple[sp.Symbol, ...]
    value: sp.ImmutableMatrix

    def narrate(self) -> Step:
        """Write the matrix down."""
        return jacobian_words(self.states, self.value)
