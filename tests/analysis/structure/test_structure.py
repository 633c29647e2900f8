"""The field as a whole: H, first integrals, and what excludes closed orbits."""

from dataclasses import replace

import pytest
import sympy as sp

from symtutor.analysis import analyze
from symtutor.analysis.structure.antiderivative import antiderivative
from symtutor.analysis.structure.first_integral import ConservedQuantity, FirstIntegral, Method, first_integral
from symtutor.analysis.structure.hamiltonian import HamiltonianField, hamiltonian
from symtutor.analysis.structure.hole import CurlFreeWithHole
from symtutor.analysis.structure.index_theory import IndexTheory
from symtutor.analysis.structure.no_closed_orbits import NoClosedOrbits, no_closed_orbits
from symtutor.analysis.structure.one_sign import one_sign
from symtutor.analysis.structure.zero import vanishes
from symtutor.model import ODESystem
from symtutor.render.text import blocks_text

x, y = sp.symbols("x y", real=True)
a, b = sp.symbols("a b", positive=True)


def planar(*field):
    return ODESystem((x, y), field)


HAMILTONIANS = [
    (planar(y, x - x**3), y**2 / 2 - x**2 / 2 + x**4 / 4, "Strogatz 6.5.2"),
    (planar(y, -sp.sin(x)), y**2 / 2 - sp.cos(x), "the pendulum"),
    (planar(sp.sin(y), sp.sin(x)), sp.cos(x) - sp.cos(y), "Strogatz 6.6.3"),
    (planar(x**2 - y**2, -2 * x * y), x**2 * y - y**3 / 3, "the monkey saddle"),
    (planar(y, x**-3 - x**-2), y**2 / 2 + x**-2 / 2 - 1 / x, "radial Kepler motion"),
    (planar(-y / (x**2 + y**2), x / (x**2 + y**2)), -sp.log(x**2 + y**2) / 2, "a vortex: no divergence off the origin"),
    (planar(y, sp.sin(x) * (sp.cos(x) - a)), y**2 / 2 - a * sp.cos(x) + sp.cos(x) ** 2 / 2, "a bead on a hoop"),
    (planar(-x, -2 * y), None, "a sink"),
    (planar(y, (1 - x**2) * y - x), None, "van der Pol"),
]


@pytest.mark.parametrize(("system", "energy", "why"), HAMILTONIANS, ids=[row[-1] for row in HAMILTONIANS])
def test_hamiltonian(system, energy, why):
    found = hamiltonian(system)
    assert found is energy is None or sp.diff(found - energy, x) == sp.diff(found - energy, y) == 0, why
    assert found is None or HamiltonianField(system.states, system.field, found).verify() is True


def test_a_wrong_hamiltonian_fails_its_check():
    assert HamiltonianField((x, y), (y, x - x**3), y**2 / 2 + x**2 / 2).verify() is False


INTEGRALS = [
    (planar(4 * x - 3 * y, 8 * x - 6 * y), Method.FACTOR, "one equation is twice the other: 2x − y"),
    (planar(x * (1 - y), y * (x - 1)), Method.SEPARATED, "Lotka-Volterra"),
    (planar(x * (a - b * y), y * (x - 1)), Method.SEPARATED, "Lotka-Volterra with parameters"),
    (planar(-a * x * y, a * x * y - y), Method.SEPARATED, "Strogatz 6.5.6: an epidemic"),
    (planar(y, 3 - x - y**2), Method.FACTOR, "Strogatz 6.6.4, multiplied by e^2x"),
    (planar(2 * x * y, y**2 - x**2), Method.FACTOR, "a dipole: circles through the origin, multiplied by x^-2"),
    (planar(y * (1 + x + y), -x * (1 + x + y)), Method.FACTOR, "circles, divided by the common factor"),
    (
        planar(x**2 + 4 * x * y + 5 * y**2 + 12 * y - 1, -5 * x**2 - 4 * x * y - 12 * x - y**2 + 1),
        None,
        "(x^2 + y^2 - 1)^2 (x + y + 3) has degree 5, above the ansatz",
    ),
    (planar(y - y**3, -x - y**2), None, "reversible, but no ansatz fits"),
    (planar(y, (1 - x**2) * y - x), None, "van der Pol has a limit cycle"),
]


@pytest.mark.parametrize(("system", "method", "why"), INTEGRALS, ids=[row[-1] for row in INTEGRALS])
def test_first_integral(system, method, why):
    found = first_integral(system)
    assert (found and found.method) == method, why
    if found is not None:
        rate = sum(sp.diff(found.integral, s) * c for s, c in zip(system.states, system.field, strict=True))
        assert sp.simplify(rate) == 0
        assert found.integral.free_symbols & {x, y}
        assert ConservedQuantity(system.states, system.field, found).verify() is True


