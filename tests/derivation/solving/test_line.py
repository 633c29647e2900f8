"""f(x) = 0 by hand: which steps a student would take, and that every step is checked another way."""

from dataclasses import replace

import pytest
import sympy as sp

import symtutor
from symtutor.derivation.solving import zeros_by_hand
from symtutor.derivation.solving.division import RationalRoot
from symtutor.derivation.solving.ends import same_ends
from symtutor.derivation.solving.equation import Equation, Root
from symtutor.derivation.solving.line import EveryBranchSolved
from symtutor.derivation.solving.products import Factored
from symtutor.derivation.solving.quadratic import QuadraticFormula
from symtutor.document import paragraph
from symtutor.verification import verify

x, a, b = sp.symbols("x a b", real=True)


def by_hand(text, **given):
    return [line.rule for line in zeros_by_hand(symtutor.solve(text, **given).analysis)]


def steps(text, **given):
    """The steps between the equation and the answer."""
    return [type(rule).__name__ for rule in by_hand(text, **given)[1:-1]]


ROUTES = [
    ("x' = x(1-x)(x-2)", ["ZeroProduct"], "a product as typed is taken apart as it is"),
    ("x' = -2x + 3", ["Linear"], "a linear equation needs one line"),
    ("x' = x^3 - 3x^2 + 2x", ["Factored", "ZeroProduct", "QuadraticFormula"], "factor out x first"),
    ("x' = x^3 - x^2 - 4x + 4", ["Factored", "ZeroProduct", "Factored", "ZeroProduct"], "group, then squares"),
    ("x' = x^2 - x - 1", ["QuadraticFormula"], "the discriminant is 5, which is no square"),
    ("x' = x^2 - 3", ["Isolated", "RootTaken"], "3 is no square of a rational number: take the root"),
    ("x' = x^3 - 6x^2 + 11x - 6", ["RationalRoot", "ZeroProduct", "QuadraticFormula"], "no group: try ±1, ±2, …"),
    ("x' = x^4 - 5x^2 + 4", ["Substituted", "QuadraticFormula", "RootTaken", "RootTaken"], "u = x²"),
    ("x' = x^2 + 1", ["NeverZero"], "a square plus one is positive"),
    ("x' = x^2 + x + 1", ["QuadraticFormula"], "the discriminant is −3"),
    ("x' = e^(2x) - 3e^x + 2", ["Substituted", "QuadraticFormula", "Undone", "Undone"], "u = eˣ, then logarithms"),
    ("x' = 4^x - 5*2^x + 4", ["Substituted", "QuadraticFormula", "OtherBase", "OtherBase"], "u = 2ˣ, and 4ˣ = u²"),
    ("x' = ln(x) - 1", ["Isolated", "Undone"], "the logarithm is undone by the exponential function"),
    ("x' = 2 sin(x) - 1", ["Isolated", "UnitCircle"], "angles with sine 1/2"),
    (
        "x' = sin(2x) - sin(x)",
        ["Identity", "Factored", "ZeroProduct", "UnitCircle", "Isolated", "UnitCircle"],
        "2 sin cos",
    ),
    ("x' = sin(x) + cos(x)", ["TangentTaken", "UnitCircle"], "divide by the cosine, which is not 0 there"),
    (
        "x' = sqrt(x+1) - x + 1",
        ["Squared", "Factored", "ZeroProduct", "CandidatesChecked"],
        "squaring wins x = 0, where √1 ≠ −1",
    ),
    (
        "x' = (x^2-1)/(x-1)",
        ["Numerator", "Factored", "ZeroProduct", "CandidatesChecked"],
        "at 1 the denominator vanishes",
    ),
    ("x' = x ln(x)", ["ZeroProduct", "Undone", "CandidatesChecked"], "0 is outside the domain of the logarithm"),
    ("x' = 1 - |x|", ["Isolated", "Undone"], "two numbers have the absolute value 1"),
    ("x' = r x - x^3", ["Factored", "ZeroProduct", "Isolated", "RootTaken"], "a pitchfork: the root where r > 0"),
]


