"""Tokens: the words and signs of typed mathematics, each with its place in the text as typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Token(NamedTuple):
    """One number, word or sign.

    ``kind`` is a terminal of the grammar, or one that is resolved before parsing (``WORD``, ``PRIME``, ``NEWLINE``, …).
    ``text`` is normalised (``α`` is ``alpha``), ``start`` and ``stop`` are places in the text as typed, ``loose`` says
    that white space stands before it, ``subscript`` belongs to a word, ``order`` to a derivative.
    """

    kind: str
    text: str
    start: int
    stop: int
    loose: bool = False
    subscript: str = ""
    order: int = 0

    @property
    def span(self) -> tuple[int, int]:
        """The half-open range of characters."""
        return self.start, self.stop

    @property
    def name(self) -> str:
        """The name a word stands for, subscript included: ``x``, ``x1``, ``x_1``, ``V_max``."""
        return self.text + self.subscript

    @property
    def key(self) -> str:
        """The identity of the name: ``x1``, ``x_1`` and ``x₁`` are one symbol."""
        return key_of(self.name)


def key_of(name: str) -> str:
    """Strip the spelling from a name: only letters, and a mark before letters that are a subscript.

    Examples
    --------
    >>> key_of("x_1") == key_of("x1"), key_of("V_max") == key_of("Vmax")
    (True, False)
    """
    stem, mark, subscript = name.partition("_")
    return stem + (subscript if subscript[:1].isdigit() else mark + subscript)


def span_of(tokens: Sequence[Token]) -> tuple[int, int]:
    """Return the range from the first to the last of `tokens`."""
    return tokens[0].start, tokens[-1].stop


def operand_end(tokens: Sequence[Token], index: int) -> int:
    """Return the index after the operand that begins at `index`: one token, or all of a bracket."""
    depth = 0
    for at in range(index, len(tokens)):
        depth += (tokens[at].kind in OPENING) - (tokens[at].kind in CLOSING)
        if depth <= 0 and tokens[at].kind not in {"FUNCTION", "ROOT", "INDEXED_ROOT"}:
            return at + 1
    return len(tokens)


OPENING = {"LPAR": "RPAR", "LSQB": "RSQB", "LBRACE": "RBRACE", "_BAR_OPEN": "_BAR_CLOSE"}
CLOSING = {close: open_ for open_, close in OPENING.items()}
OPERATORS = frozenset({"PLUS", "MINUS", "TIMES", "OVER", "CARET", "_CARET_ON_NAME"})
ENDS_OPERAND = frozenset({"NUMBER", "WORD", "NAME", "CONSTANT", "DERIVATIVE", "PRIME", *CLOSING})
SEPARATORS = frozenset({"NEWLINE", "SEMICOLON", "COMMA"})
JOINING_WORDS = frozenset({"and", "where", "with"})
"""Words that separate equations."""