def test_a_polynomial_integral_by_linear_algebra():
    """I = (x^2 + y^2 - 1)(x^2 + 2y^2): no line is invariant."""
    conserved = sp.expand((x**2 + y**2 - 1) * (x**2 + 2 * y**2) + x**3)
    field = (sp.expand(sp.diff(conserved, y) * (1 + x**2)), sp.expand(-sp.diff(conserved, x) * (1 + x**2)))
    found = first_integral(planar(*field))
    rate = sum(sp.diff(found.integral, s) * c for s, c in zip((x, y), field, strict=True))
    assert sp.expand(rate) == 0


def test_what_changes_or_is_constant_is_no_integral():
    system = planar(x * (1 - y), y * (x - 1))
    for wrong in (x + y, x + y + sp.log(x) + sp.log(y)):
        assert ConservedQuantity(system.states, system.field, FirstIntegral(Method.SEPARATED, wrong)).verify() is False
    constant = FirstIntegral(Method.SEPARATED, sp.Integer(7))
    assert ConservedQuantity(system.states, system.field, constant).verify() is not True


def test_the_branch_follows_the_point():
    """With the center in the third quadrant the logarithms are of -x and -y."""
    found = first_integral(planar(x * (1 + y), y * (-x - 1)))
    turned = found.on_branch({x: -sp.S.One, y: -sp.S.One})
    assert turned.integral.atoms(sp.log) == {sp.log(-x), sp.log(-y)}


CLOSED = [
    (planar(y, -x - y), 1, -1, "damped oscillator"),
    (planar(y, -sp.sin(x) - y / 2), 1, -1, "damped pendulum"),
    (planar(x + y**3, y + x**2 * y), 1, 1, "divergence 2 + x^2"),
    (planar(y, -x - x**2 * y), 1, -1, "divergence -x^2, zero on a line"),
    (planar(y, -x - y + sp.sin(y) / 2), 1, -1, "divergence -1 + cos(y)/2"),
    (planar(x * (3 - x - 2 * y), y * (2 - x - y)), 1 / (x * y), -1, "Strogatz 7.2.2: rabbits and sheep"),
    (planar(x * (x + y - 1), y * (1 - 2 * x - y)), 1, -1, "divergence -y: of one sign only where y is positive"),
    (planar(y, (1 - x**2) * y - x), None, None, "van der Pol has a closed orbit"),
    (planar(y, -x), None, None, "centers"),
    (planar(1 / x, -y), None, None, "not on the whole plane"),
]


@pytest.mark.parametrize(("system", "factor", "side", "why"), CLOSED, ids=[row[-1] for row in CLOSED])
def test_no_closed_orbits(system, factor, side, why):
    found = no_closed_orbits(system)
    assert (found and found.factor, found and found.side) == (factor, side), why
    assert found is None or found.verify() is True


def test_a_divergence_of_one_sign_in_a_quadrant_is_told_of_the_quadrant():
    """div f = -y is positive below the axis, so nothing is said of the whole plane."""
    (words, *_) = no_closed_orbits(planar(x * (x + y - 1), y * (1 - 2 * x - y))).narrate().blocks
    assert "Where x and y are positive" in blocks_text((words,))


def test_a_divergence_of_two_signs_fails_its_check():
    field = (y, (1 - x**2) * y - x)
    assert NoClosedOrbits((x, y), field, sp.S.One, 1 - x**2, 1).verify() is False


SIGNS = [
    (-1 - x**2, -1, "sum of squares"),
    (x**2 + x * y + y**2, 1, "definite form"),
    (x**2 + 2 * x * y + y**2, 1, "a square, zero on a line"),
    (x**2 + x + 1, 1, "no real root"),
    (x**4 - 2 * x**2 + 1, 1, "double roots only"),
    (x**2 - y**2, None, "both signs"),
    (x, None, "both signs"),
    (2 + sp.cos(x) + sp.sin(y), 1, "bounded waves"),
    (1 + sp.cos(x) - sp.sin(y), None, "waves too large"),
    (-sp.exp(x), -1, "an exponential"),
    (sp.S.Zero, None, "zero everywhere has no sign"),
]


@pytest.mark.parametrize(("expression", "side", "why"), SIGNS, ids=[f"{row[2]} {i}" for i, row in enumerate(SIGNS)])
def test_one_sign(expression, side, why):
    assert one_sign(expression, (x, y)) == side, why


