"""Hand answers with their verdicts, worked by hand: the first thing that the tutor is held against."""

import json
from pathlib import Path

import pytest

import symtutor

ROWS = [json.loads(line) for line in (Path(__file__).parent / "data" / "answers.jsonl").read_text("utf8").splitlines()]
WORST_FIRST = ("wrong", "incomplete", "not decided", "not read", "follows")


def overall(report):
    """A work is what its worst claim is."""
    verdicts = {found.verdict.value for found in report.claims}
    return next((verdict for verdict in WORST_FIRST if verdict in verdicts), "right")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_hand_answers(row):
    report = symtutor.check(row["system"], row["answer"], row["asked"])
    assert overall(report) == row["verdict"], row["why"]
    told = " ".join(
        f"{claim['feedback']} {claim['witness']}" for claim in json.loads(report.to("json"))["claims"]
    ).lower()
    for words in row["mentions"]:
        assert any(word.lower() in told for word in words), f"none of {words} in: {told}"
