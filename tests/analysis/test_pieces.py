"""Fields on the line put together from pieces: intervals of fixed points, and what happens at their ends, by hand."""

import pytest
import sympy as sp

import symtutor
from symtutor.analysis.fixed_points import find_fixed_points
from symtutor.analysis.fixed_points.by_pieces import EveryPieceSolved
from symtutor.analysis.fixed_points.pieces_of_line import pieces_of_line
from symtutor.model import Completeness, ODESystem, Window

x = sp.Symbol("x", real=True)
NON, NEUTRAL, MIXED = "non-isolated", "neutrally stable", "undecided"

ROWS = [
    # as typed, (at, when, kind, stability), why
    ("x' = max(x,0)", [("x", "x <= 0", NON, MIXED)], "fixed for x ≤ 0; at 0 the flow leaves to the right"),
    ("x' = -max(x,0)", [("x", "x <= 0", NON, NEUTRAL)], "the flow arrives at 0 from the right"),
    ("x' = min(x,0)", [("x", "x >= 0", NON, MIXED)], "left of 0, f = x < 0 leaves"),
    ("x' = |x|-x", [("x", "x >= 0", NON, NEUTRAL)], "−2x > 0 on the left arrives"),
    ("x' = x+|x|", [("x", "x <= 0", NON, MIXED)], "2x > 0 on the right leaves"),
    ("x' = relu(x-1)", [("x", "x <= 1", NON, MIXED)], "the rectifier of machine learning, shifted"),
    (
        "x' = max(0,x(1-x))",
        [("x", "x <= 0", NON, MIXED), ("x", "x >= 1", NON, NEUTRAL)],
        "two half-lines: from 0 it leaves, at 1 it arrives",
    ),
    ("x' = max(|x|-1,0)", [("x", "(x >= -1) & (x <= 1)", NON, MIXED)], "arrives at −1, leaves 1; |x| bends inside"),
    ("x' = -min(x,0)-max(x-1,0)", [("x", "(x >= 0) & (x <= 1)", NON, NEUTRAL)], "arrives at both ends"),
    ("x' = heaviside(x)", [("x", "x < 0", NON, NEUTRAL)], "f(0) = 1/2 is not 0: the end does not belong to it"),
    ("x' = 1-sign(x)", [("x", "x > 0", NON, NEUTRAL)], "f(0) = 1"),
    (
        "x' = 1-sign(x)^2",
        [("x", "x < 0", NON, NEUTRAL), ("x", "x > 0", NON, NEUTRAL)],
        "everything but 0, where f is 1",
    ),
    ("x' = {0, x<0; x^2, x>=0}", [("x", "x <= 0", NON, MIXED)], "cases; x² leaves on the right"),
    ("x' = |x|/x - 1", [("x", "x > 0", NON, NEUTRAL)], "0 is not in the domain"),
    ("x' = sqrt(x) max(x-1,0)", [("x", "(x >= 0) & (x <= 1)", NON, MIXED)], "the domain begins at 0"),
    ("x' = max(x,0) log(x)", [("1", "True", "unstable", "unstable")], "the half-line lies outside the domain"),
    ("x' = max(x,2x)", [("0", "True", "unstable", "unstable")], "two slopes, one corner"),
    ("x' = sign(x)", [("0", "True", "unstable", "unstable")], "±1 on the sides, 0 at 0"),
    (
        "x' = sign(x)(1-x)",
        [("0", "True", "unstable", "unstable"), ("1", "True", "stable", "asymptotically stable")],
        "a jump at 0 with value 0",
    ),
    ("x' = {x, x<0; 1, x>=0}", [], "0 belongs to the second case"),
]


@pytest.mark.parametrize(("text", "expected", "why"), ROWS, ids=[row[0] for row in ROWS])
def test_intervals_of_fixed_points_and_their_ends(text, expected, why):
    solution = symtutor.solve(text)
    assert solution.completeness == Completeness.PROVED, why
    found = [(sp.sstr(p.at[0]), sp.sstr(p.point.when), p.kind.value, p.stability.value) for p in solution.fixed_points]
    assert found == expected, why
    assert solution.verify().failed == 0


def test_a_jump_inside_the_argument_of_another_switch_is_found():
    assert [(p.low, p.high) for p in pieces_of_line(sp.Abs(sp.Abs(x) - 1), x)] == [
        (-sp.oo, -1),
        (-1, 0),
        (0, 1),
        (1, sp.oo),
    ]


def test_a_pole_inside_a_switch_cuts_the_line():
    """|1/x| is −1/x on the left: a cut at the zeros of 1/x alone would find none."""
    formulas = [piece.formula for piece in pieces_of_line(sp.Abs(1 / x, evaluate=False), x)]
    assert [formula.subs(x, at) for formula, at in zip(formulas, (-2, 2), strict=True)] == [sp.S.Half, sp.S.Half]


@pytest.mark.parametrize("field", [sp.floor(x), sp.Max(sp.sin(x), 0)], ids=str)
def test_infinitely_many_pieces_are_not_cut(field):
    assert find_fixed_points(ODESystem((x,), (field,)), Window()).completeness is Completeness.UNKNOWN


def test_a_wrong_formula_or_end_fails_the_check():
    found = find_fixed_points(ODESystem((x,), (sp.Max(x, 0),)), Window())
    reason = found.reason
    assert isinstance(reason, EveryPieceSolved)
    assert reason.verify() is True
    swapped = tuple(
        type(piece)(x, piece.low, piece.high, other.formula)
        for piece, other in zip(reason.pieces, reversed(reason.pieces), strict=True)
    )
    wrong = EveryPieceSolved(x, reason.field, swapped, reason.zeros, reason.values, reason.reasons, reason.found)
    assert wrong.verify() is False
