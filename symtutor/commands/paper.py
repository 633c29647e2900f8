"""Answers on paper: the text of a file, the pictures beside it, the template around it, TeX behind it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from symtutor.commands.shared import SolutionWanted, write
from symtutor.errors import RequestError
from symtutor.output import whole_file

if TYPE_CHECKING:
    from symtutor.commands.shared import Answer
    from symtutor.output import Terminal

LARGEST = 1_000_000
"""Bytes that a template may have."""


@dataclass(frozen=True, slots=True)
class Made:
    """The text of an answer, and the files of its pictures by name."""

    text: str
    pictures: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """What an answer is written on.

    Attributes
    ----------
    format : str
        As it was asked for.
    file : str or None
        Where it goes; None for standard output.
    template : str or None
        The LaTeX around it, where that is the user's own.
    figures : bool
        Whether pictures are wanted.
    folder : str
        Where the template lies, and what it brings along.
    """

    format: str
    file: str | None
    template: str | None = None
    figures: bool = False
    folder: str = ""

    @classmethod
    def of(cls, chosen: str, file: str | None, wanted: object) -> Paper:
        """Read what is wanted, and refuse what makes no sense."""
        if chosen == "pdf" and file is None:
            raise RequestError("A PDF is no text for the screen.", suggestion="Write -o solution.pdf.")
        if not isinstance(wanted, SolutionWanted):
            return cls(chosen, file)
        if wanted.template is None:
            return cls(chosen, file, None, wanted.figures)
        if chosen not in {"latex", "pdf"}:
            raise RequestError(
                "Only LaTeX and PDF have a template.", suggestion="Write --to latex, or -o solution.tex or .pdf."
            )
        return cls(chosen, file, _read(wanted.template), wanted.figures, str(Path(wanted.template).resolve().parent))

    @property
    def written_in(self) -> str:
        """The format of the text: a PDF is written in LaTeX, and a template holds the body alone."""
        if self.template is not None:
            return "fragment"
        return "latex" if self.format == "pdf" else self.format

    @property
    def beside(self) -> bool:
        """Whether a picture finds its place: in the page, in the PDF, or in a folder beside a file."""
        if self.format == "html" or self.file is None:
            return self.format == "html"
        return self.format == "pdf" or not Path(self.file).exists() or Path(self.file).is_file()

    def put(self, made: Any) -> str | None:  # noqa: ANN401 - it comes from another process
        """Write the files, or return the text for the screen."""
        if not isinstance(made, Made):
            return None
        text = made.text
        if self.template is not None:
            from symtutor.render.latex import within  # noqa: PLC0415 - few have a template

            text = within(self.template, text)
        if self.format == "pdf" and self.file is not None:
            from symtutor.typeset import pdf  # noqa: PLC0415 - likewise

            whole = pdf(text, pictures=made.pictures, folder=self.folder)
            with whole_file(self.file) as path:
                path.write_bytes(whole)
            return None
        if self.file is None:
            return text
        write(text, self.file)  # first, for it refuses what is no name of a file
        for name, picture in made.pictures:
            with whole_file(str(Path(self.file).with_name(name))) as path:
                path.write_bytes(picture)
        return None


def made(paper: Paper, screen: Terminal | None, answer: Answer) -> Made:
    """Write an answer, for a terminal as that is."""
    if screen is not None:
        from symtutor.render.text import render  # noqa: PLC0415

        return Made(render(answer.document, unicode=screen.unicode, width=screen.width, color=screen.bold))
    with_pictures = getattr(answer, "illustrated", None)
    if with_pictures is None or paper.format not in {"html", "latex", "fragment", "pdf"}:
        return Made(answer.to(paper.written_in))
    from symtutor.render import FORMATS  # noqa: PLC0415

    render_in = FORMATS[paper.written_in]
    if not (paper.figures and paper.beside):
        return Made(render_in(answer.document))
    whole = with_pictures(paper.written_in, paper.file if paper.file and paper.format != "pdf" else "solution")
    return Made(render_in(whole.document), whole.files)


def _read(name: str) -> str:
    """Read a template."""
    try:
        with Path(name).open("rb") as stream:
            data = stream.read(LARGEST + 1)
        text = data.decode()
    except OSError as error:
        raise RequestError(f"The template {name!r} cannot be read: {(error.strerror or '').lower()}.") from error
    except UnicodeDecodeError as error:
        raise RequestError(f"The template {name!r} is not text in UTF-8.") from error
    if len(data) > LARGEST:
        raise RequestError(f"The template {name!r} is larger than a template may be ({LARGEST} bytes).")
    from symtutor.render.latex import within  # noqa: PLC0415

    within(text, "")  # refused now rather than after the work is done
    return text
