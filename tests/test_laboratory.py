from __future__ import annotations

import json
from fractions import Fraction
from math import exp, log

import pytest
import sympy as sp

import symtutor
from symtutor.errors import ParseError, RequestError, SymtutorError
from symtutor.laboratory import euler
from symtutor.numerics.step_limit import Regime

R = sp.Rational
x = sp.Symbol("x")

LESSON = ("dx/dt = -x", {"x": 1}, "1/2", "1/2,1/4,1/10")


@pytest.fixture(scope="module")
def lesson():
    return euler(*LESSON)


def test_the_lesson(lesson):
    assert [run.final for run in lesson.runs] == [(R(1, 2),), (R(9, 16),), (R(59049, 100000),)]
    assert lesson.exact == (sp.exp(-sp.Symbol("t", real=True)),)
    errors = [exp(-0.5) - value for value in (0.5, 0.5625, 0.59049)]
    assert [error[0] for error in lesson.errors] == pytest.approx(errors, rel=1e-13)
    orders = [log(errors[0] / errors[1]) / log(2), log(errors[1] / errors[2]) / log(2.5)]
    assert lesson.observed_order == pytest.approx(orders, rel=1e-12)
    assert (lesson.stable_below, lesson.monotone_below) == (2, 1)
    assert {run.regime for run in lesson.runs} == {Regime.MONOTONE}


def test_every_claim_of_the_lesson_holds(lesson):
    verification = lesson.verify()
    # three tables, the formula, the errors, their bound, where they come from, the limit, the loss
    assert (verification.held, verification.failed, verification.undecided) == (9, 0, 0)


@pytest.mark.parametrize(
    "words",
    [
        "e^(−t)",
        "0.60653",
        "9/16",
        "59049/100000",
        "0.10653",
        "0.04403",
        "0.01604",
        "1.27",
        "1.10",
        "h < 2/|f′(0)| = 2",
        "h < 1/|f′(0)| = 1",
        "learning rate",
        "L(x) = x²/2",
        "9 of 9 claims re-derived another way.",
    ],
)
def test_the_document_says(lesson, words):
    assert words in str(lesson)


def test_json_is_as_the_interface_says():
    content = json.loads(euler("dx/dt = -x", {"x": 1}, "1/2", "1/4").to("json"))
    error = content["runs"][0].pop("error")
    assert error == {"x": pytest.approx(0.04403, abs=1e-5)}
    assert content == {
        "schema": 1,
        "exact": {"x": "exp(-t)"},
        "stable_below": "2",
        "monotone_below": "1",
        "observed_order": [],
        "runs": [
            {
                "step": "1/4",
                "times": ["0", "1/4", "1/2"],
                "states": [{"x": "1"}, {"x": "3/4"}, {"x": "9/16"}],
                "final": {"x": "9/16"},
                "regime": "monotone",
            }
        ],
    }


def test_json_writes_what_is_not_rational_with_seventeen_digits():
    content = json.loads(euler("x' = sin(x)", "x=1", 1, "1/2").to("json"))
    first = content["runs"][0]["states"][1]["x"]
    assert first == "1.4207354924039483", "1 + sin(1)/2, OEIS A049469"


def test_json_says_where_a_run_stopped():
    content = json.loads(euler("x' = sqrt(x) - 2", "x=1", 10, 1).to("json"))
    assert "stops at step 2" in content["partial"]
    assert content["runs"][0]["error"] is None


@pytest.mark.parametrize("target", ["text", "markdown", "latex", "html", "json"])
def test_every_format(lesson, target):
    assert "59049" in lesson.to(target)


def test_a_notebook_shows_it_typeset(lesson):
    bundle = lesson._repr_mimebundle_()
    assert set(bundle) == {"text/markdown", "text/latex", "text/plain"}


def test_an_unknown_format_is_refused(lesson):
    with pytest.raises(RequestError, match="no format 'docx'"):
        lesson.to("docx")


@pytest.mark.parametrize(
    ("start", "until", "step", "why"),
    [
        ({"x": 1}, "1/2", "1/10", "text"),
        ("x=1", 0.5, 0.1, "floats are what they show"),
        ({"x": Fraction(1)}, Fraction(1, 2), [Fraction(1, 10)], "fractions"),
        ({x: sp.Integer(1)}, R(1, 2), R(1, 10), "SymPy"),
        ({"x": sp.Float("1.0")}, sp.Float("0.5"), (sp.Float("0.1"),), "SymPy's floats too"),
        ("x = 1", "0.5", "0.1", "decimals in text"),
    ],
)
def test_numbers_are_read_exactly(start, until, step, why):
    run = euler("dx/dt = -x", start, until, step)
    assert run.runs[0].final == (R(59049, 100000),), why
    assert run.runs[0].step == R(1, 10), why


