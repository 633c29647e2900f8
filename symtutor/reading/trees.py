"""The trees of a script: each of its statements parsed, in the order in which names become known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from symtutor.reading.ambiguities import ambiguities, name_notes
from symtutor.reading.build import Definition
from symtutor.reading.parser import Start, parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.reading.script import Script
    from symtutor.reading.statements import Statement
    from symtutor.reading.tokens import Token
    from symtutor.reading.tree import Node


@dataclass(slots=True)
class Trees:
    """What the statements of a script say, each kind by itself."""

    equations: list[tuple[Statement, Node]] = field(default_factory=list)
    starts: list[tuple[Statement, Node]] = field(default_factory=list)
    definitions: dict[str, Node] = field(default_factory=dict)
    functions: dict[str, Definition] = field(default_factory=dict)


def parsed(script: Script) -> Trees:
    """Parse every statement; the script is told how names are spelled, and what could be read in two ways."""
    names = script.names
    trees = Trees()
    for key in script.orders:
        names.spelled.setdefault(key, key)
    for statement in script.equations:
        trees.equations.append((statement, tree_of(statement.tokens, "equation", script)))
    for statement in script.bare:
        trees.equations.append((statement, tree_of(statement.tokens, "expression", script)))
    for statement in script.starts:
        after = (statement.equals or 0) + 1
        trees.starts.append((statement, tree_of(statement.tokens[after:], "expression", script)))
    for key, statement in script.definitions.items():
        names.spell(statement.tokens[0])
        trees.definitions[key] = tree_of(statement.tokens[2:], "expression", script)
    for name, statement in script.functions.items():
        equals = statement.equals or 0
        arguments = [token for token in statement.tokens[2:equals] if token.kind == "WORD"]
        bound = [token.key for token in arguments]
        body = tree_of(statement.tokens[equals + 1 :], "expression", script, bound)
        spelled = tuple(names.spelled.get(token.key, token.name) for token in arguments)
        trees.functions[name] = Definition(spelled, body)
    script.notes.extend(name_notes(names))
    return trees


def tree_of(tokens: Sequence[Token], start: Start, script: Script, bound: Sequence[str] = ()) -> Node:
    """Resolve the names and parse; note what could be read in two ways."""
    resolved = script.names.resolve(tokens, bound)
    tree = parse(script.source, resolved, start)
    for note in ambiguities(script.names, resolved):
        if note not in script.notes:
            script.notes.append(note)
    return tree
