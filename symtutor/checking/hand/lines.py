"""The lines of hand work: numbered, with comments, bullets and titles set aside, and tables told row by row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from symtutor.checking.hand.plain import plain
from symtutor.checking.hand.tables import rows_as_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMENT = re.compile(r"\s+#\s.*$")
BOLD = re.compile(r"(?<![\w)\]}*])(\*\*|__)(?=\S)([^*\n]+?)\1(?![\w(\[{])")
"""Bold in Markdown, but not the power in x**2."""
ITEM = re.compile(r"^\s*-\s")
BULLET = re.compile(r"^(?:\s*(?:[*•‣▪]\s+|\(?\d{1,2}[.)]\s+|\(?[a-h]\)\s+|#+\s+|>\s+(?=[A-Za-z])))+")
DASH = re.compile(r"^\s*-\s+(?=\D)")
ANY_DASH = re.compile(r"^\s*-\s+")
TITLE = re.compile(r"^\s*#{1,6}\s")
MATRIX = re.compile(r"\\begin\{([pbvB]?matrix)\}.*?\\end\{\1\}", re.DOTALL)
LISTED = 2
"""So many dashes at the beginning of lines are a list; a single one before a number may be a minus."""


def _on_one_line(found: re.Match[str]) -> str:
    """Write a matrix that runs over lines on one, and keep the numbers of the lines."""
    return found[0].replace("\n", " ") + "\n" * found[0].count("\n")


def lines_of(text: str) -> Iterator[tuple[int, str, bool]]:
    r"""Give each line with its number and whether it is the title of a section.

    Examples
    --------
    >>> list(lines_of("# Roots\n- 0 is stable\n- 1 is unstable"))
    [(1, 'Roots', True), (2, '0 is stable', False), (3, '1 is unstable', False)]
    """
    lines = MATRIX.sub(_on_one_line, text).splitlines()
    dash = ANY_DASH if sum(bool(ITEM.match(line)) for line in lines) >= LISTED else DASH
    for number, line in enumerate(rows_as_claims(lines), start=1):
        words = BOLD.sub(r"\2", COMMENT.sub("", line))
        yield number, plain(BULLET.sub("", dash.sub("", words))), bool(TITLE.match(line))
