"""What the theme leaves out for who cannot see the page, or has no mouse."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

MENDED = (
    ('<p class="caption" role="heading">', '<p class="caption" role="heading" aria-level="2">'),
    ('<aside class="sidebar-drawer">', '<aside class="sidebar-drawer" aria-label="All pages">'),
    ('<aside class="toc-drawer">', '<aside class="toc-drawer" aria-label="This page">'),
    ("<pre>", '<pre tabindex="0">'),  # what scrolls can be scrolled with the keyboard
    ('<div class="table-wrapper', '<div tabindex="0" class="table-wrapper'),
)


def mended(page: str) -> str:
    """Add what is missing.

    >>> mended("<pre>x</pre>")
    '<pre tabindex="0">x</pre>'
    """
    for found, better in MENDED:
        page = page.replace(found, better)
    return page


def mend(app: Sphinx, failure: Exception | None) -> None:
    """Mend what was written."""
    if failure is None and app.builder.format == "html":
        for file in Path(app.outdir).rglob("*.html"):
            file.write_text(mended(file.read_text(encoding="utf-8")), encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Mend when all is written."""
    app.connect("build-finished", mend)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
