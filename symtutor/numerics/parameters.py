"""Numbers can be computed only where every parameter has a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sympy as sp


def require_no_free_symbols(expressions: Sequence[sp.Expr], symbols: Sequence[sp.Symbol]) -> None:
    """Raise a RequestError that names the parameters which need a value."""
    free = {symbol for expression in expressions for symbol in expression.free_symbols} - set(symbols)
    if free:
        names = sorted(symbol.name for symbol in free)
        remedy = " ".join(f"--set {name}=1" for name in names)
        raise RequestError(
            f"Numbers are needed here, and {listed(names)} {'has' if len(names) == 1 else 'have'} no value.",
            suggestion=f"Give one, for example {remedy}.",
        )


def listed(names: list[str]) -> str:
    """Join names as English does."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
