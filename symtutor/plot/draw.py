"""One figure that fits the system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.errors import RequestError
from symtutor.model import Window
from symtutor.numerics.clock import clock_of
from symtutor.numerics.parameters import listed, require_no_free_symbols
from symtutor.plot.bifurcation import FRAME, SIZE, diagram_words, draw_bifurcation_diagram, free_parameter
from symtutor.plot.pictures import Scene, chosen, layers_of
from symtutor.plot.style import DPI, context, new_figure, page_of
from symtutor.plot.words import alt_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import sympy as sp
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from symtutor.model import Analysis, ODESystem


def draw(  # noqa: PLR0913 - all but the first by name only
    analysis: Analysis,
    *,
    ax: Axes | None = None,
    window: Window = Window(),  # noqa: B008 - frozen
    starts: Sequence[Sequence[object] | Mapping[object, object]] = (),
    picture: str | None = None,
    layers: Sequence[str] | None = None,
    dark: bool = False,
    dpi: int = DPI,
) -> Figure:
    """Draw the phase line of one state, the phase portrait of two, projected trajectories of more.

    Where the field of one state changes with time, its slope field.

    Parameters
    ----------
    analysis : Analysis
        Every parameter with a value.
    ax : Axes, optional
        Where to draw; a new figure that belongs to no window manager where none is given.
    window : Window
        The sides to show; those not given are chosen from the analysis.
    starts : sequence
        Where solution curves begin, each a sequence of numbers or a mapping from state to number; in a slope field
        pairs of time and state.
    picture : str, optional
        A name of :class:`symtutor.vocabulary.Picture` in place of the one that fits.
    layers : sequence of str, optional
        What the picture is made of, in place of the usual layers.
    dark : bool
        Whether the paper is dark.
    dpi : int
        Dots per inch of a new figure.

    Returns
    -------
    Figure
        Its label holds words that stand for the picture.

    Raises
    ------
    RequestError
        For a picture that the system does not fit, a layer that it does not have, a parameter without a value, and
        for more than one state where the field changes with time.
    """
    system = analysis.system
    if not system.autonomous:
        _require_one_state(system)
    parameter = free_parameter(analysis) if picture is None else None
    if parameter is not None and analysis.classifications:
        return _diagram(analysis, ax, parameter, window, dark=dark, dpi=dpi)
    require_no_free_symbols(system.field, (*system.states, *clock_of(system)))
    name, kind = chosen(analysis, picture)
    scene = Scene(analysis, window, starts, layers_of(name, kind, layers))
    with context(dark=dark):
        if ax is None:
            fresh = new_figure(*kind.size, dpi)
            fresh.set_label(alt_text(analysis, name))
            ax = fresh.add_axes(kind.frame)
        kind.draw(ax, scene)
    return page_of(ax)


def described(analysis: Analysis, picture: str | None = None) -> str:
    """Say in words what :func:`draw` shows.

    Examples
    --------
    >>> from symtutor import solve
    >>> print(described(solve("x' = r x - x^3").analysis).partition(":")[0])
    Bifurcation diagram of x′ = r x − x³
    """
    parameter = free_parameter(analysis) if picture is None else None
    if parameter is not None and analysis.classifications:
        return diagram_words(analysis, parameter)
    return alt_text(analysis, chosen(analysis, picture)[0])


def _diagram(
    analysis: Analysis, ax: Axes | None, parameter: sp.Symbol, window: Window, *, dark: bool, dpi: int
) -> Figure:
    """Draw the bifurcation diagram: what there is to see while one parameter is left free."""
    with context(dark=dark):
        if ax is None:
            fresh = new_figure(*SIZE, dpi)
            fresh.set_label(diagram_words(analysis, parameter))
            ax = fresh.add_axes(FRAME)
        draw_bifurcation_diagram(analysis, ax, parameter, window)
    return page_of(ax)


def _require_one_state(system: ODESystem) -> None:
    """Raise a RequestError where time is one dimension too many."""
    if system.dimension == 1:
        return
    names = listed([symbol.name for symbol in (*system.states, system.time)])
    euler = "ollow one solution by Euler's method: symtutor euler."
    moment = f"Write a number for {system.time.name} to see the field at one moment, or f{euler}"
    raise RequestError(
        f"The field changes with time, so a picture of it has one dimension more: {names}.",
        suggestion=moment if system.dimension == 2 else f"F{euler}",
    )
