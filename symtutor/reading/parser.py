"""The parser: resolved tokens to a tree, by the grammar in ``grammar.lark``; what does not fit is explained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from lark import Token as Leaf
from lark.exceptions import UnexpectedInput, UnexpectedToken

from symtutor.reading import limits
from symtutor.reading.tables import load
from symtutor.reading.tokens import CLOSING, OPENING, OPERATORS, Token, operand_end

if TYPE_CHECKING:
    from lark import Tree

    from symtutor.errors import ParseError
    from symtutor.reading.repair import Source

Start = Literal["expression", "equation", "condition"]

_SHOWN = {"TIMES": "*", "OVER": "/", "PLUS": "+", "MINUS": "-", "CARET": "^", "_CARET_ON_NAME": "^", "EQUALS": "="}
_PREFIXES = frozenset({"PLUS", "MINUS", "FUNCTION", "ROOT", "GRADIENT"})
_BRACKET = {"LPAR": "(", "RPAR": ")", "LSQB": "[", "RSQB": "]", "LBRACE": "{", "RBRACE": "}"}
_BRACKET |= {"_BAR_OPEN": "|", "_BAR_CLOSE": "|"}


def parse(source: Source, tokens: Sequence[Token], start: Start) -> Tree[Leaf]:
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
        suggestion = closing_suggestion(source, tokens, index)
        raise source.error(f"This {shown} is never closed.", opened.span, suggestion)


def closing_suggestion(source: Source, tokens: Sequence[Token], opened: int) -> str | None:
    """Show the texts that result from closing the bracket: before the next bracket, and at the end."""
    close = _BRACKET[OPENING[tokens[opened].kind]]
    equals = max((i for i, token in enumerate(tokens) if token.kind == "EQUALS" and i < opened), default=-1)
    first, last = tokens[equals + 1].start, tokens[-1].stop
    if last - first > 60 or tokens[-1].kind in OPERATORS or opened == len(tokens) - 1:
        return None
    places = [last]
    # the innermost closed bracket after it may have been meant to be closed first: x(1-x(x-2) is x(1-x)(x-2)
    later = next((i for i in range(opened + 1, len(tokens)) if tokens[i].kind == tokens[opened].kind), None)
    outer = _reopened(tokens, opened)
    if outer is not None:
        places.insert(0, tokens[outer].start)
    elif later is not None and tokens[later - 1].kind not in OPERATORS and later > opened + 1:
        places.insert(0, tokens[later].start)
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
    here = tokens[at] if at < len(tokens) else None
    if here is None:
        return _unfinished(source, before)
    shown = source.typed[here.start : here.stop]
    if here.kind == "EQUALS":
        if before is None:
            return source.error("Nothing stands before this =.", here.span, "Write the left-hand side.")
        return source.error("There is a second = here.", here.span, "Put each equation on a line of its own.")
    if before is not None and before.kind == "FUNCTION":
        message = f"{before.text} needs an argument."
        return source.error(message, before.span, f"Write {before.text}(x).")
    if here.kind in OPERATORS and (before is None or before.kind in OPERATORS | {"EQUALS", "COMMA"} | set(OPENING)):
        if before is None or before.kind not in OPERATORS:
            return source.error(f"Nothing stands before this {shown}.", here.span, "Write a number or a name there.")
        message = f"A number or a name is missing between {source.typed[before.start : before.stop]} and {shown}."
        return source.error(message, (before.start, here.stop), "Write it, or leave one sign out.")
    if here.kind in CLOSING and before is not None and before.kind in OPENING:
        return source.error("There is nothing between these brackets.", (before.start, here.stop), "Fill them in.")
    if here.kind in CLOSING and before is not None and before.kind in OPERATORS:
        sign = source.typed[before.start : before.stop]
        return source.error(f"Something is missing after {sign}.", before.span, "Write a number or a name there.")
    if here.kind == "COMMA":
        message = "This comma separates nothing."
        return source.error(message, here.span, "A decimal is written with a point: 1.5.")
    if here.kind == "RELATION":
        message = f"The relation {shown} belongs to an inequality, which is no differential equation."
        return source.error(message, here.span, "Write = for an equation.")
    return source.error(f"{shown} does not fit here.", here.span, "Write a sign such as + or * before it.")


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
