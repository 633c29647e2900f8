"""Pictures in documents: each in the step that it shows, as a file beside the document or within it."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from symtutor.document import Document, Figure
from symtutor.errors import RequestError
from symtutor.render.pictures import picture_at

if TYPE_CHECKING:
    from symtutor.document import Step
    from symtutor.model import Analysis, Window

ENDINGS = {"html": ".svg", "latex": ".pdf", "fragment": ".pdf"}
"""What a picture is written as, in the formats that have pictures."""


@dataclass(frozen=True, slots=True)
class Illustrated:
    """A document with its pictures, and the files that they are in, by name; a page holds its own."""

    document: Document
    files: tuple[tuple[str, bytes], ...] = ()


def illustrated(document: Document, analysis: Analysis, window: Window, format_: str, name: str) -> Illustrated:
    """Put pictures into a document.

    Parameters
    ----------
    document : Document
        A worked solution.
    analysis : Analysis
        What the pictures show.
    window : Window
        The box that was given.
    format_ : str
        What the document will be written in.
    name : str
        The name of its file, after which those of the pictures are named.

    Examples
    --------
    >>> from symtutor import solve
    >>> solution = solve("x' = 1 - x").told(only="flow")
    >>> whole = illustrated(solution.document, solution.analysis, solution.window, "latex", "my sheet.tex")
    >>> [name for name, _ in whole.files], whole.document.steps[0].blocks[-1].path
    (['my-sheet-phase-line.pdf'], 'my-sheet-phase-line.pdf')
    """
    steps: list[Step] = []
    files: list[tuple[str, bytes]] = []
    for step in document.steps:
        drawn = _drawn(step, analysis, window, ENDINGS[format_])
        if drawn is None:
            steps.append(step)
            continue
        kind, alt, picture = drawn
        path = f"{_plain(name)}-{kind}{ENDINGS[format_]}"
        inside = format_ == "html"
        figure = Figure(path, alt, picture.decode() if inside else "")
        steps.append(replace(step, blocks=(*step.blocks, figure)))
        files += [] if inside else [(path, picture)]
    return Illustrated(Document(document.title, tuple(steps)), tuple(files))


def _drawn(step: Step, analysis: Analysis, window: Window, ending: str) -> tuple[str, str, bytes] | None:
    """Draw the picture of a step: what it is called, the words for it, and the file; None where there is none."""
    kind = picture_at(step.topic, analysis)
    if kind is None:
        return None
    from symtutor.plot import draw, save  # noqa: PLC0415 - only documents with pictures pay for matplotlib

    try:
        figure = draw(analysis, window=window, picture=kind or None)
    except RequestError:  # the words are complete without the picture
        return None
    words = str(figure.get_label())
    with tempfile.TemporaryDirectory(prefix="symtutor-") as folder:
        file = Path(folder) / f"picture{ending}"
        save(figure, file)
        return _called(kind, words), words, file.read_bytes()


def _called(kind: str, words: str) -> str:
    """Name a picture for its file: by its kind, else by the first words that are said of it."""
    return kind or re.sub(r"\W+", "-", words.partition(" of ")[0].lower())


def _plain(name: str) -> str:
    """Make of a file's name one that TeX, too, reads as a name."""
    return re.sub(r"[^A-Za-z0-9_+]+", "-", PurePath(name).stem).strip("-") or "solution"
