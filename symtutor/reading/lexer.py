"""The lexer: repaired text to tokens; plain, Unicode and LaTeX spellings become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.reading import limits
from symtutor.reading.bars import pair_bars
from symtutor.reading.characters import illegal
from symtutor.reading.functions import GREEK
from symtutor.reading.marks import MARKS
from symtutor.reading.spelling import BEFORE_MATH, TOKEN
from symtutor.reading.tokens import JOINING_WORDS, SEPARATORS, Token

if TYPE_CHECKING:
    from symtutor.errors import ParseError
    from symtutor.reading.repair import Source


def lex(source: Source) -> list[Token]:
    """Cut the text into tokens.

    Raises
    ------
    ParseError
        At a character or a command that is no mathematics, a number that is too long, or too many tokens.
    """
    scanner = Scanner(source)
    scanner.scan(0, len(source.text))
    return scanner.finished()


class Scanner:
    """Walks through a text, each mark read by its function in :data:`~symtutor.reading.marks.MARKS`.

    Attributes
    ----------
    tokens : list of Token
        What was found so far.
    loose : bool
        Whether white space was passed since the last token.
    singles : set of int
        Places where an argument without braces is one digit or letter.
    environments : list of (bool, int, int)
        The open environments: True where the rows are the pieces of a function; then their place.
    fenced : bool
        Whether a brace was passed that belongs to the next environment.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.stop = len(source.text)
        self.tokens: list[Token] = []
        self.loose = False
        self.singles: set[int] = set()
        self.environments: list[tuple[bool, int, int]] = []
        self.fenced = False
        self._math: list[int] = []
        self._closed: int | None = None
        self._depth = 0
        self._variants: dict[tuple[str, str], str] = {}

    def scan(self, start: int, stop: int) -> None:
        """Read the text from `start` to `stop`; arguments of commands are read in the same way."""
        outer, self.stop = self.stop, stop
        self._depth += 1
        if self._depth > limits.NESTING:
            raise self.error(f"Braces are nested deeper than {limits.NESTING}.", start, stop, "Use fewer.")
        position = start
        while position < stop:
            match = TOKEN.match(self.text, position, stop)
            if match is None:
                raise illegal(self.source, position)
            position = MARKS[str(match.lastgroup)](self, match.group(), match.start(), match.end())
        self.stop = outer
        self._depth -= 1

    def finished(self) -> list[Token]:
        """Return the tokens, bars paired."""
        if self._math:
            at = self._math[0]
            raise self.error("This $ is never closed.", at, at + 1, "Close it, or leave it out.")
        if self.environments:
            _, start, stop = self.environments[0]
            raise self.error("This environment is never ended.", start, stop, r"Write \end{…} after it.")
        return pair_bars(self.tokens)

    def put(self, kind: str, text: str, start: int, stop: int, subscript: str = "") -> None:
        """Append a token."""
        if self._closed is not None and kind not in SEPARATORS and text not in JOINING_WORDS:
            raise self.error("The sign $ has no meaning here.", self._closed, self._closed + 1, "Leave it out.")
        self._closed = None
        first, last = self.source.span(start, stop)
        token = Token(kind, text, first, last, self.loose, subscript)
        single = start in self.singles
        self.tokens.extend(
            (token._replace(kind="LBRACE", text="{"), token, token._replace(kind="RBRACE", text="}"))
            if single
            else (token,)
        )
        self.loose = False
        if len(self.tokens) > limits.TOKENS:
            message = f"There are more than {limits.TOKENS:,} numbers, names and signs."
            raise self.error(message, start, stop, "Shorten the text.")

    def word(self, text: str, start: int, stop: int, digits: str = "", variant: str = "") -> None:
        """Append a word; a Greek letter in two shapes is refused."""
        if len(text) + len(digits) > limits.NAME_LENGTH:
            message = f"This name has {len(text) + len(digits):,} letters; the limit is {limits.NAME_LENGTH}."
            raise self.error(message, start, stop, "Use a shorter name.")
        shown = self.text[start:stop]
        if text in GREEK and not shown[:1].isascii():
            self._check_shape(text, shown[:1], "letter", start, stop)
        elif text in GREEK and shown.startswith("\\"):
            self._check_shape(text, variant, "command", start, stop)
        self.put("WORD", text, start, stop, digits)

    def row(self, start: int, stop: int) -> None:
        """Append the end of a row: of pieces, or of equations."""
        pieces = bool(self.environments) and self.environments[-1][0]
        if pieces and self.tokens[-1].kind == "COMMA":
            self.tokens.pop()
        self.put("SEMICOLON" if pieces else "NEWLINE", ";" if pieces else "\n", start, stop)

    def math(self, start: int, stop: int, *, opens: bool) -> None:
        """Pass a mark that begins or ends mathematics; it may stand around whole equations only."""
        if opens:
            last = self.tokens[-1] if self.tokens else None
            if last is not None and last.kind not in SEPARATORS and last.text not in BEFORE_MATH:
                raise self.error("The sign $ has no meaning here.", start, stop, "Leave it out.")
            self._math.append(start)
        elif not self._math:
            raise self.error("This mark ends mathematics that was never begun.", start, stop, "Leave it out.")
        else:
            self._math.pop()
            self._closed = start
        self.loose = True

    @property
    def in_math(self) -> bool:
        """Whether a mark that begins mathematics is open."""
        return bool(self._math)

    def place(self, position: int) -> int:
        """Map a place of the repaired text to the text as typed."""
        return self.source.span(position, position)[0]

    def error(self, message: str, start: int, stop: int, suggestion: str | None = None) -> ParseError:
        """Build an error that points at a range of the repaired text."""
        return self.source.error(message, self.source.span(start, stop), suggestion)

    def _check_shape(self, name: str, shape: str, family: str, start: int, stop: int) -> None:
        """Refuse two shapes of one Greek letter in one text: they may be meant as two letters."""
        first = self._variants.setdefault((name, family), shape)
        if first != shape:
            shapes = sorted(self._shape(name, each) for each in (first, shape))
            message = f"{shapes[0]} and {shapes[1]} are two shapes of one Greek letter."
            raise self.error(message, start, stop, "Use one of them, or another letter.")

    @staticmethod
    def _shape(name: str, shape: str) -> str:
        return shape if shape and not shape.isascii() else f"\\{shape or name}"
