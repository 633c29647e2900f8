"""Where starts in the plane end: explicit solutions by hand, invariant axes, and decimals compared with known ends."""

from dataclasses import replace

import pytest
import sympy as sp

from symtutor.analysis import analyze
from symtutor.analysis.fate import fates
from symtutor.analysis.fate.by_distance import DistanceAlone
from symtutor.analysis.fate.by_energy_lost import EnergyLost
from symtutor.analysis.fate.followed import Followed
from symtutor.analysis.fate.invariant_line import InvariantLine
from symtutor.analysis.fate.linear import TIME, LinearPath
from symtutor.model import ODESystem

x, y = sp.symbols("x y", real=True)
t = TIME
R = sp.Rational


def from_start(field, start):
    return fates(analyze(ODESystem((x, y), field, start=tuple(zip((x, y), map(sp.sympify, start), strict=True)))))


LINEAR = [
    ((-x, -2 * y), (1, 2), (sp.exp(-t), 2 * sp.exp(-2 * t)), sp.exp(-t), "a node: the slow direction lasts"),
    ((-x, -2 * y), (0, 2), (0, 2 * sp.exp(-2 * t)), sp.exp(-2 * t), "on the fast direction"),
    ((x, -y), (0, 3), (0, 3 * sp.exp(-t)), sp.exp(-t), "a saddle, on the arriving line"),
    ((x + y, 4 * x - 2 * y), (1, 1), (sp.exp(2 * t), sp.exp(2 * t)), sp.exp(2 * t), "Strogatz 5.2.1"),
    ((-x + y, -y), (1, 1), ((1 + t) * sp.exp(-t), sp.exp(-t)), t * sp.exp(-t), "a Jordan block"),
    ((-x, -y), (1, 1), (sp.exp(-t), sp.exp(-t)), sp.exp(-t), "a star"),
    ((x - y, x + y), (1, 0), (sp.exp(t) * sp.cos(t), sp.exp(t) * sp.sin(t)), sp.exp(t), "a spiral"),
    ((y, -x), (1, 2), (sp.cos(t) + 2 * sp.sin(t), 2 * sp.cos(t) - sp.sin(t)), 1, "a center"),
    ((1 - x, 2 - y), (0, 0), (1 - sp.exp(-t), 2 - 2 * sp.exp(-t)), sp.exp(-t), "a star away from the origin"),
]


@pytest.mark.parametrize(("field", "start", "path", "pace", "why"), LINEAR, ids=[row[-1] for row in LINEAR])
def test_linear(field, start, path, pace, why):
    (rule,) = from_start(field, start)
    assert isinstance(rule, LinearPath)
    assert all(sp.expand(found - by_hand) == 0 for found, by_hand in zip(rule.path, path, strict=True)), why
    assert rule.pace == pace
    assert rule.verify() is True


def test_a_wrong_path_fails_its_check():
    (rule,) = from_start((-x, -2 * y), (1, 2))
    assert replace(rule, path=(sp.exp(-t), sp.exp(-2 * t))).verify() is False
    assert replace(rule, path=(sp.exp(-t), 2 * sp.exp(-t))).verify() is False


def test_on_an_axis_of_competitors_one_equation_is_left():
    line, *rest = from_start((x * (3 - x - 2 * y), y * (2 - x - y)), (1, 0))
    assert isinstance(line, InvariantLine)
    assert (line.still, sp.expand(line.left - x * (3 - x))) == (1, 0)
    assert rest
    assert all(rule.verify() is not False for rule in (line, *rest))
    assert replace(line, left=x).verify() is False


FOLLOWED = [
    ((x * (3 - x - 2 * y), y * (2 - x - y)), (1, R(1, 2)), (sp.Integer(3), sp.S.Zero), "competition: x alone survives"),
    ((x * (3 - x - 2 * y), y * (2 - x - y)), (R(1, 2), 1), (sp.S.Zero, sp.Integer(2)), "competition: y alone survives"),
    ((y, x - x**3 - y), (0, 1), (sp.Integer(1), sp.S.Zero), "a damped double well"),
]


@pytest.mark.parametrize(("field", "start", "end", "why"), FOLLOWED, ids=[row[-1] for row in FOLLOWED])
def test_followed_to_a_point(field, start, end, why):
    (rule,) = from_start(field, start)
    assert isinstance(rule, Followed)
    assert rule.points[rule.end.point][1] == end, why
    assert rule.keeps
    assert rule.verify() is True


