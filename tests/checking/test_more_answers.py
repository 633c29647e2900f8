"""Hand answers as a teacher collects them, on every topic, with verdicts worked by hand."""

import json
from pathlib import Path

import pytest

import symtutor

ROWS = [
    json.loads(line)
    for name in ("more_answers.jsonl", "student_answers.jsonl")
    for line in (Path(__file__).parent / "data" / name).read_text("utf8").splitlines()
]
WORST_FIRST = ("wrong", "incomplete", "not decided", "not read")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_more_hand_answers(row):
    report = symtutor.check(row["system"], row["answer"], row["asked"])
    claims = json.loads(report.to("json"))["claims"]
    verdicts = [claim["verdict"] for claim in claims]
    assert verdicts, "something was said, so something is judged"
    if row["verdict"] == "follows":  # one slip, and what is built on it is right
        assert verdicts.count("wrong") == 1
        assert "follows" in verdicts
    else:
        assert next((verdict for verdict in WORST_FIRST if verdict in verdicts), "right") == row["verdict"], row["why"]
    told = " ".join(f"{claim['feedback']} {claim['witness']}" for claim in claims).lower()
    for words in row["mentions"]:
        assert any(word.lower() in told for word in words), f"none of {words} in: {told}"


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["verdict"] in {"wrong", "incomplete"}], ids=lambda row: row["id"]
)
def test_every_slip_is_told_at_each_level(row):
    for level in (1, 2, 3):
        report = symtutor.check(row["system"], row["answer"], row["asked"], hint=level)
        claims = json.loads(report.to("json"))["claims"]
        assert all(claim["feedback"] for claim in claims if claim["verdict"] in {"wrong", "incomplete"})


@pytest.mark.parametrize(
    ("system", "work"),
    [
        ("x' = x - x^3", "There are two fixed points"),
        ("x' = x - x^3", "x = 1, -1"),
        ("x' = sin(x)", "x = 0"),
        ("x' = x(3-x-2y), y' = y(2-x-y)", "fixed points: (0,0), (1,1)"),
    ],
)
def test_the_first_hint_does_not_tell_how_many_roots_there_are(system, work):
    (claim,) = json.loads(symtutor.check(system, work, hint=1).to("json"))["claims"]
    told = claim["feedback"].lower().split()
    assert not {"one", "two", "three", "four", "infinitely"} & {word.strip(".,:?") for word in told}
