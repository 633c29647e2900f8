"""The parser: resolved tokens to a tree, by the grammar in ``grammar.lark``; what does not fit is explained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from lark import Token as Leaf
from lark.exceptions import UnexpectedInput, UnexpectedToken

from symtutor.reading import limits
from symtutor.reading.tables import load
from symtutor.reading.tokens import CLOSING, OPENING, OPERATORS, Token, operand_end

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from symtutor.errors import ParseError
    from symtutor.reading.repair import Source
    from symtutor.reading.tree import Node

Start = Literal["expression", "equation", "condition"]

_SHOWN = {"TIMES": "*", "OVER": "/", "PLUS": "+", "MINUS": "-", "CARET": "^", "_CARET_ON_NAME": "^", "EQUALS": "="}
_PREFIXES = frozenset({"PLUS", "MINUS", "FUNCTION", "ROOT", "GRADIENT"})
_BRACKET = {"LPAR": "(", "RPAR": ")", "LSQB": "[", "RSQB": "]", "LBRACE": "{", "RBRACE": "}"}
_BRACKET |= {"_BAR_OPEN": "|", "_BAR_CLOSE": "|"}


def parse(source: Source, tokens: Sequence[Token], start: Start) -> Node:
    """Parse `tokens`, none of which is a ``WORD`` any more.

    Raises
    ------
    ParseError
        With the place and what is missing or too much there.
    """
    check_brackets(source, tokens)
    check_chains(source, tokens)
    leaves = [Leaf(token.kind, token.text, start_pos=token.start, end_pos=token.stop) for token in tokens]
    try:
        return load().parse(leaves, start=start)
    except UnexpectedInput as error:
        at = len(tokens)
        if isinstance(error, UnexpectedToken) and error.token.type != "$END":
            at = next((i for i, leaf in enumerate(leaves) if leaf is error.token), at)
        raise explain(source, tokens, at) from None


def check_brackets(source: Source, tokens: Sequence[Token]) -> None:
    """Refuse brackets that are never closed or opened, that do not match, or are too deep."""
    stack: list[tuple[Token, int]] = []
    for index, token in enumerate(tokens):
        if token.kind in OPENING:
            stack.append((token, index))
            if len(stack) > limits.NESTING:
                message = f"Brackets are nested deeper than {limits.NESTING}."
                raise source.error(message, token.span, "Multiply out, or name a part: a = …")
        elif token.kind in CLOSING:
            shown = _BRACKET[token.kind]
            if not stack:
                suggestion = f"Leave it out, or open a {_BRACKET[CLOSING[token.kind]]} before."
                raise source.error(f"This {shown} was never opened.", token.span, suggestion)
            opened, _ = stack.pop()
            if OPENING[opened.kind] != token.kind:
                wanted = _BRACKET[OPENING[opened.kind]]
                message = f"The bracket {_BRACKET[opened.kind]} is closed by {shown} here."
                raise source.error(message, token.span, f"Write {wanted}.")
    if stack:
        opened, index = stack[-1]
        shown = _BRACKET[opened.kind]
        raise source.error(f"This {shown} is never closed.", opened.span, closing_suggestion(source, tokens, index))


def closing_suggestion(source: Source, tokens: Sequence[Token], opened: int) -> str | None:
    """Show what results from closing the bracket: before a bracket that follows an operand, and at the end."""
    close = _BRACKET[OPENING[tokens[opened].kind]]
    equals = max((i for i, token in enumerate(tokens) if token.kind == "EQUALS" and i < opened), default=-1)
    first, last = tokens[equals + 1].start, tokens[-1].stop
    if last - first > 60 or tokens[-1].kind in OPERATORS or opened == len(tokens) - 1:
        return None
    again = _reopened(tokens, opened)
    places = [last] if again is None else [tokens[again].start, last]
    texts = [source.typed[first:place] + close + source.typed[place:last] for place in places]
    return f"Did you mean {', or '.join(texts)}?"


def _reopened(tokens: Sequence[Token], opened: int) -> int | None:
    """Return where a bracket of the same kind opens inside `opened` right after an operand, at its own level."""
    depth = 0
    for index in range(opened + 1, len(tokens)):
        token = tokens[index]
        if token.kind == tokens[opened].kind and depth == 0 and index > opened + 1:
            return index if tokens[index - 1].kind not in OPERATORS | {"FUNCTION", "COMMA"} else None
        depth += (token.kind in OPENING) - (token.kind in CLOSING)
    return None


def check_chains(source: Source, tokens: Sequence[Token]) -> None:
    """Refuse endless chains of signs, of functions and of powers, which nest like brackets."""
    row = 0
    for index, token in enumerate(tokens):
        row = row + 1 if token.kind in _PREFIXES else 0
        if row > limits.NESTING:
            message = f"There are more than {limits.NESTING} signs or functions in a row."
            raise source.error(message, token.span, "Write fewer of them.")
        if token.kind == "CARET" and _tower(tokens, index) > limits.NESTING:
            message = f"There are more than {limits.NESTING} powers on top of each other."
            raise source.error(message, token.span, "Write fewer of them.")


def _tower(tokens: Sequence[Token], index: int) -> int:
    """Count the powers on top of each other from the caret at `index`, as far as the limit."""
    count = 0
    while index < len(tokens) and tokens[index].kind == "CARET" and count <= limits.NESTING:
        count += 1
        index += 1
        while index < len(tokens) and tokens[index].kind in {"PLUS", "MINUS"}:
            index += 1
        index = operand_end(tokens, index)
    return count


def explain(source: Source, tokens: Sequence[Token], at: int) -> ParseError:
    """Say in a student's words why the token at `at` (or the end) does not fit."""
    before = tokens[at - 1] if at > 0 else None
    if at >= len(tokens):
        return _unfinished(source, before)
    here = tokens[at]
    for look in _LOOKS:
        found = look(source, before, here)
        if found is not None:
            return found
    shown = source.typed[here.start : here.stop]
    return source.error(f"{shown} does not fit here.", here.span, "Write a sign such as + or * before it.")


