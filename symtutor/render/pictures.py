"""Where pictures stand in a solution: which step is shown by which picture, in documents and in notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.vocabulary import Picture

if TYPE_CHECKING:
    from sympy import Symbol

    from symtutor.model import Analysis, ODESystem

USUAL = ""
"""Stands for the picture that fits the system."""

_OF_A_STEP = {
    ("explicit", 1): Picture.SOLUTIONS,
    ("gradient", 1): Picture.POTENTIAL,
    ("gradient", 2): Picture.CONTOURS,
}


def picture_at(topic: str, analysis: Analysis) -> str | None:
    """Name the picture that belongs to the step with this topic; None where there is none.

    Examples
    --------
    >>> from symtutor import solve
    >>> analysis = solve("x' = x - x^3").analysis
    >>> [picture_at(topic, analysis) for topic in ("flow", "gradient", "summary")]
    ['', <Picture.POTENTIAL: 'potential'>, None]
    """
    system = analysis.system
    free = _free(system)
    if topic == _main_step(analysis):
        diagram = len(free) == 1 and system.autonomous and analysis.classifications
        return USUAL if diagram or not free else None
    return None if free else _OF_A_STEP.get((topic, system.dimension))


def _main_step(analysis: Analysis) -> str | None:
    """Name the step that the picture of the whole stands in; a field in the plane that changes with time has none."""
    if analysis.line is not None:
        return "flow"
    if not analysis.system.autonomous and analysis.system.dimension > 1:
        return None
    return "summary" if analysis.classifications else "checked"


def _free(system: ODESystem) -> set[Symbol]:
    """Collect the parameters without a value."""
    letters: set[Symbol] = set().union(*(component.free_symbols for component in system.field))
    return letters - {*system.states, system.time}
