"""`symtutor descend`."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from cyclopts import Parameter

from symtutor.commands.drawing import AS_USUAL, RunLook, deliver_picture
from symtutor.commands.shared import NOTHING, USUAL_TABLE, Given, TableWanted, deliver, statement
from symtutor.errors import RequestError
from symtutor.output import format_for, is_picture
from symtutor.vocabulary import RunPicture

EXAMPLE = "Write --start x=2,y=1 --rate 0.1,0.5."

Loss = Annotated[
    str,
    Parameter(
        allow_leading_hyphen=True,
        help='A loss, "L = x^2/2 + y^2", or a gradient flow: the id of a problem, "-", a file, or mathematics.',
    ),
]


def descend(  # noqa: PLR0913 - the options of a command
    loss: Loss,
    /,
    *,
    start: Annotated[str | None, Parameter(metavar="NAME=VALUE,...", help="Where to start: x=2,y=1.")] = None,
    rate: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, metavar="ETA,...", help="Learning rates: 0.1,0.5,1.0.")
    ] = None,
    steps: Annotated[int, Parameter(show_default=True, help="How many steps to take.")] = 50,
    momentum: Annotated[
        str, Parameter(allow_leading_hyphen=True, metavar="BETA", help="The heavy ball, at least 0, less than 1: 0.9.")
    ] = "0",
    random: Annotated[
        int,
        Parameter(metavar="N", help="Follow N random starts from the --window too, and count where they end."),
    ] = 0,
    seed: Annotated[int, Parameter(metavar="N", show_default=True, help="What they are drawn with.")] = 0,
    given: Given = NOTHING,
    wanted: TableWanted = USUAL_TABLE,
    look: RunLook = AS_USUAL,
) -> str | None:
    """Go down on a loss by gradient descent: exact tables, limits of the learning rate, momentum, saddles."""
    from symtutor.laboratory import descending  # noqa: PLC0415

    drawn = wanted.to is None and is_picture(wanted.output)
    chosen = "text" if drawn else format_for(wanted.to, wanted.output, tables=True)
    if look != AS_USUAL and not drawn:
        raise RequestError("Only a picture has a look.", suggestion="Name a file that ends like one: -o run.svg.")
    said = statement(loss, given)
    if said.problem and not start and len(said.problem.starts) == 1:
        start = ",".join(f"{state}={value}" for state, value in said.problem.starts[0].items())
    if missing := [option for option, value in (("--start", start), ("--rate", rate)) if not value]:
        raise RequestError(f"Gradient descent needs {' and '.join(missing)} too.", suggestion=EXAMPLE)
    job = partial(
        partial(descending, said.system, start, rate, steps, momentum=momentum),
        random=random,
        seed=seed,
        window=said.window,
        values=said.values,
        assume=said.assume,
    )
    if drawn and wanted.output is not None:
        deliver_picture(job, look, RunPicture.DESCENT, wanted.output, wanted.time_limit)
        return None
    return deliver(job, chosen, wanted)
