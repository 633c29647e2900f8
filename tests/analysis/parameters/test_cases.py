"""Stability case by case: conditions and kinds worked by hand or from the books."""

from dataclasses import replace

import pytest
import sympy as sp

from symtutor import solve
from symtutor.model import Kind, Stability

STABLE, UNSTABLE, HALF = "asymptotically stable", "unstable", "half-stable"

CASES = [
    (
        "x' = r x - x^3",
        (),
        [
            ("0", "r < 0", STABLE),
            ("0", "Eq(r, 0)", STABLE),
            ("0", "r > 0", UNSTABLE),
            ("-sqrt(r)", "r > 0", STABLE),
            ("sqrt(r)", "r > 0", STABLE),
        ],
        "Strogatz §3.4: at r = 0 the cube decides",
    ),
    (
        "x' = r x - x^2",
        (),
        [
            ("0", "r < 0", STABLE),
            ("0", "Eq(r, 0)", HALF),
            ("0", "r > 0", UNSTABLE),
            ("r", "r < 0", UNSTABLE),
            ("r", "r > 0", STABLE),
        ],
        "Strogatz §3.2: the two points meet at r = 0 and are listed once",
    ),
    (
        "n' = (G N - k) n - a G n^2",
        ("G > 0", "k > 0", "a > 0", "N > 0"),
        [
            ("0", "G < k/N", STABLE),
            ("0", "Eq(G, k/N)", HALF),
            ("0", "G > k/N", UNSTABLE),
            ("(G*N - k)/(G*a)", "G < k/N", UNSTABLE),
            ("(G*N - k)/(G*a)", "G > k/N", STABLE),
        ],
        "Strogatz §3.3: the laser threshold N = k/G",
    ),
    (
        "x' = r + sin(x)",
        (),
        [
            ("2*pi*n + pi/2", "Eq(r, -1)", HALF),
            ("2*pi*n - asin(r)", "(r > -1) & (r < 1)", UNSTABLE),
            ("2*pi*n - pi/2", "Eq(r, 1)", HALF),
            ("2*pi*n + asin(r) + pi", "(r > -1) & (r < 1)", STABLE),
        ],
        "a family of points with an index",
    ),
    (
        "x' = r - x - exp(-x)",
        (),
        [
            ("r + LambertW(-exp(-r))", "r > 1", STABLE),
            ("r + LambertW(-exp(-r), -1)", "r > 1", UNSTABLE),
            ("0", "Eq(r, 1)", HALF),
        ],
        "Strogatz, example 3.1.2: tangency at r = 1",
    ),
    (
        "x' = sin(2x)/(1 + r sin(x))",
        (),
        [
            ("2*pi*n", "sp_true", UNSTABLE),
            ("2*pi*n + pi", "sp_true", UNSTABLE),
            ("2*pi*n + pi/2", "r < -1", UNSTABLE),
            ("2*pi*n + pi/2", "r > -1", STABLE),
            ("2*pi*n + 3*pi/2", "r < 1", STABLE),
            ("2*pi*n + 3*pi/2", "r > 1", UNSTABLE),
        ],
        "the denominator is 1 + r at one half of the family π/2 + πn, and 1 − r at the other",
    ),
    (
        "x' = r cos(x) + sin(2x)",
        (),
        [
            ("2*pi*n + pi/2", "r < -2", UNSTABLE),
            ("2*pi*n + pi/2", "Eq(r, -2)", UNSTABLE),
            ("2*pi*n + pi/2", "r > -2", STABLE),
            ("2*pi*n + 3*pi/2", "r < 2", STABLE),
            ("2*pi*n + 3*pi/2", "Eq(r, 2)", UNSTABLE),
            ("2*pi*n + 3*pi/2", "r > 2", UNSTABLE),
            ("2*pi*n - asin(r/2)", "(r > -2) & (r < 2)", UNSTABLE),
            ("2*pi*n + pi + asin(r/2)", "(r > -2) & (r < 2)", UNSTABLE),
        ],
        "cos x (r + 2 sin x): where sin x = −r/2 the slope is 2 cos² x = 2 − r²/2; at r = ±2 they are zeros of cos x",
    ),
    (
        "x' = 1 - exp(-x) - r x",
        (),
        [
            ("0", "r < 1", UNSTABLE),
            ("0", "Eq(r, 1)", HALF),
            ("0", "r > 1", STABLE),
            ("LambertW(-exp(-1/r)/r, -1) + 1/r", "r > 1", UNSTABLE),
            ("LambertW(-exp(-1/r)/r) + 1/r", "(r > 0) & (r < 1)", STABLE),
        ],
        "0 is one of the two zeros of 1 − e^(−x) = r x, and the other passes through it at r = 1 (transcritical)",
    ),
    (
        "x' = a - b x - exp(-x)",
        (),
        [
            ("LambertW(-exp(-a/b)/b) + a/b", "(b > 0) & (a > b*log(1/b) + b)", STABLE),
            ("LambertW(-exp(-a/b)/b) + a/b", "b < 0", UNSTABLE),
            ("LambertW(-exp(-a/b)/b, -1) + a/b", "(b > 0) & (a > b*log(1/b) + b)", UNSTABLE),
            ("log(1/b)", "(b > 0) & Eq(a, b*log(1/b) + b)", HALF),
            ("-log(a)", "(a > 0) & Eq(b, 0)", UNSTABLE),
        ],
        "f' = e^(-x) - b = -b(1 + W); the line a - b x touches e^(-x) where e^(-x) = b, so a = b + b ln(1/b)",
    ),
    (
        "x' = a log(x) - b",
        (),
        [("exp(b/a)", "a < 0", STABLE), ("exp(b/a)", "a > 0", UNSTABLE)],
        "f' = a/x* has the sign of a, for x* = e^(b/a) is positive; a = 0 leaves no isolated point",
    ),
    (
        "x' = x exp(a x) - 1",
        (),
        [
            ("LambertW(a)/a", "(a > -exp(-1)) & Ne(a, 0)", UNSTABLE),
            ("LambertW(a, -1)/a", "(a > -exp(-1)) & (a < 0)", STABLE),
            ("exp(1)", "Eq(a, -exp(-1))", HALF),
            ("1", "Eq(a, 0)", UNSTABLE),
        ],
        "f' = e^(a x)(1 + a x) and a x* = W(a): the branches lie above and below −1 and meet there at a = −1/e",
    ),
    (
        "x' = x(a - x)(b - x)",
        ("a > 0", "b > 0"),
        [
            ("0", "sp_true", UNSTABLE),
            ("a", "a < b", STABLE),
            ("b", "Eq(a, b)", HALF),
            ("a", "a > b", UNSTABLE),
            ("b", "a < b", UNSTABLE),
            ("b", "a > b", STABLE),
        ],
        "of two points the smaller is stable; where they meet, one of them tells it",
    ),
    ("x' = r x", (), [("0", "r < 0", STABLE), ("0", "r > 0", UNSTABLE)], "at r = 0 every point is fixed"),
]


