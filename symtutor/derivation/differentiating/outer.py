"""What elementary functions have as derivatives: the table, and powers with any constant exponent."""

from __future__ import annotations

import sympy as sp

from symtutor.reading.roots import RealRoot

INNER = sp.Symbol("u", real=True)
"""What stands inside an outer function."""

CORNERS = (sp.Abs,)
"""Functions without a slope where their inside is zero."""

TABLE: dict[type, sp.Expr] = {
    sp.exp: sp.exp(INNER),
    sp.log: 1 / INNER,
    sp.sin: sp.cos(INNER),
    sp.cos: -sp.sin(INNER),
    sp.tan: sp.tan(INNER) ** 2 + 1,
    sp.cot: -(sp.cot(INNER) ** 2) - 1,
    sp.sec: sp.tan(INNER) * sp.sec(INNER),
    sp.csc: -sp.cot(INNER) * sp.csc(INNER),
    sp.sinh: sp.cosh(INNER),
    sp.cosh: sp.sinh(INNER),
    sp.tanh: 1 - sp.tanh(INNER) ** 2,
    sp.asin: 1 / sp.sqrt(1 - INNER**2),
    sp.acos: -1 / sp.sqrt(1 - INNER**2),
    sp.atan: 1 / (INNER**2 + 1),
    sp.asinh: 1 / sp.sqrt(INNER**2 + 1),
    sp.acosh: 1 / sp.sqrt(INNER**2 - 1),
    sp.atanh: 1 / (1 - INNER**2),
    sp.Abs: sp.sign(INNER),
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


def as_power(formula: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Read a formula as a power, real odd roots as powers with a fraction.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> as_power(sp.sqrt(1 + x)), as_power(1 / RealRoot(x, 3))
    ((x + 1, 1/2), (x, -1/3))
    """
    base, power = formula.as_base_exp() if formula.func != sp.exp else (formula, sp.S.One)
    return (base.args[0], power / base.args[1]) if isinstance(base, RealRoot) else (base, power)


def power_slope(formula: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Differentiate a power uⁿ by its base: n and uⁿ⁻¹.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> power_slope((1 - x) ** 3)
    (3, (1 - x)**2)
    """
    base, power = formula.as_base_exp()
    if isinstance(base, RealRoot):
        return power / base.args[1], base ** (power - base.args[1])
    return power, base ** (power - 1)


def split(product: sp.Expr) -> tuple[list[sp.Expr], list[sp.Expr]]:
    """Split a product into the factors above and below the stroke; e^(−x) stands above, as it is written.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> split(x * sp.exp(-x) / (1 + x) ** 2)
    ([x, exp(-x)], [(x + 1)**2])
    """
    above: list[sp.Expr] = []
    below: list[sp.Expr] = []
    for factor in product.as_ordered_factors():
        if factor.is_Pow and factor.exp.is_Rational and factor.exp.is_negative:
            below.append(factor.base**-factor.exp)
        else:
            above.append(factor)
    return above, below
