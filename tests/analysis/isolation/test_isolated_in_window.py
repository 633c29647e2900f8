"""Fixed points by interval arithmetic against textbooks, hazards and hand calculation; a row says what it catches."""

import mpmath
import pytest
import sympy as sp

from symtutor.analysis.isolation import isolated_in_window
from symtutor.model import Completeness, ODESystem, Window
from symtutor.numerics.isolated import IsolatedZero
from symtutor.reading import read_system
from symtutor.render.text import blocks_text

x, y = sp.symbols("x y", real=True)
PROVED, IN_WINDOW = Completeness.PROVED, Completeness.IN_WINDOW


def solve(text, window=None):
    return isolated_in_window(read_system(text), window or Window())


def decimals(found):
    return [tuple(round(mpmath.mpf(str(value.evalf(20))), 6) for value in point.at) for point in found.points]


FOUND = [
    # system, fixed points to six places, why
    ("x' = tanh(2x) - x", [-0.957504, 0, 0.957504], "H19: SymPy raises, which reads as none"),
    ("x' = exp(-x) - x", [0.567143], "the omega constant"),
    ("x' = sin(x) - x/2", [-1.895494, 0, 1.895494], "a line against a wave"),
    ("x' = 6/5 - x/5 - exp(-x)", [-0.218012, 5.98745], "ODEBench 21; on the left only the slope excludes zeros"),
    ("x' = x^0.5 - x", [0, 1], "H17: the zero at the edge of the domain counts"),
    ("x' = x(1 - x/3.0) - 0.75", [1.5], "H31: one double root, not two near ones"),
    ("x' = x^2 - 0.6x + 0.09", [0.3], "H33: a double root, not none"),
    ("x' = x^(2/3) - 1", [-1, 1], "H11: the real cube root"),
    ("x' = x^(1/3) - x/2", [-2.828427, 0, 2.828427], "an infinite slope at 0: ±√8 by hand"),
    ("x' = x sqrt(x^2 - 4)", [-2, 2], "H39: 0 lies where the root is not real"),
    ("x' = log(x)(x + 1)", [1], "H37: at −1 the logarithm is not real"),
    ("x' = x log(x)/log(x)", [], "H41: 0 and 1 are not in the domain of what was typed"),
    ("x' = sin(asin(x)) - 2", [], "H43: |x| ≤ 1 was typed"),
    ("x' = x^x - 1", [1], "H45: 0^0 has no value"),
    ("x' = x^x - 2", [1.55961], "the exponential is undone: x log x = log 2"),
    ("x' = atan(x) - pi", [], "H27: SymPy offers 0"),
    ("x' = (exp(x) - 1 - x)^2", [0], "a zero of multiplicity four"),
    ("x' = x - sin(x)", [0], "a triple zero: by Taylor's theorem the only one"),
    ("x' = exp(x) - x^2 - 1", [0], "a second derivative excludes zeros far out"),
    ("x' = sqrt(1 - x^2) - x", [0.707107], "√2/2 on the unit circle"),
    ("x' = log(x)^2 - sqrt(x)", [0.442394, 4.177077, 5503.664689], "one zero lies far outside the window"),
    ("x' = (x - 1)^2 exp(x) - 0.0000001", [-22.425769, 0.999808, 1.000192], "two zeros close together, one outside"),
    ("x' = abs(x) - sqrt(2)", [-1.414214, 1.414214], "a corner"),
    ("x' = max(x, 0) - 1", [1], "a corner again"),
    ("x' = x e^(-x^2)", [0], "a factor that is nowhere zero"),
    ("x' = exp(-x) + 1/(1 + x^2)", [], "positive everywhere, though it tends to 0"),
]


@pytest.mark.parametrize(("text", "expected", "why"), FOUND, ids=[row[0] for row in FOUND])
def test_all_zeros_on_the_line_are_found_and_proved_complete(text, expected, why):
    found = solve(text)
    assert found is not None, why
    assert [value for (value,) in decimals(found)] == pytest.approx(expected, abs=1e-6), why
    assert found.completeness is PROVED, why
    assert found.reason.window is None
    assert all(point.found_by.verify() is True for point in found.points)
    assert found.reason.verify() is True


