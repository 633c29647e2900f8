"""Euler's method in exact arithmetic: the computation a student does by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.errors import RequestError
from symtutor.numerics.euler_table import EulerRow, EulerTable, Halt
from symtutor.numerics.guards import crosses, guards
from symtutor.numerics.signs import sign
from symtutor.numerics.stepping import LARGEST, MOST_STEPS, evaluated, is_exact, rounded
from symtutor.numerics.wording import fraction
from symtutor.worker.progress import progress

if TYPE_CHECKING:
    from symtutor.model import ODESystem


_BACKWARD = "To go back in time, change the sign of the right-hand side, and of the time in it, and go forward."
"""Limits and bounds are told for time that runs forward: backward what attracts repels, and no step settles there."""


def euler_table(
    system: ODESystem, start: tuple[sp.Expr, ...], until: sp.Expr, step: sp.Expr, begin: sp.Expr = sp.S.Zero
) -> EulerTable:
    """Compute with Euler's method by hand, as far as fractions go.

    Parameters
    ----------
    system : ODESystem
        Every parameter with a value.
    start : tuple of Expr, length n
        The state at t₀.
    until, step : Expr
        T > t₀ and h > 0, T − t₀ a whole number of steps.
    begin : Expr
        The time t₀ of the start.

    Raises
    ------
    RequestError
        A step that is not positive or does not divide T − t₀, too many steps, a start outside the domain.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> from symtutor.model import ODESystem
    >>> euler_table(ODESystem((x,), (-x,)), (sp.S.One,), sp.S.Half, sp.Rational(1, 4)).final
    (9/16,)
    """
    count = steps_between(begin, until, step)
    rows: list[EulerRow] = []
    state, exact, exact_until, halt = start, True, 0, None
    fences = guards(system.field)
    for n in range(count):
        progress("Taking Euler's steps", n, count)
        time = begin + n * step
        at = {system.time: time, **dict(zip(system.states, state, strict=True))}
        slope = evaluated(system.field, at)
        if slope is None:
            if n == 0:
                raise RequestError("The field has no real value at the start.", suggestion=elsewhere(system))
            halt = Halt.DOMAIN
            break
        following = tuple(x + step * v for x, v in zip(state, slope, strict=True))
        exact = exact and all(is_exact(value) for value in (*slope, *following))
        if exact:
            exact_until = n + 1
        else:
            slope, following = tuple(map(rounded, slope)), tuple(map(rounded, following))
        if any(abs(value) > LARGEST for value in following):
            halt = Halt.OVERFLOW
            break
        ahead = {system.time: time + step, **dict(zip(system.states, following, strict=True))}
        if crosses(fences, at, ahead):
            halt = Halt.POLE
            break
        rows.append(EulerRow(n, time, state, slope, following))
        state = following
    return EulerTable(system, until, step, start, tuple(rows), exact_until, halt, begin)


def steps_between(begin: sp.Expr, until: sp.Expr, step: sp.Expr) -> int:
    """Count the steps, or say why there is no such count."""
    if sign(step) == -1:
        raise RequestError("A step size must be greater than 0.", suggestion=_BACKWARD)
    if sign(step) != 1:
        raise RequestError("A step size must be greater than 0.", suggestion="Write for example 1/4.")
    span = until - begin
    if sign(span) != 1:
        where = f"greater than {fraction(begin)}, where the start is" if begin.is_Rational else "later than the start"
        later = f"Write for example {fraction(sp.floor(begin) + 1)}."
        raise RequestError(
            f"The time to reach must be {where}.", suggestion=f"{later} {_BACKWARD}" if sign(span) == -1 else later
        )
    count = span / step
    if not count.is_Integer:
        raise RequestError(_misfit(span, step), suggestion=_better_step(span, count))
    if count > MOST_STEPS:
        raise RequestError(
            f"That is {int(count)} steps; a table takes at most {MOST_STEPS}.", suggestion="Take a larger step."
        )
    return int(count)


def elsewhere(system: ODESystem) -> str:
    """Propose another place, and another time where the field depends on it."""
    place = "Start where it is defined"
    if system.autonomous:
        return f"{place}."
    begin = ",".join(f"{symbol.name}=1" for symbol in (*system.states, system.time))
    return f"{place}; another time is named with the state, like {begin}."


def _better_step(until: sp.Expr, count: sp.Expr) -> str:
    """Propose the nearest smaller step that divides the time."""
    if not until.is_Rational:
        return "Take the time divided by a whole number as the step."
    step = until / sp.ceiling(count)
    return f"A step of {fraction(step)} divides it."


def _misfit(until: sp.Expr, step: sp.Expr) -> str:
    """Say that no step ends at the time."""
    if until.is_Rational and step.is_Rational:
        return f"The time {fraction(until)} is not a whole number of steps of {fraction(step)}."
    return "The time is not a whole number of steps."
