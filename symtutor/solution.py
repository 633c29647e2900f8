"""The solution of a problem: what :func:`symtutor.solve` returns and Jupyter shows."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from symtutor.errors import RequestError
from symtutor.explain import explain, unfinished
from symtutor.extent import ALL, Extent, brief
from symtutor.reading import read_window
from symtutor.render import FORMATS
from symtutor.verification import unchecked, verify

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike
    from typing import Any

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from symtutor.derivation.placed import Derivation
    from symtutor.document import Document
    from symtutor.figures import Illustrated
    from symtutor.model import Analysis, Classification, Completeness, ODESystem, Window
    from symtutor.numerics.basin_shares import BasinShare
    from symtutor.rule import Rule
    from symtutor.verification import Verification


class Solution:
    """A solved system: the answer, the proof and the explanation, from one analysis.

    Attributes
    ----------
    analysis : Analysis
        Every conclusion with its reason.
    window : Window
        Where roots without closed form were searched, and what pictures show.
    partial : str or None
        What is missing and why, where a limit stopped the work.
    extent : Extent
        How much of it is told.

    Examples
    --------
    >>> from symtutor import solve
    >>> solution = solve("dx/dt = x(1-x)(x-2)")
    >>> [(c.at[0], c.kind.value) for c in solution.fixed_points]
    [(0, 'stable'), (1, 'unstable'), (2, 'stable')]
    >>> solution.completeness.value, solution.verify().failed
    ('proved', 0)
    """

    def __init__(self, analysis: Analysis, window: Window, partial: str | None = None, *, extent: Extent = ALL) -> None:
        self.analysis = analysis
        self.window = window
        self.partial = partial
        self.extent = extent

    @property
    def system(self) -> ODESystem:
        """The system that was read: states, field and parameters."""
        return self.analysis.system

    @property
    def fixed_points(self) -> tuple[Classification, ...]:
        """The classified fixed points, in increasing or lexicographic order."""
        return self.analysis.classifications

    @property
    def completeness(self) -> Completeness:
        """What is proved about fixed points that are not in the list."""
        return self.analysis.fixed_points.completeness

    @property
    def completeness_reason(self) -> Rule:
        """The rule that proves it."""
        return self.analysis.fixed_points.reason

    def verify(self) -> Verification:
        """Re-derive every claim by another route than the one that found it; at full detail also every line."""
        return self._spelled_verification if self.extent.detail == "full" else self._verification

    @cached_property
    def _verification(self) -> Verification:
        return verify(self.analysis.rules())

    @cached_property
    def _spelled_verification(self) -> Verification:
        return self._verification if self._derivation is None else self._derivation.added_to(self._verification)

    @cached_property
    def _derivation(self) -> Derivation | None:
        """What is spelled out at full detail; there is no time for it where there was none for the rest."""
        if self.extent.detail != "full" or self.partial is not None:
            return None
        from symtutor.derivation import derive  # noqa: PLC0415 - only this detail pays for it

        return derive(self.analysis)

    @cached_property
    def document(self) -> Document:
        """The worked solution as far as it is told, before any format."""
        if self.extent.detail == "brief":
            document = brief(self.analysis, self._checked)
        else:
            document = explain(self.analysis, self._checked, self._derivation)
        if self.partial is not None:
            document = unfinished(document, self.partial)
        return self.extent.applied(document, self._checked, whole=self.partial is None)

    def told(self, detail: str = "standard", only: str | Sequence[str] | None = None) -> Solution:
        """Return the same solution, of which less or more is told.

        Parameters
        ----------
        detail : str
            ``brief`` gives the answers and what decides each, ``standard`` the way to them too, ``full`` every line
            that a student would write on paper.
        only : str or sequence of str, optional
            The topics to tell of, such as ``"fixed-points,stability"``; all of them where not said.

        Raises
        ------
        RequestError
            For a detail or a topic that does not exist.

        Examples
        --------
        >>> from symtutor import solve
        >>> solution = solve("dx/dt = x(1-x)(x-2)").told(only="basins")
        >>> [step.title for step in solution.document.steps]
        ['Basins of attraction']
        """
        retold = Solution(self.analysis, self.window, self.partial, extent=Extent.of(detail, only))
        if "_verification" in self.__dict__:
            retold.__dict__["_verification"] = self._verification  # the same claims need no second check
        return retold

    @property
    def _checked(self) -> Verification:
        """What is written about the check: there is no time for it where there was none for the rest."""
        return self.verify() if self.partial is None else unchecked(self.analysis.rules())

    def to(self, format: str) -> str:  # noqa: A002 - the public name of the parameter
        r"""Render the worked solution as ``text``, ``markdown``, ``latex``, ``html``, ``json`` or ``notebook``.

        ``fragment`` is LaTeX for ``\input``, without the document around it.

        Raises
        ------
        RequestError
            For a format that does not exist.
        """
        if format == "json":
            from symtutor.render import json  # noqa: PLC0415 - only this format needs it

            return json.render(self.analysis, self.document, self._checked, self.partial)
        if format == "notebook":
            from symtutor.render import notebook  # noqa: PLC0415 - likewise

            return notebook.render(self.analysis, self.document, self.window)
        renderer = FORMATS.get(format)
        if renderer is None:
            known = ", ".join((*FORMATS, "json", "notebook"))
            raise RequestError(f"There is no format {format!r}.", suggestion=f"Formats are: {known}.")
        return renderer(self.illustrated(format).document if format == "html" else self.document)

    def illustrated(self, format: str, name: str = "solution") -> Illustrated:  # noqa: A002 - as in `to`
        """Return the worked solution with pictures: within a page of ``html``, in files beside ``latex``.

        Parameters
        ----------
        format : str
            ``html``, ``latex`` or ``fragment``; others have no pictures.
        name : str
            The name of the file that is written, after which those of the pictures are named.

        Examples
        --------
        >>> from symtutor import solve
        >>> solve("x' = 1 - x").told(only="flow").illustrated("latex", "sheet.tex").files[0][0]
        'sheet-phase-line.pdf'
        """
        from symtutor.figures import ENDINGS, Illustrated, illustrated  # noqa: PLC0415 - only these formats need it

        if self.partial is not None or format not in ENDINGS:
            return Illustrated(self.document)
        return illustrated(self.document, self.analysis, self.window, format, name)

    def plot(
        self,
        ax: Axes | None = None,
        *,
        kind: str | None = None,
        layers: Sequence[str] | None = None,
        starts: Sequence[Sequence[object] | Mapping[object, object]] = (),
        dark: bool = False,
        dpi: int = 160,
    ) -> Figure:
        """Draw the picture that fits the system, or the one of this kind (:class:`symtutor.vocabulary.Picture`).

        Parameters
        ----------
        ax : Axes, optional
            Where to draw; a new figure where none is given.
        kind : str, optional
            ``phase-line``, ``potential``, ``solutions``, ``slope-field``; ``phase-portrait``, ``contours``,
            ``trace-determinant``; ``space``.
        layers : sequence of str, optional
            What to draw in it, in place of the usual.
        starts : sequence, optional
            Where solution curves begin, each a sequence of numbers or a mapping from state to number.
        dark : bool
            Whether the paper is dark.
        dpi : int
            Dots per inch of a new figure.
        """
        from symtutor.plot import draw  # noqa: PLC0415 - matplotlib is imported when something is drawn

        look: dict[str, Any] = {"picture": kind, "layers": layers, "dark": dark, "dpi": dpi}
        return draw(self.analysis, ax=ax, window=self.window, starts=starts, **look)

    def animate(self, path: str | PathLike[str], *, dark: bool = False) -> None:
        """Write a GIF of states that move along the flow, for one state or two."""
        from symtutor.plot.animation import film_flow  # noqa: PLC0415 - likewise

        film_flow(self.analysis, path, window=self.window, dark=dark)

    def alt_text(self, kind: str | None = None) -> str:
        """Say in words what :meth:`plot` shows."""
        from symtutor.plot.draw import described  # noqa: PLC0415 - likewise

        return described(self.analysis, kind)

    def basin_fractions(
        self, window: Mapping[str, tuple[object, object]] | None = None, *, starts: int = 4000
    ) -> tuple[BasinShare, ...]:
        """Measure what part of a box flows to each attracting point, with an interval of 95 % confidence.

        Parameters
        ----------
        window : mapping of str to (low, high), optional
            The box; the window of the solution where not said.
        starts : int
            How many starts are followed, the same ones every time.

        Returns
        -------
        tuple of BasinShare
            With `of`, `share` and `interval`; where some starts end at none of the points, these come last, with `of`
            None. Numeric, not proved.

        Examples
        --------
        >>> from symtutor import solve
        >>> shares = solve("x' = x - x^3, y' = -y").basin_fractions({"x": (-1, 3), "y": (-1, 1)})
        >>> [(share.of.at[0], round(share.share, 2)) for share in shares]
        [(-1, 0.24), (1, 0.76)]
        """
        from symtutor.numerics.basin_shares import basin_shares  # noqa: PLC0415 - numpy is imported where it is used

        box = read_window(window, self.system.states) if window else self.window
        return basin_shares(self.analysis, box, starts)

    def __str__(self) -> str:
        return self.to("text")

    def __repr__(self) -> str:
        states = ", ".join(state.name for state in self.system.states)
        found = len(self.fixed_points)
        return f"<Solution in {states}: {found} fixed point{'s' * (found != 1)}, {self.completeness.value}>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:  # noqa: ANN401, ARG002
        """Show the solution typeset in a notebook; no HTML, whose mathematics an untrusted notebook strips."""
        return {
            "text/markdown": self.to("markdown"),
            "text/latex": self.to("latex"),
            "text/plain": self.to("text"),
        }
