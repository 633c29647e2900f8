"""Existence and uniqueness on the line: Osgood's criterion at the zeros of f, and the second solution shown."""

import pytest
import sympy as sp

import symtutor
from symtutor.analysis.beside import germ
from symtutor.analysis.uniqueness import ContinuousOnLine, Osgood

t = sp.Symbol("t", real=True)
x = sp.Symbol("x", real=True)

ROWS = [
    # the field, whether it is reached and left in finite time, the second solution
    ("x' = x^(1/3)", False, True, (2 * t / 3) ** sp.Rational(3, 2), "Hirsch, Smale, Devaney §7.2: x = (2t/3)^(3/2)"),
    ("x' = -x^(1/3)", True, False, None, "reached in finite time from both sides"),
    ("x' = sqrt(x)", False, True, t**2 / 4, "the edge of the domain"),
    ("x' = -sqrt(x)", True, False, None, "a tank that runs empty (Torricelli)"),
    ("x' = |x|^(1/2)", True, True, t**2 / 4, "waits for any time: Teschl §1.3"),
    ("x' = 3(x-1)^(2/3)", True, True, 1 + t**3, "the zero is elsewhere"),
]


@pytest.mark.parametrize(("text", "reached", "left", "second", "why"), ROWS, ids=[row[4] for row in ROWS])
def test_uniqueness_fails(text, reached, left, second, why):
    solution = symtutor.solve(text)
    (rule,) = (rule for rule in solution.analysis.line.reasons if isinstance(rule, Osgood))
    assert (rule.reached_in_finite_time, rule.left_in_finite_time) == (reached, left), why
    assert rule.second is None if second is None else sp.expand(rule.second - second) == 0
    assert rule.verify() is True
    assert solution.verify().failed == 0


def test_osgood_without_lipschitz():
    """x ln|x| with the value 0 at 0: ∫ dx/(x ln x) = ln|ln x| diverges, so solutions are unique."""
    field = x * sp.log(sp.Abs(x))
    sides = tuple((side, germ(field, x, sp.S.Zero, side)) for side in (-1, 1))
    rule = Osgood(x, field, sp.S.Zero, sides)
    assert (rule.lipschitz, rule.left_in_finite_time, rule.reached_in_finite_time) == (False, False, False)
    assert rule.verify() is True


def test_a_false_second_solution_fails_the_check():
    sides = ((1, germ(sp.sqrt(x), x, sp.S.Zero, 1)),)
    assert Osgood(x, sp.sqrt(x), sp.S.Zero, sides, second=t**2 / 2).verify() is False


@pytest.mark.parametrize(
    ("text", "smooth", "why"),
    [
        ("x' = 1/x", True, "smooth on its domain"),
        ("x' = tan x", True, "smooth between the poles"),
        ("x' = log x", True, "an open half-line"),
        ("x' = sqrt(x)", False, "a domain with its edge"),
        ("x' = |x|^(3/2)", False, "Lipschitz at its zero"),
    ],
)
def test_what_is_said_of_solutions(text, smooth, why):
    rule = symtutor.solve(text).analysis.smoothness
    assert isinstance(rule, ContinuousOnLine)
    assert (rule.smooth, rule.verify()) == (smooth, True), why


def test_no_basin_where_solutions_move_on():
    """From x < 0 the flow of |x|^(1/2) reaches 0 and may leave again: 0 takes no start for good."""
    assert symtutor.solve("x' = |x|^(1/2)").analysis.line.basins == ()
