"""Many trajectories at once: Euler's method, Heun's and the classical Runge–Kutta method on arrays, in place.

The starts are worked on in tiles that fit into the processor's cache, each through all its steps, so the memory does
not grow with the number of steps and hardly with the number of starts.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from symtutor.numerics.array_program import array_program
from symtutor.numerics.field import compile_expressions
from symtutor.numerics.parameters import require_no_free_symbols
from symtutor.numerics.step_program import step_program

if TYPE_CHECKING:
    from collections.abc import Callable

    from symtutor.model import ODESystem
    from symtutor.numerics.array_program import ArrayProgram
    from symtutor.numerics.field import Array

TILE = 32768
"""Starts that are worked on together: their states and registers stay in the cache."""

_Slope: TypeAlias = "Callable[[Array, float], list[Array]]"


class Method(StrEnum):
    """A one-step method of order 1, 2 or 4."""

    EULER = "euler"
    HEUN = "heun"
    RK4 = "rk4"


_STAGES = {
    Method.EULER: ((0.0, 1.0),),
    Method.HEUN: ((0.0, 1 / 2), (1.0, 1 / 2)),
    Method.RK4: ((0.0, 1 / 6), (1 / 2, 1 / 3), (1 / 2, 1 / 3), (1.0, 1 / 6)),
}
"""For every stage how far along the last slope it looks, and its weight (Hairer, Nørsett, Wanner I, section II.1)."""


def trajectories(
    system: ODESystem,
    starts: Array,
    step: float,
    steps: int,
    *,
    begin: float = 0.0,
    method: Method = Method.EULER,
) -> Array:
    """Take `steps` steps of length `step` from every start.

    Parameters
    ----------
    system : ODESystem
        Of dimension n, every parameter with a value.
    starts : array of shape (n, …)
    step : float
        h, of either sign.
    steps : int
    begin : float
        The time of the starts.
    method : Method

    Returns
    -------
    array of shape (n, …)
        Where each trajectory is then; not finite where it left the domain or overflowed.

    Raises
    ------
    RequestError
        A parameter is left free.

    Examples
    --------
    >>> import sympy as sp
    >>> from symtutor.model import ODESystem
    >>> x = sp.Symbol("x", real=True)
    >>> trajectories(ODESystem((x,), (-x,)), np.array([[1.0, 2.0]]), 0.25, 2).tolist()
    [[0.5625, 1.125]]
    """
    require_no_free_symbols(system.field, (*system.states, system.time))
    final = np.array(starts, dtype=np.float64)
    flat = final.reshape(system.dimension, -1)
    program = step_program(system, step) if method is Method.EULER else None
    width = min(TILE, flat.shape[1])
    spare = [] if program is None else program.memory((width,), spent=system.dimension)
    for low in range(0, flat.shape[1], TILE):
        tile = flat[:, low : low + TILE]
        with np.errstate(all="ignore"):
            if program is not None:
                _run(program, tile, [array[: tile.shape[1]] for array in spare], (begin, step, steps))
            else:
                _march(_slopes(system, tile.shape[1]), tile, (begin, step, steps), _STAGES[method])
    return final


def _run(program: ArrayProgram, state: Array, held: list[Array], walk: tuple[float, float, int]) -> None:
    """Take all the steps of Euler's method; the states and the registers change places at every step."""
    begin, step, steps = walk
    size = len(state)
    for place in range(size):
        held[place][:] = state[place]
    results = [place if place < size else place - 2 for place in program.results]  # between them stand time and h
    order = [*results, *(place for place in range(len(held)) if place not in results)]
    for n in range(steps):
        program.run([*held[:size], begin + n * step, step], held[size:])
        held = [held[place] for place in order]
    state[:] = held[:size]


def _slopes(system: ODESystem, size: int) -> _Slope:
    """Compile the field for tiles of this size."""
    arguments = (*system.states, system.time)
    program = array_program(system.field, arguments)
    if program is not None:
        memory = program.memory((size,))
        return lambda state, time: program.run([*state, time], memory)
    whole = compile_expressions(system.field, arguments)
    return lambda state, time: list(whole(np.concatenate([state, np.full((1, size), time)])))


def _march(
    slopes: _Slope, state: Array, walk: tuple[float, float, int], stages: tuple[tuple[float, float], ...]
) -> None:
    """Take all the steps of any of the methods, stage by stage."""
    begin, step, steps = walk
    sums, place = np.empty_like(state), np.empty_like(state)
    for n in range(steps):
        sums[:] = state
        place[:] = state
        for k, (ahead, weight) in enumerate(stages):
            found = slopes(place, begin + (n + ahead) * step)
            following = stages[k + 1][0] if k + 1 < len(stages) else 0.0
            for position, slope in enumerate(found):
                if following:
                    np.multiply(slope, following * step, out=place[position])
                    np.add(place[position], state[position], out=place[position])
                np.multiply(slope, weight * step, out=slope)
                np.add(sums[position], slope, out=sums[position])
        state[:] = sums
