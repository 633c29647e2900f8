r"""The flow on the number line as a LaTeX ``picture``, which needs no package.

All lengths are whole points, so the same line gives the same bytes everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.document import FlowLine, Mark
from symtutor.render.notation import latex_math, unicode_math

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRETCH = 48
"""Points from one mark to the next, where labels do not ask for more."""

_RADIUS = 3
_LETTER = 6
"""Points that a character of a label fills, generously."""

_HALF_DISC = ("5.98", "5.81", "5.45", "4.87", "3.97", "2.40")
"""Heights of the six strips, half a point wide, that fill half a disc of radius 3, from its middle outwards."""


def picture(line: FlowLine) -> str:
    r"""Draw the line: arrows between the marks, the formula of each point under its mark."""
    places, width = _places(line)
    return "\n".join(
        [rf"\begin{{picture}}({width},34)(0,-20)", *_stretches(line, places, width), *_marks(line, places), _END],
    )


_END = r"\end{picture}%"


def _places(line: FlowLine) -> tuple[list[int], int]:
    """Put the marks so far apart that no labels touch."""
    widths = [_LETTER * len(unicode_math(formula)) for _, formula in line.marks]
    edge = 16 if line.endless else 0
    places: list[int] = []
    at = edge
    for k, width in enumerate(widths):
        beside = widths[k - 1] if k else width
        at += max(_STRETCH, (beside + width) // 2 + 2 * _LETTER)
        places.append(at)
    last = widths[-1] // 2 if widths else 0
    return places, at + max(_STRETCH, last) + edge


def _stretches(line: FlowLine, places: list[int], width: int) -> Iterator[str]:
    """Draw the line between the marks, each stretch with its arrow in the middle."""
    edge = 16 if line.endless else 0
    if line.endless:
        yield rf"\put(0,-1){{\makebox(12,2){{$\cdots$}}}}\put({width - 12},-1){{\makebox(12,2){{$\cdots$}}}}"
    starts = [edge, *(place + _RADIUS for place in places)]
    stops = [*(place - _RADIUS for place in places), width - edge]
    for direction, start, stop in zip(line.arrows, starts, stops, strict=True):
        length = stop - start
        if direction == 0:
            yield rf"\put({start},-1){{\rule{{{length}pt}}{{2pt}}}}"
            continue
        yield rf"\put({start},0){{\line(1,0){{{length}}}}}"
        tip = length // 2 + 3
        origin = start if direction > 0 else stop
        yield rf"\put({origin},0){{\vector({direction},0){{{tip}}}}}"


def _marks(line: FlowLine, places: list[int]) -> Iterator[str]:
    """Draw the discs and the labels under them."""
    for place, (mark, formula) in zip(places, line.marks, strict=True):
        yield _disc(mark, place)
        yield rf"\put({place},-9){{\makebox(0,0)[t]{{${latex_math(formula)}$}}}}"


def _disc(mark: Mark, place: int) -> str:
    """Draw one mark: filled where it attracts, open where it repels."""
    match mark:
        case Mark.STABLE:
            return rf"\put({place},0){{\circle*{{6}}}}"
        case Mark.UNKNOWN:
            return rf"\put({place},0){{\makebox(0,0){{?}}}}"
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
