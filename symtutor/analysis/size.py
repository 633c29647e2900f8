"""How long expressions are, told without counting every operation where they are short."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 3
"""What one node of an expression counts for at most: an operation for its place, a sign and a fraction bar."""


def within(expressions: Sequence[sp.Expr], limit: int) -> bool:
    """Tell whether expressions hold no more operations than `limit`, together.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> within([x**2 + 1], 2), within([x**2 + 1, x], 1)
    (True, False)
    """
    if MOST * sum(map(_nodes, expressions)) <= limit:
        return True
    return sum(int(sp.count_ops(each)) for each in expressions) <= limit


def _nodes(expression: sp.Expr) -> int:
    return 1 + sum(map(_nodes, expression.args))
