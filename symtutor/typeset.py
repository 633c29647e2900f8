"""LaTeX documents as PDF, by the TeX on the user's PATH.

TeX runs in a temporary folder, without a shell behind it, without files outside that folder, and no longer than it
may. The same document gives the same bytes: the date in the file is that of the epoch.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from symtutor.errors import LimitError, RequestError

if TYPE_CHECKING:
    from collections.abc import Iterable

ENGINES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("latexmk", ("-pdf", "-interaction=nonstopmode", "-halt-on-error", "-norc", "-no-shell-escape")),
    ("tectonic", ("--untrusted", "--chatter=minimal")),  # untrusted: no shell escape
    ("pdflatex", ("-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape")),
)
"""The first that is there is used: latexmk runs as often as needed, tectonic fetches packages, all have pdflatex."""

SECONDS = 60
"""Time after which a document that is not ready never will be."""

NAME = "document"


def pdf(
    document: str, seconds: float = SECONDS, *, pictures: Iterable[tuple[str, bytes]] = (), folder: str = ""
) -> bytes:
    """Typeset a LaTeX document.

    Parameters
    ----------
    document : str
        All of it.
    seconds : float
        How long it may take.
    pictures : iterable of (str, bytes)
        The files that it includes, by name.
    folder : str
        Where TeX looks for what a template brings along, such as a logo.

    Raises
    ------
    RequestError
        Where there is no TeX, or it cannot typeset the document.
    LimitError
        When it takes longer than `seconds`.
    """
    program, options = _engine()
    with tempfile.TemporaryDirectory(prefix="symtutor-") as desk:
        source = Path(desk) / f"{NAME}.tex"
        source.write_text(document, encoding="utf-8", newline="\n")
        for name, picture in pictures:
            source.with_name(name).write_bytes(picture)
        try:
            done = subprocess.run(  # noqa: S603 - a fixed program and fixed options; the document is a file
                [program, *options, source.name],
                cwd=desk,
                env=_environment(desk, folder),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise LimitError(f"TeX was stopped after {seconds:g} seconds.") from error
        made = source.with_suffix(".pdf")
        if done.returncode or not made.is_file():
            raise RequestError(f"TeX cannot typeset this: {_complaint(source, done)}", suggestion=_PACKAGES)
        return made.read_bytes()


_PACKAGES = "On Debian, texlive-latex-base has all that is needed; -o solution.tex writes the LaTeX."


def _engine() -> tuple[str, tuple[str, ...]]:
    """Find a TeX."""
    for name, options in ENGINES:
        program = shutil.which(name)
        if program is not None:
            return program, options
    raise RequestError(
        "A PDF needs TeX, and no latexmk, tectonic or pdflatex is on the PATH.",
        suggestion="Install one (Debian: texlive-latex-base), or write -o solution.tex or -o solution.html.",
    )


def _environment(desk: str, folder: str) -> dict[str, str]:
    """Keep TeX in its folder and in that of the template, and the clock out of the file."""
    return {
        **os.environ,
        **({"TEXINPUTS": os.pathsep.join((folder, os.environ.get("TEXINPUTS", "")))} if folder else {}),
        "SOURCE_DATE_EPOCH": "0",
        "FORCE_SOURCE_DATE": "1",
        "TZ": "UTC",
        "openin_any": "p",  # no file above the folder is read
        "openout_any": "p",
        "TEXMFOUTPUT": desk,
        "max_print_line": "1000",
    }


def _complaint(source: Path, done: subprocess.CompletedProcess[bytes]) -> str:
    """Find the line of the log that says what is wrong."""
    log = source.with_suffix(".log")
    text = log.read_text(encoding="utf-8", errors="replace") if log.is_file() else done.stderr.decode(errors="replace")
    wrong = (line[1:].strip() for line in text.splitlines() if line.startswith("!"))
    return next(wrong, "its log names no error.")[:200]
