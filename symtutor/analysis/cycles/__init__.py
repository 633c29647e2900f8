"""Limit cycles: proved by a theorem where one applies, located in decimals where a closed orbit is possible.

The order is that of how much is known: a field in polar coordinates gives all closed orbits exactly, Liénard's theorem
proves that there is just one, and a trapping region that there is at least one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from symtutor.analysis.cycles.circles import circles
from symtutor.analysis.cycles.lienard import lienard
from symtutor.analysis.cycles.located import LocatedCycle
from symtutor.analysis.cycles.trapping import region
from symtutor.analysis.structure.index_theory import index_of
from symtutor.model import Stability
from symtutor.numerics.compiled import plainly_smooth
from symtutor.numerics.locate import as_cycle, borders, locate

if TYPE_CHECKING:
    from symtutor.analysis.cycles.trapping import TrappingRegion
    from symtutor.model import Classification, ODESystem, Structure
    from symtutor.numerics.orbit import Orbit
    from symtutor.rule import Rule

__all__ = ["with_limit_cycles"]

MOST_CENTERS = 3
"""Points around which closed orbits are looked for."""


def with_limit_cycles(
    system: ODESystem, classifications: tuple[Classification, ...], known: Structure, *, complete: bool
) -> Structure:
    """Add the limit cycles of a planar field in which closed orbits are not excluded.

    Parameters
    ----------
    complete : bool
        Whether the fixed points are proved to be all.
    """
    separated = circles(system, classifications, complete=complete)
    if separated is not None:
        return replace(known, reasons=(*known.reasons, separated), limit_cycles=separated.limit_cycles())
    theorem = lienard(system)
    reasons: list[Rule] = [] if theorem is None else [theorem]
    cycles = []
    for orbit in _located(system, classifications, single=theorem is not None):
        proof = _region(system, classifications, orbit) if complete and theorem is None else None
        cycle = as_cycle(orbit, proved=theorem is not None or proof is not None)
        cycles.append(cycle)
        reasons.append(LocatedCycle(system.states, system.field, cycle))
        reasons += [proof] if proof is not None else []
    return replace(known, reasons=(*known.reasons, *reasons), limit_cycles=tuple(cycles))


def _located(system: ODESystem, classifications: tuple[Classification, ...], *, single: bool) -> list[Orbit]:
    """Locate closed orbits around the points of index 1, where the field is one of numbers."""
    if any(c.free_symbols - set(system.states) for c in system.field):
        return []
    if not plainly_smooth(system.field, system.states):
        return []
    singles = [c for c in classifications if not any(value.free_symbols for value in c.at)]
    centers = [c.at for c in singles if index_of(c) == 1][:MOST_CENTERS]
    return locate(system, centers, [c.at for c in singles], single=single) if centers else []


def _region(system: ODESystem, classifications: tuple[Classification, ...], orbit: Orbit) -> TrappingRegion | None:
    """Prove by a trapping region that there is a closed orbit where one was located."""
    if any(c.point.index for c in classifications):
        return None
    laid = borders(system, orbit)
    if laid is None:
        return None
    outer, inner, compiled = laid
    sense = 1 if as_cycle(orbit, proved=False).stability is Stability.ASYMPTOTIC else -1
    return region(classifications, system.states, system.field, (outer, inner), sense, compiled)
