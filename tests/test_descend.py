"""`symtutor.descend` and `symtutor descend`."""

import json

import pytest
import sympy as sp

import symtutor
from symtutor.errors import RequestError, SymtutorError

R = sp.Rational


@pytest.fixture(scope="module")
def lesson():
    return symtutor.descend("L = x^2/2 + y^2", "x=2,y=1", "0.1,0.5,0.9,1.0,1.1", steps=50)


def test_the_lesson(lesson):
    # (1 − η)^50·2 and (1 − 2η)^50
    assert [run.final for run in lesson.runs] == [
        (2 * R(9, 10) ** 50, R(4, 5) ** 50),
        (2 * R(1, 2) ** 50, 0),
        (2 * R(1, 10) ** 50, R(4, 5) ** 50),
        (0, 1),
        (2 * R(1, 10) ** 50, R(6, 5) ** 50),
    ]
    regimes = ["monotone", "monotone", "oscillating", "two-cycle", "divergent"]
    assert [run.regime.value for run in lesson.runs] == regimes
    assert (lesson.stable_below, lesson.best_rate, lesson.contraction, lesson.condition_number) == (
        1,
        R(2, 3),
        R(1, 3),
        2,
    )


def test_every_claim_of_the_lesson_holds(lesson):
    verification = lesson.verify()
    # the gradient, five tables, the limit
    assert (verification.held, verification.failed, verification.undecided) == (7, 0, 0)


@pytest.mark.parametrize(
    "words",
    [
        "xₙ₊₁ = xₙ − η Lₓ(xₙ, yₙ)",
        "2 − (1/10)·2 = 9/5",
        "η < 2/λₘₐₓ = 1",
        "2/(λₘᵢₙ + λₘₐₓ) = 2/3",
        "(κ − 1)/(κ + 1) = 1/3",
    ],
)
def test_the_document_says(lesson, words):
    assert words in str(lesson)


def test_json():
    content = json.loads(symtutor.descend("L = x^2/2 + y^2 + 1", "x=2,y=1", "1/2", 2).to("json"))
    assert content == {
        "schema": 1,
        "loss": "x**2/2 + y**2 + 1",
        "momentum": "0",
        "stable_below": "1",
        "best_rate": "2/3",
        "contraction": "1/3",
        "condition_number": "2",
        "minima": [{"at": {"x": "0", "y": "0"}, "curvatures": ["1", "2"], "stable_below": "1"}],
        "runs": [
            {
                "rate": "1/2",
                "weights": [{"x": "2", "y": "1"}, {"x": "1", "y": "0"}, {"x": "1/2", "y": "0"}],
                "losses": ["4", "3/2", "9/8"],
                "final": {"x": "1/2", "y": "0"},
                "regime": "monotone",
            }
        ],
    }


def test_json_says_where_a_run_stopped():
    content = json.loads(symtutor.descend("L = x^4/4", "x=10", 1, 9).to("json"))
    assert "stops at step 5" in content["partial"]


def test_momentum_is_told_twice():
    run = symtutor.descend("L = x^2/2 + 5y^2", "x=1,y=1", "1/10", 2, momentum="9/10")
    assert (run.stable_below, run.best_rate) == (R(19, 50), None), "the best rate is that without momentum"
    text = str(run)
    for words in ("2(1 + β)/λₘₐₓ = 19/50", "(1 − β)/λₘₐₓ = 1/100", "w″ + a w′ + ∇L(w) = 0"):
        assert words in text
    assert run.verify().failed == run.verify().undecided == 0


@pytest.mark.parametrize(
    ("loss", "values", "why"),
    [
        ("x' = -x, y' = -2y", None, "a gradient flow"),
        ("gradient flow of x^2/2 + y^2", None, "in words"),
        ("L = a x^2/2 + y^2", {"a": "1"}, "a parameter with a value"),
        (sp.Symbol("x") ** 2 / 2 + sp.Symbol("y") ** 2, None, "a SymPy expression"),
        (sp.Symbol("a") * sp.Symbol("x") ** 2 / 2 + sp.Symbol("y") ** 2, {"a": "1"}, "one with a parameter"),
    ],
)
def test_the_same_loss_however_it_is_given(loss, values, why):
    run = symtutor.descend(loss, {"x": 2, "y": 1}, R(1, 2), 1, values=values)
    assert run.runs[0].final == (1, 0), why
    assert run.runs[0].losses == (3, R(1, 2)), why


