"""Derivatives, smoothness, potentials and eigenvectors: conclusions by hand, and checks that can fail."""

import pytest
import sympy as sp

from symtutor.analysis import analyze
from symtutor.analysis.derivative import Derivative, Jacobian
from symtutor.analysis.directions import Eigenvectors
from symtutor.analysis.eigen import eigenvalues, eigenvector, numeric_eigenvalues_match
from symtutor.analysis.potential import GradientFlow, potential
from symtutor.analysis.smoothness import Growth, Smoothness
from symtutor.model import ODESystem

x, y = sp.symbols("x y", real=True)

DERIVATIVES = [
    (x * (1 - x) * (x - 2), -3 * x**2 + 6 * x - 2),
    (sp.sin(2 * x), 2 * sp.cos(2 * x)),
    (x * sp.exp(-x), sp.exp(-x) - x * sp.exp(-x)),
    (x / (1 + x**2), 1 / (1 + x**2) - 2 * x**2 / (1 + x**2) ** 2),
]


@pytest.mark.parametrize(("field", "by_hand"), DERIVATIVES)
def test_derivative(field, by_hand):
    rule = Derivative(x, field)
    assert sp.simplify(rule.value - by_hand) == 0
    assert rule.verify() is True


class WrongDerivative(Derivative):
    @property
    def value(self):
        return 3 * x**2 - 6 * x + 2


def test_a_wrong_derivative_fails_its_check():
    assert WrongDerivative(x, x * (1 - x) * (x - 2)).verify() is False


def test_jacobian_by_hand():
    rule = Jacobian((x, y), (x * (3 - x - 2 * y), y * (2 - x - y)))
    assert rule.value == sp.ImmutableMatrix([[3 - 2 * x - 2 * y, -2 * x], [-y, 2 - x - 2 * y]])
    assert rule.at((1, 1)) == sp.ImmutableMatrix([[-1, -2], [-1, -1]])
    assert rule.verify() is True


SMOOTHNESS = [
    ((x * (1 - x) * (x - 2),), True, Growth.LOCAL, "a polynomial of degree 3"),
    ((2 * x + 1,), True, Growth.LIPSCHITZ, "affine"),
    ((sp.sin(x),), True, Growth.LIPSCHITZ, "bounded slope"),
    ((x * sp.sin(x),), True, Growth.LOCAL, "slope grows like x"),
    ((sp.exp(x),), True, Growth.LOCAL, "slope not bounded"),
    ((sp.sqrt(x),), False, Growth.LOCAL, "not differentiable at 0"),
    ((sp.Abs(x),), False, Growth.LOCAL, "a corner"),
    ((1 / x,), False, Growth.LOCAL, "a pole"),
]


@pytest.mark.parametrize(("field", "smooth", "growth", "why"), SMOOTHNESS, ids=[row[3] for row in SMOOTHNESS])
def test_smoothness(field, smooth, growth, why):
    rule = Smoothness((x,), field)
    assert (rule.smooth, rule.growth) == (smooth, growth), why
    assert rule.verify() is (True if smooth else None)


POTENTIALS = [
    ((x,), (x * (1 - x) * (x - 2),), x**4 / 4 - x**3 + x**2, "the key exercise"),
    ((x,), (sp.sin(x),), sp.cos(x), "L = cos x: -L' = sin x"),
    ((x,), (sp.exp(-2 * x),), sp.exp(-2 * x) / 2, "exponential"),
    ((x, y), (-x, -2 * y), x**2 / 2 + y**2, "the lesson's loss"),
    ((x, y), (y, x), -x * y, "a saddle-shaped loss"),
    ((x, y), (y, -x), None, "rotation is no gradient"),
    ((x, y), (x * (3 - x - 2 * y), y * (2 - x - y)), None, "cross terms differ"),
    ((x,), (1 / x,), None, "not smooth: not claimed"),
]


