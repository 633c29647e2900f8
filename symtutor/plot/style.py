"""How pictures look: colours that every eye can tell apart, marks that need no colour, nothing global.

References
----------
M. Okabe and K. Ito, "Color universal design" (2008): the palette. S. H. Strogatz, *Nonlinear Dynamics and Chaos*,
sections 2.1 and 2.4: filled for stable, open for unstable, half filled for half-stable.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.legend_handler import HandlerTuple
from matplotlib.mathtext import MathTextParser

from symtutor.document import Name, equals
from symtutor.errors import RequestError
from symtutor.model import Kind
from symtutor.render.notation import latex_math, unicode_math

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from symtutor.document import Formula
    from symtutor.model import ODESystem

BLACK = "#000000"
ORANGE = "#E69F00"
SKY = "#56B4E9"
GREEN = "#009E73"
YELLOW = "#F0E442"
BLUE = "#0072B2"
VERMILION = "#D55E00"
PURPLE = "#CC79A7"
INK = "#333333"
PALE = "#B8B8B8"
PAPER = "#FFFFFF"

_ON_DARK = {BLACK: "#FFFFFF", INK: "#D0D0D0", PALE: "#5C626B", PAPER: "#16191F", BLUE: "#2E9BE0"}
"""What stands for a colour on dark paper; the others are bright enough there."""

_dark: ContextVar[bool] = ContextVar("dark", default=False)

RC: dict[str, Any] = {
    "font.family": "DejaVu Sans",
    "mathtext.fontset": "dejavuserif",
    "font.size": 10,
    "axes.titlesize": 12,
    "axes.labelsize": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.frameon": False,
    "legend.fontsize": 9.5,
    "svg.hashsalt": "symtutor",
    "path.simplify": True,
}
"""Settings of every picture; they hold inside :func:`context` only."""


@dataclass(frozen=True, slots=True)
class Look:
    """How one kind of fixed point is drawn: a circle, its colour, how it is filled, and what stands inside."""

    colour: str
    fill: str = "full"
    inside: str = ""
    shape: str = "o"


_STABLE, _OPEN = Look(BLUE), Look(VERMILION, "none")

LOOKS: dict[Kind, Look] = {
    Kind.STABLE: _STABLE,
    Kind.STABLE_NODE: _STABLE,
    Kind.STABLE_STAR: _STABLE,
    Kind.STABLE_DEGENERATE_NODE: _STABLE,
    Kind.STABLE_SPIRAL: _STABLE,
    Kind.UNSTABLE: _OPEN,
    Kind.UNSTABLE_NODE: _OPEN,
    Kind.UNSTABLE_STAR: _OPEN,
    Kind.UNSTABLE_DEGENERATE_NODE: _OPEN,
    Kind.UNSTABLE_SPIRAL: _OPEN,
    Kind.HALF_STABLE: Look(PURPLE, "left"),
    Kind.SADDLE: Look(BLACK, "none", "x"),
    Kind.CENTER: Look(GREEN, "none", "."),
    Kind.NEUTRAL: Look(GREEN, "none", "."),
    Kind.SADDLE_NODE: Look(PURPLE, "bottom"),
    Kind.DEGENERATE: Look(PURPLE, "full", shape="D"),
    Kind.NON_ISOLATED: Look(GREEN, "full", shape="s"),
    Kind.UNDECIDED: Look(INK, "none", shape="s"),
}
"""Filled is attracting, open is repelling; a cross is a saddle, a dot a center."""

MARK_SIZE = 9.0

_PLAIN, _COMMAND = re.compile(r"\$[\w +\-=(),.{}^'\\<>]*\$", re.ASCII), re.compile(r"\\([A-Za-z]+)")
_KNOWN = {"frac", "sqrt", "sin", "cos", "tan", "ln", "pi", "lambda", "mu", "eta", "tau", "Delta", "left", "right"}
"""What matplotlib surely typesets, so that it need not be tried: a trial costs as much as the drawing."""

DPI = 160
"""Dots per inch where nobody says how many."""

_SMALLEST_TITLE = 6.0

_MARGIN = 18.0
"""Dots that a legend keeps from the edge of the page."""


@contextmanager
def context(*, dark: bool = False) -> Iterator[None]:
    """Draw with the settings of this house, on white or on dark paper, and leave the user's alone."""
    token = _dark.set(dark)
    painted = dict.fromkeys(("axes.edgecolor", "xtick.color", "ytick.color"), paint(INK))
    painted |= dict.fromkeys(("text.color", "axes.labelcolor"), paint(BLACK))
    painted |= dict.fromkeys(("figure.facecolor", "axes.facecolor"), paint(PAPER))
    try:
        with mpl.rc_context(RC | painted):  # type: ignore[arg-type] # a dict of settings
            yield
    finally:
        _dark.reset(token)


