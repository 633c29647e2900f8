r"""Mathematics in LaTeX, in the commands that amsmath, MathJax, KaTeX and GitHub's Markdown all know.

GitHub takes backslashes before punctuation away and stars for emphasis: so no ``\,``, no ``\{`` and no ``*`` here.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING

from symtutor.render.alphabet import GREEK, GREEK_LETTERS, greek_latex
from symtutor.render.escape import latex_text
from symtutor.render.notation.names import LATEX_COMMANDS, relation
from symtutor.render.notation.pieces import Edge, Level, Piece
from symtutor.render.notation.printer import Printer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sympy import Expr

    from symtutor.formula import Name

_CONSTANTS = {
    "pi": r"\pi",
    "e": "e",
    "i": "i",
    "oo": r"\infty",
    "zoo": r"\infty",
    "...": r"\ldots",
    "gamma": r"\gamma",
    "R": r"\mathbb{R}",
    "Z": r"\mathbb{Z}",
}

_BRACKETS = {"{": r"\lbrace ", "}": r" \rbrace"}
_SPLIT = re.compile(r"([A-Za-z]+|[^\W\d_])_?\{?(\w*)\}?")
_DIFFERENTIAL = re.compile(r"d[a-z]")
_STAR = r"\ast"
_DOLLAR = re.compile(r"(?<!\\)\$")
_SIGNS = {"∇": r"\nabla ", "Δ": r"\Delta ", "∂": r"\partial "}


class LatexMath(Printer):
    """LaTeX for math mode."""

    factor_level = Level.FRACTION

    def __init__(self) -> None:
        super().__init__()
        self._flat = False

    def words(self, text: str) -> str:
        """Print plain words; what is mathematics in them is not put between dollars, which would end the formula."""
        parts = _DOLLAR.split(latex_text(text))
        return "".join(part if n % 2 else f"\\text{{{part}}}" for n, part in enumerate(parts) if part)

    def relation(self, sign: str) -> str:
        """Print a relation sign."""
        return relation(sign)[2]

    def brackets(self, text: str, pair: str = "()") -> str:
        """Put `text` in brackets that grow where it is tall."""
        left, right = (_BRACKETS.get(bracket, bracket) for bracket in pair)
        return f"\\left{left}{text}\\right{right.strip()}" if _tall(text) else f"{left}{text}{right}"

    def bars(self, text: str) -> Piece:
        """Print an absolute value."""
        left, right = (r"\left\lvert ", r" \right\rvert") if _tall(text) else (r"\lvert ", r" \rvert")
        return Piece(f"{left}{text}{right}")

    def constant(self, name: str) -> Piece:
        """Print a constant."""
        return Piece(_CONSTANTS[name])

    def letter(self, name: str) -> Piece:
        """Print a symbol: one letter in italics, a longer name upright."""
        match = _SPLIT.fullmatch(name)
        if match is None:
            return Piece(self.words(name), Level.ATOM, Edge.NAME, Edge.NAME)
        base, index = match[1], match[2]
        edge = Edge.LETTER if len(base) == 1 or base in GREEK else Edge.NAME
        text = _letters(base)
        if index:
            text += f"_{{{_letters(index) if index.isalpha() else latex_text(index)}}}"
        return Piece(text, Level.ATOM, edge, edge)

    def exponent(self, expr: Expr) -> Piece:
        """Print an exponent, its fractions with a stroke."""
        with self._flattened():
            return self.expression(expr)

    def fraction(self, top: Piece, bottom: Piece) -> Piece:
        """Print a fraction; with a stroke inside an exponent."""
        if self._flat:
            over, under = self.at_least(top, Level.PRODUCT), self.at_least(bottom, Level.POWER)
            return Piece(f"{over.text}/{under.text}", Level.FRACTION)
        edge = Edge.DIGIT if top.text.isdigit() else Edge.LOOSE
        return Piece(f"\\frac{{{top.text}}}{{{bottom.text}}}", Level.FRACTION, edge, edge)

    def power(self, base: Piece, exponent: Piece) -> Piece:
        """Print a power."""
        return Piece(f"{self.at_least(base, Level.ATOM).text}^{{{exponent.text}}}", Level.POWER, base.head)

    def root(self, radicand: Piece, degree: int) -> Piece:
        """Print a root."""
        order = "" if degree == 2 else f"[{degree}]"
        return Piece(f"\\sqrt{order}{{{radicand.text}}}", Level.ATOM, Edge.ROOT, Edge.ROOT)

    def juxtapose(self, factors: Sequence[Piece]) -> str:
        """Set factors side by side, with a dot before digits and beside a negative number."""
        text = factors[0].text
        for left, right in pairwise(factors):
            signs = {left.tail, right.head}
            negative = Edge.NUMBER_GROUP in signs and len(signs) > 1
            names = signs == {Edge.NAME} or (Edge.NAME in signs and Edge.DIGIT not in signs and Edge.GROUP not in signs)
            # else a prime seems to be that of the whole product, and J times a vector looks like J at a point
            misread = right.head in {Edge.PRIMED, Edge.TUPLE}
            dot = negative or right.head is Edge.DIGIT or misread or names
            text += (r" \cdot " if dot else "" if right.head in {Edge.GROUP, Edge.NUMBER_GROUP} else " ") + right.text
        return text

    def call(self, name: str, arguments: str, exponent: Piece | None = None) -> Piece:
        """Print a function applied."""
        command = _command(name) + ("" if exponent is None else f"^{{{exponent.text}}}")
        return Piece(f"{command}{self.brackets(arguments)}", Level.ATOM, Edge.CALL, Edge.CALL)

    def primed(self, whole: str) -> Piece:
        """Print a bracket with a prime."""
        return Piece(f"{whole}'", Level.POWER, Edge.PRIMED)

    def partial(self, whole: str, by: Piece) -> Piece:
        """Print the operator as a fraction before its bracket."""
        return Piece(f"\\frac{{\\partial}}{{\\partial {by.text}}}{whole}", Level.FRACTION, Edge.LOOSE, Edge.CALL)

    def partial_of_name(self, name: Piece, by: Piece) -> Piece:
        """Print a fraction."""
        return self.fraction(Piece(f"\\partial {name.text}"), Piece(f"\\partial {by.text}"))

    def name(self, name: Name) -> Piece:
        """Print a named quantity."""
        *operators, last = name.letter.split(" ")
        before, last = (_SIGNS[last[0]], last[1:]) if last[:1] in _SIGNS and last[1:] else ("", last)
        letters = last.rstrip("'′")
        symbol = Piece(letters) if _DIFFERENTIAL.fullmatch(letters) else self.letter(letters)
        text = " ".join([*map(_command, operators), before + symbol.text])
        if name.subscript is not None:
            text += f"_{{{self.formula(name.subscript).text}}}"
        text += _superscript(name.primes + len(last) - len(letters), star=name.star)
        if name.args:
            arguments = ", ".join(self.argument(argument).text for argument in name.args)
            return Piece(text + self.brackets(arguments), Level.ATOM, Edge.LETTER, Edge.CALL)
        level = Level.POWER if "'" in text or "^" in text or operators else Level.ATOM
        return Piece(text, level, symbol.head, symbol.tail)

    def matrix(self, rows: Sequence[Sequence[str]]) -> Piece:
        """Print a matrix."""
        lines = r" \\ ".join(" & ".join(row) for row in rows)
        return Piece(f"\\begin{{pmatrix}} {lines} \\end{{pmatrix}}")

    def cases(self, rows: Sequence[tuple[str, str]]) -> Piece:
        """Print a function in pieces."""
        lines = r" \\ ".join(
            f"{value} & {when}" if when == r"\text{otherwise}" else f"{value} & \\text{{if }} {when}"
            for value, when in rows
        )
        return Piece(f"\\begin{{cases}} {lines} \\end{{cases}}")

    @contextmanager
    def _flattened(self) -> Iterator[None]:
        before, self._flat = self._flat, True
        try:
            yield
        finally:
            self._flat = before


def _superscript(primes: int, *, star: bool) -> str:
    r"""Write what stands at the top right of a name: primes, a star, or the order of a high derivative."""
    if not star and primes <= 3:
        return "'" * primes
    marks = [rf"({primes})"] if primes > 3 else [r"\prime"] * primes
    return f"^{{{' '.join([*marks, *([_STAR] if star else [])])}}}"


def _tall(text: str) -> bool:
    """Tell whether brackets must grow to hold `text`."""
    return r"\frac" in text or r"\begin" in text


def _letters(base: str) -> str:
    """Set letters in math mode."""
    name = GREEK_LETTERS.get(base, base)
    if name in GREEK:
        return greek_latex(name)
    if base in _SIGNS:
        return _SIGNS[base]
    return base if len(base) == 1 and base.isascii() else f"\\mathrm{{{latex_text(base)}}}"


def _command(name: str) -> str:
    """Give the command for a function or an operator."""
    if name in LATEX_COMMANDS:
        return f"\\{name}"
    if len(name) == 1 or name in GREEK:
        return _letters(name)
    return f"\\operatorname{{{latex_text(name)}}}"
