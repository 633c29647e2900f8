"""Bifurcations named with their values, from the books."""

from dataclasses import replace

import pytest
import sympy as sp

from symtutor import solve

POSITIVE = ("a > 0", "b > 0")
SADDLE_NODE, TRANSCRITICAL = "saddle-node", "transcritical"
SUPER, SUB = "supercritical pitchfork", "subcritical pitchfork"

NAMED = [
    ("x' = r + x^2", (), {(SADDLE_NODE, "r", "0")}, "Strogatz §3.1"),
    ("x' = r x - x^2", (), {(TRANSCRITICAL, "r", "0")}, "Strogatz §3.2"),
    ("x' = r x - x^3", (), {(SUPER, "r", "0")}, "Strogatz §3.4"),
    ("x' = r x + x^3 - x^5", (), {(SUB, "r", "0"), (SADDLE_NODE, "r", "-1/4")}, "Strogatz §3.4"),
    ("x' = r - x^3", (), set(), "f_xx = 0 as well: the fixed point only moves"),
    ("x' = a x - b x^3", (), {(SUPER, "a", "0"), (SUB, "a", "0")}, "f‴ = −6b: the sign of b decides which"),
    (
        "x' = x(a-x)(b-x)",
        (),
        {(TRANSCRITICAL, "a", "0"), (TRANSCRITICAL, "b", "0"), (TRANSCRITICAL, "a", "b")},
        "each two of the three straight branches cross",
    ),
    (
        "x' = a - (b+1) x + x^2 y, y' = b x - x^2 y",
        (),
        {("supercritical Hopf", "b", "a**2 + 1")},
        "the Brusselator without a word about a and b",
    ),
    (
        "x' = mu x - y - x(x^2+y^2), y' = x + mu y - y(x^2+y^2)",
        (),
        {("supercritical Hopf", "mu", "0")},
        "the normal form, Guckenheimer and Holmes §3.4: in polar coordinates r′ = μ r − r³",
    ),
    (
        "x' = 1 - (b+1) x + a x^2 y, y' = b x - a x^2 y",
        (),
        {("supercritical Hopf", "b", "a + 1")},
        "the Brusselator of Strogatz, exercise 8.3.1, without a word about a and b: only where Δ = a is positive",
    ),
    ("x' = r - x", (), set(), "the fixed point only moves"),
    ("x' = r - x - exp(-x)", (), {(SADDLE_NODE, "r", "1")}, "Strogatz, example 3.1.2"),
    ("x' = r + sin(x)", (), {(SADDLE_NODE, "r", "1"), (SADDLE_NODE, "r", "-1")}, "tangency at the crests"),
    ("x' = r x - sin(x)", (), {(SUB, "r", "1")}, "−sin x = −x + x³/6: the cube pushes outward"),
    ("θ' = μ sin θ - sin 2θ", (), {(SUB, "mu", "2"), (SUB, "mu", "-2")}, "Strogatz §4.3: pitchforks at 0 and at π"),
    (
        "θ' = μ + sin θ + cos 2θ",
        (),
        {(SADDLE_NODE, "mu", "2"), (SADDLE_NODE, "mu", "0"), (SADDLE_NODE, "mu", "-9/8")},
        "μ = 2s² − s − 1 with s = sin θ in [−1, 1]: its ends 2 and 0, and its least value −9/8 at s = 1/4",
    ),
    ("x' = x(1-x) - h", (), {(SADDLE_NODE, "h", "1/4")}, "Strogatz, exercise 3.7.3"),
    (
        "x' = x(1-x) - h x/(a+x)",
        ("h > 0", "a > 0"),
        {(TRANSCRITICAL, "h", "a"), (SADDLE_NODE, "h", "(a+1)**2/4")},
        "Strogatz, exercise 3.7.4",
    ),
    (
        "x' = x(1-x) - h x/(a+x)",
        (),
        {(TRANSCRITICAL, "h", "a"), (SADDLE_NODE, "h", "(a+1)**2/4")},
        "the same without a word about a and h: one curve of folds, and nothing at h = 0, where x(1 − x) is left",
    ),
    (
        "x' = h + x(1-x)(x-2)",
        (),
        {(SADDLE_NODE, "h", "2*sqrt(3)/9"), (SADDLE_NODE, "h", "-2*sqrt(3)/9")},
        "extrema of x(1 − x)(x − 2) at 1 ± 1/√3 with the values ±2√3/9",
    ),
    ("x' = mu - x^2, y' = -y", (), {(SADDLE_NODE, "mu", "0")}, "Strogatz, example 8.1.1"),
    ("x' = mu x - x^3, y' = -y", (), {(SUPER, "mu", "0")}, "Strogatz, example 8.1.2"),
    ("x' = mu x + x^3, y' = -y", (), {(SUB, "mu", "0")}, "Strogatz, example 8.1.2"),
    ("x' = mu x - x^2, y' = -y", (), {(TRANSCRITICAL, "mu", "0")}, "Strogatz §8.1"),
    ("x' = mu x + y + sin(x), y' = x - y", (), {(SUPER, "mu", "-2")}, "Strogatz, example 8.1.2: at μ = −2"),
    ("x'' - (mu - x^2) x' + x = 0", (), {("supercritical Hopf", "mu", "0")}, "a cubic damping"),
    ("x'' - mu (1 - x^2) x' + x = 0", (), {("degenerate Hopf", "mu", "0")}, "Strogatz §8.2: linear at μ = 0"),
    ("x' = mu x - y + x y^2, y' = x + mu y + y^3", (), {("subcritical Hopf", "mu", "0")}, "Strogatz, example 8.2.1"),
    ("x' = a - (b+1) x + x^2 y, y' = b x - x^2 y", POSITIVE, {("supercritical Hopf", "b", "a**2 + 1")}, "Brusselator"),
    (
        "x' = -x + a y + x^2 y, y' = b - a y - x^2 y",
        POSITIVE,
        {("supercritical Hopf", "a", "(sqrt(8*b**2 + 1) - 1)/2 - b**2")},
        "glycolysis, Strogatz, example 7.3.3: τ = 0 solved for a",
    ),
    (
        "x' = a - x - 4 x y/(1+x^2), y' = b x (1 - y/(1+x^2))",
        POSITIVE,
        {("Hopf", "b", "3*a/5 - 25/a")},
        "Lengyel–Epstein, Strogatz, example 8.3.1: b_c = 3a/5 − 25/a; the sign of the coefficient depends on a",
    ),
    (
        "x' = -x + y/10 + x^2 y, y' = b - y/10 - x^2 y",
        ("b > 0",),
        {
            ("supercritical Hopf", "b", "sqrt(2/5 - sqrt(5)/10)"),
            ("supercritical Hopf", "b", "sqrt(2/5 + sqrt(5)/10)"),
        },
        "Strogatz, example 7.3.3: b² = (1 − 2a ± √(1 − 8a))/2 with a = 1/10",
    ),
    (
        "x' = 10 (y-x), y' = x (r-z) - y, z' = x y - 8/3 z",
        ("r > 0",),
        {(SUPER, "r", "1"), ("subcritical Hopf", "r", "470/19")},
        "Lorenz, Strogatz §9.2 and §9.4: r_H = 470/19 ≈ 24.74",
    ),
]


