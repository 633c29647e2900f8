"""Planar points where the linearization is silent: kind, stability and theorem from textbooks, and their laws."""

import pytest
import sympy as sp

from symtutor.analysis.derivative import Jacobian
from symtutor.analysis.eigen import eigenvalues
from symtutor.analysis.nonlinear import beyond_linearization
from symtutor.model import FixedPoint, Kind, Linearization, ODESystem, Stability

x, y = sp.symbols("x y", real=True)
n = sp.Symbol("n", integer=True)
r = sp.Symbol("r", real=True)
r2 = x**2 + y**2
quarter = sp.Rational(1, 4)

ORIGIN = (0, 0)

TABLE = [
    # field, point, kind, stability, deciding theorem, where it is from
    ((y, x - x**3), (1, 0), "center", "neutral", "hamiltonian", "Strogatz Ex. 6.5.2: the double well"),
    ((y, -sp.sin(x)), (2 * sp.pi * n, 0), "center", "neutral", "hamiltonian", "Strogatz 6.7: the pendulum hangs"),
    ((sp.sin(y), sp.sin(x)), (0, sp.pi), "center", "neutral", "hamiltonian", "Strogatz 6.6.3: H = cos x - cos y"),
    ((y, x**-3 - x**-2), (1, 0), "center", "neutral", "hamiltonian", "radial Kepler motion, circular orbit"),
    ((y, -(x**3)), ORIGIN, "center", "neutral", "hamiltonian", "quartic well: H = y^2/2 + x^4/4"),
    ((-(y**3), x**3), ORIGIN, "center", "neutral", "hamiltonian", "H = -(x^4 + y^4)/4, no linear part"),
    ((y, -x - x**2), ORIGIN, "center", "neutral", "hamiltonian", "Perko 2.14: a cubic potential"),
    ((x * (1 - y), y * (x - 1)), (1, 1), "center", "neutral", "first integral", "Lotka-Volterra, Strogatz 6.4.4"),
    ((y * (1 + x), -x * (1 + x)), ORIGIN, "center", "neutral", "first integral", "a circle with changing speed"),
    ((y, 3 - x - y**2), (3, 0), "center", "neutral", "first integral", "Strogatz 6.6.4: x'' + x'^2 + x = 3"),
    (
        (x * (1 - x - 3 * y), y * (-1 + 3 * x + y)),
        (quarter, quarter),
        "center",
        "neutral",
        "first integral",
        "trace zero in a Lotka-Volterra field: Hofbauer, Sigmund, Thm 4.2",
    ),
    ((y - y**3, -x - y**2), ORIGIN, "center", "neutral", "reversibility", "Strogatz Ex. 6.6.1"),
    (
        (sp.cos(x) * sp.cot(y), (sp.cos(y) ** 2 + 4 * sp.sin(y) ** 2) * sp.sin(x)),
        (0, sp.pi / 2 + sp.pi * n),
        "center",
        "neutral",
        "reversibility",
        "ODEBench 35: a sphere in a shear flow, every member of a family",
    ),
    ((y - y**2, x * sp.cos(y)), (0, 1), "center", "neutral", "reversibility", "mirror in the y-axis"),
    (
        (-y - x * r2, x - y * r2),
        ORIGIN,
        "stable spiral",
        "asymptotic",
        "lyapunov coefficient",
        "Strogatz 6.3.2, a = -1",
    ),
    ((-y + x * r2, x + y * r2), ORIGIN, "unstable spiral", "unstable", "lyapunov coefficient", "Strogatz 6.3.2, a = 1"),
    ((y, -x - y**3), ORIGIN, "stable spiral", "asymptotic", "lyapunov coefficient", "averaging: r' = -3r^3/8"),
    ((y, -x - x**2 * y), ORIGIN, "stable spiral", "asymptotic", "lyapunov coefficient", "averaging: r' = -r^3/8"),
    (
        (1 - 3 * x + x**2 * y, 2 * x - x**2 * y),
        (1, 2),
        "stable spiral",
        "asymptotic",
        "lyapunov coefficient",
        "Brusselator a = 1, b = 2, Strogatz 8.3.1: supercritical Hopf",
    ),
    (
        (-y + x * r2**2, x + y * r2**2),
        ORIGIN,
        "unstable spiral",
        "unstable",
        "lyapunov coefficient",
        "r' = r^5: the second focal value",
    ),
    ((y, -x - y**9), ORIGIN, "stable spiral", "asymptotic", "lyapunov function", "energy falls like -y^10"),
    ((x**2, -y), ORIGIN, "saddle-node", "unstable", "center manifold", "Perko 2.11"),
    ((x**2, y), ORIGIN, "saddle-node", "unstable", "center manifold", "Perko 2.11, Ex. 1"),
    ((x**3, -y), ORIGIN, "saddle", "unstable", "center manifold", "Perko 2.11, Thm 1 (b), reversed"),
    ((-(x**3), -y), ORIGIN, "stable node", "asymptotic", "center manifold", "Perko 2.11, Thm 1 (a), reversed"),
    ((x**3, y), ORIGIN, "unstable node", "unstable", "center manifold", "Perko 2.11, Thm 1 (a)"),
    (
        (x**2 * y - x**5, -y + x**2),
        ORIGIN,
        "saddle-node",
        "unstable",
        "center manifold",
        "Perko 2.12, Ex. 1: x' = x^4 on h = x^2",
    ),
    ((x * y, -y - x**2), ORIGIN, "stable node", "asymptotic", "center manifold", "x' = -x^3 on h = -x^2"),
    ((x * y, -y + x**2), ORIGIN, "saddle", "unstable", "center manifold", "x' = x^3 on h = x^2"),
    (
        (x * y - x**3 - 2 * x * y**2, -y + x**2 + x**2 * y),
        ORIGIN,
        "stable node",
        "asymptotic",
        "center manifold",
        "Carr 1.3, a + c = 0: x' = (c d + b c^2) x^5 with b = -2, c = d = 1",
    ),
    ((x**9, -y), ORIGIN, "saddle", "unstable", "center manifold", "a high order"),
    ((y, x**2), ORIGIN, "degenerate", "unstable", "nilpotent linear part", "cusp: Perko 2.11, Thm 3"),
    ((y, x**2 + x * y), ORIGIN, "degenerate", "unstable", "nilpotent linear part", "Bogdanov-Takens: a cusp"),
    ((y, x**3), ORIGIN, "saddle", "unstable", "nilpotent linear part", "Perko 2.11, Thm 2: a > 0"),
    (
        (y, -(x**3) + 4 * x * y),
        ORIGIN,
        "degenerate",
        "unstable",
        "nilpotent linear part",
        "Perko 2.11: elliptic domain",
    ),
    ((y, -(x**5) - 4 * x**2 * y), ORIGIN, "stable node", "asymptotic", "nilpotent linear part", "n = 2, D = 4"),
    ((y, x**4 + x * y), ORIGIN, "saddle-node", "unstable", "nilpotent linear part", "Perko 2.11, Thm 3: n < m/2"),
    ((y, -(x**3) - y**3), ORIGIN, "stable spiral", "asymptotic", "lyapunov function", "Khalil: energy and LaSalle"),
    ((y, -(x**3) - x**2 * y), ORIGIN, "stable spiral", "asymptotic", "lyapunov function", "damped where x is not 0"),
    ((y, -(x**3) + x * y), ORIGIN, "center", "neutral", "reversibility", "D = -7 < 0, mirror in the y-axis"),
    ((x**2 - y**2, 2 * x * y), ORIGIN, "degenerate", "unstable", "invariant directions", "z^2: a dipole, index 2"),
    ((x**2 - y**2, -2 * x * y), ORIGIN, "degenerate", "unstable", "invariant directions", "monkey saddle, index -2"),
    (
        (x**3 - 3 * x * y**2, 3 * x**2 * y - y**3),
        ORIGIN,
        "degenerate",
        "unstable",
        "invariant directions",
        "z^3: index 3",
    ),
    ((x**2, y**2), ORIGIN, "degenerate", "unstable", "invariant directions", "index 0"),
    ((-(x**3), -(y**3)), ORIGIN, "stable node", "asymptotic", "invariant directions", "everything arrives"),
    ((x**3, -(y**3)), ORIGIN, "saddle", "unstable", "invariant directions", "a slow saddle"),
    (
        (-(y**3) - x**3, x**3 - y**3),
        ORIGIN,
        "stable spiral",
        "asymptotic",
        "lyapunov function",
        "r r' = -x^4 - y^4 + ...",
    ),
    ((-(y**3) - x**3, x**3), ORIGIN, "stable spiral", "asymptotic", "return map", "V = x^4 + y^4 has V' = -4x^6"),
    ((-x * r2, -y * r2), ORIGIN, "stable node", "asymptotic", "lyapunov function", "straight in from all sides"),
    ((-(y**3), x**3 + y**4), ORIGIN, "center", "neutral", "reversibility", "turning, mirror in the x-axis"),
]
NAMES = [row[-1] for row in TABLE]
STABILITIES = {"neutral": Stability.NEUTRAL, "asymptotic": Stability.ASYMPTOTIC, "unstable": Stability.UNSTABLE}

