"""G(x) = t + G(x₀) solved for x: the solution through x₀ as a formula in t, where the table has one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.separation.antiderivative import one_plus_cosine, over_circle
from symtutor.analysis.words import initial
from symtutor.numerics.closed_forms import Method, polynomial_on_the_line
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Callable

    from sympy.logic.boolalg import Boolean

    from symtutor.model import ODESystem

READABLE = 34
"""Operations in a formula that is still read."""

DENOMINATOR = "as long as the denominator stays positive"
TANGENT = "until the tangent becomes infinite"
BRACKET = "as long as the bracket stays positive"
ROOT = "as long as what is under the root stays positive"


@dataclass(frozen=True, slots=True)
class Formula:
    """A solution as a formula in t and the start, for starts that satisfy `starts`, as long as `lasting` says."""

    value: sp.Expr
    start: sp.Symbol
    starts: Boolean = sp.true
    lasting: str = ""


def solved(system: ODESystem) -> Formula | None:
    """Look a formula up for the solution of one equation from a symbolic start; None also where nobody would read it.

    Examples
    --------
    >>> from symtutor.model import ODESystem
    >>> x = sp.Symbol("x", real=True)
    >>> solved(ODESystem((x,), (sp.exp(-x),))).value
    log(t + exp(x_0))
    """
    start = initial(system.states[0], system.parameters)
    answers = (entry(system, start) for entry in TABLE)
    found = next((answer for answer in answers if answer is not None), None)
    return found if found is None or is_readable(found.value) else None


def is_readable(formula: sp.Expr, longest: int = READABLE) -> bool:
    """Tell whether a formula says something to who reads it: roots of roots of decimals do not."""
    return bool(formula.count_ops() <= longest)


def polynomials(system: ODESystem, start: sp.Symbol) -> Formula | None:
    """Take linear, Bernoulli and quadratic equations from the table that Euler's method is measured against."""
    form = polynomial_on_the_line(system, (start,))
    if form is None:
        return None
    lasting = {Method.BERNOULLI: DENOMINATOR, Method.SEPARATION: DENOMINATOR}.get(form.method, "")
    return Formula(form.states[0], start, lasting=TANGENT if form.states[0].has(sp.tan) else lasting)


def powers(system: ODESystem, start: sp.Symbol) -> Formula | None:
    """Solve x′ = c xᵖ, p ≠ 1, for positive x: x¹⁻ᵖ grows linearly."""
    constant, rest = system.field[0].as_independent(system.states[0], as_Add=False)
    base, exponent = rest.as_base_exp()
    if base != system.states[0] or not exponent.is_Rational or exponent == 1:
        return None
    left = 1 - exponent
    inside = start**left + constant * left * system.time
    return Formula(inside ** (1 / left), start, start > 0, ROOT if (1 / left).q == 2 else BRACKET)


def exponentials(system: ODESystem, start: sp.Symbol) -> Formula | None:
    """Solve x′ = c exp(ax): exp(−ax) changes linearly."""
    constant, rest = system.field[0].as_independent(system.states[0], as_Add=False)
    if not isinstance(rest, sp.exp):
        return None
    rate = rest.args[0] / system.states[0]
    if rate.has(system.states[0]):
        return None
    inside = sp.exp(-rate * start) - rate * constant * system.time
    return Formula(-sp.log(inside) / rate, start, lasting=BRACKET)


def waves(system: ODESystem, start: sp.Symbol) -> Formula | None:
    """Solve x′ = c sin u or c cos u for u = ax + b: the tangent of u/2, or of u/2 + π/4, grows like exp(act)."""
    state = system.states[0]
    constant, rest = system.field[0].as_independent(state, as_Add=False)
    if not isinstance(rest, (sp.sin, sp.cos)) or not rest.args[0].is_polynomial(state):
        return None
    argument = rest.args[0] + (sp.pi / 2 if isinstance(rest, sp.cos) else 0)
    pace, shift = argument.coeff(state), argument.subs(state, 0)
    if sign(pace) != 1 or sp.expand(argument - pace * state - shift) != 0:
        return None
    grown = sp.tan((pace * start + shift) / 2) * sp.exp(pace * constant * system.time)
    low, high = ((end - shift) / pace for end in (-sp.pi, sp.pi))
    return Formula((2 * sp.atan(grown) - shift) / pace, start, sp.And(start > low, start < high))


def half_angles(system: ODESystem, start: sp.Symbol) -> Formula | None:
    """Solve x′ = c (1 + cos v), v = ax + b: the tangent of v/2 grows linearly."""
    state = system.states[0]
    found = one_plus_cosine(system.field[0], state)
    if found is None:
        return None
    constant, argument = found
    pace, shift = argument.coeff(state), argument.subs(state, 0)
    if sign(pace) != 1:
        return None
    grown = sp.tan((pace * start + shift) / 2) + constant * pace * system.time
    low, high = ((end - shift) / pace for end in (-sp.pi, sp.pi))
    return Formula((2 * sp.atan(grown) - shift) / pace, start, sp.And(start > low, start < high))


def tangents(system: ODESystem, start: sp.Symbol) -> Formula | None:
    """Solve x′ = c tan x: the sine of x grows like exp(ct)."""
    rate = system.field[0] / sp.tan(system.states[0])
    if rate.has(system.states[0]):
        return None
    grown = sp.sin(start) * sp.exp(rate * system.time)
    return Formula(
        sp.asin(grown), start, sp.And(start > -sp.pi / 2, start < sp.pi / 2), "as long as the arcsine exists"
    )


def cotangents(system: ODESystem, start: sp.Symbol) -> Formula | None:
    """Solve x′ = c cot x: the cosine of x shrinks like exp(−ct)."""
    rate = system.field[0] / sp.cot(system.states[0])
    if rate.has(system.states[0]):
        return None
    shrunk = sp.cos(start) * sp.exp(-rate * system.time)
    return Formula(sp.acos(shrunk), start, sp.And(start > 0, start < sp.pi), "as long as the arccosine exists")


def circles(system: ODESystem, start: sp.Symbol) -> Formula | None:
    """Solve x′ = p √(w² − x²): the arcsine of x/w changes linearly, until x reaches the edge of the domain."""
    found = over_circle(system.field[0], system.states[0])
    if found is None:
        return None
    pace, width = found
    value = width * sp.sin(pace * system.time + sp.asin(start / width))
    return Formula(
        value, start, sp.And(start > -width, start < width), "until the solution reaches the edge of the domain"
    )


def logarithms(system: ODESystem, start: sp.Symbol) -> Formula | None:
    """Solve x′ = c x ln(kx), k > 0: the logarithm of kx grows like exp(ct)."""
    state = system.states[0]
    rate, rest = (system.field[0] / state).as_independent(state, as_Add=False)
    scale = rest.args[0] / state if isinstance(rest, sp.log) else state
    if scale.has(state) or sign(scale) != 1:
        return None
    return Formula((scale * start) ** sp.exp(rate * system.time) / scale, start, start > 0)


TABLE: tuple[Callable[[ODESystem, sp.Symbol], Formula | None], ...] = (
    polynomials,  # the formulas of a first course
    powers,  # roots and reciprocals
    exponentials,
    waves,
    half_angles,
    tangents,
    cotangents,
    circles,
    logarithms,
)