@pytest.mark.parametrize(("text", "assume", "expected", "why"), NAMED, ids=[row[0] for row in NAMED])
def test_named_with_their_values(text, assume, expected, why):
    solution = solve(text, assume=assume)
    names = {symbol.name: symbol for symbol in solution.system.parameters}
    placed = [rule for rule in solution.analysis.bifurcations if hasattr(rule, "candidate")]
    found = {(rule.kind, rule.parameter.name, sp.expand(rule.value)) for rule in placed}
    by_hand = {(kind, p, sp.expand(sp.sympify(value, locals=names))) for kind, p, value in expected}
    assert found == by_hand, why
    assert not [rule for rule in placed if rule.verify() is False], why


def test_cusp_of_the_imperfect_pitchfork():
    """Strogatz §3.6: the curve h² = 4r³/27 ends in a cusp at (0, 0)."""
    rule = solve("x' = h + r x - x^3").analysis.bifurcations[0]
    h, r = rule.parameters
    assert (rule.kind, rule.points) == ("cusp", ((0, 0, 0),))
    assert rule.eliminated == 27 * h**2 - 4 * r**3
    assert rule.verify() is True


def test_budworm_curve():
    """Strogatz §3.7, (14) and (15): r = 2x³/(1 + x²)², k = 2x³/(x² − 1), with the cusp at x = √3."""
    rule = solve("x' = r x (1 - x/k) - x^2/(1 + x^2)", assume=["r > 0", "k > 0"]).analysis.bifurcations[0]
    (x,) = rule.system.states
    by_hand = {"r": 2 * x**3 / (1 + x**2) ** 2, "k": 2 * x**3 / (x**2 - 1)}
    for symbol, value in zip(rule.parameters, rule.curve, strict=True):
        assert sp.simplify(value - by_hand[symbol.name]) == 0
    assert rule.points == ((sp.sqrt(3), 3 * sp.sqrt(3) / 8, 3 * sp.sqrt(3)),)


def test_laser_threshold():
    """Strogatz §3.3: transcritical at N₀ = k/G."""
    (rule, *_) = solve("n' = (G N0 - k) n - alpha G n^2", assume=["G > 0", "k > 0", "alpha > 0"]).analysis.bifurcations
    names = {symbol.name: symbol for symbol in rule.system.parameters}
    threshold = names["G"] * names["N0"] - names["k"]
    assert rule.kind == TRANSCRITICAL
    assert sp.simplify(threshold.subs(rule.parameter, rule.value)) == 0


def test_van_der_pol_has_a_cycle_of_amplitude_2_at_once():
    (rule, *_) = solve("x'' - mu (1 - x^2) x' + x = 0").analysis.bifurcations
    assert rule.amplitudes == (2,)


def test_hysteresis_is_told():
    text = solve("x' = r x + x^3 - x^5").to("text")
    assert "Hysteresis" in text
    assert "Hysteresis" not in solve("x' = r x - x^3").to("text")


