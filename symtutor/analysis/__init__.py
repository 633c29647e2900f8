"""Analysis: from a system to everything that is concluded about it, with the reasons."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.at_point import given_values
from symtutor.analysis.continua import by_continuum
from symtutor.analysis.derivative import Derivative, Jacobian
from symtutor.analysis.eigen import eigenvalues
from symtutor.analysis.fixed_points import find_fixed_points
from symtutor.analysis.fixed_points.domain import undecided_domain
from symtutor.analysis.line import phase_line, solutions
from symtutor.analysis.plane import by_trace_and_determinant
from symtutor.analysis.potential import GradientFlow, potential
from symtutor.analysis.separation import separate
from symtutor.analysis.sides import by_sides
from symtutor.analysis.slope import by_derivatives
from symtutor.analysis.smoothness import Smoothness, smooth_at
from symtutor.analysis.turning import with_pace
from symtutor.analysis.undecided import by_missing_derivative
from symtutor.analysis.unfinished import NotReached, no_fixed_points_yet
from symtutor.model import Analysis, Completeness, Linearization, Stability, Structure, Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.model import Classification, FixedPoint, ODESystem, StabilityTest


def where_silent(system: ODESystem, fixed_point: FixedPoint, linearization: Linearization) -> Classification | None:
    """Ask the theorems beyond linearization, in the plane; they are imported when a point needs them."""
    if system.dimension != 2:
        return None
    from symtutor.analysis.nonlinear import beyond_linearization  # noqa: PLC0415 - hyperbolic points do not pay for it

    return beyond_linearization(system, fixed_point, linearization)


def above_the_plane(system: ODESystem, fixed_point: FixedPoint, linearization: Linearization) -> Classification | None:
    """Count eigenvalues in three and more dimensions; imported when such a system comes."""
    from symtutor.analysis.space import in_space  # noqa: PLC0415 - line and plane do not pay for it

    return in_space(system, fixed_point, linearization)


STABILITY_TESTS: tuple[StabilityTest, ...] = (
    by_continuum,  # a point among other fixed points is nothing the tables know
    by_sides,  # a corner on the line: no slope, but a sign on each side
    by_missing_derivative,  # anywhere else without derivatives nothing below may be used
    by_derivatives,  # the line: the slope, or the first derivative that is not zero
    by_trace_and_determinant,  # the plane: one table
    where_silent,  # where it does not decide: center manifolds, conserved quantities, symmetries, focal values
    above_the_plane,  # count the eigenvalues on each side of the imaginary axis
)


def analyze(system: ODESystem, window: Window | None = None) -> Analysis:
    """Find and classify the fixed points of an autonomous system, and what follows from them.

    Parameters
    ----------
    system : ODESystem
        The system.
    window : Window, optional
        Where to look for what has no closed form.

    Returns
    -------
    Analysis
        Every conclusion with its reason. What could not be decided is in it as undecided.

    Examples
    --------
    >>> import sympy as sp
    >>> from symtutor.model import ODESystem
    >>> x = sp.Symbol("x", real=True)
    >>> analysis = analyze(ODESystem((x,), (x * (1 - x) * (x - 2),)))
    >>> [(c.at[0], c.kind.value) for c in analysis.classifications]
    [(0, 'stable'), (1, 'unstable'), (2, 'stable')]
    """
    *_, (known, _) = stages(system, window or Window())
    return known


def stages(system: ODESystem, window: Window) -> Iterator[tuple[Analysis, str]]:
    """Analyze, and after each part give what is known so far, with the words for what is missing; the last is whole."""
    jacobian = Jacobian(system.states, system.field)
    derivative = Derivative(system.states[0], system.field[0]) if system.dimension == 1 else jacobian
    known = Analysis(system, NotReached(), derivative, no_fixed_points_yet(system), (), None, Structure())
    yield known, "the fixed points and everything that follows from them"
    smoothness = Smoothness(
        system.states, system.field, undecided_domain(system), None if system.autonomous else system.time
    )
    known = replace(known, smoothness=smoothness)
    yield known, "the fixed points and everything that follows from them"
    fixed_points = find_fixed_points(system, window)
    known = replace(known, fixed_points=fixed_points)
    for point in fixed_points.points:
        yield known, "the kind of some fixed points and everything that follows from it"
        known = replace(known, classifications=(*known.classifications, classify(system, point, jacobian)))
    known = replace(known, classifications=by_cases(system, known.classifications))
    classifications = known.classifications
    if system.dimension == 1 and all(c.point.when == sp.true for c in classifications):
        yield known, "the flow between the fixed points, their basins, and what is known of the field as a whole"
        line = phase_line(system, fixed_points, classifications)
        if line is not None and len(line.points) == 3 and not system.parameters:
            from symtutor.analysis.parameters.preview import with_preview  # noqa: PLC0415 - three points are rare

            line = with_preview(system, line)
        known = replace(known, line=line)
        if line is not None and not smoothness.lipschitz:
            known = replace(known, smoothness=solutions(system, line))
    if system.dimension == 1:
        yield known, "the solution as a formula, and what is known of the field as a whole"
        known = replace(known, explicit=separate(known))
    yield known, "what is known of the field as a whole: whether it is a gradient, or conserves something"
    known = replace(known, structure=_structure(system, classifications, fixed_points.completeness))
    if system.parameters and system.autonomous:
        yield known, "the bifurcations"
        from symtutor.analysis.parameters.bifurcations import bifurcations  # noqa: PLC0415 - numbers do not pay for it

        known = replace(known, bifurcations=bifurcations(known))
    if system.start:
        yield known, "where the start ends"
        from symtutor.analysis.fate import fates  # noqa: PLC0415 - only who gives a start pays for it

        known = replace(known, fates=fates(known))
    yield known, ""


def linearize(system: ODESystem, point: FixedPoint, jacobian: Jacobian) -> Linearization:
    """Evaluate the Jacobian and its eigenvalues, where the field has derivatives; SymPy gives |x| a slope 0 at 0."""
    if all(smooth_at(component, system.states, point.at, point.when) for component in system.field):
        matrix = jacobian.at_fixed_point(point)
        given = {} if point.when == sp.true else given_values(point.when)
        if given:
            matrix = matrix.subs(given).applyfunc(sp.expand)
        return Linearization(point, matrix, eigenvalues(matrix))
    size = system.dimension
    return Linearization(point, sp.ImmutableMatrix(size, size, [sp.nan] * size**2), ())


def classify(system: ODESystem, point: FixedPoint, jacobian: Jacobian) -> Classification:
    """Classify one fixed point by the first test that applies to its dimension."""
    linearization = linearize(system, point, jacobian)
    verdicts = (test(system, point, linearization) for test in STABILITY_TESTS)
    verdict = next(verdict for verdict in verdicts if verdict is not None)
    return with_pace(system, verdict) if system.dimension == 2 else verdict


def by_cases(system: ODESystem, found: tuple[Classification, ...]) -> tuple[Classification, ...]:
    """Decide case by case what free parameters left open; imported when there are some."""
    if all(c.stability is not Stability.UNDECIDED for c in found) or not system.autonomous:
        return found
    from symtutor.analysis.parameters.cases import split_by_cases  # noqa: PLC0415 - numbers do not pay for it

    return split_by_cases(system, found, classify)


def _structure(system: ODESystem, classifications: tuple[Classification, ...], completeness: Completeness) -> Structure:
    if not system.autonomous:
        return Structure()
    states = set(system.states)  # a condition on a free state only says where along a continuum a member lies
    always = tuple(c for c in classifications if c.point.when == sp.true or c.point.when.free_symbols <= states)
    split = False
    if len(always) < len(classifications):  # what holds in some cases says nothing of the whole
        decided = all(c.stability is not Stability.UNDECIDED for c in classifications)
        split = decided and completeness is Completeness.PROVED
        classifications, completeness = always, Completeness.UNKNOWN
    known = _gradient(system, classifications, completeness, by_cases=split)
    if system.dimension != 2:
        return known
    from symtutor.analysis.structure import planar_structure  # noqa: PLC0415 - the line does not pay for it

    return planar_structure(system, classifications, known, complete=completeness is Completeness.PROVED)


def _gradient(
    system: ODESystem, classifications: tuple[Classification, ...], completeness: Completeness, *, by_cases: bool
) -> Structure:
    loss = potential(system) if not undecided_domain(system) else None
    if loss is None:
        return Structure()
    decided = all(c.stability is not Stability.UNDECIDED for c in classifications)
    complete = completeness is Completeness.PROVED and decided
    flow = GradientFlow(system.states, system.field, loss, classifications, complete, by_cases)
    return Structure(gradient_of=loss, reasons=(flow,))
