"""Mathematics in one line of text: what Unicode and ASCII have in common."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from symtutor.render.notation.names import OPERATORS, relation
from symtutor.render.notation.pieces import Edge, Level, Piece
from symtutor.render.notation.printer import Printer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.formula import Name

_CLOSE = {
    (Edge.DIGIT, Edge.LETTER),
    (Edge.DIGIT, Edge.CONSTANT),
    (Edge.DIGIT, Edge.GROUP),
    (Edge.DIGIT, Edge.ROOT),
    (Edge.DIGIT, Edge.BAR),
    (Edge.LETTER, Edge.GROUP),
    (Edge.CONSTANT, Edge.LETTER),
    (Edge.CONSTANT, Edge.GROUP),
    (Edge.CONSTANT, Edge.ROOT),
    (Edge.RAISED, Edge.LETTER),
    (Edge.RAISED, Edge.GROUP),
    (Edge.GROUP, Edge.LETTER),
    (Edge.GROUP, Edge.GROUP),
    (Edge.NUMBER_GROUP, Edge.NUMBER_GROUP),
    (Edge.PRIMED, Edge.GROUP),
}
"""Edges that meet without a sign: 2x, x(1 − x), 2πn, x²y, (−1)(−1)."""

_SPACED = {
    (Edge.DIGIT, Edge.CALL),
    (Edge.LETTER, Edge.LETTER),
    (Edge.LETTER, Edge.CONSTANT),
    (Edge.LETTER, Edge.CALL),
    (Edge.CONSTANT, Edge.CONSTANT),
    (Edge.CONSTANT, Edge.CALL),
    (Edge.RAISED, Edge.CONSTANT),
    (Edge.RAISED, Edge.CALL),
    (Edge.GROUP, Edge.CALL),
    (Edge.GROUP, Edge.CONSTANT),
    (Edge.CALL, Edge.CALL),
    (Edge.CALL, Edge.LETTER),
}
"""Edges that meet with a space: r x, 2 sin(x); every other pair takes a multiplication sign."""

PRIMES = ("", "′", "″", "‴")
"""Derivatives up to the third take primes; further ones are counted: f⁽⁴⁾."""

SPLIT = re.compile(r"([A-Za-z]+|[^\W\d_])_?\{?(\w*)\}?")


class Linear(Printer):
    """What Unicode and ASCII have in common."""

    times = "·"
    prime = "′"
    differential = "∂"
    constants: dict[str, str]
    column: int
    """Which spelling of a relation this notation takes."""

    def relation(self, sign: str) -> str:
        """Print a relation sign."""
        return relation(sign)[self.column]

    def brackets(self, text: str, pair: str = "()") -> str:
        """Put `text` in brackets."""
        return f"{pair[0]}{text}{pair[1]}"

    def bars(self, text: str) -> Piece:
        """Print |x|, or abs(…) where bars inside would be misread."""
        if "|" in text or "abs(" in text:
            return self.call("abs", text)
        return Piece(f"|{text}|", Level.ATOM, Edge.BAR, Edge.BAR)

    def fraction(self, top: Piece, bottom: Piece) -> Piece:
        """Print a/b."""
        over = self.at_least(top, Level.PRODUCT)
        under = self.at_least(bottom, Level.POWER)
        return Piece(f"{over.text}/{under.text}", Level.FRACTION, over.head)

    def juxtapose(self, factors: Sequence[Piece]) -> str:
        """Multiply without a sign where no reader can go wrong."""
        text = factors[0].text
        for left, right in pairwise(factors):
            meet = (left.tail, right.head)
            text += ("" if meet in _CLOSE else " " if meet in _SPACED else self.times) + right.text
        return text

    def root(self, radicand: Piece, degree: int) -> Piece:
        """Print a root as a power with a fraction."""
        return self.power(radicand, Piece(f"1/{degree}", Level.FRACTION))

    def power(self, base: Piece, exponent: Piece) -> Piece:
        """Print x^n."""
        below = self.at_least(base, Level.ATOM)
        above = self.at_least(exponent, Level.ATOM)
        return Piece(f"{below.text}^{above.text}", Level.POWER, below.head, Edge.LOOSE)

    def primed(self, whole: str) -> Piece:
        """Print (x²)′."""
        return Piece(f"{whole}{self.prime}", Level.ATOM, Edge.PRIMED, Edge.PRIMED)

    def partial(self, whole: str, by: Piece) -> Piece:
        """Print ∂(x y)/∂x."""
        return Piece(f"{self.differential}{whole}/{self.differential}{by.text}", Level.FRACTION)

    def partial_of_name(self, name: Piece, by: Piece) -> Piece:
        """Print ∂f/∂x."""
        return self.partial(name.text, by)

    def constant(self, name: str) -> Piece:
        """Print a constant."""
        edge = Edge.CONSTANT if name in {"pi", "i"} else Edge.LETTER
        return Piece(self.constants[name], Level.ATOM, edge, edge)

    def matrix(self, rows: Sequence[Sequence[str]]) -> Piece:
        """Print rows in brackets."""
        inside = ", ".join(f"[{', '.join(row)}]" for row in rows)
        return Piece(f"[{inside}]")

    def cases(self, rows: Sequence[tuple[str, str]]) -> Piece:
        """Print {x if x < 1, 1 otherwise}."""
        texts = [f"{value} {when}" if when == "otherwise" else f"{value} if {when}" for value, when in rows]
        return Piece(f"{{{', '.join(texts)}}}")


def named(text: str, symbol: Piece, name: Name, arguments: list[str]) -> Piece:
    """Give a named quantity its arguments and its edges."""
    if arguments:
        return Piece(f"{text}({', '.join(arguments)})", Level.ATOM, Edge.LETTER, Edge.CALL)
    if name.letter.split(" ")[0] in OPERATORS:
        return Piece(text, Level.POWER, Edge.CALL, Edge.LOOSE)
    if name.primes or name.star:
        return Piece(text, Level.ATOM, symbol.head, Edge.CALL)
    return Piece(text, Level.ATOM, symbol.head, symbol.tail)
