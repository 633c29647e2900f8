"""Eigenvalues and eigenvectors by hand: each line as it would stand on paper, and none that is not so."""

import pytest
import sympy as sp
from hypothesis import example, given, settings
from hypothesis import strategies as st

from symtutor.analysis.eigen import LAMBDA
from symtutor.derivation import derive
from symtutor.derivation.eigen.characteristic import CharacteristicPolynomial
from symtutor.derivation.eigen.reduction import RowReduction
from symtutor.derivation.eigen.roots import FactoredPolynomial, QuadraticRoots
from symtutor.derivation.eigen.table import EigenvaluesByHand
from symtutor.derivation.eigen.vectors import DirectionByHand
from symtutor.render.notation import unicode_math
from symtutor.solving import solve

FEW = settings(max_examples=60, deadline=None)
small = st.integers(-3, 3)
ORIGIN = (sp.S.Zero,) * 3


def matrices(size):
    return st.lists(small, min_size=size**2, max_size=size**2).map(
        lambda entries: sp.ImmutableMatrix(size, size, entries)
    )


def said(system, only):
    """The lines of the page, without the space around them."""
    return [line.strip() for line in str(solve(system).told("full", only)).splitlines()]


@pytest.mark.parametrize(
    ("entries", "on_paper"),
    [
        ([[1, 1], [4, -2]], "p(λ) = (λ − 1)(λ + 2) − (−1)(−4) = λ² + λ − 6"),
        ([[-1, -2], [-1, -1]], "p(λ) = (λ + 1)² − 2 = λ² + 2λ − 1"),
        ([[3, 0], [5, 2]], "p(λ) = (λ − 3)(λ − 2) = λ² − 5λ + 6"),
        ([[0, 1], [-1, 0]], "p(λ) = λ² − (−1) = λ² + 1"),
        # the last row has two zeros, so one smaller determinant is enough
        ([[-1, 1, 0], [-1, -1, 0], [0, 0, -2]],
         "p(λ) = (λ + 2)((λ + 1)² − (−1)) = (λ + 2)(λ² + 2λ + 2) = λ³ + 4λ² + 6λ + 4"),
        ([[1, 1, 0], [1, -1, 1], [0, 1, -3]],
         "p(λ) = (λ − 1)((λ + 1)(λ + 3) − (−1)(−1)) − (−1)(−1)·(λ + 3) = λ³ + 3λ² − 3λ − 5"),
    ],
)  # fmt: skip
def test_the_determinant_on_paper(entries, on_paper):
    matrix = sp.ImmutableMatrix(entries)
    assert unicode_math(CharacteristicPolynomial(ORIGIN[: matrix.rows], matrix).chain()) == on_paper


@FEW
@given(st.sampled_from([2, 3]).flatmap(matrices))
def test_every_determinant_is_right(matrix):
    polynomial = CharacteristicPolynomial(ORIGIN[: matrix.rows], matrix)
    assert sp.expand(polynomial.value - matrix.charpoly(LAMBDA).as_expr()) == 0
    assert polynomial.verify() is True


@pytest.mark.parametrize(
    ("system", "lines"),
    [
        ("x' = x(3-x-2y), y' = y(2-x-y)",
         ["λ₁ = (−2 − √8)/2 = −1 − √2 ≈ −2.414", "λ₂ = (−2 + √8)/2 = −1 + √2 ≈ 0.4142"]),
        ("x' = y, y' = x - y", ["λ₁ = (−1 − √5)/2 ≈ −1.618", "λ₂ = (−1 + √5)/2 ≈ 0.6180"]),  # nothing shorter to say
        ("x'' + x' + x = 0", ["λ₁ = (−1 − √(−3))/2 = (−1 − i√3)/2"]),
        ("x' = x + y + x^2, y' = x + y", ["Take out the factor λ: λ(λ − 2) = 0, so λ = 0 and λ = 2."]),
        ("x' = y, y' = -4x - 4y", ["That is a square: (λ + 2)² = 0, so λ = −2 is a double eigenvalue."]),
        ("x' = y, y' = 4x", ["So λ² = 4, and λ = −2 and λ = 2."]),
        ("x' = x+y, y'=x-y+z, z'=y-3z",
         ["p(−1) = (−1)³ + 3·(−1)² − 3·(−1) − 5 = 0. Division leaves", "p(λ) = (λ + 1)(λ² + 2λ − 5)"]),
    ],
)  # fmt: skip
def test_the_eigenvalues_on_paper(system, lines):
    here = said(system, "stability")
    assert [line for line in lines if line not in here] == []


