"""Values of parameters: given beside the text, read exactly, and held against what was assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sympy import Symbol

from symtutor.errors import ParseError
from symtutor.reading.arguments import read_value
from symtutor.reading.lexer import lex
from symtutor.reading.repair import repair

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sympy import Expr
    from sympy.core.relational import Relational

_SIGNS = ("positive", "negative", "nonnegative", "nonpositive", "nonzero", "integer")


def named(values: Mapping[Any, Any] | None) -> dict[str, Any]:
    """Return the values by the names that the reader uses: ``λ`` is ``lambda``.

    Raises
    ------
    ParseError
        Where a key is no name.
    """
    result: dict[str, Any] = {}
    for key, value in (values or {}).items():
        if isinstance(key, Symbol):
            result[key.name] = value
            continue
        source = repair(str(key))
        tokens = lex(source)
        if [token.kind for token in tokens] != ["WORD"]:
            raise source.error("This is no name of a parameter.", (0, len(source.typed)), "Write one: r=1/2.")
        result[tokens[0].name] = value
    return result


def valued(symbol: Symbol, given: object) -> Expr:
    """Read the value of a parameter, which its assumptions must allow.

    Raises
    ------
    ParseError
        Where it is no number, or contradicts an assumption.
    """
    value = read_value(given, f"{symbol.name}=")
    known = symbol.assumptions0
    for assumption in _SIGNS:
        if assumption in known and getattr(value, f"is_{assumption}") is (not known[assumption]):
            message = f"The value {given} of {symbol.name} contradicts what was assumed of it."
            typed = f"{symbol.name}={given}"
            raise ParseError(message, source=typed, span=(0, len(typed)), suggestion="Change one of them.")
    return value


def consistent(relations: Iterable[Relational], values: Mapping[Symbol, Expr]) -> tuple[Relational, ...]:
    """Return the assumptions about parameters that are still free; the others must hold.

    Raises
    ------
    ParseError
        Where values contradict an assumption about several parameters.
    """
    left: list[Relational] = []
    for relation in relations:
        if relation.free_symbols:
            left.append(relation)
        elif not relation.doit():
            names = ", ".join(f"{symbol.name}={value}" for symbol, value in values.items())
            message = "These values contradict what was assumed of them."
            raise ParseError(message, source=names, span=(0, len(names)), suggestion="Change one of them.")
    return tuple(left)


def unknown(name: str, given: object, parameters: Iterable[str], *, state: bool) -> ParseError:
    """Build the error for a value of something that is no parameter."""
    source, span = f"{name}={given}", (0, len(name))
    if state:
        message = f"{name} is a state and has no fixed value."
        return ParseError(message, source=source, span=span, suggestion=f"A start is {name}(0) = {given}.")
    known = ", ".join(parameters)
    message = f"There is no parameter {name} in this system."
    return ParseError(
        message, source=source, span=span, suggestion=f"Its parameters: {known}." if known else "It has none."
    )
