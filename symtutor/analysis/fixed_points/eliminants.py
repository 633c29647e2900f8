"""An independent check of completeness: eliminate all unknowns but one, and exclude the rest of the grid.

Every common zero of polynomials has its coordinates among the roots of the eliminants (the last element of a
lexicographic Gröbner basis; Cox, Little, O'Shea, *Ideals, Varieties, and Algorithms*, §3.1). That leaves a finite grid;
a ball that excludes zero throws out each point of it that is not in the list.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.numerics.balls import enclose

if TYPE_CHECKING:
    from collections.abc import Sequence

GRID_LIMIT = 400
DEGREE_LIMIT = 12


def no_other_common_zeros(
    field: Sequence[sp.Expr], states: tuple[sp.Symbol, ...], points: Sequence[tuple[sp.Expr, ...]]
) -> bool | None:
    """Check that `points` are all common real zeros of `field`.

    True when every other grid point is excluded, False when one is a zero in exact arithmetic, None when this route
    does not reach (continua, functions that are not polynomials in the states and in sines and cosines of them).
    """
    equations, unknowns, circles = _algebraic(field, states)
    if equations is None or any(sp.Tuple(*at).free_symbols & set(states) for at in points):
        return None
    grid = []
    for unknown in unknowns:
        roots = _eliminant_roots([*equations, *circles], unknowns, unknown)
        if roots is None:
            return None
        grid.append(roots)
    total = 1
    for roots in grid:
        total *= len(roots)
    if total > GRID_LIMIT:
        return None
    known = {_image(at, states, unknowns) for at in points}
    found = 0
    for candidate in product(*grid):
        values = dict(zip(unknowns, candidate, strict=True))
        balls = [enclose(equation, values) for equation in (*equations, *circles)]
        if any(ball is not None and (ball > 0 or ball < 0) for ball in balls):
            continue
        if not any(_same(candidate, image) for image in known):
            return None
        found += 1
    return found == len(known)


def _algebraic(
    field: Sequence[sp.Expr], states: tuple[sp.Symbol, ...]
) -> tuple[list[sp.Expr] | None, tuple[sp.Symbol, ...], list[sp.Expr]]:
    """Replace sin u and cos u of a state u by a point (s, c) of the unit circle."""
    equations = [sp.fraction(sp.together(component))[0] for component in field]
    unknowns: list[sp.Symbol] = []
    circles: list[sp.Expr] = []
    for state in states:
        waves = [w for equation in equations for w in equation.atoms(sp.sin, sp.cos) if w.args[0] == state]
        if not waves:
            unknowns.append(state)
            continue
        s, c = sp.Dummy(f"sin {state.name}", real=True), sp.Dummy(f"cos {state.name}", real=True)
        equations = [equation.xreplace({sp.sin(state): s, sp.cos(state): c}) for equation in equations]
        unknowns += [s, c]
        circles.append(s**2 + c**2 - 1)
    exact = all(e.is_polynomial(*unknowns) and e.free_symbols <= set(unknowns) for e in equations)
    return (equations if exact else None), tuple(unknowns), circles


def _eliminant_roots(
    equations: list[sp.Expr], unknowns: tuple[sp.Symbol, ...], unknown: sp.Symbol
) -> list[sp.Expr] | None:
    order = (*(u for u in unknowns if u != unknown), unknown)
    basis = sp.groebner(equations, *order, order="lex").exprs
    if basis == [1]:
        return []
    univariate = [element for element in basis if element.free_symbols == {unknown}]
    if not univariate:
        return None
    polynomial = sp.Poly(univariate[-1], unknown)
    if polynomial.degree() > DEGREE_LIMIT or not (polynomial.domain.is_ZZ or polynomial.domain.is_QQ):
        return None
    return list(dict.fromkeys(polynomial.real_roots(radicals=False)))


def _image(
    at: tuple[sp.Expr, ...], states: tuple[sp.Symbol, ...], unknowns: tuple[sp.Symbol, ...]
) -> tuple[sp.Expr, ...]:
    """Map a point to the algebraic unknowns: a state with sines and cosines goes to the unit circle."""
    image: list[sp.Expr] = []
    for state, coordinate in zip(states, at, strict=True):
        image += [coordinate] if state in unknowns else [sp.sin(coordinate), sp.cos(coordinate)]
    return tuple(image)


def _same(first: Sequence[sp.Expr], second: Sequence[sp.Expr]) -> bool:
    differences = [enclose(a - b) for a, b in zip(first, second, strict=True)]
    return all(difference is not None and difference.contains(0) for difference in differences)
