"""Fixed points: all real solutions of f(x) = 0, with the reason why none is missing.

A solver answers a system completely or passes it on; the order of :data:`SOLVERS` is the order in which a student
would try them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.analysis.fixed_points.by_cases import by_cases
from symtutor.analysis.fixed_points.by_circles import by_circles
from symtutor.analysis.fixed_points.not_solved import NotSolved
from symtutor.analysis.fixed_points.time_dependent import TimeDependent
from symtutor.model import Completeness, FixedPointSet

if TYPE_CHECKING:
    from symtutor.model import ODESystem, Solver, Window


def isolated_in_window(system: ODESystem, window: Window) -> FixedPointSet | None:
    """Search by intervals; the engine is imported when no formula applies."""
    from symtutor.analysis import isolation  # noqa: PLC0415 - systems that formulas solve do not pay for it

    return isolation.isolated_in_window(system, window)


def piece_by_piece(system: ODESystem, _window: Window) -> FixedPointSet | None:
    """Solve each formula of a field with corners and jumps on its interval; imported when nothing else answers."""
    if system.dimension != 1:
        return None
    from symtutor.analysis.fixed_points.by_pieces import by_pieces  # noqa: PLC0415 - most fields have one formula

    return by_pieces(system, find_fixed_points)


SOLVERS: tuple[Solver, ...] = (
    by_cases,  # exact, and what a student would do: split products, solve one unknown at a time
    by_circles,  # angles: sine and cosine as a point of the unit circle
    isolated_in_window,  # the rest: interval arithmetic proves each root and the absence of others
    piece_by_piece,  # corners and jumps on the line, where whole intervals may vanish
)


def find_fixed_points(system: ODESystem, window: Window) -> FixedPointSet:
    """Find the fixed points of a system with the first solver that proves its answer, or else the first that answers.

    Where none does, the set is empty and ``Completeness.UNKNOWN``: no claim, never an empty answer for "don't know".
    """
    if not system.autonomous:
        return FixedPointSet((), Completeness.UNKNOWN, TimeDependent(system.states, system.field, system.time))
    partial = None
    for solver in SOLVERS:
        answer = solver(system, window)
        if answer is not None and answer.completeness is Completeness.PROVED:
            return answer
        partial = partial or answer
    return partial or FixedPointSet((), Completeness.UNKNOWN, NotSolved(system.states, system.field, system.parameters))
