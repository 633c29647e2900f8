"""Answers in every format, as they were read line by line before they were kept.

The four exercises of the lesson are told at the usual depth in every format, eight more problems in text at the usual
depth and in the other formats in brief, two at full depth. ``pytest --update-golden`` writes the files anew; what it
changes is read again before it is kept.
"""

import re
from functools import cache
from pathlib import Path

import pytest

from symtutor.laboratory import euler
from symtutor.problems import load
from symtutor.solving import solve
from symtutor.worksheet import answering, worksheet

HERE = Path(__file__).parent
ENDINGS = {
    "text": "txt",
    "markdown": "md",
    "latex": "tex",
    "html": "html",
    "notebook": "ipynb",
    "json": "json",
}
LESSON = ("three-fixed-points", "sine-flow", "gradient-flow-2d")
MORE = (
    "half-stable",  # the linearization is silent
    "competing-species",  # four points in the plane
    "predator-and-prey",  # a center, by a first integral
    "van-der-pol",  # a limit cycle, from an equation of second order
    "gradient-flow-3d",  # three states
    "fishing",  # a saddle-node
    "pitchfork",  # cases of two parameters
    "brusselator",  # a Hopf bifurcation
)
SHEET = ("half-stable", "spring-with-friction", "fishing", "euler-by-hand")
LOOKS = re.compile(r'(<style>|<svg class="plot"[^>]*>).*?(?=</style>|</svg>)', re.DOTALL)
"""The style is the same on every page, and pictures have tests of their own; what is read of them is their words."""

solution_of = cache(solve)


@cache
def run_of(name):
    asked = load(name).euler
    return euler(load(name).system, dict(asked.start), asked.until, asked.steps)


@cache
def sheet_of(*, answers):
    return [*answering(SHEET)][-1](None) if answers else worksheet(SHEET)


def answer_to(name, detail):
    """Give the answer that a file holds."""
    match name:
        case "worksheet" | "key":
            return sheet_of(answers=name == "key")
        case "euler-by-hand":
            return run_of(name)
        case _:
            return solution_of(name).told(detail)


@pytest.mark.parametrize(
    ("name", "detail", "format_"),
    [
        *((name, "standard", format_) for name in LESSON for format_ in ENDINGS),
        *(("euler-by-hand", "standard", format_) for format_ in ENDINGS if format_ != "notebook"),
        *((name, "standard", "text") for name in MORE),
        *((name, "brief", format_) for name in MORE for format_ in ENDINGS if format_ != "text"),
        *((name, "full", "text") for name in ("three-fixed-points", "competing-species")),
        *((name, "standard", format_) for name in ("worksheet", "key") for format_ in ("text", "latex", "html")),
    ],
)
def test_golden(name, detail, format_, request):
    depth = "" if detail == "standard" else f"-{detail}"
    file = HERE / name / f"{name}{depth}.{ENDINGS[format_]}"
    printed = LOOKS.sub(r"\1", answer_to(name, detail).to(format_)).rstrip("\n") + "\n"
    if request.config.getoption("--update-golden"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(printed, encoding="utf-8")
    assert printed == file.read_text(encoding="utf-8")


def test_no_file_is_left_over():
    """Every file is read by the test above."""
    marks = test_golden.pytestmark[0].args[1]
    kept = {
        f"{name}{'' if detail == 'standard' else f'-{detail}'}.{ENDINGS[format_]}" for name, detail, format_ in marks
    }
    assert {file.name for file in HERE.glob("*/*") if file.parent.name != "__pycache__"} == kept
