"""Limit cycles: theorems where they apply, decimals compared with published ones, proofs that a region traps."""

from dataclasses import replace

import pytest
import sympy as sp
from flint import arb

from symtutor.analysis import analyze
from symtutor.analysis.cycles.circles import Circles
from symtutor.analysis.cycles.lienard import Lienard, lienard
from symtutor.analysis.cycles.located import LocatedCycle
from symtutor.analysis.cycles.trapping import TrappingRegion
from symtutor.model import ODESystem, Stability
from symtutor.numerics.border import Border, crossed, encloses, is_simple
from symtutor.numerics.compiled import compile_balls

x, y = sp.symbols("x y", real=True)
mu = sp.Symbol("mu", positive=True)
R = sp.Rational
S = x**2 + y**2


def van_der_pol(strength):
    return (y, strength * (1 - x**2) * y - x)


def structure_of(field, parameters=()):
    return analyze(ODESystem((x, y), field, parameters)).structure


def reason(structure, kind):
    return next((rule for rule in structure.reasons if isinstance(rule, kind)), None)


LIENARD = [
    (van_der_pol(1), sp.sqrt(3), 1, "van der Pol (Strogatz 7.4.1)"),
    (van_der_pol(mu), sp.sqrt(3), 1, "van der Pol for every mu > 0"),
    (van_der_pol(-1), sp.sqrt(3), -1, "van der Pol with time run backward"),
    ((y - x**3 + x, -x), sp.S.One, 1, "in the plane of Lienard"),
    ((y, -(x**3) - (x**2 - 1) * y), sp.sqrt(3), 1, "a cubic spring"),
    ((y, -x - (3 * x**2 - 1) * y - y**2), None, 0, "not linear in the velocity"),
    ((y, x - x**3 - (x**2 - 1) * y), None, 0, "x g(x) changes sign: a double well"),
    ((y, -x - x * y), None, 0, "friction is odd"),
    ((y, -x - (x**2 + 1) * y), None, 0, "F has no positive zero"),
    ((y, -x - (x**4 - 3 * x**2 + 1) * y), None, 0, "F has two positive zeros"),
]


@pytest.mark.parametrize(("field", "zero", "side", "why"), LIENARD, ids=[row[-1] for row in LIENARD])
def test_lienard(field, zero, side, why):
    found = lienard(ODESystem((x, y), field))
    assert (found and found.zero) == zero, why
    assert found is None or (found.side, found.verify()) == (side, True)


def test_a_wrong_zero_fails_its_check():
    assert replace(lienard(ODESystem((x, y), van_der_pol(1))), zero=sp.Integer(2)).verify() is False


CIRCLES = [
    ((x - y - x * S, x + y - y * S), [(1, -1)], 2 * sp.pi, "r' = r(1 - r^2), theta' = 1 (Strogatz 7.1.1)"),
    (
        (-y + x * (1 - S) * (S - 4), x + y * (1 - S) * (S - 4)),
        [(1, 1), (2, -1)],
        2 * sp.pi,
        "two, the inner one unstable",
    ),
    ((-2 * y + x * (1 - S) ** 2, 2 * x + y * (1 - S) ** 2), [(1, 0)], sp.pi, "half-stable, theta' = 2"),
    ((-y * S + x * (2 - S), x * S + y * (2 - S)), [(sp.sqrt(2), -1)], sp.pi, "theta' = r^2 = 2 there"),
]


@pytest.mark.parametrize(("field", "circles", "period", "why"), CIRCLES, ids=[row[-1] for row in CIRCLES])
def test_circles(field, circles, period, why):
    structure = structure_of(field)
    found = reason(structure, Circles)
    assert list(found.circles) == circles, why
    assert found.verify() is True
    assert all(cycle.proved and cycle.exact and cycle.period == period for cycle in structure.limit_cycles)


def test_a_circle_through_a_fixed_point_is_no_closed_orbit():
    # theta' = 1 - x vanishes on r = 1 at (1, 0): Strogatz 8.4 at its infinite-period bifurcation
    structure = structure_of((x * (1 - S) - y * (1 - x), y * (1 - S) + x * (1 - x)))
    assert not structure.limit_cycles


def test_a_wrong_circle_fails_its_check():
    found = reason(structure_of(CIRCLES[0][0]), Circles)
    assert replace(found, circles=((sp.Integer(2), -1),)).verify() is False
    assert replace(found, circles=((sp.Integer(1), 1),)).verify() is False


