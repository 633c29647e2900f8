"""Hand work in files: the lines in which claims are looked for."""

from __future__ import annotations

import csv
import json
import re
import sys
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from symtutor.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Callable

LARGEST = 200_000
"""Bytes that hand work may have."""

_COMMENT = re.compile(r"(?<!\\)%.*$", re.MULTILINE)
_BODY = re.compile(r"\\begin\{document\}(.*?)(?:\\end\{document\}|\Z)", re.DOTALL)
_LAYOUT = re.compile(
    r"\\(?:maketitle|newpage|clearpage|noindent|medskip|bigskip|smallskip|centering|quad|qquad|notag|nonumber|tableofcontents)\b"
    r"|\\(?:label|vspace\*?|hspace\*?|usepackage|title|author|date|caption|includegraphics(?:\[.*?\])?)\{[^{}]*\}"
    r"|\\item(?:\[.*?\])?|\\(?:begin|end)\{(?![pbvB]?matrix)\w+\*?\}(?:\[[^\]]*\])?(?:\{[^{}]*\})?"
)
_SECTION = re.compile(r"\\(?:sub)*(?:section|paragraph)\*?\{([^{}]*)\}")
_MATRIX = re.compile(r"\\begin\{[pbvB]?matrix\}")
_ROW = re.compile(r"[^=]*&[^=]*")
"""A row of a table, and no equation that is aligned."""
_FRONT = re.compile(r"\A---\n.*?\n---\s*$", re.DOTALL | re.MULTILINE)
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)|<!--.*?-->")
_FENCE = re.compile(r"^```.*?^```\s*$", re.DOTALL | re.MULTILINE)


def text_of(work: str) -> str:
    """Give the text of hand work: standard input for ``-``, a file where there is one of that name, else itself.

    Raises
    ------
    RequestError
        Where a file cannot be read, is too large, or is no text.
    """
    if work == "-":
        return _decoded(sys.stdin.buffer.read(LARGEST + 1), "Standard input")
    if len(work) > 255 or "\n" in work or not work.isprintable():
        return work
    path = Path(work)
    try:
        if not path.is_file():
            if path.suffix in READERS:
                raise RequestError(f"There is no file {work}.")
            return work
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise RequestError(f"{work} cannot be read: {(error.strerror or str(error)).lower()}.") from error
    return READERS.get(path.suffix, str)(_decoded(data, work))


def _decoded(data: bytes, name: str) -> str:
    if len(data) > LARGEST:
        raise RequestError(f"{name} is larger than hand work may be ({LARGEST:,} bytes).")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RequestError(f"{name} is not text in UTF-8.") from error


def _tex(text: str) -> str:
    """Keep the body of a document, a line of its mathematics a line, with the numbers of the lines."""
    body = _BODY.search(text)
    lines = _COMMENT.sub("", body[1] if body else text).split("\n")
    above = text[: body.start(1)].count("\n") if body else 0
    return "\n" * above + "\n".join(map(_tex_line, lines))


def _tex_line(line: str) -> str:
    """Take the layout off a line: what is left is what was said."""
    line = _SECTION.sub(r"# \1", _LAYOUT.sub("", line))
    if not _MATRIX.search(line) and not _ROW.fullmatch(line):
        line = re.sub(r"\\\\(?:\[.*?\])?\s*$", "", line).replace("&=", "=").replace("&", " ")
    return line


def _markdown(text: str) -> str:
    """Leave out blocks of code, front matter and pictures, keeping the numbers of the lines."""
    for pattern in (_FRONT, _FENCE):
        text = pattern.sub(lambda block: "\n" * block[0].count("\n"), text)
    return _PICTURE.sub("", text)


def _notebook(text: str) -> str:
    """Join the Markdown cells."""
    try:
        cells = json.loads(text)["cells"]
        sources = [cell["source"] for cell in cells if cell["cell_type"] == "markdown"]
        return "\n".join(_markdown("".join(source)) for source in sources)
    except (ValueError, KeyError, TypeError) as error:
        raise RequestError("This is no notebook: its cells cannot be found.") from error


def _table(text: str) -> str:
    """Write a table with bars, which hand work may hold: ``n;x`` with decimal commas becomes ``| n | x |``."""
    from symtutor.checking.hand.tables import rows_as_claims  # noqa: PLC0415 - only who hands in a table pays for it

    delimiter = ";" if ";" in text.partition("\n")[0] else "\t" if "\t" in text.partition("\n")[0] else ","
    rows = [[cell.strip() for cell in row] for row in csv.reader(StringIO(text), delimiter=delimiter)]
    if delimiter == ";":  # where columns are set apart so, a comma is that of a decimal
        rows = [[re.sub(r"(?<=\d),(?=\d)", ".", cell) for cell in row] for row in rows]
    lines = [f"| {' | '.join(row)} |" if any(row) else "" for row in rows]
    if any(lines) and rows_as_claims(lines) == lines:
        raise RequestError(
            "The columns of this table are not known: steps are told by n or t and a state, "
            "points by x* and what is said of them.",
            suggestion="Begin it with a line like: n,x",
        )
    return "\n".join(lines)


READERS: dict[str, Callable[[str], str]] = {
    ".txt": str,
    ".md": _markdown,
    ".tex": _tex,
    ".ipynb": _notebook,
    ".csv": _table,
}
