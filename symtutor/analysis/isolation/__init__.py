"""Fixed points by interval arithmetic: what no formula gives is isolated, and the rest is proved to be empty.

Products are split, unknowns that an equation gives by the others are put in, equations in one unknown are solved on the
line and what does not come apart is searched in boxes. Every zero is proved to exist and every other place to hold
none, in the window and, where that succeeds, beyond it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points.domain import domain
from symtutor.analysis.isolation.budget import Undecided
from symtutor.analysis.isolation.points import distinct, in_box, is_fixed_point
from symtutor.analysis.isolation.rules import EveryBoxDecided, ProvedZero
from symtutor.analysis.isolation.solve import Search
from symtutor.model import Completeness, FixedPoint, FixedPointSet, Window
from symtutor.numerics.isolated import IsolatedZero

if TYPE_CHECKING:
    from symtutor.analysis.isolation.records import Side
    from symtutor.model import ODESystem

DIMENSION_LIMIT = 4
WINDOW: Side = (sp.Integer(-20), sp.Integer(20))


def isolated_in_window(system: ODESystem, window: Window) -> FixedPointSet | None:
    """Isolate all fixed points in a window, −20 to 20 for a state of which it says nothing.

    Returns None where a place stays undecided (a continuum, a multiple zero that is no recognized number, zeros that
    accumulate), where the work would exceed its budget, and for fields with parameters or time in them.

    Examples
    --------
    >>> from symtutor.model import ODESystem
    >>> x = sp.Symbol("x", real=True)
    >>> found = isolated_in_window(ODESystem((x,), (sp.tanh(2 * x) - x,)), Window())
    >>> [point.at[0] for point in found.points], found.completeness.value
    ([-0.957504024077269, 0, 0.957504024077269], 'proved')
    """
    states, field = system.states, system.field
    if system.dimension > DIMENSION_LIMIT or any(component.free_symbols - set(states) for component in field):
        return None
    sides = {state: window.side(state) or WINDOW for state in states}
    conditions = domain(system)
    try:
        routes = Search(states, sides, conditions).routes(field)
        everywhere = all(part.everywhere for route in routes for part in route.parts)
        candidates = [tuple(map(IsolatedZero.value_of, point)) for route in routes for point in route.solutions]
        kept = [point for point in candidates if is_fixed_point(point, states, field, conditions)]
        box = tuple(sides[state] for state in states)
        points = distinct(kept if everywhere else [point for point in kept if in_box(point, box)])
        excluded = distinct(point for point in candidates if point not in kept)
    except Undecided:
        return None
    searched = Window(tuple((state, *sides[state]) for state in states))
    reason = EveryBoxDecided(states, field, routes, points, excluded, None if everywhere else searched)
    found = tuple(FixedPoint(point, ProvedZero(states, field, point)) for point in points)
    return FixedPointSet(found, Completeness.PROVED if everywhere else Completeness.IN_WINDOW, reason)
