"""Center manifolds, nilpotent points and sectors: the numbers behind the kinds, and checks that can fail."""

from dataclasses import replace

import pytest
import sympy as sp

from symtutor.analysis.nonlinear.center_manifold import by_center_manifold
from symtutor.analysis.nonlinear.extremum import strict_extremum
from symtutor.analysis.nonlinear.forms import definite, real_lines
from symtutor.analysis.nonlinear.frames import Frame
from symtutor.analysis.nonlinear.jets import Jet
from symtutor.analysis.nonlinear.mirrors import PLAIN
from symtutor.analysis.nonlinear.nilpotent import by_nilpotent_part, portrait_of
from symtutor.analysis.nonlinear.portraits import CUSP, ELLIPTIC, NODES, SADDLE, SADDLE_NODE, TURNING, from_sectors
from symtutor.analysis.nonlinear.reversibility import ReversibleCenter
from symtutor.analysis.nonlinear.sectors import by_invariant_directions

x, y = sp.symbols("x y", real=True)
ZERO, ONE = sp.S.Zero, sp.S.One

MANIFOLDS = [
    # field, h, k, a, why
    ((x**2, -y), 0, 2, 1, "already reduced"),
    ((x**2 * y - x**5, -y + x**2), x**2, 4, 1, "Perko 2.12, Ex. 1"),
    ((x * y, -y - x**2), -(x**2), 3, -1, "Guckenheimer, Holmes, 3.2"),
    ((x * y - x**3 - 2 * x * y**2, -y + x**2 + x**2 * y), x**2 + x**4, 5, -1, "Carr 1.3: h = x^2 + x^4"),
]


@pytest.mark.parametrize(
    ("field", "manifold", "order", "coefficient", "why"), MANIFOLDS, ids=[r[-1] for r in MANIFOLDS]
)
def test_center_manifolds(ask, field, manifold, order, coefficient, why):
    rule = ask(by_center_manifold, field).reasons[-1]
    assert (rule.manifold, rule.order, rule.coefficient) == (manifold, order, coefficient), why


def test_the_eigenvectors_are_found_where_they_are_no_axes(ask):
    """x' = x^2 + x - y, y' = -2x + 2y: along (1, 1), u' = 2u^2/3 (from the left eigenvector (2, 1)/3)."""
    rule = ask(by_center_manifold, (x**2 + x - y, 2 * y - 2 * x)).reasons[-1]
    assert (rule.frame.first, rule.order, rule.coefficient) == ((1, 1), 2, sp.Rational(2, 3))


def test_a_wrong_manifold_fails_its_check(ask):
    rule = ask(by_center_manifold, (x * y, -y - x**2)).reasons[-1]
    assert rule.verify() is True
    assert replace(rule, manifold=x**2).verify() is False
    assert replace(rule, coefficient=ONE).verify() is False


# m, sign of a, n, sign of b, sign of D: Dumortier, Llibre, Artes, Thm 3.5
NILPOTENT = [
    ((2, 1, None, 0, 0), CUSP, "m even, the divergence late"),
    ((2, -1, 1, 1, 0), CUSP, "m < 2n + 1"),
    ((4, 1, 1, 1, 0), SADDLE_NODE, "m > 2n + 1"),
    ((3, 1, 1, 1, 0), SADDLE, "a > 0"),
    ((3, -1, None, 0, 0), TURNING, "center or focus"),
    ((3, -1, 1, 1, -1), TURNING, "m = 2n + 1, D < 0"),
    ((3, -1, 1, 1, 0), ELLIPTIC, "m = 2n + 1, D = 0, n odd"),
    ((5, -1, 1, -1, 0), ELLIPTIC, "m > 2n + 1, n odd"),
    ((5, -1, 2, -1, 1), NODES[-1], "n even, b < 0"),
    ((5, -1, 2, 1, 1), NODES[1], "n even, b > 0"),
    ((5, -1, 2, 1, -1), TURNING, "n even, D < 0"),
    ((3, None, None, 0, 0), None, "a sign that is not decided"),
]


@pytest.mark.parametrize(("hypotheses", "portrait", "why"), NILPOTENT, ids=[row[-1] for row in NILPOTENT])
def test_the_theorem_on_nilpotent_points(hypotheses, portrait, why):
    assert portrait_of(*hypotheses) is portrait, why


