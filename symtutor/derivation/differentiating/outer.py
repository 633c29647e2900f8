"""What elementary functions have as derivatives, and what their graphs have no slope at."""

from __future__ import annotations

import sympy as sp

INNER = sp.Symbol("u", real=True)
"""What stands inside an outer function."""

TABLE: dict[type, sp.Expr] = {
    sp.exp: sp.exp(INNER),
    sp.log: 1 / INNER,
    sp.sin: sp.cos(INNER),
    sp.cos: -sp.sin(INNER),
    sp.tan: sp.tan(INNER) ** 2 + 1,
    sp.cot: -(sp.cot(INNER) ** 2) - 1,
    sp.sinh: sp.cosh(INNER),
    sp.cosh: sp.sinh(INNER),
    sp.tanh: 1 - sp.tanh(INNER) ** 2,
    sp.asin: 1 / sp.sqrt(1 - INNER**2),
    sp.acos: -1 / sp.sqrt(1 - INNER**2),
    sp.atan: 1 / (INNER**2 + 1),
    sp.asinh: 1 / sp.sqrt(INNER**2 + 1),
    sp.acosh: 1 / sp.sqrt(INNER**2 - 1),
    sp.atanh: 1 / (1 - INNER**2),
}
"""The derivative of each function of one variable u (Abramowitz and Stegun, §4.1 to §4.6)."""


def outer_slope(function: sp.Expr) -> sp.Expr | None:
    """Differentiate the outer function of ``g(u)`` at its inside; None where it is not in the table.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> outer_slope(sp.sin(3 * x))
    cos(3*x)
    """
    slope = TABLE.get(function.func)
    return None if slope is None else slope.xreplace({INNER: function.args[0]})
