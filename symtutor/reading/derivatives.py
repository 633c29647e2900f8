"""Derivatives: every way to write one becomes one token, with its state and its order."""

from __future__ import annotations

from symtutor.reading.repair import Source
from symtutor.reading.tokens import Token


def recognise(source: Source, tokens: list[Token]) -> tuple[list[Token], Token | None]:
    """Replace ``x''``, ``dx/dt``, ``d/dt x``, ``d^2x/dt^2`` and their like by ``DERIVATIVE`` tokens.

    Returns the tokens and the word that names the independent variable, where one does.

    Raises
    ------
    ParseError
        Where a prime belongs to no name, or two independent variables are named.
    """
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


def _primes(tokens: list[Token], index: int) -> _Found | None:
    """Match a name and its primes."""
    word, after = tokens[index], index + 1
    while after < len(tokens) and tokens[after].kind == "PRIME":
        after += 1
    if word.kind != "WORD" or after == index + 1:
        return None
    stop = max(word.stop, tokens[after - 1].stop)
    return word._replace(kind="DERIVATIVE", stop=stop, order=after - index - 1), after, None


def _leibniz(tokens: list[Token], index: int) -> _Found | None:
    """Match ``dx/dt``, ``d^2x/dt^2``, ``d/dt x``."""
    top = _differential(tokens, index)
    if top is None:
        return None
    order, state, after = top
    if after >= len(tokens) or tokens[after].kind != "OVER":
        return None
    bottom = _differential(tokens, after + 1)
    if bottom is None or bottom[1] is None or bottom[0] != 1:
        return None
    _, variable, after = bottom
    after, power = _power(tokens, after)
    if power != order:
        return None
    if state is None:
        state, after = _operand(tokens, after)
        if state is None:
            return None
    span = tokens[index].start, max(token.stop for token in tokens[index:after])
    return state._replace(kind="DERIVATIVE", start=span[0], stop=span[1], order=order), after, variable


def _differential(tokens: list[Token], index: int) -> tuple[int, Token | None, int] | None:
    """Match ``d``, ``dx`` or ``d^2x``: the order, the name after d (None where there is none), and what follows."""
    if index >= len(tokens) or tokens[index].kind != "WORD" or tokens[index].text[0] != "d":
        return None
    word = tokens[index]
    if len(word.text) > 1:
        if word.text[1:] == "elta":
            return None
        return 1, word._replace(text=word.text[1:], start=word.start + 1), index + 1
    if word.subscript:
        return None
    after, order = _power(tokens, index + 1)
    if after < len(tokens) and tokens[after].kind == "WORD":
        return order, tokens[after], after + 1
    return order, None, after


def _power(tokens: list[Token], index: int) -> tuple[int, int]:
    """Match ``^2`` or ``^{2}``: what follows, and the exponent (1 where there is none)."""
    kinds = [token.kind for token in tokens[index : index + 4]]
    if kinds[:2] == ["CARET", "NUMBER"] and tokens[index + 1].text in "23456":
        return index + 2, int(tokens[index + 1].text)
    if kinds == ["CARET", "LBRACE", "NUMBER", "RBRACE"] and tokens[index + 2].text in "23456":
        return index + 4, int(tokens[index + 2].text)
    return index, 1


def _operand(tokens: list[Token], index: int) -> tuple[Token | None, int]:
    """Match the state after ``d/dt``: a name, or one in brackets."""
    kinds = [token.kind for token in tokens[index : index + 3]]
    if kinds[:1] == ["WORD"]:
        return tokens[index], index + 1
    if kinds in (["LPAR", "WORD", "RPAR"], ["LSQB", "WORD", "RSQB"]):
        return tokens[index + 1], index + 3
    return None, index
