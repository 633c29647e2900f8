"""Mathematics in one line of Unicode, as a textbook would set it in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.render.alphabet import GREEK, lowered, raised
from symtutor.render.escape import printable
from symtutor.render.notation.linear import PRIMES, SPLIT, Linear, named
from symtutor.render.notation.pieces import Edge, Level, Piece

if TYPE_CHECKING:
    from symtutor.formula import Name


class UnicodeMath(Linear):
    """One line of Unicode: −3x² + 6x − 2."""

    minus = "−"
    column = 0
    constants = {  # noqa: RUF012 - a constant table
        "pi": "π",
        "e": "e",
        "i": "i",
        "oo": "∞",
        "zoo": "∞",
        "...": "…",
        "gamma": "γ",
        "R": "ℝ",
        "Z": "ℤ",
    }

    def words(self, text: str) -> str:
        """Print plain words."""
        return printable(text)

    def letter(self, name: str) -> Piece:
        """Print a symbol, Greek as Greek, digits lowered."""
        return self._symbol(name)

    def _symbol(self, name: str) -> Piece:
        match = SPLIT.fullmatch(name)
        if match is None:
            return Piece(printable(name), Level.ATOM, Edge.LOOSE, Edge.LOOSE)
        base, index = GREEK.get(match[1], match[1]), match[2]
        low = lowered(index) if index else ""
        edge = Edge.LETTER if len(base) == 1 and low is not None else Edge.NAME
        return Piece(base + (f"_{index}" if low is None else low), Level.ATOM, edge, edge)

    def power(self, base: Piece, exponent: Piece) -> Piece:
        """Raise what can be raised: x², (−1)ⁿ; the rest is written x^(1/5)."""
        above = raised(exponent.text) if "(" not in exponent.text else None
        if above is None:
            return super().power(base, exponent)
        below = self.at_least(base, Level.ATOM)
        return Piece(f"{below.text}{above}", Level.POWER, below.head, Edge.RAISED)

    def root(self, radicand: Piece, degree: int) -> Piece:
        """Print √x, ∛x, ∜x."""
        if degree > 4:
            return super().root(radicand, degree)
        inside = self.at_least(radicand, Level.ATOM)
        return Piece(f"{'√∛∜'[degree - 2]}{inside.text}", Level.POWER, Edge.ROOT, Edge.ROOT)

    def call(self, name: str, arguments: str, exponent: Piece | None = None) -> Piece:
        """Print sin(x), sin²(x)."""
        above = raised(exponent.text) if exponent is not None else ""
        return Piece(f"{printable(name)}{above}({arguments})", Level.ATOM, Edge.CALL, Edge.CALL)

    def name(self, name: Name) -> Piece:
        """Print f′(0), x*, J(1, 1), λ₁, det J."""
        *operators, last = name.letter.split(" ")
        symbol = self._symbol(last.replace("'", "′"))
        primes = PRIMES[name.primes] if name.primes < len(PRIMES) else f"⁽{raised(str(name.primes))}⁾"
        text = " ".join([*map(printable, operators), symbol.text]) + primes
        if name.subscript is not None:
            index = self.formula(name.subscript).text
            words = index.split(" ")
            index = "".join(words) if max(map(len, words)) == 1 else index  # f_θθ, but f_(x1 x1)
            text += lowered(index) or f"_{index}" if index.isalnum() or lowered(index) else f"_({index})"
        text += "*" if name.star else ""
        return named(text, symbol, name, [self.argument(argument).text for argument in name.args])
