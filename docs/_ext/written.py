"""The pages that the program writes itself: the gallery, the theorems, the commands and the JSON.

They are written beside the other pages before these are read, are no part of the repository, and say what the
program does on the day of the build. The pictures of the other pages are drawn by the commands that these show.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import commands_page
import examples
import gallery
import json_page
import theorems
from sphinx.application import Sphinx


def pages(problems: tuple[gallery.Solved, ...]) -> Iterator[tuple[str, str]]:
    """Give every written page with its path."""
    yield from gallery.pages(problems)
    yield from theorems.pages(gallery.applied(problems))
    yield "commands.md", commands_page.page()
    yield "json.md", json_page.page()


def write(app: Sphinx) -> None:
    """Write the pages in place of those of an earlier build."""
    for folder in ("gallery", "theorems"):
        shutil.rmtree(Path(app.srcdir) / folder, ignore_errors=True)
    problems = gallery.solved()
    for path, text in pages(problems):
        file = Path(app.srcdir) / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    gallery.draw(problems, Path(app.srcdir) / "gallery")
    for page in Path(app.srcdir).rglob("*.md"):
        for arguments in examples.drawn(page.read_text(encoding="utf-8")).values():
            twin = [*arguments[:-1], arguments[-1].replace(".svg", "-dark.svg"), "--dark"]
            for chosen in (arguments, twin):
                command = [sys.executable, "-m", "symtutor", *chosen]
                subprocess.run(command, cwd=page.parent, check=True)  # noqa: S603 - the pages are our own


PICTURE = re.compile(r"!\[(?P<words>[^\]]*)\]\((?P<name>[\w-]+)\.svg\)")


def with_twins(_app: Sphinx, page: str, source: list[str]) -> None:
    """Show the dark twin of each picture on dark paper."""
    if page.partition("/")[0] not in {"gallery", "theorems"}:
        own = examples.drawn(source[0])

        def both(found: re.Match[str]) -> str:
            folder = "" if f"{found['name']}.svg" in own else "/gallery/"
            return f"{found[0]}{{.only-light}}\n![{found['words']}]({folder}{found['name']}-dark.svg){{.only-dark}}"

        source[0] = PICTURE.sub(both, source[0])


def setup(app: Sphinx) -> dict[str, bool]:
    """Write before anything is read."""
    app.connect("builder-inited", write)
    app.connect("source-read", with_twins)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
