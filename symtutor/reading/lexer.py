"""The lexer: repaired text to tokens, plain and Unicode spellings made one."""

from __future__ import annotations

import re
import unicodedata

from symtutor.errors import ParseError
from symtutor.reading import limits
from symtutor.reading.functions import GREEK, GREEK_LETTERS
from symtutor.reading.repair import Source
from symtutor.reading.tokens import CLOSING, ENDS_OPERAND, OPENING, Token

_GREEK = "".join(GREEK_LETTERS)
_DOTTED = {"\N{COMBINING DOT ABOVE}": 1, "\N{COMBINING DIAERESIS}": 2, "\N{COMBINING THREE DOTS ABOVE}": 3}
_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱˣʸᵗᵃᵇᶜᵈᵉᵏᵐᵖʳˢ", "0123456789+-()nixytabcdekmprs", strict=True))
_SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789aehijklmnoprstuvx", strict=True))
_VULGAR = {
    character: unicodedata.normalize("NFKC", character).replace("\N{FRACTION SLASH}", "/")
    for character in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒"
}
_SIGNS = {
    **{"+": "PLUS", "-": "MINUS", "**": "CARET", "*": "TIMES", "/": "OVER", "^": "CARET", "=": "EQUALS"},
    **{"(": "LPAR", ")": "RPAR", "[": "LSQB", "]": "RSQB", "{": "LBRACE", "}": "RBRACE", "|": "BAR"},
    **{",": "COMMA", ";": "SEMICOLON", "\n": "NEWLINE", "'": "PRIME", "√": "ROOT", "∛": "ROOT", "∜": "ROOT"},
    **{"<": "RELATION", ">": "RELATION", "<=": "RELATION", ">=": "RELATION", "≤": "RELATION", "≥": "RELATION"},
    **{"!=": "RELATION", "≠": "RELATION", "∇": "GRADIENT"},
}
_RELATIONS = {"≤": "<=", "≥": ">=", "≠": "!="}
_TOKEN = re.compile(
    rf"""
    (?P<space>[ ]+)
  | (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
  | (?P<vulgar>[{"".join(_VULGAR)}])
  | (?P<word>(?:[A-Za-z]+|[{_GREEK}])(?P<digits>[0-9]+)?)
  | (?P<subscript>_(?:[0-9]+|[A-Za-z][A-Za-z0-9]*|[{_GREEK}]|\{{[ ]*(?:[A-Za-z0-9]+|[{_GREEK}])[ ]*\}})|[{"".join(_SUBSCRIPTS)}]+)
  | (?P<superscript>[{"".join(_SUPERSCRIPTS)}]+)
  | (?P<sign>\*\*|<=|>=|!=|[-+*/^=()\[\]{{}}|,;\n'√∛∜<>≤≥≠∇])
  | (?P<dots>[{"".join(_DOTTED)}])
    """,
    re.VERBOSE,
)
_HINTS = {
    '"': ("Quotation marks have no meaning here.", "For a second derivative write x'' with two primes."),
    "`": ("A backquote has no meaning here.", "For a derivative write x'."),
    "%": ("The sign % has no meaning here.", "Write a percentage as a number: 0.05."),
    ":": ("The sign : has no meaning here.", "Write / for a quotient and = for an equation."),
    "!": ("The sign ! has no meaning here.", "Write factorial(5)."),
    "~": ("The sign ~ has no meaning here.", "Write - for minus."),
    "∞": ("∞ is not a number.", None),
    "∂": (
        "∂ belongs to a partial differential equation; only ordinary ones, with one independent variable, are read.",
        "If there is only one, write dx/dt.",
    ),
    "\N{REPLACEMENT CHARACTER}": ("A character was lost here on the way.", "Type it again."),
    "\x1b": ("There is a control character here.", "Remove it."),
    "∫": ("An integral sign has no meaning here.", "Write the equation with a derivative: x' = ..."),
    "&": ("The sign & has no meaning here.", "Put each equation on a line of its own."),
    "±": ("± stands for two expressions.", "Write them as two systems."),
}
_LOOKALIKES = {
    **dict(zip("аеорсухіјѕ", "aeopcyxijs", strict=True)),
    **dict(zip("АВЕКМНОРСТХУІЈЅ", "ABEKMHOPCTXYIJS", strict=True)),
}


def lex(source: Source) -> list[Token]:
    """Cut the text into tokens.

    Raises
    ------
    ParseError
        At a character that is no mathematics, a number that is too long, or too many tokens.
    """
    tokens: list[Token] = []
    text, position, loose = source.text, 0, False
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise _illegal(source, position)
        position = match.end()
        if match.lastgroup == "space":
            loose = True
            continue
        _take(source, match, tokens, loose=loose)
        loose = False
        if len(tokens) > limits.TOKENS:
            message = f"There are more than {limits.TOKENS:,} numbers, names and signs."
            raise source.error(message, source.span(match.start(), position), "Shorten the text.")
    return pair_bars(tokens)


