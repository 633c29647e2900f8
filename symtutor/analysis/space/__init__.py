"""Three and more dimensions: count the eigenvalues to each side of the imaginary axis, and more where one is on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.analysis.space.center_curve import by_center_curve
from symtutor.analysis.space.center_pair import by_center_pair
from symtutor.analysis.space.characteristic import Spectral
from symtutor.analysis.space.coordinate_line import by_coordinate_line
from symtutor.analysis.space.even_powers import by_even_powers
from symtutor.analysis.space.hyperbolic import hyperbolic
from symtutor.analysis.space.landscape import by_landscape
from symtutor.analysis.space.linear import by_linear_system
from symtutor.analysis.space.lyapunov import by_quadratic_function
from symtutor.analysis.space.silence import still_open
from symtutor.analysis.undecided import Unsigned, undecided

if TYPE_CHECKING:
    from collections.abc import Callable

    from symtutor.model import Classification, FixedPoint, Linearization, ODESystem

    SpaceTest = Callable[[ODESystem, Spectral], Classification | None]

__all__ = ["in_space"]

SPACE_TESTS: tuple[SpaceTest, ...] = (
    by_linear_system,  # the linearization is the field itself
    by_center_curve,  # one eigenvalue zero: the motion along one curve is left to decide
    by_center_pair,  # one pair ±iω: a weak spiral on a surface
    by_landscape,  # a gradient flow: the loss itself decides
    by_quadratic_function,  # a sum of squares that never grows
    by_coordinate_line,  # one equation on an invariant line through the point
    by_even_powers,  # a sum of even powers that never grows
    still_open,  # one positive eigenvalue proves instability all the same
)


def in_space(system: ODESystem, fixed_point: FixedPoint, linearization: Linearization) -> Classification | None:
    """Classify a fixed point by the number of eigenvalues on each side, and by what decides where one is on the axis.

    Examples
    --------
    >>> import sympy as sp
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, y, z = sp.symbols("x y z", real=True)
    >>> (point,) = analyze(ODESystem((x, y, z), (x * y, -y - x**2, -z))).classifications
    >>> point.kind.value, [rule.theorem for rule in point.reasons]
    ('stable', ['linearization', 'center manifold'])
    """
    spectral = Spectral.at(system, fixed_point, linearization)
    if spectral is None:
        return undecided(fixed_point, linearization, Unsigned(fixed_point.at, linearization.jacobian))
    if not spectral.counts.axis:
        return hyperbolic(spectral)
    verdicts = (test(system, spectral) for test in SPACE_TESTS)
    return next(verdict for verdict in verdicts if verdict is not None)
