"""What one equation says by itself, and what another becomes when a value is put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.polynomial.normal_form import normal_form, normal_form_with
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Sequence


def is_sum_of_squares(equation: sp.Expr, unknowns: Sequence[sp.Symbol]) -> bool:
    """Tell whether an equation says that a sum of even powers with coefficients of one sign, one of each alone, is 0.

    Such a sum is 0 only where every unknown is.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> is_sum_of_squares(x**2 + 3 * y**4, [x, y]), is_sum_of_squares(x**2 - y**2, [x, y])
    (True, False)
    """
    form = normal_form(equation)
    if form is None or set(form.variables) != set(unknowns):
        return False
    terms = sp.Poly(equation, *unknowns).terms()
    even = all(power % 2 == 0 for powers, _ in terms for power in powers) and all(any(powers) for powers, _ in terms)
    sides = {sign(coefficient) for _, coefficient in terms}
    alone = {powers.index(max(powers)) for powers, _ in terms if sum(map(bool, powers)) == 1}
    return even and len(sides) == 1 and len(alone) == len(unknowns)


def constant_slope(equation: sp.Expr, unknown: sp.Symbol) -> sp.Expr | None:
    """Return the coefficient of an unknown that occurs only with a number in front; None where it does otherwise."""
    form = normal_form(equation)
    if form is not None:
        slope = form.derivative(unknown).expression
        return slope if slope.is_number else None
    slopes = [term / unknown for term in sp.Add.make_args(equation) if term.has(unknown)]
    return sp.Add(*slopes) if all(slope.is_number for slope in slopes) else None


def cleared(equation: sp.Expr, unknown: sp.Symbol, value: sp.Expr) -> sp.Expr:
    """Put a value in, and clear the denominator that a quotient makes; it was assumed not to vanish."""
    form = normal_form_with(equation, {unknown: value})
    if form is not None:
        return form.expression
    equation = equation.subs(unknown, value)
    if equation.is_polynomial(*equation.free_symbols):
        return sp.expand(equation)
    return sp.expand(sp.fraction(sp.together(equation))[0])