INTEGRANDS = [
    x * sp.exp(-x),
    x**2 * sp.cos(2 * x),
    sp.sin(x) ** 3,
    sp.sin(x) * sp.cos(x),
    x / (1 + x**2),
    1 / (x * (1 - x)),
    1 / (x**2 * (x - 1)),
    sp.tanh(x),
    (2 * x + 1) ** sp.Rational(3, 2),
    x**a,
    sp.log(3 * x),
]


@pytest.mark.parametrize("integrand", INTEGRANDS, ids=str)
def test_antiderivatives_differentiate_back(integrand):
    assert sp.simplify(sp.diff(antiderivative(integrand, x), x) - integrand) == 0


def test_the_table_of_antiderivatives_ends():
    assert antiderivative(sp.exp(x**2), x) is None


def test_zero_is_proved_and_not_guessed():
    assert vanishes(sp.sin(x) ** 2 + sp.cos(x) ** 2 - 1) is True
    assert vanishes(1 / (x + 1) - x / (x**2 + x)) is True
    assert vanishes(x - x**2) is False
    assert vanishes(sp.S.One) is False


WHOLE = [
    # system, hamiltonian, integral, rules in order, why
    (planar(y, x - x**3), True, True, ["HamiltonianField"], "the energy is a first integral too"),
    (planar(x * (1 - y), y * (x - 1)), False, True, ["ConservedQuantity"], "Lotka-Volterra"),
    (planar(x * (3 - x - 2 * y), y * (2 - x - y)), False, False, ["NoClosedOrbits"], "sinks: no integral; Dulac"),
    (
        planar(y, (1 - x**2) * y - x),
        False,
        False,
        ["IndexTheory", "Lienard", "LocatedCycle"],
        "a closed orbit goes around the origin",
    ),
    (planar(x**2 + 1, y - x), False, False, ["IndexTheory"], "no fixed point, no closed orbit"),
    (planar(-x, -2 * y), False, False, ["GradientFlow"], "a gradient needs nothing more"),
    (planar(x, -y), True, True, ["GradientFlow", "HamiltonianField"], "both"),
    (planar(y, -x), True, True, ["HamiltonianField"], "a linear center"),
]


@pytest.mark.parametrize(("system", "energy", "integral", "rules", "why"), WHOLE, ids=[row[-1] for row in WHOLE])
def test_structure_of_the_whole_field(system, energy, integral, rules, why):
    structure = analyze(system).structure
    assert (structure.hamiltonian is not None, structure.first_integral is not None) == (energy, integral), why
    assert [type(rule).__name__ for rule in structure.reasons] == rules
    assert [rule.verify() for rule in structure.reasons] == [True] * len(rules)


def test_indices_of_a_trapping_disc_sum_to_one():
    """x'' = x - x^3 - x': all orbits enter a disc; one saddle and two sinks lie in it."""
    analysis = analyze(planar(y, x - x**3 - y))
    (closed,) = analysis.structure.reasons
    assert isinstance(closed, NoClosedOrbits)
    field = analysis.system.field
    indices = IndexTheory(
        (x, y), field, tuple((c, -1 if c.kind.value == "saddle" else 1) for c in analysis.classifications)
    )
    assert sum(index for _, index in indices.indices) == 1
    assert indices.verify() is True
    wrong = replace(indices, indices=tuple((c, 1) for c, _ in indices.indices))
    assert wrong.verify() is False


def test_a_hole_in_the_domain_is_named():
    # the standard example: no curl off the origin, and circles around it (Hirsch, Smale, Devaney 9.3)
    vortex = (-y / (x**2 + y**2), x / (x**2 + y**2))
    structure = analyze(ODESystem((x, y), vortex)).structure
    (remark,) = (rule for rule in structure.reasons if isinstance(rule, CurlFreeWithHole))
    assert (structure.gradient_of, remark.hole, remark.verify()) == (None, (0, 0), True)
    assert replace(remark, field=(y, -x)).verify() is False


def test_the_quantity_is_not_called_like_a_state():
    susceptible, infected = sp.symbols("S I", real=True)
    system = ODESystem((susceptible, infected), (-susceptible * infected, susceptible * infected - infected))
    (rule,) = analyze(system).structure.reasons
    assert sp.expand(rule.found.integral - (susceptible + infected - sp.log(susceptible))).is_number
    assert "C(S, I)" in blocks_text(rule.narrate().blocks)
