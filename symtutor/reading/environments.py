r"""Environments and arguments of LaTeX: where they begin and end, and what their rows are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from symtutor.reading.tokens import ENDS_OPERAND, OPERATORS

if TYPE_CHECKING:
    from symtutor.reading.lexer import Scanner

_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.|\n)", re.DOTALL)
_SPACE = re.compile(r"[ \n]*")
_BRACED = re.compile(r"(?:\\\{|\\lbrace)[ \n]*\\begin[ \n]*\{")
_PIECES = frozenset({"cases", "dcases", "rcases"})
_LISTS = frozenset(
    {
        *("aligned", "align", "align*", "alignat", "alignat*", "alignedat", "gather", "gather*", "gathered", "split"),
        *("eqnarray", "eqnarray*", "equation", "equation*", "array", "multline", "multline*", "displaymath", "math"),
        "matrix",
    }
)


def argument_end(text: str, position: int) -> int | None:
    """Return the end of the brace group or the single sign at `position`, after white space."""
    space = _SPACE.match(text, position)
    start = space.end() if space else position
    if start >= len(text):
        return None
    if text[start] != "{":
        found = _COMMAND.match(text, start)
        return found.end() if found else start + 1
    depth = 0
    for place in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0) if text[place - 1] != "\\" else 0
        if depth == 0:
            return place + 1
    return None


def argument(scanner: Scanner, position: int, end: int) -> tuple[int, int, int]:
    """Return where the content of an argument starts and stops, and what comes after it."""
    after = argument_end(scanner.text, end)
    if after is None or after > scanner.stop:
        shown = scanner.text[position:end]
        raise scanner.error(f"{shown} needs an argument.", position, end, f"Write {shown}{{…}}.")
    space = _SPACE.match(scanner.text, end)
    start = space.end() if space else end
    return (start + 1, after - 1, after) if scanner.text[start] == "{" else (start, after, after)


def fence(scanner: Scanner, name: str, position: int, end: int) -> int:
    r"""Drop ``\left`` and ``\right``; what follows is an ordinary bracket, a bar, or a dot for none."""
    space = _SPACE.match(scanner.text, end)
    end = space.end() if space else end
    if name == "left" and (found := _BRACED.match(scanner.text, end)):
        # the brace belongs to the environment: pieces, or a list of equations
        scanner.fenced = True
        return found.start() + found.group().index("\\begin")
    following = scanner.text[end : end + 1]
    if following == ".":
        return end + 1
    if following == "|" or scanner.text.startswith(r"\|", end):
        width = 1 if following == "|" else 2
        scanner.put("_BAR_OPEN" if name == "left" else "_BAR_CLOSE", "|", end, end + width)
        return end + width
    if not following:
        raise scanner.error(f"\\{name} needs a bracket.", position, end, f"Write \\{name}(.")
    return end


def environment(scanner: Scanner, name: str, position: int, end: int) -> int:
    """Open or close an environment."""
    start, stop, after = argument(scanner, position, end)
    kind = scanner.text[start:stop].strip()
    if kind not in _PIECES | _LISTS:
        message = f"The environment {kind} is not known here."
        raise scanner.error(message, position, after, r"Use \begin{cases} or \begin{aligned}.")
    if name == "end":
        if not scanner.environments:
            raise scanner.error(rf"This \end{{{kind}}} was never begun.", position, after, "Leave it out.")
        while scanner.tokens and scanner.environments[-1][0] and scanner.tokens[-1].kind in {"COMMA", "SEMICOLON"}:
            scanner.tokens.pop()
        if scanner.environments.pop()[0]:
            scanner.put("RBRACE", "}", position, after)
        return after
    if kind in {"array", "alignat", "alignat*", "alignedat"}:
        columns = argument_end(scanner.text, after)
        after = columns if columns is not None else after
    inside = bool(scanner.tokens) and scanner.tokens[-1].kind in OPERATORS | ENDS_OPERAND | {"EQUALS", "LPAR"}
    pieces = inside and (kind in _PIECES or scanner.fenced)
    scanner.fenced = False
    scanner.environments.append((pieces, position, after))
    if pieces:
        scanner.put("LBRACE", "{", position, after)
    return after
