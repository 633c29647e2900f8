"""A page is read without network: nothing that a browser would fetch may come from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FETCHED = re.compile(
    r"""<(?:script|link|img|iframe|source|object)\b[^>]*\b(?:src|href|data)=["']((?:https?:)?//[^"']*)"""
)
IMPORTED = re.compile(r"""(?:@import\s*|url\()["']?((?:https?:)?//[^"')]*)""")


def fetched(text: str, ending: str) -> list[str]:
    """List the addresses that a page or a style sheet loads from elsewhere.

    >>> fetched('<a href="https://b.org">b</a> <img alt="c" src="https://a.org/c.png">', ".html")
    ['https://a.org/c.png']
    >>> fetched('@import url("//a.org/d.css"); p { background: url(e.png) }', ".css")
    ['//a.org/d.css']
    """
    return (FETCHED if ending == ".html" else IMPORTED).findall(text)


def check(app: Sphinx, failure: Exception | None) -> None:
    """Look through what was written."""
    if failure is not None or app.builder.format != "html":
        return
    from sphinx.util import logging  # noqa: PLC0415 - what is above is tested without Sphinx

    for file in sorted(Path(app.outdir).rglob("*")):
        if file.suffix in {".html", ".css"}:
            for address in fetched(file.read_text(encoding="utf-8"), file.suffix):
                logging.getLogger(__name__).warning("%s would be fetched by %s", address, file.relative_to(app.outdir))


def setup(app: Sphinx) -> dict[str, bool]:
    """Check when all is written."""
    app.connect("build-finished", check)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
