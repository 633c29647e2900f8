"""Damaged text: what pasting from a PDF, a phone or another code page does, undone where one reading is possible.

The repaired text is what the lexer sees; every place in it is mapped back to the text as typed, so a caret always
stands under what the person sees.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from symtutor.document import Paragraph, paragraph
from symtutor.errors import ParseError
from symtutor.reading import limits

_PRIMES = {"′": "'", "’": "'", "ʹ": "'", "ʼ": "'", "‘": "'", "´": "'", "＇": "'", "″": "''", "‴": "'''", "⁗": "''''"}
_SPACES = dict.fromkeys(
    "\t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}\N{THIN SPACE}\N{HAIR SPACE}\N{EN SPACE}"
    "\N{EM SPACE}\N{SIX-PER-EM SPACE}\N{FOUR-PER-EM SPACE}\N{THREE-PER-EM SPACE}\N{PUNCTUATION SPACE}"
    "\N{MEDIUM MATHEMATICAL SPACE}\N{IDEOGRAPHIC SPACE}\N{FUNCTION APPLICATION}\N{INVISIBLE TIMES}",
    " ",
)
_LINES = dict.fromkeys("\v\f\x1c\x1d\x1e\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}", "\n")
_SIGNS = {
    **dict.fromkeys("−–—‐‑‒―﹣－⁃", "-"),
    **dict.fromkeys("×·⋅∙•∗⋆✕✖", "*"),
    **dict.fromkeys("÷∕⁄／", "/"),
    **dict.fromkeys("≤⩽≦", "≤"),
    **dict.fromkeys("≥⩾≧", "≥"),
    "\N{MICRO SIGN}": "μ",
    "\N{OHM SIGN}": "Ω",
    "∆": "Δ",
    "ℯ": "e",
    "⟮": "(",
    "⟯": ")",
    "∣": "|",
}
_QUIET = _PRIMES | _SPACES | _LINES | _SIGNS
_INVISIBLE = frozenset(
    "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
    "\N{SOFT HYPHEN}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{INVISIBLE SEPARATOR}\N{INVISIBLE PLUS}"
    "\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}"
)
_FOREIGN = re.compile(r"[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Source:
    """Text as typed, and as repaired: ``places[i]`` is where character ``i`` of ``text`` was typed."""

    typed: str
    text: str
    places: tuple[int, ...]
    notes: tuple[Paragraph, ...] = field(default=())

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Map a range of the repaired text to the text as typed."""
        return self.places[start], max(self.places[stop], self.places[start])

    def error(self, message: str, span: tuple[int, int], suggestion: str | None = None) -> ParseError:
        """Build the error that points at `span` of the text as typed."""
        return ParseError(message, source=self.typed, span=span, suggestion=suggestion)


def repair(typed: str) -> Source:
    """Undo the damage that leaves one reading, and remember what was undone.

    Examples
    --------
    >>> repair("x’ = xÂ² − 1").text
    "x' = x² - 1"
    """
    if len(typed) > limits.CHARACTERS:
        message = f"The text has {len(typed):,} characters; the limit is {limits.CHARACTERS:,}."
        raise ParseError(message, source=typed[:80] + " …", span=(0, 80), suggestion="Shorten it.")
    pieces: list[str] = []
    places: list[int] = []
    said: list[Paragraph] = []

    def put(text: str, place: int) -> None:
        pieces.append(text)
        places.extend([place] * len(text))

    misread = {match.start(): match for match in _FOREIGN.finditer(typed) if _as_utf8(match.group()) is not None}
    invisible = styled = False
    position = 0
    while position < len(typed):
        character = typed[position]
        if position in misread:
            wrong = misread[position].group()
            right = _as_utf8(wrong) or ""
            for one in right:
                put(_QUIET.get(one, one), position)
            said.append(paragraph("The characters “{wrong}” were read as “{right}”.", wrong=wrong, right=right))
            position += len(wrong)
            continue
        if character == "\r":
            if typed[position + 1 : position + 2] != "\n":
                put("\n", position)
        elif character in _INVISIBLE:
            invisible = True
        elif character in _QUIET:
            put(_QUIET[character], position)
        elif (dotted := _dotted(character)) is not None:
            put(dotted, position)
        elif (plain := _plain(character)) is not None:
            styled = True
            put(plain, position)
        else:
            put(character, position)
        position += 1
    places.append(len(typed))
    if invisible:
        said.append(paragraph("Invisible characters in the text were left out."))
    if styled:
        said.append(paragraph("Letters in mathematical or wide type were read as plain letters."))
    return Source(typed, "".join(pieces), tuple(places), tuple(said))


def _as_utf8(run: str) -> str | None:
    """Read `run` as UTF-8 that was taken for a Western code page, where it is that."""
    try:
        raw = b"".join(_byte(character) for character in run)
        return raw.decode("utf-8")
    except UnicodeError:
        return None


def _byte(character: str) -> bytes:
    """Encode one character by Windows-1252, which leaves holes that Latin-1 fills."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _dotted(character: str) -> str | None:
    """Take the dots off a letter: ẋ is x and a combining dot."""
    parts = unicodedata.normalize("NFD", character)
    return parts if len(parts) == 2 and parts[1] in "\N{COMBINING DOT ABOVE}\N{COMBINING DIAERESIS}" else None


def _plain(character: str) -> str | None:
    """Return the plain letter behind a mathematical alphanumeric or a full-width form."""
    code = ord(character)
    if 0x1D400 <= code <= 0x1D7FF or 0xFF01 <= code <= 0xFF5E or character in "ℎ":
        normal = unicodedata.normalize("NFKC", character)
        return _QUIET.get(normal, normal)
    return None
