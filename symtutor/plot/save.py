"""Pictures as files: the format from the ending, the same bytes for the same picture, whole or not at all."""

from __future__ import annotations

import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import Z_RLE

from symtutor.errors import RequestError
from symtutor.plot.style import DPI, context

if TYPE_CHECKING:
    from os import PathLike

    from matplotlib.figure import Figure


def save(figure: Figure, path: str | PathLike[str], dpi: int = DPI) -> None:
    """Write a figure as PNG, SVG or PDF.

    The words in the figure's label go into the file, so that a reader who cannot see the picture has them: in PNG as
    a text chunk, in PDF as title and subject, in SVG as ``<title>`` and ``<desc>``. No date is written: the same
    input gives the same bytes.

    Raises
    ------
    RequestError
        For another ending.
    """
    target = Path(path)
    words = str(figure.get_label() or "")
    metadata: dict[str, dict[str, Any]] = {
        ".png": {"Software": None, "Description": words},
        ".svg": {"Date": None, "Creator": None, "Description": words},
        ".pdf": {"CreationDate": None, "Creator": None, "Producer": None, "Title": _first(words), "Subject": words},
    }
    ending = target.suffix.lower()
    if ending not in metadata:
        raise RequestError(
            f"{target.name!r} does not end like a picture.", suggestion=f"End it in one of {', '.join(metadata)}."
        )
    kept = {key: value for key, value in metadata[ending].items() if value != ""}
    with tempfile.TemporaryDirectory(prefix=".symtutor-", dir=target.parent) as folder, context():
        draft = Path(folder) / target.name
        # Runs of equal dots are most of a picture: looking for nothing else takes half the usual time.
        quick: dict[str, Any] = (
            {"pil_kwargs": {"compress_level": 1, "compress_type": Z_RLE}} if ending == ".png" else {}
        )
        figure.savefig(draft, format=ending[1:], dpi=dpi, metadata=kept, **quick)
        if ending == ".svg" and words:
            draft.write_text(_with_words(draft.read_text(encoding="utf-8"), words), encoding="utf-8")
        draft.replace(target)


def _first(words: str) -> str:
    """Take the first sentence as a title."""
    return words.partition(". ")[0].removesuffix(".")


def _with_words(svg: str, words: str) -> str:
    """Make an SVG an image with a name and a description for whoever has it read aloud."""
    opening = svg.index("<svg ")
    end = svg.index(">", opening)
    named = f'{svg[:end]} role="img" aria-labelledby="title desc">'
    told = f'\n <title id="title">{escape(_first(words))}</title>\n <desc id="desc">{escape(words)}</desc>'
    return named + told + svg[end + 1 :]
