"""The script of a text: which statements are equations, definitions, starts, and what its names are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from symtutor.reading import limits
from symtutor.reading.derivatives import recognise
from symtutor.reading.functions import FUNCTIONS
from symtutor.reading.gradient import expand
from symtutor.reading.lexer import lex
from symtutor.reading.names import Names
from symtutor.reading.statements import Statement, split
from symtutor.reading.states import guess_states, states_taken
from symtutor.reading.tokens import Token, key_of, operand_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from symtutor.document import Paragraph
    from symtutor.errors import ParseError
    from symtutor.reading.repair import Source


_MOMENT = frozenset({"NUMBER", "MINUS", "OVER"})


@dataclass(slots=True)
class Script:
    """A text sorted into its statements; ``orders`` maps the key of each state to the order of its equation."""

    source: Source
    names: Names
    equations: list[Statement] = field(default_factory=list)
    starts: list[Statement] = field(default_factory=list)
    definitions: dict[str, Statement] = field(default_factory=dict)
    functions: dict[str, Statement] = field(default_factory=dict)
    bare: list[Statement] = field(default_factory=list)
    assumed: list[Statement] = field(default_factory=list)
    orders: dict[str, int] = field(default_factory=dict)
    notes: list[Paragraph] = field(default_factory=list)


def write_script(source: Source, declared: Iterable[str]) -> Script:
    """Sort the statements of `source`; names in `declared` were given a value elsewhere.

    Raises
    ------
    ParseError
        Where there is no differential equation, or something that is none.
    """
    tokens, independent = recognise(source, lex(source))
    names = Names(source)
    names.listen(tokens)
    if independent is not None:
        names.time = independent.key
    statements, notes = expand(source, split(source, tokens), declared)
    script = Script(source, names, notes=notes)
    if not statements:
        raise source.error("There is nothing to read.", (0, 1), "Write an equation: x' = x(1-x).")
    for statement in statements:
        for token in statement.tokens:
            if token.kind == "DERIVATIVE":
                _declare_state(script, token)
    for statement in statements:
        _classify(script, statement)
    names.declared |= {key_of(name) for name in declared} | set(script.definitions)
    names.functions |= set(script.functions)
    if not script.equations:
        _guess_states(script, statements)
    elif script.bare:
        first = script.bare[0]
        message = "This is neither an equation for a derivative nor a definition."
        raise source.error(message, first.span, "Write x' = …, a = …, or leave it out.")
    if names.time in names.states:
        names.time = None
    return script


def _declare_state(script: Script, token: Token) -> None:
    """Count a derivative's name among the states."""
    source = script.source
    if token.text in FUNCTIONS:
        message = f"{token.text} is a function and cannot be a state."
        raise source.error(message, token.span, "Use another letter.")
    script.names.states.add(token.key)
    script.names.spelled.setdefault(token.key, token.name)
    script.orders[token.key] = max(script.orders.get(token.key, 0), token.order)
    if sum(script.orders.values()) > limits.EQUATIONS:
        message = f"There are more than {limits.EQUATIONS} equations."
        raise source.error(message, token.span, "Use fewer of them.")


def _classify(script: Script, statement: Statement) -> None:
    """Put `statement` where it belongs."""
    tokens, equals, source = statement.tokens, statement.equals, script.source
    if statement.relation is not None:
        _assume(script, statement, statement.relation)
    elif _is_start(script.names, tokens):
        script.starts.append(statement)
    elif statement.has_derivative:
        if equals is None:
            message = "This is no equation: the sign = is missing."
            raise source.error(message, statement.span, "Write what the derivative equals: x' = …")
        script.equations.append(statement)
    elif equals == 1 and tokens[0].kind == "WORD":
        _define(script, tokens[0], statement)
    elif equals is not None and _is_function_head(tokens[:equals]):
        script.functions[tokens[0].name] = statement
    else:
        script.bare.append(statement)


def _assume(script: Script, statement: Statement, sign: Token) -> None:
    """Take an inequality as what is known about parameters, which it must be about."""
    words = [token for token in statement.tokens if token.kind == "WORD"]
    piece = next((word for word in words if word.text in {"if", "when", "otherwise"}), None)
    if piece is not None:
        message = f"The word {piece.text} belongs to the pieces of a function, in braces."
        raise script.source.error(message, piece.span, "Write { x if x < 1, 1 otherwise }.")
    if statement.has_derivative:
        message = "This is a differential inequality, not an equation."
        raise script.source.error(message, sign.span, "Write = for an equation.")
    if [word.key for word in words] == [script.names.time]:
        return  # t ≥ 0 says what everybody takes for granted
    state = next((word for word in words if word.key in script.names.states), None)
    if state is not None or not words:
        message = "This is an inequality about a state, not an equation." if state else "This is no equation."
        raise script.source.error(message, statement.span, "Inequalities are read for parameters: r > 0.")
    script.assumed.append(statement)