def _said(text, system):
    names = {symbol.name: symbol for symbol in (*system.states, *system.parameters)}
    names["sp_true"] = sp.true
    return sp.sympify(text, locals=names | {"n": sp.Symbol("n", integer=True)} if "n" not in names else names)


@pytest.mark.parametrize(("text", "assume", "expected", "why"), CASES, ids=[row[0] for row in CASES])
def test_cases_on_the_line(text, assume, expected, why):
    solution = solve(text, assume=assume)
    found = [
        (c.at[0], c.point.when, c.stability.value)
        for c in solution.fixed_points
        if not c.at[0].has(*solution.system.states)
    ]
    by_hand = [(_said(at, solution.system), _said(when, solution.system), word) for at, when, word in expected]
    assert found == by_hand, why
    assert solution.verify().failed == 0


PLANAR = [
    (
        "x' = a - (b+1) x + x^2 y, y' = b x - x^2 y",
        ("a > 0", "b > 0"),
        [
            ("b < (a - 1)**2", "stable node"),
            ("Eq(b, a**2 - 2*a + 1)", "stable degenerate node"),
            ("(b > (a - 1)**2) & (b < a**2 + 1)", "stable spiral"),
            ("Eq(b, a**2 + 1)", "stable spiral"),
            ("(b > a**2 + 1) & (b < (a + 1)**2)", "unstable spiral"),
            ("Eq(b, a**2 + 2*a + 1)", "unstable degenerate node"),
            ("b > (a + 1)**2", "unstable node"),
        ],
        "the Brusselator: Δ = a², τ = b − 1 − a²; Hopf at b = 1 + a² (Strogatz, exercise 8.3.1)",
    ),
    (
        "x' = mu x, y' = -y",
        (),
        [
            ("mu < -1", "stable node"),
            ("Eq(mu, -1)", "stable star"),
            ("(mu > -1) & (mu < 0)", "stable node"),
            ("mu > 0", "saddle"),
        ],
        "at μ = −1 the matrix is −1 times the identity: a star, no degenerate node; at μ = 0 a line of fixed points",
    ),
    ("x' = y, y' = -k x", (), [("k < 0", "saddle"), ("k > 0", "center")], "the spring"),
]


