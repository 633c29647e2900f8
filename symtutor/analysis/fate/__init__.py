"""Where one start ends, how fast and why.

A function takes the analysis and the start in the order of the states, and answers with rules or passes it on; the
order of :data:`FATES` is the order of how much they claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import sympy as sp

from symtutor.analysis.fate.at_rest import at_rest
from symtutor.analysis.fate.not_known import Changing, NotKnown
from symtutor.analysis.fate.on_the_line import on_the_line
from symtutor.analysis.fixed_points.domain import domain
from symtutor.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Callable

    from symtutor.model import Analysis, ODESystem
    from symtutor.rule import Rule

Start: TypeAlias = tuple[sp.Expr, ...]
Fate: TypeAlias = "Callable[[Analysis, Start], tuple[Rule, ...] | None]"


def in_the_plane(analysis: Analysis, start: Start) -> tuple[Rule, ...] | None:
    """Ask what is known in the plane, which is imported when there is a start there."""
    if analysis.system.dimension != 2:
        return None
    from symtutor.analysis.fate.plane import from_a_start  # noqa: PLC0415 - most questions bring no start

    return from_a_start(analysis, start)


FATES: tuple[Fate, ...] = (
    at_rest,  # a start at a fixed point stays there, in every dimension
    in_the_plane,  # two: the solution itself, an invariant axis, or followed in decimals
    on_the_line,  # one dimension: the flow leads to the end of its interval
)


def fates(analysis: Analysis) -> tuple[Rule, ...]:
    """Say where the start given with the system ends; nothing where it names not every state."""
    start = start_of(analysis.system)
    if start is None:
        return ()
    if not analysis.system.autonomous:
        return (Changing(analysis.system.states, start),)
    answers = (fate(analysis, start) for fate in FATES)
    found = next((answer for answer in answers if answer is not None), None)
    return found or (NotKnown(analysis.system.states, start),)


def start_of(system: ODESystem) -> Start | None:
    """Give the start in the order of the states; None where one has no value."""
    said = dict(system.start)
    return tuple(said[state] for state in system.states) if set(system.states) <= set(said) else None


def require_inside(system: ODESystem) -> None:
    """Refuse a start at which the field is not defined."""
    start = start_of(system)
    if start is None:
        return
    place = dict(zip(system.states, start, strict=True)) | dict(system.start)
    if any(condition.subs(place) == sp.false for condition in domain(system)):
        raise RequestError("The field has no real value at the start.", suggestion="Choose a start inside its domain.")
