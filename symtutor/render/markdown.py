r"""Documents as Markdown with ``$…$``, for Jupyter and GitHub.

GitHub reads Markdown before mathematics: it takes the backslash of ``\\`` away inside a line, so matrices there are
broken into rows by ``\cr``, which every TeX and every MathJax knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.document import Equation, Figure, FlowLine, Math, Paragraph, Room, Table, Term, Text
from symtutor.render import flow_line
from symtutor.render.align import latex_lines
from symtutor.render.escape import markdown_start, markdown_text
from symtutor.render.notation import latex_math, unicode_math

if TYPE_CHECKING:
    from symtutor.document import Block, Document, Formula, Inline, Step

_WIDTH = 80
"""A displayed formula wider than this in its one-line form is broken at its relations."""


def render(document: Document) -> str:
    r"""Write a document as Markdown.

    Examples
    --------
    >>> from symtutor.document import Document, Step, Text, paragraph
    >>> from sympy import Integer
    >>> step = Step("Slope", (paragraph("At {at} it is *stable*.", at=Integer(-2)),))
    >>> print(render(Document((Text("A line"),), (step,))), end="")
    # A line
    <BLANKLINE>
    ## 1. Slope
    <BLANKLINE>
    At $-2$ it is **stable**.
    """
    parts = [f"# {_inline(document.title)}"] if document.title else []
    parts.extend(section(step, number) for number, step in enumerate(document.steps, start=1))
    return "\n\n".join(parts) + "\n"


def section(step: Step, number: int) -> str:
    """Write one step under its heading."""
    return "\n\n".join([f"## {number}. {markdown_text(step.title)}", *map(_block, step.blocks)])


def _block(block: Block) -> str:
    """Write one block."""
    match block:
        case Paragraph(content):
            return markdown_start(_inline(content))
        case Equation(rows):
            return _display(rows)
        case Table(header, rows):
            lines = [_row([_inline(cell.content) for cell in cells]) for cells in (header, *rows)]
            return "\n".join([lines[0], _row(["---"] * len(header)), *lines[1:]])
        case FlowLine():
            labels = [unicode_math(formula, short=True) for _, formula in block.marks]
            drawing = flow_line.draw(block, labels)
            return "\n".join(["```text", *(line.replace("`", "'") for line in drawing), "```"])
        case Figure(path, alt):
            return f"![{markdown_text(alt)}](<{_address(path)}>)"
        case Room(lines):
            return "\n\n".join(["&nbsp;"] * lines)


def _inline(content: tuple[Inline, ...]) -> str:
    """Write running text."""
    return "".join(map(_piece, content))


def _piece(piece: Inline) -> str:
    match piece:
        case Text(text):
            return markdown_text(text)
        case Term(text):
            return f"**{markdown_text(text)}**"
        case Math(formula):
            in_line = latex_math(formula).replace(r" \\ ", r" \cr ")
            return f"${in_line}$"


def _display(rows: tuple[Formula, ...]) -> str:
    """Write a displayed formula, aligned where there are several lines."""
    lines = latex_lines(rows, _WIDTH)
    if len(lines) == 1:
        return f"$$\n{latex_math(rows[0])}\n$$"
    return "\n".join(["$$", r"\begin{aligned}", *(f"{line} \\\\" for line in lines[:-1]), lines[-1], *_END])


_END = (r"\end{aligned}", "$$")


def _row(cells: list[str]) -> str:
    """Write one row of a table; an empty cell keeps its place."""
    return f"| {' | '.join(cell or ' ' for cell in cells)} |"


def _address(path: str) -> str:
    """Keep a path inside its angle brackets."""
    return "".join(c for c in path if c.isprintable() and c not in "<>\\")
