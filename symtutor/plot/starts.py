"""Where curves begin: points as numbers, in the order of the symbols."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from symtutor.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sympy as sp


def places(
    symbols: Sequence[sp.Symbol], starts: Sequence[Sequence[object] | Mapping[object, object]], **usual: object
) -> list[tuple[float, ...]]:
    """Read starts, each a sequence of numbers or a mapping from symbol to number; `usual` holds what need not be said.

    Raises
    ------
    RequestError
        For a start that lacks a number.

    Examples
    --------
    >>> import sympy as sp
    >>> places(sp.symbols("x y"), [(1, 0), {"x": 2, "y": sp.Rational(1, 2)}])
    [(1.0, 0.0), (2.0, 0.5)]
    """
    return [_place([symbol.name for symbol in symbols], start, usual) for start in starts]


def _place(
    names: list[str], start: Sequence[object] | Mapping[object, object], usual: Mapping[str, object]
) -> tuple[float, ...]:
    """Read one start."""
    if isinstance(start, Mapping):
        by_name = {**usual, **{str(getattr(key, "name", key)): value for key, value in start.items()}}
        values = [by_name.get(name) for name in names]
    else:
        values = [start] if not hasattr(start, "__len__") else list(start)
    try:
        numbers = tuple(float(value) for value in values)  # type: ignore[arg-type] # what has no float is refused
    except (TypeError, ValueError):
        numbers = ()
    if len(numbers) != len(names):
        example = "pairs such as (1, 0)" if len(names) == 2 else "points such as {x: 1}"
        raise RequestError(f"A start needs a number for {' and '.join(names)}.", suggestion=f"Give {example}.")
    return numbers
