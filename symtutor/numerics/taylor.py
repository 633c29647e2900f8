"""The solution of an initial value problem to many digits, by Taylor series in time.

The coefficients follow from x′ = f(x) one by one: if x is known to the order k in t then f(x) is, and integrating
it gives order k + 1. The step is chosen from the last coefficients, which tell how far the series reaches.

References
----------
À. Jorba and M. Zou, "A software package for the numerical integration of ODEs by means of high-order Taylor
methods", Experimental Mathematics 14 (2005).
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import sympy as sp
from flint import arb, arb_series, ctx

from symtutor.numerics.balls import enclose, middle, taylor
from symtutor.numerics.clock import with_clock

if TYPE_CHECKING:
    from symtutor.model import ODESystem
    from symtutor.numerics.balls import Ball

DIGITS = 40
_JUMPS = (sp.Piecewise, sp.Heaviside, sp.floor, sp.ceiling)
"""What has pieces, of which a series knows only one."""

_MOST_STEPS = 1500
_SHORTEST = arb(10) ** -12
_PARTS = 4
"""At so many places of every step the sums are put into the equation."""


def taylor_solution(
    system: ODESystem,
    start: tuple[sp.Expr, ...],
    until: sp.Expr,
    begin: sp.Expr = sp.S.Zero,
    *,
    order: int = 30,
    accuracy: int = 30,
) -> tuple[sp.Expr, ...] | None:
    """Solve x′ = f(x, t) from `start` at the time `begin` to the time `until`.

    Parameters
    ----------
    system : ODESystem
        Analytic along the solution, every parameter with a value.
    start : tuple of Expr, length n
    until, begin : Expr
        Two times, `until` the later one.
    order : int
        Terms of the series kept at each step.
    accuracy : int
        Digits after the point to which each step is taken; the sum of all steps is not bounded rigorously.

    Returns
    -------
    tuple of Rational, or None
        None where the solution does not reach `until`, or the field has no power series here.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> from symtutor.model import ODESystem
    >>> taylor_solution(ODESystem((x,), (-x,)), (sp.S.One,), sp.S.Half)[0].evalf(20) - sp.exp(-sp.S.Half).evalf(20)
    0
    """
    if any(component.has(*_JUMPS) for component in system.field):
        return None
    if not system.autonomous:
        reached = taylor_solution(with_clock(system), (*start, begin), until, begin, order=order, accuracy=accuracy)
        return None if reached is None else reached[:-1]
    with ctx.workdps(DIGITS + 10):
        state = [enclose(value) for value in start]
        left = enclose(until - begin)
        side = _sides(system, state)
        for _ in range(_MOST_STEPS):
            series = None if None in state else _series(system, state, order)
            if series is None or left is None:
                return None
            step = _reach(series, order, accuracy)
            if step is None or step < _SHORTEST * left:
                return None
            last = bool(step >= left)
            span = left if last else step
            if not all(_obeys(system, series, span * quarter / _PARTS) for quarter in range(1, _PARTS + 1)):
                return None
            state = [_sum(coefficients, span) for coefficients in series]
            if _sides(system, state) != side:
                return None
            if last:
                return tuple(sp.Rational(middle(value).evalf(DIGITS)) for value in state)
            left = (left - span).mid()
    return None


def _obeys(system: ODESystem, series: list[list[Ball]], span: Ball) -> bool:
    """Put the sums of series into the equation: beyond a zero of u that of √u goes on with the other sign."""
    at = {symbol: _sum(values, span) for symbol, values in zip(system.states, series, strict=True)}
    for component, values in zip(system.field, series, strict=True):
        velocity = enclose(component, at)
        slope = _sum([k * value for k, value in enumerate(values)][1:], span)
        if velocity is None or not abs(velocity - slope) < arb(10) ** -15 * (1 + abs(slope)):
            return False
    return True


def _sides(system: ODESystem, state: list[Ball]) -> list[bool | None]:
    """Tell on which side of its corners the field is: a series does not continue over that of |u| or max(u, v)."""
    at = dict(zip(system.states, state, strict=True))
    corners = {atom.args[0] for component in system.field for atom in component.atoms(sp.Abs, sp.sign)}
    extremes = {atom for component in system.field for atom in component.atoms(sp.Max, sp.Min)}
    corners |= {first - second for atom in extremes for first, second in combinations(atom.args, 2)}
    balls = [enclose(corner, at) for corner in sorted(corners, key=sp.default_sort_key)]
    return [None if ball is None else bool(ball > 0) for ball in balls]


def _series(system: ODESystem, state: list[Ball], order: int) -> list[list[Ball]] | None:
    """Give the Taylor coefficients of every state in time."""
    known = [[value] for value in state]
    for k in range(order):
        at = {symbol: arb_series(values, k + 1) for symbol, values in zip(system.states, known, strict=True)}
        velocities = [taylor(component, system.time, {system.time: 0, **at}, k) for component in system.field]
        for values, velocity in zip(known, velocities, strict=True):
            if velocity is None:
                return None
            values.append((velocity[k] / (k + 1)).mid())
    return known


def _reach(series: list[list[Ball]], order: int, accuracy: int) -> Ball | None:
    """Choose the step for which the first terms left out are below the accuracy."""
    bounds = []
    for coefficients in series:
        for k in (order - 1, order):
            size = abs(coefficients[k])
            if size > 0:
                bounds.append(((arb(10) ** -accuracy / size).log() / k).exp().mid())
    if not bounds:
        return arb(10) ** 6
    return min(bounds) if all(bound.is_finite() for bound in bounds) else None


def _sum(coefficients: list[Ball], span: Ball) -> Ball:
    """Sum a series by Horner's rule."""
    total = arb(0)
    for coefficient in reversed(coefficients):
        total = total * span + coefficient
    return total.mid()
