"""Mathematics in one line of ASCII, for terminals that have nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.render.alphabet import GREEK_LETTERS
from symtutor.render.escape import ascii_only
from symtutor.render.notation.linear import PRIMES, SPLIT, Linear, named
from symtutor.render.notation.pieces import Edge, Level, Piece

if TYPE_CHECKING:
    from symtutor.formula import Name


class AsciiMath(Linear):
    """One line of ASCII: -3x^2 + 6x - 2."""

    minus = "-"
    times = "*"
    prime = "'"
    differential = "d"
    column = 1
    constants = {  # noqa: RUF012 - a constant table
        "pi": "pi",
        "e": "e",
        "i": "i",
        "oo": "oo",
        "zoo": "oo",
        "...": "...",
        "gamma": "gamma",
        "R": "R",
        "Z": "Z",
    }

    def words(self, text: str) -> str:
        """Print plain words."""
        return ascii_only(text)

    def constant(self, name: str) -> Piece:
        """Print a constant; pi is a word, so multiplying it takes a sign."""
        return Piece(self.constants[name]) if name == "pi" else super().constant(name)

    def letter(self, name: str) -> Piece:
        """Print a symbol by its name."""
        match = SPLIT.fullmatch(name)
        if match is None:
            return Piece(ascii_only(name))
        base, index = GREEK_LETTERS.get(match[1], match[1]), match[2]
        text = f"{base}_{index}" if index else base
        edge = Edge.LETTER if len(base) == 1 else Edge.NAME
        return Piece(ascii_only(text), Level.ATOM, edge, edge)

    def root(self, radicand: Piece, degree: int) -> Piece:
        """Print sqrt(x), x^(1/3)."""
        return self.call("sqrt", radicand.text) if degree == 2 else super().root(radicand, degree)

    def call(self, name: str, arguments: str, exponent: Piece | None = None) -> Piece:
        """Print sin(x), sin(x)^2."""
        called = Piece(f"{ascii_only(name)}({arguments})", Level.ATOM, Edge.CALL, Edge.CALL)
        return called if exponent is None else self.power(called, exponent)

    def name(self, name: Name) -> Piece:
        """Print f'(0), x*, J(1, 1), lambda_1, det J."""
        *operators, last = name.letter.split(" ")
        symbol = self.letter(last)
        primes = "'" * name.primes if name.primes < len(PRIMES) else f"^({name.primes})"
        text = " ".join([*map(ascii_only, operators), symbol.text]) + primes
        if name.subscript is not None:
            index = self.formula(name.subscript).text
            text += f"_{index}" if index.isalnum() else f"_({index})"
        text += "*" if name.star else ""
        return named(text, symbol, name, [self.argument(argument).text for argument in name.args])
