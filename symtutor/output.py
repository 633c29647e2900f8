"""Where output goes: what the terminal can show, and files that are whole or not there at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, TextIO

from symtutor.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENTS = {".txt": "text", ".md": "markdown", ".tex": "latex", ".html": "html", ".json": "json"}
"""The format that the ending of a file name asks for."""

TABLES = {".csv": "csv"}
"""The same where the answer holds tables."""

SOLUTIONS = {".ipynb": "notebook", ".pdf": "pdf"}
"""The same for a worked solution."""

PICTURES = (".png", ".svg", ".pdf", ".gif")

_GLYPHS = "──▶●◀○◐′λ²₁≈√"


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the reader's screen can show."""

    unicode: bool
    width: int
    bold: bool

    @classmethod
    def of(cls, stream: TextIO) -> Terminal:
        """Ask `stream` and the environment."""
        screen = stream.isatty() and os.environ.get("TERM") != "dumb"
        columns = shutil.get_terminal_size((88, 24)).columns
        return cls(
            unicode=_can_encode(stream.encoding or "ascii"),
            width=min(max(columns, 40), 100),
            bold=screen and not os.environ.get("NO_COLOR"),
        )


def _can_encode(encoding: str) -> bool:
    """Tell whether the glyphs of a phase line exist in `encoding`."""
    try:
        _GLYPHS.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def format_for(to: str | None, output: str | None, *, tables: bool = False, solution: bool = False) -> str:
    """Choose the format: the one asked for, else the one that the ending of the file name says, else text.

    Examples
    --------
    >>> format_for(None, "solution.tex")
    'latex'
    >>> format_for("json", "solution.tex")
    'json'
    >>> format_for(None, "steps.csv", tables=True)
    'csv'
    """
    if to is not None:
        return to
    if output is None or output == "-":
        return "text"
    ending = PurePath(output).suffix.lower()
    known = DOCUMENTS | (TABLES if tables else {}) | (SOLUTIONS if solution else {})
    if ending not in known:
        endings = ", ".join(known)
        raise RequestError(
            f"The name {output!r} does not say the format by its ending.",
            suggestion=f"End it in one of {endings}, or name the format with --to.",
        )
    return known[ending]


def is_picture(output: str | None) -> bool:
    """Tell whether a file name ends like a picture.

    Examples
    --------
    >>> is_picture("run.svg"), is_picture("run.tex"), is_picture(None)
    (True, False, False)
    """
    return output is not None and PurePath(output).suffix.lower() in PICTURES


def picture_name(output: str) -> str:
    """Return `output` when its ending is that of a picture.

    Examples
    --------
    >>> picture_name("flow.bmp")
    Traceback (most recent call last):
        ...
    symtutor.errors.RequestError: 'flow.bmp' does not end like a picture. End it in one of .png, .svg, .pdf, .gif.
    """
    if PurePath(output).suffix.lower() not in PICTURES:
        raise RequestError(
            f"{output!r} does not end like a picture.", suggestion=f"End it in one of {', '.join(PICTURES)}."
        )
    return output


@contextmanager
def whole_file(name: str) -> Iterator[Path]:
    """Give a path to write to; what is written there appears as `name` when all of it is there, else not at all.

    Raises
    ------
    RequestError
        When `name` is no plain file name, or its folder cannot be written to.
    """
    target = _target(name)
    try:
        if target.exists() and not target.is_file():
            yield target  # a device or a pipe holds no half-written file, and must not be replaced by one
            return
        with tempfile.TemporaryDirectory(prefix=".symtutor-", dir=target.parent) as folder:
            draft = Path(folder) / target.name
            yield draft
            if target.exists():
                shutil.copymode(target, draft)
            draft.replace(target)
    except OSError as error:
        raise RequestError(f"{name!r} cannot be written: {(error.strerror or str(error)).lower()}.") from error


def _target(name: str) -> Path:
    """Refuse a name that would not mean what it says; follow a link, so that it stays one."""
    parts = PurePath(name).parts
    inside = [part for index, part in enumerate(parts) if part == ".." and set(parts[:index]) - {".."}]
    troubles = (
        (not name.strip(), "is empty"),
        (not name.isprintable(), "holds a control character"),
        (name.startswith("~"), "begins with ~, which only a shell expands"),
        ("://" in name, "is an address, not the name of a file"),
        (bool(inside), "leaves a folder that it entered (..)"),
        (name.endswith(("/", os.sep)) or Path(name).is_dir(), "is a folder"),
    )
    trouble = next((words for holds, words in troubles if holds), None)
    if trouble:
        raise RequestError(f"{name!r} cannot be written: it {trouble}.", suggestion="Give a plain file name.")
    return Path(name).resolve()
