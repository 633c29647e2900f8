"""Derivatives: every way to write one becomes one token, with its state and its order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from symtutor.reading.functions import GREEK
from symtutor.reading.tokens import OPENING, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.reading.repair import Source

_ORDERS = frozenset("23456789")


def recognise(source: Source, tokens: Sequence[Token]) -> tuple[list[Token], Token | None]:
    """Replace ``x''``, ``dx/dt``, ``d/dt x``, ``d^2x/dt^2`` and their like by ``DERIVATIVE`` tokens.

    Returns the tokens and the word that names the independent variable, where one does.

    Raises
    ------
    ParseError
        Where a prime belongs to no name, or two independent variables are named.
    """
    tokens = _without_coefficients(tokens)
    result: list[Token] = []
    independent: Token | None = None
    index = 0
    while index < len(tokens):
        found = _leibniz(tokens, index) or _primes(tokens, index)
        if found is None:
            if tokens[index].kind == "PRIME":
                raise source.error("This prime belongs to no name.", tokens[index].span, "A derivative is written x'.")
            result.append(tokens[index])
            index += 1
            continue
        derivative, index, variable = found
        if variable is not None:
            if independent is not None and independent.key != variable.key:
                message = f"There are two independent variables, {independent.name} and {variable.name}."
                raise source.error(message, variable.span, "An ordinary differential equation has one.")
            independent = variable
        result.append(derivative)
    return result, independent


_Found = tuple[Token, int, Token | None]


def _without_coefficients(tokens: Sequence[Token]) -> list[Token]:
    """Cut ``mx''`` into the coefficient m and x'', where x is a name of its own and mx is none."""
    ends = [_last_letter(token) for token in tokens if token.kind == "WORD"]
    words = [(token, _kinds(tokens, index + 1, 1) == ["PRIME"]) for index, token in enumerate(tokens)]
    whole = {token.key for token, primed in words if token.kind == "WORD" and not primed}
    result: list[Token] = []
    for token, followed in words:
        primed = followed and token.kind == "WORD"
        last = _last_letter(token)
        if (
            primed
            and len(token.text) == 2
            and token.text not in GREEK
            and token.key not in whole
            and ends.count(last) > 1
        ):
            middle = token.start + 1
            result.append(token._replace(text=token.text[0], subscript="", stop=middle))
            result.append(token._replace(text=token.text[1], start=middle, loose=False))
        else:
            result.append(token)
    return result


def _last_letter(word: Token) -> str:
    """Return the last letter of a run with its subscript; a Greek name is one letter."""
    return (word.text if word.text in GREEK else word.text[-1:]) + word.subscript


def _primes(tokens: Sequence[Token], index: int) -> _Found | None:
    """Match a name and its primes, and the argument that names the independent variable."""
    word, after = tokens[index], index + 1
    while after < len(tokens) and tokens[after].kind == "PRIME":
        after += 1
    if word.kind != "WORD" or after == index + 1:
        return None
    stop = max(word.stop, tokens[after - 1].stop)
    derivative = word._replace(kind="DERIVATIVE", stop=stop, order=after - index - 1)
    if _kinds(tokens, after, 3) == ["LPAR", "WORD", "RPAR"] and tokens[after + 1].key != word.key:
        return derivative, after + 3, tokens[after + 1]
    return derivative, after, None


def _leibniz(tokens: Sequence[Token], index: int) -> _Found | None:
    """Match ``dx/dt``, ``d^2x/dt^2``, ``d/dt x``, and the same in a fraction of LaTeX."""
    if tokens[index].kind == "FRACTION":
        top = _grouped(tokens, index + 1, bottom=False)
        under = _grouped(tokens, top.after, bottom=True) if top is not None else None
    else:
        top = _differential(tokens, index)
        divided = top is not None and _kinds(tokens, top.after, 1) == ["OVER"]
        under = _under(tokens, top.after + 1) if top is not None and divided else None
    if top is None or under is None or under.name is None or under.order != top.order:
        return None
    state, after = top.name, under.after
    if state is None:
        state, after = _operand(tokens, after)
        if state is None:
            return None
    stop = max(token.stop for token in tokens[index:after])
    found = state._replace(kind="DERIVATIVE", start=tokens[index].start, stop=stop, order=top.order)
    return found._replace(loose=tokens[index].loose), after, under.name


class _Part(NamedTuple):
    """The upper or lower part of a differential quotient, and the index of what follows."""

    order: int
    name: Token | None
    after: int


def _grouped(tokens: Sequence[Token], index: int, *, bottom: bool) -> _Part | None:
    """Match a part in braces."""
    if _kinds(tokens, index, 1) != ["LBRACE"]:
        return None
    part = _under(tokens, index + 1) if bottom else _differential(tokens, index + 1)
    if part is None or _kinds(tokens, part.after, 1) != ["RBRACE"]:
        return None
    return part._replace(after=part.after + 1)


def _differential(tokens: Sequence[Token], index: int) -> _Part | None:
    """Match ``d``, ``dx``, ``d^2x`` or ``dx(t)``."""
    if _kinds(tokens, index, 1) != ["WORD"] or tokens[index].text[0] != "d" or tokens[index].text in GREEK:
        return None
    word = tokens[index]
    if len(word.text) > 1:
        after = _past_argument(tokens, index + 1)
        return _Part(1, word._replace(text=word.text[1:], start=word.start + 1), after)
    if word.subscript:
        return None
    after, order = _power(tokens, index + 1)
    if _kinds(tokens, after, 1) == ["WORD"]:
        return _Part(order, tokens[after], _past_argument(tokens, after + 1))
    return _Part(order, None, after)


def _under(tokens: Sequence[Token], index: int) -> _Part | None:
    """Match ``dt`` or ``dt^2``."""
    part = _differential(tokens, index)
    if part is None or part.name is None or part.order != 1:
        return None
    after, order = _power(tokens, part.after)
    return _Part(order, part.name, after)


def _past_argument(tokens: Sequence[Token], index: int) -> int:
    """Pass the ``(t)`` in ``dx(t)/dt``."""
    if _kinds(tokens, index, 3) == ["LPAR", "WORD", "RPAR"] and _kinds(tokens, index + 3, 1) in (["OVER"], ["RBRACE"]):
        return index + 3
    return index


def _power(tokens: Sequence[Token], index: int) -> tuple[int, int]:
    """Match ``^2`` or ``^{2}``: what follows, and the exponent (1 where there is none)."""
    kinds = _kinds(tokens, index, 4)
    if kinds[:2] == ["CARET", "NUMBER"] and tokens[index + 1].text in _ORDERS:
        return index + 2, int(tokens[index + 1].text)
    if kinds == ["CARET", "LBRACE", "NUMBER", "RBRACE"] and tokens[index + 2].text in _ORDERS:
        return index + 4, int(tokens[index + 2].text)
    return index, 1


def _operand(tokens: Sequence[Token], index: int) -> tuple[Token | None, int]:
    """Match the state after ``d/dt``: a name, or one in brackets."""
    if _kinds(tokens, index, 1) == ["WORD"]:
        return tokens[index], index + 1
    opening, *inside = _kinds(tokens, index, 3) or [""]
    if inside == ["WORD", OPENING.get(opening)]:
        return tokens[index + 1], index + 3
    return None, index


def _kinds(tokens: Sequence[Token], index: int, count: int) -> list[str]:
    return [token.kind for token in tokens[index : index + count]]
