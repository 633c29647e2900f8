"""Fixed points against textbooks and hand calculation; a row says what it is there to catch."""

import pytest
import sympy as sp

from symtutor import solve
from symtutor.analysis.fixed_points import find_fixed_points
from symtutor.model import Completeness, ODESystem, Window

x, y, z = sp.symbols("x y z", real=True)
n, m = sp.symbols("n m", integer=True)
s2 = sp.sqrt(2)

PROVED = [
    # field, states, fixed points by hand, why
    ((x * (1 - x) * (x - 2),), (x,), [(0,), (1,), (2,)], "factored as typed"),
    ((x - x**3,), (x,), [(-1,), (0,), (1,)], "factored by the program"),
    ((x**2 + 1,), (x,), [], "no real root is an answer, and it is proved"),
    ((x**2,), (x,), [(0,)], "a double root counts once"),
    ((x**2 - x - 1,), (x,), [((1 - sp.sqrt(5)) / 2,), ((1 + sp.sqrt(5)) / 2,)], "radicals, in increasing order"),
    (
        (x**2 - sp.Rational(6, 10) * x + sp.Rational(9, 100),),
        (x,),
        [(sp.Rational(3, 10),)],
        "decimals stay exact: one root",
    ),
    ((sp.sin(x),), (x,), [(2 * sp.pi * n,), (sp.pi + 2 * sp.pi * n,)], "two families"),
    ((1 - sp.cos(x),), (x,), [(2 * sp.pi * n,)], "touching zeros: one family"),
    ((2 * sp.sin(x) - 1,), (x,), [(sp.pi / 6 + 2 * sp.pi * n,), (5 * sp.pi / 6 + 2 * sp.pi * n,)], "unit circle"),
    ((sp.cos(x) - 2,), (x,), [], "a cosine is never 2"),
    ((sp.exp(x) - x - 1,), (x,), [(0,)], "the tangent of the exponential at 0 touches it there alone"),
    (
        (sp.exp(x) - 2 * x - 1,),
        (x,),
        [(0,), (-sp.Rational(1, 2) - sp.LambertW(-sp.exp(-sp.Rational(1, 2)) / 2, -1),)],
        "one of two values of W is the 0 that one sees",
    ),
    ((sp.S.Zero,), (x,), [(x,)], "every point is fixed"),
    (((x**2 - 1) / (x - 1),), (x,), [(-1,)], "the field is not defined at 1"),
    ((x / (1 + x**2),), (x,), [(0,)], "a denominator without real zeros"),
    ((y, -x), (x, y), [(0, 0)], "harmonic oscillator"),
    (
        (x * (3 - x - 2 * y), y * (2 - x - y)),
        (x, y),
        [(0, 0), (0, 2), (1, 1), (3, 0)],
        "Strogatz 6.4, rabbits and sheep",
    ),
    ((y, (1 - x**2) * y - x), (x, y), [(0, 0)], "van der Pol"),
    ((y, -y - sp.sin(x)), (x, y), [(2 * sp.pi * n, 0), (sp.pi + 2 * sp.pi * n, 0)], "pendulum with friction"),
    ((y, x - x**3), (x, y), [(-1, 0), (0, 0), (1, 0)], "Strogatz 6.5, double well"),
    ((x**2 + y**2 - 1, x - y), (x, y), [(-s2 / 2, -s2 / 2), (s2 / 2, s2 / 2)], "irrational coordinates"),
    ((x * y, x * y), (x, y), [(0, y), (x, 0)], "two lines of fixed points, their crossing merged"),
    ((x**3 + y - 1, y**3 - x + 1), (x, y), [(1, 0)], "elimination by the resultant"),
    (
        (10 * (y - x), x * (28 - z) - y, x * y - sp.Rational(8, 3) * z),
        (x, y, z),
        [(-6 * s2, -6 * s2, 27), (0, 0, 0), (6 * s2, 6 * s2, 27)],
        "Lorenz, Strogatz 9.2",
    ),
]