def _equals(source: Source, before: Token | None, here: Token) -> ParseError | None:
    if here.kind != "EQUALS":
        return None
    if before is None:
        return source.error("Nothing stands before this =.", here.span, "Write the left-hand side.")
    if before.kind == "EQUALS":
        return source.error("There are two = in a row.", (before.start, here.stop), "Write one.")
    return source.error("There is a second = here.", here.span, "Put each equation on a line of its own.")


def _no_argument(source: Source, before: Token | None, _: Token) -> ParseError | None:
    if before is None or before.kind != "FUNCTION":
        return None
    return source.error(f"{before.text} needs an argument.", before.span, f"Write {before.text}(x).")


def _no_operand(source: Source, before: Token | None, here: Token) -> ParseError | None:
    """Look for an operator without a number or a name before it."""
    if here.kind not in OPERATORS or (before is not None and before.kind not in _NO_END):
        return None
    shown = source.typed[here.start : here.stop]
    if before is None or before.kind not in OPERATORS:
        return source.error(f"Nothing stands before this {shown}.", here.span, "Write a number or a name there.")
    message = f"A number or a name is missing between {source.typed[before.start : before.stop]} and {shown}."
    return source.error(message, (before.start, here.stop), "Write it, or leave one sign out.")


def _early_close(source: Source, before: Token | None, here: Token) -> ParseError | None:
    """Look for a bracket that closes too early."""
    if here.kind not in CLOSING or before is None:
        return None
    if before.kind in OPENING:
        return source.error("There is nothing between these brackets.", (before.start, here.stop), "Fill them in.")
    if before.kind in OPERATORS:
        sign = source.typed[before.start : before.stop]
        return source.error(f"Something is missing after {sign}.", before.span, "Write a number or a name there.")
    return None


def _separator(source: Source, _: Token | None, here: Token) -> ParseError | None:
    if here.kind not in {"COMMA", "SEMICOLON"}:
        return None
    suggestion = "A decimal is written with a point: 1.5."
    return source.error(f"This {here.text} separates nothing.", here.span, suggestion)


def _relation(source: Source, _: Token | None, here: Token) -> ParseError | None:
    if here.kind != "RELATION":
        return None
    message = f"The relation {source.typed[here.start : here.stop]} has no place here."
    return source.error(message, here.span, "Write = for an equation.")


def _piece(source: Source, _: Token | None, here: Token) -> ParseError | None:
    if here.kind not in {"IF", "OTHERWISE", "AND", "OR"}:
        return None
    message = f"The word {here.text} belongs to the pieces of a function, in braces."
    return source.error(message, here.span, "Write { x if x < 1, 1 otherwise }.")


_LOOKS: tuple[Callable[[Source, Token | None, Token], ParseError | None], ...] = (
    _equals,  # a second equals sign, whatever stands before it
    _no_argument,  # then the function is to blame, not what follows it
    _no_operand,
    _early_close,
    _separator,
    _relation,
    _piece,
)
_NO_END = OPERATORS | {"EQUALS", "COMMA", "RELATION"} | set(OPENING)


def _unfinished(source: Source, last: Token | None) -> ParseError:
    """Say what is missing at the end."""
    if last is None:
        return source.error("There is nothing to read here.", (0, 1), "Write an equation: x' = x(1-x).")
    if last.kind == "EQUALS":
        message = "The right-hand side is missing."
        return source.error(message, (last.stop, last.stop + 1), "Write what the derivative equals: x' = x(1-x).")
    if last.kind == "FUNCTION":
        return source.error(f"{last.text} needs an argument.", last.span, f"Write {last.text}(x).")
    sign = source.typed[last.start : last.stop]
    return source.error(f"Something is missing after {sign}.", last.span, "Write a number or a name there.")
