"""Time as a state: what makes a field that changes with time autonomous, at the price of one dimension."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.model import ODESystem

if TYPE_CHECKING:
    from collections.abc import Iterable


def with_clock(system: ODESystem) -> ODESystem:
    """Make time the last state, t′ = 1 (Strogatz, *Nonlinear Dynamics and Chaos*, section 1.2).

    Examples
    --------
    >>> x, t = sp.symbols("x t", real=True)
    >>> extended = with_clock(ODESystem((x,), (x + t,)))
    >>> extended.states, extended.field, extended.autonomous
    ((x, t), (t + x, 1), True)
    """
    # The pace of the new system is never written, so its name may not meet any that a user chose.
    pace = sp.Dummy("s", real=True)
    return ODESystem((*system.states, system.time), (*system.field, sp.S.One), system.parameters, time=pace)


def starts_at(system: ODESystem) -> sp.Expr:
    """Give the time of the initial condition typed with the system: 2 for x(2) = 1, and 0 where none is typed."""
    return dict(system.start).get(system.time, sp.S.Zero)


def clock_of(system: ODESystem) -> tuple[sp.Symbol, ...]:
    """Give what the field may mention besides its states: time, or nothing where it is autonomous."""
    return () if system.autonomous else (system.time,)


def later(expressions: Iterable[sp.Expr], system: ODESystem, by: sp.Expr) -> tuple[sp.Expr, ...]:
    """Put t + `by` for t."""
    return tuple(expression.subs(system.time, system.time + by) for expression in expressions)