REVERSED = {
    Kind.STABLE_SPIRAL: Kind.UNSTABLE_SPIRAL,
    Kind.UNSTABLE_SPIRAL: Kind.STABLE_SPIRAL,
    Kind.STABLE_NODE: Kind.UNSTABLE_NODE,
    Kind.UNSTABLE_NODE: Kind.STABLE_NODE,
}


@pytest.mark.parametrize(("field", "at", "kind", "stability", "theorem", "why"), TABLE, ids=NAMES)
def test_textbooks(ask, field, at, kind, stability, theorem, why):
    point = ask(beyond_linearization, field, at)
    assert (point.kind.value, point.stability, point.reasons[-1].theorem) == (kind, STABILITIES[stability], theorem), (
        why
    )
    assert point.reasons[0].theorem == "linearization"
    assert [rule.verify() for rule in point.reasons] == [True] * len(point.reasons)


@pytest.mark.parametrize("row", TABLE, ids=NAMES)
def test_time_reversal_swaps_attraction_and_keeps_saddles_and_centers(ask, row):
    field, at, kind, *_ = row
    point = ask(beyond_linearization, tuple(-component for component in field), at)
    assert point.kind is REVERSED.get(Kind(kind), Kind(kind))


@pytest.mark.parametrize("row", TABLE, ids=NAMES)
def test_a_positive_factor_changes_only_the_speed(ask, row):
    field, at, kind, *_ = row
    assert ask(beyond_linearization, tuple(3 * component for component in field), at).kind.value == kind


