"""States that occur only inside sines and cosines, as points of the unit circle.

A state u that occurs only in sin and cos of whole combinations of states is replaced by the point (sin u, cos u) of the
unit circle. What is left is a polynomial system, solved completely by elimination, and each of its points is one family
of angles for each such state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points.by_cases import fixed_point_set
from symtutor.analysis.fixed_points.cases import INDEX_NAMES
from symtutor.analysis.fixed_points.solutions import Case, Solution
from symtutor.analysis.polynomial.real_points import RealPoint, real_points
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.model import FixedPointSet, ODESystem, Window

WAVES = (sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc)


@dataclass(frozen=True, slots=True)
class _Circles:
    """The polynomial system: `circles` holds each hidden state with the symbols of its sine and cosine."""

    circles: tuple[tuple[sp.Symbol, sp.Symbol, sp.Symbol], ...]
    equations: tuple[sp.Expr, ...]
    unknowns: tuple[sp.Symbol, ...]


def by_circles(system: ODESystem, _window: Window) -> FixedPointSet | None:
    """Find all fixed points where every state is algebraic, itself or through its sine and cosine.

    Examples
    --------
    >>> from symtutor.model import ODESystem, Window
    >>> x, y = sp.symbols("x y", real=True)
    >>> found = by_circles(ODESystem((x, y), (sp.sin(x - y), sp.sin(x + y) - 1)), Window())
    >>> [point.at for point in found.points][0]
    (2*pi*n + pi/4, 2*pi*m + pi/4)
    """
    if system.parameters:
        return None
    rewritten = _circles(system)
    points = real_points(rewritten.equations, rewritten.unknowns) if rewritten is not None else None
    if rewritten is None or points is None:
        return None
    solutions = tuple(_angles(point, rewritten, system) for point in points)
    return fixed_point_set(system, (Case(system.field, solutions),))


def _circles(system: ODESystem) -> _Circles | None:
    """Rewrite the field in algebraic unknowns, or None where that fails."""
    field = [sp.expand_trig(sp.expand(component)) for component in system.field]
    circles: list[tuple[sp.Symbol, sp.Symbol, sp.Symbol]] = []
    unknowns: list[sp.Symbol] = []
    for state in system.states:
        inside = [k for f in field for k in f.atoms(*WAVES) if k.has(state)]
        outside = any(f.xreplace({k: sp.Dummy() for k in inside}).has(state) for f in field)
        if outside or not inside:
            if inside:
                return None
            unknowns.append(state)
        elif all(k.args[0] == state for k in inside):
            s, c = sp.Dummy(f"s_{state.name}", real=True), sp.Dummy(f"c_{state.name}", real=True)
            circles.append((state, s, c))
            unknowns += [s, c]
            field = [_on_circle(f, state, s, c) for f in field]
        else:
            return None
    numerators = [sp.expand(sp.fraction(sp.together(f))[0]) for f in field]
    if not all(_is_rational_polynomial(n, unknowns) for n in numerators) or not circles:
        return None
    equations = (*numerators, *(s**2 + c**2 - 1 for _, s, c in circles))
    return _Circles(tuple(circles), equations, tuple(unknowns))


def _on_circle(expression: sp.Expr, state: sp.Symbol, s: sp.Symbol, c: sp.Symbol) -> sp.Expr:
    """Replace the waves of one state by its point on the unit circle."""
    values = {sp.sin: s, sp.cos: c, sp.tan: s / c, sp.cot: c / s, sp.sec: 1 / c, sp.csc: 1 / s}
    return expression.xreplace({wave(state): value for wave, value in values.items()})


def _is_rational_polynomial(expression: sp.Expr, unknowns: list[sp.Symbol]) -> bool:
    if not expression.is_polynomial(*unknowns) or expression.free_symbols - set(unknowns):
        return False
    return all(coefficient.is_Rational for coefficient in sp.Poly(expression, *unknowns).coeffs())


def _angles(point: RealPoint, rewritten: _Circles, system: ODESystem) -> Solution:
    """Turn points of circles back into angles, with an index each."""
    values = dict(zip(point.unknowns, point.at, strict=True))
    taken = {symbol.name for symbol in system.states}
    names = [name for name in INDEX_NAMES if name not in taken]
    index: list[sp.Symbol] = []
    back: dict[sp.Symbol, sp.Expr] = {state: values[state] for state in system.states if state in values}
    for (state, s, c), name in zip(rewritten.circles, names, strict=False):
        turn = sp.Symbol(name, integer=True)
        angle = sp.atan2(values[s], values[c])
        base = angle + 2 * sp.pi if sign(angle) == -1 else angle
        back[state] = sp.expand(base) + 2 * sp.pi * turn
        index.append(turn)
    return Solution(tuple(back[state] for state in system.states), tuple(index))