@pytest.mark.parametrize(("text", "assume", "expected", "why"), PLANAR, ids=[row[0] for row in PLANAR])
def test_cases_in_the_plane(text, assume, expected, why):
    solution = solve(text, assume=assume)
    isolated = [c for c in solution.fixed_points if c.kind.value != "non-isolated"]
    assert [(c.point.when, c.kind.value) for c in isolated] == [
        (_said(when, solution.system), kind) for when, kind in expected
    ], why
    assert solution.verify().failed == 0


def test_lorenz_by_routh_hurwitz():
    """Strogatz §9.2: C± are stable for 1 < r < σ(σ + b + 3)/(σ − b − 1), where σ > b + 1."""
    solution = solve("x' = s(y-x), y' = x(r-z) - y, z' = x y - b z", assume=["s > 0", "r > 0", "b > 0"])
    s, r, b = solution.system.parameters
    onset = s * (s + b + 3) / (s - b - 1)
    standard = {s: sp.Integer(10), b: sp.Rational(8, 3)}
    for rho, origin, away in [(sp.Rational(1, 2), STABLE, None), (14, UNSTABLE, STABLE), (28, UNSTABLE, UNSTABLE)]:
        there = [c for c in solution.fixed_points if c.point.when.subs(standard | {r: rho}) == sp.true]
        assert [c.stability.value for c in there if c.at == (0, 0, 0)] == [origin]
        assert {c.stability.value for c in there if c.at != (0, 0, 0)} == ({away} if away else set())
    assert any(sp.simplify(bound - onset) == 0 for c in solution.fixed_points for bound in _bounds(c))
    assert solution.verify().failed == 0


def _bounds(classification):
    return [side for relation in classification.point.when.atoms(sp.Rel) for side in relation.args]


def test_glycolysis_is_unstable_below_the_hopf_curve():
    """Strogatz, example 7.3.3: τ > 0 between b² = (1 − 2a ± √(1 − 8a))/2."""
    solution = solve("x' = -x + a y + x^2 y, y' = b - a y - x^2 y", assume=["a > 0", "b > 0"])
    a, b = solution.system.parameters
    for values, stability in [
        ({a: sp.Rational(8, 100), b: sp.Rational(6, 10)}, Stability.UNSTABLE),
        ({a: sp.Rational(8, 100), b: sp.Rational(3, 10)}, Stability.ASYMPTOTIC),
        ({a: sp.Rational(14, 100), b: sp.Rational(6, 10)}, Stability.ASYMPTOTIC),
        ({a: sp.Rational(1, 100), b: sp.Integer(2)}, Stability.ASYMPTOTIC),
    ]:
        (there,) = [c for c in solution.fixed_points if c.point.when.subs(values) == sp.true]
        assert there.stability is stability


