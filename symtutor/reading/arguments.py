"""Arguments: numbers, starts and windows as typed beside a system."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from numbers import Rational as AnyRational
from typing import Any

from sympy import Expr, Rational, Symbol

from symtutor.errors import ParseError
from symtutor.model import Window
from symtutor.reading.build import Builder
from symtutor.reading.constants import sign_of
from symtutor.reading.functions import nearest
from symtutor.reading.lexer import lex
from symtutor.reading.names import Names
from symtutor.reading.parser import parse
from symtutor.reading.repair import Source, repair
from symtutor.reading.tokens import CLOSING, OPENING, Token, key_of

PLAIN = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15}|/[1-9][0-9]{0,14})?")
"""A fraction or a decimal, which needs no grammar."""


def read_number(text: str) -> Expr:
    """Read an exact constant.

    Raises
    ------
    ParseError
        Where a name occurs, or the number is not real or too large.

    Examples
    --------
    >>> read_number("0.1"), read_number("√2/2"), read_number("-1e-3")
    (1/10, sqrt(2)/2, -1/1000)
    """
    source = repair(text)
    return _number(source, lex(source))


def read_numbers(text: str) -> tuple[Expr, ...]:
    """Read exact constants separated by commas.

    Examples
    --------
    >>> read_numbers("1/2,1/4,1/10")
    (1/2, 1/4, 1/10)
    """
    source = repair(text)
    return tuple(_number(source, part) for part in _parts(source, lex(source), "COMMA"))


def read_assignments(text: str, symbols: Iterable[Symbol]) -> dict[Symbol, Expr]:
    """Read values of some of `symbols`: ``x=1,y=1/2``.

    Examples
    --------
    >>> x, y = Symbol("x", real=True), Symbol("y", real=True)
    >>> read_assignments("x=1, y=1/2", [x, y])
    {x: 1, y: 1/2}
    """
    source = repair(text)
    result: dict[Symbol, Expr] = {}
    for part in _parts(source, lex(source), "COMMA", "SEMICOLON"):
        symbol, rest = _assigned(source, part, symbols)
        if symbol in result:
            raise source.error(f"{symbol.name} has two values here.", part[0].span, "Leave one of them out.")
        result[symbol] = _number(source, rest, after=part[1])
    return result


def read_window(sides: Sequence[str] | Mapping[Any, Any], states: Sequence[Symbol]) -> Window:
    """Read the sides of a box: ``["x=-5:5"]``, or ``{"x": (-5, 5)}``.

    Examples
    --------
    >>> x = Symbol("x", real=True)
    >>> read_window(["x=-5:5/2"], [x]).side(x)
    (-5, 5/2)
    """
    if isinstance(sides, str):
        sides = [sides]
    if isinstance(sides, Mapping):
        texts = [f"{_shown(name)}={_ends(ends)}" for name, ends in sides.items()]
    else:
        texts = list(sides)
    read: dict[Symbol, tuple[Expr, Expr]] = {}
    for text in texts:
        left, colon, right = text.partition(":")
        if not colon:
            span = (0, len(text))
            raise ParseError("A window has two ends.", source=text, span=span, suggestion="Write x=-5:5.")
        source = repair(left)
        symbol, rest = _assigned(source, lex(source), states)
        if symbol in read:
            message = f"There are two windows for {symbol.name}."
            raise ParseError(message, source=text, span=(0, len(text)), suggestion="Leave one of them out.")
        low, high = _number(source, rest), read_number(right)
        if sign_of(high - low) != 1:
            message = "The left end of a window is smaller than the right one."
            raise ParseError(message, source=text, span=(0, len(text)), suggestion="Write x=-5:5.")
        read[symbol] = low, high
    return Window(tuple((symbol, *ends) for symbol, ends in read.items()))


def read_value(value: object, before: str = "") -> Expr:
    """Read the value of a parameter: text, or a number from Python, decimals exactly as written."""
    if isinstance(value, Expr) and value.is_number and not value.has_free(*value.free_symbols):
        return value
    if isinstance(value, AnyRational):
        exact = Fraction(value)
        return Rational(exact.numerator, exact.denominator)
    text = str(value)
    if PLAIN.fullmatch(text):
        exact = Fraction(text)
        return Rational(exact.numerator, exact.denominator)
    try:
        return read_number(text)
    except ParseError as error:
        shift = len(before)
        span = error.span[0] + shift, error.span[1] + shift
        raise ParseError(error.message, source=before + text, span=span, suggestion=error.suggestion) from None


def _shown(name: object) -> str:
    return name.name if isinstance(name, Symbol) else str(name)


def _ends(ends: object) -> str:
    """Write the ends of a side as text."""
    if isinstance(ends, str):
        return ends
    if isinstance(ends, Sequence) and len(ends) == 2:
        return f"{ends[0]}:{ends[1]}"
    message = "A window has two ends."
    text = str(ends)
    raise ParseError(message, source=text, span=(0, len(text)), suggestion='Write {"x": (-5, 5)}.')


def _parts(source: Source, tokens: list[Token], *separators: str) -> list[list[Token]]:
    """Cut at separators outside brackets; none of the parts may be empty."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token.kind in OPENING) - (token.kind in CLOSING)
        if token.kind in separators and depth == 0:
            if not parts[-1]:
                raise source.error("Something is missing before this comma.", token.span, "Write a number there.")
            parts.append([])
        else:
            parts[-1].append(token)
    if len(parts) > 1 and not parts[-1]:
        parts.pop()
    return parts


def _assigned(source: Source, tokens: list[Token], symbols: Iterable[Symbol]) -> tuple[Symbol, list[Token]]:
    """Return the symbol before the equals sign, and what follows."""
    whole = (0, len(source.typed))
    known = list(symbols)
    example = f"Write {known[0].name if known else 'x'}=1."
    if len(tokens) < 2 or tokens[0].kind != "WORD" or tokens[1].kind != "EQUALS":
        raise source.error("This gives no name a value.", whole, example)
    name = tokens[0]
    found = next((symbol for symbol in known if key_of(symbol.name) == name.key), None)
    if found is None:
        names = [symbol.name for symbol in known]
        guess = nearest(name.name, names)
        message = f"There is no {name.name} in this system."
        suggestion = f"Did you mean {guess}?" if guess else f"Its names: {', '.join(names)}." if names else None
        raise source.error(message, name.span, suggestion)
    return found, tokens[2:]


def _number(source: Source, tokens: list[Token], after: Token | None = None) -> Expr:
    """Build the constant that `tokens` spell."""
    if not tokens:
        span = (after.stop, after.stop + 1) if after else (len(source.typed), len(source.typed) + 1)
        raise source.error("A number is missing here.", span, "Write one: 1/2.")
    names = Names(source, time=None)
    names.listen(tokens)
    resolved = names.resolve(tokens)
    word = next((token for token in resolved if token.kind in {"NAME", "DERIVATIVE"}), None)
    if word is not None:
        raise source.error(f"{word.text} is not a number.", word.span, "Write a number: 1/2, 0.1 or sqrt(2).")
    return Builder(source, {}).expression(parse(source, resolved, "expression"))
