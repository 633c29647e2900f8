"""One figure that fits the system."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from symtutor.errors import RequestError
from symtutor.model import Window
from symtutor.numerics.clock import clock_of, starts_at
from symtutor.numerics.parameters import listed, require_no_free_symbols
from symtutor.plot.phase_line import draw_phase_line
from symtutor.plot.phase_portrait import draw_phase_portrait
from symtutor.plot.slope_field import choose_frame, draw_slope_field
from symtutor.plot.style import context, new_figure
from symtutor.plot.window import choose_window
from symtutor.plot.words import alt_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sympy as sp
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from symtutor.model import Analysis, ODESystem

_LAYOUT = {
    1: ((6.4, 4.6), (0.12, 0.4, 0.85, 0.52)),
    2: ((6.0, 6.2), (0.12, 0.16, 0.84, 0.75)),
}
"""For each dimension of the picture its size in inches, and the frame in it; below is room for line and legend."""


def draw(
    analysis: Analysis,
    *,
    ax: Axes | None = None,
    window: Window = Window(),  # noqa: B008 - frozen
    starts: Sequence[Sequence[object] | Mapping[object, object]] = (),
) -> Figure:
    """Draw the phase line of a system of one state, or the phase portrait of one of two.

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
        Where solution curves of a planar system begin, each a pair of numbers or a mapping from state to number; in a
        slope field pairs of time and state.

    Returns
    -------
    Figure
        Its label holds words that stand for the picture.

    Raises
    ------
    RequestError
        For three states and more, for a parameter without a value, and for more than one state where the field
        changes with time.
    """
    system = analysis.system
    if not system.autonomous:
        _require_one_state(system)
    if system.dimension > 2:
        raise RequestError(
            f"A picture shows one state or two; this system has {system.dimension}.",
            suggestion="Fix all but two states, or look at a part of it.",
        )
    require_no_free_symbols(system.field, (*system.states, *clock_of(system)))
    with context():
        if ax is None:
            size, frame = _LAYOUT[system.dimension + (not system.autonomous)]
            fresh = new_figure(*size)
            fresh.set_label(alt_text(analysis))
            ax = fresh.add_axes(frame)
        if not system.autonomous:
            begins = [
                _pair((system.time, *system.states), start, **{system.time.name: starts_at(system)}) for start in starts
            ]
            draw_slope_field(analysis, ax, choose_frame(system, window), begins)
        elif system.dimension == 1:
            draw_phase_line(analysis, ax, choose_window(analysis, window)[0])
        else:
            begins = [_pair(system.states, start) for start in starts]
            draw_phase_portrait(analysis, ax, choose_window(analysis, window), begins)
    figure = ax.get_figure(root=True)
    if figure is None:
        raise RequestError("These axes belong to no figure.", suggestion="Make them by figure.add_subplot().")
    return figure


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


def _pair(
    symbols: Sequence[sp.Symbol], start: Sequence[object] | Mapping[object, object], **usual: object
) -> tuple[float, float]:
    """Read a start as two numbers; `usual` holds what need not be said."""
    names = [symbol.name for symbol in symbols]
    if isinstance(start, Mapping):
        by_name = usual | {getattr(key, "name", key): value for key, value in start.items()}
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
