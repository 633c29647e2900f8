"""The lexer: repaired text to tokens; plain, Unicode and LaTeX spellings become one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from symtutor.reading import latex, limits
from symtutor.reading.characters import illegal
from symtutor.reading.environments import argument_end
from symtutor.reading.functions import GREEK, function_called
from symtutor.reading.spelling import (
    BEFORE_MATH,
    DOTTED,
    LETTERS,
    PLAIN_SUBSCRIPT,
    RELATIONS,
    SIGNS,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    TOKEN,
    VULGAR,
)
from symtutor.reading.tokens import CLOSING, ENDS_OPERAND, JOINING_WORDS, OPENING, SEPARATORS, Token

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
    """Walks through a text; LaTeX commands are handled in :mod:`~symtutor.reading.latex`.

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
            position = self._take(match)
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

    # --- what the commands use ----------------------------------------------------------------------------------

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

    def place(self, position: int) -> int:
        """Map a place of the repaired text to the text as typed."""
        return self.source.span(position, position)[0]

    def error(self, message: str, start: int, stop: int, suggestion: str | None = None) -> ParseError:
        """Build an error that points at a range of the repaired text."""
        return self.source.error(message, self.source.span(start, stop), suggestion)

    # --- one token ----------------------------------------------------------------------------------------------

    def _take(self, match: re.Match[str]) -> int:
        """Read what `match` found; return where it ends."""
        group, text, start, end = str(match.lastgroup), match.group(), match.start(), match.end()
        handler = getattr(self, f"_{group}", None)
        if handler is not None:
            after: int = handler(text, start, end)
            return after
        match group:
            case "space":
                self.loose = True
            case "stop":
                pass
            case "vulgar":
                self.put("NUMBER", VULGAR[text], start, end)
            case _:
                self.put(SIGNS[text], RELATIONS.get(text, text), start, end)
        return end

    def _hexadecimal(self, text: str, start: int, end: int) -> int:
        message = f"{text} looks like a hexadecimal number."
        raise self.error(message, start, end, f"Write a decimal number, or 0*{text[1:]}.")

    def _number(self, text: str, start: int, end: int) -> int:
        if start in self.singles:
            text, end = text[0], start + 1
        if self.text[end : end + 1] == "." and self.text[end + 1 : end + 2].isdigit():
            raise self.error("This number has two decimal points.", start, end + 2, "Write one.")
        mantissa, _, exponent = text.lower().partition("e")
        if len(mantissa) > limits.DIGITS or len(exponent) > 6 or abs(int(exponent or "0")) > limits.DIGITS:
            message = f"This number would have more than {limits.DIGITS:,} digits."
            raise self.error(message, start, end, "Use a smaller one.")
        self.put("NUMBER", text, start, end)
        return end

    def _word(self, text: str, start: int, end: int) -> int:
        if start in self.singles:
            text, end = text[0], start + 1
        stem = text.rstrip("0123456789")
        self.word(LETTERS.get(stem, stem), start, end, text[len(stem) :])
        return end

    def _subscript(self, text: str, start: int, end: int) -> int:
        """Give the name before it its subscript; primes may stand between (x'₁)."""
        if text == "_":
            end, raw = self._subscript_after(start)
        else:
            raw = text
        at = len(self.tokens) - 1
        while at >= 0 and self.tokens[at].kind == "PRIME":
            at -= 1
        if at < 0 or self.tokens[at].kind != "WORD":
            raise self.error("This subscript belongs to no name.", start, end, "Write it right after one: x_1.")
        if self.tokens[at].subscript:
            raise self.error("This name has a subscript already.", start, end, "Write one: x_12.")
        inner = "".join(SUBSCRIPTS.get(character, LETTERS.get(character, character)) for character in raw)
        if "+" in inner or "-" in inner:
            message = (
                "A subscript that counts steps belongs to a map (a difference equation), not to a differential one."
            )
            raise self.error(message, start, end, "Write x' = f(x) for a differential equation.")
        if not inner.isalnum() or not inner.isascii() or len(inner) > limits.NAME_LENGTH:
            raise self.error("A subscript is made of letters and digits.", start, end, "Write x_1 or x_max.")
        self.tokens[at] = self.tokens[at]._replace(subscript="_" + inner, stop=self.source.span(start, end)[1])
        return end

    def _subscript_after(self, start: int) -> tuple[int, str]:
        """Return the end and the text of the subscript after an underscore."""
        if (plain := PLAIN_SUBSCRIPT.match(self.text, start + 1)) is not None:
            return plain.end(), plain.group().strip()
        end = argument_end(self.text, start + 1)
        if end is None or self.text[start + 1 : start + 2] not in {"{", "\\"}:
            raise self.error("This _ has no subscript.", start, start + 1, "Write x_1.")
        if self.text[start + 1] == "\\" and self.text[end : end + 1] == "{":
            end = argument_end(self.text, end) or end
        return end, latex.subscript_text(self.text[start + 1 : end])

    def _primes(self, text: str, start: int, end: int) -> int:
        for _ in range(text.count("prime") + text.count("'")):
            self.put("PRIME", "'", start, end)
        return end

    def _superscript(self, text: str, start: int, end: int) -> int:
        inner = "".join(SUPERSCRIPTS[character] for character in text)
        self.put("CARET", "^", start, end)
        self.put("LBRACE", "{", start, end)
        for piece in re.findall(r"[0-9]+|[a-z]|[-+()]", inner):
            self.put("NUMBER" if piece[0].isdigit() else SIGNS.get(piece, "WORD"), piece, start, end)
        self.put("RBRACE", "}", start, end)
        return end

    def _dots(self, text: str, start: int, end: int) -> int:
        """Write the dots over the last letter of the last word as primes after it."""
        if not self.tokens or self.tokens[-1].kind != "WORD" or self.loose:
            raise self.error("This dot stands over nothing.", start, end, "Put it over a name: ẋ.")
        word = self.tokens[-1]
        if len(word.text) > 1 and word.text not in GREEK:
            middle = word.start + len(word.text) - 1
            head = word._replace(text=word.text[:-1], stop=middle)
            self.tokens[-1:] = [head, word._replace(text=word.text[-1], start=middle, loose=False)]
        for _ in range(DOTTED[text]):
            self.put("PRIME", "'", start, end)
        return end

    def _command(self, _: str, start: int, __: int) -> int:
        return latex.command(self, start)

    def _dollar(self, _: str, start: int, end: int) -> int:
        self.math(start, end, opens=not self._math)
        return end

    def _column(self, _: str, start: int, end: int) -> int:
        if not self.environments and "\\" not in self.text:
            raise illegal(self.source, start)
        if self.environments and self.environments[-1][0] and self.tokens[-1].kind != "COMMA":
            self.put("COMMA", ",", start, end)
        return end

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
