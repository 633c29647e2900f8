"""What is said of a point that nothing decides: the list of what was tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.nonlinear.center_manifold import ORDERS, CenterManifold, first_term
from symtutor.analysis.nonlinear.higher_focal_value import DEGREE_LIMIT
from symtutor.analysis.nonlinear.jets import jets
from symtutor.analysis.nonlinear.linear_part import linear_part
from symtutor.analysis.nonlinear.lyapunov_coefficient import LyapunovCoefficient, first_coefficient
from symtutor.analysis.nonlinear.nilpotent import nilpotent_point
from symtutor.analysis.nonlinear.portraits import TURNING
from symtutor.analysis.nonlinear.silence import Depending, StillOpen, decided
from symtutor.analysis.words import is_long
from symtutor.model import Kind, Stability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.model import Classification, FixedPoint, Linearization, ODESystem


LONGEST = 40
"""Operations in a coordinate up to which Taylor coefficients there stay short enough to be multiplied."""


def can_be_expanded_at(fixed_point: FixedPoint) -> bool:
    """Tell whether Taylor coefficients at a point are short: none of its coordinates is known by its place, or long."""
    return not any(is_long(coordinate) or coordinate.count_ops() > LONGEST for coordinate in fixed_point.at)


def undecided(system: ODESystem, fixed_point: FixedPoint, linearization: Linearization) -> Classification:
    """Leave the kind open and say why; a positive eigenvalue decides the stability all the same."""
    unstable = linear_part(system, fixed_point, linearization).trace == 1
    rule = StillOpen(
        fixed_point.at,
        linearization.jacobian,
        linearization.eigenvalues,
        tuple(_tried(system, fixed_point, linearization)),
        unstable,
        _would_decide(system, fixed_point, linearization),
    )
    stability = Stability.UNSTABLE if unstable else Stability.UNDECIDED
    return decided(fixed_point, linearization, Kind.UNDECIDED, stability, rule)


def _would_decide(system: ODESystem, fixed_point: FixedPoint, linearization: Linearization) -> Depending | None:
    """Find the theorem that would decide if the parameters in its coefficient had values."""
    if not sp.Tuple(*system.field, *fixed_point.at).free_symbols - set(system.states):
        return None
    if not can_be_expanded_at(fixed_point):
        return None
    rules: Iterator[CenterManifold | LyapunovCoefficient | None] = (
        first(system, fixed_point, linearization) for first in (first_term, first_coefficient)
    )
    rule = next((rule for rule in rules if rule is not None), None)
    return None if rule is None or rule.frame.sign(rule.coefficient) is not None else rule


def _tried(system: ODESystem, fixed_point: FixedPoint, linearization: Linearization) -> list[str]:
    tried = ["a Hamiltonian", "other conserved quantities", "a mirror symmetry that reverses time"]
    if not can_be_expanded_at(fixed_point):
        expansions = "theorems that take a Taylor expansion were left out: at so long a number its terms are too long"
        return [*tried, expansions]
    part = linear_part(system, fixed_point, linearization)
    if jets(system.field, system.states, fixed_point.at, 2) is None:
        return ["Taylor's formula (the field is not known to be smooth at the point)"]
    letters = sp.Tuple(*system.field).free_symbols - set(system.states)
    signs = " or have no decided sign while parameters are free" if letters else ""
    if part.trace:
        sign = signs.replace("have", "has")
        return [f"the center manifold (the motion on it is zero up to degree {ORDERS[-1]}{sign})"]
    if part.det:
        return [*tried, f"the focal values (they are zero up to degree {DEGREE_LIMIT}{signs})"]
    if not part.zero:
        rule = nilpotent_point(system, fixed_point, linearization)
        found = "the terms it needs were not found" if rule is None else "it leaves open whether center or focus"
        if rule is not None and rule.portrait is not TURNING:
            found = "a sign it needs is not decided"
        return [*tried, f"the theorem on nilpotent points ({found})", "the energy as a Lyapunov function"]
    return [
        *tried,
        "the directions of the terms of lowest degree (some are double, or none is radial)",
        "the distance as a Lyapunov function",
    ]
