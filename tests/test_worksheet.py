"""Sheets of problems and their keys: what is asked on one, what is answered on the other, in every format."""

from pathlib import Path

import pytest

from symtutor.cli import run
from symtutor.document import Room
from symtutor.render import FORMATS
from symtutor.worksheet import answering, worksheet

NAMES = ("three-fixed-points", "gradient-flow-2d", "euler-by-hand")


@pytest.fixture(scope="module")
def key():
    return [*answering(NAMES)][-1](None)


def test_the_sheet_asks_and_does_not_answer():
    text = worksheet(NAMES).to("text")
    assert "1. Three fixed points on the line" in text
    assert "Asked: fixed points, Jacobian, eigenvalues, stability." in text
    assert "stable node" not in text
    assert "decided by" not in text


@pytest.mark.parametrize(
    ("name", "shown", "why"),
    [
        ("half-stable", "Let $x' = x^{2}$. Show", "an equation of first order is typeset"),
        ("gradient-flow-2d", "The loss $L = \\frac{x^{2}}{2} + y^{2}$ is lowered", "so is a function by its letter"),
        ("laser-threshold", "obeys $n' = n(G p - k) - G a n^{2}$, here", "as it was typed, before values are put in"),
        ("spring-with-friction", "Let x$''$ + 2x$'$ + 5x = 0. Write", "to write it as a system is for the student"),
    ],
)
def test_the_question_is_typeset(name, shown, why):
    written = worksheet([name]).to("latex")
    assert shown in written, why
    assert "`" not in written
    assert "v'" not in written


def test_there_is_room_for_each_answer():
    rooms = [step.blocks[-1] for step in worksheet(NAMES).document.steps]
    assert all(isinstance(room, Room) for room in rooms)
    assert rooms[0].lines == 4 * rooms[2].lines  # four things are asked, and one


@pytest.mark.parametrize(
    ("format_", "room"),
    [
        ("text", "\n" * 17),
        ("markdown", "&nbsp;\n\n&nbsp;"),
        ("latex", r"\vspace*{16\baselineskip}"),
        ("html", '<div style="height: 32em"></div>'),
    ],
)
def test_formats(format_, room):
    assert room in worksheet(NAMES).to(format_)


def test_every_format_writes_the_key(key):
    for format_ in FORMATS:
        assert "linearization" in key.to(format_)


@pytest.mark.parametrize(
    "answer",
    [
        "f′(x) = −3x² + 6x − 2",  # expected answers of the bank, worked by hand
        "0    −2       stable     x < 1",
        "1    1        unstable   —",
        "J(x, y) = [[−1, 0], [0, −2]]",
        "−2 and −1     stable node",
        "59049/100000   0.01604",
    ],
)
def test_the_key_has_the_answers(key, answer):
    assert answer in key.to("text")


def test_a_problem_of_ones_own(tmp_path):
    file = tmp_path / "own.toml"
    file.write_bytes((Path(__file__).parent.parent / "problems" / "line" / "sine-flow.toml").read_bytes())
    assert worksheet([str(file)]).to("text") == worksheet(["sine-flow"]).to("text")


def test_a_key_that_is_not_finished_says_from_where():
    first, second, *_ = answering(NAMES)
    assert [step.title for step in first("Stopped.").document.steps] == ["Not finished"]
    assert "from “Gradient flow into a valley” on. Stopped." in second("Stopped.").to("text")


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["sine-flow"], 0, "Worksheet"),
        (["sine-flow", "--answers"], 0, "Key to the worksheet"),
        (["sine-flow", "--to", "latex"], 0, "\\documentclass"),
        ([], 2, "ID"),
        (["sine-flwo"], 2, "Did you mean sine-flow?"),
        (["sine-flow", "-o", "sheet.json"], 2, "no format 'json'"),
    ],
)
def test_on_the_command_line(arguments, status, says, capsys):
    assert run(["worksheet", *arguments]) == status
    printed = capsys.readouterr()
    assert says in (printed.err if status else printed.out)
