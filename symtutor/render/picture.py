r"""The flow on the number line as a LaTeX ``picture``, which needs no package.

All lengths are whole points, so the same line gives the same bytes everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.document import FlowLine, Mark
from symtutor.render.notation import latex_math, unicode_math

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.document import Formula

_STRETCH = 48
"""Points from one mark to the next, where labels do not ask for more."""

_PAGE = 416
"""Points that a row may fill beside its dots."""

_DOTS = 16
"""Points for the dots at an end where the line goes on."""

_RADIUS = 3
_LETTER = 6
"""Points that a character of a label fills, generously."""

_HALF_DISC = ("5.98", "5.81", "5.45", "4.87", "3.97", "2.40")
"""Heights of the six strips, half a point wide, that fill half a disc of radius 3, from its middle outwards."""


def picture(line: FlowLine) -> str:
    r"""Draw the line: arrows between the marks, the formula of each point under its mark.

    A line too long for the page becomes several, dots at the ends where it goes on.
    """
    rows = []
    start = 0
    while True:
        stop = _fitting(line, start)
        row = FlowLine(line.marks[start:stop], line.arrows[start : stop + 1])
        rows.append(_row(row, left=line.endless or start > 0, right=line.endless or stop < len(line.marks)))
        if stop == len(line.marks):
            return "\n\\par\n".join(rows)
        start = stop


_END = r"\end{picture}"


def _fitting(line: FlowLine, start: int) -> int:
    """Find how many marks go into one row: at least one."""
    stop = len(line.marks)
    while stop > start + 1 and _places(line.marks[start:stop], 0)[1] > _PAGE:
        stop -= 1
    return stop


def _row(line: FlowLine, *, left: bool, right: bool) -> str:
    """Draw one row."""
    start = _DOTS if left else 0
    places, stop = _places(line.marks, start)
    width = stop + (_DOTS if right else 0)
    lines = [rf"\begin{{picture}}({width},34)(0,-20)"]
    for shown, at in ((left, 0), (right, width - _DOTS)):
        if shown:
            lines.append(rf"\put({at},0){{\makebox({_DOTS},0){{$\cdots$}}}}")
    return "\n".join([*lines, *_stretches(line, places, start, stop), *_marks(line, places), _END])


def _places(marks: Sequence[tuple[Mark, Formula]], start: int) -> tuple[list[int], int]:
    """Put the marks so far apart that no labels touch; and find where the line ends."""
    widths = [_LETTER * len(unicode_math(formula, short=True)) for _, formula in marks]
    at = start
    places: list[int] = []
    for k, width in enumerate(widths):
        at += max(_STRETCH, (widths[k - 1] + width) // 2 + 2 * _LETTER if k else width // 2)
        places.append(at)
    last = widths[-1] // 2 if widths else 0
    return places, at + max(_STRETCH, last)


def _stretches(line: FlowLine, places: list[int], first: int, last: int) -> Iterator[str]:
    """Draw the line between the marks, each stretch with its arrow in the middle."""
    starts = [first, *(place + _RADIUS for place in places)]
    stops = [*(place - _RADIUS for place in places), last]
    for direction, start, stop in zip(line.arrows, starts, stops, strict=True):
        length = stop - start
        if direction is None:
            continue
        if direction == 0:
            yield rf"\put({start},-1){{\rule{{{length}pt}}{{2pt}}}}"
            continue
        yield rf"\put({start},0){{\line(1,0){{{length}}}}}"
        head = r"\blacktriangleright" if direction > 0 else r"\blacktriangleleft"
        yield rf"\put({start + length // 2},0){{\makebox(0,0){{$\scriptstyle{head}$}}}}"


def _marks(line: FlowLine, places: list[int]) -> Iterator[str]:
    """Draw the discs and the labels under them."""
    for place, (mark, formula) in zip(places, line.marks, strict=True):
        yield _disc(mark, place)
        yield rf"\put({place},-9){{\makebox(0,0)[t]{{${latex_math(formula, short=True)}$}}}}"


def _disc(mark: Mark, place: int) -> str:
    """Draw one mark: filled where it attracts, open where it repels."""
    match mark:
        case Mark.STABLE:
            return rf"\put({place},0){{\circle*{{6}}}}"
        case Mark.UNKNOWN:
            return rf"\put({place},0){{\makebox(0,0){{?}}}}"
        case Mark.BREAK:
            return rf"\put({place},-6){{\line(0,1){{12}}}}"
        case Mark.UNSTABLE:
            return rf"\put({place},0){{\circle{{6}}}}"
        case Mark.LEFT | Mark.RIGHT:
            return rf"\put({place},0){{\circle{{6}}}}" + _half(place, left=mark is Mark.LEFT)


def _half(place: int, *, left: bool) -> str:
    """Fill half of a disc by six strips."""
    strips = ""
    for k, height in enumerate(_HALF_DISC):
        outwards = (k + 1 if left else k) * 5
        offset = place * 10 + (-outwards if left else outwards)
        strips += rf"\put({offset // 10}.{offset % 10},0){{\raisebox{{-0.5\height}}{{\rule{{0.5pt}}{{{height}pt}}}}}}"
    return strips
