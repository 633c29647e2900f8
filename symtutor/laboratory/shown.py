"""What every computation of the laboratory can do: be checked, be rendered, be shown in a notebook."""

from __future__ import annotations

from abc import ABC, abstractmethod
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self

from symtutor.errors import RequestError
from symtutor.render import FORMATS
from symtutor.verification import verify

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from os import PathLike

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from symtutor.document import Document
    from symtutor.model import Analysis, ODESystem
    from symtutor.plot.runs import Runs
    from symtutor.rule import Rule
    from symtutor.verification import Verification
    from symtutor.vocabulary import RunPicture


class Shown(ABC):
    """A computation with its claims, as a document in every format and as pictures.

    Attributes
    ----------
    analysis : Analysis
        Of the system that is computed with.
    partial : str or None
        What is missing and why, where a limit stopped the work.
    """

    analysis: Analysis
    partial: str | None
    _usual: ClassVar[RunPicture]
    """The picture that is drawn where none is asked for."""

    _later: ClassVar[Mapping[str, object]]
    """What is computed when it is asked for, and what stands for it where there was no time."""

    @property
    @abstractmethod
    def document(self) -> Document:
        """The computation, before any format."""

    @abstractmethod
    def rules(self) -> Iterator[Rule]:
        """Yield every claim in the order of the document."""

    @abstractmethod
    def _json(self) -> str: ...

    @abstractmethod
    def _csv(self) -> str: ...

    @abstractmethod
    def _drawable(self) -> Runs: ...

    @property
    def system(self) -> ODESystem:
        """The system that is computed with: for gradient descent the flow w′ = −∇L(w)."""
        return self.analysis.system

    def so_far(self, missing: str, why: str | None) -> Self:
        """Give what is computed by now, and nothing that would have to be computed for it."""
        run = copy(self)
        for name, nothing in self._later.items():
            run.__dict__.setdefault(name, nothing)
        run.__dict__.pop("document", None)
        run.partial = f"Missing here: {missing}. {why}"
        return run

    def plot(self, ax: Axes | None = None, *, kind: str | None = None, dark: bool = False, dpi: int = 160) -> Figure:
        """Draw the runs.

        Parameters
        ----------
        ax : Axes, optional
            Where to draw; a new figure where none is given.
        kind : str, optional
            ``polygons`` beside the solution, ``error`` against the step, ``stability`` (the disc with hλ), ``cobweb``
            of the map on the line, or ``descent`` on a loss.
        dark : bool
            Whether the paper is dark.
        dpi : int
            Dots per inch of a new figure.
        """
        from symtutor.plot.run_pictures import draw_runs  # noqa: PLC0415 - matplotlib is imported to draw

        return draw_runs(self._drawable(), kind or self._usual, ax=ax, dark=dark, dpi=dpi)

    def animate(self, path: str | PathLike[str], *, dark: bool = False) -> None:
        """Write a GIF of Euler's polygon coming nearer to the solution as the step shrinks; nothing else moves."""
        from symtutor.plot.animation import film_runs  # noqa: PLC0415 - likewise

        film_runs(self._drawable(), path, dark=dark)

    def alt_text(self, kind: str | None = None) -> str:
        """Say in words what :meth:`plot` shows."""
        from symtutor.plot.run_pictures import named, run_words  # noqa: PLC0415 - likewise

        runs = self._drawable()
        return run_words(runs, named(runs, kind or self._usual))

    def verify(self) -> Verification:
        """Re-derive every claim by another route than the one that found it."""
        return self._verification

    @cached_property
    def _verification(self) -> Verification:
        return verify(self.rules())

    def to(self, format: str) -> str:  # noqa: A002 - the public name of the parameter
        """Render as ``text``, ``markdown``, ``latex``, ``html``, ``json`` or ``csv`` (the steps alone).

        Raises
        ------
        RequestError
            For a format that does not exist.
        """
        if format == "json":
            return self._json()
        if format == "csv":
            return self._csv()
        renderer = FORMATS.get(format)
        if renderer is None:
            raise RequestError(
                f"There is no format {format!r}.", suggestion=f"Formats are: {', '.join((*FORMATS, 'json', 'csv'))}."
            )
        return renderer(self.document)

    def __str__(self) -> str:
        return self.to("text")

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:  # noqa: ANN401, ARG002
        """Show the computation typeset in a notebook."""
        return {
            "text/markdown": self.to("markdown"),
            "text/latex": self.to("latex"),
            "text/plain": self.to("text"),
        }
