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
_LOOSE = {"\N{DOT ABOVE}": "\N{COMBINING DOT ABOVE}", "\N{DIAERESIS}": "\N{COMBINING DIAERESIS}"}
"""Accents that a PDF gives back beside their letter."""
_FOREIGN = re.compile(r"[^\x00-\x7f]{2,}")


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
    done: dict[str, Paragraph] = {}
    position = 0
    misread = {match.start(): match.group() for match in _FOREIGN.finditer(typed)}
    while position < len(typed):
        wrong, right = _misread(misread.get(position)) or _replacement(typed, position, done)
        if len(right) > 0 and position in misread and len(wrong) > 1:
            done.setdefault(
                wrong, paragraph("The characters “{wrong}” were read as “{right}”.", wrong=wrong, right=right)
            )
        pieces.append(right)
        places.extend([position] * len(right))
        position += len(wrong)
    places.append(len(typed))
    return Source(typed, "".join(pieces), tuple(places), tuple(done.values()))


def _misread(run: str | None) -> tuple[str, str] | None:
    """Return a run of foreign characters and what it is as UTF-8, where it was taken for a Western code page."""
    right = _as_utf8(run) if run is not None else None
    return None if run is None or right is None else (run, "".join(_QUIET.get(one, one) for one in right))


def _replacement(typed: str, position: int, done: dict[str, Paragraph]) -> tuple[str, str]:
    """Return the character at `position` and what it is read as; what a person would not expect is noted."""
    character = typed[position]
    if character == "\r":
        return ("\r\n", "\n") if typed[position + 1 : position + 2] == "\n" else ("\r", "\n")
    if character in _INVISIBLE:
        done.setdefault("invisible", paragraph("Invisible characters in the text were left out."))
        return character, ""
    if character.isascii() or character in _QUIET:
        return character, _QUIET.get(character, character)
    if character in _LOOSE and typed[position + 1 : position + 2].isalpha():
        done.setdefault("dot", paragraph("A dot before a letter was read as the dot over it."))
        return typed[position : position + 2], typed[position + 1] + _LOOSE[character]
    if (plain := _plain(character)) is not None:
        done.setdefault("plain", paragraph("Letters in mathematical or wide type were read as plain letters."))
        return character, plain
    return character, _dotted(character) or character


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
    if 0x1D400 <= code <= 0x1D7FF or 0xFF01 <= code <= 0xFF5E or character == "ℎ":
        normal = unicodedata.normalize("NFKC", character)
        return _QUIET.get(normal, normal)
    return None