@pytest.mark.parametrize(
    ("arguments", "message", "why"),
    [
        (("L = x^2", None, "1/2"), "says nothing about x", "no start"),
        (("L = x^2", "x=1", None), "no 'rate' given", "no rate"),
        (("L = x^2", "x=1", "0"), "greater than 0", "no step"),
        (("L = a x^2", "x=1", "1/2"), "a has no value", "a free parameter"),
        (("x' = y, y' = -x", "x=1,y=0", "1/2"), "not known to be the gradient", "a rotation"),
        (("x' = -x + t", "x=1", "1/2"), "does not mention time", "time"),
        (("L = ln(x)", "x=-1", "1/2"), "no real value at the start", "outside the domain"),
    ],
)
def test_requests_that_make_no_sense(arguments, message, why):
    with pytest.raises(RequestError, match=message):
        pytest.fail(f"{why}: {symtutor.descend(*arguments)}")


def test_a_start_on_the_watershed_has_no_minimum_to_be_judged_by():
    run = symtutor.descend("L = (x^2 - 1)^2/4 + y^2/2", "x=0,y=1", "1/10", 3)
    assert run.minima == ()
    assert "A start on the watershed" in str(run)
    assert "How large may" not in str(run)


def test_a_time_limit_leaves_what_is_known():
    with pytest.raises(SymtutorError) as stopped:
        symtutor.descend("L = (x^2 - 1)^2/4 + sin(x y)", "x=1/3,y=1", "0.1,0.2,0.3", 4000, time_limit=1)
    assert "Missing here" in str(stopped.value.partial)


def test_on_the_command_line(symtutor):
    done = symtutor("descend", "L = x^2/2 + y^2", "--start=x=2,y=1", "--rate=1/2", "--steps=2")
    assert done.returncode == 0, done.stderr
    assert "After two steps: x₂ = 1/2, y₂ = 0." in done.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--rate=1/2"], "needs --start too"),
        (["--start=x=1,y=1"], "needs --rate too"),
        (["--start=x=1,y=1", "--rate=1/2", "--steps=many"], "steps"),
    ],
)
def test_the_command_line_names_what_is_missing(symtutor, arguments, message):
    done = symtutor("descend", "L = x^2/2 + y^2", *arguments)
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_random_starts_on_the_command_line(symtutor):
    options = ["--start=x=9/10", "--rate=1/10", "--steps=1", "--random=400", "--window=x=-1:3", "--to=json"]
    done = symtutor("descend", "L = x^4/4 - x^3 + x^2", *options)
    assert done.returncode == 0, done.stderr
    (found,) = json.loads(done.stdout)["fractions"]
    assert (found["box"], found["starts"], found["seed"]) == ({"x": ["-1", "3"]}, 400, 0)
    for end in found["ends"]:
        assert end["interval"][0] < 1 / 2 < end["interval"][1], "the hill at 1 halves −1 … 3"


def test_too_many_random_starts_are_refused():
    with pytest.raises(RequestError, match="from 0 to 100000"):
        symtutor.descend("L = x^2", "x=1", "1/10", random=10**6)


def test_an_inflection_is_no_minimum():
    run = symtutor.descend("L = x^3", "x=1", "1/4", 3)
    assert run.minima == ()
    assert "No minimum is known" in str(run)


def test_beyond_the_limit_one_weight_ends_in_a_two_cycle():
    # L = x³/3 − x²/2 has −L′ = x(1 − x): with η = 2.2 the logistic map with r = 3.2, scaled.
    run = symtutor.descend("L = x^3/3 - x^2/2", "x=1/10", "1/2, 11/5, 5/2", steps=60)
    below, (settled,), (repelling, ended) = run.cycles
    assert below == ()
    assert (settled.step, settled.attracts, settled.is_reached) == (sp.Rational(11, 5), True, True)
    assert abs(settled.multiplier) == sp.Rational(4, 25)
    assert (repelling.points, repelling.attracts) == ((sp.Rational(3, 5), sp.Rational(6, 5)), False)
    assert (ended.period, ended.is_reached) == (4, True), "r = 3.5"
    assert (run.verify().failed, run.verify().undecided) == (0, 0)
    text = str(run)
    assert "p − η L′(p) = q" in text
    assert "they come to no minimum" in text


def test_with_momentum_no_two_cycle_is_told_of():
    # The map has two weights then, and the condition 1 − η L″ is not its slope.
    assert symtutor.descend("L = x^3/3 - x^2/2", "x=1/10", "11/5", steps=60, momentum="1/2").cycles == ((),)


def test_json_tells_of_the_cycle_beyond_the_limit():
    # p q = 1/η and p² − p q + q² = 1 for L = x⁴/4 − x²/2
    run = symtutor.descend("L = x^4/4 - x^2/2 + y^2/2", "x=1/10,y=1", "1/2, 21/20", steps=80)
    settled, beyond = json.loads(run.to("json"))["runs"]
    assert "cycle" not in settled
    (p, _), (q, _) = (map(float, point.values()) for point in beyond["cycle"]["points"])
    assert (p * q, p * p - p * q + q * q) == pytest.approx((20 / 21, 1))
    assert beyond["cycle"]["attracts"] is beyond["cycle"]["reached"] is True