HYSTERESIS = [
    ("x' = r x + x^3 - x^5", "as r rises, a solution at 0 stays there until r = 0", "Strogatz §3.4"),
    ("x' = -r x + x^3 - x^5", "as r falls, a solution at 0 stays there until r = 0", "the same with r reversed"),
    (
        "x' = r + 3x - x^3",
        "between r = −2 and r = 2 two stable fixed points",
        "extrema of 3x − x³ at ±1, where it is ±2",
    ),
    (
        "x' = r x(1-x/10) - x^2/(1+x^2)",
        "between r ≈ 0.38397 and r ≈ 0.55953 two stable fixed points",
        "budworm, Strogatz §3.7, with k = 10: r = 2x³/(1 + x²)² where 2x³/(x² − 1) = 10, by bisection",
    ),
    ("x' = (r - x)(r + 1/4 - x^2) + 0 x", None, "the folds are not those of one bistable piece"),
    ("x' = r x + x^3", None, "nothing far to jump to"),
    ("x' = (x^2 - r^2 + 1)(x - 3)", None, "the pair that is born at ±1 stays beside 3 for ever"),
    ("x' = x^3 - 3x + r", None, "time reversed: one stable fixed point between two unstable ones"),
]


@pytest.mark.parametrize(("text", "sentence", "why"), HYSTERESIS, ids=[row[0] for row in HYSTERESIS])
def test_hysteresis_is_told_where_it_is_proved(text, sentence, why):
    said = " ".join(solve(text).to("text").split())
    assert (sentence in said) if sentence else "Hysteresis" not in said, why


def test_a_wrong_hysteresis_fails_its_check():
    (jump,) = [rule for rule in solve("x' = r + 3x - x^3").analysis.bifurcations if hasattr(rule, "resting")]
    assert jump.verify() is True
    assert replace(jump, first=sp.Integer(3), second=sp.Integer(4)).verify() is False


OPEN = [
    ("x' = r x^2 - x", "no bifurcation was found", "f = f′ = 0 has no solution"),
    ("x' = y, y' = r x - x^3", "what happens there was not decided", "the eigenvalue 0 is double at r = 0"),
    (
        "x' = y - a x, y' = x^2/(1+x^2) - b y",
        "a = −b (at (x*, y*) = (−1/(2b²), 1/(2b)), where 2b² − 1 = 0)",
        "Griffith's switch: a double root of x² − x/(a b) + 1 where 2|a b| = 1, with the trace −a − b zero as well",
    ),
    ("x' = r - x - exp(-x) sin(x)", "was not complete", "no closed form for f = f′ = 0"),
    (
        "x' = a - x - 4 x y/(1+x^2), y' = b x (1 - y/(1+x^2)) + c exp(x y) x^5",
        "was not complete",
        "neither a zero eigenvalue nor a pair can be solved for",
    ),
]


@pytest.mark.parametrize(("text", "sentence", "why"), OPEN, ids=[row[0] for row in OPEN])
def test_what_was_not_searched_is_said(text, sentence, why):
    said = " ".join(solve(text).to("text").split())
    assert sentence in said, why
    assert ("no bifurcation was found" in said) == (sentence == "no bifurcation was found")


def test_a_wrong_name_fails_its_check():
    (rule, *_) = solve("x' = r x - x^3").analysis.bifurcations
    (fold, *_) = solve("x' = r + x^2").analysis.bifurcations
    assert replace(rule, type=fold.type).verify() is False
    assert replace(fold, type=rule.type).verify() is False


def test_a_wrong_criticality_fails_its_check():
    (rule, *_) = solve("x'' - (mu - x^2) x' + x = 0").analysis.bifurcations
    assert replace(rule, side=1).verify() is False


TWO_ANGLES = [
    (
        "x' = c sin(x - y) - sin(x), y' = c sin(y - x) - sin(y)",
        "c > 0",
        "supercritical pitchfork",
        "x = u + w, y = w − u: w′ = −sin w cos u keeps w = 0; there u′ = c sin 2u − sin u = (2c − 1)u − u³/2 + …",
    ),
    (
        "x' = c sin(x - y) + sin(x), y' = c sin(y - x) + sin(y)",
        "c < 0",
        "subcritical pitchfork",
        "the same backwards in time, c for −c: u′ = (2c + 1)u + u³/2 + …, with the other eigenvalue +1",
    ),
]


@pytest.mark.parametrize(("text", "assumed", "kind", "why"), TWO_ANGLES, ids=[row[2] for row in TWO_ANGLES])
def test_the_check_turns_each_angle_by_itself(text, assumed, kind, why):
    """A new fixed point lies at (a, −a), which is found as (a, 2π − a): only y goes back by a turn."""
    (rule,) = (r for r in solve(text, assume=[assumed]).analysis.bifurcations if getattr(r, "at", None) == (0, 0))
    assert rule.kind == kind, why
    assert rule.verify() is True
    wrong = next(t for t in type(rule.type) if t.value == "transcritical")
    assert replace(rule, type=wrong).verify() is False
