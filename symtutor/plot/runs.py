"""Runs of Euler's method and of gradient descent as numbers, and how each is told from the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import sympy as sp

from symtutor.document import Name, equals
from symtutor.numerics.clock import with_clock
from symtutor.numerics.field import compile_expressions, compile_field
from symtutor.numerics.guards import guards
from symtutor.plot.style import BLUE, GREEN, ORANGE, PURPLE, SKY, VERMILION, typeset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.model import Analysis
    from symtutor.numerics.field import Array
    from symtutor.numerics.step_limit import StepLimit

LOOKS = ((VERMILION, "o"), (BLUE, "s"), (GREEN, "^"), (PURPLE, "D"), (ORANGE, "v"), (SKY, "P"))
"""Runs differ in the shape of their marks as well."""

_FINE = 2000
_FAR = 1e6


@dataclass(frozen=True, slots=True)
class Iterates:
    """One run: its step, and its states x₀, x₁, … as an array of shape (n, count)."""

    step: sp.Expr
    states: Array
    error: float | None = None


@dataclass(frozen=True, slots=True)
class Runs:
    """What the pictures of several runs are drawn from.

    Attributes
    ----------
    analysis : Analysis
    runs : tuple of Iterates
    begin, until : Expr
        The time from the start to the end; for gradient descent both 0.
    exact : tuple of Expr, or None
        The solution in t, where a formula is known.
    end : Expr or None
        The time at which it is infinite, if it ever is.
    limit : StepLimit or None
        The fixed point by which steps are judged.
    letter : str
        What a step is called: ``h``, or ``eta`` for a learning rate.
    loss : Expr or None
        What the field is minus the gradient of.
    """

    analysis: Analysis
    runs: tuple[Iterates, ...]
    begin: sp.Expr = sp.S.Zero
    until: sp.Expr = sp.S.Zero
    exact: tuple[sp.Expr, ...] | None = None
    end: sp.Expr | None = None
    limit: StepLimit | None = None
    letter: str = "h"
    loss: sp.Expr | None = None

    def label(self, run: Iterates) -> str:
        """Name a run by its step."""
        return typeset(equals(Name(self.letter), run.step))


def states_of(states: Sequence[Sequence[sp.Expr]]) -> Array:
    """Turn exact states into an array of shape (n, count); what is too large for a picture is left out."""
    numbers = np.array([[float(value) for value in state] for state in states], dtype=np.float64).T
    numbers[:, (np.abs(numbers) > _FAR * (1 + np.abs(numbers[:, :1]))).any(axis=0)] = np.nan
    return numbers


def solution_curve(runs: Runs) -> tuple[Array, Array]:
    """Give times and states of the solution through the start: by the formula, else by small steps."""
    system = runs.analysis.system
    times = np.linspace(float(runs.begin), float(runs.until), _FINE)
    if runs.exact is not None:
        path = compile_expressions(runs.exact, [system.time])(times[np.newaxis])
        over = times >= (float("inf") if runs.end is None else float(runs.end))
        path[:, over] = np.nan  # the formula goes on beyond the pole, the solution does not
        return times, path
    field, fences = compile_field(with_clock(system)), guards(system.field)
    sides = compile_expressions(fences, [*system.states, system.time]) if fences else None
    step = times[1] - times[0]
    state = np.array([*runs.runs[0].states[:, 0], float(runs.begin)])
    path = np.full((len(state), _FINE), np.nan)
    side = None if sides is None else np.sign(sides(state))
    for place in range(_FINE):
        if sides is not None and (np.sign(sides(state)) != side).any():
            break  # a step has leapt over a pole, where the solution ends
        path[:, place] = state
        with np.errstate(all="ignore"):
            k1 = field(state)
            k2 = field(state + step / 2 * k1)
            k3 = field(state + step / 2 * k2)
            state = state + step / 6 * (k1 + 2 * k2 + 2 * k3 + field(state + step * k3))
        if not (np.abs(state) < _FAR).all():
            break
    return times, path[:-1]
