"""Derivations: what a student would write on paper for the steps that a program hides.

A derivation decides nothing about the system. It reaches by hand what the analysis already found, one named rule a
line; where it does not, it says nothing, and the words of the analysis stand alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.derivation.differentiating import partial_derivatives, slope
from symtutor.derivation.placed import Derivation, Place, Placed
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
    ("jacobian", partial_derivatives),  # likewise each entry
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
    >>> lines = derive(analyze(ODESystem((x,), (x * sp.exp(-x),)))).lines
    >>> [type(line.rule).__name__ for line in lines]
    ['VelocityZero', 'ZeroProduct', 'EveryBranchSolved', 'ChainRule', 'ProductRule']
    """
    return Derivation(tuple(line for _, spell_out in DERIVATIONS for line in spell_out(analysis)))
