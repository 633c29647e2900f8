"""The flow on the number line, drawn in text: ──▶──●──◀── with the fixed points under their marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from symtutor.document import Mark
from symtutor.render.layout import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.document import FlowLine


@dataclass(frozen=True, slots=True)
class Ink:
    """The characters a line is drawn with."""

    arrows: dict[int, str]
    marks: dict[Mark, str]
    dash: str
    rest: str
    more: str


UNICODE = Ink(
    arrows={1: "▶", -1: "◀", 0: "┄"},
    marks={Mark.STABLE: "●", Mark.UNSTABLE: "○", Mark.LEFT: "◐", Mark.RIGHT: "◑", Mark.UNKNOWN: "?", Mark.BREAK: "│"},
    dash="─",
    rest="┄",
    more="…",
)

ASCII = Ink(
    arrows={1: ">", -1: "<", 0: "."},
    marks={Mark.STABLE: "*", Mark.UNSTABLE: "o", Mark.LEFT: "*o", Mark.RIGHT: "o*", Mark.UNKNOWN: "?", Mark.BREAK: "|"},
    dash="-",
    rest=".",
    more="...",
)

MEANINGS = {
    Mark.STABLE: "stable",
    Mark.UNSTABLE: "unstable",
    Mark.LEFT: "half-stable, attracting from the left",
    Mark.RIGHT: "half-stable, attracting from the right",
    Mark.UNKNOWN: "undecided",
    Mark.BREAK: "not defined",
}
"""What each mark says, for a legend and for readers who do not see it."""

_STRETCH = 5
"""The shortest stretch between two marks: two dashes, an arrow, two dashes."""


def draw(line: FlowLine, labels: Sequence[str], *, ink: Ink = UNICODE, width: int = 88) -> list[str]:
    r"""Draw the line and, centred under its marks, the labels; a long line is broken between two marks.

    Examples
    --------
    >>> from symtutor.document import FlowLine, Mark
    >>> from sympy import S
    >>> line = FlowLine(((Mark.STABLE, S(0)), (Mark.UNSTABLE, S(1))), (1, -1, 1))
    >>> print(*draw(line, ["0", "1"]), sep="\n")
    ──▶──●──◀──○──▶──
         0     1
    """
    lines: list[str] = []
    start = 0
    while True:
        stop = _fitting(line, labels, start, width, ink)
        lines.extend(_row(line, labels, start, stop, ink))
        if stop == len(labels):
            return lines
        start = stop


def legend(line: FlowLine, ink: Ink) -> str:
    """Say what the marks in `line` mean."""
    used = [mark for mark in Mark if any(mark is shown for shown, _ in line.marks)]
    return ", ".join(f"{ink.marks[mark]} {MEANINGS[mark]}" for mark in used)


def _fitting(line: FlowLine, labels: Sequence[str], start: int, width: int, ink: Ink) -> int:
    """Find how many marks go into one row: at least one."""
    stop = len(labels)
    while stop > start + 1 and max(map(columns, _row(line, labels, start, stop, ink))) > width:
        stop -= 1
    return stop


def _row(line: FlowLine, labels: Sequence[str], start: int, stop: int, ink: Ink) -> list[str]:
    """Draw the marks from `start` to `stop` with the stretches around them."""
    halves = [(columns(label) - 1) // 2 for label in labels[start:stop]]
    rests = [columns(label) - 1 - half for label, half in zip(labels[start:stop], halves, strict=True)]
    more_left = line.endless or start > 0
    more_right = line.endless or stop < len(labels)
    drawing = f"{ink.more} " if more_left else ""
    names = ""
    for k, label in enumerate(labels[start:stop]):
        before = rests[k - 1] + halves[k] + 2 if k else halves[k] - len(drawing)
        drawing += _stretch(line.arrows[start + k], before, ink)
        names += " " * (len(drawing) - halves[k] - columns(names)) + label
        drawing += ink.marks[line.marks[start + k][0]]
    drawing += _stretch(line.arrows[stop], 0, ink) + (f" {ink.more}" if more_right else "")
    return [drawing, names] if names else [drawing]


def _stretch(direction: int | None, least: int, ink: Ink) -> str:
    """Draw one stretch at least `least` wide, its arrow in the middle."""
    side = (max(_STRETCH, least) - _STRETCH + 1) // 2 + _STRETCH // 2
    if direction is None:
        return " " * (2 * side + 1)
    dash = ink.dash if direction else ink.rest
    return dash * side + ink.arrows[direction] + dash * side
