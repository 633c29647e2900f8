"""Runs of letters: the ways to read one, in the order in which they are tried.

A reader returns the tokens that a word stands for, or None where it is not the reader's. Readers look at the names of
the text (:class:`~symtutor.reading.names.Names`), at what follows the word, and at the arguments of the definition at
hand, which are bound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.reading.functions import FUNCTIONS, GREEK, function_called
from symtutor.reading.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from symtutor.reading.names import Names

    Reader = Callable[[Names, Token, str | None, frozenset[str]], list[Token] | None]

_BRACKETED = frozenset({"step", "root", "logistic", "lg"})
"""Words that are a function only before a bracket."""

_CONNECTIVES = {"if": "IF", "for": "IF", "when": "IF", "otherwise": "OTHERWISE", "else": "OTHERWISE"}
_CONNECTIVES |= {"and": "AND", "or": "OR"}
_STARTS_OPERAND = frozenset({"WORD", "NUMBER", "LPAR", "LSQB", "LBRACE", "FRACTION", "ROOT", "INDEXED_ROOT", "BAR"})
_ATTACHED = sorted(
    (name for name, (_, __, most) in FUNCTIONS.items() if most < 3 and name.isalpha() and name not in _BRACKETED),
    key=len,
    reverse=True,
)
"""Functions that may touch letters, the longest first: ``sinh`` before ``sin``."""


def is_symbol(word: Token) -> bool:
    """Tell whether a word is one symbol by its form: one letter or a Greek name."""
    return len(word.text) == 1 or (word.text in GREEK and word.text != "pi")


def connective(_: Names, word: Token, __: str | None, ___: frozenset[str]) -> list[Token] | None:
    """Read "if", "otherwise", "and", "or"."""
    kind = None if word.subscript else _CONNECTIVES.get(word.text)
    return [word._replace(kind=kind)] if kind else None


def argument(names: Names, word: Token, _: str | None, bound: frozenset[str]) -> list[Token] | None:
    """Read an argument of the definition at hand."""
    return [names.name(word)] if word.key in bound else None


def defined_function(names: Names, word: Token, following: str | None, _: frozenset[str]) -> list[Token] | None:
    """Read a function that the text defines."""
    applied = word.name in names.functions and following == "LPAR"
    return [word._replace(kind="FUNCTION", text=word.name, subscript="")] if applied else None


def known_function(_: Names, word: Token, following: str | None, __: frozenset[str]) -> list[Token] | None:
    """Read a known function, also with a base (log_2) or a factor of its argument (sin2x) attached."""
    digits = word.subscript.lstrip("_")
    spelling = function_called(word.text)
    if spelling is None or (spelling in _BRACKETED and following != "LPAR"):
        return None
    if not digits:
        return [word._replace(kind="FUNCTION", text=spelling)]
    if word.text in {"log", "ln"} and digits in {"2", "10"}:
        return [word._replace(kind="FUNCTION", text=f"log{digits}", subscript="")]
    if word.subscript.startswith("_") or not digits.isdigit():
        return None
    middle = word.start + len(word.text)
    head = word._replace(kind="FUNCTION", text=spelling, subscript="", stop=middle)
    return [head, Token("NUMBER", digits, middle, word.stop)]


def constant(names: Names, word: Token, _: str | None, __: frozenset[str]) -> list[Token] | None:
    """Read e and π, unless they were declared."""
    mine = word.key in names.declared | names.states
    return [word._replace(kind="CONSTANT")] if word.name in {"e", "pi"} and not mine else None


def symbol(names: Names, word: Token, _: str | None, __: frozenset[str]) -> list[Token] | None:
    """Read one letter, a Greek name, or a name that was declared."""
    mine = is_symbol(word) or word.key in names.states | names.declared
    return [names.name(word)] if mine else None


def product(names: Names, word: Token, _: str | None, bound: frozenset[str]) -> list[Token] | None:
    """Read a product of letters."""
    letters = _letters(word)
    return _each(names, letters) if _is_product(names, letters, bound) else None


def attached_functions(names: Names, word: Token, following: str | None, bound: frozenset[str]) -> list[Token] | None:
    """Read ``xsin`` before its argument, ``sinx`` and ``sinxcosx``: functions and letters that are known."""
    pieces = _cut(names, word, 0, following, bound)
    if pieces is None or all(piece.kind != "FUNCTION" for piece in pieces):
        return None
    return [piece for letter in pieces for piece in ([letter] if letter.kind == "FUNCTION" else _each(names, [letter]))]


READERS: tuple[Reader, ...] = (
    connective,  # no name is "if"
    argument,  # the text says what it means
    defined_function,  # likewise
    known_function,  # before names: nobody calls a parameter "sin"
    constant,  # e and π, where the text does not say otherwise
    symbol,  # one letter is one symbol
    product,  # rx, xy: letters that are known
    attached_functions,  # xsin(x), sinx
)


def _cut(names: Names, word: Token, place: int, following: str | None, bound: frozenset[str]) -> list[Token] | None:
    """Cut a word from `place` on into functions and known letters; a function needs something after it."""
    text = word.text[place:]
    if not text:
        return []
    start = word.start + place
    for name in _ATTACHED:
        if text.startswith(name) and (len(text) > len(name) or following in _STARTS_OPERAND):
            rest = _cut(names, word, place + len(name), following, bound)
            if rest is not None:
                head = word._replace(kind="FUNCTION", text=name, subscript="", start=start, stop=start + len(name))
                return [head._replace(loose=word.loose and place == 0), *rest]
    letter = _letters(word)[place]
    if letter.key not in names.states | names.declared | names.alone | bound | {"e"}:
        return None
    rest = _cut(names, word, place + 1, following, bound)
    return None if rest is None else [letter, *rest]


def _letters(word: Token) -> list[Token]:
    """Cut a run into its letters; the subscript belongs to the last."""
    last = len(word.text) - 1
    return [
        word._replace(
            text=letter,
            start=word.start + place,
            stop=word.stop if place == last else word.start + place + 1,
            loose=word.loose and place == 0,
            subscript=word.subscript if place == last else "",
        )
        for place, letter in enumerate(word.text)
    ]


def _is_product(names: Names, letters: Sequence[Token], bound: frozenset[str]) -> bool:
    known = names.states | names.declared | names.alone | bound | {"e"}
    keys = [letter.key for letter in letters]
    subscripted = bool(letters[-1].subscript)
    if all(key in known for key in (keys[:-1] if subscripted else keys)):
        return True
    leading = names.states | bound | ({names.time} if names.time else set())
    return len(keys) == 2 and any(key in leading for key in keys) and keys[0] != "d"


def _each(names: Names, letters: Iterable[Token]) -> list[Token]:
    """Read every letter by itself; e is the constant unless it was declared."""
    mine = names.declared | names.states
    return [
        letter._replace(kind="CONSTANT") if letter.key == "e" and "e" not in mine else names.name(letter)
        for letter in letters
    ]
