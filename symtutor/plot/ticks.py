"""Ticks at multiples of π, where the fixed points are such multiples."""

from __future__ import annotations

from fractions import Fraction
from math import pi
from typing import TYPE_CHECKING

import sympy as sp
from matplotlib.ticker import FuncFormatter, MultipleLocator

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from symtutor.model import Analysis
    from symtutor.plot.window import Span

_STEPS = (Fraction(1, 4), Fraction(1, 2), Fraction(1), Fraction(2), Fraction(5), Fraction(10))
_MOST = 9


def mark_multiples_of_pi(analysis: Analysis, ax: Axes, span: Span, axis: int = 0, *, upright: bool = False) -> None:
    """Put ticks at multiples of π on the axis of one state if π occurs in the fixed points along it.

    The second state, and with `upright` any, is on the upright axis.
    """
    if not any(found.at[axis].has(sp.pi) for found in analysis.classifications):
        return
    step = next((step for step in _STEPS if (span[1] - span[0]) / (float(step) * pi) <= _MOST), None)
    if step is None:
        return
    line = ax.yaxis if axis or upright else ax.xaxis
    line.set_major_locator(MultipleLocator(float(step) * pi))
    line.set_major_formatter(FuncFormatter(lambda value, _: multiple_of_pi(Fraction(round(value / pi * 4), 4))))


def multiple_of_pi(multiple: Fraction) -> str:
    """Write a multiple of π.

    Examples
    --------
    >>> [multiple_of_pi(Fraction(n, 2)) for n in (-3, -2, 0, 1, 4)]
    ['−3π/2', '−π', '0', 'π/2', '2π']
    """
    if not multiple:
        return "0"
    sign = "−" if multiple < 0 else ""
    count = "" if abs(multiple.numerator) == 1 else str(abs(multiple.numerator))
    below = "" if multiple.denominator == 1 else f"/{multiple.denominator}"
    return f"{sign}{count}π{below}"
