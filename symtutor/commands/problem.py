"""`symtutor problem`."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from symtutor.output import Terminal


def problem(
    name: Annotated[
        str | None, Parameter(name="ID", help="The problem to show, of the bank or a file of one's own.")
    ] = None,
    /,
) -> str:
    """List the problem bank, or show one problem."""
    from symtutor.problems import bank, named  # noqa: PLC0415
    from symtutor.render.text import blocks_text  # noqa: PLC0415
    from symtutor.sheet import listing, sheet  # noqa: PLC0415

    screen = Terminal.of(sys.stdout)
    blocks = listing(bank()) if name is None else sheet(named(name))
    return blocks_text(blocks, unicode=screen.unicode, width=screen.width)
