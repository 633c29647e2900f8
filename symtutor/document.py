"""Documents: what a solution says, before any format.

Two small languages. *Formulas* are what stands between dollar signs: SymPy expressions, and the few things a
textbook writes that SymPy has no word for (a name such as f′(0), a chain of equalities, an unevaluated sum that
shows the product rule). *Blocks* are paragraphs, equations, tables, the flow on a line, and the steps that hold them.

Every record is frozen, and a renderer is one exhaustive ``match`` over them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from sympy import Basic
    from sympy.matrices.immutable import ImmutableDenseMatrix

# --- formulas ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name:
    """A named quantity: ``f′(0)``, ``x*``, ``J(1, 1)``, ``λ``, ``det J``, ``xₙ₊₁``.

    ``letter`` is plain text (``"f"``, ``"lambda"``); ``primes`` counts derivatives, ``star`` marks a fixed point,
    ``dots`` is for time derivatives written as primes on states (``x′``). ``value`` is what the name stands for
    where that is an expression: the law test on chains compares it with the other sides.
    """

    letter: str
    args: tuple[Formula, ...] = ()
    primes: int = 0
    star: bool = False
    subscript: Formula | None = None
    value: Basic | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain of relations, ``a = b = c`` or ``a = b < 0`` or ``a ≈ b``: ``len(relations) == len(sides) - 1``."""

    sides: tuple[Formula, ...]
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Formulas separated by commas: ``0, 1, 2``; with `brackets` around, a tuple ``(0, 1)`` or a set ``{0, 1}``."""

    items: tuple[Formula, ...]
    brackets: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """An unevaluated sum, its terms in this order."""

    terms: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """An unevaluated product, its factors in this order."""

    factors: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Quotient:
    """An unevaluated quotient: ``1/|f′(x*)|``."""

    top: Formula
    bottom: Formula


@dataclass(frozen=True, slots=True)
class Power:
    """An unevaluated power: ``0²``, ``e^(f′(x*) t)``."""

    base: Formula
    exponent: Formula


@dataclass(frozen=True, slots=True)
class Negative:
    """An unevaluated change of sign: ``−(−2)(−1)``; as a term of a sum it is subtracted."""

    inside: Formula


@dataclass(frozen=True, slots=True)
class Absolute:
    """An unevaluated absolute value: ``|f′(x*)|``."""

    inside: Formula


@dataclass(frozen=True, slots=True)
class Approx:
    """A decimal of an exact number, to `digits` significant digits; the ≈ sign before it is a relation."""

    exact: Basic
    digits: int = 5


Formula: TypeAlias = (
    "Basic | ImmutableDenseMatrix | Name | Chain | Listing | Sum | Product | Quotient | Power | Negative | Absolute"
    " | Approx | Written"
)


@dataclass(frozen=True, slots=True)
class Written:
    """A SymPy expression in which symbols are written as other formulas, and nothing is evaluated.

    ``e^(f′(x*) t)``, ``x − x*``, and numbers put in: ``(−1)(−1) − (−2)(−1)``.
    """

    expression: Basic
    names: tuple[tuple[Basic, Formula], ...]


def equals(*sides: Formula) -> Chain:
    """Chain `sides` with equals signs."""
    return Chain(sides, ("=",) * (len(sides) - 1))


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


@dataclass(frozen=True, slots=True)
class FlowLine:
    """The flow on the number line: `arrows` (+1, −1, 0) around `marks`, ``len(arrows) == len(marks) + 1``."""

    marks: tuple[tuple[Mark, Formula], ...]
    arrows: tuple[int, ...]
    endless: bool = False
    """The pattern goes on in both directions (a periodic field)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in a file, with the words that stand for it."""

    path: str
    alt: str


Block = Paragraph | Equation | Table | FlowLine | Figure


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
