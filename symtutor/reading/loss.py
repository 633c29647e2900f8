"""Losses: a typed function becomes the gradient flow that goes down on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from symtutor.errors import ParseError
from symtutor.reading.derivatives import recognise
from symtutor.reading.expression import expression_of
from symtutor.reading.lexer import lex
from symtutor.reading.repair import repair
from symtutor.reading.statements import split
from symtutor.reading.system import read_system

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sympy import Expr

    from symtutor.model import ODESystem

_FLOW = "gradient flow of "
_FLOWS, _WORDS = {"DERIVATIVE", "GRADIENT"}, {"grad", "gradient"}


def read_descent(
    text: str, *, values: Mapping[str, str] | None = None, assume: Sequence[str] = ()
) -> tuple[ODESystem, Expr | None]:
    """Read a loss, or a system; give its flow, and the loss where one was typed.

    Raises
    ------
    ParseError
        As for :func:`symtutor.reading.read_system`.

    Examples
    --------
    >>> system, loss = read_descent("L = x^2/2 + y^2 + 3")
    >>> system.field, loss
    ((-x, -2*y), x**2/2 + y**2 + 3)
    >>> read_descent("x' = -x")[1] is None
    True
    """
    source = repair(text)
    tokens, _ = recognise(source, lex(source))
    statements = split(source, tokens)
    if not statements or any(token.kind in _FLOWS or token.text.lower() in _WORDS for token in tokens):
        return read_system(text, values=values, assume=assume), None
    first = statements[0]
    name = first.tokens[0] if first.equals is not None and first.tokens[0].kind == "WORD" else None
    before, after = (_FLOW, "") if name is None else ("", f"; {_FLOW}{name.text}")
    try:
        system = read_system(before + text + after, values=values, assume=assume)
    except ParseError as error:
        raise _moved(error, text, len(before)) from None
    body = first.tokens if first.equals is None else first.tokens[first.equals + 1 :]
    given = dict(system.values)
    try:
        loss = expression_of(source, body, [*system.states, *system.parameters, *given]).value
    except ParseError:
        return system, None  # it uses other definitions
    return replace(system, source=text), loss.xreplace(given)


def _moved(error: ParseError, text: str, by: int) -> ParseError:
    """Point at the text as typed, without the words put around it."""
    start, stop = (min(max(place - by, 0), len(text)) for place in error.span)
    suggestion = None if error.suggestion is None else error.suggestion.replace(_FLOW, "")
    return ParseError(error.message, source=text, span=(start, max(stop, start + 1)), suggestion=suggestion)
