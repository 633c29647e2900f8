"""Solution curves: Runge–Kutta along the field at unit speed, and a choice of curves that leaves air."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from symtutor.numerics.field import compile_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.model import ODESystem
    from symtutor.numerics.field import Array, ArrayField

STEP = 0.005
"""Length of a step, in widths of the window."""

LENGTH = 5.0
"""Length of a curve in each direction, in widths of the window."""

_OFF = 10
"""Steps after which a curve that is where it began has closed."""

_APART = 0.085
"""How far a new curve begins from every other, in widths of the window."""


def trace(
    field: ArrayField,
    starts: Array,
    box: Sequence[tuple[float, float]],
    scale: Array,
    *,
    step: float | Array = STEP,
    length: float = LENGTH,
) -> Array:
    """Follow the field from many starts at once, by the classical Runge–Kutta method.

    The field is divided by its speed (measured in `scale`), so the steps are equally long and the curve is that of the
    solution, passed through at another pace. A curve ends where it leaves the box, where the field is not defined,
    where it closes, and where it turns back on itself or gets nowhere, which is how it arrives at
    a fixed point.

    Parameters
    ----------
    starts : array of shape (n, m)
    box : n intervals
    scale : array of shape (n,)
        What counts as one unit of length along each axis.
    step, length : float
        In these units; a negative step follows the field backwards. Of an array of steps, one for each start, all are
        of one size.

    Returns
    -------
    array of shape (steps + 1, n, m)
        NaN after the end of a curve.
    """
    units = scale.reshape(-1, 1)
    low, high = (np.array([[side[end]] for side in box]) for end in (0, 1))

    def direction(state: Array) -> Array:
        velocity = field(state)
        return velocity / length_of(velocity / units)

    size = float(np.abs(step).max())
    half, sixth = step / 2, step / 6
    path = np.full((int(length / size) + 1, *starts.shape), np.nan)
    path[0] = state = starts.astype(float)
    with np.errstate(all="ignore"):
        before = direction(state) / units
        for position in range(1, len(path)):
            k1 = direction(state)
            k2 = direction(state + half * k1)
            k3 = direction(state + half * k2)
            k4 = direction(state + step * k3)
            k2 += k3
            k2 *= 2
            k2 += k1
            k2 += k4
            change = sixth * k2
            ahead, heading = state + change, k1 / units
            going = ((ahead >= low) & (ahead <= high)).all(axis=0)
            going &= (heading * before).sum(axis=0) > 0
            going &= length_of(change / units) > size / 2
            if position > _OFF:
                going &= length_of((ahead - starts) / units) >= size / 2
            if not going.any():
                break
            path[position] = state = np.where(going, ahead, np.nan)
            before = heading
    return path


def length_of(vectors: Array) -> Array:
    """Give the Euclidean length along the first axis; in the plane without loss of tiny ones."""
    return np.asarray(np.hypot(*vectors) if len(vectors) == 2 else np.sqrt((vectors**2).sum(axis=0)))


@lru_cache(maxsize=8)
def velocity_of(system: ODESystem) -> ArrayField:
    """Compile a field once for all layers of a picture."""
    return compile_field(system)


def through(
    field: ArrayField, starts: Array, box: Sequence[tuple[float, float]], *, length: float = LENGTH
) -> list[Array]:
    """Follow the field backwards and forwards from every start; each curve has shape (n, k) and runs with time."""
    scale = np.array([high - low for low, high in box])
    count = starts.shape[1]
    steps = np.repeat((STEP, -STEP), count)
    both = trace(field, np.concatenate([starts, starts], axis=1), box, scale, step=steps, length=length)
    curves = []
    for position in range(count):
        past, future = both[::-1, :, count + position], both[1:, :, position]
        whole = np.concatenate([past, future])
        curves.append(whole[np.isfinite(whole).all(axis=1)].T)
    return curves


def spread_starts(box: Sequence[tuple[float, float]], count: int = 9) -> Array:
    """Lay starts on a grid, those near the edge first: curves that cross the window show most."""
    axes = [np.linspace(low, high, count + 2)[1:-1] for low, high in box]
    grid = np.stack([side.ravel() for side in np.meshgrid(*axes, indexing="ij")])
    middle = np.array([[(low + high) / 2] for low, high in box])
    widths = np.array([[high - low] for low, high in box])
    distance = np.abs((grid - middle) / widths).max(axis=0)
    return np.asarray(grid[:, np.argsort(-distance, kind="stable")])


def with_air(curves: list[Array], starts: Array, box: Sequence[tuple[float, float]]) -> list[Array]:
    """Keep a curve when its start is clear of all curves kept before it."""
    widths = np.array([[high - low] for low, high in box])
    kept: list[Array] = []
    for position, curve in enumerate(curves):
        start = starts[:, position : position + 1]
        clear = all(np.hypot(*((other - start) / widths)).min() > _APART for other in kept)
        if clear and curve.shape[1] > 20:
            kept.append(curve)
    return kept
