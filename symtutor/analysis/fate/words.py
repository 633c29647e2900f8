"""What the fates share: how a start is written, and which fixed point it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import point
from symtutor.document import Listing, condition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.document import Formula
    from symtutor.model import Analysis, Classification

TITLE = "From the start"
TOPIC = "fate"


def beginning(states: Sequence[sp.Symbol], start: Sequence[sp.Expr]) -> Formula:
    """Write where it starts: ``x = 1/2``, ``(x, y) = (1, 2)``."""
    return condition(states[0] if len(states) == 1 else Listing(tuple(states), "()"), point(start))


def classified(analysis: Analysis, start: tuple[sp.Expr, ...]) -> Classification | None:
    """Find the classified fixed point at which the start lies; a family by its member."""
    return next((c for c in analysis.classifications if c.at == start or _is_member(c, start)), None)


def _is_member(classification: Classification, start: tuple[sp.Expr, ...]) -> bool:
    """Tell whether the start is a member of a family with one index in one coordinate."""
    if len(classification.point.index) != 1 or len(start) != 1:
        return False
    (index,), (at,), (place,) = classification.point.index, classification.at, start
    step = sp.expand(at).coeff(index)
    number = sp.expand((place - at.xreplace({index: sp.S.Zero})) / step)
    return bool(number.is_Integer)