def test_a_wrong_case_fails_its_check():
    (low, _, high, *_) = solve("x' = r x - x^3").fixed_points
    (rule,) = low.reasons
    (other,) = high.reasons
    assert rule.verify() is True
    assert replace(rule, verdict=other.verdict).verify() is False


def test_conditions_that_cannot_be_read_stay_inequalities():
    solution = solve("x' = a x + b y, y' = c x + d y")
    a, b, c, d = solution.system.parameters
    saddle = next(each for each in solution.fixed_points if each.kind.value == "saddle")
    assert saddle.point.when == (a * d - b * c < 0)
    assert all(each.kind.value != "stable degenerate node" for each in solution.fixed_points), "it may be a star"


BUDWORM = [
    (sp.Rational(-1), {0: STABLE, 1: UNSTABLE}, "for r < 0 growth is decay: 0 attracts"),
    (sp.Rational(1, 5), {0: UNSTABLE, 1: STABLE}, "only the refuge level"),
    (sp.Rational(1, 2), {0: UNSTABLE, 1: STABLE, 2: UNSTABLE, 3: STABLE}, "refuge, threshold and outbreak"),
    (sp.Rational(7, 10), {0: UNSTABLE, 1: STABLE}, "only the outbreak"),
]


@pytest.mark.parametrize(("rate", "expected", "why"), BUDWORM, ids=[str(row[0]) for row in BUDWORM])
def test_long_formulas_are_decided_by_their_order(rate, expected, why):
    """Strogatz §3.7 with k = 10."""
    solution = solve("x' = r x(1-x/10) - x^2/(1+x^2)")
    (r,) = solution.system.parameters
    there = [
        c
        for c in solution.fixed_points
        if c.point.when.subs(r, rate) == sp.true and not c.at[0].has(*solution.system.states)
    ]
    ordered = sorted(there, key=lambda c: sp.re(sp.N(c.at[0].subs(r, rate))))
    assert {place: c.stability.value for place, c in enumerate(ordered)} == expected, why


def test_a_wrong_place_fails_its_check():
    solution = solve("x' = r x(1-x/10) - x^2/(1+x^2)")
    rules = [c.reasons[-1] for c in solution.fixed_points if hasattr(c.reasons[-1], "place")]
    assert rules
    assert {rule.verify() for rule in rules} == {True}
    assert replace(rules[0], stable=not rules[0].stable).verify() is False


def test_a_condition_is_solved_for_the_parameter_that_needs_no_new_denominator():
    """At a double root of a x² + b x + c, c = b²/(4a), and x′ = a (x + b/(2a))² rests on the sign of a."""
    solution = solve("x' = a x^2 + b x + c")
    a, b, c = solution.system.parameters
    double = {point.point.when: point.at[0] for point in solution.fixed_points if point.kind is Kind.HALF_STABLE}
    assert double == {
        sp.Eq(c, b**2 / (4 * a)) & (a < 0): -b / (2 * a),
        sp.Eq(c, b**2 / (4 * a)) & (a > 0): -b / (2 * a),
    }


def test_an_eigenvalue_has_the_value_of_its_case_put_in():
    """At (1, b) τ = b − 2 and Δ = 1: the double eigenvalue b/2 − 1 is −1 at b = 0 and 1 at b = 4."""
    found = solve("x' = 1 - (b+1) x + x^2 y, y' = b x - x^2 y").analysis.classifications
    by_value = {c.point.when.rhs: c.eigenvalues for c in found if isinstance(c.point.when, sp.Eq)}
    assert (by_value[0], by_value[4]) == (((-1, 2),), ((1, 2),))


def test_what_holds_for_one_sign_of_another_parameter_says_so():
    """At a = 0 the second eigenvalue of Griffith's switch at (0, 0) is −b: growing for b < 0, dying out for b > 0."""
    said = " ".join(solve("x' = y - a x, y' = x^2/(1+x^2) - b y").to("text").split())
    grows, dies = (
        said.index(words) for words in ("everything grows like e^(−b t)", "everything dies out like e^(−b t)")
    )
    assert said.index("case a = 0 and b < 0") < grows < said.index("case a = 0 and b > 0") < dies
