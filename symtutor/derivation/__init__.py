"""Derivations: what a student would write on paper for the steps that a program hides.

A derivation decides nothing about the system. It reaches by hand what the analysis already found, one named rule a
line; where it does not, it says nothing, and the words of the analysis stand alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.derivation.differentiating import partial_derivatives, slope, slopes
from symtutor.derivation.eigen import eigenvalues, eigenvectors
from symtutor.derivation.integrating import potential_by_hand, separation_by_hand
from symtutor.derivation.placed import Derivation, Place, Placed
from symtutor.derivation.signs import sign_chart
from symtutor.derivation.solving import common_zeros_by_hand, zeros_by_hand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from symtutor.model import Analysis

__all__ = ["DERIVATIONS", "Derivation", "Place", "Placed", "derive"]

DERIVATIONS: tuple[tuple[str, Callable[[Analysis], Iterator[Placed]]], ...] = (
    # beside each topic, what is spelled out there; within a topic the order is that of the page
    ("fixed-points", zeros_by_hand),  # f(x) = 0, one step a line
    ("fixed-points", common_zeros_by_hand),  # all equations of a system, case by case
    ("derivative", slope),  # f′ by the rules of calculus, as f was typed
    ("derivative", slopes),  # its value at each fixed point
    ("jacobian", partial_derivatives),  # likewise each entry
    ("stability", eigenvalues),  # determinants expanded and quadratics solved, at each point
    ("eigenvalues", eigenvectors),  # one row of (J − λI) v = 0 is enough in the plane
    ("flow", sign_chart),  # how the sign of each factor is read
    ("explicit", separation_by_hand),  # partial fractions, and each of them integrated
    ("gradient", potential_by_hand),  # the loss, and in the plane H, integrated term by term
)
"""Everything that is spelled out at full detail."""


def derive(analysis: Analysis) -> Derivation:
    """Spell out what the analysis found.

    Examples
    --------
    >>> import sympy as sp
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x = sp.Symbol("x", real=True)
    >>> analysis = analyze(ODESystem((x,), (x * sp.exp(-x),)))
    >>> [type(line.rule).__name__ for line in derive(analysis).lines if line.of is analysis.derivative]
    ['ChainRule', 'ProductRule', 'SlopeAt']
    """
    return Derivation(tuple(line for _, spell_out in DERIVATIONS for line in spell_out(analysis)))
