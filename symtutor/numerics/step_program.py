"""One step of Euler's method as a program on arrays: x + h f(x), in the form that takes the fewest operations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.numerics.array_program import ArrayProgram, array_program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.model import ODESystem

_STEP = sp.Symbol("step size", real=True)
"""A name that no system can hold."""


def step_program(system: ODESystem, step: float) -> ArrayProgram | None:
    """Compile x + h f(x, t) in the states, the time and h; None where f holds something no instruction computes.

    The program overwrites the states. Forms of one component differ by rounding alone: h goes into the coefficients,
    and x + h x u becomes x (1 + h u), whose relative error is no larger. Nothing is expanded, which could cancel.

    Examples
    --------
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> program = step_program(ODESystem((x, y), (x - x * y, x * y - y)), 0.25)
    >>> len(program.instructions)
    6
    """
    arguments = (*system.states, system.time, _STEP)
    programs = [array_program(form, arguments, spent=system.dimension) for form in _forms(system, sp.Rational(step))]
    known = [program for program in programs if program is not None]
    return min(known, key=lambda program: len(program.instructions), default=None)


def _forms(system: ODESystem, size: sp.Rational) -> Iterator[list[sp.Expr]]:
    """Give x + h f as it stands; with h in the coefficients; and with x taken out where every term holds it."""
    pairs = list(zip(system.states, system.field, strict=True))
    plain = [x + _STEP * f for x, f in pairs]
    yield plain
    yield [sp.Add(x, *(size * term for term in sp.Add.make_args(f))) for x, f in pairs]
    yield [
        x * sp.Add(1, *(size * (term / x) for term in terms)) if all(_holds(term, x) for term in terms) else whole
        for (x, _), terms, whole in zip(pairs, (sp.Add.make_args(f) for _, f in pairs), plain, strict=True)
    ]


def _holds(term: sp.Expr, x: sp.Symbol) -> bool:
    """Tell whether x, or a whole power of it, is a factor."""
    return any(
        factor == x or (factor.is_Pow and factor.base == x and factor.exp.is_Integer and factor.exp > 0)
        for factor in sp.Mul.make_args(term)
    )
