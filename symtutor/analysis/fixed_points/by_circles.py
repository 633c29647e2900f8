"""States that occur only inside sines and cosines, as points of the unit circle.

A state u that occurs only in sin and cos of whole combinations of states is replaced by the point (sin u, cos u) of the
unit circle. What is left is a polynomial system, solved completely by elimination, and each of its points is one family
of angles for each such state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.at_point import sign_under
from symtutor.analysis.fixed_points.by_cases import fixed_point_set
from symtutor.analysis.fixed_points.cases import INDICES, solve_by_cases
from symtutor.analysis.fixed_points.choices import free_states
from symtutor.analysis.fixed_points.combined import combined
from symtutor.analysis.fixed_points.solutions import Case, Solution
from symtutor.analysis.polynomial.real_points import real_points
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from sympy.logic.boolalg import Boolean

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
    rewritten = _circles(system)
    if rewritten is None:
        return None
    solutions = _with_parameters(rewritten, system) if system.parameters else _by_elimination(rewritten, system)
    return fixed_point_set(system, (Case(system.field, solutions),)) if solutions is not None else None


def _by_elimination(rewritten: _Circles, system: ODESystem) -> tuple[Solution, ...] | None:
    """Eliminate all unknowns but one, over the rational numbers."""
    if not all(_is_rational(equation, rewritten.unknowns) for equation in rewritten.equations):
        return None
    points = real_points(rewritten.equations, rewritten.unknowns)
    return None if points is None else tuple(_angles(point.at, (), rewritten, system) for point in points)


def _with_parameters(rewritten: _Circles, system: ODESystem) -> tuple[Solution, ...] | None:
    """Solve the polynomial system case by case; None where an angle stays free."""
    taken = frozenset(symbol.name for symbol in (*system.states, *system.parameters))
    cases = solve_by_cases(combined(rewritten.equations, rewritten.unknowns), rewritten.unknowns, taken)
    found = [solution for case in cases or () for solution in case.solutions]
    if cases is None or any(solution.index or free_states(solution.at, rewritten.unknowns) for solution in found):
        return None
    return tuple(_angles(solution.at, solution.when, rewritten, system) for solution in found)


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
    if not circles or not all(numerator.is_polynomial(*unknowns) for numerator in numerators):
        return None
    equations = (*numerators, *(s**2 + c**2 - 1 for _, s, c in circles))
    return _Circles(tuple(circles), equations, tuple(unknowns))


def _on_circle(expression: sp.Expr, state: sp.Symbol, s: sp.Symbol, c: sp.Symbol) -> sp.Expr:
    """Replace the waves of one state by its point on the unit circle."""
    values = {sp.sin: s, sp.cos: c, sp.tan: s / c, sp.cot: c / s, sp.sec: 1 / c, sp.csc: 1 / s}
    return expression.xreplace({wave(state): value for wave, value in values.items()})


def _is_rational(equation: sp.Expr, unknowns: tuple[sp.Symbol, ...]) -> bool:
    return not equation.free_symbols - set(unknowns) and all(
        coefficient.is_Rational for coefficient in sp.Poly(equation, *unknowns).coeffs()
    )


def _angles(point: tuple[sp.Expr, ...], when: tuple[Boolean, ...], rewritten: _Circles, system: ODESystem) -> Solution:
    """Turn points of circles back into angles, with an index each."""
    values = dict(zip(rewritten.unknowns, point, strict=True))
    taken = {symbol.name for symbol in (*system.states, *system.parameters)}
    free = [symbol for symbol in INDICES if symbol.name not in taken]
    index: list[sp.Symbol] = []
    back: dict[sp.Symbol, sp.Expr] = {state: values[state] for state in system.states if state in values}
    for (state, s, c), turn in zip(rewritten.circles, free, strict=False):
        angle = _angle(values[s], values[c], sp.And(*when))
        base = angle + 2 * sp.pi if sign(angle) == -1 else angle
        back[state] = sp.expand(base) + 2 * sp.pi * turn
        index.append(turn)
    return Solution(tuple(back[state] for state in system.states), tuple(index), when)


def _angle(sine: sp.Expr, cosine: sp.Expr, when: Boolean) -> sp.Expr:
    """Name the angle of a point of the unit circle by the inverse function that its quadrant allows."""
    if not sp.Tuple(sine, cosine).free_symbols:
        return sp.atan2(sine, cosine)
    above, right = sign_under(sine, when), sign_under(cosine, when)
    ways = [sp.atan2(sine, cosine)]
    if above:
        ways.append(above * sp.acos(cosine))
    if right == 1:
        ways += [sp.asin(sine), sp.atan(sp.cancel(sine / cosine))]
    if right == -1:
        ways.append(sp.pi - sp.asin(sine))
    return min(ways, key=sp.count_ops)
