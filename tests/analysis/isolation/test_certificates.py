"""The proofs can fail: wrong lists, wrong claims and continua are caught by the checks."""

from dataclasses import replace

import pytest
import sympy as sp

from symtutor.analysis.isolation import isolated_in_window
from symtutor.analysis.isolation.beyond import Argument, no_zero_beyond
from symtutor.analysis.isolation.budget import Budget, Undecided
from symtutor.analysis.isolation.check import newton_finds_no_other
from symtutor.analysis.isolation.extent import in_space, on_line
from symtutor.analysis.isolation.line import LineSearch
from symtutor.analysis.isolation.neighbourhood import neighbourhood
from symtutor.analysis.isolation.rules import surplus
from symtutor.model import Window
from symtutor.numerics.balls import enclose
from symtutor.numerics.intervals.program import Program
from symtutor.reading import read_system

x, y = sp.symbols("x y", real=True)
R = sp.Rational
SIDE = (sp.Integer(-20), sp.Integer(20))


def span(low, high):
    return enclose(sp.sympify(low)), enclose(sp.sympify(high))


@pytest.mark.parametrize("dropped", [0, 1, 2])
def test_a_dropped_zero_is_missed(dropped):
    reason = isolated_in_window(read_system("x' = tanh(2x) - x"), Window()).reason
    (route,) = reason.routes
    (line,) = route.parts
    zeros = tuple(zero for place, zero in enumerate(line.zeros) if place != dropped)
    assert (surplus(line), surplus(replace(line, zeros=zeros))) == (0, 1)
    points = tuple(point for place, point in enumerate(reason.points) if place != dropped)
    wrong = replace(reason, routes=(replace(route, parts=(replace(line, zeros=zeros),)),), points=points)
    assert wrong.verify() is False


def test_a_dropped_point_of_a_system_is_found_by_newton():
    reason = isolated_in_window(read_system("x' = tanh(x+y) - x; y' = tanh(x-y) - y"), Window()).reason
    assert replace(reason, points=reason.points[1:]).verify() is False


def test_an_invented_zero_is_refuted():
    reason = isolated_in_window(read_system("x' = tanh(2x) - x"), Window()).reason
    (route,) = reason.routes
    (line,) = route.parts
    invented = replace(line.zeros[0], at=sp.Integer(3))
    wrong = replace(reason, routes=(replace(route, parts=(replace(line, zeros=(*line.zeros, invented)),)),))
    assert wrong.verify() is False


def test_a_point_that_is_no_zero_is_refuted():
    found = isolated_in_window(read_system("x' = exp(-x) - x"), Window()).points[0].found_by
    assert replace(found, at=(R(567143290409784, 10**15),)).verify() is False


def test_newton_ignores_zeros_outside_the_window():
    side = (sp.Integer(1), sp.Integer(3))
    assert newton_finds_no_other([sp.sin(x)], [x], [], [side]) is True
    assert newton_finds_no_other([sp.sin(x)], [x], [], [(sp.Integer(1), sp.Integer(4))]) is False


CONTINUA = {
    "zero on a half-line": sp.Max(x, 0),
    "zero on another half-line": sp.Abs(x) - x,
    "zero everywhere": sp.sin(x) ** 2 + sp.cos(x) ** 2 - 1,
    "zero on an interval": sp.Abs(x + 1) + sp.Abs(x - 1) - 2,
    "zero on an interval, with a change of sign around": sp.Max(x - 1, 0) - sp.Max(-x - 1, 0),
    "an identity": sp.sqrt(x**2 + 1) - sp.sqrt(x**2 + 1, evaluate=False) * (sp.sin(x) ** 2 + sp.cos(x) ** 2),
}


@pytest.mark.parametrize("equation", CONTINUA.values(), ids=CONTINUA)
def test_continua_are_never_proved(equation):
    search = LineSearch(equation, x, Budget())
    with pytest.raises(Undecided):
        search.search(span(-20, 20))