def _is_start(names: Names, tokens: Sequence[Token]) -> bool:
    """Recognise ``x(0) = 1``, ``x'(0) = 1`` and ``x(t_0) = 1``."""
    if tokens[0].kind != "DERIVATIVE" and not (tokens[0].kind == "WORD" and tokens[0].key in names.states):
        return False
    after = operand_end(tokens, 1)
    kinds = [token.kind for token in tokens[1 : after + 1]]
    if kinds[:1] != ["LPAR"] or kinds[-2:] != ["RPAR", "EQUALS"]:
        return False
    inside = tokens[2 : after - 1]
    return ([token.kind for token in inside[-1:]] == ["NUMBER"] and all(token.kind in _MOMENT for token in inside)) or (
        len(inside) == 1 and inside[0].text == names.time and bool(inside[0].subscript)
    )


def _is_function_head(tokens: Sequence[Token]) -> bool:
    """Recognise ``g(x)`` and ``h(x, y)`` before an equals sign."""
    kinds = [token.kind for token in tokens]
    if len(kinds) < 4 or kinds[:2] != ["WORD", "LPAR"] or kinds[-1] != "RPAR":
        return False
    inside = kinds[2:-1]
    return inside[::2] == ["WORD"] * ((len(inside) + 1) // 2) and inside[1::2] == ["COMMA"] * (len(inside) // 2)


def _define(script: Script, head: Token, statement: Statement) -> None:
    """Record ``a = 1/2``."""
    if head.key in script.names.states:
        message = f"{head.name} is a state, and this is no equation for its derivative."
        raise script.source.error(message, statement.span, f"A start is written {head.name}(0) = 1.")
    if head.key in script.definitions:
        raise script.source.error(f"{head.name} is defined twice.", statement.span, "Leave one definition out.")
    script.definitions[head.key] = statement


def _guess_states(script: Script, statements: list[Statement]) -> None:
    """Take bare right-hand sides as a system, or say that there is no differential equation here."""
    source = script.source
    for statement in script.bare or statements:
        if statement.equals is not None or not script.bare:
            raise _no_derivative(source, statement)
    letters = _letters(script)
    states = guess_states(letters, len(script.bare))
    if states is None:
        message = "No letter occurs here that could be the state."
        if letters:
            message = f"Which letter is the state? {', '.join(letters)} could be it."
        raise source.error(message, script.bare[0].span, "Write the derivative: x' = …")
    script.names.states.update(states)
    script.orders.update(dict.fromkeys(states, 1))
    script.notes.append(states_taken(states))


def _no_derivative(source: Source, statement: Statement) -> ParseError:
    """Say what an equation without a derivative is."""
    tokens, equals = statement.tokens, statement.equals or 0
    if tokens[0].kind == "EQUALS":
        return source.error("Nothing stands before this =.", tokens[0].span, "Write a derivative there: x' = …")
    if statement.has_derivative:
        message = "This is a start, and there is no equation to go with it."
        return source.error(message, statement.span, f"Add {tokens[0].name}' = …")
    words = [token for token in tokens if token.kind == "WORD"]
    if any(word.text == "dt" for word in words) and words[0].text[0] == "d" and len(words[0].text) > 1:
        message = "These are differentials, not a derivative."
        return source.error(message, statement.span, f"Write {words[0].name}/dt = …")
    head = tokens[:equals]
    if [token.kind for token in head[:2]] == ["WORD", "LPAR"] and any(
        token.kind in {"PLUS", "MINUS"} for token in head
    ):
        message = "This gives the next value from the one before: a map (a difference equation)."
        return source.error(message, statement.span, f"Write {head[0].name}' = … for a differential equation.")
    message = "No derivative occurs here, so this is no differential equation."
    name = words[0].name if words else "x"
    return source.error(message, statement.span, f"Write {name}' = … or d{name}/dt = …")


def _letters(script: Script) -> list[str]:
    """Return the keys of the names in the bare statements that could be states."""
    names = script.names
    probe = Names(script.source, states={"x"}, declared=set(names.declared), functions=names.functions, time=names.time)
    probe.alone, probe.unbracketed = set(names.alone), names.unbracketed
    tokens = [token for statement in script.bare for token in probe.resolve(statement.tokens)]
    keys = dict.fromkeys(key_of(token.text) for token in tokens if token.kind == "NAME")
    return [key for key in keys if key not in names.declared and key != names.time]
