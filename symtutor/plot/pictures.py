"""Every picture of a system by its name, in one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from symtutor.errors import RequestError
from symtutor.numerics.clock import starts_at
from symtutor.plot.phase_line import USUAL as LINE
from symtutor.plot.phase_line import draw_phase_line
from symtutor.plot.phase_portrait import LAYERS, draw_phase_portrait
from symtutor.plot.phase_portrait import USUAL as PORTRAIT
from symtutor.plot.potential import draw_potential
from symtutor.plot.slope_field import choose_frame, draw_slope_field
from symtutor.plot.solutions import USUAL as SOLUTIONS
from symtutor.plot.solutions import choose_times, draw_solutions
from symtutor.plot.space import draw_projections
from symtutor.plot.starts import places
from symtutor.plot.trace_determinant import draw_trace_determinant
from symtutor.plot.window import choose_window
from symtutor.vocabulary import Picture

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matplotlib.axes import Axes

    from symtutor.model import Analysis, Window
    from symtutor.plot.window import Span

_ROOM = 1.1
"""How much further than the start that is farthest off a window reaches."""

Frame: TypeAlias = tuple[float, float, float, float]
Start: TypeAlias = "Sequence[object] | Mapping[object, object]"


@dataclass(frozen=True, slots=True)
class Scene:
    """What a picture is of: the analysis, the window asked for, where curves begin, and the layers."""

    analysis: Analysis
    window: Window
    starts: Sequence[Start]
    layers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of picture: the states it is for, its size in inches and the frame in it, its layers, how it is drawn.

    Below the frame is room for the line and the legend.
    """

    states: range
    size: tuple[float, float]
    frame: Frame
    draw: Callable[[Axes, Scene], object]
    usual: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    autonomous: bool = True


def holding(spans: Sequence[Span], starts: Sequence[Sequence[float]], scene: Scene) -> tuple[Span, ...]:
    """Stretch a window about its middle, where nobody asked for it, to hold the starts that somebody did."""
    free = [scene.window.side(state) is None for state in scene.analysis.system.states]
    shares = [
        abs(2 * value - low - high) / (high - low)
        for start in starts
        for value, (low, high), chosen in zip(start, spans, free, strict=True)
        if chosen
    ]
    stretch = _ROOM * max(shares) if shares and max(shares) > 1 else 1.0
    return tuple(
        ((low + high - stretch * (high - low)) / 2, (low + high + stretch * (high - low)) / 2)
        if chosen
        else (low, high)
        for (low, high), chosen in zip(spans, free, strict=True)
    )


def _phase_line(ax: Axes, scene: Scene) -> None:
    draw_phase_line(scene.analysis, ax, choose_window(scene.analysis, scene.window)[0], scene.layers)


def _potential(ax: Axes, scene: Scene) -> None:
    draw_potential(scene.analysis, ax, choose_window(scene.analysis, scene.window)[0])


def _solutions(ax: Axes, scene: Scene) -> None:
    begins = places(scene.analysis.system.states, scene.starts)
    (span,) = holding(choose_window(scene.analysis, scene.window), begins, scene)
    starts = [place[0] for place in begins]
    draw_solutions(scene.analysis, ax, (choose_times(scene.analysis, scene.window), span), starts, scene.layers)


def _slope_field(ax: Axes, scene: Scene) -> None:
    system = scene.analysis.system
    if system.autonomous:
        spans = choose_times(scene.analysis, scene.window), choose_window(scene.analysis, scene.window)[0]
    else:
        spans = choose_frame(system, scene.window)
    begins = places((system.time, *system.states), scene.starts, **{system.time.name: starts_at(system)})
    draw_slope_field(scene.analysis, ax, spans, [(time, state) for time, state in begins])


def _phase_portrait(ax: Axes, scene: Scene) -> None:
    starts = [(first, second) for first, second in places(scene.analysis.system.states, scene.starts)]
    spans = holding(choose_window(scene.analysis, scene.window), starts, scene)
    draw_phase_portrait(scene.analysis, ax, spans, starts, scene.layers)


def _contours(ax: Axes, scene: Scene) -> None:
    if scene.analysis.structure.gradient_of is None:
        raise RequestError(
            "This field is not known to be the gradient of a loss.", suggestion="Draw its phase portrait."
        )
    _phase_portrait(ax, scene)


def _trace_determinant(ax: Axes, scene: Scene) -> None:
    draw_trace_determinant(scene.analysis, ax)


def _space(ax: Axes, scene: Scene) -> None:
    draw_projections(scene.analysis, ax, scene.window, places(scene.analysis.system.states, scene.starts))


_WIDE: tuple[tuple[float, float], Frame] = ((6.4, 4.6), (0.12, 0.2, 0.85, 0.69))
_SQUARE: tuple[tuple[float, float], Frame] = ((6.0, 6.5), (0.12, 0.2, 0.84, 0.72))

PICTURES: dict[Picture, Kind] = {
    Picture.PHASE_LINE: Kind(range(1, 2), (6.4, 4.6), (0.12, 0.4, 0.85, 0.52), _phase_line, LINE, LINE),
    Picture.POTENTIAL: Kind(range(1, 2), *_WIDE, _potential),
    Picture.SOLUTIONS: Kind(range(1, 2), *_SQUARE, _solutions, SOLUTIONS, SOLUTIONS),
    Picture.SLOPE_FIELD: Kind(range(1, 2), *_SQUARE, _slope_field, autonomous=False),
    Picture.PHASE_PORTRAIT: Kind(range(2, 3), *_SQUARE, _phase_portrait, PORTRAIT, LAYERS),
    Picture.CONTOURS: Kind(range(2, 3), *_SQUARE, _contours, ("contours", "curves", "points"), LAYERS),
    Picture.TRACE_DETERMINANT: Kind(range(2, 3), *_SQUARE, _trace_determinant),
    Picture.SPACE: Kind(range(3, 100), (10.0, 4.0), (0.055, 0.2, 0.93, 0.68), _space),
}
"""The first that a system fits is drawn where none is asked for."""


def chosen(analysis: Analysis, asked: str | None) -> tuple[Picture, Kind]:
    """Give the picture that is asked for, else the one that fits.

    Raises
    ------
    RequestError
        For a name that no picture has, and for one that the system does not fit.
    """
    fitting = [name for name, kind in PICTURES.items() if _fits(kind, analysis)]
    if asked is None:
        return fitting[0], PICTURES[fitting[0]]
    known = [name.value for name in fitting]
    if asked not in set(Picture):
        raise RequestError(f"There is no picture {asked!r}.", suggestion=f"For this system: {', '.join(known)}.")
    if asked not in known:
        raise RequestError(f"A {asked} picture does not fit this system.", suggestion=f"These do: {', '.join(known)}.")
    return Picture(asked), PICTURES[Picture(asked)]


def layers_of(name: Picture, kind: Kind, asked: Sequence[str] | None) -> tuple[str, ...]:
    """Give the layers asked for, else the usual ones.

    Raises
    ------
    RequestError
        For a layer that the picture does not have.
    """
    if asked is None:
        return kind.usual
    strange = [layer for layer in asked if layer not in kind.layers]
    if strange:
        known = ", ".join(kind.layers) or "none"
        raise RequestError(f"A {name} has no layer {strange[0]!r}.", suggestion=f"Its layers: {known}.")
    return tuple(asked)


def _fits(kind: Kind, analysis: Analysis) -> bool:
    """Tell whether a picture is for systems of this kind."""
    system = analysis.system
    return system.dimension in kind.states and (system.autonomous or not kind.autonomous)
