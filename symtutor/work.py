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
    """Keep the body of a document, a line of its mathematics a line."""
    body = _BODY.search(text)
    return _COMMENT.sub("", body[1] if body else text)


def _markdown(text: str) -> str:
    """Leave out blocks of code, keeping the numbers of the lines."""
    return _FENCE.sub(lambda block: "\n" * block[0].count("\n"), text)


def _notebook(text: str) -> str:
    """Join the Markdown cells."""
    try:
        cells = json.loads(text)["cells"]
        sources = [cell["source"] for cell in cells if cell["cell_type"] == "markdown"]
        return "\n".join(_markdown("".join(source)) for source in sources)
    except (ValueError, KeyError, TypeError) as error:
        raise RequestError("This is no notebook: its cells cannot be found.") from error


def _table(text: str) -> str:
    """Write each row of a table as claims: ``n, x`` becomes ``x1 = 0.75``."""
    rows = [[cell.strip() for cell in row] for row in csv.reader(StringIO(text)) if any(cell.strip() for cell in row)]
    if not rows:
        return ""
    header, body = rows[0], rows[1:]
    if "n" not in header:
        raise RequestError("A table needs a column n for the number of the step.", suggestion="Begin it with: n,x")
    counter = header.index("n")
    states = [(place, name) for place, name in enumerate(header) if place != counter and name.isidentifier()]
    lines = [""]
    for row in body:
        cells = dict(enumerate(row))
        n = cells.get(counter, "")
        lines.append(", ".join(f"{name}{n} = {cells[place]}" for place, name in states if cells.get(place)))
    return "\n".join(lines)


READERS: dict[str, Callable[[str], str]] = {
    ".txt": str,
    ".md": _markdown,
    ".tex": _tex,
    ".ipynb": _notebook,
    ".csv": _table,
}
