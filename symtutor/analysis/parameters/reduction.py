"""Near a zero eigenvalue the fixed points are the zeros of one function of one variable (Lyapunov–Schmidt).

Golubitsky, Schaeffer, *Singularities and Groups in Bifurcation Theory*, vol. 1, ch. VII, §1. On the center manifold the
sign of the reduced function's slope is that of the critical eigenvalue (Kuznetsov, *Elements of Applied Bifurcation
Theory*, §5.4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.arcs import without_arcs
from symtutor.analysis.derivative import Jacobian
from symtutor.analysis.polynomial.factored import factored_whole
from symtutor.analysis.words import is_long
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.model import ODESystem

U, M = sp.symbols("u m", real=True)
"""The coordinate along the critical direction, and the distance of the parameter from its value."""

Coefficients = dict[tuple[int, int], sp.Expr]
ORDER, LINE_ORDER = 3, 7


@dataclass(frozen=True, slots=True)
class Reduced:
    """Derivatives of the reduced function: the entry (i, j) is differentiated i times by u, j times by the parameter.

    Attributes
    ----------
    direction : tuple of Expr
        The critical direction v; on the line it is 1.
    others : Expr
        In the plane the other eigenvalue, else 0.
    """

    derivatives: tuple[tuple[tuple[int, int], sp.Expr], ...]
    direction: tuple[sp.Expr, ...]
    others: sp.Expr

    def __getitem__(self, order: tuple[int, int]) -> sp.Expr:
        return dict(self.derivatives)[order]


def reduced(system: ODESystem, at: Sequence[sp.Expr], parameter: sp.Symbol, value: sp.Expr) -> Reduced | None:
    """Reduce the equations for fixed points near one with a simple zero eigenvalue; None where it is not, or too long.

    Examples
    --------
    >>> from symtutor.model import ODESystem
    >>> x, y, r = sp.symbols("x y r", real=True)
    >>> found = reduced(ODESystem((x, y), (r - x**2, x - y), (r,)), (sp.S.Zero, sp.S.Zero), r, sp.S.Zero)
    >>> found[0, 1], found[2, 0], found.direction
    (1, -2, (1, 1))
    """
    if system.dimension == 1:
        return _on_the_line(system, at[0], parameter, value)
    if any(map(is_long, at)):  # the expansion multiplies numbers known by their place, and does not end
        return None
    matrix = Jacobian(system.states, system.field).at(tuple(at)).subs(parameter, value).applyfunc(_short)
    adjugate = matrix.adjugate().applyfunc(_short)
    size = system.dimension
    pivot = next(((i, j) for i in range(size) for j in range(size) if sign(adjugate[i, j])), None)
    trace = _short(adjugate.trace())
    if pivot is None or not sign(trace):
        return None
    kept, solved = pivot
    right = [_short(adjugate[i, solved] / adjugate[kept, solved]) for i in range(size)]
    left = [adjugate[kept, j] / adjugate[kept, solved] for j in range(size)]
    scale = _short(sum((a * b for a, b in zip(left, right, strict=True)), sp.S.Zero))
    local = [_taylor(component, system, at, parameter, value) for component in system.field]
    rows, columns = [i for i in range(size) if i != solved], [j for j in range(size) if j != kept]
    inverse = matrix.extract(rows, columns).inv().applyfunc(_short)
    rest = dict.fromkeys(columns, sp.S.Zero)
    for order in range(1, ORDER + 1):
        place = {_local(j): U * right[j] + rest.get(j, sp.S.Zero) for j in range(size)}
        misses = sp.Matrix([_cut(local[i].xreplace(place), order) for i in rows])
        change = inverse * misses
        rest = {j: _cut(rest[j] - change[position], order) for position, j in enumerate(columns)}
    place = {_local(j): U * right[j] + rest.get(j, sp.S.Zero) for j in range(size)}
    total = sum((left[i] * local[i].xreplace(place) for i in range(size)), sp.S.Zero) / scale
    polynomial = sp.Poly(_cut(total, ORDER), U, M)
    orders = [(i, j) for i in range(ORDER + 1) for j in range(ORDER + 1 - i)]
    found = tuple(
        ((i, j), _short(polynomial.coeff_monomial(U**i * M**j) * sp.factorial(i) * sp.factorial(j))) for i, j in orders
    )
    return Reduced(found, tuple(right), _short(matrix.trace()) if size == 2 else sp.S.Zero)


def _on_the_line(system: ODESystem, at: sp.Expr, parameter: sp.Symbol, value: sp.Expr) -> Reduced:
    """On the line nothing is to be reduced: the function is f itself; only the derivatives that name it are taken."""
    (state,), (field,) = system.states, system.field
    place = {state: at, parameter: value}

    def there(expression: sp.Expr) -> sp.Expr:
        return _short(without_arcs(expression.subs(place, simultaneous=True)))

    by_state = sp.diff(field, state)
    found = {(0, 1): there(sp.diff(field, parameter)), (1, 1): there(sp.diff(by_state, parameter))}
    for order in range(2, LINE_ORDER + 1):
        by_state = sp.diff(by_state, state)
        found[order, 0] = there(by_state)
        if sign(found[order, 0]):
            break
    return Reduced(tuple(found.items()), (sp.S.One,), sp.S.Zero)


def _local(place: int) -> sp.Symbol:
    return sp.Symbol(f"xi_{place}", real=True)


def _taylor(
    component: sp.Expr, system: ODESystem, at: Sequence[sp.Expr], parameter: sp.Symbol, value: sp.Expr
) -> sp.Expr:
    """Expand a component around the point up to the order in the displacements and the parameter."""
    variables = [*system.states, parameter]
    letters = [*(_local(place) for place in range(system.dimension)), M]
    middle = dict(zip(variables, [*at, value], strict=True))
    small = sp.Dummy("s")
    total = sp.S.Zero
    if component.is_polynomial(*variables):
        shifted = {v: middle[v] + small * letter for v, letter in zip(variables, letters, strict=True)}
        polynomial = sp.Poly(sp.expand(component.subs(shifted, simultaneous=True)), small)
        return sum((polynomial.coeff_monomial(small**k) for k in range(ORDER + 1)), sp.S.Zero)
    terms: dict[tuple[int, ...], sp.Expr] = {(): component}
    for _ in range(ORDER):
        following: dict[tuple[int, ...], sp.Expr] = {}
        for names, derivative in terms.items():
            for place in range(names[-1] if names else 0, len(variables)):
                following[*names, place] = sp.diff(derivative, variables[place])
        for names, derivative in following.items():
            number = sp.Mul(*(sp.factorial(names.count(place)) for place in set(names)))
            total += derivative.subs(middle, simultaneous=True) / number * sp.Mul(*(letters[place] for place in names))
        terms = following
    return sp.expand(total + component.subs(middle, simultaneous=True))


def _cut(expression: sp.Expr, order: int) -> sp.Expr:
    """Drop what is of higher order."""
    polynomial = sp.Poly(sp.expand(expression), U, M)
    return sum((c * U**i * M**j for (i, j), c in polynomial.terms() if i + j <= order), sp.S.Zero)


def _short(value: sp.Expr) -> sp.Expr:
    return sp.expand(value) if value.is_polynomial() or value.is_number else factored_whole(value)
