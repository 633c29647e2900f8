r"""Documents as LaTeX, with the packages that the smallest TeX installation has.

Tables and drawings wider than the page are scaled down to it; long formulas are broken at their relations.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from symtutor.document import Equation, Figure, FlowLine, Listing, Math, Paragraph, Room, Table, Term, Text
from symtutor.errors import RequestError
from symtutor.render.align import latex_lines, sides_of
from symtutor.render.escape import latex_text
from symtutor.render.layout import columns, longest_word, shrink, tie
from symtutor.render.notation import latex_math, unicode_math
from symtutor.render.picture import picture

if TYPE_CHECKING:
    from symtutor.document import Block, Document, Formula, Inline, Step

PREAMBLE = r"""\documentclass[11pt,a4paper]{article}
\usepackage[utf8]{inputenc}
\IfFileExists{lmodern.sty}{\usepackage[T1]{fontenc}\usepackage{lmodern}}{}
\usepackage{amsmath,amssymb,array,graphicx}
\usepackage[margin=25mm]{geometry}
\setlength{\parindent}{0pt}
\setlength{\parskip}{6pt plus 2pt}
\setlength{\emergencystretch}{3em}
\AtBeginDocument{\setlength{\abovedisplayshortskip}{6pt plus 2pt}}
\lineskiplimit=1pt
\lineskip=3pt
\relpenalty=9000
\binoppenalty=9500
"""

_WIDTH = 76
"""Columns of a one-line formula that fit on a line of the page."""

_LONGEST = 90
"""A side wider than this may be one piece too long for a line."""

_NEW_LINE = " \\\\\n"

_TABLE = 84
"""Columns of text that fit beside each other in a table on the page."""

_RAGGED = r">{\raggedright\arraybackslash\lineskiplimit=2pt\lineskip=3pt}"
"""Lines of fractions in one cell would touch."""

_NO_LINE_ABOVE = "\\vspace{-\\baselineskip}\n"
"""A display that no paragraph leads to begins one of its own, whose first line is empty."""

_SIZE = r"width=0.75\linewidth,height=0.4\textheight,keepaspectratio"

_SAFE_PATH = re.compile(r"[A-Za-z0-9_./ +-]+")


def render(document: Document, *, fragment: bool = False) -> str:
    r"""Write a document as LaTeX.

    Parameters
    ----------
    document : Document
        What to write.
    fragment : bool
        True gives only the body, for ``\input`` in a document that loads amsmath, amssymb, array and graphicx.

    Examples
    --------
    >>> from symtutor.document import Document, Step, Text, paragraph
    >>> from sympy import Integer
    >>> step = Step("Slope", (paragraph("At {at} it is *stable*.", at=Integer(-2)),))
    >>> print(render(Document((Text("A line"),), (step,)), fragment=True), end="")
    \begin{center}\Large\bfseries\boldmath A line\end{center}
    <BLANKLINE>
    \subsection*{1. Slope}
    <BLANKLINE>
    At $-2$ it is \textbf{stable}.
    """
    parts = []
    if document.title:
        parts.append(rf"\begin{{center}}\Large\bfseries\boldmath {_inline(document.title)}\end{{center}}")
    parts.extend(_step(step, number) for number, step in enumerate(document.steps, start=1))
    body = "\n\n".join(parts) + "\n"
    return body if fragment else f"{PREAMBLE}\n\\begin{{document}}\n\n{body}\n\\end{{document}}\n"


BODY = "$body$"
_CLASS = re.compile(r"^[^%\n]*\\documentclass", re.MULTILINE)
_BEGIN = re.compile(r"^[^%\n]*?(?=\\begin\s*\{document\})", re.MULTILINE)
_NEEDED = r"\usepackage{amsmath,amssymb,array,graphicx}" + "\n"
"""What a body needs; loading a package a second time, without options, does nothing."""


def within(template: str, body: str) -> str:
    r"""Put the body of a document into a template of the user's own.

    Without ``\documentclass`` the template adds to the usual preamble, with it takes its place; with ``$body$`` it is
    a whole document.

    Raises
    ------
    RequestError
        Where a document has no place for the body.

    Examples
    --------
    >>> print(within(r"\documentclass{exam}\begin{document}Name: \hrulefill $body$ \end{document}", "Solve."))
    \documentclass{exam}\usepackage{amsmath,amssymb,array,graphicx}
    \begin{document}Name: \hrulefill Solve. \end{document}
    """
    begin = _BEGIN.search(template)
    if begin is None:
        if BODY in template:
            raise RequestError(
                f"The template has a place for the body, {BODY}, but no \\begin{{document}}.",
                suggestion="Write a whole document around it, or a preamble without it.",
            )
        ours = "" if _CLASS.search(template) else PREAMBLE
        return f"{ours}{template.rstrip()}\n{_NEEDED}\n\\begin{{document}}\n\n{body}\n\\end{{document}}\n"
    if BODY not in template:
        raise RequestError(
            "The template is a whole document, and nothing in it says where the solution goes.",
            suggestion=f"Write {BODY} there; or end the template before \\begin{{document}}.",
        )
    start = begin.end()
    before, after = template[start:].split(BODY, 1)
    return f"{template[:start]}{_NEEDED}{before}{body}{after}"


def _step(step: Step, number: int) -> str:
    """Write one step; a displayed formula belongs to what is before it, so no empty line parts them."""
    text = rf"\subsection*{{{number}. {latex_text(step.title)}}}"
    before: Block | None = None
    for block in step.blocks:
        display = isinstance(block, Equation)
        joined = display and isinstance(before, Paragraph | Equation)
        above = _NO_LINE_ABOVE if display and not joined else ""
        text += ("\n" if joined else "\n\n") + above + _block(block)
        before = block
    return text


def _block(block: Block) -> str:
    """Write one block."""
    match block:
        case Paragraph(content):
            return _inline(content)
        case Equation(rows):
            return _display(latex_lines(rows, _WIDTH), rows)
        case Table():
            return _table(block)
        case FlowLine():
            return f"\\begin{{center}}\n{picture(block)}\n\\end{{center}}"
        case Figure(path, alt):
            return _figure(path, alt.partition(". ")[0].removesuffix("."))
        case Room(lines):
            return rf"\vspace*{{{lines}\baselineskip}}"


def _display(lines: list[str], rows: tuple[Formula, ...]) -> str:
    """Write a displayed formula: in lines where it needs several, smaller where a line cannot be broken further."""
    if max(len(unicode_math(side)) for row in rows for side in sides_of(row)[0]) > _LONGEST:
        return _within_page(rf"$\begin{{aligned}} {_NEW_LINE.join(lines)} \end{{aligned}}$")
    if len(lines) == 1:
        return f"\\[\n{latex_math(rows[0])}\n\\]"
    return "\n".join([r"\begin{align*}", _NEW_LINE.join(lines), r"\end{align*}"])


def _inline(content: tuple[Inline, ...]) -> str:
    """Write running text."""
    return "".join(map(_piece, content))


def _piece(piece: Inline) -> str:
    match piece:
        case Text(text):
            return latex_text(text)
        case Term(text):
            return rf"\textbf{{{latex_text(text)}}}"
        case Math(Listing(items, "")):
            return ", ".join(f"${latex_math(item)}$" for item in items)
        case Math(formula):
            return f"${latex_math(formula)}$"


def _table(table: Table) -> str:
    """Write a table; columns too wide for the page become paragraphs."""
    cells = [[_measured(cell) for cell in row] for row in (table.header, *table.rows)]
    natural, floors = (
        [max(map(size, column)) for column in zip(*cells, strict=True)] for size in (columns, longest_word)
    )
    fitted = shrink(natural, floors, _TABLE)
    shapes = [
        "l" if wanted in {floor, width} else rf"{_RAGGED}p{{0.{100 * width // _TABLE:02d}\linewidth}}"
        for width, floor, wanted in zip(fitted, floors, natural, strict=True)
    ]
    head, *body = [" & ".join(_inline(cell.content) for cell in row) + r" \\" for row in (table.header, *table.rows)]
    return _within_page(
        "\n".join(
            [
                r"\renewcommand{\arraystretch}{1.3}%",
                rf"\begin{{tabular}}{{{''.join(shapes)}}}",
                r"\hline",
                head,
                r"\hline",
                *body,
                r"\hline",
                r"\end{tabular}%",
            ]
        )
    )


def _measured(cell: Paragraph) -> str:
    """Give the words of a cell, to measure its width."""
    return "".join(
        tie(unicode_math(piece.formula)) if isinstance(piece, Math) else piece.text for piece in cell.content
    )


def _within_page(box: str) -> str:
    """Centre a box, scaled down where it is wider than the line."""
    fit = r"\ifdim\width>\linewidth\linewidth\else\width\fi"
    return f"\\begin{{center}}\n\\resizebox{{{fit}}}{{!}}{{%\n{box}\n}}\n\\end{{center}}"


def _figure(path: str, alt: str) -> str:
    """Include a picture; a path that TeX could misread is left out and its words are kept."""
    words = rf"\par\small {latex_text(alt)}"
    drawing = rf"\includegraphics[{_SIZE}]{{{path}}}" if _SAFE_PATH.fullmatch(path) else ""
    return f"\\begin{{center}}\n{drawing}{words}\n\\end{{center}}"
