"""Bars: which open an absolute value, and which close one."""

from __future__ import annotations

from symtutor.reading.functions import function_called
from symtutor.reading.tokens import CLOSING, ENDS_OPERAND, OPENING, Token


def pair_bars(tokens: list[Token]) -> list[Token]:
    """Decide which bars open an absolute value and which close one.

    A bar after an operand closes the innermost value that is open in the same bracket; any other bar opens one.
    """
    result: list[Token] = []
    open_bars = [0]
    for token in tokens:
        current = token
        if token.kind in OPENING:
            open_bars.append(0)
        elif token.kind in CLOSING:
            if len(open_bars) > 1:
                open_bars.pop()
        elif token.kind == "BAR":
            before = result[-1] if result else None
            operand = before is not None and before.kind in ENDS_OPERAND and not _is_function(before)
            closes = operand and open_bars[-1] > 0
            open_bars[-1] += -1 if closes else 1
            current = token._replace(kind="_BAR_CLOSE" if closes else "_BAR_OPEN")
        result.append(current)
    return result


def _is_function(token: Token) -> bool:
    return token.kind == "WORD" and function_called(token.text) is not None
