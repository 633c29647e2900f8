"""The field as a whole: conserved quantities, and what excludes closed orbits.

What a planar field is found to be:

* Hamiltonian, where its divergence is zero and H is found;
* conservative in another way, where a first integral is found that is constant on no open set;
* without closed orbits, by a divergence of one sign, or because the fixed points leave no room for one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from symtutor.analysis.fixed_points.domain import undecided_domain
from symtutor.analysis.linear import is_linear
from symtutor.analysis.structure.first_integral import ConservedQuantity, FirstIntegral, first_integral
from symtutor.analysis.structure.hamiltonian import HamiltonianField, hamiltonian
from symtutor.analysis.structure.index_theory import index_theory
from symtutor.analysis.structure.no_closed_orbits import no_closed_orbits
from symtutor.model import Kind, Structure

if TYPE_CHECKING:
    from symtutor.model import Classification, ODESystem
    from symtutor.rule import Rule

__all__ = ["planar_structure"]

POSSIBLE = (Kind.SADDLE, Kind.CENTER, Kind.DEGENERATE, Kind.NON_ISOLATED)
"""Kinds of fixed points that a field with a first integral can have."""


def planar_structure(
    system: ODESystem, classifications: tuple[Classification, ...], known: Structure, *, complete: bool
) -> Structure:
    """Add to what is known of a planar field: conserved quantities, and whether there can be closed orbits.

    Parameters
    ----------
    classifications : tuple of Classification
        The fixed points that were found.
    known : Structure
        What was found before: a gradient flow has no closed orbits anyway.
    complete : bool
        Whether these are proved to be all fixed points.
    """
    if system.dimension != 2 or not system.autonomous:
        return known
    energy = hamiltonian(system)
    if energy is not None:
        told = any(getattr(rule, "hamiltonian", None) is not None for c in classifications for rule in c.reasons)
        rule = HamiltonianField(system.states, system.field, energy, told)
        reasons = (*known.reasons, rule, *_hole(system, known))
        return replace(known, hamiltonian=energy, first_integral=energy, reasons=reasons)
    if known.gradient_of is not None:
        return known
    conserved = _conserved(system, classifications)
    if conserved is not None:
        return replace(known, first_integral=conserved.found.integral, reasons=(*known.reasons, conserved))
    excluded = no_closed_orbits(system)
    if excluded is not None:
        return replace(known, reasons=(*known.reasons, excluded))
    if is_linear(system):
        return known
    indices = index_theory(system, classifications, complete=complete)
    if indices is not None:
        known = replace(known, reasons=(*known.reasons, indices))
        if indices.excludes:
            return known
    from symtutor.analysis.cycles import with_limit_cycles  # noqa: PLC0415 - most systems are decided before

    return with_limit_cycles(system, classifications, known, complete=complete)


def _hole(system: ODESystem, known: Structure) -> tuple[Rule, ...]:
    """Remark on a field that has no curl, and no potential either because its domain has a hole."""
    if known.gradient_of is not None or not undecided_domain(system):
        return ()
    from symtutor.analysis.structure.hole import curl_free_with_hole  # noqa: PLC0415 - few fields have a hole

    found = curl_free_with_hole(system)
    return () if found is None else (found,)


def _conserved(system: ODESystem, classifications: tuple[Classification, ...]) -> ConservedQuantity | None:
    """Find a first integral, where every fixed point is one that such a field can have.

    Around an attracting or repelling point a continuous integral would be constant.
    """
    shown = (getattr(rule, "found", None) for c in classifications for rule in c.reasons)
    told = next((found for found in shown if isinstance(found, FirstIntegral)), None)
    possible = classifications and all(c.kind in POSSIBLE for c in classifications)
    found = told or (first_integral(system) if possible else None)
    return None if found is None else ConservedQuantity(system.states, system.field, found, told is not None)
