"""The rules of calculus by which a formula is differentiated, each applied once to a formula as it was typed.

Sources: M. Spivak, *Calculus*, chapter 10; for partial derivatives T. Apostol, *Mathematical Analysis*, §12.1: all
other variables are held fixed, so every rule of one variable applies.
"""

from symtutor.derivation.differentiating.rules.composites import ChainRule, ProductRule, QuotientRule, ReciprocalRule
from symtutor.derivation.differentiating.rules.line import Line, Part
from symtutor.derivation.differentiating.rules.sums import MultipliedOut, OnSight, SumRule

__all__ = [
    "ChainRule",
    "Line",
    "MultipliedOut",
    "OnSight",
    "Part",
    "ProductRule",
    "QuotientRule",
    "ReciprocalRule",
    "SumRule",
]
