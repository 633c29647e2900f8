"""The JSON of every command is what its schema says, key by key, and the schema says no more than that."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from symtutor.analysis.parameters.normal_forms import Type
from symtutor.checking.verdict import Verdict
from symtutor.cli import run
from symtutor.grading import check
from symtutor.laboratory import descend, euler
from symtutor.laboratory.descent_request import descending
from symtutor.laboratory.request import computing
from symtutor.numerics.step_limit import Regime
from symtutor.problems import bank
from symtutor.solving import solve, solving
from symtutor.vocabulary import Completeness, Kind, Stability

COMMANDS = ("solve", "check", "euler", "descend")
TEXTBOOK = Path(__file__).parent.parent / "analysis" / "data" / "textbook.jsonl"

SOLVED = [
    ("a family", "x' = sin(x)", {}),
    ("a continuum", "x' = x y, y' = 0", {}),
    ("searched in a box, and no closed form", "x' = exp(x) - 3x y, y' = cos(x) - y", {"window": {"x": (-3, 3)}}),
    ("no fixed point", "x' = 1 + x^2", {}),
    ("rests on an interval", "x' = max(x, 0)", {}),
    ("not defined on an interval", "x' = sqrt(x^2 - 1)", {}),
    ("time in it", "x' = t - x", {}),
    ("a start", "x' = x - x^3", {"start": "x=1/2"}),
    ("a parameter with a value", "x' = r x - x^3", {"values": {"r": "1/2"}}),
    ("a pitchfork, with its branches", "x' = r x - x^3", {}),
    ("hysteresis", "x' = r x + x^3 - x^5", {}),
    ("a cusp", "x' = h + r x - x^3", {}),
    ("a condition on the other parameter", "x' = r x - a x^3", {"assume": ["a > 0"]}),
    ("a Hopf bifurcation", "x' = m x - y - x(x^2+y^2), y' = x + m y - y(x^2+y^2)", {}),
    ("a limit cycle, computed", "x' = v, v' = (1 - x^2) v - x", {}),
    ("a limit cycle, exact", "x' = x - y - x(x^2+y^2), y' = x + y - y(x^2+y^2)", {}),
    ("a Hamiltonian", "x' = y, y' = -sin(x)", {}),
    ("three states", "x' = y, y' = z, z' = -x - y", {}),
]
RUNS = [
    ("x' = -x", {"x": 1}, "1/2", "1/2, 1/4", {"compare": True}),
    ("x' = x^2", {"x": 1}, "2", "1/2, 1/4", {}),  # no solution until then
    ("x' = -x + t", {"x": 1}, "1", "1/3", {"digits": 4}),
    ("x' = y, y' = -x", {"x": 1, "y": 0}, "1", "1/2", {}),
    ("x' = exp(1000 x)", {"x": 3}, "5", "1", {"compare": True}),  # larger than any number that is kept
]
DESCENTS = [
    ("L = x^2/2 + y^2", "x=2,y=1", "0.1,0.5,1", {"steps": 5}),
    ("L = x^4/4 - x^2/2", "x=0.1", "0.1", {"steps": 5, "momentum": "0.9", "random": 20, "window": {"x": (-2, 2)}}),
    ("L = x^3", "x=1", "10", {"steps": 30}),  # no minimum
]
WORKS = [
    ("dx/dt = x(1-x)(x-2)", "(1-x)(x-2) = 0\nx = 1 or x = 2\nf'(1) = 1", "fixed-points,stability", None),
    ("dx/dt = x(1-x)(x-2)", "x = 1, 2\nf'(1) = 3", "fixed-points", 1),
    ("x' = x", "x = 0.0\nlooks fine to me!\nf'(x) = 2 - 1", None, None),
]


@cache
def schema(command):
    return json.loads(files("symtutor.render").joinpath("schema", f"{command}.json").read_text(encoding="utf-8"))


@cache
def validator(command):
    return Draft202012Validator(schema(command))


def complaints(command, answer):
    return [f"{error.json_path}: {error.message}" for error in validator(command).iter_errors(json.loads(answer))]


def nodes(node):
    """Every part of a schema that is a schema itself."""
    yield node
    parts = [node.get("additionalProperties"), node.get("items"), *node.get("anyOf", ())]
    parts += [*node.get("properties", {}).values(), *node.get("$defs", {}).values()]
    for part in parts:
        if isinstance(part, dict):
            yield from nodes(part)


@pytest.mark.parametrize("command", COMMANDS)
class TestSchemas:
    def test_is_a_schema(self, command):
        Draft202012Validator.check_schema(schema(command))
        assert schema(command)["$schema"] == "https://json-schema.org/draft/2020-12/schema"

    def test_every_key_is_described(self, command):
        for node in nodes(schema(command)):
            for key, value in node.get("properties", {}).items():
                described = value.get("description") or schema(command)["$defs"][value["$ref"].split("/")[-1]]
                assert described, key

    def test_no_other_key_is_allowed(self, command):
        tables = [node for node in nodes(schema(command)) if "properties" in node]
        assert all(table["additionalProperties"] is False for table in tables)


@pytest.mark.parametrize(
    ("command", "path", "words"),
    [
        ("solve", ("$defs", "kind"), [*Kind]),
        ("solve", ("$defs", "stability"), [*Stability]),
        ("solve", ("$defs", "fixed_points", "properties", "completeness"), [*Completeness]),
        ("solve", ("$defs", "meeting", "properties", "kind"), [word for word in Type if word is not Type.CUSP]),
        ("check", ("properties", "claims", "items", "properties", "verdict"), [*Verdict]),
        ("euler", ("properties", "runs", "items", "properties", "regime"), [*Regime, None]),
        ("descend", ("properties", "runs", "items", "properties", "regime"), [*Regime, None]),
    ],
)
def test_the_words_are_those_of_the_program(command, path, words):
    node = schema(command)
    for part in path:
        node = node[part]
    assert node["enum"] == [word and word.value for word in words]


@pytest.mark.parametrize("problem", bank(), ids=lambda problem: problem.id)
def test_the_bank(problem):
    assert complaints("solve", solve(problem.id).to("json")) == []
    if problem.euler:
        run_ = euler(problem.system, dict(problem.euler.start), problem.euler.until, list(problem.euler.steps))
        assert complaints("euler", run_.to("json")) == []


@pytest.mark.parametrize(("system", "given"), [pytest.param(*row, id=why) for why, *row in SOLVED])
def test_solutions(system, given):
    assert complaints("solve", solve(system, **given).to("json")) == []


@pytest.mark.parametrize("row", [json.loads(line) for line in TEXTBOOK.read_text().splitlines()[::12]], ids=str)
def test_some_of_the_textbooks(row):
    assert complaints("solve", solve(row["system"]).to("json")) == []


def test_answers_cut_short_at_every_step():
    for tell in solving("x' = r x - x^3"):
        answer = tell("The time is over.").to("json")
        assert complaints("solve", answer) == []
        assert "The time is over." in json.loads(answer)["partial"]


@pytest.mark.parametrize(("system", "start", "until", "step", "more"), RUNS)
def test_runs(system, start, until, step, more):
    assert complaints("euler", euler(system, start, until, step, **more).to("json")) == []
    for tell in computing(system, start, until, step, **more):
        assert complaints("euler", tell("The time is over.").to("json")) == []


@pytest.mark.parametrize(("loss", "start", "rate", "more"), DESCENTS)
def test_descents(loss, start, rate, more):
    assert complaints("descend", descend(loss, start, rate, **more).to("json")) == []
    for tell in descending(loss, start, rate, **more):
        assert complaints("descend", tell("The time is over.").to("json")) == []


@pytest.mark.parametrize(("system", "work", "asked", "hint"), WORKS)
def test_reports(system, work, asked, hint):
    assert complaints("check", check(system, work, asked, hint=hint).to("json")) == []


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ("solve", ["x' = x - x^3"]),
        ("check", ["x' = x", "x = 0"]),
        ("euler", ["euler-by-hand"]),
        ("descend", ["L = x^2", "--start", "x=1", "--rate", "0.1", "--steps", "2"]),
    ],
)
def test_what_the_commands_print(command, arguments, capsys):
    assert run([command, *arguments, "--to", "json"]) == 0
    assert complaints(command, capsys.readouterr().out) == []


def test_a_new_key_has_to_be_described():
    answer = json.loads(solve("x' = x").to("json"))
    answer["fixed_points"]["points"][0]["colour"] = "blue"
    assert complaints("solve", json.dumps(answer)) == [
        "$.fixed_points.points[0]: Additional properties are not allowed ('colour' was unexpected)"
    ]