SYSTEMS = [
    (
        "x' = tanh(x+y) - x; y' = tanh(x-y) - y",
        [(-0.852678, -0.413207), (0, 0), (0.852678, 0.413207)],
        "H05: silently empty for some hash seeds",
    ),
    ("x' = exp(x) - y; y' = y - 3x", [(0.619061, 1.857184), (1.512135, 4.536404)], "H07: SymPy loses one of the two"),
    (
        "x' = -x + 1/(1+exp(4.89y-1.4)); y' = -y + 1/(1+exp(4.89x-1.4))",
        [(0.121079, 0.691667), (0.383435, 0.383435), (0.691667, 0.121079)],
        "ODEBench 47",
    ),
    (
        "x' = -x+1/(1+exp(0.89z+0.4y-1.4)); y' = x-y; z' = -z+1/(1+exp(0.89x+0.4w-1.4)); w' = z-w",
        [(0.639829,) * 4],
        "ODEBench 62, four dimensions",
    ),
    ("x' = 1.432 + sin(y)cos(x); y' = 0.972 + sin(y)cos(x)", [], "ODEBench 51: no fixed point"),
    ("x' = y; y' = 1.67 - sin(x) - 0.64 y abs(y)", [], "ODEBench 44: the torque is too strong"),
    ("x' = x(sin(y) - x); y' = y(cos(x) - y)", [(0, 0), (0, 1), (0.69482, 0.768169)], "choices of factors"),
    ("x' = x^2 + y^2 - 1; y' = x - tanh(y)", [(-0.644018, -0.76501), (0.644018, 0.76501)], "a circle and a curve"),
    ("x' = x^2+y^2-4; y' = exp(x)+y-1", [(-1.816264, 0.837368), (1.004169, -1.729637)], "Burden and Faires, §10.2"),
]


@pytest.mark.parametrize(("text", "expected", "why"), SYSTEMS, ids=[row[0] for row in SYSTEMS])
def test_all_fixed_points_of_systems_are_found_and_proved_complete(text, expected, why):
    found = solve(text)
    assert found is not None, why
    assert len(found.points) == len(expected)
    for at, values in zip(decimals(found), expected, strict=True):
        assert at == pytest.approx(values, abs=1e-6), why
    assert found.completeness is PROVED, why
    assert all(point.found_by.verify() is True for point in found.points)
    assert found.reason.verify() is True


WINDOWED = [
    ("x' = x sin(x) - 1", 14, "zeros for ever"),
    ("x' = tan(x) - x", 11, "one in each branch of the tangent, 0 triple, no pole taken for a zero"),
    ("x' = sin(x)/x", 12, "H15: not 0"),
    ("x' = tan(x) cos(x)", 13, "H29: kπ, without the poles"),
    ("x' = 1 - sin(x)", 6, "touching zeros at π/2 + 2kπ"),
    ("x' = -sin(y) - 0.08x^2; y' = x - cos(y)/x", 14, "ODEBench 33"),
]


@pytest.mark.parametrize(("text", "number", "why"), WINDOWED, ids=[row[0] for row in WINDOWED])
def test_what_goes_on_for_ever_is_complete_in_the_window(text, number, why):
    found = solve(text)
    assert len(found.points) == number, why
    assert found.completeness is IN_WINDOW
    assert {(low, high) for _, low, high in found.reason.window.sides} == {(-20, 20)}
    assert found.reason.verify() is True


def test_a_window_is_kept():
    window = Window(((x, sp.Integer(3), sp.Integer(10)),))
    found = solve("x' = x sin(x) - 1", window)
    assert [value for (value,) in decimals(found)] == pytest.approx([6.439117, 9.317243], abs=1e-6)
    assert found.reason.window == window


