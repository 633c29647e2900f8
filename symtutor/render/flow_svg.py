"""The flow on the number line as SVG, drawn in the colour of the text around it.

All lengths are whole pixels, so the same line gives the same bytes everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.document import FlowLine, Mark
from symtutor.render.escape import html_text
from symtutor.render.flow_line import MEANINGS
from symtutor.render.layout import columns
from symtutor.render.notation import unicode_math

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRETCH = 66
"""Pixels from one mark to the next, where labels do not ask for more."""

_LETTER = 9
"""Pixels that a character of a label fills, generously."""

_DOTS = 24
"""Pixels for the dots at an end where the pattern goes on."""

_RADIUS = 6
_AXIS = 14
_HEIGHT = 46

_COURSES = {1: "to the right", -1: "to the left", 0: "at rest", None: "not defined"}


def flow_svg(line: FlowLine) -> str:
    """Draw the line: arrows between the marks, the name of each point under its mark; and say it in words."""
    labels = [unicode_math(formula, short=True) for _, formula in line.marks]
    start = _DOTS if line.endless else 0
    places, stop = _places(labels, start)
    width = stop + start
    dots = [(0, width - _DOTS)] if line.endless else []
    parts = [
        *(_text(at + _DOTS // 2, _AXIS + 4, "…") for ends in dots for at in ends),
        *_stretches(line, places, start, stop),
        *(_disc(mark, place) for (mark, _), place in zip(line.marks, places, strict=True)),
        *(_text(place, _HEIGHT - 6, label) for label, place in zip(labels, places, strict=True)),
    ]
    said = html_text(in_words(line, labels))
    head = f'<svg role="img" aria-label="{said}" width="{width}" height="{_HEIGHT}" viewBox="0 0 {width} {_HEIGHT}">'
    return "\n".join([head, *parts, "</svg>"])


def in_words(line: FlowLine, labels: list[str]) -> str:
    """Say what the drawing shows, from left to right.

    Examples
    --------
    >>> from sympy import S
    >>> in_words(FlowLine(((Mark.STABLE, S(0)), (Mark.UNSTABLE, S(1))), (1, -1, 1)), ["0", "1"])
    'The flow on the line, from left to right: to the right; 0, stable; to the left; 1, unstable; to the right.'
    """
    said = [_COURSES[line.arrows[0]]]
    for (mark, _), label, arrow in zip(line.marks, labels, line.arrows[1:], strict=True):
        said += [f"{label}, {MEANINGS[mark]}", _COURSES[arrow]]
    more = " The pattern goes on in both directions." if line.endless else ""
    return f"The flow on the line, from left to right: {'; '.join(said)}.{more}"


def _places(labels: list[str], start: int) -> tuple[list[int], int]:
    """Put the marks so far apart that no labels touch; and find where the line ends."""
    widths = [_LETTER * columns(label) for label in labels]
    at = start
    places: list[int] = []
    for k, width in enumerate(widths):
        at += max(_STRETCH, (widths[k - 1] + width) // 2 + 2 * _LETTER if k else width // 2)
        places.append(at)
    return places, at + max(_STRETCH, widths[-1] // 2 if widths else 0)


def _stretches(line: FlowLine, places: list[int], first: int, last: int) -> Iterator[str]:
    """Draw the line between the marks, each stretch with its arrow in the middle."""
    starts = [first, *(place + _RADIUS for place in places)]
    stops = [*(place - _RADIUS for place in places), last]
    for direction, start, stop in zip(line.arrows, starts, stops, strict=True):
        if direction is None:
            continue
        width = 2 if direction else 4
        yield f'<path d="M{start} {_AXIS}H{stop}" stroke="currentColor" stroke-width="{width}"/>'
        if direction:
            tip = (start + stop) // 2 + 6 * direction
            yield f'<path d="M{tip} {_AXIS}l{-12 * direction} -6v12z" fill="currentColor"/>'


def _disc(mark: Mark, place: int) -> str:
    """Draw one mark: filled where it attracts, open where it repels."""
    ring = f'<circle cx="{place}" cy="{_AXIS}" r="{_RADIUS}" fill="none" stroke="currentColor" stroke-width="2"/>'
    match mark:
        case Mark.STABLE:
            return f'<circle cx="{place}" cy="{_AXIS}" r="{_RADIUS + 1}" fill="currentColor"/>'
        case Mark.UNSTABLE:
            return ring
        case Mark.UNKNOWN:
            return _text(place, _AXIS + 6, "?")
        case Mark.BREAK:
            return f'<path d="M{place} {_AXIS - 10}v20" stroke="currentColor" stroke-width="2"/>'
        case Mark.LEFT | Mark.RIGHT:
            sweep = 0 if mark is Mark.LEFT else 1
            half = f"M{place} {_AXIS - _RADIUS}a{_RADIUS} {_RADIUS} 0 0 {sweep} 0 {2 * _RADIUS}z"
            return f'{ring}<path d="{half}" fill="currentColor"/>'


def _text(x: int, y: int, words: str) -> str:
    """Write words centred at a place."""
    return f'<text x="{x}" y="{y}" text-anchor="middle" fill="currentColor">{html_text(words)}</text>'
