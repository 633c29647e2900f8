"""The phase line as it is drawn: a mark for each place, an arrow for each interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.analysis.around import around
from symtutor.analysis.words import point
from symtutor.document import FlowLine, Mark
from symtutor.model import Break

if TYPE_CHECKING:
    from symtutor.model import Classification, Flow, Line

MARKS = {
    (1, -1): Mark.STABLE,
    (-1, 1): Mark.UNSTABLE,
    (1, 1): Mark.LEFT,
    (-1, -1): Mark.RIGHT,
    (None, -1): Mark.STABLE,
    (None, 1): Mark.UNSTABLE,
    (1, None): Mark.STABLE,
    (-1, None): Mark.UNSTABLE,
}
"""How a fixed point is drawn between the flow on its left and on its right; None where f is not defined."""


def draw_flow(line: Line) -> FlowLine:
    """Draw the flow on the number line."""
    neighbours = around(line)
    marks = tuple(
        (_mark(place, left, right), place.at if isinstance(place, Break) else point(place.at))
        for place, left, right in neighbours
    )
    if not neighbours:
        return FlowLine((), (line.flow[0].direction,))
    arrows = (_arrow(neighbours[0][1]), *(_arrow(right) for _, _, right in neighbours))
    return FlowLine(marks, arrows, endless=line.period is not None)


def _mark(place: Classification | Break, left: Flow | None, right: Flow | None) -> Mark:
    return Mark.BREAK if isinstance(place, Break) else MARKS[_arrow(left), _arrow(right)]


def _arrow(flow: Flow | None) -> int | None:
    return None if flow is None else flow.direction
