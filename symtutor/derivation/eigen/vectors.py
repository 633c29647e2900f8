"""Eigenvectors by hand: the equations (J − λI) v = 0, of which one row is enough in the plane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.directions import TITLE, TOPIC, Eigenvectors
from symtutor.analysis.words import point
from symtutor.document import Equation, Name, Negative, Product, Step, Sum, condition, equals, paragraph
from symtutor.numerics.balls import enclose_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.analysis.double_eigenvalue import DoubleEigenvalue
    from symtutor.document import Block, Formula, Paragraph

_SHIFTED = Sum((Name("J"), Negative(Product((sp.Symbol("lambda"), Name("I"))))))
NO_IMAGE = condition(Product((_SHIFTED, Name("v"))), Name("0"))
FIRST, SECOND = COMPONENTS = sp.symbols("v_1 v_2", real=True)


@dataclass(frozen=True, slots=True)
class DirectionByHand:
    """(J − λI) v = 0 for one eigenvalue of a 2 × 2 matrix: as the determinant is 0, the rows are proportional.

    So one row that is not zero says all (Strang, *Introduction to Linear Algebra*, §6.1).

    Attributes
    ----------
    jacobian : ImmutableMatrix
        J.
    value : Expr
        λ.
    vector : (Expr, Expr)
        The eigenvector that the analysis names.
    """

    jacobian: sp.ImmutableMatrix
    value: sp.Expr
    vector: tuple[sp.Expr, sp.Expr]

    @property
    def shifted(self) -> sp.ImmutableMatrix:
        """J − λI."""
        return (self.jacobian - self.value * sp.eye(2)).applyfunc(sp.expand)

    @property
    def row(self) -> int:
        """The row that is used: the shorter one of those that are not zero."""
        rows = [k for k in (0, 1) if any(self.shifted[k, j] != 0 for j in (0, 1))]
        return min(rows, key=lambda k: sum(entry.count_ops() for entry in self.shifted.row(k)))

    def verify(self) -> bool | None:
        """Multiply out (J − λI) v in balls, which must hold zero; v is not zero."""
        if self.shifted.is_zero_matrix or not any(self.vector):
            return False
        balls = enclose_all([*(self.shifted * sp.Matrix(self.vector))])
        if balls is None:
            return bool((self.shifted * sp.Matrix(self.vector)).applyfunc(sp.expand).is_zero_matrix) or None
        return all(ball.contains(0) for ball in balls)

    def blocks(self) -> Iterator[Block]:
        """Write the matrix, read a row, and choose a vector."""
        yield paragraph("For {equation}:", equation=condition(sp.Symbol("lambda"), self.value))
        yield Equation((equals(minus_multiple(self.value), self.shifted),))
        yield self._reading()

    def _reading(self) -> Paragraph:
        p, q = self.shifted.row(self.row)
        which, other = ("first", "second") if self.row == 0 else ("second", "first")
        rest = (
            f"the {other} row is zero" if not any(self.shifted.row(1 - self.row)) else f"the {other} row says the same"
        )
        equation = condition(Sum((multiple(p, FIRST), multiple(q, SECOND))), sp.S.Zero)
        if q == 0 or p == 0:
            zero, free = COMPONENTS if q == 0 else COMPONENTS[::-1]
            return paragraph(
                f"The {which} row says {{zero}}, and {rest}; {{free}} is free. Take {{vector}}.",
                zero=condition(zero, sp.S.Zero),
                free=free,
                vector=condition(Name("v"), point(self.vector)),
            )
        first, second = self.vector
        return paragraph(
            f"The {which} row says {{equation}}, that is {{solved}}; {rest}. With {{choice}} this is {{vector}}.",
            equation=equation,
            solved=condition(FIRST, multiple(sp.expand(first / second), SECOND)),
            choice=condition(SECOND, second),
            vector=condition(Name("v"), point(self.vector)),
        )


def multiple(number: sp.Expr, unknown: sp.Symbol) -> Formula:
    """Write a number times an unknown, the number in front."""
    return Product((number, unknown)) if number.is_Add else number * unknown


def minus_multiple(value: sp.Expr) -> Formula:
    """Write J − λI with the number put in: J − 2I, J + I."""
    if value == 0:
        return Name("J")
    added = bool(value.is_Rational and value.is_negative)
    size = -value if added else value
    multiple = Name("I") if size == 1 else Product((size, Name("I")))
    return Sum((Name("J"), multiple if added else Negative(multiple)))


@dataclass(frozen=True, slots=True)
class VectorsByHand:
    """Eigenvectors of a planar point, each from its equations, and then what they mean for the flow.

    Attributes
    ----------
    of : Eigenvectors or DoubleEigenvalue
        What the analysis says of the directions.
    lines : tuple of DirectionByHand
        The equations of each eigenvalue.
    """

    of: Eigenvectors | DoubleEigenvalue
    lines: tuple[DirectionByHand, ...]

    def verify(self) -> bool | None:
        """Multiply out (J − λI) v for each."""
        verdicts = [line.verify() for line in self.lines]
        return None if None in verdicts else all(verdicts)

    def narrate(self) -> Step:
        """Solve for each vector, and say what it means."""
        told: list[Block] = [
            paragraph("Eigenvectors at {at} solve {equation}.", at=point(self.of.at), equation=NO_IMAGE)
        ]
        for line in self.lines:
            told += line.blocks()
        if isinstance(self.of, Eigenvectors):
            _, check, *meaning = self.of.blocks()
            return Step(TITLE, (*told, paragraph("Check:"), check, *meaning), TOPIC)
        return Step(TITLE, (*told, self.of.block()), TOPIC)
