"""Neighbourhoods that no solution leaves: an ellipse around an attracting point on which a quadratic form decreases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from symtutor.numerics.field import Array, ArrayField

_DIRECTIONS, _SHELLS = 128, 12
_SHRINK = 0.8
_MOST_SHRINKS = 60
_SAFETY = 0.7
"""Part of the largest level that passed; between the samples the form could still grow near the edge."""


@dataclass(frozen=True, slots=True)
class Trap:
    """The ellipse u·P u ≤ level around an attracting point, u the displacement from it.

    Theorem: where A is the Jacobian, all its eigenvalues to the left, and AᵀP + PA = −I, the form u·P u decreases
    along solutions near the point (Perko, *Differential Equations and Dynamical Systems*, section 2.9); so an
    ellipse on which it does is never left, and every solution in it ends at the point. That it decreases is checked
    at many points of the ellipse, not proved.
    """

    at: Array
    form: Array
    level: float

    def holds(self, state: Array) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        """Tell which of the states, of shape (n, …), lie in the ellipse."""
        away = [component - centre for component, centre in zip(state, self.at, strict=True)]
        size = np.zeros(state.shape[1:])
        for row, first in enumerate(away):
            image = first * self.form[row, row]
            for column in range(row + 1, len(away)):
                image += away[column] * (2 * self.form[row, column])
            image *= first
            size += image
        return np.asarray(size <= self.level)


def trap(field: ArrayField, at: Array, jacobian: Array, reach: float) -> Trap | None:
    """Find such an ellipse around `at`, no longer than `reach`; None where the linear part does not attract.

    Examples
    --------
    >>> found = trap(lambda state: -state, np.zeros(2), -np.eye(2), 2.0)
    >>> abs(found.form).tolist(), found.holds(np.array([[0.1, 5.0], [0.1, 5.0]])).tolist()
    ([[0.5, 0.0], [0.0, 0.5]], [True, False])
    """
    size = len(at)
    if not np.isfinite(jacobian).all() or np.linalg.eigvals(jacobian).real.max() >= 0:
        return None
    identity = np.eye(size)
    whole = np.kron(identity, jacobian.T) + np.kron(jacobian.T, identity)
    form = np.asarray(np.linalg.solve(whole, -identity.ravel()).reshape(size, size), dtype=np.float64)
    ellipse = _ellipse(form)
    level = (reach / np.hypot.reduce(ellipse, axis=0).max()) ** 2
    shells = np.linspace(1, 1 / _SHELLS, _SHELLS)
    for _ in range(_MOST_SHRINKS):
        away = np.sqrt(level) * ellipse[:, :, np.newaxis] * shells
        with np.errstate(all="ignore"):
            change = np.einsum("ims,ij,jms->ms", away, form, field(at[:, np.newaxis, np.newaxis] + away))
        if (change < 0).all():
            return Trap(at, form, _SAFETY * level)
        level *= _SHRINK
    return None


def edge(found: Trap) -> Array:
    """Give points of the ellipse of level 1 around 0, of shape (n, directions)."""
    return _ellipse(found.form)


def _ellipse(form: Array) -> Array:
    """Scale directions to where the form is 1."""
    sphere = _directions(len(form))
    return np.asarray(sphere / np.sqrt(np.einsum("im,ij,jm->m", sphere, form, sphere)))


def _directions(size: int) -> Array:
    """Give unit vectors in every direction: evenly in the plane, at random (the same each time) above."""
    if size == 2:
        angle = np.linspace(0, 2 * np.pi, _DIRECTIONS, endpoint=False)
        return np.array([np.cos(angle), np.sin(angle)])
    drawn = np.random.default_rng(1).normal(size=(size, 8 * _DIRECTIONS))
    return np.asarray(drawn / np.sqrt((drawn**2).sum(axis=0)))
