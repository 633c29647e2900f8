"""An independent check of completeness: count the real solutions by the signature of Hermite's trace form.

The form (f, g) ↦ Tr(f g) on the quotient algebra of a polynomial system with finitely many complex solutions has as
rank the number of distinct complex solutions and as signature the number of distinct real ones (Basu, Pollack, Roy,
*Algorithms in Real Algebraic Geometry*, Thm 4.101). Nothing is solved and no root is isolated on this route.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import sympy as sp

from symtutor.analysis.polynomial.quotient import quotient

if TYPE_CHECKING:
    from collections.abc import Sequence


def no_other_common_zeros(
    field: Sequence[sp.Expr], states: tuple[sp.Symbol, ...], points: Sequence[tuple[sp.Expr, ...]]
) -> bool | None:
    """Check that a list of distinct common zeros of `field` has as many points as there are real ones.

    None where this route does not reach: continua, parameters, functions that are not polynomials in the states and in
    sines and cosines of them.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> no_other_common_zeros((x**2 + y**2 - 5, x * y - 2), (x, y), [(1, 2), (2, 1), (-1, -2)])
    False
    """
    if any(sp.Tuple(*at).free_symbols & set(states) for at in points):
        return None
    system = _algebraic(field, states)
    number = count_real_solutions(*system) if system is not None else None
    return None if number is None else number == len(points)


def count_real_solutions(equations: Sequence[sp.Expr], unknowns: Sequence[sp.Symbol]) -> int | None:
    """Count the distinct real solutions of polynomial equations; None where there are infinitely many complex ones."""
    algebra = quotient(equations, unknowns)
    if algebra is None:
        return None
    return _signature(algebra.trace_form) if algebra.dimension else 0


def _signature(form: Any) -> int:  # noqa: ANN401 - flint ships no types
    """Count positive minus negative eigenvalues: all are real, so Descartes' rule on the polynomial is exact."""
    coefficients = [c for c in form.charpoly().coeffs() if c != 0]
    mirrored = [c if place % 2 == 0 else -c for place, c in enumerate(form.charpoly().coeffs()) if c != 0]
    return _sign_changes(coefficients) - _sign_changes(mirrored)


def _sign_changes(coefficients: list[Any]) -> int:
    return sum((a > 0) != (b > 0) for a, b in pairwise(coefficients))


def _algebraic(
    field: Sequence[sp.Expr], states: tuple[sp.Symbol, ...]
) -> tuple[list[sp.Expr], tuple[sp.Symbol, ...]] | None:
    """Write the system in polynomials: sin u and cos u as a point of the unit circle, denominators kept from zero."""
    fractions = [sp.fraction(sp.together(sp.expand_trig(component))) for component in field]
    equations = [numerator for numerator, _ in fractions]
    unknowns: list[sp.Symbol] = []
    for denominator in {d for _, d in fractions if d.free_symbols}:
        inverse = sp.Dummy("w", real=True)
        unknowns.append(inverse)
        equations.append(inverse * denominator - 1)
    for state in states:
        if not any(equation.has(sp.sin(state), sp.cos(state)) for equation in equations):
            unknowns.append(state)
            continue
        s, c = sp.Dummy(f"s_{state.name}", real=True), sp.Dummy(f"c_{state.name}", real=True)
        equations = [equation.xreplace({sp.sin(state): s, sp.cos(state): c}) for equation in equations]
        equations.append(s**2 + c**2 - 1)
        unknowns += [s, c]
    exact = all(e.is_polynomial(*unknowns) and e.free_symbols <= set(unknowns) for e in equations)
    if not exact or not all(c.is_Rational for e in equations for c in sp.Poly(e, *unknowns).coeffs()):
        return None
    return equations, tuple(unknowns)
