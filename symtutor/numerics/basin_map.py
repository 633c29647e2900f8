"""Where every start of many ends: each is followed until it is caught, by steps of its own size."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from symtutor.numerics.traps import Trap, edge
from symtutor.worker.progress import progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.numerics.field import Array, ArrayField

Labels: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.int16]]

UNDECIDED, ESCAPED = -1, -2
"""What a start is called that ends at no attractor of the list: not known, or far away or out of the domain."""

TILE = 16384
"""Starts that are followed together: few enough for their states and slopes to stay in the cache."""

_NODES = (
    (1 / 5,),
    (3 / 40, 9 / 40),
    (44 / 45, -56 / 15, 32 / 9),
    (19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729),
    (9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656),
    (35 / 384, 0.0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84),
)
_ERROR = (71 / 57600, 0.0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40)
"""Dormand and Prince 5(4): the stages, the last of them the result, and the difference of the two orders."""

_SMALLEST, _LARGEST, _CAREFUL = 0.2, 4.0, 0.85
"""How much a step may shrink or grow at once, and the part of the step that the estimate allows which is taken."""

_NO_STEP = 1e-12
"""A step smaller than this gets nowhere: the field ends there, or the solution does."""

_GROWTH, _MOST_LEVELS = 1.25, 24
"""A wider ellipse is looked for among these multiples of the level, and one step inside the last good one taken."""

_CROWDED = 0.75
"""A tile is made smaller when this part of it or less is still on its way."""


def basin_map(
    field: ArrayField,
    traps: Sequence[Trap],
    starts: Array,
    *,
    far: float,
    longest: float = 1e3,
    tolerance: float = 1e-5,
    most_steps: int = 2000,
) -> Labels:
    """Follow the field from many starts until each is caught by a trap, is further away than `far`, or time is over.

    Method: Dormand and Prince's pair of order 5(4) (Hairer, Nørsett and Wanner, *Solving Ordinary Differential
    Equations I*, section II.5), the step chosen for every start by itself; starts that are decided leave the arrays.

    Parameters
    ----------
    field : callable
        From shape (n, m) to shape (n, m).
    traps : sequence of Trap
        What the labels 0, 1, 2, … stand for.
    starts : array of shape (n, …)
    far : float
        A start whose state has a component of this size has escaped; so has one that leaves the domain of the field.
    longest, most_steps
        The time, and the number of steps, after which a start is left undecided.
    tolerance : float
        Of the error in one step, relative to 1 + the size of the state.

    Returns
    -------
    array of int of shape (…)
        The number of the trap, or UNDECIDED or ESCAPED.

    Examples
    --------
    >>> from symtutor.numerics.traps import trap
    >>> def field(state):
    ...     return np.stack([state[0] - state[0] ** 3, -state[1]])
    >>> wells = [trap(field, np.array([x, 0.0]), np.diag([-2.0, -1.0]), 1.0) for x in (-1.0, 1.0)]
    >>> basin_map(field, wells, np.array([[-3.0, -0.1, 0.1, 2.0], [1.0, 1.0, 1.0, 1.0]]), far=100.0).tolist()
    [0, 0, 1, 1]
    """
    flat = np.ascontiguousarray(starts.reshape(len(starts), -1), dtype=np.float64)
    labels = np.full(flat.shape[1], UNDECIDED, dtype=np.int16)
    for first in range(0, flat.shape[1], TILE):
        progress("Following starts to where they end", first, flat.shape[1])
        tile = slice(first, first + TILE)
        labels[tile] = _follow(field, traps, flat[:, tile].copy(), (far, longest, tolerance, most_steps))
    return labels.reshape(starts.shape[1:])


def widened(field: ArrayField, traps: Sequence[Trap], *, far: float) -> tuple[Trap, ...]:
    """Enlarge traps to ellipses whose edge ends, followed at many points, in the trap inside.

    Theorem: the basin of an asymptotically stable point is homeomorphic to the whole space (Bhatia and Szegö,
    *Stability Theory of Dynamical Systems*, theorem V.3.4), so with a closed curve (above the plane, a sphere) it
    holds the inside of it. A start in the ellipse is in the basin, though it may leave the ellipse on its way.
    """
    larger = []
    for number, small in enumerate(traps):
        levels = small.level * _GROWTH ** np.arange(_MOST_LEVELS)
        rings = small.at[:, np.newaxis, np.newaxis] + np.sqrt(levels) * edge(small)[:, :, np.newaxis]
        ends = basin_map(field, traps, rings, far=far)
        held = (ends == number).all(axis=0)
        count = len(levels) if held.all() else int(np.argmin(held))
        larger.append(replace(small, level=levels[max(count - 2, 0)]))
    return tuple(larger)


def _follow(field: ArrayField, traps: Sequence[Trap], state: Array, bounds: tuple[float, float, float, int]) -> Labels:
    """Follow one tile."""
    far, longest, tolerance, most_steps = bounds
    labels = np.full(state.shape[1], UNDECIDED, dtype=np.int16)
    at = np.arange(state.shape[1])
    slope = field(state)
    step, time = _first_steps(state, slope, tolerance), np.zeros(state.shape[1])
    for _ in range(most_steps):
        size = _largest(state)
        decided = _verdicts(traps, state, slope, (size <= far) & (step > _NO_STEP))
        ended = (decided != UNDECIDED) | (time >= longest)
        if ended.any():
            labels[at[ended]] = decided[ended]
            going = ~ended
            left = np.count_nonzero(going)
            if not left:
                break
            if left <= _CROWDED * len(at):
                state, slope = state[:, going], slope[:, going]
                step, time, at, size = step[going], time[going], at[going], size[going]
        ahead, last, error = _step(field, state, slope, step)
        with np.errstate(all="ignore"):
            size += 1
            size *= tolerance
            wrong = np.divide(_largest(error), size, out=size)
            # The fourth root in place of the fifth: two square roots cost a tenth of a power.
            factor = np.clip(_CAREFUL / np.sqrt(np.sqrt(wrong)), _SMALLEST, _LARGEST)
        taken = wrong <= 1
        if taken.all():
            time += step
            state, slope = ahead, last
        else:
            time += np.where(taken, step, 0.0)
            np.copyto(state, ahead, where=taken)
            np.copyto(slope, last, where=taken)
            factor = np.where(taken, factor, np.fmin(np.where(np.isfinite(wrong), factor, _SMALLEST), _CAREFUL))
        step *= factor
    return labels


def _largest(state: Array) -> Array:
    """Give the largest component of each state, by its absolute value."""
    size: Array = np.abs(state[0])
    for component in state[1:]:
        np.maximum(size, np.abs(component), out=size)
    return size


def _first_steps(state: Array, slope: Array, tolerance: float) -> Array:
    """Choose first steps that move a state by a small part of its size."""
    with np.errstate(all="ignore"):
        pace = np.abs(slope / (1 + np.abs(state))).max(axis=0)
        return np.asarray(np.clip(tolerance**0.2 / pace, 1e-8, 1.0))


def _verdicts(
    traps: Sequence[Trap], state: Array, slope: Array, near: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
) -> Labels:
    """Say which states are caught or gone."""
    verdicts = np.where(near & np.isfinite(_largest(slope)), np.int16(UNDECIDED), np.int16(ESCAPED))
    for number, caught in enumerate(traps):
        verdicts[caught.holds(state)] = number
    return verdicts


def _step(field: ArrayField, state: Array, slope: Array, step: Array) -> tuple[Array, Array, Array]:
    """Take one step: the state after it, the slope there, and the estimate of the error."""
    slopes = [slope]
    scratch = np.empty_like(state)
    ahead = state
    for row in _NODES:
        ahead = slopes[0] * row[0]
        for weight, earlier in zip(row[1:], slopes[1:], strict=True):
            if weight:
                ahead += np.multiply(earlier, weight, out=scratch)
        ahead *= step
        ahead += state
        slopes.append(field(ahead))
    error = slopes[0] * _ERROR[0]
    for weight, earlier in zip(_ERROR[1:], slopes[1:], strict=True):
        if weight:
            error += np.multiply(earlier, weight, out=scratch)
    error *= step
    return ahead, slopes[-1], error
