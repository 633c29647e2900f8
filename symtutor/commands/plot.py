"""`symtutor plot`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from symtutor.commands.drawing import DOTS, Dark, Dots, dots, drawn_by
from symtutor.commands.shared import ENOUGH, NOTHING, Given, Seconds, System, statement
from symtutor.errors import RequestError
from symtutor.output import picture_name
from symtutor.vocabulary import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from symtutor.model import ODESystem
    from symtutor.solution import Solution
    from symtutor.worker import Job, Tell

File = Annotated[str, Parameter(name="-o", metavar="FILE", help="The picture: .svg, .png or .pdf; .gif moves.")]


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is wanted."""

    picture: Annotated[
        str | None,
        Parameter(metavar="NAME", help=f"In place of the one that fits: {', '.join(Picture)}."),
    ] = None
    layers: Annotated[
        str | None,
        Parameter(
            metavar="NAME,...",
            help="What to draw in place of the usual; in a phase portrait of basins, field, nullclines, curves, "
            "separatrices, eigenvectors, cycles, points, contours, stream.",
        ),
    ] = None
    start: Annotated[
        tuple[str, ...],
        Parameter(metavar="NAME=VALUE,...", help="Where a solution curve begins: x=1,y=0. Repeat it for more."),
    ] = ()
    dark: Dark = False
    dpi: Dots = DOTS


USUAL = Look()


def plot(
    system: System, /, *, output: File, look: Look = USUAL, given: Given = NOTHING, time_limit: Seconds = ENOUGH
) -> None:
    """Draw the picture that fits the system: a phase line, a phase portrait, a slope field, trajectories in space.

    One state has a phase line, two have a phase portrait, more are projected on planes. An equation that mentions time
    has a slope field. Other pictures are drawn by their name.
    """
    name = picture_name(output)
    dots(look.dpi)
    from symtutor.solving import solving  # noqa: PLC0415

    said = statement(system, given)
    starts = said.problem.starts if said.problem and not look.start else ()
    job = partial(solving, said.system, values=said.values, assume=said.assume, window=said.window, extent=None)
    drawn_by(partial(_drawings, job, look, starts), name, time_limit)


def _drawings(
    job: Job[Solution], look: Look, starts: tuple[Mapping[str, str], ...], path: Path
) -> Iterator[Tell[str | None]]:
    """Follow a job, and draw where it would tell."""
    for tell in job():
        yield partial(_drawing, tell, look, starts, path)


def _drawing(
    tell: Tell[Solution], look: Look, starts: tuple[Mapping[str, str], ...], path: Path, why: str | None
) -> str | None:
    """Draw what is known, and say what is missing."""
    from symtutor.plot import save  # noqa: PLC0415

    solution = tell(why)
    layers = None if look.layers is None else [layer.strip() for layer in look.layers.split(",")]
    begin = _starts(solution.system, look, starts)
    if path.suffix.lower() == ".gif":
        if (look.picture, look.layers, look.start) != (None, None, ()):
            raise RequestError("A moving picture has no other kinds or layers.", suggestion="Write -o flow.svg.")
        solution.animate(path, dark=look.dark)
        return solution.partial
    save(solution.plot(kind=look.picture, layers=layers, starts=begin, dark=look.dark, dpi=look.dpi), path, look.dpi)
    return solution.partial


def _starts(system: ODESystem, look: Look, starts: tuple[Mapping[str, str], ...]) -> list[Mapping[object, object]]:
    """Read the starts that were asked for, or those of the problem."""
    from symtutor.reading import read_assignments, read_number  # noqa: PLC0415

    typed: list[Mapping[object, object]] = [
        dict(read_assignments(start, (*system.states, system.time))) for start in look.start
    ]
    return typed or [{state: read_number(at) for state, at in start.items()} for start in starts]
