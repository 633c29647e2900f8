"""Gradient descent on arrays of weights: where each of many starts ends."""

from __future__ import annotations

from math import dist, isfinite
from typing import TYPE_CHECKING

import numpy as np
import sympy as sp

from symtutor.numerics.field import compile_field
from symtutor.worker.progress import progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.model import ODESystem
    from symtutor.numerics.array_program import Array

NOWHERE = -1
MOST_STEPS = 5000
_AT_ONCE = 50
_ARRIVED = 1e-4
"""This close to a minimum twice, a whole round of steps apart, is arrived."""

Minima = tuple[tuple[sp.Expr, ...], ...]


def draw(box: Sequence[tuple[sp.Expr, sp.Expr]], count: int, seed: int) -> Array:
    """Draw points evenly from a box, the same ones for the same seed."""
    low = np.array([[float(side[0])] for side in box])
    high = np.array([[float(side[1])] for side in box])
    return np.asarray(low + (high - low) * np.random.default_rng(seed).random((len(box), count)))


def labels(
    system: ODESystem, starts: Array, rule: tuple[sp.Expr, sp.Expr], minima: Minima
) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Follow every start of shape (n, m) with a rate and a momentum; give the place of the minimum it ends at, or −1.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> from symtutor.model import ODESystem
    >>> double_well = ODESystem((x,), (x - x**3,))
    >>> ends = ((-sp.S.One,), (sp.S.One,))
    >>> labels(double_well, np.array([[-0.5, 0.5, 3.0]]), (sp.Rational(1, 10), sp.S.Zero), ends).tolist()
    [0, 1, 1]
    """
    field, places = compile_field(system), _decimals(minima)
    rate, momentum = (float(number) for number in rule)
    found = np.full(starts.shape[1], NOWHERE)
    moving = np.arange(starts.shape[1])
    weights, speed = starts.copy(), np.zeros_like(starts)
    near = _nearby(weights, places)
    with np.errstate(all="ignore"):
        for done in range(MOST_STEPS // _AT_ONCE):
            progress("Following random starts", done, MOST_STEPS // _AT_ONCE)
            for _ in range(_AT_ONCE):
                speed = momentum * speed + rate * field(weights)
                weights = weights + speed
            before, near = near, _nearby(weights, places)
            arrived = (near != NOWHERE) & (near == before)
            found[moving[arrived]] = near[arrived]
            going = ~arrived & np.isfinite(weights).all(axis=0)
            moving, weights, speed, near = moving[going], weights[:, going], speed[:, going], near[going]
            if not len(moving):
                break
    return found


def one_by_one(system: ODESystem, starts: Array, rule: tuple[sp.Expr, sp.Expr], minima: Minima) -> list[int]:
    """Do the same for one start after the other in Python's own numbers."""
    field = sp.lambdify(system.states, system.field, modules="math", cse=False, dummify=True)
    places = _decimals(minima).tolist()
    rate, momentum = (float(number) for number in rule)
    return [_follow(field, list(start), (rate, momentum), places) for start in starts.T.tolist()]


def _follow(field: object, weights: list[float], rule: tuple[float, float], places: list[list[float]]) -> int:
    """Follow one start until it arrives."""
    speed, near = [0.0] * len(weights), _near(weights, places)
    for _ in range(MOST_STEPS // _AT_ONCE):
        for _ in range(_AT_ONCE):
            try:
                slopes = field(*weights)  # type: ignore[operator] # a function that SymPy wrote
            except (ValueError, OverflowError, ZeroDivisionError):
                return NOWHERE
            speed = [rule[1] * old + rule[0] * slope for old, slope in zip(speed, slopes, strict=True)]
            weights = [weight + change for weight, change in zip(weights, speed, strict=True)]
        before, near = near, _near(weights, places)
        if near == before != NOWHERE or not all(map(isfinite, weights)):
            return near
    return NOWHERE


def _near(weights: list[float], places: list[list[float]]) -> int:
    return next((k for k, place in enumerate(places) if dist(weights, place) < _ARRIVED), NOWHERE)


def _nearby(weights: Array, places: Array) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Give the minimum that each of the weights is close to, or −1."""
    distance = np.sqrt(((weights[:, :, np.newaxis] - places.T[:, np.newaxis, :]) ** 2).sum(axis=0))
    nearest = distance.argmin(axis=1)
    close = np.take_along_axis(distance, nearest[:, np.newaxis], axis=1)[:, 0] < _ARRIVED
    return np.where(close, nearest, NOWHERE)


def _decimals(minima: Minima) -> Array:
    """Give the minima as an array of shape (m, n)."""
    return np.array([[float(value.evalf(20)) for value in at] for at in minima])