@pytest.mark.parametrize(("text", "expected", "why"), ROUTES)
def test_the_steps_are_those_of_a_student(text, expected, why):
    assert steps(text) == expected, why


@pytest.mark.parametrize(("text", "_", "why"), ROUTES)
def test_every_step_is_checked_another_way(text, _, why):
    checked = verify(iter(by_hand(text)))
    assert checked.failed == 0, why
    assert checked.held >= len(steps(text)), why


SILENT = [
    ("x' = x^5 - x - 1", "the root is known only by its place"),
    ("x' = x^3 - 3x + 1", "three real roots, and none that real radicals can write"),
    ("x' = x - cos(x)", "no formula: the root is enclosed"),
]


@pytest.mark.parametrize(("text", "why"), SILENT)
def test_where_no_way_is_short_nothing_is_said(text, why):
    assert by_hand(text) == [], why


EQUATION = Equation(x**2 - 3 * x + 2, sp.S.Zero, x)

FALSE = [
    (Factored(Equation(x**2 - 4, sp.S.Zero, x), (x - 2, x - 2), paragraph("")), "(x − 2)² is not x² − 4"),
    (QuadraticFormula(EQUATION, sp.S.One, sp.Integer(3), sp.Integer(2)), "the sign of b is wrong"),
    (RationalRoot(EQUATION, (sp.S.One, -sp.Integer(3), sp.Integer(2)), sp.Integer(3)), "3 is no root"),
]


@pytest.mark.parametrize(("rule", "why"), FALSE)
def test_a_false_step_fails(rule, why):
    assert rule.verify() is False, why


def test_an_answer_that_lacks_a_root_is_not_confirmed():
    end = by_hand("x' = x(1-x)")[-1]
    assert isinstance(end, EveryBranchSolved)
    assert end.verify() is True
    assert replace(end, roots=end.roots[:1]).verify() is not True
    assert replace(end, roots=(*end.roots, Root(sp.Integer(7)))).verify() is not True


def test_what_is_known_of_a_parameter_leaves_one_case():
    (taken,) = [rule for rule in by_hand("x' = r x - x^3", assume=["r > 0"]) if type(rule).__name__ == "RootTaken"]
    r = taken.equation.right
    assert [branch.right for branch in taken.branches] == [-sp.sqrt(r), sp.sqrt(r)]


def test_harvested_fish_exist_up_to_a_quarter_of_what_can_grow():
    """r x (1 − x/K) − h: two points where Kr − 4h > 0, one where it is 0."""
    (formula,) = [
        rule for rule in by_hand("x' = r x(1-x/K) - h", assume=["r > 0", "K > 0"]) if isinstance(rule, QuadraticFormula)
    ]
    r, capacity = (sp.Symbol(name, positive=True) for name in "rK")
    assert formula.deciding == capacity * r - 4 * sp.Symbol("h", real=True)
    assert formula.verify() is True


SAME = [
    (a > 0, 2 * a > 0, True, "a positive factor"),
    (4 * a - b > 0, b < 4 * a, True, "the sides changed"),
    (a > 0, a < 0, False, "the other side"),
    (a > 0, a >= 0, False, "the boundary belongs to one of them"),
    (sp.Eq(a, 1), sp.Eq(2 * a - 2, 0), True, "an equation"),
    (sp.And(a > 0, b > 0), sp.And(b > 0, a > 0), True, "two conditions in another order"),
    (sp.And(a > 0, b > 0), a > 0, False, "one condition less"),
]


@pytest.mark.parametrize(("first", "second", "same", "why"), SAME)
def test_a_condition_is_known_again(first, second, same, why):
    point = (x,)
    assert (same_ends([(point, first)], [(point, second)]) is True) == same, why
