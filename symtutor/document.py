"""Documents: what a solution says, before any format.

*Blocks* are paragraphs, equations, tables, the flow on a line, and the steps that hold them; what stands between
dollar signs is a formula (see :mod:`symtutor.formula`, whose names are offered here too).

Every record is frozen, and a renderer is one exhaustive ``match`` over them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from symtutor.formula import (
    Absolute,
    Approx,
    Chain,
    Differentiated,
    Digits,
    Formula,
    Listing,
    Name,
    Negative,
    Power,
    Product,
    Quotient,
    Sum,
    Written,
    condition,
    equals,
)

# --- inline -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the field where it is decided or defined; formats set it off."""

    text: str


@dataclass(frozen=True, slots=True)
class Math:
    """A formula in running text."""

    formula: Formula


Inline = Text | Term | Math

# --- blocks -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Equation:
    """A displayed formula; several rows are aligned at their first relation."""

    rows: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `header` and `rows` hold cells of inline content; all rows have the header's length."""

    header: tuple[Paragraph, ...]
    rows: tuple[tuple[Paragraph, ...], ...]


class Mark(StrEnum):
    """How a point on the line is drawn: the convention of every phase line."""

    STABLE = "filled"
    UNSTABLE = "open"
    LEFT = "left half filled"
    RIGHT = "right half filled"
    UNKNOWN = "question"
    BREAK = "bar"


@dataclass(frozen=True, slots=True)
class FlowLine:
    """The flow on the number line: `arrows` around `marks`, ``len(arrows) == len(marks) + 1``.

    An arrow is +1 or −1, 0 where every point rests, None where the field is not defined.
    """

    marks: tuple[tuple[Mark, Formula], ...]
    arrows: tuple[int | None, ...]
    endless: bool = False
    """The pattern goes on in both directions (a periodic field)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in a file, with the words that stand for it; `svg` is the drawing itself, for formats that hold it."""

    path: str
    alt: str
    svg: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """Room to write by hand, so many lines of it."""

    lines: int


Block = Paragraph | Equation | Table | FlowLine | Figure | Room


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a solution: a short title and what is done."""

    title: str
    blocks: tuple[Block, ...]
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole solution, sheet or report."""

    title: tuple[Inline, ...]
    steps: tuple[Step, ...]


# --- prose with holes -------------------------------------------------------------------------------------------

_PIECE = re.compile(r"\{(\w+)\}|\*([^*]+)\*|([^{*]+)")


def paragraph(template: str, /, **holes: object) -> Paragraph:
    """Fill a sentence with mathematics: ``{name}`` is a hole, ``*word*`` a term of the field.

    A hole takes a formula, an inline node, a plain string, an integer, or a paragraph, whose content is spliced in.

    Examples
    --------
    >>> paragraph("The slope there is {slope}, so it is *stable*.", slope=Text("−2")).content
    (Text(text='The slope there is '), Text(text='−2'), Text(text=', so it is '), Term(text='stable'), Text(text='.'))
    """
    content: list[Inline] = []
    for hole, term, words in _PIECE.findall(template):
        if hole:
            content.extend(_inline(holes[hole]))
        else:
            content.append(Term(term) if term else Text(words))
    return Paragraph(tuple(content))


def cell(value: object) -> Paragraph:
    """Make one table cell of whatever a hole takes."""
    return Paragraph(_inline(value))


def table(header: tuple[object, ...], rows: list[tuple[object, ...]]) -> Table:
    """Build a table of whatever holes take."""
    return Table(tuple(map(cell, header)), tuple(tuple(map(cell, row)) for row in rows))


def _inline(value: object) -> tuple[Inline, ...]:
    """Turn what a hole takes into inline nodes."""
    match value:
        case Text() | Term() | Math():
            return (value,)
        case Paragraph():
            return value.content
        case str():
            return (Text(value),)
        case int():
            return (Text(str(value).replace("-", "\N{MINUS SIGN}")),)
        case _:
            return (Math(value),)


__all__ = [
    "Absolute",
    "Approx",
    "Block",
    "Chain",
    "Differentiated",
    "Digits",
    "Document",
    "Equation",
    "Figure",
    "FlowLine",
    "Formula",
    "Inline",
    "Listing",
    "Mark",
    "Math",
    "Name",
    "Negative",
    "Paragraph",
    "Power",
    "Product",
    "Quotient",
    "Room",
    "Step",
    "Sum",
    "Table",
    "Term",
    "Text",
    "Written",
    "cell",
    "condition",
    "equals",
    "paragraph",
    "table",
]
