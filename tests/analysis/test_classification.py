"""Kinds, stabilities and theorems, from textbooks and worked by hand."""

import pytest
import sympy as sp

from symtutor.analysis import analyze
from symtutor.model import ODESystem

x, y, z = sp.symbols("x y z", real=True)

LINE = [
    # f, kinds in order, theorem of the first, why
    (x * (1 - x) * (x - 2), ["stable", "unstable", "stable"], "linearization", "the lesson's key exercise"),
    (sp.sin(x), ["unstable", "stable"], "linearization", "Strogatz 2.1"),
    (x**2, ["half-stable"], "first nonzero derivative", "Strogatz 2.4.4"),
    (-(x**3), ["stable"], "first nonzero derivative", "Strogatz 2.4.4"),
    (x**3, ["unstable"], "first nonzero derivative", "Strogatz 2.4.4"),
    (-(x**2), ["half-stable"], "first nonzero derivative", "attracts from the right"),
    (x**2 * (1 - x), ["half-stable", "stable"], "first nonzero derivative", "mixed"),
    (1 - sp.cos(x), ["half-stable"], "first nonzero derivative", "a family of half-stable points"),
    (x**2 * (6 - x), ["half-stable", "stable"], "first nonzero derivative", "Strogatz exercise 2.4.4"),
]


@pytest.mark.parametrize(("field", "kinds", "theorem", "why"), LINE, ids=[row[3] for row in LINE])
def test_line(field, kinds, theorem, why):
    analysis = analyze(ODESystem((x,), (field,)))
    assert [c.kind.value for c in analysis.classifications] == kinds, why
    assert analysis.classifications[0].reasons[-1].theorem == theorem
    assert all(rule.verify() is not False for rule in analysis.rules())


def linear(a, b, c, d):
    return (a * x + b * y, c * x + d * y)


PLANE = [
    (linear(1, 1, 4, -2), "saddle", "unstable", "Strogatz 5.2.1: eigenvalues 2 and -3"),
    (linear(-1, 0, 0, -2), "stable node", "asymptotically stable", "the lesson's gradient flow"),
    (linear(2, 0, 0, 3), "unstable node", "unstable", "eigenvalues 2 and 3"),
    (linear(-1, 0, 0, -1), "stable star", "asymptotically stable", "minus the identity"),
    (linear(3, 0, 0, 3), "unstable star", "unstable", "three times the identity"),
    (linear(-1, 1, 0, -1), "stable degenerate node", "asymptotically stable", "one eigenvector only"),
    (linear(1, 1, 0, 1), "unstable degenerate node", "unstable", "one eigenvector only"),
    (linear(-1, -1, 1, -1), "stable spiral", "asymptotically stable", "eigenvalues -1 +- i"),
    (linear(1, -1, 1, 1), "unstable spiral", "unstable", "eigenvalues 1 +- i"),
    (linear(0, 1, -1, 0), "center", "neutrally stable", "eigenvalues +- i"),
    ((y, (1 - x**2) * y - x), "unstable spiral", "unstable", "van der Pol at mu = 1"),
    (
        (-y - x * (x**2 + y**2), x - y * (x**2 + y**2)),
        "stable spiral",
        "asymptotically stable",
        "Strogatz 6.3.2: the linearization is silent",
    ),
    ((x**2, -y), "saddle-node", "unstable", "a zero eigenvalue and a negative one"),
    ((x**2, y), "saddle-node", "unstable", "a zero eigenvalue and a positive one"),
]


@pytest.mark.parametrize(("field", "kind", "stability", "why"), PLANE, ids=[row[3] for row in PLANE])
def test_plane(field, kind, stability, why):
    (point,) = analyze(ODESystem((x, y), field)).classifications
    assert (point.kind.value, point.stability.value) == (kind, stability), why
    assert all(rule.verify() is not False for rule in point.reasons)


def test_rabbits_and_sheep_have_exact_eigenvalues():
    """Strogatz 6.4: at (1, 1) the eigenvalues are -1 +- sqrt(2)."""
    analysis = analyze(ODESystem((x, y), (x * (3 - x - 2 * y), y * (2 - x - y))))
    table = {c.at: (c.kind.value, {value for value, _ in c.eigenvalues}) for c in analysis.classifications}
    assert table == {
        (0, 0): ("unstable node", {sp.Integer(3), sp.Integer(2)}),
        (0, 2): ("stable node", {sp.Integer(-1), sp.Integer(-2)}),
        (1, 1): ("saddle", {-1 - sp.sqrt(2), -1 + sp.sqrt(2)}),
        (3, 0): ("stable node", {sp.Integer(-3), sp.Integer(-1)}),
    }


SPACE = [
    ((-x, -2 * y, -3 * z), ["stable"], "diagonal"),
    ((x, 2 * y, 3 * z), ["unstable"], "diagonal"),
    ((x, -2 * y, 3 * z), ["saddle"], "diagonal"),
    ((y, -x, -z), ["neutral"], "linear: a pair on the axis, and one eigenvalue to its left"),
    (
        (10 * (y - x), x * (28 - z) - y, x * y - sp.Rational(8, 3) * z),
        ["saddle", "saddle", "saddle"],
        "Lorenz at r = 28, above 24.74: Strogatz 9.2",
    ),
    (
        (10 * (y - x), x * (20 - z) - y, x * y - sp.Rational(8, 3) * z),
        ["stable", "saddle", "stable"],
        "Lorenz at r = 20",
    ),
]


@pytest.mark.parametrize(("field", "kinds", "why"), SPACE, ids=[f"{row[2]} {i}" for i, row in enumerate(SPACE)])
def test_space(field, kinds, why):
    analysis = analyze(ODESystem((x, y, z), field))
    assert [c.kind.value for c in analysis.classifications] == kinds, why
    assert all(rule.verify() is not False for c in analysis.classifications for rule in c.reasons)


CONTINUA = [
    ((sp.S.Zero, -y), "neutrally stable", "a line of fixed points that attracts"),
    ((y, sp.S.Zero), "unstable", "a shear: solutions drift away"),
    ((sp.S.Zero, y), "unstable", "a line of fixed points that repels"),
]


@pytest.mark.parametrize(("field", "stability", "why"), CONTINUA, ids=[row[2] for row in CONTINUA])
def test_continua(field, stability, why):
    (point,) = analyze(ODESystem((x, y), field)).classifications
    assert (point.kind.value, point.stability.value) == ("non-isolated", stability), why


def test_the_half_stable_point_names_its_attracting_side():
    (point,) = analyze(ODESystem((x,), (x**2,))).classifications
    assert point.reasons[-1].attracting_side == "left"
