"""How long expressions are, told without counting every operation where they are short."""

from __future__ import annotations

from functools import lru_cache
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
    if sum(map(_operands, expressions)) - len(expressions) > limit:
        return False
    return sum(int(sp.count_ops(each)) for each in expressions) <= limit


def _nodes(expression: sp.Expr) -> int:
    if isinstance(expression, sp.CRootOf):
        return 1 + _nodes(_polynomial(expression))
    return 1 + sum(map(_nodes, expression.args))


@lru_cache(maxsize=64)
def _polynomial(root: sp.CRootOf) -> sp.Expr:
    """Write the polynomial of a root, which SymPy does anew whenever it is asked."""
    return root.expr


def _operands(expression: sp.Expr) -> int:
    """Count what operations join: with n operands there are n − 1 of them, at least."""
    if isinstance(expression, sp.CRootOf):
        return _operands(_polynomial(expression))
    if expression.is_Pow and expression.exp.is_Rational:
        return _operands(expression.base)
    if expression.is_Mul and expression.args[0] is sp.S.NegativeOne:
        return sum(map(_operands, expression.args[1:]))
    return sum(map(_operands, expression.args)) or 1
