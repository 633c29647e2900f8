"""Laws of classification: what time reversal, coordinates and speed do to fixed points, and what structure forbids."""

import pytest
import sympy as sp
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from symtutor.analysis import analyze, classify
from symtutor.analysis.derivative import Jacobian
from symtutor.analysis.eigen import side_of_axis
from symtutor.model import Completeness, FixedPoint, Kind, ODESystem, Stability
from symtutor.numerics.balls import enclose

x, y, z, w = STATES = sp.symbols("x y z w", real=True)
FEW = settings(max_examples=25, deadline=None)
small = st.integers(-3, 3)

REVERSED = {
    Kind.STABLE: Kind.UNSTABLE,
    Kind.STABLE_NODE: Kind.UNSTABLE_NODE,
    Kind.STABLE_SPIRAL: Kind.UNSTABLE_SPIRAL,
    Kind.STABLE_STAR: Kind.UNSTABLE_STAR,
    Kind.STABLE_DEGENERATE_NODE: Kind.UNSTABLE_DEGENERATE_NODE,
}
REVERSED |= {after: before for before, after in REVERSED.items()}

# Fields with a fixed point at the origin where the linearization is silent, from one theorem each.
SILENT = [
    (x * y, -y - x**2),
    (x**2, -y),
    (-y - x * (x**2 + y**2), x - y * (x**2 + y**2)),
    (y, -x - x**3),
    (x * z, -y, -z - x**2),
    (x * z, -y, -z + x**2),
    (x**2 + y * z, -y, -2 * z),
    (-y - x * z, x - y * z, -z + x**2 + y**2),
    (y, z, -z - y - x + x**2),
    (-(x**3), -2 * y, 3 * z),
]


def matrices(size):
    return st.lists(small, min_size=size**2, max_size=size**2).map(lambda entries: sp.Matrix(size, size, entries))


invertible = {size: matrices(size).filter(lambda m: m.det() != 0) for size in (2, 3, 4)}
some_matrix = st.sampled_from([2, 3, 4]).flatmap(lambda size: invertible[size])


def kinds(field):
    states = STATES[: len(field)]
    return sorted((c.kind.value, c.stability.value) for c in analyze(ODESystem(states, tuple(field))).classifications)


def at_origin(field):
    """Classify the origin without a search for other fixed points."""
    states, field = STATES[: len(field)], tuple(field)
    origin = FixedPoint((sp.S.Zero,) * len(states), None)
    return classify(ODESystem(states, field), origin, Jacobian(states, field))


def linear(matrix):
    return tuple(matrix * sp.Matrix(STATES[: matrix.rows]))


def carried(field, change):
    """The field in the coordinates (new) = change · (old)."""
    states = STATES[: len(field)]
    old = dict(zip(states, change.inv() * sp.Matrix(states), strict=True))
    return tuple((change * sp.Matrix(field)).xreplace(old).applyfunc(sp.expand))


@given(some_matrix)
@example(sp.Matrix([[0, -1, 0], [1, 0, 0], [0, 0, -1]]))
@example(sp.Matrix([[0, -1, 1, 0], [1, 0, 0, 1], [0, 0, 0, -1], [0, 0, 1, 0]]))
@FEW
def test_time_reversal_swaps_sinks_and_sources_and_keeps_saddles_and_centers(matrix):
    forward, backward = at_origin(linear(matrix)), at_origin(linear(-matrix))
    if forward.kind in REVERSED and forward.linearization.eigenvalues and _hyperbolic(forward):
        assert backward.kind is REVERSED[forward.kind]
    elif forward.kind in (Kind.SADDLE, Kind.CENTER):
        assert backward.kind is forward.kind
    else:  # a pair on the axis: whether the rest arrives or leaves is what time reversal swaps
        assert {forward.stability, backward.stability} <= {Stability.NEUTRAL, Stability.UNSTABLE}


def _hyperbolic(point):
    return all(side_of_axis(value) for value, _ in point.eigenvalues)


@given(st.sampled_from([2, 3, 4]).flatmap(lambda size: st.tuples(invertible[size], invertible[size])))
@FEW
def test_kinds_of_linear_systems_survive_a_change_of_coordinates(pair):
    matrix, change = pair
    before, after = at_origin(linear(matrix)), at_origin(carried(linear(matrix), change))
    assert (before.kind, before.stability) == (after.kind, after.stability)


@pytest.mark.parametrize("field", SILENT, ids=str)
@given(data=st.data())
@settings(max_examples=5, deadline=None)
def test_silent_kinds_survive_a_change_of_coordinates(field, data):
    change = data.draw(invertible[len(field)])
    before, after = at_origin(field), at_origin(carried(field, change))
    assert (before.kind, before.stability) == (after.kind, after.stability)
    assert all(rule.verify() is not False for rule in after.reasons)