def _take(source: Source, match: re.Match[str], tokens: list[Token], *, loose: bool) -> None:
    """Append what `match` found to `tokens`."""
    group, text = match.lastgroup, match.group()
    start, stop = source.span(*match.span())
    match group:
        case "number":
            _check_number(source, text, (start, stop))
            tokens.append(Token("NUMBER", text, start, stop, loose))
        case "vulgar":
            tokens.append(Token("NUMBER", _VULGAR[text], start, stop, loose))
        case "word" | "digits":
            digits = match.group("digits") or ""
            stem = text.removesuffix(digits) if digits else text
            if len(text) > limits.NAME_LENGTH:
                message = f"This name has {len(text):,} letters; the limit is {limits.NAME_LENGTH}."
                raise source.error(message, (start, stop), "Use a shorter name.")
            tokens.append(Token("WORD", GREEK_LETTERS.get(stem, stem), start, stop, loose, digits))
        case "subscript":
            _attach_subscript(source, text, tokens, (start, stop))
        case "superscript":
            tokens.append(Token("CARET", "^", start, stop))
            tokens.append(Token("LBRACE", "{", start, stop))
            inner = "".join(_SUPERSCRIPTS[character] for character in text)
            for piece in re.findall(r"[0-9]+|[a-z]|[-+()]", inner):
                kind = "NUMBER" if piece[0].isdigit() else _SIGNS.get(piece, "WORD")
                tokens.append(Token(kind, piece, start, stop))
            tokens.append(Token("RBRACE", "}", start, stop))
        case "dots":
            if not tokens or tokens[-1].kind != "WORD" or loose:
                raise source.error("This dot stands over nothing.", (start, stop), "Put it over a name: ẋ.")
            _derive(tokens, _DOTTED[text], stop)
        case _:
            tokens.append(Token(_SIGNS[text], _RELATIONS.get(text, text), start, stop, loose))


def _derive(tokens: list[Token], order: int, stop: int) -> None:
    """Write the dots over the last letter of the last word as primes after it."""
    word = tokens[-1]
    if len(word.text) > 1 and word.text not in GREEK:
        middle = word.start + len(word.text) - 1
        tokens[-1:] = [word._replace(text=word.text[:-1], stop=middle), word._replace(text=word.text[-1], start=middle)]
    tokens.extend(Token("PRIME", "'", stop - 1, stop) for _ in range(order))


def _attach_subscript(source: Source, text: str, tokens: list[Token], span: tuple[int, int]) -> None:
    """Give the name before it its subscript; primes may stand between (x'₁)."""
    at = len(tokens) - 1
    while at >= 0 and tokens[at].kind == "PRIME":
        at -= 1
    if at < 0 or tokens[at].kind != "WORD" or tokens[at].subscript:
        raise source.error("This subscript belongs to no name.", span, "Write it right after one: x_1.")
    inner = text.lstrip("_").strip("{} ")
    inner = "".join(_SUBSCRIPTS.get(character, GREEK_LETTERS.get(character, character)) for character in inner)
    tokens[at] = tokens[at]._replace(subscript="_" + inner, stop=max(tokens[at].stop, span[1]))


def _check_number(source: Source, text: str, span: tuple[int, int]) -> None:
    """Refuse a number that would have too many digits, before it is built."""
    mantissa, _, exponent = text.lower().partition("e")
    if len(mantissa) > limits.DIGITS or len(exponent) > 6 or abs(int(exponent or "0")) > limits.DIGITS:
        message = f"This number would have more than {limits.DIGITS:,} digits."
        raise source.error(message, span, "Use a smaller one.")


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
            after_operand = bool(result) and result[-1].kind in ENDS_OPERAND
            closes = after_operand and open_bars[-1] > 0
            open_bars[-1] += -1 if closes else 1
            current = token._replace(kind="_BAR_CLOSE" if closes else "_BAR_OPEN")
        result.append(current)
    return result


def _illegal(source: Source, position: int) -> ParseError:
    """Say what is wrong with the character at `position`."""
    character = source.text[position]
    span = source.span(position, position + 1)
    if character in _HINTS:
        message, suggestion = _HINTS[character]
        return source.error(message, span, suggestion)
    if character in _LOOKALIKES:
        twin = _LOOKALIKES[character]
        message = f"This {character} is the Cyrillic letter that looks like the Latin {twin}."
        return source.error(message, span, f"Type the Latin {twin}.")
    if not character.isprintable():
        return source.error(f"There is a control character (U+{ord(character):04X}) here.", span, "Remove it.")
    return source.error(f"The sign {character} has no meaning here.", span)
