"""The places on the line, each with the flow on its left and on its right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.places import Places
from symtutor.analysis.words import member
from symtutor.model import Break

if TYPE_CHECKING:
    from symtutor.model import Classification, Flow, Line

Around = tuple["Classification | Break", "Flow | None", "Flow | None"]
"""A place on the line, with the flow on its left and on its right."""


def around(line: Line) -> tuple[Around, ...]:
    """Give the fixed points and breaks from left to right, each with the flow on its left and on its right."""
    index = next((flow.interval.index for flow in line.flow), ())
    shift = 0 if line.period is None else line.period
    ends_at = {member(flow.interval.high, index): flow for flow in line.flow}
    begins_at = {member(flow.interval.low, index): flow for flow in line.flow}
    found = []
    for place in Places(line.points, line.breaks, line.period, index).ordered:
        base = member(location(place), index)
        left = ends_at.get(base) or ends_at.get(sp.expand(base + shift))
        found.append((place, left, begins_at.get(base)))
    return tuple(found)


def location(place: Classification | Break) -> sp.Expr:
    """Give the coordinate of a fixed point, or of a break."""
    return place.at if isinstance(place, Break) else place.at[0]
