"""Single expressions in names that are known: hand work, answers, potentials."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from symtutor.reading.build import Builder
from symtutor.reading.functions import nearest
from symtutor.reading.lexer import lex
from symtutor.reading.names import Names
from symtutor.reading.parser import parse
from symtutor.reading.repair import Source, repair
from symtutor.reading.tokens import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sympy import Expr, Symbol
    from sympy.logic.boolalg import Boolean

    from symtutor.reading.tokens import Token


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression as read, and where it is defined."""

    value: Expr
    domain: tuple[Boolean, ...]


def read_expression(text: str, symbols: Iterable[Symbol]) -> Reading:
    """Read an expression in `symbols`, which keep their assumptions.

    Raises
    ------
    ParseError
        Where another name occurs, or the text is no expression.

    Examples
    --------
    >>> from sympy import Symbol
    >>> n = Symbol("n", integer=True)
    >>> read_expression("2nπ", [n]).value
    2*pi*n
    """
    source = repair(text)
    return expression_of(source, lex(source), symbols)


def expression_of(source: Source, tokens: Sequence[Token], symbols: Iterable[Symbol]) -> Reading:
    """Read `tokens`, a part of `source`; places in errors are those of the whole text.

    Raises
    ------
    ParseError
        As for :func:`read_expression`.
    """
    equals = next((token for token in tokens if token.kind == "EQUALS"), None)
    if equals is not None:
        raise source.error("An equals sign has no place here.", equals.span, "Write one side of it.")
    known = {key_of(symbol.name): symbol for symbol in symbols}
    names = Names(source, states=set(known), time=None)
    names.spelled.update((key, symbol.name) for key, symbol in known.items())
    names.listen(tokens)
    resolved = names.resolve(tokens)
    for token in resolved:
        if token.kind == "NAME" and token.key not in known:
            guess = nearest(token.text, [symbol.name for symbol in known.values()])
            shown = ", ".join(symbol.name for symbol in known.values())
            suggestion = (
                f"Did you mean {guess}?" if guess else f"The names are {shown}." if shown else "Write a number."
            )
            raise source.error(f"{token.text} is not known here.", token.span, suggestion)
    builder = Builder(source, {symbol.name: symbol for symbol in known.values()})
    value = builder.expression(parse(source, resolved, "expression"))
    return Reading(value, tuple(builder.operations.domain))
