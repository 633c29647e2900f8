"""Problem files are refused with every mistake at once, and the answers in the bank are those of the analysis."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from sympy import Eq, Ge, Gt, I, Le, Lt, Rational, Symbol, default_sort_key, expand, oo
from sympy.core.symbol import Symbol as AnySymbol

from symtutor import problems
from symtutor.errors import SymtutorError
from symtutor.grading import check
from symtutor.laboratory import euler
from symtutor.model import Completeness
from symtutor.reading import read_system
from symtutor.schema import Asked
from symtutor.solving import solve
from symtutor.worksheet import answering, worksheet

BANK = problems.bank()
FREE = [problem for problem in BANK if problem.expected.bifurcations]
PLAIN = [problem for problem in BANK if problem not in FREE]
ROOT = Path(__file__).parent.parent / "problems"
GOOD = """
title = "A problem"
topic = "line"
source = "own"
question = "What does `x' = x` do?"
system = "x' = x"
ask = ["fixed-points"]
[expected]
"""


def exact(text, index=()):
    """Read an expected answer: the right-hand side of an equation for a letter that does not occur in it."""
    if text in {"oo", "-oo"}:
        return oo if text == "oo" else -oo
    read = read_system(f"w' = {text}").field[0]
    names = {symbol.name: symbol for symbol in index}
    return expand(read.xreplace({old: names.get(old.name, Symbol(old.name, real=True)) for old in read.free_symbols}))


def place(coordinates, system, index=()):
    """Put coordinates in the order of the states."""
    return tuple(exact(coordinates[symbol.name], index) for symbol in system.states)


def same(found, expected):
    """Compare expressions exactly, index symbols by name: ours are integers, those of the reader are not."""
    found, expected = (
        value.xreplace({symbol: AnySymbol(symbol.name) for symbol in value.free_symbols}) for value in (found, expected)
    )
    return found == expected or expand(found - expected) == 0


def all_same(found, expected):
    return len(found) == len(expected) and all(same(a, b) for a, b in zip(found, expected, strict=True))


@pytest.mark.parametrize("problem", PLAIN, ids=lambda problem: problem.id)
class TestExpectedPoints:
    def test_fixed_points(self, problem):
        solution = solve(problem.id)
        assert solution.completeness is Completeness.PROVED
        assert len(solution.fixed_points) == len(problem.expected.fixed_points)
        for found, expected in zip(solution.fixed_points, problem.expected.fixed_points, strict=True):
            assert all_same(found.at, place(expected.at, solution.system))
            assert {symbol.name for symbol in found.point.index} == set(expected.index)
            assert (found.kind, found.stability) == (expected.kind, expected.stability)
            values = [value for value, multiplicity in found.eigenvalues for _ in range(multiplicity)]
            by_hand = [exact(text).subs(Symbol("i", real=True), I) for text in expected.eigenvalues]
            assert all_same(*(sorted(map(expand, found), key=default_sort_key) for found in (values, by_hand)))


@pytest.mark.parametrize("problem", BANK, ids=lambda problem: problem.id)
class TestExpectedAnswers:
    def test_derivative_and_potential(self, problem):
        solution, expected = solve(problem.id), problem.expected
        states = solution.system.states
        if expected.derivative is not None:
            assert same(solution.system.field[0].diff(states[0]), exact(expected.derivative))
        if expected.jacobian is not None:
            rows = [[component.diff(state) for state in states] for component in solution.system.field]
            assert all(all_same(row, [*map(exact, texts)]) for row, texts in zip(rows, expected.jacobian, strict=True))
        if expected.potential is not None:
            potential = solution.analysis.structure.gradient_of
            assert not (potential - exact(expected.potential)).free_symbols & set(states)

    def test_basins(self, problem):
        solution, expected = solve(problem.id), problem.expected.basins
        found = solution.analysis.line.basins if solution.analysis.line else ()
        assert len(found) == len(expected)
        for ours, theirs in zip(found, expected, strict=True):
            assert all_same(ours.of.at, place(theirs.of, solution.system))
            assert all_same((ours.interval.low, ours.interval.high), [*map(exact, theirs.interval)])

    def test_answers_to_what_is_asked(self, problem):
        """What a student is asked for has an expected answer."""
        expected = problem.expected
        answers = {
            Asked.FIXED_POINTS: expected.fixed_points,
            Asked.STABILITY: expected.fixed_points,
            Asked.EIGENVALUES: expected.fixed_points,
            Asked.DERIVATIVE: expected.derivative,
            Asked.JACOBIAN: expected.jacobian,
            Asked.BASINS: expected.basins,
            Asked.EULER: expected.euler and problem.euler,
            Asked.BIFURCATIONS: expected.bifurcations,
        }
        assert all(answers[word] for word in problem.ask)

    def test_stands_in_the_folder_of_its_topic(self, problem):
        assert (ROOT / problem.topic / f"{problem.id}.toml").is_file()


SAMPLES = [Rational(n, 8) for n in range(-24, 49)]
"""Values of a parameter, on every side of those where something changes and on most of these themselves."""


def holds(condition, values):
    """Tell whether a chain of comparisons, as an author writes it, is true; no condition holds always."""
    sides, signs = re.split(r"[<>=]+", condition or ""), re.findall(r"[<>=]+", condition or "")
    numbers = [exact(side).subs(values) for side in sides] if signs else []
    tests = {"<": Lt, ">": Gt, "<=": Le, ">=": Ge, "=": Eq}
    return all(tests[sign](*pair) == True for sign, pair in zip(signs, pairwise(numbers), strict=True))  # noqa: E712


def number(expression, values):
    """Round a place or an eigenvalue at a value of the parameter, so that two ways to write it agree."""
    found = expression.subs(values).evalf(20, chop=True)
    return tuple(round(float(part), 9) + 0.0 for part in found.as_real_imag())


@pytest.mark.parametrize("problem", FREE, ids=lambda problem: problem.id)
class TestBifurcations:
    def test_fixed_points_for_many_values(self, problem):
        """Ours and the expected ones are the same points at every value, wherever each may draw the line."""
        solution = solve(problem.id)
        assert solution.completeness is Completeness.PROVED
        (parameter,) = {each.parameter for each in problem.expected.bifurcations}
        others = {symbol: Rational(2) for symbol in solution.system.parameters if symbol.name != parameter}
        (letter,) = [symbol for symbol in solution.system.parameters if symbol.name == parameter]
        seen = 0
        for sample in SAMPLES:
            at = {**others, letter: sample, **dict(solution.system.values)}
            if any(assumed.subs(at) == False for assumed in solution.system.assumptions):  # noqa: E712
                continue
            if letter.is_positive and sample <= 0:
                continue
            by_name = {Symbol(symbol.name, real=True): value for symbol, value in at.items()}
            ours = sorted(
                (
                    tuple(number(c, at) for c in found.at),
                    found.kind,
                    found.stability,
                    sorted(number(value, at) for value, count in found.eigenvalues for _ in range(count)),
                )
                for found in solution.fixed_points
                if found.point.when.subs(at) == True  # noqa: E712
            )
            theirs = sorted(
                (
                    tuple(number(exact(each.at[state.name]), by_name) for state in solution.system.states),
                    each.kind,
                    each.stability,
                    sorted(number(exact(text), by_name | {Symbol("i", real=True): I}) for text in each.eigenvalues),
                )
                for each in problem.expected.fixed_points
                if holds(each.when, by_name)
            )
            assert ours == theirs, sample
            seen += 1
        assert seen > 40

    def test_bifurcations(self, problem):
        solution = solve(problem.id)
        found = [rule for rule in solution.analysis.bifurcations if hasattr(rule, "candidate")]
        expected = problem.expected.bifurcations
        assert [(rule.kind, rule.candidate.parameter.name) for rule in found] == [
            (each.kind, each.parameter) for each in expected
        ]
        for rule, each in zip(found, expected, strict=True):
            assert same(rule.candidate.value, exact(each.value))
            assert all_same(rule.candidate.at, place(each.at, solution.system))

    def test_the_expected_answer_scores_full_marks(self, problem):
        work = "\n".join(f"{each.parameter} = {each.value}: {each.kind}" for each in problem.expected.bifurcations)
        report = check(problem.id, work, "bifurcations")
        assert report.all_right
        assert report.score[0] == report.score[1] > 0

    def test_another_kind_does_not(self, problem):
        each = problem.expected.bifurcations[0]
        other = "transcritical" if each.kind != "transcritical" else "saddle-node"
        report = check(problem.id, f"{each.parameter} = {each.value}: {other}", "bifurcations")
        assert not report.all_right
        assert each.kind in report.to("text")

    def test_sheet_and_key(self, problem):
        assert "bifurcations" in worksheet([problem.id]).to("text")
        key = [*answering([problem.id])][-1](None).to("text")
        assert all(f"{each.kind} bifurcation" in " ".join(key.split()) for each in problem.expected.bifurcations)


@pytest.mark.parametrize("problem", [problem for problem in BANK if problem.euler], ids=lambda problem: problem.id)
def test_euler(problem):
    asked, expected = problem.euler, problem.expected.euler
    run = json.loads(euler(problem.system, dict(asked.start), asked.until, asked.steps).to("json"))
    assert (run["stable_below"], run["monotone_below"]) == (expected.stable_below, expected.monotone_below)
    assert {state: exact(text) for state, text in run["exact"].items()} == {
        state: exact(text) for state, text in expected.exact.items()
    }
    for ours, theirs in zip(run["runs"], expected.runs, strict=True):
        assert ours["step"] == theirs.step
        assert [{s: exact(v) for s, v in state.items()} for state in ours["states"]] == [
            {s: exact(v) for s, v in state.items()} for state in theirs.states
        ]
        assert {state: f"{error:.5f}" for state, error in ours["error"].items()} == dict(theirs.error)


def test_the_lesson_is_there():
    assert {"three-fixed-points", "sine-flow", "gradient-flow-2d", "euler-by-hand"} <= set(problems.ids())


def test_mathematics_is_no_problem():
    """A name is looked up only where a text can be one."""
    for text in ("dx/dt = x(1-x)(x-2)", "-x + 1", "x", "x-1", "sin-x", "", "x' = y; y' = -x"):
        assert problems.find(text) is None


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("three-fixed-point", "three-fixed-points"),
        ("tree-fixed-points", "three-fixed-points"),
        ("gradient-flow-2", "gradient-flow-2d"),
        ("euler-by-hnad", "euler-by-hand"),
        ("sineflow", "sine-flow"),  # load, which is asked for a problem, also forgives a missing hyphen
    ],
)
def test_did_you_mean(slip, meant):
    with pytest.raises(SymtutorError, match=f"Did you mean {meant}"):
        problems.load(slip)


def test_a_file_of_ones_own(tmp_path):
    file = tmp_path / "My exercise.toml"
    file.write_text(GOOD)
    assert problems.find(str(file)).id == "my-exercise"
    assert problems.named(str(file)) == problems.find(str(file))


@pytest.mark.parametrize(
    ("before", "after", "path", "says"),
    [
        # not TOML
        ('title = "A problem"', 'title = "A problem"\ntitle = "B"', "", "overwrite"),
        ("ask", "\x89PNG", "", "not TOML"),
        (GOOD, "!!python/object/apply:os.system ['id']", "", "not TOML"),
        (GOOD, "a = " + "[" * 20_000, "", "nested too deeply"),
        (GOOD, "a = " + "9" * 10_000, "", "not TOML"),
        (GOOD, "#" * 70_000, "", "larger than a problem file may be"),
        # words
        ("[expected]", "time-limit = -1\n[expected]", "time-limit", "not a word"),
        ("[expected]", "figsize = [1e6, 1e6]\n[expected]", "figsize", "not a word"),
        ("title", "titel", "titel", "did you mean title?"),
        ("title", "titel", "title", "is missing"),
        ("[expected]", "[expected]\npotentail = 'x'", "expected.potentail", "did you mean potential?"),
        ("[expected]", '[expected]\nid = "x"', "expected.id", "not a word"),
        # types and sizes
        ('"x\' = x"', "5", "system", "in quotes"),
        ('"x\' = x"', '""', "system", "at least 1 character"),
        ('"x\' = x"', "'" + "x" * 10_001 + "'", "system", "at most 10000 characters"),
        ('["fixed-points"]', "[]", "ask", "at least 1 item"),
        ('["fixed-points"]', '["fixpoints"]', "ask.0", "'fixed-points'"),
        ('"A problem"', '"A\\u001b[31m problem"', "title", "control character"),
        ('"line"', '"../line"', "topic", "match pattern"),
        # numbers are exact and can be read
        ("[expected]", "[window]\nx = [-1.0, 1.0]\n[expected]", "window.x.0", "in quotes"),
        ("[expected]", '[window]\nx = ["1", "nan"]\n[expected]', "window.x.1", "nan"),
        ("[expected]", "[[starts]]\nx = '1 +'\n[expected]", "starts.0.x", ""),
        (
            "[expected]",
            '[euler]\nstart = { x = "1" }\nuntil = "1"\nsteps = []\n[expected]',
            "euler.steps",
            "at least 1",
        ),
        # mathematics
        ('"x\' = x"', '"x\' = x +* 2"', "system", ""),
        ("[expected]", '[[starts]]\ny = "1"\n[expected]', "starts.0", "letters of the system (x)"),
        ("[expected]", '[window]\ny = ["0", "1"]\n[expected]', "window.y", "letters of the system (x)"),
        (
            "[expected]",
            '[expected]\nbifurcations = [{ parameter = "r", value = "0", at = { x = "0" }, kind = "transcritical" }]',
            "bifurcations",
            "r is no parameter of the system",
        ),
        (
            "[expected]",
            '[expected]\nbifurcations = [{ parameter = "r", value = "0", at = { x = "0" }, kind = "blue sky" }]',
            "bifurcations.0.kind",
            "match pattern",
        ),
    ],
)
def test_a_broken_file_says_what_and_where(before, after, path, says, tmp_path):
    file = tmp_path / "broken.toml"
    file.write_text(GOOD.replace(before, after, 1))
    with pytest.raises(SymtutorError) as caught:
        problems.find(str(file))
    assert path in str(caught.value)
    assert says in str(caught.value)


def test_all_mistakes_at_once(tmp_path):
    file = tmp_path / "broken.toml"
    file.write_text(GOOD.replace("title", "titel").replace('["fixed-points"]', "3").replace('"own"', '""'))
    with pytest.raises(SymtutorError) as caught:
        problems.find(str(file))
    paths = re.findall(r"^    (\w+)", str(caught.value), flags=re.MULTILINE)
    assert set(paths) == {"title", "titel", "ask", "source"}


def test_a_file_that_is_not_there():
    with pytest.raises(SymtutorError, match=r"no problem file nowhere\.toml"):
        problems.find("nowhere.toml")


def test_a_problem_says_what_counts(tmp_path):
    """The usual: a point for each fixed point and one for the derivative; here the derivative counts three."""
    file = tmp_path / "own.toml"
    file.write_text(GOOD.replace("[expected]", "[points]\nderivative = 3\n[expected]"), "utf8")
    assert check(str(file), "x = 0\nf'(x) = 1").score == (4, 4)
    assert check("x' = x", "x = 0\nf'(x) = 1", "fixed-points").score == (2, 2)


def test_points_for_nothing_that_counts(tmp_path):
    file = tmp_path / "own.toml"
    file.write_text(GOOD.replace("[expected]", "[points]\nhandwriting = 3\n[expected]"), "utf8")
    with pytest.raises(SymtutorError, match="nothing that earns points"):
        problems.find(str(file))


def test_a_problem_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        BANK[0].title = "Other"
