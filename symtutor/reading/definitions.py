"""What names stand for: values given beside the text, and definitions typed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lark import Token as Leaf

from symtutor.reading.tokens import key_of
from symtutor.reading.values import unknown, valued

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sympy import Expr, Symbol

    from symtutor.reading.build import Builder
    from symtutor.reading.script import Script
    from symtutor.reading.tree import Node


class Definitions:
    """Puts values in the place of names: those given first, then those defined, each after the ones it uses.

    Attributes
    ----------
    symbols : dict of str to Expr
        What every name stands for; the builder reads it too.
    values : dict of Symbol to Expr
        The names that have a number by now.
    """

    def __init__(self, script: Script, trees: Mapping[str, Node], symbols: dict[str, Expr], builder: Builder) -> None:
        self.script, self.trees, self.symbols, self.builder = script, trees, symbols, builder
        self.values: dict[Symbol, Expr] = {}
        self._spelled = {key_of(name): name for name in script.names.spelled.values()}
        self._done: set[str] = set()

    def put_in(self, values: Mapping[str, object]) -> None:
        """Put in the values given, and every definition that they do not outweigh.

        Raises
        ------
        ParseError
            Where a value is of no parameter, or a definition uses itself.
        """
        for typed, text in values.items():
            key = key_of(typed)
            if key not in self._spelled or key in self.script.orders:
                others = [name for other, name in self._spelled.items() if other not in self.script.orders]
                raise unknown(typed, text, others, state=key in self.script.orders)
            name = self._spelled[key]
            symbol = self.symbols[name]
            self.values[symbol] = self.symbols[name] = valued(symbol, text)
            self._done.add(key)
        for key in self.script.definitions:
            self._define(key, ())

    def _define(self, key: str, within: tuple[str, ...]) -> None:
        """Build the definition of `key` after those that it uses; it stands within the others."""
        if key in self._done:
            return
        if key in within:
            message = f"{self._spelled[key]} is defined by itself."
            span = self.script.definitions[key].span
            raise self.script.source.error(message, span, "Define it by other names only.")
        tree = self.trees[key]
        for leaf in tree.scan_values(lambda leaf: isinstance(leaf, Leaf) and leaf.type == "NAME"):
            used = key_of(str(leaf))
            if used in self.script.definitions:
                self._define(used, (*within, key))
        name = self._spelled[key]
        symbol, value = self.symbols[name], self.builder.expression(tree)
        self.symbols[name] = value
        if value.is_number:
            self.values[symbol] = value
        self._done.add(key)
