"""What is read at a place of the text: a number, a word, a prime, a dot, a command; one function for each."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from symtutor.reading import latex, limits
from symtutor.reading.characters import illegal
from symtutor.reading.functions import GREEK
from symtutor.reading.spelling import DOTTED, LETTERS, RELATIONS, SIGNS, SUPERSCRIPTS, VULGAR
from symtutor.reading.subscripts import subscript

if TYPE_CHECKING:
    from symtutor.reading.lexer import Scanner

Mark = Callable[["Scanner", str, int, int], int]
"""Reads what stands from one place to another, and returns where it ends."""


def _hexadecimal(scanner: Scanner, text: str, start: int, end: int) -> int:
    """Refuse ``0x1F``, which is no number here and no product either."""
    message = f"{text} looks like a hexadecimal number."
    raise scanner.error(message, start, end, f"Write a decimal number, or 0*{text[1:]}.")


def _number(scanner: Scanner, text: str, start: int, end: int) -> int:
    """Put a number; as an argument without braces it is one digit."""
    if start in scanner.singles:
        text, end = text[0], start + 1
    if scanner.text[end : end + 1] == "." and scanner.text[end + 1 : end + 2].isdigit():
        raise scanner.error("This number has two decimal points.", start, end + 2, "Write one.")
    mantissa, _, exponent = text.lower().partition("e")
    if len(mantissa) > limits.DIGITS or len(exponent) > 6 or abs(int(exponent or "0")) > limits.DIGITS:
        message = f"This number would have more than {limits.DIGITS:,} digits."
        raise scanner.error(message, start, end, "Use a smaller one.")
    scanner.put("NUMBER", text, start, end)
    return end


def _word(scanner: Scanner, text: str, start: int, end: int) -> int:
    """Put a name, its digits as a subscript; as an argument without braces it is one letter."""
    if start in scanner.singles:
        text, end = text[0], start + 1
    stem = text.rstrip("0123456789")
    scanner.word(LETTERS.get(stem, stem), start, end, text[len(stem) :])
    return end


def _primes(scanner: Scanner, text: str, start: int, end: int) -> int:
    """Put as many primes as there are."""
    for _ in range(text.count("prime") + text.count("'")):
        scanner.put("PRIME", "'", start, end)
    return end


def _superscript(scanner: Scanner, text: str, start: int, end: int) -> int:
    """Put a power: ``²`` is ``^{2}``."""
    inner = "".join(SUPERSCRIPTS[character] for character in text)
    scanner.put("CARET", "^", start, end)
    scanner.put("LBRACE", "{", start, end)
    for piece in re.findall(r"[0-9]+|[a-z]|[-+()]", inner):
        scanner.put("NUMBER" if piece[0].isdigit() else SIGNS.get(piece, "WORD"), piece, start, end)
    scanner.put("RBRACE", "}", start, end)
    return end


def _dots(scanner: Scanner, text: str, start: int, end: int) -> int:
    """Write the dots over the last letter of the last word as primes after it."""
    if not scanner.tokens or scanner.tokens[-1].kind != "WORD" or scanner.loose:
        raise scanner.error("This dot stands over nothing.", start, end, "Put it over a name: ẋ.")
    word = scanner.tokens[-1]
    if len(word.text) > 1 and word.text not in GREEK:
        middle = word.start + len(word.text) - 1
        head = word._replace(text=word.text[:-1], stop=middle)
        scanner.tokens[-1:] = [head, word._replace(text=word.text[-1], start=middle, loose=False)]
    for _ in range(DOTTED[text]):
        scanner.put("PRIME", "'", start, end)
    return end


def _command(scanner: Scanner, _: str, start: int, __: int) -> int:
    """Read a command of LaTeX."""
    return latex.command(scanner, start)


def _dollar(scanner: Scanner, _: str, start: int, end: int) -> int:
    """Begin or end mathematics."""
    scanner.math(start, end, opens=not scanner.in_math)
    return end


def _column(scanner: Scanner, _: str, start: int, end: int) -> int:
    """Pass a ``&``: between equations it aligns, in a piece of a function it stands before the condition."""
    if not scanner.environments and "\\" not in scanner.text:
        raise illegal(scanner.source, start)
    if scanner.environments and scanner.environments[-1][0] and scanner.tokens[-1].kind != "COMMA":
        scanner.put("COMMA", ",", start, end)
    return end


def _space(scanner: Scanner, _: str, __: int, end: int) -> int:
    """Remember that white space was passed."""
    scanner.loose = True
    return end


def _stop(_: Scanner, __: str, ___: int, end: int) -> int:
    """Pass the full stop behind an equation."""
    return end


def _vulgar(scanner: Scanner, text: str, start: int, end: int) -> int:
    """Put the number that ½ is."""
    scanner.put("NUMBER", VULGAR[text], start, end)
    return end


def _sign(scanner: Scanner, text: str, start: int, end: int) -> int:
    """Put an operator, a relation, a bracket or a separator."""
    scanner.put(SIGNS[text], RELATIONS.get(text, text), start, end)
    return end


MARKS: dict[str, Mark] = {
    "space": _space,
    "hexadecimal": _hexadecimal,
    "number": _number,
    "vulgar": _vulgar,
    "word": _word,
    "subscript": subscript,
    "primes": _primes,
    "superscript": _superscript,
    "sign": _sign,
    "dots": _dots,
    "command": _command,
    "dollar": _dollar,
    "column": _column,
    "stop": _stop,
}
"""By the name of the group that found it in :data:`~symtutor.reading.spelling.TOKEN`."""
