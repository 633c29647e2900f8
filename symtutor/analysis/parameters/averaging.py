"""Cycles of finite size out of a linear center: first-order averaging."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.derivative import Jacobian
from symtutor.analysis.fixed_points.algebraic import polynomial_zeros
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.analysis.parameters.candidates import Candidate
    from symtutor.model import ODESystem

R, ANGLE = sp.Symbol("r", positive=True), sp.Symbol("theta", real=True)


def born_amplitudes(system: ODESystem, candidate: Candidate) -> tuple[sp.Expr, ...]:
    """Find the amplitudes of the cycles near a parameter value at which the whole system is a linear center.

    To first order in the distance m of the parameter the amplitude changes in one turn by m times
    ∮ F₀ ∧ F₁ dt along the circle of that amplitude; cycles sit at its simple zeros (Pontryagin 1934; Perko,
    *Differential Equations and Dynamical Systems*, §4.9; Strogatz, §7.6). Returns nothing where the
    integrand is no polynomial.

    Examples
    --------
    >>> from symtutor.analysis.parameters.candidates import Candidate
    >>> from symtutor.model import ODESystem
    >>> x, v, mu = sp.symbols("x v mu", real=True)
    >>> system = ODESystem((x, v), (v, mu * (1 - x**2) * v - x), (mu,))
    >>> born_amplitudes(system, Candidate((sp.S.Zero, sp.S.Zero), mu, sp.S.Zero, sp.true))
    (2,)
    """
    p, value = candidate.parameter, candidate.value
    first = [sp.diff(component, p).subs(p, value) for component in system.field]
    if any(not c.is_polynomial(*system.states) or c.free_symbols - {*system.states} for c in first):
        return ()
    matrix = Jacobian(system.states, tuple(c.subs(p, value) for c in system.field)).at(candidate.at)
    if matrix.free_symbols:
        return ()
    omega = sp.sqrt(matrix.det())
    start = sp.Matrix([R, 0])
    path = sp.cos(ANGLE) * start + sp.sin(ANGLE) / omega * (matrix * start)
    place = {state: c + move for state, c, move in zip(system.states, candidate.at, path, strict=True)}
    velocity = matrix * path
    push = [c.subs(place, simultaneous=True) for c in first]
    around = _around(sp.expand(velocity[0] * push[1] - velocity[1] * push[0]))
    if around is None or around == 0:
        return ()
    zeros = [z for a in polynomial_zeros(sp.factor(around / R), R) or () for z in a.values] if around.has(R) else []
    slope = sp.diff(around, R)
    return tuple(z for z in dict.fromkeys(zeros) if sign(z) == 1 and sign(slope.subs(R, z)))


def _around(trigonometric: sp.Expr) -> sp.Expr | None:
    """Average a polynomial in the cosine and the sine over a turn."""
    c, s = sp.symbols("c s")
    polynomial = sp.Poly(trigonometric.xreplace({sp.cos(ANGLE): c, sp.sin(ANGLE): s}), c, s)
    total = sp.S.Zero
    for (i, j), coefficient in polynomial.terms():
        if coefficient.has(ANGLE):
            return None
        if i % 2 == 0 and j % 2 == 0:
            total += coefficient * _double(i - 1) * _double(j - 1) / _double(i + j)
    return sp.expand(total)


def _double(number: int) -> sp.Integer:
    return sp.factorial2(max(number, 0)) if number > 0 else sp.S.One