def paint(colour: str) -> str:
    """Give a colour as it is on the paper that is drawn on.

    Examples
    --------
    >>> paint(BLACK)
    '#000000'
    >>> with context(dark=True):
    ...     paint(BLACK)
    '#FFFFFF'
    """
    return _ON_DARK.get(colour, colour) if _dark.get() else colour


class _Shown(Figure):
    """A figure that a notebook shows without the help of pyplot."""

    def _repr_png_(self) -> bytes:
        page = BytesIO()
        with context():
            self.savefig(page, format="png", dpi=100)
        return page.getvalue()


def new_figure(width: float, height: float, dpi: int = DPI) -> Figure:
    """Make a figure that no window manager knows about; with the dots it is saved with, no word is laid out twice."""
    figure = _Shown(figsize=(width, height), dpi=dpi)
    FigureCanvasAgg(figure)
    return figure


def draw_mark(ax: Axes, at: tuple[float, float], look: Look) -> list[Artist]:
    """Draw one fixed point, above everything else and never cut at the frame."""
    xs, ys = (at[0],), (at[1],)
    hollow = look.fill == "none"
    colour, paper = paint(look.colour), paint(PAPER)
    drawn = ax.plot(
        xs,
        ys,
        linestyle="none",
        marker=look.shape,
        markersize=MARK_SIZE,
        fillstyle="full" if hollow else look.fill,
        color=colour,
        markerfacecolor=paper if hollow else colour,
        markerfacecoloralt=paper,
        markeredgecolor=colour,
        markeredgewidth=1.6,
        zorder=10,
        clip_on=False,
    )
    if look.inside:
        size = MARK_SIZE * (0.6 if look.inside == "x" else 0.8)
        drawn += ax.plot(
            xs,
            ys,
            linestyle="none",
            marker=look.inside,
            markersize=size,
            color=colour,
            markeredgewidth=1.6,
            zorder=11,
            clip_on=False,
        )
    return list(drawn)


def draw_legend(ax: Axes, entries: Mapping[str, Sequence[Artist]], below: float) -> None:
    """Explain marks and tints below the axes, where nothing is covered; parts of one mark lie on each other."""
    if not entries:
        return
    for columns in (4 if len(entries) != 5 else 3, 3, 2):
        legend = ax.legend(
            [tuple(artists) for artists in entries.values()],
            list(entries),
            handler_map={tuple: HandlerTuple(ndivide=1)},
            loc="upper center",
            bbox_to_anchor=(0.5, below),
            ncols=columns,
            columnspacing=1.4,
            handletextpad=0.4,
        )
        page = ax.get_figure(root=True)
        if page is None:
            return
        shown = legend.get_window_extent()
        if len(entries) < columns or shown.width < 0.95 * page.bbox.width:  # letters are a little wider at other sizes
            beyond = max(_MARGIN - shown.x0, 0.0) - max(shown.x1 + _MARGIN - page.bbox.width, 0.0)
            legend.set_bbox_to_anchor((0.5 + beyond / ax.get_window_extent().width, below), ax.transAxes)
            return


def draw_title(ax: Axes, text: str) -> Artist:
    """Write a title, smaller where it would not fit over the axes."""
    title = ax.set_title(text)
    frame, shown, page = ax.get_window_extent(), title.get_window_extent(), ax.get_figure(root=True)
    above = frame.height if page is None else page.bbox.height - frame.y1
    room = min(frame.width / max(shown.width, 1.0), 0.85 * above / max(shown.height, 1.0))
    if room < 1:
        title.set_fontsize(max(RC["axes.titlesize"] * room, _SMALLEST_TITLE))
    return title


def page_of(ax: Axes) -> Figure:
    """Give the figure that axes belong to.

    Raises
    ------
    RequestError
        Where they belong to none.
    """
    figure = ax.get_figure(root=True)
    if figure is None:
        raise RequestError("These axes belong to no figure.", suggestion="Make them by figure.add_subplot().")
    return figure


def typeset_laws(system: ODESystem, between: str = ",   ") -> str:
    """Typeset the equations of a system, for a title."""
    return between.join(
        typeset(equals(Name(state.name, primes=1), component))
        for state, component in zip(system.states, system.field, strict=True)
    )


def typeset(formula: Formula) -> str:
    """Typeset a formula for a title or a label, in plain Unicode where matplotlib's mathematics has no word for it."""
    text = f"${latex_math(formula)}$".replace(r"\lvert ", "|").replace(r" \rvert", "|")  # words it does not know
    if _PLAIN.fullmatch(text) and _KNOWN.issuperset(_COMMAND.findall(text)):
        return text
    try:
        MathTextParser("path").parse(text)
    except ValueError:
        return unicode_math(formula).replace("$", r"\$")
    return text
