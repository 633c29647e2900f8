"""Pieces of a line: where commas, colons and words like "and" may part one claim from the next."""

from __future__ import annotations

import re
from dataclasses import dataclass

PARTING = re.compile(
    r"\s*(?:,\s*(?:and|so|or|but|hence|thus|therefore|which means|i\.e\.)\b"
    r"|[,;:]|\b(?:and|or|so|but|hence|thus|therefore|because|since|while|whereas|iff|with)\b|\.(?=\s|$)|⇒|⇔|→(?=\s*[a-z]{4}))\s*",
    re.IGNORECASE,
)
OPENING, CLOSING = "([{", ")]}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line between two places where it may be parted: ``line[start:stop]``."""

    start: int
    stop: int


def pieces(line: str) -> list[Piece]:
    """Part a line outside its brackets.

    Examples
    --------
    >>> line = "basin of 0 is (-oo, 1), and 2 is stable"
    >>> [line[piece.start : piece.stop] for piece in pieces(line)]
    ['basin of 0 is (-oo, 1)', '2 is stable']
    """
    found, start, depth, position = [], 0, 0, 0
    while position < len(line):
        character = line[position]
        depth += (character in OPENING) - (character in CLOSING)
        parted = PARTING.match(line, position) if depth <= 0 else None
        if parted and parted.end() > position and _between_words(line, parted):
            if line[start:position].strip():
                found.append(Piece(start, position))
            start = position = parted.end()
            continue
        position += 1
    if line[start:].strip():
        found.append(Piece(start, len(line)))
    return found


def _between_words(line: str, parted: re.Match[str]) -> bool:
    """Tell whether a match is no part of a longer word, nor the point of a decimal."""
    text = parted.group().strip()
    if text[:1].isalpha():
        before = line[parted.start() - 1 : parted.start()]
        return not before.isalpha() or parted.group()[:1].isspace()
    return True
