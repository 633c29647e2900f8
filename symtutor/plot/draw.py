"""One figure that fits the system."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from symtutor.errors import RequestError
from symtutor.model import Window
from symtutor.numerics.parameters import require_no_free_symbols
from symtutor.plot.phase_line import draw_phase_line
from symtutor.plot.phase_portrait import draw_phase_portrait
from symtutor.plot.style import context, new_figure
from symtutor.plot.window import choose_window
from symtutor.plot.words import alt_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from symtutor.model import Analysis

_LAYOUT = {
    1: ((6.4, 4.6), (0.12, 0.4, 0.85, 0.52)),
    2: ((6.0, 6.2), (0.12, 0.16, 0.84, 0.75)),
}
"""For each dimension the size of the figure in inches, and the frame in it; below is room for line and legend."""


def draw(
    analysis: Analysis,
    *,
    ax: Axes | None = None,
    window: Window = Window(),  # noqa: B008 - frozen
    starts: Sequence[Sequence[object] | Mapping[object, object]] = (),
) -> Figure:
    """Draw the phase line of a system of one state, or the phase portrait of one of two.

    Parameters
    ----------
    analysis : Analysis
        Every parameter with a value.
    ax : Axes, optional
        Where to draw; a new figure that belongs to no window manager where none is given.
    window : Window
        The sides to show; those not given are chosen from the analysis.
    starts : sequence
        Where solution curves of a planar system begin, each a pair of numbers or a mapping from state to number.

    Returns
    -------
    Figure
        Its label holds words that stand for the picture.

    Raises
    ------
    RequestError
        For three states and more, and for a parameter without a value.
    """
    system = analysis.system
    if system.dimension > 2:
        raise RequestError(
            f"A picture shows one state or two; this system has {system.dimension}.",
            suggestion="Fix all but two states, or look at a part of it.",
        )
    require_no_free_symbols(system.field, system.states)
    spans = choose_window(analysis, window)
    with context():
        if ax is None:
            size, frame = _LAYOUT[system.dimension]
            fresh = new_figure(*size)
            fresh.set_label(alt_text(analysis))
            ax = fresh.add_axes(frame)
        if system.dimension == 1:
            draw_phase_line(analysis, ax, spans[0])
        else:
            draw_phase_portrait(analysis, ax, spans, [_pair(analysis, start) for start in starts])
    figure = ax.get_figure(root=True)
    if figure is None:
        raise RequestError("These axes belong to no figure.", suggestion="Make them by figure.add_subplot().")
    return figure


def _pair(analysis: Analysis, start: Sequence[object] | Mapping[object, object]) -> tuple[float, float]:
    """Read a start as two numbers."""
    names = [state.name for state in analysis.system.states]
    if isinstance(start, Mapping):
        by_name = {getattr(key, "name", key): value for key, value in start.items()}
        values = [by_name.get(name) for name in names]
    else:
        values = list(start)
    try:
        first, second = (float(value) for value in values)  # type: ignore[arg-type] # what has no float is refused
    except (TypeError, ValueError) as error:
        raise RequestError(
            f"A start needs a number for {' and '.join(names)}.", suggestion="Give pairs such as (1, 0)."
        ) from error
    return first, second
