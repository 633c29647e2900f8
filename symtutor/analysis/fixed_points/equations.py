"""What one equation says by itself, and what another becomes when a value is put in."""

from __future__ import annotations

import sympy as sp

from symtutor.analysis.polynomial.normal_form import normal_form, normal_form_with, replaced


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
    equation = replaced(equation, {unknown: value}) if value.has(sp.pi) else equation.subs(unknown, value)
    if equation.is_polynomial(*equation.free_symbols):
        return sp.expand(equation)
    return sp.expand(sp.fraction(sp.together(equation))[0])
