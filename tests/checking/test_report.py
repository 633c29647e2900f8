"""The report: hints that give nothing away, the score, every format, hostile text."""

import json

import pytest

import symtutor
from symtutor.cli import run

LINE = "dx/dt = x(1-x)(x-2)"
WORK = "x(1-x)(x-2) = 0\n(1-x)(x-2) = 0\nx = 1 or x = 2\nf'(1) = 1, f'(2) = -2, so 1 is unstable and 2 is stable"


def test_the_first_hint_gives_no_answer_away():
    report = symtutor.check(LINE, "x = 1, 2", "fixed-points", hint=1)
    (claim,) = json.loads(report.to("json"))["claims"]
    assert claim["misconceptions"] == []
    assert claim["witness"] is None
    assert "0" not in claim["feedback"]
    assert "three" not in claim["feedback"]
    assert claim["feedback"].endswith("?")


def test_a_point_of_several_cases_is_named_once():
    report = symtutor.check("x' = r x - x^3", "x = √r is stable for r > 0", "stability")
    assert "The kind of 0 and −√r is not said." in report.to("text")


def test_a_point_told_under_a_condition_is_missing_under_the_other():
    report = symtutor.check("x' = r x - x^3", "stable for r < 0", "stability")
    assert "The kind of 0 for r > 0, −√r and √r is not said." in report.to("text")


def test_each_hint_says_more():
    said = [
        json.loads(symtutor.check(LINE, "x = 1, 2", "fixed-points", hint=hint).to("json"))["claims"][0]["feedback"]
        for hint in (1, 2, 3)
    ]
    assert len(set(said)) == 3
    assert "0 is a fixed point too" in said[1]
    assert said[2].startswith(said[1])


def test_a_slip_is_told_once_and_what_follows_earns_its_points():
    report = symtutor.check(LINE, WORK, "fixed-points,stability")
    got, of = report.score
    assert (got, of) == (6, 9)
    assert not report.all_right


@pytest.mark.parametrize("kind", ["text", "markdown", "latex", "html", "json"])
def test_every_format_holds_the_feedback(kind):
    assert "fixed point" in symtutor.check(LINE, "x = 1, 2", "fixed-points").to(kind)


@pytest.mark.parametrize(
    "work",
    [
        "\\input{/etc/passwd} \\write18{id}",
        "$$\\end{document}",
        "<script>alert(1)</script>",
        "`rm -rf /` **bold** | table |",
        "x = __import__('os').system('id')",
        "x = 9**9**9**9",
        "(" * 500,
        "±" * 200,
        "=" * 300,
        "x = " + "1+" * 3000 + "1",
    ],
)
def test_hostile_work_is_only_quoted(work):
    report = symtutor.check(LINE, work)
    shown = {kind: report.to(kind) for kind in ("text", "markdown", "latex", "html", "json")}
    assert not any(command in shown["latex"] for command in ("\\input", "\\write18", "$$"))
    assert "<script>" not in shown["markdown"]
    assert all(found.verdict.value != "right" for found in report.claims)


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("work.txt", "x = 0, 1, 2\n", 0),
        ("work.txt", "x = 1, 2\n", 1),
        ("work.md", "# My work\n\n**Fixed points:** $x = 0, 1, 2$\n\n```python\nx = 5\n```\n", 0),
        ("work.tex", "\\documentclass{article}\n\\begin{document}\n% x = 7\n$x^* = 0, 1, 2$\n\\end{document}\n", 0),
        ("work.ipynb", json.dumps({"cells": [{"cell_type": "markdown", "source": ["x = 0, 1, 2"]}]}), 0),
        ("work.ipynb", "{}", 2),
        ("work.txt", "", 1),
    ],
)
def test_files(name, content, status, tmp_path, capsys):
    file = tmp_path / name
    file.write_text(content, "utf-8")
    assert run(["check", LINE, str(file), "--asked", "fixed-points"]) == status
    assert "Traceback" not in capsys.readouterr().err


def test_a_table_of_rows(tmp_path, capsys):
    file = tmp_path / "rows.csv"
    file.write_text("n,x\n1,0.75\n2,0.5625\n", "utf-8")
    assert run(["check", "dx/dt = -x", "h = 1/4, x0 = 1"]) == 0
    problem = ["check", "euler-by-hand", str(file), "--asked", "euler", "--to", "json"]
    assert run(problem) in {0, 1}
    assert "verdict" in capsys.readouterr().out


def test_what_cannot_be_asked_is_refused(capsys):
    assert run(["check", LINE, "x = 0", "--asked", "weather"]) == 2
    assert "fixed-points" in capsys.readouterr().err


def test_a_file_that_is_not_there(capsys):
    assert run(["check", LINE, "no-such-work.txt"]) == 2
    assert "There is no file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        # a spreadsheet of a country with decimal commas
        ("de.csv", "n;t;x\n0;0;1\n1;0,25;0,75\n2;0,5;0,5625\n", ["x_1 = 0.75", "x_2 = 0.5625"]),
        ("quoted.csv", '\ufeff"step","t","x"\r\n"0","0","1"\r\n"1","0.25","0.75"\r\n', ["x_1 = 0.75"]),
        ("tabs.csv", "n\tt\tx\n0\t0\t1\n1\t0.5\t0.5\n", ["x_1 = 0.5"]),
        (
            "work.md",
            "---\ntitle: Euler\n---\n![](a.png)\nh = 1/4, x0 = 1\n\n| n | x |\n|--:|:-:|\n| 1 | 3/4 |\n",
            ["x_1 = 3/4"],
        ),
        (
            "work.tex",
            "\\begin{document}\n\\maketitle\n\\begin{itemize}\n\\item $x^* = 0$\n\\end{itemize}\n\\end{document}",
            ["x* = 0"],
        ),
    ],
)
def test_a_file_as_it_is_saved(name, content, said, tmp_path, capsys):
    file = tmp_path / name
    file.write_text(content, "utf-8")
    assert run(["check", "dx/dt = -x", str(file), "--to", "json"]) == 0
    assert [claim["said"] for claim in json.loads(capsys.readouterr().out)["claims"]] == said


def test_a_table_of_something_else_is_refused(tmp_path, capsys):
    file = tmp_path / "rows.csv"
    file.write_text("a,b\n1,2\n", "utf-8")
    assert run(["check", "dx/dt = -x", str(file)]) == 2
    assert "columns" in capsys.readouterr().err
