"""Mathematics in one line of text: Unicode as a textbook would set it in a terminal, and plain ASCII."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from symtutor.render.alphabet import GREEK, GREEK_LETTERS, lowered, raised
from symtutor.render.escape import ascii_only, printable
from symtutor.render.notation.names import OPERATORS, relation
from symtutor.render.notation.pieces import Edge, Level, Piece
from symtutor.render.notation.printer import Printer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.document import Name

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

_PRIMES = ("", "′", "″", "‴")
"""Derivatives up to the third take primes; further ones are counted: f⁽⁴⁾."""

_SPLIT = re.compile(r"([A-Za-z]+|[^\W\d_])_?\{?(\w*)\}?")


class Linear(Printer):
    """What Unicode and ASCII have in common."""

    times = "·"
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
        match = _SPLIT.fullmatch(name)
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
        primes = _PRIMES[name.primes] if name.primes < len(_PRIMES) else f"⁽{raised(str(name.primes))}⁾"
        text = " ".join([*map(printable, operators), symbol.text]) + primes
        if name.subscript is not None:
            index = self.formula(name.subscript).text
            text += lowered(index) or f"_{index}" if index.isalnum() or lowered(index) else f"_({index})"
        text += "*" if name.star else ""
        return named(text, symbol, name, [self.argument(argument).text for argument in name.args])


class AsciiMath(Linear):
    """One line of ASCII: -3x^2 + 6x - 2."""

    minus = "-"
    times = "*"
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
        match = _SPLIT.fullmatch(name)
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
        primes = "'" * name.primes if name.primes < len(_PRIMES) else f"^({name.primes})"
        text = " ".join([*map(ascii_only, operators), symbol.text]) + primes
        if name.subscript is not None:
            index = self.formula(name.subscript).text
            text += f"_{index}" if index.isalnum() else f"_({index})"
        text += "*" if name.star else ""
        return named(text, symbol, name, [self.argument(argument).text for argument in name.args])


def named(text: str, symbol: Piece, name: Name, arguments: list[str]) -> Piece:
    """Give a named quantity its arguments and its edges."""
    if arguments:
        return Piece(f"{text}({', '.join(arguments)})", Level.ATOM, Edge.LETTER, Edge.CALL)
    if name.letter.split(" ")[0] in OPERATORS:
        return Piece(text, Level.POWER, Edge.CALL, Edge.LOOSE)
    if name.primes or name.star:
        return Piece(text, Level.ATOM, symbol.head, Edge.CALL)
    return Piece(text, Level.ATOM, symbol.head, symbol.tail)
