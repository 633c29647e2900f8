"""Decimals inside formulas: approximations, and algebraic numbers by their first digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import Add, I, Integer, MatrixBase

from symtutor.render.notation.base import Notation
from symtutor.render.notation.decimals import decimal
from symtutor.render.notation.pieces import Edge, Level, Piece

if TYPE_CHECKING:
    from collections.abc import Callable

    from sympy import Expr

_SHOWN = 5
"""Digits that stand for an algebraic number."""


class Numbers(Notation):
    """A notation that writes decimals."""

    def approximation(self, exact: Expr, digits: int) -> Piece:
        """Print the decimal of a real or complex number; of a matrix those of its entries that are not rational."""
        if isinstance(exact, MatrixBase):
            return self.matrix([[self._entry(entry, digits).text for entry in row] for row in exact.tolist()])
        return self._real_or_complex(exact, digits, lambda part: self.decimal(part, digits))

    def _entry(self, entry: Expr, digits: int) -> Piece:
        return self.expression(entry) if entry.is_Rational else self.approximation(entry, digits)

    def _real_or_complex(self, exact: Expr, digits: int, shown: Callable[[Expr], Piece]) -> Piece:
        if exact.is_extended_real is not False:
            return shown(exact)
        real, imaginary = _parts(exact, digits)
        turned = self.product([shown(abs(imaginary)), self.constant("i")])
        turned = self.negated(turned) if imaginary.is_negative else turned
        return turned if real.is_zero else self.sum([shown(real), turned])

    def decimal(self, number: Expr, digits: int) -> Piece:
        """Print the decimal of a real number."""
        text, power = decimal(number, digits)
        negative = text.startswith("-")
        piece = Piece(text.lstrip("-"), Level.ATOM, Edge.DIGIT, Edge.DIGIT)
        if power:
            piece = self.product([piece, self.power(self.digits(10), self.expression(Integer(power)))])
        return self.negated(piece) if negative else piece

    def beginning(self, expr: Expr) -> Piece:
        """Print the first digits of an algebraic number and an ellipsis, which stands for all the others."""
        return self._real_or_complex(expr, _SHOWN, self._first_digits)

    def _first_digits(self, number: Expr) -> Piece:
        text, power = decimal(number, _SHOWN, cut=True)
        more = Piece(text.lstrip("-") + self.constant("...").text, Level.POWER, Edge.DIGIT, Edge.LOOSE)
        if power:
            more = self.product([more, self.power(self.digits(10), self.expression(Integer(power)))])
        return self.signed(more, negative=text.startswith("-"))

    def polynomial_root(self, expr: Expr) -> Piece:
        """Name an algebraic number by its polynomial and the place."""
        polynomial = self.expression(expr.expr).text
        near = self.approximation(expr, _SHOWN).text
        return Piece(f"{self.words('root of ')}{polynomial}{self.words(' near ')}{near}", Level.RELATION)


def _parts(number: Expr, digits: int) -> tuple[Expr, Expr]:
    """Split a complex number, exactly where it is a sum of real and purely imaginary terms."""
    real = [term for term in Add.make_args(number) if term.is_real]
    turned = [-I * term for term in Add.make_args(number) if term.is_imaginary]
    if len(real) + len(turned) == len(Add.make_args(number)):
        return Add(*real), Add(*turned)
    shown = number.evalf(digits + 10, chop=True).as_real_imag()
    return shown[0], shown[1]
