"""Statements: a text cut into equations, definitions, initial conditions and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from symtutor.reading.tokens import CLOSING, JOINING_WORDS, OPENING, OPERATORS, SEPARATORS, Token, span_of

if TYPE_CHECKING:
    from symtutor.reading.repair import Source

_GOES_ON = OPERATORS | {"EQUALS"}


@dataclass(frozen=True, slots=True)
class Statement:
    """The tokens between two separators; ``along`` is the component of a gradient flow that it is about."""

    tokens: tuple[Token, ...]
    along: str | None = None

    @property
    def span(self) -> tuple[int, int]:
        """The place of the statement."""
        return span_of(list(self.tokens))

    @property
    def has_derivative(self) -> bool:
        """Whether a derivative occurs in it."""
        return any(token.kind == "DERIVATIVE" for token in self.tokens)

    @property
    def equals(self) -> int | None:
        """The index of its first equals sign outside brackets."""
        depth = 0
        for index, token in enumerate(self.tokens):
            depth += (token.kind in OPENING) - (token.kind in CLOSING)
            if token.kind == "EQUALS" and depth == 0:
                return index
        return None

    @property
    def relation(self) -> Token | None:
        """Its first inequality sign outside brackets."""
        depth = 0
        for token in self.tokens:
            depth += (token.kind in OPENING) - (token.kind in CLOSING)
            if token.kind == "RELATION" and depth == 0:
                return token
        return None


def split(source: Source, tokens: list[Token]) -> list[Statement]:
    """Cut at separators outside brackets, and before an equation behind white space; lines go on at a sign.

    Raises
    ------
    ParseError
        Where a comma stands between digits, which is a decimal comma.
    """
    statements: list[Statement] = []
    current: list[Token] = []
    depth = 0
    for index, token in enumerate(tokens):
        depth = max(depth + (token.kind in OPENING) - (token.kind in CLOSING), 0)
        if _starts_another(tokens, index, current) and depth == 0:
            statements.append(Statement(tuple(current)))
            current = [token]
            continue
        if not _separates(tokens, index, depth, current):
            if token.kind != "NEWLINE":
                current.append(token)
            continue
        if token.kind == "COMMA":
            _refuse_decimal_comma(source, tokens, index)
        if current:
            statements.append(Statement(tuple(current)))
        current = []
        # a bracket that was never closed ends with its line, so the error points at the right one
        depth = 0
    if current:
        statements.append(Statement(tuple(current)))
    return statements


def _separates(tokens: list[Token], index: int, depth: int, current: list[Token]) -> bool:
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.kind == "WORD" and token.text in JOINING_WORDS and not token.subscript:
        return depth == 0
    if token.kind == "NEWLINE":
        if current and current[-1].kind in _GOES_ON and following is not None:
            return _begins_equation(tokens, index + 1)
        if following is not None and following.kind in _GOES_ON - {"MINUS"}:
            return False
        return depth == 0 or _begins_equation(tokens, index + 1)
    if token.kind in SEPARATORS:
        return depth == 0
    return False


def _starts_another(tokens: list[Token], index: int, current: list[Token]) -> bool:
    """Tell whether an equation begins behind white space alone, after one that has its equals sign."""
    token = tokens[index]
    if token.kind != "DERIVATIVE" or not token.loose or not _begins_equation(tokens, index):
        return False
    return any(before.kind == "EQUALS" for before in current) and current[-1].kind not in _GOES_ON


def _begins_equation(tokens: list[Token], index: int) -> bool:
    """Tell whether a new equation starts here: a derivative and an equals sign."""
    kinds = [token.kind for token in tokens[index : index + 2]]
    return kinds == ["DERIVATIVE", "EQUALS"]


def _refuse_decimal_comma(source: Source, tokens: list[Token], index: int) -> None:
    if not 0 < index < len(tokens) - 1:
        return
    before, comma, after = tokens[index - 1 : index + 2]
    touching = before.stop == comma.start and not after.loose
    following = tokens[index + 2].kind if index + 2 < len(tokens) else "NEWLINE"
    if before.kind == after.kind == "NUMBER" and touching and following != "EQUALS":
        text = f"{before.text}.{after.text}"
        message = "A decimal is written with a point, not with a comma."
        raise source.error(message, (before.start, after.stop), f"Write {text}.")