# Mirrors are looked for along the axes and diagonals, and elsewhere only for linear centers with algebraic terms.
OBLIQUE_MIRRORS = {
    "ODEBench 35: a sphere in a shear flow, every member of a family",
    "mirror in the y-axis",
    "D = -7 < 0, mirror in the y-axis",
    "turning, mirror in the x-axis",
}


@pytest.mark.parametrize("matrix", [((1, 1), (0, 1)), ((2, 1), (-1, 1))])
@pytest.mark.parametrize("row", TABLE, ids=NAMES)
def test_kinds_survive_a_linear_change_of_coordinates(ask, row, matrix):
    field, at, kind, *_, name = row
    change = sp.Matrix(matrix)
    old = dict(zip((x, y), change.inv() * sp.Matrix([x, y]), strict=True))
    carried = (change * sp.Matrix(field)).xreplace(old).applyfunc(sp.expand)
    point = ask(beyond_linearization, tuple(carried), tuple(change * sp.Matrix(at)))
    assert point.kind.value == kind or (name in OBLIQUE_MIRRORS and point.kind is Kind.UNDECIDED)
    assert all(rule.verify() is not False for rule in point.reasons)


OPEN = [
    # field, stability, word that must be said, why it is open
    ((x**12, -y), "undecided", "center manifold", "beyond the orders tried"),
    ((x**12, y), "unstable", "positive eigenvalue", "the type is open, the stability is not"),
    ((x**2 * y**2, -y), "undecided", "center manifold", "a whole line of fixed points"),
    ((x**2 + x * y, x * y + y**2 / 2), "undecided", "directions", "the field vanishes along a direction"),
    ((x * sp.Abs(x), -y), "undecided", "smooth", "no Taylor formula"),
]


@pytest.mark.parametrize(("field", "stability", "word", "why"), OPEN, ids=[row[-1] for row in OPEN])
def test_what_is_open_is_said_with_what_was_tried(ask, field, stability, word, why):
    point = ask(beyond_linearization, field)
    assert (point.kind, point.stability.value) == (Kind.UNDECIDED, stability), why
    (block,) = point.reasons[-1].narrate().blocks
    assert word in "".join(getattr(piece, "text", "") for piece in block.content)


def test_nothing_is_decided_in_other_dimensions():
    point = FixedPoint((sp.S.Zero,), None)
    system = ODESystem((x,), (x**2,))
    assert beyond_linearization(system, point, Linearization(point, sp.ImmutableMatrix([[0]]), ())) is None


PARAMETERS = [
    # field, point, condition, kind, why
    ((y, r * x - x**3), (sp.sqrt(r), 0), r > 0, "center", "the wells of x'' = r x - x^3"),
    ((y, -r * sp.sin(x)), (0, 0), r > 0, "center", "the pendulum of any length"),
    ((x * (r - y), y * (x - r)), (r, r), r > 0, "center", "Lotka-Volterra"),
    ((-y - r * x * r2, x - r * y * r2), (0, 0), r > 0, "stable spiral", "Strogatz 6.3.2, a = -r"),
    ((-y - r * x * r2, x - r * y * r2), (0, 0), sp.true, "undecided", "Strogatz 6.3.2, the sign of a unknown"),
    ((r * x**2, -y), (0, 0), r < 0, "saddle-node", "to the other side"),
    ((r * x**2, -y), (0, 0), sp.true, "undecided", "it may be a line of fixed points"),
]


@pytest.mark.parametrize(("field", "at", "when", "kind", "why"), PARAMETERS, ids=[row[-1] for row in PARAMETERS])
def test_the_condition_of_a_point_is_known(field, at, when, kind, why):
    place = tuple(sp.Integer(value) if isinstance(value, int) else value for value in at)
    system = ODESystem((x, y), field, (r,))
    matrix = Jacobian(system.states, field).at(place)
    point = FixedPoint(place, None, when=when)
    found = beyond_linearization(system, point, Linearization(point, matrix, eigenvalues(matrix)))
    assert (found.kind.value, found.point) == (kind, point), why
    assert all(rule.verify() is not False for rule in found.reasons)
    assert kind == "undecided" or found.reasons[-1].verify() is True
