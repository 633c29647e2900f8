"""A drawing by matplotlib as part of a page: an SVG without a file, in the colours of light and of dark paper.

A file of its own may define what it likes; within a page its names must be those of no other drawing, its style must
stay inside it, and its words are an attribute, so that they are read aloud once.
"""

from __future__ import annotations

import re
from decimal import Decimal
from hashlib import sha256

from symtutor.render.escape import html_text

COLOURS = {
    "#000000": "--plot-black",
    "#333333": "--plot-ink",
    "#b8b8b8": "--plot-pale",
    "#ffffff": "--plot-paper",
    "#0072b2": "--plot-blue",
}
"""The colours that are others on dark paper; the style of the page says which."""

_BODY = re.compile(r"<svg\b[^>]*\bviewBox=\"([-\d. ]+)\"[^>]*>(.*)</svg>", re.DOTALL)
_WORDLESS = re.compile(r"<!--.*?-->|<(metadata|style|title|desc)\b.*?</\1>|<defs>\s*</defs>", re.DOTALL)
_NAMED = re.compile(r' id="([^"]*)"')
_USED = re.compile(r'(?:xlink:)?href="#([^"]*)"|url\(#([^)]*)\)')
_COORDINATE = re.compile(r"-?\d+\.\d{3,}")
_BETWEEN = re.compile(r"\s*\n\s*")
_POLYGON = re.compile(r' d="M[-\d.\sMLz]*"')
_COLOUR = re.compile(r"#[0-9a-f]{6}\b")


def inline_svg(svg: str, alt: str) -> str:
    """Make a drawing part of a page.

    Parameters
    ----------
    svg : str
        A whole SVG file as matplotlib writes it.
    alt : str
        The words that stand for it.

    Examples
    --------
    >>> file = '<?xml version="1.0"?><svg viewBox="0 0 72 36"><g id="a"><path style="fill: #ffffff" d="M 0 1.23456"/></g></svg>'
    >>> print(inline_svg(file, "A < B"))
    <svg class="plot" role="img" aria-label="A &lt; B" width="96" height="48" viewBox="0 0 72 36"><g><path style="fill: var(--plot-paper)" d="M 0 1.23"/></g></svg>
    """  # noqa: E501 - a drawing is one line
    found = _BODY.search(svg)
    if found is None:
        return f"<p>{html_text(alt)}</p>"
    box, body = found.groups()
    used = {first or second for first, second in _USED.findall(body)}
    prefix = "d" + sha256(svg.encode()).hexdigest()[:6]
    body = _WORDLESS.sub("", body)
    body = _NAMED.sub(lambda name: f' id="{prefix}-{name[1]}"' if name[1] in used else "", body)
    body = _USED.sub(
        lambda name: f'href="#{prefix}-{name[1]}"' if name[1] is not None else f"url(#{prefix}-{name[2]})", body
    )
    body = _COORDINATE.sub(lambda number: f"{Decimal(number[0]):.2f}".rstrip("0").rstrip("."), body)
    body = _COLOUR.sub(lambda colour: f"var({COLOURS[colour[0]]})" if colour[0] in COLOURS else colour[0], body)
    width, height = (round(Decimal(length) * 4 / 3) for length in box.split()[2:])  # pixels in points
    head = f'<svg class="plot" role="img" aria-label="{html_text(alt)}" width="{width}" height="{height}"'
    body = _POLYGON.sub(lambda path: path[0].replace(" L ", " "), _BETWEEN.sub(" ", body))
    return f'{head} viewBox="{box}">{body.strip()}</svg>'