@pytest.mark.parametrize(("field", "states", "expected", "why"), PROVED, ids=[row[3] for row in PROVED])
def test_all_fixed_points_are_found_and_proved_complete(field, states, expected, why):
    found = find_fixed_points(ODESystem(states, field), Window())
    assert found.completeness is Completeness.PROVED, why
    assert [tuple(sp.expand(c) for c in p.at) for p in found.points] == [
        tuple(sp.expand(sp.sympify(c)) for c in at) for at in expected
    ]
    assert all(point.found_by.verify() for point in found.points)


COUNTED_ANOTHER_WAY = [(f, s, why) for f, s, _, why in PROVED if f not in {(sp.S.Zero,), (x * y, x * y)}]


@pytest.mark.parametrize(("field", "states", "why"), COUNTED_ANOTHER_WAY, ids=[row[2] for row in COUNTED_ANOTHER_WAY])
def test_completeness_holds_by_an_independent_count(field, states, why):
    found = find_fixed_points(ODESystem(states, field), Window())
    assert found.reason.verify() is True, why


UNSOLVED = [
    ((sp.sin(1 / x),), (x,), "zeros accumulate at 0"),
    ((sp.floor(x),), (x,), "zeros of a function with infinitely many jumps"),
    ((x**7 + sp.Symbol("r", real=True) * x + 1,), (x,), "a parameter in an equation of high degree"),
]


@pytest.mark.parametrize(("field", "states", "why"), UNSOLVED, ids=[row[2] for row in UNSOLVED])
def test_what_is_not_solved_is_unknown_and_claims_nothing(field, states, why):
    found = find_fixed_points(ODESystem(states, field), Window())
    assert found.completeness is Completeness.UNKNOWN, why
    assert found.points == ()
    assert found.reason.verify() is None


def test_a_sine_that_would_leave_its_range_is_no_crash():
    """cos y = 0 makes y = π/2 + kπ, and then sin x = −y is impossible: |y| > 1."""
    found = find_fixed_points(ODESystem((x, y), (sp.cos(y), sp.sin(x) + y)), Window())
    assert (found.points, found.completeness) == ((), Completeness.PROVED)


def test_a_wrong_list_fails_the_independent_check():
    """The completeness checks can fail: drop a root from each kind of proof."""
    cubic = find_fixed_points(ODESystem((x,), (x * (1 - x) * (x - 2),)), Window()).reason
    assert type(cubic)(cubic.state, cubic.field, cubic.solved, cubic.zeros[1:]).verify() is False
    sine = find_fixed_points(ODESystem((x,), (sp.sin(x),)), Window()).reason
    half = type(sine)(sine.state, sine.field, sine.solved, sine.zeros[:1], sine.index, sine.period)
    assert half.verify() is not True
    rabbits = find_fixed_points(ODESystem((x, y), (x * (3 - x - 2 * y), y * (2 - x - y))), Window()).reason
    assert type(rabbits)(rabbits.states, rabbits.field, rabbits.cases, rabbits.points[:3]).verify() is not True


def test_an_index_does_not_take_the_name_of_a_state():
    k = sp.Symbol("n", real=True)
    (first, _) = find_fixed_points(ODESystem((k,), (sp.sin(k),)), Window()).points
    assert first.index[0].name != "n"


def test_a_field_that_changes_with_time_has_no_fixed_points_to_look_for():
    t = sp.Symbol("t", real=True)
    found = find_fixed_points(ODESystem((x,), (x + sp.sin(t),)), Window())
    assert found.completeness is Completeness.UNKNOWN
    assert "autonomous" in found.reason.summary
    assert found.reason.silent


@pytest.mark.parametrize(
    ("text", "phrases", "why"),
    [
        ("x' = e^x - 3x", ("at least −1", "below −1", "x ≈ 0.61906 and x ≈ 1.5121"), "both branches are roots"),
        ("x' = e^(-x) - x", ("at least −1", "x ≈ 0.56714"), "the omega constant W(1) = 0.567143…"),
    ],
)
def test_the_lambert_function_is_explained_with_decimals(text, phrases, why):
    told = " ".join(str(solve(text)).split())
    assert [phrase for phrase in phrases if phrase not in told] == [], why
    assert ("below −1" in told) == ("below −1" in phrases)