def test_the_point_is_put_in():
    assert "J(1, 1) = [[3 − 2·1 − 2·1, −2·1], [−1, 2 − 1 − 2·1]] = [[−1, −2], [−1, −1]]" in said(
        "x' = x(3-x-2y), y' = y(2-x-y)", "stability"
    )


@pytest.mark.parametrize(
    ("system", "lines"),
    [
        ("x' = x + y, y' = 4x - 2y",
         ["J + 3I = [[4, 1], [4, 1]]",
          "The first row says 4v₁ + v₂ = 0, that is v₁ = −v₂/4; the second row says the same.",
          "With v₂ = −4 this is v = (1, −4)."]),
        ("x' = -x + y, y' = -y",  # one line of eigenvectors
         ["J + I = [[0, 1], [0, 0]]",
          "The first row says v₂ = 0, and the second row is zero; v₁ is free. Take v = (1, 0)."]),
    ],
)  # fmt: skip
def test_the_eigenvectors_on_paper(system, lines):
    here = said(system, "eigenvalues")
    assert [line for line in lines if line not in here] == []


@pytest.mark.parametrize(
    ("system", "lines"),
    [
        ("x' = x+y, y'=x-y+z, z'=y-3z",
         ["J + I = [[2, 1, 0], [1, 0, 1], [0, 1, −2]]",
          "Row operations bring it to echelon form: R₁ and R₂ exchanged, R₂ ← R₂ − 2R₁ and",
          "[[1, 0, 1], [0, 1, −2], [0, 0, 0]]",
          "That says v₁ + v₃ = 0 and v₂ − 2v₃ = 0; v₃ is free. With v₃ = 1 this is",
          "v = (−1, 2, 1)."]),
        ("x' = 2x+y+z, y' = x+2y+z, z' = x+y+2z",  # λ = 1 is double, with two directions
         ["That says v₁ + v₂ + v₃ = 0; v₂ and v₃ are free. The eigenvectors are the combinations",
          "of (−1, 1, 0) and (−1, 0, 1)."]),
    ],
)  # fmt: skip
def test_rows_reduced_on_paper(system, lines):
    here = said(system, "eigenvalues")
    assert [line for line in lines if line not in here] == []


@FEW
@given(matrices(3))
@example(sp.ImmutableMatrix([[1, 1, 0], [0, 1, 0], [1, 0, -1]]))
def test_every_reduction_ends_in_eigenvectors(matrix):
    for value, _, basis in matrix.eigenvects():
        if not (value.is_real and value.is_Rational):
            continue
        line = RowReduction(ORIGIN, matrix, value)
        assert line.verify() is True
        assert len(line.vectors) == len(basis)
        assert sp.Matrix.hstack(*map(sp.Matrix, line.vectors), *basis).rank() == len(basis)


@FEW
@given(matrices(2))
@example(sp.ImmutableMatrix([[0, 0], [0, 1]]))
def test_every_vector_is_read_off_a_row(matrix):
    for value, _, (vector, *_) in matrix.eigenvects():
        if not value.is_real or matrix == value * sp.eye(2):
            continue
        line = DirectionByHand(matrix, value, tuple(sp.radsimp(entry) for entry in vector))
        assert line.verify() is True
        assert list(line.blocks())


@pytest.mark.parametrize(
    "wrong",
    [
        QuadraticRoots(sp.Integer(5), sp.Integer(6), (sp.Integer(1), sp.Integer(6))),  # 1 + 6 is not 5
        FactoredPolynomial(LAMBDA**3 - 1, ((LAMBDA - 1, 1), (LAMBDA**2 + 1, 1))),
        DirectionByHand(sp.ImmutableMatrix([[1, 1], [4, -2]]), sp.Integer(2), (sp.S.One, sp.Integer(-4))),
        DirectionByHand(sp.ImmutableMatrix([[1, 0], [0, 1]]), sp.S.One, (sp.S.One, sp.S.Zero)),  # no row says anything
    ],
)
def test_a_wrong_line_is_noticed(wrong):
    assert wrong.verify() is False


def test_where_eigenvalues_are_long_nothing_is_worked_out():
    solution = solve("x' = y - x^5 + x + 1, y' = -y")  # its fixed point is a root of a quintic
    assert not [line for line in derive(solution.analysis).lines if isinstance(line.rule, EigenvaluesByHand)]
