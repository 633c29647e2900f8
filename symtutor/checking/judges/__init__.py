"""Judges: one for each kind of claim, in one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from symtutor.checking.claims import (
    Argument,
    Basin,
    Bifurcation,
    Called,
    CharacteristicPolynomial,
    Derivative,
    Direction,
    Eigenvalues,
    Eigenvector,
    EulerError,
    EulerSetting,
    EulerState,
    ExactValue,
    ExplicitSolution,
    Extremum,
    FixedPoints,
    FlowOn,
    HowMany,
    Hyperbolic,
    Jacobian,
    JacobianEntry,
    MatrixNumber,
    Order,
    PlaneArgument,
    PlaneCase,
    Potential,
    RealParts,
    StepBound,
    StepFactor,
    StepRule,
    TimeScale,
    Unread,
    ZeroSet,
)
from symtutor.checking.judges.arguments import judge_argument
from symtutor.checking.judges.basins import judge_basin
from symtutor.checking.judges.bifurcations import judge_bifurcation
from symtutor.checking.judges.calculus import judge_derivative
from symtutor.checking.judges.eigen import judge_eigenvalues, judge_eigenvector
from symtutor.checking.judges.euler import judge_error, judge_exact, judge_setting, judge_state
from symtutor.checking.judges.flow import judge_flow
from symtutor.checking.judges.kinds import judge_called
from symtutor.checking.judges.matrices import judge_entry, judge_jacobian, judge_number
from symtutor.checking.judges.motion import judge_characteristic, judge_direction, judge_solution, judge_time_scale
from symtutor.checking.judges.plane import judge_case, judge_plane_argument, judge_zero_set
from symtutor.checking.judges.points import judge_points
from symtutor.checking.judges.potentials import judge_potential
from symtutor.checking.judges.remarks import (
    judge_extremum,
    judge_how_many,
    judge_hyperbolic,
    judge_real_parts,
)
from symtutor.checking.judges.steps import judge_bound, judge_factor, judge_order, judge_rule
from symtutor.checking.judges.unread import judge_unread

if TYPE_CHECKING:
    from collections.abc import Callable

    from symtutor.checking.claims import Claim
    from symtutor.checking.context import Context
    from symtutor.checking.verdict import Judgement


@dataclass(frozen=True, slots=True)
class Check:
    """How one kind of claim is judged, what a student was asked when it is one, and under which word it earns points.

    A setting and words that were not read earn nothing; their word is empty.
    """

    kind: type
    judge: Callable[[Any, Context], Judgement]
    topic: str
    counts_as: str


CHECKS: tuple[Check, ...] = (
    Check(Argument, judge_argument, "fixed-points", "steps"),
    Check(FixedPoints, judge_points, "fixed-points", "fixed-points"),
    Check(Derivative, judge_derivative, "derivative", "derivative"),
    Check(Jacobian, judge_jacobian, "jacobian", "jacobian"),
    Check(JacobianEntry, judge_entry, "jacobian", "remarks"),
    Check(MatrixNumber, judge_number, "eigenvalues", "trace-and-determinant"),
    Check(Eigenvalues, judge_eigenvalues, "eigenvalues", "eigenvalues"),
    Check(Eigenvector, judge_eigenvector, "eigenvalues", "eigenvectors"),
    Check(Called, judge_called, "stability", "stability"),
    Check(Basin, judge_basin, "basins", "basins"),
    Check(FlowOn, judge_flow, "basins", "flow"),
    Check(Potential, judge_potential, "", "potential"),
    Check(EulerSetting, judge_setting, "", ""),
    Check(EulerState, judge_state, "euler", "euler"),
    Check(EulerError, judge_error, "euler", "error"),
    Check(ExactValue, judge_exact, "", "solution"),
    Check(StepBound, judge_bound, "euler", "step-bound"),
    Check(StepFactor, judge_factor, "euler", "step-bound"),
    Check(StepRule, judge_rule, "", "euler"),
    Check(Order, judge_order, "euler", "error"),
    Check(Bifurcation, judge_bifurcation, "bifurcations", "bifurcations"),
    Check(HowMany, judge_how_many, "", "remarks"),
    Check(PlaneArgument, judge_plane_argument, "fixed-points", "steps"),
    Check(ZeroSet, judge_zero_set, "", "steps"),
    Check(PlaneCase, judge_case, "fixed-points", "steps"),
    Check(Hyperbolic, judge_hyperbolic, "", "remarks"),
    Check(RealParts, judge_real_parts, "", "remarks"),
    Check(CharacteristicPolynomial, judge_characteristic, "eigenvalues", "characteristic-polynomial"),
    Check(Direction, judge_direction, "", "remarks"),
    Check(ExplicitSolution, judge_solution, "", "solution"),
    Check(TimeScale, judge_time_scale, "", "remarks"),
    Check(Extremum, judge_extremum, "", "remarks"),
    Check(Unread, judge_unread, "", ""),
)


def check_for(claim: Claim) -> Check:
    """Find the row of the table for a claim."""
    return next(check for check in CHECKS if isinstance(claim, check.kind))
