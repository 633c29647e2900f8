"""Documents as text for a terminal: Unicode or ASCII, wrapped, with the flow drawn as a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.document import Equation, Figure, FlowLine, Math, Paragraph, Room, Table, Term, Text
from symtutor.render import flow_line
from symtutor.render.align import sides_of
from symtutor.render.escape import ascii_only, printable
from symtutor.render.layout import EMPHASIS, PLAIN, TIED, columns, grid, tie, wrap
from symtutor.render.notation import ascii_math, unicode_math
from symtutor.render.notation.names import relation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from symtutor.document import Block, Document, Formula, Inline, Step

_BOLD, _NORMAL = "\x1b[1m", "\x1b[22m"
_INSET = "    "
"""How far a displayed formula stands in."""

_SHORT = 3
"""A formula of so few columns is not left alone at the start of a line."""


def render(document: Document, *, unicode: bool = True, width: int = 88, color: bool = False) -> str:
    """Write a document as text.

    Parameters
    ----------
    document : Document
        What to write.
    unicode : bool
        False spells everything in ASCII.
    width : int
        Columns of the terminal; text is wrapped, and a formula is broken only where it alone is longer.
    color : bool
        True sets titles and terms bold by ANSI codes.

    Returns
    -------
    str
        Lines without trailing spaces, ending in a newline.

    Examples
    --------
    >>> from symtutor.document import Document, Step, Text, paragraph
    >>> from sympy import Integer
    >>> step = Step("Slope", (paragraph("At {at} it is *stable*.", at=Integer(-2)),))
    >>> print(render(Document((Text("A line"),), (step,))), end="")
    A line
    ══════
    <BLANKLINE>
    1. Slope
       At −2 it is stable.
    """
    page = _Page(unicode=unicode, width=width)
    text = "\n".join(page.document(document)).replace(TIED, " ")
    bold, normal = (_BOLD, _NORMAL) if color else ("", "")
    return text.replace(EMPHASIS, bold).replace(PLAIN, normal) + "\n"


def blocks_text(blocks: Iterable[Block], *, unicode: bool = True, width: int = 88) -> str:
    """Write blocks without their step, as :func:`render` would."""
    page = _Page(unicode=unicode, width=width)
    text = "\n".join(page.blocks(tuple(blocks), width)).replace(TIED, " ")
    return text.replace(EMPHASIS, "").replace(PLAIN, "")


class _Page:
    """One terminal: how wide, and whether it knows Unicode."""

    def __init__(self, *, unicode: bool, width: int) -> None:
        self.width = max(width, 20)
        self.math = unicode_math if unicode else ascii_math
        self.plain = printable if unicode else ascii_only
        self.ink = flow_line.UNICODE if unicode else flow_line.ASCII
        self.unicode = unicode

    def document(self, document: Document) -> list[str]:
        """Write the title, underlined, and the numbered steps."""
        lines = []
        if document.title:
            title = wrap(self.inline(document.title), self.width)
            lines += [f"{EMPHASIS}{line}{PLAIN}" for line in title]
            lines.append(("═" if self.unicode else "=") * max(map(columns, title)))
        indent = " " * (len(str(len(document.steps))) + 2)
        for number, step in enumerate(document.steps, start=1):
            lines += ["", *self.step(step, number, indent)]
        return lines

    def step(self, step: Step, number: int, indent: str) -> list[str]:
        """Write one step under its title."""
        head = f"{number}. ".ljust(len(indent))
        title = wrap(self.plain(step.title), self.width - len(indent))
        lines = [f"{EMPHASIS}{head if k == 0 else indent}{line}{PLAIN}" for k, line in enumerate(title)]
        body = self.blocks(step.blocks, self.width - len(indent))
        return lines + [f"{indent}{line}".rstrip() for line in body]

    def blocks(self, blocks: tuple[Block, ...], width: int) -> list[str]:
        """Write blocks with an empty line around all but running text in a row."""
        lines: list[str] = []
        for block in blocks:
            lines += ["", *self.block(block, width)] if lines else self.block(block, width)
        return lines

    def block(self, block: Block, width: int) -> list[str]:
        """Write one block."""
        match block:
            case Paragraph(content):
                return wrap(self.inline(content), width)
            case Equation(rows):
                return [_INSET + line for line in self.equation(rows, width - len(_INSET))]
            case Table(header, rows):
                cells = [[self.inline(cell.content) for cell in row] for row in rows]
                rule = "─" if self.unicode else "-"
                return grid([self.inline(cell.content) for cell in header], cells, width, rule)
            case FlowLine():
                return [_INSET + line for line in self.flow(block, width - len(_INSET))]
            case Figure(path, alt):
                return wrap(f"[{self.plain(alt)} ({self.plain(path)})]", width)
            case Room(lines):
                return [""] * lines

    def inline(self, content: tuple[Inline, ...]) -> str:
        """Write running text; formulas are tied, and a short one to the word before it."""
        text = ""
        for piece in content:
            shown = self._piece(piece)
            if isinstance(piece, Math) and columns(shown) <= _SHORT and text.endswith(" "):
                text = text[:-1] + TIED
            text += shown
        return text

    def _piece(self, piece: Inline) -> str:
        match piece:
            case Text(text):
                return self.plain(text)
            case Term(text):
                return f"{EMPHASIS}{self.plain(text)}{PLAIN}"
            case Math(formula):
                return tie(self.math(formula))

    def equation(self, rows: tuple[Formula, ...], width: int) -> list[str]:
        """Write rows aligned at their first relation; a long chain continues under it."""
        split = [sides_of(row) for row in rows]
        printed = [([tie(self.math(side)) for side in sides], relations) for sides, relations in split]
        left = max((columns(sides[0]) for sides, relations in printed if relations), default=0)
        lines: list[str] = []
        for sides, relations in printed:
            lines += self._aligned(sides, relations, left if relations else columns(sides[0]), width)
        return lines

    def _aligned(self, sides: list[str], relations: tuple[str, ...], left: int, width: int) -> list[str]:
        """Write one row, in one line where it fits."""
        head = TIED * (left - columns(sides[0])) + sides[0]
        tails = [f"{self.relation(sign)}{TIED}{side}" for sign, side in zip(relations, sides[1:], strict=True)]
        line = " ".join([head, *tails])
        if columns(line) <= width or not tails:
            return wrap(line, width, _INSET)
        under = left if left <= width // 2 else len(_INSET)
        hanging = " " * (under + 3) + _INSET
        lines = wrap(f"{head}{TIED}{tails[0]}", width, hanging) if under == left else [head]
        for tail in tails if under != left else tails[1:]:
            lines += wrap(TIED * (under + 1) + tail, width, hanging)
        return lines

    def relation(self, sign: str) -> str:
        """Write a relation alone."""
        return relation(sign)[0 if self.unicode else 1]

    def flow(self, line: FlowLine, width: int) -> list[str]:
        """Draw the flow, with a legend where the marks are not the usual ones."""
        labels = [self.math(formula, short=True) for _, formula in line.marks]
        drawing = flow_line.draw(line, labels, ink=self.ink, width=width)
        if self.unicode or not line.marks:
            return drawing
        return [*drawing, *wrap(f"({flow_line.legend(line, self.ink)})", width, " ")]
