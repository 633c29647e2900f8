"""Gradient descent in exact arithmetic, with and without momentum."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.errors import RequestError
from symtutor.numerics.descent_table import DescentRow, DescentTable
from symtutor.numerics.euler_table import Halt
from symtutor.numerics.signs import sign
from symtutor.numerics.stepping import LARGEST, MOST_STEPS, evaluated, is_exact, rounded
from symtutor.worker.progress import progress

if TYPE_CHECKING:
    from symtutor.model import ODESystem


def descent_table(
    system: ODESystem,
    loss: sp.Expr,
    start: tuple[sp.Expr, ...],
    rate: sp.Expr,
    steps: int,
    momentum: sp.Expr = sp.S.Zero,
) -> DescentTable:
    """Go down on a loss step by step, in fractions as far as they go.

    Parameters
    ----------
    system : ODESystem
        The gradient flow w′ = −∇L(w).
    loss : Expr
        L, in the states of the system.
    start : tuple of Expr, length n
    rate : Expr
        The learning rate η > 0.
    steps : int
        From 1 to 10,000.
    momentum : Expr
        β, at least 0 and less than 1.

    Raises
    ------
    RequestError
        A rate that is not positive, a momentum outside [0, 1), too many steps, a start outside the domain.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> from symtutor.model import ODESystem
    >>> flow = ODESystem((x, y), (-x, -2 * y))
    >>> descent_table(flow, x**2 / 2 + y**2, (sp.Integer(2), sp.S.One), sp.S.Half, 2).weights
    ((2, 1), (1, 0), (1/2, 0))
    """
    _require(rate, steps, momentum)
    rows: list[DescentRow] = []
    losses: list[sp.Expr | None] = [_loss(loss, system, start)]
    before, weights, exact, exact_until, halt = start, start, True, 0, None
    for n in range(steps):
        progress("Going down", n, steps)
        velocity = evaluated(system.field, dict(zip(system.states, weights, strict=True)))
        if velocity is None or losses[-1] is None:
            if n == 0:
                raise RequestError(
                    "The loss or its gradient has no real value at the start.", suggestion="Start where both have one."
                )
            halt = Halt.GRADIENT
            break
        gradient = tuple(-value for value in velocity)
        following = tuple(
            here - rate * slope + momentum * (here - earlier)
            for here, slope, earlier in zip(weights, gradient, before, strict=True)
        )
        exact = exact and all(is_exact(value) for value in (*gradient, *following))
        if exact:
            exact_until = n + 1
        else:
            gradient, following = tuple(map(rounded, gradient)), tuple(map(rounded, following))
        if any(abs(value) > LARGEST for value in following):
            halt = Halt.OVERFLOW
            break
        rows.append(DescentRow(n, weights, gradient, following))
        losses.append(_loss(loss, system, following))
        before, weights = weights, following
    return DescentTable(system, loss, rate, momentum, start, tuple(rows), tuple(losses), exact_until, halt)


def _require(rate: sp.Expr, steps: int, momentum: sp.Expr) -> None:
    """Refuse numbers with which there is nothing to compute."""
    if sign(rate) != 1:
        raise RequestError("A learning rate must be greater than 0.", suggestion="Write for example 1/10.")
    if sign(momentum) not in {0, 1} or sign(1 - momentum) != 1:
        raise RequestError("A momentum is at least 0 and less than 1.", suggestion="Write for example 0.9.")
    if not 1 <= steps <= MOST_STEPS:
        raise RequestError(f"The number of steps is a whole number from 1 to {MOST_STEPS}.", suggestion="Take 50.")


def _loss(loss: sp.Expr, system: ODESystem, weights: tuple[sp.Expr, ...]) -> sp.Expr | None:
    """Evaluate the loss, as a fraction."""
    values = evaluated((loss,), dict(zip(system.states, weights, strict=True)))
    if values is None:
        return None
    return values[0] if is_exact(values[0]) else rounded(values[0])
