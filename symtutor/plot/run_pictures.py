"""Every picture of runs by its name, in one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from symtutor.analysis.words import series
from symtutor.document import Name, equals, paragraph
from symtutor.errors import RequestError
from symtutor.plot.cobweb import draw_cobwebs
from symtutor.plot.convergence import draw_convergence
from symtutor.plot.descent import draw_descent
from symtutor.plot.polygons import draw_polygons
from symtutor.plot.stability_region import draw_stability_region
from symtutor.plot.style import DPI, context, new_figure, page_of
from symtutor.plot.words import sentences
from symtutor.vocabulary import RunPicture

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from symtutor.plot.pictures import Frame
    from symtutor.plot.runs import Runs


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of picture: its size in inches and the frame in it, how it is drawn, and what it shows in words."""

    size: tuple[float, float]
    frame: Frame
    draw: Callable[[Runs, Axes], object]
    says: str


PICTURES: dict[RunPicture, Kind] = {
    RunPicture.POLYGONS: Kind(
        (6.0, 5.6),
        (0.13, 0.2, 0.83, 0.71),
        draw_polygons,
        "Euler's polygons and the solution of {laws}, with {steps}.",
    ),
    RunPicture.ERROR: Kind(
        (6.0, 4.6),
        (0.15, 0.24, 0.81, 0.66),
        draw_convergence,
        "The error of Euler's method on {laws} against the step, both logarithmic, with {steps} and a line of slope 1.",
    ),
    RunPicture.STABILITY: Kind(
        (6.0, 5.6),
        (0.14, 0.22, 0.82, 0.69),
        draw_stability_region,
        "The disc of absolute stability of Euler's method, with the eigenvalues of {laws} times the step, for {steps}.",
    ),
    RunPicture.COBWEB: Kind(
        (9.0, 4.2), (0.06, 0.2, 0.92, 0.67), draw_cobwebs, "Cobwebs of Euler's map for {laws}, with {steps}."
    ),
    RunPicture.DESCENT: Kind(
        (6.0, 6.3),
        (0.13, 0.2, 0.83, 0.72),
        draw_descent,
        "Iterates of gradient descent on its loss, following {laws}, with {steps}.",
    ),
}


def draw_runs(runs: Runs, picture: str, *, ax: Axes | None = None, dark: bool = False, dpi: int = DPI) -> Figure:
    """Draw one picture of runs; its label holds words that stand for it.

    Raises
    ------
    RequestError
        For a name that no picture has, and for a picture that does not fit these runs.
    """
    name = named(runs, picture)
    kind = PICTURES[name]
    with context(dark=dark):
        if ax is None:
            fresh = new_figure(*kind.size, dpi)
            fresh.set_label(run_words(runs, name))
            ax = fresh.add_axes(kind.frame)
        kind.draw(runs, ax)
    return page_of(ax)


def named(runs: Runs, picture: str) -> RunPicture:
    """Find the picture of this name, where it fits."""
    if picture not in set(RunPicture):
        raise RequestError(
            f"There is no picture {picture!r} of runs.", suggestion=f"There are: {', '.join(RunPicture)}."
        )
    one = runs.analysis.system.dimension == 1 and runs.analysis.system.autonomous
    if picture == RunPicture.COBWEB and not one:
        raise RequestError("A cobweb needs one state, and a field without time.", suggestion="Draw the polygons.")
    if not runs.runs:
        raise RequestError("There is no run to draw.", suggestion="Give a step size.")
    return RunPicture(picture)


def run_words(runs: Runs, picture: RunPicture) -> str:
    """Say in plain words what a picture of runs shows."""
    system = runs.analysis.system
    laws = series(
        equals(Name(state.name, primes=1), component)
        for state, component in zip(system.states, system.field, strict=True)
    )
    steps = series(equals(Name(runs.letter), run.step) for run in runs.runs)
    return sentences(paragraph(PICTURES[picture].says, laws=laws, steps=steps))
