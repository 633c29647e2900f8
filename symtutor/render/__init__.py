"""Documents in every format: a module a format, one line here.

A renderer sees the document and nothing else, so solutions, feedback and worksheets look alike everywhere. JSON is
not among them: it gives the analysis itself (:mod:`symtutor.render.json`).
"""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from symtutor.render import html, latex, markdown, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from symtutor.document import Document

FORMATS: Mapping[str, Callable[[Document], str]] = MappingProxyType(
    {
        "text": text.render,
        "markdown": markdown.render,
        "latex": latex.render,
        "fragment": partial(latex.render, fragment=True),
        "html": html.render,
    }
)
"""What ``--to`` takes for a document, and the body of a LaTeX document by itself."""
