"""Planar fixed points where the linearization is silent: what decides instead."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from symtutor.analysis.nonlinear.assumed import assume
from symtutor.analysis.nonlinear.center_manifold import by_center_manifold
from symtutor.analysis.nonlinear.energy import by_energy
from symtutor.analysis.nonlinear.first_integral import by_first_integral
from symtutor.analysis.nonlinear.hamiltonian import by_hamiltonian
from symtutor.analysis.nonlinear.leading_distance import by_leading_distance
from symtutor.analysis.nonlinear.lyapunov_coefficient import by_lyapunov_coefficient
from symtutor.analysis.nonlinear.nilpotent import by_nilpotent_part
from symtutor.analysis.nonlinear.return_map import by_return_map
from symtutor.analysis.nonlinear.reversibility import by_reversibility
from symtutor.analysis.nonlinear.sectors import by_invariant_directions
from symtutor.analysis.nonlinear.undecided import can_be_expanded_at, undecided

if TYPE_CHECKING:
    from symtutor.model import Classification, FixedPoint, Linearization, ODESystem, StabilityTest

__all__ = ["NONLINEAR_TESTS", "beyond_linearization"]

NONLINEAR_TESTS: tuple[StabilityTest, ...] = (
    by_center_manifold,  # one eigenvalue zero: one direction is left to decide
    by_hamiltonian,  # a center for all orders at once, from the divergence alone
    by_first_integral,  # likewise, where the divergence is not zero but a multiple of the field has none
    by_reversibility,  # likewise, from a symmetry
    by_lyapunov_coefficient,  # only then count orders: a weak spiral
    by_nilpotent_part,  # both eigenvalues zero, the linear part not
    by_invariant_directions,  # the linear part zero
    by_energy,  # what is too flat for the theorems before
    by_leading_distance,  # a point without linear part to which, or from which, everything goes
    by_return_map,  # what turns around a point without linear part
)

EXPANSIONS = (by_center_manifold, by_lyapunov_coefficient, by_nilpotent_part)
"""Theorems that multiply Taylor coefficients, and are left alone where these would never end."""


def beyond_linearization(
    system: ODESystem, fixed_point: FixedPoint, linearization: Linearization
) -> Classification | None:
    """Classify a planar fixed point with an eigenvalue on the imaginary axis; undecided where nothing decides.

    Examples
    --------
    >>> import sympy as sp
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> (point,) = analyze(ODESystem((x, y), (-(x**3), -y))).classifications
    >>> point.kind.value, [rule.theorem for rule in point.reasons]
    ('stable node', ['linearization', 'center manifold'])
    """
    if system.dimension != 2:
        return None
    known, there, linear = assume(system, fixed_point, linearization)
    tests = (test for test in NONLINEAR_TESTS if test not in EXPANSIONS or can_be_expanded_at(there))
    verdicts = (test(known, there, linear) for test in tests)
    decided = next((verdict for verdict in verdicts if verdict is not None), None)
    return replace(decided or undecided(known, there, linear), point=fixed_point, linearization=linearization)