@pytest.mark.parametrize(("states", "field", "loss", "why"), POTENTIALS, ids=[row[3] for row in POTENTIALS])
def test_potential(states, field, loss, why):
    found = potential(ODESystem(states, field))
    assert found == loss, why


def test_a_wrong_potential_fails_its_check():
    assert GradientFlow((x,), (-x,), x**2 / 2, ()).verify() is True
    assert GradientFlow((x,), (-x,), -(x**2) / 2, ()).verify() is False


def test_eigenvalues_and_vectors_by_hand():
    matrix = sp.ImmutableMatrix([[-1, -2], [-1, -1]])
    assert eigenvalues(matrix) == ((-1 - sp.sqrt(2), 1), (-1 + sp.sqrt(2), 1))
    assert eigenvector(matrix, -1 - sp.sqrt(2)) == (sp.sqrt(2), 1)
    assert eigenvector(matrix, -1 + sp.sqrt(2)) == (-sp.sqrt(2), 1)


def test_eigenvalue_checks_can_fail():
    matrix = sp.ImmutableMatrix([[0, 1], [-1, 0]])
    assert numeric_eigenvalues_match(matrix, ((-sp.I, 1), (sp.I, 1))) is True
    assert numeric_eigenvalues_match(matrix, ((sp.Integer(1), 1), (sp.I, 1))) is False
    wrong = Eigenvectors((x, y), (0, 0), sp.ImmutableMatrix([[1, 0], [0, 2]]), 1, (0, 1), 2, (1, 0), linear=True)
    assert wrong.verify() is False


ROOT = sp.CRootOf(x**5 - x - 1, 0)
P, Q = sp.symbols("p q", positive=True)
TRIANGLES = [
    ([[3, 1], [0, -2]], ((-2, 1), (3, 1)), "the smaller comes first"),
    ([[2, 0], [5, 2]], ((2, 2),), "equal: one double eigenvalue"),
    ([[P, 0], [1, -Q]], ((-Q, 1), (P, 1)), "−q < 0 < p, and no √((p + q)²)"),
    ([[sp.sqrt(2), 0], [0, 1]], ((1, 1), (sp.sqrt(2), 1)), "1 < √2"),
    ([[5 * ROOT**4 - 1, 0], [0, -2]], ((-2, 1), (5 * ROOT**4 - 1, 1)), "−2 is exact, though the other is a root of x⁵"),
]


@pytest.mark.parametrize(("rows", "by_hand", "why"), TRIANGLES, ids=[row[2] for row in TRIANGLES])
def test_a_triangle_shows_its_eigenvalues(rows, by_hand, why):
    matrix = sp.ImmutableMatrix(rows)
    assert eigenvalues(matrix) == by_hand, why
    assert eigenvalues(matrix.T) == by_hand, why


def test_a_nilpotent_matrix_has_a_triple_zero():
    """numpy says +-2.5e-7 here and calls it a saddle."""
    matrix = sp.ImmutableMatrix([[5, -3, 2], [15, -9, 6], [10, -6, 4]])
    assert eigenvalues(matrix) == ((sp.S.Zero, 3),)


def test_nothing_is_said_about_minima_that_were_not_found():
    """x**7 + r x + 1 has zeros that are not found here, so "no minimum" would be false."""
    (flow,) = analyze(ODESystem((x,), (x**7 + sp.Symbol("r", real=True) * x + 1,))).structure.reasons
    words = [
        piece.text
        for block in flow.narrate().blocks
        for piece in getattr(block, "content", ())
        if hasattr(piece, "text")
    ]
    assert not any("no minimum" in text for text in words)
    assert any("stays open" in text for text in words)


def test_a_field_that_changes_with_time_conserves_nothing_by_its_formula():
    """H(x, v, t) is not constant along solutions of x'' = -x + cos t."""
    t = sp.Symbol("t", real=True)
    structure = analyze(ODESystem((x, y), (y, -x + sp.cos(t)))).structure
    assert (structure.hamiltonian, structure.first_integral, structure.gradient_of) == (None, None, None)