def test_a_nilpotent_part_is_brought_to_its_form(ask):
    """x' = x^2 + y - x, y' = y - x: J = [[-1, 1], [-1, 1]]; on w = -u^2 the second velocity is -u^2."""
    rule = ask(by_nilpotent_part, (x**2 - x + y, y - x)).reasons[-1]
    assert (rule.order, rule.coefficient, rule.portrait) == (2, -1, CUSP)
    assert rule.verify() is True
    assert replace(rule, coefficient=ONE).verify() is False
    assert replace(rule, order=3).verify() is False


SECTORS = [
    # field, elliptic, hyperbolic, index, name
    ((x**2 - y**2, 2 * x * y), 2, 0, 2, "dipole"),
    ((x**2 - y**2, -2 * x * y), 0, 6, -2, "monkey saddle"),
    ((x**3 - 3 * x * y**2, 3 * x**2 * y - y**3), 4, 0, 3, ""),
    ((x**3 - 3 * x * y**2, -3 * x**2 * y + y**3), 0, 8, -3, ""),
    ((x**2, y**2), 0, 2, 0, ""),
    ((y**2, x**2), 0, 2, 0, ""),
]


@pytest.mark.parametrize(("field", "elliptic", "hyperbolic", "index", "name"), SECTORS)
def test_sectors_of_homogeneous_fields(ask, field, elliptic, hyperbolic, index, name):
    """The powers of z and of its conjugate have index equal to the power, up to sign."""
    rule = ask(by_invariant_directions, field).reasons[-1]
    portrait = rule.portrait
    assert (portrait.elliptic, portrait.hyperbolic, portrait.index, portrait.name) == (
        elliptic,
        hyperbolic,
        index,
        name,
    )
    assert rule.verify() is True


def test_a_lost_direction_fails_the_check(ask):
    rule = ask(by_invariant_directions, (x**2 - y**2, -2 * x * y)).reasons[-1]
    assert replace(rule, rays=rule.rays[:2] + rule.rays[3:5]).verify() is False


def test_higher_terms_do_not_change_the_sectors(ask):
    rule = ask(by_invariant_directions, (x**2 - y**2 + x**3, 2 * x * y - y**4)).reasons[-1]
    assert rule.portrait.name == "dipole"
    assert rule.verify() is True


def test_neighbouring_parabolic_sectors_are_one():
    hyperbolic, out = ("hyperbolic", 0), ("parabolic", 1)
    assert from_sectors((hyperbolic, out, out, hyperbolic)) is SADDLE_NODE
    assert from_sectors((("parabolic", -1),) * 8) is NODES[-1]


EXTREMA = [
    ({(2, 0): 1, (0, 2): 1}, (1, 2), "a bowl"),
    ({(2, 0): -1, (1, 1): 1, (0, 2): -1}, (-1, 2), "a hill"),
    ({(2, 0): 1, (0, 2): -1}, None, "a saddle"),
    ({(0, 2): 1, (4, 0): 1}, (1, 4), "a trough with a quartic bottom"),
    ({(0, 2): 1, (2, 1): 1, (4, 0): 1}, (1, 4), "(y + x^2/2)^2 + 3x^4/4"),
    ({(0, 2): 1, (2, 1): 2, (4, 0): 1, (6, 0): 1}, (1, 6), "(y + x^2)^2 + x^6"),
    ({(0, 2): 1, (2, 1): 3, (4, 0): 1}, None, "(y + 3x^2/2)^2 - 5x^4/4"),
    ({(0, 2): 1, (3, 0): 1}, None, "a cusp"),
    ({(4, 0): 1, (2, 2): 1, (0, 4): 1}, (1, 4), "a definite quartic"),
    ({(4, 0): 1, (2, 2): -2, (0, 4): 1}, None, "(x^2 - y^2)^2 is zero on lines"),
]


@pytest.mark.parametrize(("terms", "expected", "why"), EXTREMA, ids=[row[-1] for row in EXTREMA])
def test_strict_extrema(terms, expected, why):
    function = Jet({powers: sp.Integer(value) for powers, value in terms.items()}, 8)
    assert strict_extremum(function) == expected, why


def test_lines_of_a_form():
    form = {(2, 1): ONE, (0, 3): -2 * ONE}  # y (x^2 - 2 y^2)
    slopes = {direction[1] for direction, times in real_lines(form) if times == 1}
    assert slopes == {0, sp.sqrt(2) / 2, -sp.sqrt(2) / 2}
    assert definite({(2, 0): ONE, (1, 1): 2 * ONE, (0, 2): ONE}) == 0


def test_a_mirror_that_is_none_fails_its_check():
    frame = Frame((x, y), (y - y**3, -x - y**2), (ZERO, ZERO))
    assert [ReversibleCenter(frame, mirror).verify() for mirror in PLAIN] == [True, False, False, False]
