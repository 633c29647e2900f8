r"""Tables as CSV (RFC 4180), with every cell harmless in a spreadsheet.

A spreadsheet takes a cell that begins with =, +, −, @, a tab or a carriage return for a formula. Such a cell is
written with an apostrophe before it, unless it is a number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_FORMULA = re.compile(r"\s*[=+\-@|%\t\r\n]")


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Write a table, the header first.

    Examples
    --------
    >>> write_csv(["n", "x"], [["0", "-1.5"], ["1", "=1+1"]])
    "n,x\n0,-1.5\n1,'=1+1\n"
    """
    return "".join(",".join(_quoted(harmless(cell)) for cell in row) + "\n" for row in (header, *rows))


def _quoted(cell: str) -> str:
    """Put quotes around a cell with a comma, a quote or the end of a line in it."""
    if not re.search(r'[,"\r\n]', cell):
        return cell  # the csv module would leave a lone carriage return bare, and readers end the row there
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'


def harmless(cell: str) -> str:
    """Neutralise a cell that a spreadsheet would compute.

    Examples
    --------
    >>> harmless("@SUM(1)"), harmless("-1e-3"), harmless("+1+1")
    ("'@SUM(1)", '-1e-3', "'+1+1")
    """
    if _NUMBER.fullmatch(cell) or not _FORMULA.match(cell):
        return cell
    return f"'{cell}"
