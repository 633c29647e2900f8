"""A planar node with one double eigenvalue: along which direction trajectories come or go, and how fast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.directions import TIME, TITLE, TOPIC, lasting
from symtutor.analysis.eigen import eigenvector
from symtutor.analysis.words import point
from symtutor.document import Name, Product, Step, equals, paragraph
from symtutor.numerics.balls import enclose_all
from symtutor.rule import ToldTogether

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.document import Block, Paragraph
    from symtutor.model import Classification


@dataclass(frozen=True, slots=True)
class DoubleEigenvalue(ToldTogether):
    """With N = J − λI the linear flow is e^{λt}(I + tN), because N² = 0.

    Where N = 0 every direction is kept (a star). Else N maps everything into the one line of eigenvectors, and the part
    t e^{λt} N u along it outlasts the rest (a degenerate node; Hirsch, Smale, Devaney, §3.3; for the nonlinear field
    close to the point Perko, *Differential Equations and Dynamical Systems*, §2.10).

    Attributes
    ----------
    value : Expr
        λ, not zero.
    side : int
        Its sign.
    vector : (Expr, Expr) or None
        The only direction of eigenvectors; None for a star.
    """

    at: tuple[sp.Expr, ...]
    jacobian: sp.ImmutableMatrix
    value: sp.Expr
    side: int
    vector: tuple[sp.Expr, sp.Expr] | None
    linear: bool

    def verify(self) -> bool | None:
        """Multiply out N² in balls, which must hold zero; the vector must be an eigenvector, or N zero."""
        shifted = self.jacobian - self.value * sp.eye(2)
        image = shifted if self.vector is None else shifted * sp.Matrix(self.vector)
        balls = enclose_all([*(shifted * shifted), *image])
        return None if balls is None else all(ball.contains(0) for ball in balls)

    @classmethod
    def narrate_all(cls, rules: Sequence[DoubleEigenvalue]) -> Step:
        """Tell how trajectories come and go at each point."""
        return Step(TITLE, tuple(rule.block() for rule in rules), TOPIC)

    def block(self) -> Block:
        """Say what is known about this point."""
        verb = "halves" if self.side < 0 else "doubles"
        if self.vector is None:
            words = "{near} {at} every distance " + verb + " every {time}."
            return paragraph(words, near=self._near, at=point(self.at), time=lasting(self.value))
        return paragraph(
            "The eigenvectors at {at} fill one line: {equation}. {near} the point the part along it changes like "
            "{slow}, every other part only like {fast}. So all {nearby}trajectories "
            + ("arrive along " if self.side < 0 else "leave along ")
            + "{vector}; {fast} "
            + verb
            + " every {time}.",
            at=point(self.at),
            equation=self._equation,
            near=self._near,
            slow=TIME * sp.exp(self.value * TIME),
            fast=sp.exp(self.value * TIME),
            nearby="" if self.linear else "nearby ",
            vector=point(self.vector),
            time=lasting(self.value),
        )

    @property
    def _near(self) -> str:
        return "Around" if self.linear else "Close to"

    @property
    def _equation(self) -> Paragraph:
        if self.vector is None:
            return paragraph("")
        sides = Product((Name("J"), point(self.vector))), Product((self.value, point(self.vector)))
        return paragraph("{sides}", sides=equals(*sides))


def double_eigenvalue(verdict: Classification, side: int, *, linear: bool) -> DoubleEigenvalue | None:
    """Describe a point whose only eigenvalue has the sign `side`."""
    ((value, _),) = verdict.eigenvalues
    matrix = verdict.linearization.jacobian
    if matrix == value * sp.eye(2):
        return DoubleEigenvalue(verdict.at, matrix, value, side, None, linear)
    vector = eigenvector(matrix, value)
    return None if vector is None else DoubleEigenvalue(verdict.at, matrix, value, side, vector, linear)