POLAR = [
    ((x - y - x * (x**2 + y**2), x + y - y * (x**2 + y**2)), (2, 0), 1, "r′ = r − r³ from outside"),
    ((x - y - x * (x**2 + y**2), x + y - y * (x**2 + y**2)), (R(1, 2), R(1, 2)), 1, "and from inside"),
    ((x - y - x * (x**2 + y**2), x + y - y * (x**2 + y**2)), (R(3, 5), R(4, 5)), 1, "and on it"),
    ((-y - x * (x**2 + y**2), x - y * (x**2 + y**2)), (1, 1), 0, "a weak spiral: r′ = −r³"),
    ((x * (x**2 + y**2 - 4) - y, y * (x**2 + y**2 - 4) + x), (3, 1), sp.oo, "outside a circle that repels"),
]


@pytest.mark.parametrize(("field", "start", "target", "why"), POLAR, ids=[row[-1] for row in POLAR])
def test_the_distance_alone_decides(field, start, target, why):
    rule, *rest = from_start(field, start)
    assert isinstance(rule, DistanceAlone)
    assert rule.target == target, why
    assert all(found.verify() for found in (rule, *rest))


def test_a_wrong_distance_fails_its_check():
    rule, *_ = from_start((x - y - x * (x**2 + y**2), x + y - y * (x**2 + y**2)), (2, 0))
    assert replace(rule, distance=R(3, 2)).verify() is False


ENERGIES = [
    ((-x - x**3, -y), (1, 1), True, "V′ = −2x² − 2x⁴ − 2y²"),
    ((-(x**3), -(y**3)), (2, 3), True, "no linear part"),
    ((-x + 2 * y**2, -x * y - y), (5, -7), True, "the product terms cancel"),
    ((y, -x - y), (1, 0), None, "linear: the solution itself is told"),
    ((y, -x - y**3), (1, 0), True, "damping in one direction only: LaSalle"),
    ((-x + x**2, -y), (R(1, 2), 1), None, "a saddle besides: not every start"),
]


@pytest.mark.parametrize(("field", "start", "told", "why"), ENERGIES, ids=[row[-1] for row in ENERGIES])
def test_an_energy_that_is_lost(field, start, told, why):
    rule, *_ = from_start(field, start)
    assert (isinstance(rule, EnergyLost) and rule.verify()) is bool(told), why


def test_a_weak_attraction_is_not_told_as_an_end():
    assert not any(getattr(rule, "keeps", False) for rule in from_start((-x - y**2, -(y**3)), (1, 1)))


def test_a_start_beside_the_border_of_a_basin_is_not_told():
    # w = x + y²/3 obeys w′ = w − w³ and y′ = −y: the stable curve of the saddle is w = 0
    w = x + y**2 / 3
    field = (sp.expand(w - w**3 + 2 * y**2 / 3), -y)
    for start, told in ((R(-1, 3) + R(1, 10**7), False), (R(-1, 3) - R(1, 10**7), False), (R(-1, 4), True)):
        (rule,) = from_start(field, (start, 1))
        assert bool(getattr(rule, "keeps", False)) is told


def test_followed_to_a_limit_cycle():
    (rule,) = from_start((y, (1 - x**2) * y - x), (3, 1))
    assert rule.end.cycle == 0
    assert rule.verify() is True


def test_followed_around_a_center():
    # the pendulum from the angle 1: the period is 4 K(sin(1/2)) = 6.69998
    (rule,) = from_start((y, -sp.sin(x)), (1, 0))
    assert rule.end.closed
    assert abs(rule.end.time - R("6.69998")) < R(1, 1000)
    assert rule.verify() is True


def test_followed_until_it_runs_off():
    (rule,) = from_start((x**2 - y, x + y**2), (2, 2))
    assert (rule.end.point, rule.end.cycle, rule.end.closed) == (None, None, False)
    assert rule.verify() is True


def test_a_solution_that_does_not_last_is_not_confirmed():
    (rule,) = from_start((x**2 - y, x + y**2), (2, 2))
    assert replace(rule, end=replace(rule.end, time=sp.Integer(3))).verify() is None  # it does not exist for so long


SEPARATRICES = [
    ((y, x - x**3), (sp.sqrt(2), 0), "the homoclinic orbit of the double well: H = 0 leads back to the saddle"),
    ((y, -sp.sin(x)), (0, 2), "the pendulum that just reaches the top: H = 1"),
    ((x**2, -y), (-1, 1), "into a saddle-node, from the side on which it attracts"),
]


@pytest.mark.parametrize(("field", "start", "why"), SEPARATRICES, ids=[row[-1] for row in SEPARATRICES])
def test_near_a_saddle_decimals_tell_nothing(field, start, why):
    (rule,) = from_start(field, start)
    assert rule.end.lost is not None, why
    assert not rule.end.closed


def test_a_weak_spiral_is_not_taken_for_a_closed_orbit():
    (rule,) = from_start((y, -x - y**3 / 10**9), (1, 0))
    assert not isinstance(rule, Followed)


def test_a_system_without_fixed_points_is_followed():
    (rule,) = from_start((sp.Integer(1), x), (0, 0))
    assert isinstance(rule, Followed)
