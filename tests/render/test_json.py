"""The JSON of whole systems against the published schema, worked by hand, and strings that SymPy reads back."""

import json

import pytest
from sympy import CRootOf, E, I, Rational, Symbol, exp, oo, pi, real_root, sqrt, symbols, sympify

from symtutor.reading import read_system
from symtutor.render.json import render as render_json
from symtutor.render.sympy_string import expression_string
from symtutor.solving import solve

x, r = symbols("x r")


def answer(text, **given):
    return json.loads(solve(text, **given).to("json"))


@pytest.fixture(scope="module")
def cubic():
    return answer("dx/dt = x(1-x)(x-2)")


def test_keys_are_those_of_the_schema_in_its_order(cubic):
    assert list(cubic) == [
        "schema",
        "system",
        "fixed_points",
        "line",
        "explicit",
        "fates",
        "structure",
        "bifurcations",
        "verification",
        "steps",
    ]


def test_square_of_a_negative_decimal_is_positive():
    """1/(1 + x²) at x ≈ −2.33: without parentheses the square would read as −(2.33²)."""
    first = answer("x' = arctan(x) - x/2")["fixed_points"]["points"][0]
    (slope,) = first["eigenvalues"]
    assert float(sympify(slope["value"])) == pytest.approx(slope["re"])


def test_cubic_as_in_the_interface(cubic):
    assert cubic["schema"] == 1
    assert cubic["system"] == {"states": ["x"], "field": ["x*(1 - x)*(x - 2)"], "parameters": {}, "assumptions": []}
    found = cubic["fixed_points"]
    assert (found["completeness"], found["window"]) == ("proved", None)
    assert found["reason"] == "degree 3, three distinct real roots"
    assert found["points"][0] == {
        "at": {"x": "0"},
        "decimal": {"x": 0.0},
        "index": [],
        "when": None,
        "kind": "stable",
        "stability": "asymptotically stable",
        "hyperbolic": True,
        "jacobian": [["-2"]],
        "eigenvalues": [{"value": "-2", "re": -2.0, "im": 0.0, "multiplicity": 1}],
        "decided_by": ["linearization"],
    }
    assert [point["kind"] for point in found["points"]] == ["stable", "unstable", "stable"]
    assert cubic["line"] == {
        "flow": [
            {"interval": ["-oo", "0"], "direction": 1},
            {"interval": ["0", "1"], "direction": -1},
            {"interval": ["1", "2"], "direction": 1},
            {"interval": ["2", "oo"], "direction": -1},
        ],
        "basins": [
            {"of": {"x": "0"}, "interval": ["-oo", "1"]},
            {"of": {"x": "2"}, "interval": ["1", "oo"]},
        ],
        "breaks": [],
    }
    potential = sympify(cubic["structure"]["gradient_of"], locals={"x": x})
    assert (potential - (x**4 / 4 - x**3 + x**2)).expand() == 0
    assert cubic["verification"]["failed"] == 0
    assert all(set(step) == {"title", "text"} and step["text"] for step in cubic["steps"])


def test_family_is_one_point_with_its_index():
    points = answer("x' = sin(x)")["fixed_points"]["points"]
    assert [(point["at"]["x"], point["decimal"]["x"], point["kind"]) for point in points] == [
        ("2*pi*n", 0.0, "unstable"),
        ("2*pi*n + pi", pytest.approx(3.141592653589793), "stable"),
    ]
    assert all(point["index"] == ["n"] for point in points)


def test_basins_of_a_family_carry_its_index():
    (basin,) = answer("x' = sin(x)")["line"]["basins"]
    assert basin["index"] == ["n"]
    ends = [sympify(end, locals={"n": Symbol("n")}) for end in basin["interval"]]
    assert ends[1] - ends[0] == 2 * pi


def test_parameter_given_is_a_string_and_parameter_free_is_null():
    assert answer("x' = r x - x^3", values={"r": "0.5"})["system"]["parameters"] == {"r": "1/2"}


def test_center_is_not_hyperbolic_and_has_imaginary_eigenvalues():
    (point,) = answer("x' = y, y' = -x")["fixed_points"]["points"]
    assert point["hyperbolic"] is False
    assert sorted((value["re"], value["im"]) for value in point["eigenvalues"]) == [(0.0, -1.0), (0.0, 1.0)]


def test_zero_slope_is_not_hyperbolic():
    (point,) = answer("x' = x^2")["fixed_points"]["points"]
    assert (point["hyperbolic"], point["kind"]) == (False, "half-stable")
    assert point["decided_by"][-1] == "first nonzero derivative"


def test_partial_answer_says_what_is_missing():
    solution = solve("x' = x")
    whole = json.loads(render_json(solution.analysis, solution.document, solution.verify()))
    cut = json.loads(render_json(solution.analysis, solution.document, solution.verify(), "no basins: out of time"))
    assert "partial" not in whole
    assert cut["partial"] == "no basins: out of time"


@pytest.mark.parametrize(
    "expr",
    [
        sqrt(5) / 2 + Rational(1, 2),
        CRootOf(x**5 - x - 1, 0),
        2 * pi * Symbol("n"),
        exp(-x) * E,
        -oo,
        I * sqrt(2) * x,
        (r > 0) & (x < 1),
        -(x ** Rational(3, 2)) / 3,
    ],
    ids=str,
)
def test_sympy_reads_the_string_back(expr):
    declared = {symbol.name: symbol for symbol in expr.free_symbols}
    assert sympify(expression_string(expr), locals=declared) == expr


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("x^(1/3)", "cbrt(x)"),
        ("x^(2/3)", "cbrt(x)**2"),
        ("1/x^(1/5)", "1/real_root(x, 5)"),
    ],
)
def test_real_odd_roots_by_name(typed, written):
    (field,) = read_system(f"x' = {typed}").field
    assert expression_string(field) == written
    at_minus_two = sympify(written, locals={"x": -2, "cbrt": lambda u: real_root(u, 3)})
    assert (at_minus_two - field.xreplace({Symbol("x", real=True): -2})).evalf(20, chop=True) == 0


def test_keyword_is_spelled_as_sympy_spells_it():
    assert expression_string(Symbol("lambda") * x) == "lamda*x"


def test_constant_gives_way_to_a_state_of_its_name():
    text = expression_string(I * Symbol("I") + E * Symbol("E"), taken={"I", "E"})
    declared = {"I": Symbol("I"), "E": Symbol("E")}
    assert sympify(text, locals=declared) == I * Symbol("I") + E * Symbol("E")


def test_breaks_formulas_and_fates_have_their_keys():
    pole = answer("x' = 1/x")
    assert pole["line"]["breaks"] == [
        {"at": "0", "index": [], "pole": True, "defined": {"left": True, "at": False, "right": True}}
    ], "1/x is unbounded beside 0 and not defined there"
    started = answer("x' = -x, x(0) = 1/2")
    assert [each["solution"] for each in started["explicit"]] == ["x_0*exp(-t)"]
    assert [each["start"] for each in started["explicit"]] == ["x_0"]
    assert len(started["fates"]) == 1
    assert started["fates"][0]["text"]