@pytest.mark.parametrize("field", SILENT, ids=str)
@pytest.mark.parametrize("factor", [sp.Rational(7, 3), 1 + x**2 + y**2, 2 + y], ids=str)
def test_kinds_survive_a_positive_change_of_pace(field, factor):
    before, after = at_origin(field), at_origin(tuple(sp.expand(factor * component) for component in field))
    assert (before.kind, before.stability) == (after.kind, after.stability)


@given(st.integers(2, 4).flatmap(matrices), small)
@FEW
def test_gradient_systems_have_real_eigenvalues(quadratic, cubic):
    states = sp.Matrix(STATES[: quadratic.rows])
    loss = (states.T * quadratic * states)[0] + cubic * x**3
    field = tuple(-sp.diff(loss, state) for state in states)
    for point in analyze(ODESystem(tuple(states), field)).classifications:
        numbers = [value.evalf(30) for value, _ in point.eigenvalues if value.is_number]
        assert not any(abs(sp.im(value)) > sp.Rational(1, 10**20) for value in numbers)
        assert point.kind not in (Kind.STABLE_SPIRAL, Kind.UNSTABLE_SPIRAL, Kind.CENTER, Kind.NEUTRAL)


@given(st.lists(small, min_size=7, max_size=7))
@example([0, 1, 3, 3, -3, 2, 0])  # a minimum of H known only by its place
@example([-1, 2, 3, -2, 1, -3, -1])  # a maximum likewise
@FEW
def test_hamiltonian_systems_have_no_sinks_and_no_sources(weights):
    """And where the Hessian of H does not degenerate, it says which points are centers: Δ is its determinant."""
    terms = (x**2, x * y, y**2, x**3, x**2 * y, x * y**2, y**3)
    energy = sum(weight * term for weight, term in zip(weights, terms, strict=True))
    found = analyze(ODESystem((x, y), (sp.diff(energy, y), -sp.diff(energy, x)))).classifications
    assert all(c.stability is not Stability.ASYMPTOTIC and c.kind not in REVERSED for c in found)
    hessian = sp.hessian(energy, (x, y)).det()
    for c in found:
        definite = enclose(hessian.xreplace(dict(zip((x, y), c.at, strict=True))))
        if definite is not None and not definite.contains(0):
            assert c.kind is (Kind.CENTER if definite > 0 else Kind.SADDLE)


@given(matrices(2), st.tuples(small, small))
@settings(max_examples=10, deadline=None)
def test_the_indices_in_a_disc_that_traps_the_flow_sum_to_one(matrix, push):
    """Cubic damping wins far away, so every large disc traps the flow (Poincaré–Hopf)."""
    a, b = matrix * sp.Matrix([x, y]) + sp.Matrix(push)
    analysis = analyze(ODESystem((x, y), (a - x**3, b - y**3)))
    assume(analysis.fixed_points.completeness is Completeness.PROVED)
    dets = [side(c) for c in analysis.classifications]
    assume(0 not in dets)
    assert sum(dets) == 1


def side(point):
    """The index: −1 at a saddle, 1 where the product of the eigenvalues is positive."""
    planar = (Kind.SADDLE_NODE, Kind.DEGENERATE, Kind.NON_ISOLATED, Kind.UNDECIDED)
    return 0 if point.kind in planar else -1 if point.kind is Kind.SADDLE else 1


def attracting_side(field):
    (point,) = [c for c in analyze(ODESystem((x,), (sp.expand(field),))).classifications if c.kind is Kind.HALF_STABLE]
    return next(rule.attracting_side for rule in point.reasons if hasattr(rule, "attracting_side"))


@given(st.integers(-4, 4), st.integers(1, 3), st.sampled_from([-2, -1, 1, 3]), st.integers(1, 5))
@FEW
def test_time_reversal_and_a_mirror_each_swap_the_attracting_side(at, half, factor, lift):
    field = factor * (x - at) ** (2 * half) * (x**2 + lift)
    here = attracting_side(field)
    assert {here, attracting_side(-field)} == {"left", "right"}
    assert {here, attracting_side(-field.xreplace({x: -x}))} == {"left", "right"}
    assert attracting_side(field.xreplace({x: -x})) == here


def test_the_laws_can_fail():
    assert kinds((-x, -y)) != kinds((x, y))
    assert kinds((x * z, -y, -z - x**2)) != kinds((x * z, -y, -z + x**2))