@pytest.mark.parametrize(
    ("system", "start", "until", "step", "message", "why"),
    [
        ("x' = -x", {"x": 1}, "1/2", "0", "greater than 0", "no step"),
        ("x' = -x", {"x": 1}, "1/2", "-1/4", "greater than 0", "backwards"),
        ("x' = -x", {"x": 1}, "1/2", "1/3", "not a whole number of steps", "does not divide"),
        ("x' = -x", {"x": 1}, "-1", "1/4", "time to reach", "before the start"),
        ("x' = -x", None, "1", "1/4", "says nothing about x", "no start"),
        ("x' = -x", {"z": 1}, "1", "1/4", "z is no state", "another name"),
        ("x' = y, y' = -x", {"x": 1}, "1", "1/4", "says nothing about y", "half a start"),
        ("x' = -x", {"x": 1}, None, "1/4", "no 'until' given", "no time"),
        ("x' = -x", {"x": 1}, "1", None, "no 'step' given", "no step size"),
        ("x' = -x", {"x": 1}, "1", [], "'step' is empty", "an empty list"),
        ("x' = r x", {"x": 1}, "1", "1/4", "r has no value", "a free parameter"),
        ("x' = log(x)", {"x": -1}, "1", "1/4", "no real value at the start", "outside the domain"),
        ("x' = -x", {"x": sp.I}, "1", "1/4", "real number", "an imaginary start"),
    ],
)
def test_requests_that_make_no_sense(system, start, until, step, message, why):
    with pytest.raises(RequestError, match=message):
        pytest.fail(f"{why}: {euler(system, start, until, step)}")


@pytest.mark.parametrize(
    ("start", "until", "step"), [("x=", "1", "1/4"), ({"x": "one"}, "1", "1/4"), ("x=1", "1", "a")]
)
def test_text_that_is_no_number(start, until, step):
    with pytest.raises(ParseError):
        euler("x' = -x", start, until, step)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_floats_that_are_no_numbers(value):
    with pytest.raises(SymtutorError):
        euler("x' = -x", {"x": value}, "1", "1/4")


def test_a_parameter_with_a_value_and_a_start_typed_with_the_system():
    run = euler("x' = r x, x(0) = 2", until=1, step=1, values={"r": "1/2"})
    assert run.runs[0].final == (3,), "2 + 1·(1/2)·2"


def test_a_step_given_twice_runs_once():
    assert len(euler("x' = -x", {"x": 1}, "1/2", ["1/4", "0.25"]).runs) == 1


@pytest.mark.parametrize(
    ("system", "start", "stable", "monotone", "regimes", "why"),
    [
        ("x' = -x", {"x": 1}, 2, 1, ["monotone", "one-step", "two-cycle", "divergent"], "h = 1/2, 1, 2, 4"),
        ("x' = x(1-x)", {"x": "1/10"}, 2, 1, ["monotone", "one-step", "two-cycle", "divergent"], "at 1, λ = −1"),
        ("x' = x(1-x)(x-2)", {"x": "1/2"}, 1, R(1, 2), ["one-step", "two-cycle", "divergent", "divergent"], "at 0"),
        ("x' = sin(x)", {"x": 1}, 2, 1, ["monotone", "one-step", "two-cycle", "divergent"], "at π, λ = −1"),
        ("x' = sin(x)", {"x": -8}, 2, 1, ["monotone", "one-step", "two-cycle", "divergent"], "at −3π, λ = −1"),
        ("x' = y, y' = -x", {"x": 1, "y": 0}, None, None, ["spiral out"] * 4, "a center"),
        ("x' = -x^3", {"x": "1/10"}, None, None, [None] * 4, "λ = 0"),
        ("x' = x", {"x": 1}, None, None, [None] * 4, "nothing is approached"),
        ("x' = x^2", {"x": "1/10"}, None, None, [None] * 4, "to the right of a half-stable point"),
        ("x' = x(3-x-2y), y' = y(2-x-y)", {"x": 1, "y": 1}, None, None, [None] * 4, "two attractors: not decided"),
    ],
)
def test_the_point_approached_decides_the_limit(system, start, stable, monotone, regimes, why):
    run = euler(system, start, 4, ["1/2", 1, 2, 4])
    assert (run.stable_below, run.monotone_below) == (stable, monotone), why
    assert [single.regime and single.regime.value for single in run.runs] == regimes, why
    assert run.verify().failed == 0, why


def test_the_only_attractor_of_a_nonlinear_plane_is_called_a_candidate():
    run = euler("x' = -x + y^2, y' = -2y", {"x": 1, "y": 1}, 1, "1/4")
    assert (run.stable_below, run.monotone_below) == (1, R(1, 2))
    assert "The only attracting point is" in str(run)


def test_the_solution_that_blows_up_is_not_compared():
    run = euler("x' = x^2", {"x": 1}, 2, "1/2")
    assert run.errors == (None,)
    assert "infinite at t = 1" in str(run)


def test_an_exact_run_has_no_observed_order():
    run = euler("x' = 3", {"x": 0}, 1, ["1/2", "1/4"])
    assert run.errors == ((0.0,), (0.0,))
    assert run.observed_order == (None,)
    assert json.loads(run.to("json"))["observed_order"] == [None]