CONTINUA_OF_SYSTEMS = {
    "two lines": (x * y, x * y),
    "a curve": (sp.sin(x * y), x * y),
    "a circle": (x**2 + y**2 - 1, 2 * x**2 + 2 * y**2 - 2),
    "a quadrant": (sp.Max(x, 0), sp.Max(y, 0)),
    "no continuum, but a zero whose Jacobian vanishes": (x**2, y**2),
}


@pytest.mark.parametrize("equations", CONTINUA_OF_SYSTEMS.values(), ids=CONTINUA_OF_SYSTEMS)
def test_continua_of_systems_are_never_proved(equations):
    with pytest.raises(Undecided):
        in_space(equations, (x, y), (SIDE, SIDE), Budget())


@pytest.mark.parametrize(
    ("equation", "at", "multiplicity", "why"),
    [
        (sp.exp(x) - 1 - x, 0, 2, "a double zero"),
        (x - sp.sin(x), 0, 3, "a triple zero"),
        (sp.cos(x) - 1 + x**2 / 2, 0, 4, "and one of order four"),
        (sp.sqrt(x) - x, 0, 1, "the edge of the domain"),
        (sp.Abs(x) + x**2, 0, 1, "a corner"),
    ],
)
def test_neighbourhoods_of_exact_zeros(equation, at, multiplicity, why):
    near = neighbourhood(equation, x, sp.Integer(at), Program([equation], [x]))
    assert near is not None, why
    assert near.multiplicity == multiplicity, why


def test_a_derivative_that_only_seems_to_vanish_proves_nothing():
    """f(0) = 0 and f′(0) = 10^−40 ≠ 0: a second zero lies 10^−40 to the left, and must not be absorbed."""
    equation = x**2 + x * R(1, 10**40)
    near = neighbourhood(equation, x, sp.S.Zero, Program([equation], [x]))
    assert near is None or (near.multiplicity == 1 and near.span[0] > enclose(-R(1, 10**40)))


FAR = [
    # function, side, argument, why
    (sp.tanh(2 * x) - x, 1, Argument.BOUNDS, "|tanh| ≤ 1"),
    (R(6, 5) - x / 5 - sp.exp(-x), -1, Argument.DERIVATIVE, "monotone"),
    (sp.exp(x) - x**2, 1, Argument.DERIVATIVE, "the second derivative"),
    (sp.exp(x) - x**7 * sp.sin(x), 1, None, "only from further out on"),
    (x**3 - 2 * x**2 - x * sp.sin(x), 1, Argument.DOMINANT, "the cube"),
    (sp.log(x) - x / 5, -1, Argument.UNDEFINED, "no logarithm there"),
    (sp.log(1 + x**2) - x, 1, Argument.DERIVATIVE, "f′ = −(x − 1)²/(x² + 1)"),
    (x * sp.sin(x) - 1, 1, None, "zeros for ever"),
    (sp.sin(x) / x - 1 / x**2, 1, None, "zeros for ever, though it tends to 0"),
    (sp.Max(x, 0), -1, None, "a continuum"),
    (x - 25, 1, None, "a zero at 25"),
    (sp.exp(x) - 10**12, 1, None, "a zero at 27.6"),
    (x**2 - 900, -1, None, "a zero at −30"),
    (sp.exp(-x) - R(1, 10**30), 1, None, "a zero at 69"),
    (1 - x * sp.exp(-x) * 10**20, 1, None, "a zero far out, behind a term that decays"),
]


@pytest.mark.parametrize(("function", "side", "argument", "why"), FAR, ids=[row[3] for row in FAR])
def test_no_zeros_beyond_twenty(function, side, argument, why):
    proof = no_zero_beyond(function, x, enclose(sp.Integer(20 * side)), side)
    assert (None if proof is None else proof.argument) is argument, why


@pytest.mark.parametrize("place", [25, 300, 20_000])
def test_zeros_outside_the_window_are_found_or_nothing_is_claimed(place):
    found = on_line(x - place + sp.sin(x) / 2, x, SIDE, (), Budget())
    assert found.everywhere
    assert [abs(zero.at.evalf() - place) < 1 for zero in found.zeros] == [True]
