"""Ellipses around a fixed point that every solution crosses the same way, seen in decimals: nothing turns there.

In coordinates along its eigenvectors the linear part at a sink shortens every vector, and so does the field near it
(Perko, *Differential Equations and Dynamical Systems*, §2.9). How far that reaches is tried at some directions. Nothing
here is a proof.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    PlainField: TypeAlias = "Callable[[float, float], tuple[float, float]]"
    Pair: TypeAlias = tuple[float, float]

APART = 1e-6
DIRECTIONS = tuple((math.cos(k * math.pi / 16), math.sin(k * math.pi / 16)) for k in range(32))
ORDERS = range(-12, 10)
"""Radii tried are powers of √2 times the scale."""


@dataclass(frozen=True, slots=True)
class Nest:
    """The largest such ellipse: `sense` −1 where solutions cross it inward, 1 outward; the radius is 0 for none."""

    center: Pair
    axes: tuple[Pair, Pair]
    radius: float
    sense: int

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a place lies in it."""
        along, across = _coordinates(self.axes, x - self.center[0], y - self.center[1])
        return along * along + across * across < self.radius * self.radius


def nest(velocity: PlainField, center: Pair, scale: float, others: Iterable[Pair] = ()) -> Nest:
    """Lay ellipses around a fixed point, farther and farther out, while the field crosses them all the same way.

    None goes around another of the fixed points.

    Examples
    --------
    >>> found = nest(lambda x, y: (y, (1 - x * x) * y - x), (0.0, 0.0), 1.0)
    >>> found.sense, 0.1 < found.radius < 2
    (1, True)
    """
    try:
        axes, sense = _linear(velocity, center, APART * scale)
        largest = Nest(center, axes, 0.0, sense)
        for order in ORDERS:
            tried = Nest(center, axes, scale * math.sqrt(2) ** order, sense)
            if any(tried.holds(*other) for other in others if other != center):
                break
            if not all(sense * _outward(velocity, tried, way) > 0 for way in DIRECTIONS):
                break
            largest = tried
    except (ArithmeticError, ValueError):
        return Nest(center, ((1.0, 0.0), (0.0, 1.0)), 0.0, 1)
    return largest


def _linear(velocity: PlainField, center: Pair, apart: float) -> tuple[tuple[Pair, Pair], int]:
    """Give vectors that span the real eigenspaces, or the real and imaginary part of one, and the sign of the trace."""
    x, y = center
    (a, c), (b, d) = (
        tuple((ahead - behind) / (2 * apart) for ahead, behind in zip(velocity(*right), velocity(*left), strict=True))
        for right, left in (((x + apart, y), (x - apart, y)), ((x, y + apart), (x, y - apart)))
    )
    half, disc = (a + d) / 2, (a - d) ** 2 / 4 + b * c
    root, sense = math.sqrt(abs(disc)), 1 if half > 0 else -1
    if disc < 0:
        size = math.sqrt(abs(b * c))
        return ((b / size, (half - a) / size), (0.0, root / size)), sense
    first, second = (_longer((b, value - a), (value - d, c)) for value in (half + root, half - root))
    return (first or (1.0, 0.0), second or (0.0, 1.0)), sense


def _longer(one: Pair, other: Pair) -> Pair | None:
    """Bring the longer of two vectors to length 1; None where both are zero."""
    size, (x, y) = max((math.hypot(*vector), vector) for vector in (one, other))
    return (x / size, y / size) if size else None


def _outward(velocity: PlainField, ellipse: Nest, way: Pair) -> float:
    """Give the velocity across an ellipse in one direction."""
    (x, y), ((a, b), (c, d)) = ellipse.center, ellipse.axes
    p, q = ellipse.radius * way[0], ellipse.radius * way[1]
    along, across = _coordinates(ellipse.axes, *velocity(x + p * a + q * c, y + p * b + q * d))
    return along * way[0] + across * way[1]


def _coordinates(axes: tuple[Pair, Pair], x: float, y: float) -> Pair:
    (a, b), (c, d) = axes
    det = a * d - b * c
    return (x * d - y * c) / det, (a * y - b * x) / det
