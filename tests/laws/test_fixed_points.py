"""Laws of the fixed-point engine: known roots come back, and coordinates do not matter."""

import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from symtutor.analysis.fixed_points import find_fixed_points
from symtutor.analysis.polynomial.real_points import real_points
from symtutor.model import Completeness, ODESystem, Window

x, y = sp.symbols("x y", real=True)
rationals = st.fractions(min_value=-6, max_value=6, max_denominator=5).map(
    lambda f: sp.Rational(f.numerator, f.denominator)
)
surds = st.tuples(rationals, st.sampled_from([2, 3, 5, 7])).map(lambda pair: (pair[0], sp.sqrt(pair[1])))


def zeros_of(field):
    found = find_fixed_points(ODESystem((x,), (field,)), Window())
    assert found.completeness is Completeness.PROVED
    assert found.reason.verify() is True
    return [point.at[0] for point in found.points]


@given(st.lists(rationals, min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_rational_roots_come_back_each_once(roots):
    field = sp.expand(sp.prod(x - root for root in roots))
    assert zeros_of(field) == sorted(set(roots))


@given(surds)
@settings(max_examples=40, deadline=None)
def test_quadratic_irrational_roots_come_back(pair):
    middle, root = pair
    field = sp.expand((x - middle) ** 2 - root**2)
    assert zeros_of(field) == [middle - root, middle + root]


@given(rationals)
@settings(max_examples=30, deadline=None)
def test_roots_a_billionth_apart_stay_apart(root):
    near = root + sp.Rational(1, 10**9)
    assert zeros_of(sp.expand((x - root) * (x - near))) == [root, near]


@given(st.dictionaries(rationals, st.integers(1, 3), min_size=1, max_size=2), surds, st.integers(1, 2))
@settings(max_examples=25, deadline=None)
def test_repeated_rational_and_quadratic_roots_come_back_each_once(rational, surd, times):
    middle, root = surd
    product = sp.prod((x - value) ** power for value, power in rational.items())
    expected = {*rational, middle - root, middle + root}
    assert set(zeros_of(sp.expand(product * ((x - middle) ** 2 - root**2) ** times))) == expected


@given(rationals, st.integers(1, 3))
@settings(max_examples=15, deadline=None)
def test_a_cluster_of_repeated_roots_a_billionth_apart_is_told_apart(root, times):
    tiny = sp.Rational(1, 10**9)
    cluster = [root - tiny, root, root + tiny]
    assert zeros_of(sp.expand(sp.prod((x - value) ** times for value in cluster))) == cluster


@given(rationals, rationals)
@settings(max_examples=15, deadline=None)
def test_points_a_billionth_apart_in_the_plane_stay_apart(p, q):
    tiny = sp.Rational(1, 10**9)
    field = (sp.expand((x - p) * (x - p - tiny)), sp.expand((y - x) * (y - q)))
    found = find_fixed_points(ODESystem((x, y), field), Window())
    assert found.completeness is Completeness.PROVED
    assert {point.at for point in found.points} == {(a, b) for a in (p, p + tiny) for b in (a, q)}


@given(
    st.lists(st.tuples(rationals, rationals), min_size=1, max_size=3, unique=True),
    st.tuples(*[st.integers(-3, 3)] * 4).filter(lambda m: m[0] * m[3] - m[1] * m[2] != 0),
)
@settings(max_examples=40, deadline=None)
def test_a_linear_change_of_coordinates_moves_the_points_and_keeps_their_number(points, matrix):
    a, b, c, d = matrix
    u, v = a * x + b * y, c * x + d * y
    columns = {p for p, _ in points}
    f = sp.expand(sp.prod(x - p for p in columns))
    g = sp.expand(sp.prod(y - q for q in {q for _, q in points}))
    before = real_points((f, g), (x, y))
    after = real_points((f.subs({x: u, y: v}, simultaneous=True), g.subs({x: u, y: v}, simultaneous=True)), (x, y))
    moved = {tuple(sp.Matrix([[a, b], [c, d]]) * sp.Matrix(point.at)) for point in after}
    assert moved == {point.at for point in before}
    assert len(after) == len(before)