LOCATED = [
    (van_der_pol(1), "6.66329", "2.00862", Lienard, "van der Pol, mu = 1: the published period and amplitude"),
    (van_der_pol(R(1, 10)), "6.28711", "2.00010", Lienard, "mu = 0.1: 2 pi (1 + mu^2/16) = 6.28711"),
    (van_der_pol(10), "19.0784", "2.01429", Lienard, "mu = 10, a relaxation oscillation"),
    (
        (-x + R(2, 25) * y + x**2 * y, R(3, 5) - R(2, 25) * y - x**2 * y),
        None,
        None,
        TrappingRegion,
        "glycolysis (Strogatz 7.3.2)",
    ),
    ((1 - 4 * x + x**2 * y, 3 * x - x**2 * y), "7.15692", None, TrappingRegion, "Brusselator, a = 1, b = 3"),
    (
        (x * (1 - x / 4) - x * y / (1 + x), y * (x / (1 + x) - R(1, 2))),
        None,
        None,
        TrappingRegion,
        "predator and prey with saturation: repelling between two saddles",
    ),
    ((y, -x + y - y**3 / 3), "6.66329", None, TrappingRegion, "Rayleigh's equation has van der Pol's period"),
]


@pytest.mark.parametrize(("field", "period", "amplitude", "proof", "why"), LOCATED, ids=[row[-1] for row in LOCATED])
def test_located(field, period, amplitude, proof, why):
    structure = structure_of(field)
    (cycle,) = structure.limit_cycles
    assert cycle.proved, why
    assert cycle.stability is Stability.ASYMPTOTIC
    assert period is None or abs(cycle.period - R(period)) < R(1, 10**4)
    assert amplitude is None or abs(cycle.extent[0][1] - R(amplitude)) < R(1, 10**5)
    assert reason(structure, proof).verify() is True
    assert reason(structure, LocatedCycle).verify() is not False


def test_an_orbit_that_repels_is_found_by_running_time_backward():
    structure = structure_of((y, (x**2 - 1) * y - x - x * y**2 / 50))
    (cycle,) = structure.limit_cycles
    assert (cycle.stability, cycle.proved) == (Stability.UNSTABLE, True)
    assert reason(structure, TrappingRegion).sense == -1


def test_two_cycles_need_a_ring():
    # friction x^4 - 3x^2 + 1: the origin attracts, so a polygon around everything proves nothing
    structure = structure_of((y, -x - (x**4 - 3 * x**2 + R(3, 5)) * y))
    assert [cycle.stability for cycle in structure.limit_cycles] == [Stability.UNSTABLE, Stability.ASYMPTOTIC]
    assert [rule.inner is None for rule in structure.reasons if isinstance(rule, TrappingRegion)] == [True, False]


def test_a_wrong_period_fails_its_check():
    found = reason(structure_of(van_der_pol(1)), LocatedCycle)
    assert replace(found, cycle=replace(found.cycle, period=sp.Integer(6))).verify() is False


NONE = [
    ((x * (3 - x - 2 * y), y * (2 - x - y)), "competition: excluded by Dulac"),
    ((x - x * y, x * y - y), "Lotka-Volterra: closed orbits, none of them isolated"),
    ((y, -x - x**3), "a conservative spring"),
    ((y, -sp.sin(x) - y / 5), "the damped pendulum"),
    ((-y + x * y, x + x**2 / 2), "reversible: all orbits near the center close"),
    ((y, x + y - x**3), "pumped everywhere: every orbit escapes"),
]


@pytest.mark.parametrize(("field", "why"), NONE, ids=[row[-1] for row in NONE])
def test_no_limit_cycle(field, why):
    assert structure_of(field).limit_cycles == (), why


def balls(field):
    slopes = [sp.diff(component, state) for component in field for state in (x, y)]
    return compile_balls(field, (x, y)), compile_balls(slopes, (x, y))


def test_a_square_traps_a_sink_and_no_center():
    square = Border(((-1, -1), (1, -1), (1, 1), (-1, 1)), 0)
    assert crossed(square, 1, *balls((-x, -y)))
    assert not crossed(square, -1, *balls((-x, -y)))
    assert not crossed(square, 1, *balls((-y, x)))
    assert crossed(square, -1, *balls((x, y)))


def test_an_edge_that_the_field_crosses_both_ways_is_no_border():
    # x' = -x + 3y/2 leaves the square through the upper part of its right side only
    square = Border(((-1, -1), (1, -1), (1, 1), (-1, 1)), 0)
    assert not crossed(square, 1, *balls((-x + R(3, 2) * y, -y)))


@pytest.mark.parametrize(
    ("corners", "simple", "why"),
    [
        (((0, 0), (4, 0), (4, 4), (0, 4)), True, "a square"),
        (((0, 0), (4, 0), (1, 1), (0, 4)), True, "not convex"),
        (((0, 0), (4, 4), (4, 0), (0, 4)), False, "a bow tie"),
        (((0, 0), (4, 0), (4, 4), (2, 0)), False, "a corner on an edge"),
    ],
)
def test_simple_polygons(corners, simple, why):
    assert is_simple(corners) is simple, why


def test_a_point_on_an_edge_is_not_decided():
    square = Border(((0, 0), (4, 0), (4, 4), (0, 4)), 0)
    assert encloses(square, (arb(4), arb(2))) is None
    assert encloses(square, (arb(3), arb(4) / 3)) is True
    assert encloses(square, (arb(3), arb(5))) is False
