"""`symtutor euler`."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from cyclopts import Parameter

from symtutor.commands.drawing import AS_USUAL, RunLook, deliver_picture
from symtutor.commands.shared import NOTHING, USUAL_TABLE, Given, System, TableWanted, deliver, statement
from symtutor.errors import RequestError
from symtutor.output import format_for, is_picture
from symtutor.vocabulary import RunPicture

EXAMPLE = "Write --start x=1 --until 1/2 --step 1/2,1/4."


def euler(  # noqa: PLR0913 - the options of a command
    system: System,
    /,
    *,
    start: Annotated[
        str | None, Parameter(metavar="NAME=VALUE,...", help="Where to start: x=1; with the time: x=1,t=2.")
    ] = None,
    until: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, metavar="TIME", help="The time to reach: 1/2.")
    ] = None,
    step: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, metavar="H,...", help="One step size or several: 1/2,1/4.")
    ] = None,
    digits: Annotated[
        int | None, Parameter(metavar="N", help="Round to N significant digits at every step, as a calculator does.")
    ] = None,
    compare: Annotated[
        bool, Parameter(help="Set Heun's method and the classical Runge–Kutta method beside it.")
    ] = False,
    given: Given = NOTHING,
    wanted: TableWanted = USUAL_TABLE,
    look: RunLook = AS_USUAL,
) -> str | None:
    """Compute Euler's method by hand: exact tables, errors, order, and the limit of the step.

    A problem that asks for a run brings its own start, time and steps.
    """
    from symtutor.laboratory import computing  # noqa: PLC0415

    drawn = wanted.to is None and is_picture(wanted.output)
    chosen = "text" if drawn else format_for(wanted.to, wanted.output, tables=True)
    if look != AS_USUAL and not drawn:
        raise RequestError("Only a picture has a look.", suggestion="Name a file that ends like one: -o run.svg.")
    said = statement(system, given)
    if said.problem and (asked := said.problem.euler):
        start = start or ",".join(f"{state}={value}" for state, value in asked.start.items())
        until, step = until or asked.until, step or ",".join(asked.steps)
    if missing := [option for option, value in (("--until", until), ("--step", step)) if not value]:
        raise RequestError(f"Euler's method needs {' and '.join(missing)} too.", suggestion=EXAMPLE)
    job = partial(
        computing,
        said.system,
        start,
        until,
        step,
        digits=digits,
        compare=compare,
        values=said.values,
        assume=said.assume,
    )
    if drawn and wanted.output is not None:
        deliver_picture(job, look, RunPicture.POLYGONS, wanted.output, wanted.time_limit)
        return None
    return deliver(job, chosen, wanted)
