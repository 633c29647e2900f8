"""Initial value problems that have a formula: the short table a first course knows by heart.

Each entry takes a system and a start and gives the solution as expressions in t, or None: not mine, ask the next.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

import sympy as sp

from symtutor.model import ODESystem
from symtutor.numerics.clock import later
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Callable


class Method(StrEnum):
    """How the formula is found, as a clause."""

    REST = "the start is a fixed point, so the solution stays there"
    CONSTANT = "the velocity is constant, so the solution is a straight line in time"
    EXPONENTIAL = "the equation is linear, and a linear equation is solved by an exponential"
    BERNOULLI = "a power of the state obeys a linear equation (Bernoulli's substitution)"
    SEPARATION = "the variables separate, and both integrals are elementary"
    LINEAR_PLANE = "the system is linear, and the eigenvalues of its matrix give the exponentials"
    QUADRATURE = "the right-hand side does not mention the state, so the solution is its integral over time"
    FORCED = "the equation is linear; a polynomial in time solves it, and a multiple of an exponential meets the start"
    UNCOUPLED = "no equation mentions another state, so each is solved alone"


@dataclass(frozen=True, slots=True)
class ClosedForm:
    """A formula for the solution: `states` in t, valid from the start until t = `end` (None: for all time)."""

    states: tuple[sp.Expr, ...]
    method: Method
    end: sp.Expr | None = None


Finder: TypeAlias = "Callable[[ODESystem, tuple[sp.Expr, ...]], ClosedForm | None]"


def closed_form(system: ODESystem, start: tuple[sp.Expr, ...], begin: sp.Expr = sp.S.Zero) -> ClosedForm | None:
    """Find a formula for the solution through `start` at the time `begin`.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> from symtutor.model import ODESystem
    >>> closed_form(ODESystem((x,), (x * (1 - x),)), (sp.S.Half,)).states
    (1/(1 + exp(-t)),)
    """
    if not begin.is_zero:
        from_zero = closed_form(replace(system, field=later(system.field, system, begin)), start)
        return None if from_zero is None else _delayed(from_zero, system, begin)
    for finder in FINDERS if system.autonomous else FORCED_FINDERS:
        found = finder(system, start)
        if found is not None:
            return found
    return None


def at_rest(system: ODESystem, start: tuple[sp.Expr, ...]) -> ClosedForm | None:
    """Stay at a fixed point, where the field is smooth and the solution therefore unique."""
    at = dict(zip(system.states, start, strict=True))
    slopes = [sp.diff(component, state).subs(at) for component in system.field for state in system.states]
    if all(component.subs(at).is_zero for component in system.field) and all(slope.is_finite for slope in slopes):
        return ClosedForm(start, Method.REST)
    return None


def polynomial_on_the_line(system: ODESystem, start: tuple[sp.Expr, ...]) -> ClosedForm | None:
    """Solve x′ = ax + b, x′ = ax + bxᵏ and every quadratic."""
    if system.dimension != 1 or not system.field[0].is_polynomial(*system.states):
        return None
    x, t, x0 = system.states[0], system.time, start[0]
    terms = {power: coefficient for (power,), coefficient in sp.Poly(system.field[0], x).terms()}
    degree = max(terms)
    if degree == 0:
        return ClosedForm((x0 + terms[0] * t,), Method.CONSTANT)
    if degree == 1:
        slope, rest = terms[1], -terms.get(0, sp.S.Zero) / terms[1]
        return ClosedForm(((x0 - rest) * sp.exp(slope * t) + rest,), Method.EXPONENTIAL)
    if set(terms) <= {1, degree}:
        state, end = _bernoulli(terms.get(1, sp.S.Zero), terms[degree], degree, x0, t)
        return ClosedForm((state,), Method.BERNOULLI if 1 in terms else Method.SEPARATION, end)
    if degree == 2:
        return _quadratic(terms[2], terms.get(1, sp.S.Zero), terms[0], x0, t)
    return None


def sine_on_the_line(system: ODESystem, start: tuple[sp.Expr, ...]) -> ClosedForm | None:
    """Solve x′ = c sin x: the tangent of x/2 grows like exp(ct)."""
    if system.dimension != 1:
        return None
    x, t, x0 = system.states[0], system.time, start[0]
    rate = system.field[0] / sp.sin(x)
    if rate.has(x):
        return None
    turns = sp.floor(x0 / (2 * sp.pi) + sp.S.Half)
    if not turns.is_Integer:
        return None
    centre = 2 * sp.pi * turns
    state = centre + 2 * sp.atan(sp.tan((x0 - centre) / 2) * sp.exp(rate * t))
    return ClosedForm((state,), Method.SEPARATION)


def polynomial_in_time(system: ODESystem, start: tuple[sp.Expr, ...]) -> ClosedForm | None:
    """Solve x′ = ax + p(t), p a polynomial, by q + C exp(at) with q = −p/a − p′/a² − p″/a³ − …."""
    if system.dimension != 1 or not system.field[0].is_polynomial(*system.states, system.time):
        return None
    x, t, x0 = system.states[0], system.time, start[0]
    slope, forcing = sp.expand(system.field[0]).coeff(x, 1), sp.expand(system.field[0]).coeff(x, 0)
    if slope.has(t) or not sp.expand(system.field[0] - slope * x - forcing).is_zero:
        return None
    if slope.is_zero:
        return ClosedForm((x0 + sp.integrate(forcing, t),), Method.QUADRATURE)
    terms = sp.degree(forcing, t) + 1
    particular = sp.expand(-sp.Add(*(sp.diff(forcing, t, k) / slope ** (k + 1) for k in range(terms))))
    return ClosedForm(((x0 - particular.subs(t, 0)) * sp.exp(slope * t) + particular,), Method.FORCED)


def linear_plane(system: ODESystem, start: tuple[sp.Expr, ...]) -> ClosedForm | None:
    """Solve a planar affine system by exp(At) = c(t) I + s(t) (A − μI), μ half the trace (Cayley–Hamilton)."""
    if system.dimension != 2 or not all(component.is_polynomial(*system.states) for component in system.field):
        return None
    matrix = sp.Matrix(system.field).jacobian(system.states)
    if matrix.free_symbols:
        return None
    at_origin = sp.Matrix(system.field).subs(dict.fromkeys(system.states, 0))
    if matrix.det().is_zero and any(at_origin):
        return None
    centre = -matrix.inv() * at_origin if any(at_origin) else sp.zeros(2, 1)
    t, half_trace = system.time, matrix.trace() / 2
    offset = sp.Matrix(start) - centre
    turned = (matrix - half_trace * sp.eye(2)) * offset
    square = sp.expand(half_trace**2 - matrix.det())
    match sign(square):
        case 1:
            root = sp.sqrt(square)
            first, second = (half_trace + root, half_trace - root)
            pieces = [
                sp.radsimp((u + v / root) / 2) * sp.exp(first * t) + sp.radsimp((u - v / root) / 2) * sp.exp(second * t)
                for u, v in zip(offset, turned, strict=True)
            ]
        case 0:
            pieces = [(u + v * t) * sp.exp(half_trace * t) for u, v in zip(offset, turned, strict=True)]
        case -1:
            root = sp.sqrt(-square)
            pieces = [
                (u * sp.cos(root * t) + v / root * sp.sin(root * t)) * sp.exp(half_trace * t)
                for u, v in zip(offset, turned, strict=True)
            ]
        case _:
            return None
    states = tuple(piece + rest for piece, rest in zip(pieces, centre, strict=True))
    return ClosedForm(states, Method.LINEAR_PLANE)


def uncoupled(system: ODESystem, start: tuple[sp.Expr, ...]) -> ClosedForm | None:
    """Solve each equation alone where none mentions another state."""
    if system.dimension == 1:
        return None
    alone = []
    for state, component, value in zip(system.states, system.field, start, strict=True):
        if component.free_symbols - {state, system.time}:
            return None
        part = closed_form(ODESystem((state,), (component,), time=system.time), (value,))
        if part is None:
            return None
        alone.append(part)
    ends = [part.end for part in alone if part.end is not None]
    return ClosedForm(tuple(part.states[0] for part in alone), Method.UNCOUPLED, sp.Min(*ends) if ends else None)


FINDERS: tuple[Finder, ...] = (
    at_rest,  # needs no formula at all
    uncoupled,  # before the plane: its answers are the simpler ones
    polynomial_on_the_line,
    sine_on_the_line,
    linear_plane,
)

FORCED_FINDERS: tuple[Finder, ...] = (
    at_rest,  # a zero of the field at every time
    uncoupled,
    polynomial_in_time,
)
"""The finders that keep apart what is constant and what changes with time."""


def _delayed(form: ClosedForm, system: ODESystem, by: sp.Expr) -> ClosedForm:
    """Start a formula later, and collect the powers of t that this leaves."""
    states = later(form.states, system, -by)
    if not system.autonomous:
        states = tuple(sp.expand(state, power_exp=False) for state in states)
    return replace(form, states=states, end=None if form.end is None else form.end + by)


def _bernoulli(
    linear: sp.Expr, power: sp.Expr, degree: int, x0: sp.Expr, t: sp.Symbol
) -> tuple[sp.Expr, sp.Expr | None]:
    """Solve x′ = ax + bxᵏ from x₀ ≠ 0: x = x₀ B(t)^(−1/(k−1)) with B linear in exp(−(k−1)at), B(0) = 1."""
    m = sp.Integer(degree - 1)
    if linear.is_zero:
        rate = m * power * x0**m
        factor, end = 1 - rate * t, 1 / rate
    else:
        ratio = power / linear * x0**m
        factor = (1 + ratio) * sp.exp(-m * linear * t) - ratio
        inside = (1 + ratio) / ratio
        end = sp.log(inside) / (m * linear) if sign(inside) == 1 else sp.S.NegativeInfinity
    if x0.free_symbols:
        return x0 / (factor if m == 1 else sp.root(factor, m)), None
    if m == 1:
        numerator, denominator = sp.fraction(sp.together(x0))
        common = sp.ilcm(*(term.q for term in _rational_factors(factor)))
        return sp.cancel(numerator * common / denominator) / sp.expand(common * factor), _later(end)
    return x0 / sp.root(factor, m), _later(end)


def _rational_factors(expression: sp.Expr) -> list[sp.Expr]:
    """List the rational coefficients of a sum."""
    return [term.as_coeff_Mul()[0] for term in sp.Add.make_args(sp.expand(expression))]


def _quadratic(a: sp.Expr, b: sp.Expr, c: sp.Expr, x0: sp.Expr, t: sp.Symbol) -> ClosedForm | None:
    """Solve x′ = ax² + bx + c by moving a root to the origin, or by a tangent where there is no real root."""
    discriminant = sp.expand(b**2 - 4 * a * c)
    match sign(discriminant):
        case 0 | 1:
            gap = sp.sqrt(discriminant) / a
            root = (-b / a + gap) / 2
            state, end = _bernoulli(sp.expand(a * gap), a, 2, sp.expand(x0 - root), t)
            return ClosedForm((root + state,), Method.SEPARATION, end)
        case -1:
            middle, width = -b / (2 * a), sp.sqrt(-discriminant) / (2 * a)
            phase = sp.atan((x0 - middle) / width)
            end = (sp.sign(a * width) * sp.pi / 2 - phase) / (a * width)
            return ClosedForm((middle + width * sp.tan(a * width * t + phase),), Method.SEPARATION, _later(end))
        case _:
            return None


def _later(end: sp.Expr) -> sp.Expr | None:
    """Keep the end of the solution where it lies ahead."""
    return end if sign(end) == 1 else None
