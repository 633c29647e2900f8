"""Hostile and malformed texts through the whole program: a message with the place, an answer, or a named limit.

What else the corpus arrives at has tests of its own: problem files (`test_problems`), names of files (`test_cli`).
"""

import json
from pathlib import Path

import pytest

from symtutor import worker
from symtutor.cli import run
from symtutor.worker import spawned

CORPUS = Path(__file__).parent / "reading" / "data" / "hostile.jsonl"
ROWS = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
SECONDS = "4"

pytestmark = pytest.mark.skipif(not spawned.FORKS, reason="without copies of this process it would take minutes")


@pytest.fixture(autouse=True)
def copies(monkeypatch):
    """Let other tests have loaded what runs threads of its own: a fresh process for every row would take minutes."""
    monkeypatch.setattr(worker, "_threads", lambda: 1)


@pytest.mark.parametrize("row", ROWS, ids=[row["why"] for row in ROWS])
def test_hostile_text_through_the_program(row, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    status = run(["solve", "--time-limit", SECONDS, "--", row["text"]])
    printed = capsys.readouterr()
    assert status in ({2} if row["must"] == "error" else {0, 2, 3})
    if status == 2:
        assert printed.out == ""
        assert "    ^" in printed.err or "^" in printed.err.splitlines()[1]  # the place
    if status == 3:
        assert printed.err.startswith(("The time limit", "The memory limit", "An expression is nested"))
        assert "Not finished" in printed.out
    if status == 0:
        assert printed.err == ""
    for output in printed:
        assert "Traceback" not in output
        assert all(letter.isprintable() or letter == "\n" for letter in output)
    assert not list(tmp_path.iterdir())  # nothing was written, by the program or by what the text says


def test_the_corpus_is_all_there():
    assert len(ROWS) > 100
    assert {row["must"] for row in ROWS} == {"error", "ok-or-limit"}
