"""How expressions, conditions and points of one system are written in JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import S

from symtutor.render.sympy_string import expression_string, symbol_string

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy import Basic, Expr, Symbol
    from sympy.logic.boolalg import Boolean

    from symtutor.model import ODESystem


class Writer:
    """Writes in the names of a system, which may hide constants of SymPy.

    Attributes
    ----------
    states : list of str
        The names of the states, in their order.
    """

    def __init__(self, system: ODESystem) -> None:
        named = (*system.states, *system.parameters, *(symbol for symbol, _ in system.values))
        self._taken = frozenset(symbol.name for symbol in named)
        self.states = [symbol_string(state) for state in system.states]

    def string(self, expr: Basic) -> str:
        """Write an expression."""
        return expression_string(expr, self._taken)

    def condition(self, when: Boolean) -> str | None:
        """Write a condition; none where it always holds."""
        return None if when is S.true else self.string(when)

    def point(self, at: Iterable[Expr]) -> dict[str, str]:
        """Give a point by the names of its states."""
        return {state: self.string(value) for state, value in zip(self.states, at, strict=True)}


def names(symbols: Iterable[Symbol]) -> list[str]:
    """Name each of the symbols."""
    return [symbol_string(symbol) for symbol in symbols]
