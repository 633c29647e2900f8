"""Documents as one web page that needs no script, no network and no other file.

Mathematics is MathML, which browsers draw and screen readers read; pictures are SVG with words. What is wide scrolls
by itself, and can be reached by the keyboard to do so.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from symtutor.document import Equation, Figure, FlowLine, Listing, Math, Paragraph, Room, Table, Term, Text
from symtutor.render.escape import html_text
from symtutor.render.flow_svg import flow_svg
from symtutor.render.mathml import display_mathml, inline_mathml
from symtutor.render.notation import unicode_math

if TYPE_CHECKING:
    from symtutor.document import Block, Document, Inline, Step

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src 'self'"
"""What the page may load: pictures that lie beside it. A browser that honours this runs no script in it."""

_SAFE_PATH = re.compile(r"[A-Za-z0-9_./ +-]+")

_GLUED = re.compile(r"[^\s<]+")
"""What must stay on one line with the formula before it: a comma, a full stop, the rest of a word."""


def render(document: Document) -> str:
    """Write a document as a page of HTML.

    Examples
    --------
    >>> from symtutor.document import Document, Step, Text, paragraph
    >>> page = render(Document((Text("A line"),), (Step("Slope", (paragraph("It is *stable*."),)),)))
    >>> print(page[page.index("<main>") :], end="")
    <main>
    <h1>A line</h1>
    <section aria-labelledby="step-1">
    <h2 id="step-1">1. Slope</h2>
    <p>It is <strong>stable</strong>.</p>
    </section>
    </main>
    </body>
    </html>
    """
    name = html_text(_words(document.title) or "symtutor")
    heading = [f"<h1{_named(document.title)}>{_inline(document.title)}</h1>"] if document.title else []
    sections = [_section(step, number) for number, step in enumerate(document.steps, start=1)]
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{name}</title>",
            f"<style>\n{_style()}</style>",
            "</head>",
            "<body>",
            "<main>",
            *heading,
            *sections,
            "</main>",
            "</body>",
            "</html>\n",
        ]
    )


_FONT = """\
/* Symtutor Math is a subset of TeX Gyre Termes Math, (c) 2012-2014 B. Jackowski, P. Strzelczyk and P. Pianowski for TeX
   Users Groups, under the GUST Font License, an instance of the LaTeX Project Public License. */
@font-face {{
  font-family: "Symtutor Math";
  src: url(data:font/woff2;base64,{}) format("woff2");
}}
"""


@cache
def _style() -> str:
    """Read how the page looks, with the font of its mathematics."""
    from base64 import b64encode  # noqa: PLC0415 - only this format needs it
    from importlib.resources import files  # noqa: PLC0415 - likewise

    here = files("symtutor.render")
    font = here.joinpath("font", "symtutor-math.woff2").read_bytes()
    return _FONT.format(b64encode(font).decode()) + here.joinpath("page.css").read_text(encoding="utf-8")


def _section(step: Step, number: int) -> str:
    """Write one step."""
    heading = f'<h2 id="step-{number}">{number}. {html_text(step.title)}</h2>'
    return "\n".join(
        [f'<section aria-labelledby="step-{number}">', heading, *map(_block, step.blocks), "</section>"],
    )


def _block(block: Block) -> str:
    """Write one block."""
    match block:
        case Paragraph(content):
            return f"<p>{_inline(content)}</p>"
        case Equation(rows):
            return _wide("formula", display_mathml(rows))
        case Table():
            return _wide("table", _table(block))
        case FlowLine():
            return f"<figure>{_wide('phase line', flow_svg(block))}</figure>"
        case Figure(path, alt, ""):
            return _figure(path, alt)
        case Figure(_, alt, svg):
            from symtutor.render.inline_svg import inline_svg  # noqa: PLC0415 - only pages with pictures need it

            return f"<figure>{inline_svg(svg, alt)}</figure>"
        case Room(lines):
            return f'<div style="height: {2 * lines}em"></div>'


def _wide(what: str, inside: str) -> str:
    """Let what may be wider than the screen scroll, also by the keyboard."""
    return f'<div class="wide" role="group" aria-label="{what}" tabindex="0">{inside}</div>'


def _inline(content: tuple[Inline, ...], *, broken: bool = True) -> str:
    """Write running text; punctuation stays with the formula before it."""
    text = ""
    for k, piece in enumerate(content):
        shown = _piece(piece, broken=broken)
        if k and isinstance(content[k - 1], Math) and (glued := _GLUED.match(shown)):
            head, _, last = text.rpartition("<math>")
            text = f'{head}<span class="tied"><math>{last}{glued[0]}</span>'
            shown = shown[glued.end() :]
        text += shown
    return text


def _piece(piece: Inline, *, broken: bool) -> str:
    """Write one piece of running text."""
    match piece:
        case Text(text):
            return html_text(text)
        case Term(text):
            return f"<strong>{html_text(text)}</strong>"
        case Math(Listing(items, "")):
            return ", ".join(inline_mathml(item, broken=broken) for item in items)
        case Math(formula):
            return inline_mathml(formula, broken=broken)


def _words(content: tuple[Inline, ...]) -> str:
    """Give running text as plain text."""
    return "".join(unicode_math(piece.formula) if isinstance(piece, Math) else piece.text for piece in content)


def _named(content: tuple[Inline, ...]) -> str:
    """Name a heading of nothing but mathematics, which programs that list headings would call empty."""
    bare = content and all(isinstance(piece, Math) for piece in content)
    return f' aria-label="{html_text(_words(content))}"' if bare else ""


def _header(content: tuple[Inline, ...]) -> str:
    """Write what heads a column; here the name belongs to the formula, for a cell is known by what is seen in it."""
    return _inline(content, broken=False).replace("<math>", f"<math{_named(content)}>", 1)


def _table(table: Table) -> str:
    """Write a table; a formula in it is not broken."""
    head = "".join(f'<th scope="col">{_header(cell.content)}</th>' for cell in table.header)
    rows = ["".join(f"<td>{_inline(cell.content, broken=False)}</td>" for cell in row) for row in table.rows]
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _figure(path: str, alt: str) -> str:
    """Show a picture that lies beside the page; of any other address only the words are kept."""
    words = html_text(alt)
    if not _SAFE_PATH.fullmatch(path):
        return f"<p>{words}</p>"
    return f'<figure><img src="{html_text(path)}" alt="{words}"></figure>'
