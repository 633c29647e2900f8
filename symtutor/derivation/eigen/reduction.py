"""Eigenvectors in three dimensions: (J − λI) v = 0 by row operations, then back from the last row to the first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.directions import TITLE, TOPIC
from symtutor.analysis.words import point, series
from symtutor.derivation.eigen.vectors import NO_IMAGE, minus_multiple
from symtutor.document import Chain, Equation, Name, Negative, Product, Step, Sum, condition, equals, paragraph
from symtutor.numerics.balls import enclose_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.document import Block, Formula, Paragraph

UNKNOWNS = sp.symbols("v_1:4", real=True)


@dataclass(frozen=True, slots=True)
class RowReduction:
    """Row operations do not change which vectors a matrix sends to zero.

    In echelon form every row with a leading entry gives one unknown by those behind it; the others are free (Strang,
    *Introduction to Linear Algebra*, §3.2).

    Attributes
    ----------
    at : tuple of Expr
        The fixed point.
    jacobian : ImmutableMatrix
        J, 3 × 3.
    value : Expr
        A real eigenvalue.
    """

    at: tuple[sp.Expr, ...]
    jacobian: sp.ImmutableMatrix
    value: sp.Expr

    @property
    def shifted(self) -> sp.ImmutableMatrix:
        """J − λI."""
        return (self.jacobian - self.value * sp.eye(3)).applyfunc(sp.expand)

    def reduced(self) -> tuple[sp.ImmutableMatrix, tuple[int, ...], tuple[Paragraph, ...]]:
        """Bring J − λI to echelon form: the matrix, the columns of its leading entries, the operations."""
        rows = [list(row) for row in self.shifted.tolist()]
        done: list[Paragraph] = []
        leading: list[int] = []
        for column in range(3):
            top = len(leading)
            pivots = [k for k in range(top, 3) if rows[k][column] != 0]
            if not pivots:
                continue
            best = min(pivots, key=lambda k: (abs(rows[k][column]) != 1, k))
            if best != top:
                rows[top], rows[best] = rows[best], rows[top]
                done.append(paragraph("{one} and {other} exchanged", one=_row(top), other=_row(best)))
            for k in range(top + 1, 3):
                factor = sp.radsimp(rows[k][column] / rows[top][column])
                if factor != 0:
                    rows[k] = [sp.expand(sp.radsimp(a - factor * b)) for a, b in zip(rows[k], rows[top], strict=True)]
                    done.append(paragraph("{taken}", taken=_taken(k, factor, top)))
            leading.append(column)
        return sp.ImmutableMatrix(rows), tuple(leading), tuple(done)

    @property
    def vectors(self) -> tuple[tuple[sp.Expr, ...], ...]:
        """A basis of the eigenvectors: each free unknown 1 in turn, the others 0, then without fractions."""
        matrix, leading, _ = self.reduced()
        return tuple(self._vector(matrix, leading, free) for free in range(3) if free not in leading)

    def _vector(self, matrix: sp.ImmutableMatrix, leading: tuple[int, ...], free: int) -> tuple[sp.Expr, ...]:
        found = [sp.S.One if k == free else sp.S.Zero for k in range(3)]
        for row in reversed(range(len(leading))):
            column = leading[row]
            rest = sum((matrix[row, k] * found[k] for k in range(column + 1, 3)), sp.S.Zero)
            found[column] = sp.expand(sp.radsimp(-rest / matrix[row, column]))
        return tuple(found)

    def verify(self) -> bool | None:
        """Multiply out (J − λI) v in balls for each vector, which must hold zero; there is at least one."""
        if not self.vectors:
            return False
        balls = enclose_all([entry for vector in self.vectors for entry in self.shifted * sp.Matrix(vector)])
        return None if balls is None else all(ball.contains(0) for ball in balls)

    def narrate(self) -> Step:
        """Write the matrix, its echelon form, and the vectors that it leaves."""
        return Step(TITLE, tuple(self.blocks()), TOPIC)

    def blocks(self) -> Iterator[Block]:
        """Write the matrix, its echelon form, and the vectors that it leaves."""
        matrix, leading, done = self.reduced()
        yield paragraph(
            "At {at}, for {value}, solve {equation}:",
            at=point(self.at),
            value=condition(sp.Symbol("lambda"), self.value),
            equation=NO_IMAGE,
        )
        yield Equation((equals(minus_multiple(self.value), self.shifted),))
        if done:
            words = "Row operations bring it to echelon form: {done}." if len(done) > 1 else "With {done} it becomes"
            yield paragraph(words, done=series(done))
            yield Equation((matrix,))
        yield self._reading(matrix, leading)

    def _reading(self, matrix: sp.ImmutableMatrix, leading: tuple[int, ...]) -> Paragraph:
        rows = [sum((matrix[row, k] * UNKNOWNS[k] for k in range(3)), sp.S.Zero) for row in range(len(leading))]
        says = series(condition(row, sp.S.Zero) for row in rows) if rows else paragraph("nothing")
        free = [UNKNOWNS[k] for k in range(3) if k not in leading]
        if len(free) > 1:
            words = "That says {says}; {free} are free. The eigenvectors are the combinations of {vectors}."
            vectors = series(map(point, self.vectors))
        else:
            words = "That says {says}; {free} is free. With {choice} this is {vectors}."
            vectors = series(condition(Name("v"), point(vector)) for vector in self.vectors)
        return paragraph(words, says=says, free=series(free), choice=condition(free[0], sp.S.One), vectors=vectors)


def _row(number: int) -> Name:
    """Name a row: R₁."""
    return Name("R", subscript=sp.Integer(number + 1))


def _taken(row: int, factor: sp.Expr, other: int) -> Formula:
    """Write that a multiple of one row is taken from another."""
    side = factor.could_extract_minus_sign()
    size = -factor if side else factor
    multiple = _row(other) if size == 1 else Product((size, _row(other)))
    return Chain((_row(row), Sum((_row(row), multiple if side else Negative(multiple)))), ("<-",))
