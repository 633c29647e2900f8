"""Readers of claims: each knows one way in which something is said, and answers None to everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.checking.hand.readers.bifurcations import bifurcation
from symtutor.checking.hand.readers.calculus import derivative
from symtutor.checking.hand.readers.euler import (
    euler_error,
    euler_sequence,
    euler_setting,
    euler_state,
    euler_vector,
    exact_value,
)
from symtutor.checking.hand.readers.kinds import called
from symtutor.checking.hand.readers.matrices import eigenvalues, eigenvector, jacobian, jacobian_entry, matrix_number
from symtutor.checking.hand.readers.memory import Memory
from symtutor.checking.hand.readers.motion import (
    characteristic_polynomial,
    direction,
    explicit_solution,
    time_scale,
)
from symtutor.checking.hand.readers.plane import plane_argument, plane_case, zero_set
from symtutor.checking.hand.readers.points import fixed_points
from symtutor.checking.hand.readers.potentials import conserved, extremum, potential
from symtutor.checking.hand.readers.regions import basin, flow
from symtutor.checking.hand.readers.remarks import how_many, hyperbolic, real_parts
from symtutor.checking.hand.readers.steps import order, step_bound, step_factor, step_rule

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from symtutor.checking.claims import Claim, Said

READERS: tuple[Callable[[Said, Memory], Claim | Sequence[Claim] | None], ...] = (
    step_factor,
    step_rule,
    order,
    step_bound,  # "stable for h < 2" before anything else calls something stable
    plane_case,
    zero_set,
    plane_argument,  # a whole line, before its parts
    explicit_solution,  # "x(t) = …" before a state at a time
    euler_setting,  # "x0 = 1" before x_n
    euler_vector,
    euler_state,
    euler_sequence,
    euler_error,
    exact_value,
    derivative,
    jacobian,
    jacobian_entry,
    characteristic_polynomial,
    matrix_number,
    direction,
    eigenvector,  # before "eigenvalues", whose λ it may hold
    eigenvalues,
    basin,
    flow,
    bifurcation,  # "saddle-node bifurcation" before a point is called saddle-node
    extremum,  # "a saddle of L" before a saddle
    hyperbolic,
    real_parts,
    called,
    conserved,
    time_scale,
    potential,
    how_many,
    fixed_points,  # last: a bare point is one
)

__all__ = ["READERS", "Memory"]
