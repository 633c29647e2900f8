"""`symtutor check`."""

from __future__ import annotations

import sys
from functools import partial
from typing import Annotated, Literal

from cyclopts import Parameter

from symtutor.commands.shared import NOTHING, USUAL, Given, Printed, System, Wanted, statement, write
from symtutor.output import Terminal, format_for

Work = Annotated[
    str,
    Parameter(
        allow_leading_hyphen=True,
        help='The hand calculation: a file (.txt, .md, .tex, .ipynb, .csv), "-" for standard input, or typed text.',
    ),
]


def check(
    system: System,
    work: Work,
    /,
    *,
    asked: Annotated[
        str | None,
        Parameter(
            metavar="TOPIC,...",
            help="What was asked, so that what is missing counts: fixed-points, derivative, stability, basins, "
            "jacobian, eigenvalues, euler, bifurcations. A problem says it itself.",
        ),
    ] = None,
    hint: Annotated[
        Literal["1", "2", "3"] | None,
        Parameter(help="How much to say: 1 where, 2 why, 3 how. Everything where not said."),
    ] = None,
    given: Given = NOTHING,
    wanted: Wanted = USUAL,
) -> Printed | None:
    """Judge a hand calculation line by line: the first slip, why it is one, and credit for what follows.

    Exit status 0: everything said is right and nothing asked is missing; 1: something else was found.
    """
    from symtutor.commands.waiting import waiting  # noqa: PLC0415
    from symtutor.grading import checking  # noqa: PLC0415
    from symtutor.work import text_of  # noqa: PLC0415
    from symtutor.worker import Limits, finish  # noqa: PLC0415

    chosen = format_for(wanted.to, wanted.output)
    said = statement(system, given)
    job = partial(checking, said, text_of(work), asked, hint=None if hint is None else int(hint))
    with waiting() as watch:
        report = finish(job, Limits(wanted.time_limit), watch)
    status = 0 if report.all_right else 1
    if wanted.output is not None and wanted.output != "-":
        write(report.to(chosen), wanted.output)
        return Printed("", status)
    if chosen != "text":
        return Printed(report.to(chosen), status)
    from symtutor.render.text import render  # noqa: PLC0415

    screen = Terminal.of(sys.stdout)
    return Printed(render(report.document, unicode=screen.unicode, width=screen.width, color=screen.bold), status)
