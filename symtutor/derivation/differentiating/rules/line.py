"""One line: a formula differentiated by one rule."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.derivative import agrees
from symtutor.derivation.differentiating.words import step
from symtutor.document import Differentiated, Equation, equals

if TYPE_CHECKING:
    from symtutor.document import Block, Formula, Paragraph, Step


Part = tuple[sp.Expr, sp.Expr]
"""A piece of a formula, and its derivative."""


@dataclass(frozen=True, slots=True)
class Line(ABC):
    """A formula differentiated by one rule.

    Attributes
    ----------
    inside : Expr
        What is differentiated, as typed.
    by : Symbol
        The variable.
    value : Expr
        The derivative, in the form in which it is used further on.
    name : Formula, optional
        What the derivative is called where `inside` is a whole right-hand side: f′(x), ∂f₁/∂x.
    partial : bool
        Whether there are other states, which count as constants.
    first : bool
        Whether the rule is used here first, and written out.
    """

    inside: sp.Expr
    by: sp.Symbol
    value: sp.Expr
    name: Formula | None
    partial: bool
    first: bool

    def verify(self) -> bool | None:
        """Differentiate by power-series arithmetic in balls of 50 digits at three points."""
        return agrees(self.inside, self.by, self.value)

    def narrate(self) -> Step:
        """Name the rule, and apply it."""
        return step(self.blocks(), partial=self.partial)

    @abstractmethod
    def blocks(self) -> tuple[Block, ...]:
        """Apply the rule, and name it where that helps."""

    @property
    def asked(self) -> Formula:
        """The derivative before it is taken."""
        return self.name or self.of(self.inside)

    def of(self, part: sp.Expr) -> Differentiated:
        """Write the derivative of a part as still to be taken."""
        return Differentiated(part, self.by, self.partial)


@dataclass(frozen=True, slots=True)
class NamedRule(Line):
    """A line that names its rule and shows how it is applied."""

    def blocks(self) -> tuple[Block, ...]:
        """Name the rule, and apply it."""
        return (self.naming(), Equation((equals(self.asked, *self.sides(), self.value),)))

    @abstractmethod
    def naming(self) -> Paragraph:
        """Name the rule."""

    @abstractmethod
    def sides(self) -> tuple[Formula, ...]:
        """Write what stands between the question and the answer."""
