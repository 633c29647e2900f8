"""Notebooks: valid, the same bytes every time, and their code runs and gives what the words say."""

import ast
import json
import re
import subprocess
import sys
from dataclasses import replace

import pytest
import sympy as sp

from symtutor.solution import Solution
from symtutor.solving import solve

RUN = """
import ast, json, sys
namespace = {}
for cell in json.load(sys.stdin)["cells"]:
    if cell["cell_type"] == "code":
        *body, last = ast.parse("".join(cell["source"])).body
        exec(compile(ast.Module(body, []), cell["id"], "exec"), namespace)
        if isinstance(last, ast.Expr):  # a notebook shows the value of the last line
            print(eval(compile(ast.Expression(last.value), cell["id"], "eval"), namespace))
        else:
            exec(compile(ast.Module([last], []), cell["id"], "exec"), namespace)
"""


def run(notebook):
    """Run the code cells in a fresh process, and return what they show."""
    done = subprocess.run(
        [sys.executable, "-c", RUN], input=notebook, capture_output=True, text=True, check=False, timeout=300
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize(
    ("system", "given", "shows"),
    [
        (
            "dx/dt = x(1-x)(x-2)",
            {},
            ["(0,) stable asymptotically stable ((-2, 1),)", "(0,) -oo 1", "proved", "Matrix([[", "x**2 [0]"],
        ),
        ("x' = r x - x^3", {"values": {"r": "1/4"}, "window": {"x": (-2, 2)}, "start": "x=1/8"}, ["(1/2,) stable"]),
        ("x' = r x - x^3", {"assume": ["r > 0"]}, ["(sqrt(r),) True"]),
        ("x' = x(3-x-2y), y' = y(2-x-y)", {}, ["(1, 1) saddle", "sqrt(2)"]),  # four points, drawn in the plane
        ("x' = t - x", {}, ["Figure"]),  # a slope field
        ("x' = y, y' = z, z' = -x", {}, ["(0, 0, 0) saddle"]),
        ("x' = 1 + x^2", {}, ["Figure"]),  # no fixed point to print
    ],
)
def test_the_code_runs(system, given, shows):
    shown = run(solve(system, **given).to("notebook"))
    assert all(part in shown for part in shows)
    assert re.search(r"\((\d+), 0, \d+\)", shown)  # held, failed, undecided


def test_from_sympy_objects():
    """Equations that were never typed are written out, and read back as they were."""
    x = sp.Symbol("x", real=True)
    solution = solve([sp.sqrt(2) * x - x**3])
    code = json.loads(solution.to("notebook"))["cells"][1]["source"]
    typed = re.search(r"solve\((['\"])(.*)\1\)", "".join(code))[2]
    assert solve(typed).system.field == solution.system.field


def test_the_words_are_those_of_the_markdown():
    solution = solve("dx/dt = x(1-x)(x-2)")
    cells = json.loads(solution.to("notebook"))["cells"]
    words = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    assert words + "\n" == solution.to("markdown")


def test_cells_have_names_of_their_own():
    """nbformat 4.5: each cell has an id of letters, digits, hyphens and underscores, and no two the same."""
    notebook = json.loads(solve("x' = x(3-x-2y), y' = y(2-x-y)").to("notebook"))
    names = [cell["id"] for cell in notebook["cells"]]
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,64}", name) for name in names)


def test_what_was_typed_stays_one_string():
    """Whatever stands in it, it does not become code."""
    typed = "x' = -x\"); print('gotcha'); (\"\\"
    solution = solve("x' = -x")
    hostile = Solution(replace(solution.analysis, system=replace(solution.system, source=typed)), solution.window)
    code = "".join(json.loads(hostile.to("notebook"))["cells"][1]["source"])
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    assert [call.args[0].value for call in calls] == [typed]


def test_only_some_topics():
    notebook = solve("dx/dt = x(1-x)(x-2)").told(only="flow").to("notebook")
    assert [cell["id"] for cell in json.loads(notebook)["cells"]] == ["title", "setup", "step-1", "code-1-1"]