def test_without_a_formula_the_reference_is_numeric_and_said_to_be():
    run = euler("x' = x(1-x)(x-2)", {"x": "1/2"}, 1, ["1/8", "1/16"])
    assert run.exact is None
    assert run.observed_order[0] == pytest.approx(1, abs=0.1)
    assert "No formula for this solution is known here" in str(run)
    assert json.loads(run.to("json"))["exact"] is None


def test_sympy_objects_are_systems_too():
    assert euler(-x, {x: 1}, "1/2", "1/4").runs[0].final == (R(9, 16),)


def test_it_is_public():
    assert symtutor.euler is euler
    assert isinstance(euler(*LESSON), symtutor.EulerRun)


def test_a_field_that_changes_with_time():
    run = euler("x' = x + t", "x=1", 1, "1/2,1/4")
    # by hand: 1, 3/2, 5/2; and 1, 5/4, 13/8, 69/32, 369/128
    assert [table.final for table in run.runs] == [(R(5, 2),), (R(369, 128),)]
    assert run.errors[0][0] == pytest.approx(2 * exp(1) - 2 - 2.5)
    assert (run.stable_below, run.monotone_below, {table.regime for table in run.runs}) == (None, None, {None})
    verification = run.verify()
    assert (verification.held, verification.failed, verification.undecided) == (4, 0, 0)
    text = str(run)
    for words in ("xₙ₊₁ = xₙ + h f(xₙ, tₙ)", "f(x, t) = t + x", "x₀ + h f(x₀, t₀) = 1 + (1/2)·1 = 3/2", "2e^t − t − 1"):
        assert words in text
    for words in ("learning rate", "small enough to settle", "fixed point"):
        assert words not in text


@pytest.mark.parametrize(
    ("system", "start", "why"),
    [
        ("x' = x + t, x(2) = 1", None, "typed with the system"),
        ("x' = x + t", "x=1,t=2", "typed as the start"),
        ("x' = x + t", {"x": 1, "t": 2}, "a mapping"),
        ("x' = x + t, x(2) = 5", {"x": 1}, "the place given again, the time kept"),
    ],
)
def test_the_time_of_the_start(system, start, why):
    run = euler(system, start, 3, "1/2")
    assert run.runs[0].times == (2, R(5, 2), 3), why
    assert run.runs[0].states == ((1,), (R(5, 2),), (5,)), why
    assert "x(2) = 1" in str(run), why
    assert "from t = 2 to t = 3" in str(run), why


def test_time_keeps_the_name_it_was_typed_with():
    text = str(euler("dx/ds = s", "x=0", 1, "1/2"))
    assert "f(xₙ, sₙ)" in text
    assert "s = 1" in text
    assert "tₙ" not in text


def test_a_parameter_is_asked_for_where_time_occurs():
    with pytest.raises(RequestError, match="r has no value"):
        euler("x' = r x + t", {"x": 1}, 1, "1/2")


def test_digits_of_a_calculator():
    run = euler("dx/dt = -x", {"x": 1}, 1, "1/3", digits=2)
    assert run.runs[0].states == ((1,), (R(67, 100),), (R(45, 100),), (R(3, 10),))
    text = str(run)
    for words in ("rounded to 2 significant digits", "0.67", "0.296296"):
        assert words in text
    assert "How large could the error be?" not in text, "that bound knows nothing of rounding"
    assert run.verify().failed == 0
    content = json.loads(run.to("json"))
    assert content["runs"][0]["final"] == {"x": "0.3"}


def test_beyond_the_limit_the_two_cycle_is_told():
    text = str(euler("x' = x(1-x)", {"x": "1/10"}, 66, "11/5"))
    for words in ("Beyond the limit: a two-cycle", "p ≈ 0.74625 and q ≈ 1.16284", "= 4/25"):
        assert words in text


def test_json_tells_of_the_cycle_beyond_the_limit():
    runs = json.loads(euler("x' = x(1-x)", {"x": "1/10"}, 66, "11/5, 1").to("json"))["runs"]
    assert runs[0]["cycle"] == {
        "points": [{"x": "21/22 - sqrt(21)/22"}, {"x": "sqrt(21)/22 + 21/22"}],
        "attracts": True,
        "reached": True,
    }
    assert "cycle" not in runs[1]


def test_at_the_limit_the_linear_part_of_a_curved_field_does_not_tell():
    assert "changes sides at every step; the linear part tells" in str(euler("x' = x(1-x)", {"x": "1/10"}, 4, 2))
    assert "jumps between two sides for ever" in str(euler("x' = -x", {"x": 1}, 4, 2))


def test_on_the_command_line_digits_are_an_option(symtutor):
    done = symtutor("euler", "x' = -x", "--start=x=1", "--until=1", "--step=1/3", "--digits=2", "--to=csv")
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().splitlines()[-1].endswith(",1,0.3")
