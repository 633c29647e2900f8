"""Gradient flows: one equation for a vector becomes an equation for each of its components."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.document import Paragraph, paragraph
from symtutor.reading.names import Names
from symtutor.reading.statements import Statement
from symtutor.reading.tokens import Token, key_of, operand_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from symtutor.reading.repair import Source

_USUAL = ("x", "y", "z", "u", "v", "w")
"""Letters that are components of a vector rather than parameters."""


def expand(
    source: Source, statements: Sequence[Statement], declared: Iterable[str]
) -> tuple[list[Statement], list[Paragraph]]:
    """Replace every equation with a gradient by one for each component of its vector.

    Raises
    ------
    ParseError
        Where a gradient stands in no equation, or its potential is not known.
    """
    result: list[Statement] = []
    notes: list[Paragraph] = []
    heads = {statement.tokens[0].key: statement for statement in statements if _defines(statement)}
    potentials: set[str] = set()
    for statement in statements:
        tokens = _spelled_out(statement.tokens)
        at = _gradient_at(tokens)
        if at is None:
            result.append(statement)
            continue
        tokens = _without_argument(tokens, at)
        potential = _potential(source, tokens, at, heads)
        potentials |= {token.key for token in tokens[at + 1 : at + 3] if token.key in heads}
        vector = next((token for token in tokens if token.kind == "DERIVATIVE"), None)
        names = _components(source, potential, vector, {key_of(name) for name in declared} | set(heads))
        if not names:
            message = "The gradient is taken along no state."
            raise source.error(message, tokens[at].span, "Write the potential with its variables: grad(x^2/2 + y^2).")
        result.extend(_component(tokens, at, vector, name) for name in names)
        shown = [name.name for name in names]
        said = " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
        notes.append(paragraph("The gradient is taken along {names}.", names=said))
    return [_as_definition(statement, potentials) for statement in result], notes


def _defines(statement: Statement) -> bool:
    """Tell whether a statement gives a potential: ``L = …`` or ``L(x, y) = …``."""
    equals = statement.equals
    return equals is not None and not statement.has_derivative and statement.tokens[0].kind == "WORD"


def _spelled_out(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Write "gradient flow of L" as −∇ of what follows, and ``grad`` as ∇."""
    if [token.text.lower() for token in tokens[:3]] == ["gradient", "flow", "of"] and len(tokens) > 3:
        first, last = tokens[0], tokens[-1]
        sign = first._replace(kind="MINUS", text="-")
        nabla = first._replace(kind="GRADIENT", text="∇")
        opening = first._replace(kind="LPAR", text="(")
        closing = Token("RPAR", ")", last.stop, last.stop)
        equals = next((i for i, token in enumerate(tokens) if token.kind == "EQUALS"), 2)
        return (sign, nabla, opening, *tokens[equals + 1 :], closing)
    return tuple(
        token._replace(kind="GRADIENT", text="∇") if token.kind == "WORD" and token.name == "grad" else token
        for token in tokens
    )


def _gradient_at(tokens: Sequence[Token]) -> int | None:
    return next((index for index, token in enumerate(tokens) if token.kind == "GRADIENT"), None)


def _without_argument(tokens: tuple[Token, ...], at: int) -> tuple[Token, ...]:
    """Drop the argument in ∇L(w): the potential is what L stands for."""
    kinds = [token.kind for token in tokens[at + 1 : at + 3]]
    if kinds != ["WORD", "LPAR"] or len(tokens[at + 1].text) > 1:
        return tokens
    stop = next((i for i in range(at + 2, len(tokens)) if tokens[i].kind == "RPAR"), None)
    return tokens if stop is None else (*tokens[: at + 2], *tokens[stop + 1 :])


def _potential(source: Source, tokens: Sequence[Token], at: int, heads: dict[str, Statement]) -> list[Token]:
    """Return the tokens of the potential: a definition, or what stands in the bracket."""
    if at + 1 >= len(tokens):
        raise source.error("The gradient of what?", tokens[at].span, "Write grad(x^2/2 + y^2).")
    named = at + 2 if [token.kind for token in tokens[at + 1 : at + 4]] == ["LPAR", "WORD", "RPAR"] else at + 1
    first = tokens[named]
    if first.kind == "WORD" and (named == at + 1 or first.key in heads):
        if first.key in heads:
            found = heads[first.key]
            return list(found.tokens[(found.equals or 0) + 1 :])
        if len(first.text) == 1:
            message = f"{first.name} is not known, so its gradient is not either."
            raise source.error(message, first.span, f"Say what it is: {first.name} = x^2/2 + y^2.")
        return [first]
    return list(tokens[at + 1 : operand_end(tokens, at + 1)])


def _components(source: Source, potential: list[Token], vector: Token | None, declared: set[str]) -> list[Token]:
    """Return the names of the components: those that the potential depends on, parameters left out."""
    own = {vector.key} if vector is not None else set()
    probe = Names(source, states=own | {"x", "y"}, declared=declared, time=None)
    probe.listen(potential)
    words = {token.key: token for token in probe.resolve(potential) if token.kind == "NAME"}
    free = {key: token for key, token in words.items() if key not in declared}
    if vector is not None:
        parts = [
            token for key, token in free.items() if key.startswith(vector.text) and key[len(vector.text) :].isdigit()
        ]
        if parts:
            return parts
    usual = [token for key, token in free.items() if key in _USUAL or key.rstrip("0123456789") in _USUAL]
    if vector is not None and vector.key in free and vector.key not in _USUAL:
        return [free[vector.key]]
    return usual or list(free.values())


def _component(tokens: Sequence[Token], at: int, vector: Token | None, name: Token) -> Statement:
    """Write the equation for one component; the potential stays as it is."""
    if vector is None:
        first = tokens[0]
        head = first._replace(kind="DERIVATIVE", text=name.text, subscript=name.subscript, order=1)
        tokens = [head, first._replace(kind="EQUALS", text="="), *tokens]
        return Statement(tuple(tokens), along=name.key)
    potential = range(at + 1, operand_end(tokens, at + 1))
    return Statement(
        tuple(
            token._replace(text=name.text, subscript=name.subscript)
            if token.key == vector.key and token.kind in {"DERIVATIVE", "WORD"} and index not in potential
            else token
            for index, token in enumerate(tokens)
        ),
        along=name.key,
    )


def _as_definition(statement: Statement, potentials: set[str]) -> Statement:
    """Read ``L(x, y) = …`` as ``L = …`` where L is the potential of a flow."""
    head, equals = statement.tokens[0], statement.equals
    if equals is None or equals == 1 or statement.has_derivative or head.key not in potentials:
        return statement
    return Statement((head, *statement.tokens[equals:]))