UNDECIDED = [
    ("x' = max(x, 0)", "H21: every x ≤ 0 is a zero"),
    ("x' = sin(x)^2 + cos(x)^2 - 1", "H23: zero everywhere in disguise"),
    ("x' = abs(x) - x", "zero on a half-line"),
    ("x' = x(abs(x) - x)", "zero on a half-line, behind a factor"),
    ("x' = max(x, 0) - max(y, 1); y' = x - y", "a ray of fixed points"),
    ("x' = x y; y' = x y", "two lines of fixed points"),
    ("x' = x^2 + y^2 - 1; y' = (x^2 + y^2 - 1) exp(x)", "a circle of fixed points"),
    ("x' = x exp(y); y' = x", "a line, behind different factors"),
    ("x' = sin(1/x)", "zeros accumulate at 0"),
    ("x' = x^2 sin(1/x)", "and so do these"),
    ("x' = sin(x^3)", "thousands of zeros in the window"),
    ("x' = x^2 + y^2 - 1; y' = x^2 + y^2 - 1.0000001", "two curves closer than the budget resolves"),
    ("x' = floor(x) - 1", "no bounds are known for jumps"),
    ("x' = r x - tanh(x)", "a parameter"),
]


@pytest.mark.parametrize(("text", "why"), UNDECIDED, ids=[row[0] for row in UNDECIDED])
def test_what_is_not_decided_is_passed_on(text, why):
    assert solve(text) is None, why


def test_time_is_no_state():
    t = sp.Symbol("t", real=True)
    assert isolated_in_window(ODESystem((x,), (x - sp.sin(t),)), Window()) is None


@pytest.mark.parametrize(
    ("text", "exact", "why"),
    [
        ("x' = sin(x) - x/pi", "0", "zero"),
        ("x' = cos(x) - 3x/(2pi)", "pi/3", "an angle: cos(π/3) = 1/2"),
        ("x' = 0.2(1-x)x^1.2 - 0.8x(1-x)^1.2", "1024/1025", "ODEBench 10: a fraction of four digits"),
        ("x' = exp(x) + x^3 - 3 - log(3)^3", "log(3)", "a logarithm"),
        ("x' = log(x) + x - 2 - exp(2)", "exp(2)", "an exponential"),
        ("x' = tanh(x^2 - 2) + x - sqrt(2)", "sqrt(2)", "a square root"),
    ],
)
def test_exact_values_are_recognized(text, exact, why):
    assert exact in {str(point.at[0]) for point in solve(text).points}, why


def test_points_are_in_lexicographic_order_and_distinct():
    found = solve("x' = sin(10x) + y; y' = cos(10y) - x")
    at = decimals(found)
    assert at == sorted(at)
    assert len(set(at)) == len(at)


def test_coordinates_without_formula_print_as_decimals():
    found = solve("x' = exp(x) - y; y' = y - 3x")
    assert all(isinstance(value, IsolatedZero) for point in found.points for value in point.at)
    assert [str(value) for value in found.points[0].at] == ["0.619061286735945", "1.85718386020784"]


SAID = [
    (
        "x' = tanh(2x) - x",
        ["0.9 < x < 1", "x ≈ 0.95750", "positive for x < −20 and negative for x > 20", "These are all."],
    ),
    ("x' = x sin(x) - 1", ["These are all with −20 ≤ x ≤ 20", "nothing is claimed about what lies beyond"]),
    ("x' = exp(x) - y; y' = y - 3x", ["gives y = e^x", "e^x − 3x = 0", "(0.61906, 1.8572) and (1.5121, 4.5364)"]),
    ("x' = log(x)(x + 1)", ["not defined at −1, so that is no fixed point", "So x* = 1."]),
    ("x' = atan(x) - pi", ["So there is no fixed point."]),
    ("x' = tanh(x+y) - x; y' = tanh(x-y) - y", ["−0.96 ≤ x ≤ 0.96", "(0.85268, 0.41321)"]),
]


@pytest.mark.parametrize(("text", "phrases"), SAID, ids=[row[0] for row in SAID])
def test_the_words_say_how_and_why(text, phrases):
    said = " ".join(blocks_text(solve(text).reason.narrate().blocks, width=10_000).split())
    for phrase in phrases:
        assert phrase in said
