"""Where the graph of a function breaks: at poles, which no line may cross, and where it has no real value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from symtutor.numerics.field import Array
    from symtutor.plot.window import Span

SAMPLES = 2401
_ZOOM, _ZOOMS = 401, 4
_POLE = 1e5
"""Where |f| grows to more than this many times its usual size as one comes nearer, there is a pole."""

_MOST_STEPS = 100
"""A function that rises steeply more often is no staircase but an oscillation that no window shows."""

_STEEP, _HALVINGS = 0.02, 40
"""A rise from one sample to the next of this part of the whole is looked at: is half of it left on a 10⁻¹²th?"""

_PEAK = 12
"""And only where it is this much larger than usual is one looked for."""


def poles(function: Callable[[Array], Array], span: Span) -> list[float]:
    """Find the poles of a function inside an interval, from samples.

    Examples
    --------
    >>> [round(x, 6) for x in poles(np.tan, (-2.0, 2.0))]
    [-1.570796, 1.570796]
    >>> poles(lambda x: 1 / (x**2 + 1e-4), (-2.0, 2.0)), poles(np.exp, (0.0, 30.0))
    ([], [])
    """
    xs = np.linspace(*span, SAMPLES)
    with np.errstate(all="ignore"):
        sizes = np.abs(function(xs))
    known = sizes[np.isfinite(sizes)]
    if not known.size:
        return []
    usual = float(np.median(known)) or float(known.max()) or 1.0
    high = np.nan_to_num(sizes, nan=-1.0, posinf=np.inf)
    beside = np.isfinite(sizes)
    peaks = beside[:-2] & beside[2:] & (high[1:-1] > 0)  # where numbers overflow on a whole stretch, there is no pole
    peaks &= (high[1:-1] >= high[:-2]) & (high[1:-1] >= high[2:]) & (high[1:-1] > _PEAK * usual)
    found: list[float] = []
    for place in np.flatnonzero(peaks) + 1:
        at, size = _climbed(function, float(xs[place]), float(xs[1] - xs[0]))
        if size > _POLE * usual and (not found or at - found[-1] > 2 * (xs[1] - xs[0])):
            found.append(at)
    return found


def unbroken(values: Array, limit: float) -> Array:
    """Put NaN where a line would join the two sides of a pole, or run far out of the frame.

    Examples
    --------
    >>> unbroken(np.array([1.0, 3.0, -3.0, -1.0]), 2.0).tolist()
    [1.0, 3.0, nan, -1.0]
    """
    cut = np.where(np.abs(values) > 4 * limit, np.nan, values)
    with np.errstate(all="ignore"):
        jump = (np.abs(np.diff(cut)) > limit) & (cut[:-1] * cut[1:] < 0)
    cut[1:][jump] = np.nan
    return cut


def torn(function: Callable[[Array], Array], xs: Array, values: Array) -> Array:
    """Put NaN behind every jump, where a line would join the two sides of a step.

    Examples
    --------
    >>> xs = np.linspace(-0.95, 1.05, 5)
    >>> torn(np.floor, xs, np.floor(xs)).tolist(), torn(np.cbrt, xs, np.cbrt(xs)).tolist() == np.cbrt(xs).tolist()
    ([-1.0, -1.0, nan, 0.0, nan], True)
    """
    cut = values.copy()
    known = values[np.isfinite(values)]
    if not known.size:
        return cut
    with np.errstate(all="ignore"):
        rises = np.abs(np.diff(values))
        steep = np.flatnonzero(rises > _STEEP * np.ptp(known))
    for place in steep if len(steep) <= _MOST_STEPS else ():
        low, high = xs[place], xs[place + 1]
        for _ in range(_HALVINGS):
            three = np.array([low, (low + high) / 2, high])
            with np.errstate(all="ignore"):
                left, right = np.abs(np.diff(function(three)))
            low, high = (low, three[1]) if left > right else (three[1], high)
        if max(left, right) > rises[place] / 2:
            cut[place + 1] = np.nan
    return cut


def usual_height(values: Array) -> float:
    """Choose how much of a graph to show: all of it, unless a pole would press the rest flat."""
    sizes = np.abs(values[np.isfinite(values)])
    if not sizes.size or sizes.max() == 0:
        return 1.0
    usual = float(np.quantile(sizes, 0.75))
    largest = float(sizes.max())
    return largest if usual == 0 or largest < 12 * usual else 3 * usual


def _climbed(function: Callable[[Array], Array], at: float, reach: float) -> tuple[float, float]:
    """Come nearer to the place where |f| is largest, and give it with the size there."""
    size = 0.0
    for _ in range(_ZOOMS):
        near = np.linspace(at - reach, at + reach, _ZOOM)
        with np.errstate(all="ignore"):
            sizes = np.nan_to_num(np.abs(function(near)), nan=-1.0, posinf=np.inf)
        best = int(np.argmax(sizes))
        at, size, reach = float(near[best]), float(sizes[best]), 4 * reach / _ZOOM
    return at, size
