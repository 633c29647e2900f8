"""`symtutor plot`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from symtutor.commands.shared import ENOUGH, NOTHING, Given, Seconds, System, statement
from symtutor.errors import LimitError
from symtutor.output import picture_name, whole_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from symtutor.solution import Solution
    from symtutor.worker import Job, Tell

Picture = Annotated[str, Parameter(name="-o", metavar="FILE", help="The picture: .svg, .png or .pdf.")]


def plot(system: System, /, *, output: Picture, given: Given = NOTHING, time_limit: Seconds = ENOUGH) -> None:
    """Draw the picture that fits the system: the phase line, or the phase portrait."""
    name = picture_name(output)
    from symtutor.solution import solving  # noqa: PLC0415
    from symtutor.worker import Limits, finish  # noqa: PLC0415

    said = statement(system, given)
    starts = said.problem.starts if said.problem else ()
    job = partial(solving, said.system, values=said.values, assume=said.assume, window=said.window)
    limit = None
    with whole_file(name) as path:
        try:
            finish(partial(_drawings, job, starts, path), Limits(time_limit))
        except LimitError as reached:
            if not path.exists():
                raise
            limit = reached
    if limit is not None:
        raise limit


def _drawings(job: Job[Solution], starts: Sequence[Mapping[str, str]], path: Path) -> Iterator[Tell[str | None]]:
    """Follow a job, and draw where it would tell."""
    for tell in job():
        yield partial(_drawing, tell, starts, path)


def _drawing(tell: Tell[Solution], starts: Sequence[Mapping[str, str]], path: Path, why: str | None) -> str | None:
    """Draw what is known, and say what is missing."""
    from symtutor.plot import draw, save  # noqa: PLC0415
    from symtutor.reading import read_number  # noqa: PLC0415

    solution = tell(why)
    begin: list[Mapping[object, object]] = [{state: read_number(at) for state, at in start.items()} for start in starts]
    save(draw(solution.analysis, window=solution.window, starts=begin), path)
    return solution.partial
