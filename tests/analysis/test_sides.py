"""Corners on the line: a slope there would be a fiction, the signs on both sides are not."""

import pytest
import sympy as sp

import symtutor
from symtutor.analysis.sides import SignOnEachSide
from symtutor.analysis.smoothness import Smoothness, smooth_at

x = sp.Symbol("x", real=True)

ROWS = [
    ("x' = |x|", "half-stable", "positive on both sides"),
    ("x' = -|x|", "half-stable", "negative on both sides"),
    ("x' = |x| - x/2", "half-stable", "sign(0) - 1/2 < 0 would say stable"),
    ("x' = -x - |x|/2", "stable", "slopes -1/2 and -3/2"),
    ("x' = 2x + |x|", "unstable", "slopes 1 and 3"),
    ("x' = x|x|", "unstable", "zero slope, but the signs differ"),
    ("x' = -x|x|", "stable", "the same, reversed"),
    ("x' = x^(1/3)", "unstable", "a vertical tangent, but the signs are plain"),
    ("x' = -x^(1/3)", "stable", "the same, reversed"),
    ("x' = sqrt(x)", "unstable", "the edge of the domain: the flow leaves"),
    ("x' = -sqrt(x)", "stable", "the edge of the domain: the flow arrives"),
    ("x' = |x|^(1/2)", "half-stable", "positive on both sides"),
]


@pytest.mark.parametrize(("text", "kind", "why"), ROWS, ids=[row[0] for row in ROWS])
def test_corner(text, kind, why):
    solution = symtutor.solve(text)
    (point,) = solution.fixed_points
    assert point.kind.value == kind, why
    assert solution.verify().failed == 0
    assert [getattr(rule, "theorem", None) for rule in point.reasons][-1] == "sign on each side"


PIECES = [
    # the field, its kind, whether it is flat there, why
    (sp.Piecewise((sp.exp(-1 / x**2), sp.Ne(x, 0)), (0, True)), "half-stable", True, "every derivative at 0 is zero"),
    (sp.Piecewise((-x * sp.exp(-1 / x**2), sp.Ne(x, 0)), (0, True)), "stable", True, "flat, and odd"),
    (sp.Piecewise((-x, x < 0), (x**2, True)), "half-stable", False, "two pieces that meet"),
    (sp.Piecewise((x * sp.log(sp.Abs(x)), sp.Ne(x, 0)), (0, True)), "stable", False, "Osgood, not Lipschitz"),
]


@pytest.mark.parametrize(("field", "kind", "flat", "why"), PIECES, ids=[row[3] for row in PIECES])
def test_pieces_that_meet_at_a_fixed_point(field, kind, flat, why):
    solution = symtutor.solve(field)
    (found,) = (c for c in solution.fixed_points if c.at[0] == 0)
    assert (found.kind.value, found.reasons[-1].flat) == (kind, flat), why
    assert solution.analysis.line is not None
    assert solution.verify().failed == 0


def test_pieces_that_do_not_meet_have_no_line():
    solution = symtutor.solve(sp.Piecewise((-x, x < 0), (1 - x, True)))
    assert [(c.at[0], c.kind.value) for c in solution.fixed_points] == [(1, "stable")]
    assert solution.analysis.line is None


def test_away_from_the_corner_the_slope_decides():
    solution = symtutor.solve("x' = |x| - 1")
    assert [(p.at[0], p.kind.value) for p in solution.fixed_points] == [(-1, "stable"), (1, "unstable")]


def test_a_wrong_sign_fails_its_check():
    assert SignOnEachSide(x, sp.Abs(x), sp.S.Zero, 1, 1).verify() is True
    assert SignOnEachSide(x, sp.Abs(x), sp.S.Zero, 1, -1).verify() is False


def test_where_a_field_is_smooth():
    assert smooth_at(sp.sqrt(x), (x,), (sp.S.Zero,)) is False
    assert smooth_at(sp.tan(x), (x,), (sp.pi / 2,)) is False


def test_a_corner_is_lipschitz_and_a_root_is_not():
    assert Smoothness((x,), (sp.Abs(x),)).lipschitz
    assert not Smoothness((x,), (sp.sqrt(sp.Abs(x)),)).lipschitz


def test_no_slope_is_shown_where_there_is_none():
    """SymPy differentiates |x| to sign(x), which is 0 at 0; the truth is that there is no slope."""
    solution = symtutor.solve("x' = |x|")
    assert solution.fixed_points[0].linearization.jacobian[0, 0] is sp.nan
    assert solution.fixed_points[0].eigenvalues == ()
    assert "nan" not in str(solution)
