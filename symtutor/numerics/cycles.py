"""Closed orbits around a point, located by the return map of a ray: where a turn ends at which it began.

Along the ray from the point to the right, s ↦ P(s) tells how far out the solution that starts at the distance s comes
back after one turn. A zero of P(s) − s is a closed orbit; where the sign changes it is an isolated one, stable where it
changes from + to − (Strogatz, *Nonlinear Dynamics and Chaos*, §8.7; Guckenheimer and Holmes, §1.5). Nothing here is a
proof.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from symtutor.numerics.orbit import orbit_of
from symtutor.numerics.path import Place, follow, landing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from symtutor.numerics.nest import Nest
    from symtutor.numerics.orbit import Orbit

    PlainField: TypeAlias = "Callable[[float, float], tuple[float, float]]"

COARSE, MEDIUM, FINE = 1e-6, 1e-9, 1e-12
"""Tolerances of a step while searching, while closing in, and for the orbit itself."""

CLEAR = 1e-4
"""How much a turn must change the distance for its sign to be believed: below, orbits may all be closed."""

NEARLY, CLOSED = 1e-6, 1e-9
"""By how much the ends of a turn may differ, relative to the distance, where it is nearly closed, and closed."""

TURN_LIMIT = 2000
BUDGET = 25_000
"""Steps for one turn, and for the whole search around one point."""

FAR = 1e4
ORDERS = range(-12, 10)
OFFSET = 0.13
"""Distances tried are powers of √2, but for this: closed orbits in exercises like to be at 1 and 2."""


@dataclass
class _Turns:
    """The return map on the ray from `center` to the right, at one tolerance."""

    velocity: PlainField
    center: tuple[float, float]
    scale: float
    nests: Sequence[Nest] = ()
    left: int = BUDGET
    slow: bool = False
    seen: dict[float, float | None] = field(default_factory=dict)

    def side(self, distance: float) -> int | None:
        """Tell whether one turn ends farther out, 1, or farther in, −1; None where neither is clear."""
        x, y = self.center
        within = next((n.sense for n in self.nests if n.center == self.center and n.holds(x + distance, y)), None)
        if within is not None:
            return within
        change = self.change(distance)
        return None if change is None or abs(change) < CLEAR * distance else 1 if change > 0 else -1

    def change(self, distance: float) -> float | None:
        """Give how much farther out one turn ends: ∞ where it never ends, None where it is not seen."""
        if distance not in self.seen:
            end = self.turn(distance, COARSE)
            self.seen[distance] = end[-1].x - self.center[0] - distance if isinstance(end, list) else end
        return self.seen[distance]

    def turn(self, distance: float, tolerance: float, sense: int = 1) -> list[Place] | float | None:
        """Follow one turn; ∞ where the solution goes far away instead, None where it gets nowhere.

        In an ellipse around another fixed point that no solution leaves, it does not go on either.
        """
        a, b = self.center
        most = min(TURN_LIMIT if tolerance == COARSE else 12 * TURN_LIMIT, self.left)
        places: list[Place] = []
        opposite = False
        sinks = [nest for nest in self.nests if nest.sense != sense and nest.center != self.center]
        for place in follow(self.velocity, (a + distance, b), tolerance=tolerance, most=most, sense=sense):
            before = places[-1] if places else place
            places.append(place)
            if abs(place.x - a) + abs(place.y - b) > FAR * self.scale:
                self.left -= len(places)
                return math.inf
            if any(ends.holds(place.x, place.y) for ends in sinks):
                break
            if len(places) > 2 and (before.y - b) * (place.y - b) <= 0 and place.y != before.y:
                crossing = before.x + (place.x - before.x) * (b - before.y) / (place.y - before.y) - a
                if crossing < 0:
                    opposite = True
                elif opposite:
                    places[-1] = landing(self.velocity, before, place, lambda reached: reached.y - b)
                    self.left -= len(places)
                    return places
        self.left -= len(places)
        self.slow = len(places) > most
        return None


def closed_orbits(
    velocity: PlainField,
    divergence: Callable[[float, float], float],
    center: tuple[float, float],
    scale: float,
    nests: Sequence[Nest] = (),
) -> Iterator[Orbit]:
    """Locate closed orbits around a point.

    Parameters
    ----------
    velocity, divergence : callable
        The field and its divergence in plain numbers.
    center : (float, float)
        A fixed point of index 1.
    scale : float
        The size at which something happens there, to a factor of some tens.
    nests : sequence of Nest
        Places without closed orbits around the fixed points.

    Yields
    ------
    Orbit
        From the inside out. Others there may be.

    Examples
    --------
    >>> van_der_pol = lambda x, y: (y, (1 - x * x) * y - x)
    >>> (orbit,) = closed_orbits(van_der_pol, lambda x, y: 1 - x * x, (0.0, 0.0), 1.0)
    >>> round(orbit.period, 5), round(orbit.extent[0][1], 5)
    (6.66329, 2.00862)
    """
    turns = _Turns(velocity, center, scale, nests)
    try:
        for low, high, sense in _brackets(turns):
            near = _zero(turns, low, high, sense)
            orbit = None if near is None else _closed(turns, *near, divergence)
            if orbit is not None:
                yield orbit
    except (ArithmeticError, ValueError):
        return


def _brackets(turns: _Turns) -> Iterator[tuple[float, float, int]]:
    """Yield pairs of distances between which the return map changes its mind, and what it does at the first."""
    before: tuple[float, int] | None = None
    for order in ORDERS:
        if turns.left <= 0:
            return
        distance = turns.scale * math.sqrt(2) ** (order + OFFSET)
        side = turns.side(distance)
        if side is None:
            if turns.slow:  # farther out it takes longer still
                return
            continue
        if before is not None and side != before[1]:
            yield before[0], distance, before[1]
        before = (distance, side)


def _zero(turns: _Turns, low: float, high: float, sense: int) -> tuple[float, int] | None:
    """Close in on the closed orbit between two distances (Illinois method); also give the sense of time.

    An orbit that repels is followed backward in time, in which it attracts.
    """
    inner, outer = turns.change(low), turns.change(high)
    f_low, f_high = (inner, outer) if sense > 0 and inner is not None and outer is not None else (math.inf, -math.inf)
    kept = 0
    for _ in range(80):
        finite = math.isfinite(f_low) and math.isfinite(f_high)
        middle = low + f_low * (high - low) / (f_low - f_high) if finite else (low + high) / 2
        places = turns.turn(middle if low < middle < high else (low + high) / 2, MEDIUM, sense)
        if places is None or isinstance(places, float):
            return None
        middle = places[0].x - turns.center[0]
        f_middle = places[-1].x - places[0].x
        if abs(f_middle) < NEARLY * middle:
            return middle, sense
        if f_middle > 0:
            low, f_low = middle, f_middle
            f_high, kept = f_high / 2 if kept > 0 else f_high, 1
        else:
            high, f_high = middle, f_middle
            f_low, kept = f_low / 2 if kept < 0 else f_low, -1
    return None


def _closed(turns: _Turns, distance: float, sense: int, divergence: Callable[[float, float], float]) -> Orbit | None:
    """Make the orbit close by Newton's method: the return map has the slope exp(∫ div), taken in the sense of time."""
    for _ in range(8):
        places = turns.turn(distance, FINE, sense)
        if places is None or isinstance(places, float):
            return None
        change = places[-1].x - places[0].x
        orbit = orbit_of(places, turns.velocity, divergence)
        if abs(change) < CLOSED * distance:
            return orbit
        slope = math.exp(-abs(orbit.growth))
        if slope > 1 - CLEAR:
            return None
        distance += change / (1 - slope)
    return None
