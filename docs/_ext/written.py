"""The pages that the program writes itself: the gallery, the theorems and the commands.

They are written beside the other pages before these are read, are no part of the repository, and say what the
program does on the day of the build. The pictures of the other pages are drawn by the commands that these show.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import commands_page
import examples
import gallery
import theorems
from sphinx.application import Sphinx


def pages(problems: tuple[gallery.Solved, ...]) -> Iterator[tuple[str, str]]:
    """Give every written page with its path."""
    yield from gallery.pages(problems)
    yield from theorems.pages(gallery.applied(problems))
    yield "commands.md", commands_page.page()


def write(app: Sphinx) -> None:
    """Write the pages, and touch none that is as it was."""
    problems = gallery.solved()
    for path, text in pages(problems):
        file = Path(app.srcdir) / path
        file.parent.mkdir(exist_ok=True)
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
    gallery.draw(problems, Path(app.srcdir) / "gallery")
    for page in Path(app.srcdir).rglob("*.md"):
        for arguments in examples.drawn(page.read_text(encoding="utf-8")).values():
            command = [sys.executable, "-m", "symtutor", *arguments]
            subprocess.run(command, cwd=page.parent, check=True)  # noqa: S603 - the pages are our own


def setup(app: Sphinx) -> dict[str, bool]:
    """Write before anything is read."""
    app.connect("builder-inited", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
