"""Pictures as answers: jobs are followed, and drawn where they would tell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Annotated, Protocol

from cyclopts import Parameter

from symtutor.errors import LimitError, RequestError
from symtutor.output import whole_file
from symtutor.vocabulary import RunPicture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from matplotlib.figure import Figure

    from symtutor.worker import Job, Tell

MOST_DOTS = 1200
"""An inch of a picture with more is finer than any printer, and fills the memory."""

DOTS = 160

Dark = Annotated[bool, Parameter(help="Draw on dark paper.")]
Dots = Annotated[int, Parameter(name="--dpi", metavar="DOTS", help=f"Dots per inch of a .png; {DOTS} where not said.")]


class Drawable(Protocol):
    """A run with pictures of its own."""

    partial: str | None

    def plot(self, *, kind: str, dark: bool, dpi: int) -> Figure:
        """Draw one of them."""
        ...

    def animate(self, path: Path, *, dark: bool) -> None:
        """Write one that moves."""
        ...


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class RunLook:
    """How a picture of runs is wanted, where the ending of FILE asks for one."""

    picture: Annotated[
        str | None,
        Parameter(metavar="NAME", help=f"With -o run.svg, .png, .pdf or .gif, which one: {', '.join(RunPicture)}."),
    ] = None
    dark: Dark = False
    dpi: Dots = DOTS


AS_USUAL = RunLook()


def dots(number: int) -> int:
    """Check a number of dots per inch."""
    if not 1 <= number <= MOST_DOTS:
        raise RequestError(f"--dpi {number} is not a number of dots.", suggestion=f"Write 1 to {MOST_DOTS}.")
    return number


def deliver_picture(job: Job[Drawable], look: RunLook, usual: RunPicture, name: str, seconds: float) -> None:
    """Have the runs computed, and their picture written."""
    dots(look.dpi)
    drawn_by(partial(_drawings, job, replace(look, picture=look.picture or usual)), name, seconds)


def drawn_by(drawings: partial[Iterator[Tell[str | None]]], name: str, seconds: float) -> None:
    """Let `drawings` write to a path; a picture of what is known when the time is over is kept."""
    from symtutor.commands.waiting import waiting  # noqa: PLC0415
    from symtutor.worker import Limits, finish  # noqa: PLC0415

    limit = None
    with whole_file(name) as path:
        try:
            with waiting() as watch:
                finish(partial(drawings, path), Limits(seconds), watch)
        except LimitError as reached:
            if not path.exists():
                raise
            limit = reached
    if limit is not None:
        raise limit


def _drawings(job: Job[Drawable], look: RunLook, path: Path) -> Iterator[Tell[str | None]]:
    """Follow a job, and draw where it would tell."""
    for tell in job():
        yield partial(_drawing, tell, look, path)


def _drawing(tell: Tell[Drawable], look: RunLook, path: Path, why: str | None) -> str | None:
    """Draw what is known, and say what is missing."""
    from symtutor.plot import save  # noqa: PLC0415

    run = tell(why)
    if path.suffix.lower() == ".gif":
        run.animate(path, dark=look.dark)
        return run.partial
    save(run.plot(kind=look.picture or RunPicture.POLYGONS, dark=look.dark, dpi=look.dpi), path, look.dpi)
    return run.partial
