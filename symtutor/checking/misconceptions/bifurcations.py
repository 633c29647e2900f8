"""Slips in naming bifurcations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.checking.misconceptions import Misconception
from symtutor.checking.truths import bifurcations
from symtutor.document import paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.checking.claims import Bifurcation
    from symtutor.checking.context import Context

OPPOSITE = {"supercritical": "subcritical", "subcritical": "supercritical"}
UNSYMMETRIC = ("saddle-node", "transcritical")


def _other_side(claim: Bifurcation, context: Context) -> Iterator[str]:
    """Supercritical for subcritical, and the other way round."""
    for found in bifurcations(context.analysis):
        first, _, rest = found.kind.partition(" ")
        if first in OPPOSITE:
            yield f"{OPPOSITE[first]} {rest}".lower()


def _pitchfork_without_symmetry(claim: Bifurcation, context: Context) -> Iterator[str]:
    """Three branches where only two meet."""
    if any(found.kind in UNSYMMETRIC for found in bifurcations(context.analysis)):
        yield from ("pitchfork", "supercritical pitchfork", "subcritical pitchfork")


def _saddle_node_for_all(claim: Bifurcation, context: Context) -> Iterator[str]:
    """A saddle-node where a fixed point survives on both sides."""
    if any("pitchfork" in found.kind or found.kind == "transcritical" for found in bifurcations(context.analysis)):
        yield "saddle-node"


BIFURCATION_SLIPS: tuple[Misconception[Bifurcation, str], ...] = (
    Misconception(
        "supercritical and subcritical swapped",
        _other_side,
        "Are the branches that appear stable or unstable?",
        paragraph(
            "Supercritical means that what appears is stable; subcritical, that it is unstable. "
            "Here it is the other way round."
        ),
        "Strogatz, Nonlinear Dynamics and Chaos, section 3.4",
    ),
    Misconception(
        "pitchfork without symmetry",
        _pitchfork_without_symmetry,
        "How many branches meet at the value?",
        paragraph("In a pitchfork one branch splits into three; here two branches meet."),
    ),
    Misconception(
        "saddle-node for an exchange of stability",
        _saddle_node_for_all,
        "Is there a fixed point on both sides of the value?",
        paragraph("In a saddle-node two fixed points meet and both vanish; here one is there on both sides."),
    ),
)
