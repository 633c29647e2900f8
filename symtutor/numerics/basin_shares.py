"""What part of a box flows to each attracting point, by starts chosen at random, with a confidence interval."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from symtutor.errors import RequestError
from symtutor.model import Stability
from symtutor.numerics.basin_map import basin_map, widened
from symtutor.numerics.field import compile_field
from symtutor.numerics.parameters import require_no_free_symbols
from symtutor.numerics.traps import trap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.model import Analysis, Classification, Window

SEED = 20240501
"""The starts are the same every time."""

NORMAL = 1.959963984540054
"""Standard deviations of 95 %."""

FAR = 100.0


@dataclass(frozen=True, slots=True)
class BasinShare:
    """The share of starts that end at one attracting point; `of` is None for those that end at none of them.

    The interval holds the share of the whole box with 95 % confidence (E. B. Wilson, "Probable inference, the law of
    succession, and statistical inference", Journal of the American Statistical Association 22 (1927)), as far as each
    start was followed to its true end: that is numeric, not proved.
    """

    of: Classification | None
    hits: int
    starts: int

    @property
    def share(self) -> float:
        """The part of the starts."""
        return self.hits / self.starts

    @property
    def interval(self) -> tuple[float, float]:
        """The interval of 95 % confidence for the part of the box.

        Examples
        --------
        >>> low, high = BasinShare(None, 50, 100).interval
        >>> round(low, 4), round(high, 4)
        (0.4038, 0.5962)
        """
        n, p, z = self.starts, self.share, NORMAL
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return middle - half, middle + half


def basin_shares(analysis: Analysis, window: Window, starts: int) -> tuple[BasinShare, ...]:
    """Follow starts spread at random over a box until each is caught by an attracting point, or by none.

    Parameters
    ----------
    analysis : Analysis
        Of a system of numbers whose fixed points are known.
    window : Window
        An interval for every state.
    starts : int
        How many; the error goes down like one over its square root.

    Raises
    ------
    RequestError
        A state has no interval, a parameter no value, or no point attracts by its linear part.
    """
    system = analysis.system
    require_no_free_symbols(system.field, system.states)
    sides = [window.side(state) for state in system.states]
    if None in sides:
        raise RequestError("A share is a share of a box.", suggestion="Give an interval for every state.")
    if starts < 1:
        raise RequestError("At least one start is needed.", suggestion="Some thousands give two digits.")
    box = np.array([[float(low), float(high)] for low, high in sides if low is not None])  # type: ignore[misc]
    field = compile_field(system)
    reach = 0.25 * float((box[:, 1] - box[:, 0]).max())
    caught = []
    for found in _attracting(analysis):
        at = np.array([float(value.evalf(20)) for value in found.at])
        slope = np.array(found.linearization.jacobian.evalf(20).tolist(), dtype=np.float64)
        ellipse = trap(field, at, slope, reach)
        if ellipse is not None:
            caught.append((found, ellipse))
    if not caught:
        raise RequestError(
            "No fixed point attracts by its linear part, so there is no basin to measure.",
            suggestion="Follow single starts: solve with start.",
        )
    far = FAR * max(1.0, float(np.abs(box).max()))
    traps = widened(field, [ellipse for _, ellipse in caught], far=far)
    places = np.random.default_rng(SEED).uniform(box[:, :1], box[:, 1:], (len(box), starts))
    labels = basin_map(field, traps, places, far=far)
    return _counted([found for found, _ in caught], labels.tolist(), starts)


def _attracting(analysis: Analysis) -> list[Classification]:
    return [
        found
        for found in analysis.classifications
        if found.stability is Stability.ASYMPTOTIC and not any(value.free_symbols for value in found.at)
    ]


def _counted(found: Sequence[Classification], labels: Sequence[int], starts: int) -> tuple[BasinShare, ...]:
    """Count the starts of each label, those without a point last."""
    shares = [BasinShare(point, labels.count(number), starts) for number, point in enumerate(found)]
    others = starts - sum(share.hits for share in shares)
    return (*shares, *([BasinShare(None, others, starts)] if others else []))
