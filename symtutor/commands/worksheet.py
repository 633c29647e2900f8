"""`symtutor worksheet`."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Literal

from cyclopts import Parameter

from symtutor.commands.shared import ENOUGH, File, Seconds, SolutionWanted, TemplateFile, deliver
from symtutor.output import format_for

SheetFormat = Annotated[
    Literal["text", "markdown", "latex", "pdf", "html"] | None,
    Parameter(name="--to", help="The format; where not said, what the ending of FILE says, else text."),
]


def worksheet(
    *names: Annotated[
        str,
        Parameter(name="ID", help="Problems of the bank or files of one's own, in the order wanted.", required=True),
    ],
    answers: Annotated[bool, Parameter(help="Write the key instead: the answers in brief.")] = False,
    to: SheetFormat = None,
    output: File = None,
    template: TemplateFile = None,
    time_limit: Seconds = ENOUGH,
) -> str | None:
    """Set problems of the bank as a sheet to print, numbered and with room to write; or write the key to it."""
    from symtutor.worksheet import answering, setting  # noqa: PLC0415

    chosen = format_for(to, output, solution=True)
    return deliver(
        partial(answering if answers else setting, names),
        chosen,
        SolutionWanted(output, time_limit, to, template),
    )
