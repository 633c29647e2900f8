"""Numbers as students write them: exact where they are, else decimals after ≈."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.analysis.words import states_name
from symtutor.document import Approx, Chain, Listing
from symtutor.numerics.isolated import IsolatedZero

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sympy as sp

    from symtutor.document import Formula


def about(states: Sequence[sp.Symbol], at: Sequence[sp.Expr]) -> Formula:
    """Write a point as students do: exact coordinates as they are, others as decimals after ≈."""
    relation = "≈" if any(map(is_decimal, at)) else "="
    return Chain((states_name(states), shown(at)), (relation,), claim=False)


def shown(at: Sequence[sp.Expr]) -> Formula:
    """Write the coordinates of a point."""
    parts = tuple(Approx(value) if is_decimal(value) else value for value in at)
    return parts[0] if len(parts) == 1 else Listing(parts, "()")


def is_decimal(value: sp.Expr) -> bool:
    """Tell whether a number is known by its decimals only."""
    return bool(value.atoms(IsolatedZero))
