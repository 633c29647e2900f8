"""Words and formulas laid out in columns of a terminal: wrapping, alignment, tables.

A space inside a formula is a no-break space until the very end. Two control characters mark where emphasis begins
and ends; they have no width, and no text from outside can hold them because escaping removes them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

EMPHASIS, PLAIN = "\x02", "\x03"
TIED = "\N{NO-BREAK SPACE}"

_OPERATOR = re.compile(f"{TIED}(?=[=<>≈≤≥≠∈→⇒⇔+−~-]{{1,2}}{TIED})")
_GAP = 3
_NARROWEST = 8
"""A column is not made narrower than this."""


def columns(text: str) -> int:
    """Count the terminal columns that `text` fills."""
    return sum(map(_width, text))


@cache
def _width(character: str) -> int:
    if character in {EMPHASIS, PLAIN} or unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def tie(text: str) -> str:
    """Keep `text` on one line."""
    return text.replace(" ", TIED)


def wrap(text: str, width: int, hanging: str = "") -> list[str]:
    """Break `text` at spaces into lines of at most `width` columns; later lines begin with `hanging`.

    What is tied breaks only where it alone is too long for a line, and then before a relation, a plus or a minus.
    """
    lines = [""]
    room = width - columns(hanging)
    for word in text.split(" "):
        whole = columns(word) <= room or columns(_joined(lines[-1], word)) <= width
        for part in [word] if whole else _parts(word, room):
            joined = _joined(lines[-1], part)
            if columns(joined) <= width or not lines[-1].strip():
                lines[-1] = joined
            else:
                lines.append(hanging + part)
    return lines


def _joined(line: str, word: str) -> str:
    """Put a word behind what the line holds."""
    return f"{line} {word}" if line.strip() else line + word


def _parts(word: str, room: int) -> Iterable[str]:
    """Break what should stay together: before outer operators, and anywhere only where that is not enough."""
    for part in _outer_parts(word):
        yield from [part] if columns(part) <= room else part.split(TIED)


def _outer_parts(word: str) -> Iterable[str]:
    """Split a long formula before the operators that stand in no bracket."""
    start = seen = depth = 0
    for operator in _OPERATOR.finditer(word):
        depth += _depth(word[seen : operator.start()])
        seen = operator.start()
        if depth == 0:
            yield word[start : operator.start()]
            start = operator.end()
    yield word[start:]


def _depth(text: str) -> int:
    """Count the brackets that `text` opens and leaves open; those that it closes only are counted off."""
    return sum(map(text.count, "([{")) - sum(map(text.count, ")]}"))


def pad(text: str, width: int) -> str:
    """Fill `text` up to `width` columns."""
    return text + " " * (width - columns(text))


def grid(header: Sequence[str], rows: Sequence[Sequence[str]], width: int, rule: str) -> list[str]:
    """Draw a table: columns under a ruled header, cells wrapped where the line is too short for them."""
    table = [list(header), *(list(row) for row in rows)]
    natural, floors = (
        [max(map(size, column)) for column in zip(*table, strict=True)] for size in (columns, longest_word)
    )
    widths = shrink(shrink(natural, floors, width), [_NARROWEST] * len(natural), width)
    lines: list[str] = []
    for number, row in enumerate(table):
        cells = [wrap(cell, widths[k]) for k, cell in enumerate(row)]
        for line in range(max(map(len, cells), default=0)):
            shown = [pad(cell[line] if line < len(cell) else "", widths[k]) for k, cell in enumerate(cells)]
            lines.append((" " * _GAP).join(shown).rstrip())
        if number == 0:
            lines.append(rule * (sum(widths) + _GAP * (len(widths) - 1)))
    return lines


def shrink(natural: Sequence[int], floors: Sequence[int], width: int) -> list[int]:
    """Narrow the widest columns, down to their `floors`, until the table fits."""
    widths = list(natural)
    room = width - _GAP * (len(widths) - 1)
    while sum(widths) > room:
        loose = [k for k, floor in enumerate(floors) if widths[k] > floor]
        if not loose:
            break
        widths[max(loose, key=widths.__getitem__)] -= 1
    return widths


def longest_word(cell: str) -> int:
    """Measure the longest piece of `cell` that should not be broken."""
    return max(map(columns, cell.split(" ")))
