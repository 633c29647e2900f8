"""The parse tables of ``grammar.lark``, kept in ``grammar.json``: loading them is ten times as fast as making them.

After a change of the grammar, ``python -c "from symtutor.reading import tables; tables.keep()"`` makes them anew; a
test holds that the two agree. Tables made by another version of lark are not trusted: the grammar is then read itself.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lark
from lark.grammar import Rule
from lark.lexer import Lexer, TerminalDef

if TYPE_CHECKING:
    from collections.abc import Iterator

_HERE = Path(__file__).parent
GRAMMAR = _HERE / "grammar.lark"
TABLES = _HERE / "grammar.json"
_SHIFT = 0
"""How lark's tables write "go on to that state"; anything else reduces by a rule."""


class HandOn(Lexer):
    """Hand the tokens on to the parser: the lexer has done its work before."""

    def __init__(self, _: object) -> None:
        """Take nothing from the grammar."""

    def lex(self, data: Any) -> Iterator[lark.Token]:  # type: ignore[override]  # noqa: ANN401 - lark's older interface
        """Yield the tokens, which are the data."""
        return iter(data)


@cache
def load() -> lark.Lark:
    """Return the parser, by the tables where they fit."""
    kept = json.loads(TABLES.read_text(encoding="utf-8"), object_hook=_with_numbers) if TABLES.exists() else {}
    if kept.get("lark") != lark.__version__:
        return from_grammar()
    kept["data"]["options"]["lexer"] = kept["data"]["parser"]["lexer_conf"]["lexer_type"] = HandOn
    parser: lark.Lark = lark.Lark.load(kept)
    return parser


def from_grammar() -> lark.Lark:
    """Make the parser from the grammar."""
    return lark.Lark(
        GRAMMAR.read_text(encoding="utf-8"),
        parser="lalr",
        lexer=HandOn,
        start=["expression", "equation", "condition"],
        propagate_positions=True,
    )


def keep() -> None:
    """Write the tables beside the grammar."""
    TABLES.write_text(made(), encoding="utf-8")


def made() -> str:
    """Make the tables as text, the same for the same grammar."""
    data, memo = from_grammar().memo_serialize([TerminalDef, Rule])
    data["options"]["lexer"] = data["parser"]["lexer_conf"]["lexer_type"] = None
    _sort(data["parser"]["parser"])
    return json.dumps({"lark": lark.__version__, "data": data, "memo": memo}, separators=(",", ":")) + "\n"


def _sort(automaton: dict[str, Any]) -> None:
    """Renumber symbols by name and states by the shortest way to them; lark takes them as they come out of sets."""
    names = automaton["tokens"]
    symbols = {name: number for number, name in enumerate(sorted(names.values()))}
    moves = {
        state: dict(sorted((symbols[names[symbol]], action) for symbol, action in actions.items()))
        for state, actions in automaton["states"].items()
    }
    order = list(automaton["start_states"].values())
    for state in order:  # the list grows while it is read: breadth first
        order.extend(to for shift, to in moves[state].values() if shift == _SHIFT and to not in order)
    states = {state: number for number, state in enumerate(dict.fromkeys(order))}
    automaton["tokens"] = {number: name for name, number in symbols.items()}
    automaton["states"] = {
        number: {symbol: (kind, states[to] if kind == _SHIFT else to) for symbol, (kind, to) in moves[state].items()}
        for state, number in states.items()
    }
    for ends in ("start_states", "end_states"):
        automaton[ends] = {start: states[state] for start, state in sorted(automaton[ends].items())}


def _with_numbers(record: dict[str, Any]) -> dict[Any, Any]:
    """Give back the numbers that JSON turned into text as keys."""
    return {int(key): value for key, value in record.items()} if next(iter(record), "").isdigit() else record
