from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import symtutor
from symtutor.render.spreadsheet import harmless, write_csv

# The rows of the hostile corpus that arrive in a cell.
HOSTILE = [
    json.loads(line) for line in (Path(__file__).parent / "data" / "csv-cells.jsonl").read_text("utf8").splitlines()
]


@pytest.mark.parametrize("row", HOSTILE, ids=[row["why"] for row in HOSTILE])
def test_formulas_are_neutralised(row):
    written = write_csv(["answer"], [[row["text"]]])
    ((_,), (cell,)) = csv.reader(io.StringIO(written, newline=""))
    assert cell == f"'{row['text']}"


@pytest.mark.parametrize("cell", ["=1", "+x", "-x", "@a", "\t=1", "\r=1", "\n=1", " =1", "-1+1", "-", "+", "%x", "|x"])
def test_cells_that_are_computed(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "0", "-1", "+1", "-1.5e-300", "1E+20", ".5", "x", "x = 1", "1/2"])
def test_cells_that_are_not(cell):
    assert harmless(cell) == cell


def test_commas_quotes_and_lines_are_quoted():
    assert write_csv(["a", "b"], [["1,5", 'say "x"'], ["two\nlines", ""]]) == 'a,b\n"1,5","say ""x"""\n"two\nlines",\n'


def rows_of(text):
    return list(csv.reader(io.StringIO(text)))


def test_euler_s_steps():
    run = symtutor.euler("dx/dt = -x", "x=1", "1/2", "1/2,1/4")
    assert rows_of(run.to("csv")) == [
        ["h", "n", "t", "x"],
        ["0.5", "0", "0", "1"],
        ["0.5", "1", "0.5", "0.5"],
        ["0.25", "0", "0", "1"],
        ["0.25", "1", "0.25", "0.75"],
        ["0.25", "2", "0.5", "0.5625"],
    ]


def test_descent_s_steps():
    run = symtutor.descend("L = x^2/2 + y^2", "x=2,y=1", "1/2,1", 1)
    assert rows_of(run.to("csv")) == [
        ["rate", "n", "x", "y", "loss"],
        ["0.5", "0", "2", "1", "3"],
        ["0.5", "1", "1", "0", "0.5"],
        ["1", "0", "2", "1", "3"],
        ["1", "1", "0", "-1", "1"],
    ]


def test_no_two_columns_have_one_name():
    run = symtutor.descend("L = n^2 + rate^2", "n=1,rate=1", "1/4", 1)
    assert rows_of(run.to("csv"))[0] == ["rate_", "n_", "n", "rate", "loss"]


def test_the_command_line_writes_the_file(symtutor, tmp_path):
    done = symtutor("euler", "x' = -x", "--start=x=1", "--until=1/2", "--step=1/2", "-o", str(tmp_path / "run.csv"))
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "run.csv").read_text() == "h,n,t,x\n0.5,0,0,1\n0.5,1,0.5,0.5\n"


def test_a_solution_is_no_table(symtutor):
    done = symtutor("solve", "x' = -x", "-o", "run.csv")
    assert done.returncode == 2
    assert b"does not say the format" in done.stderr
