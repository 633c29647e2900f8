"""The four exercises of the lesson in every format, as they were read line by line before they were kept.

``pytest --update-golden`` writes the files anew; what it changes is read again before it is kept.
"""

import re
from pathlib import Path

import pytest

from symtutor.laboratory import euler
from symtutor.problems import load
from symtutor.solution import solve

HERE = Path(__file__).parent
ENDINGS = {"text": "txt", "markdown": "md", "latex": "tex", "html": "html", "json": "json"}
LOOKS = re.compile(r'(<style>|<svg class="plot"[^>]*>).*?(?=</style>|</svg>)', re.DOTALL)
"""The style is the same on every page, and pictures have tests of their own; what is read of them is their words."""


def solution_of(name):
    return solve(load(name).system)


def run_of(name):
    asked = load(name).euler
    return euler(load(name).system, dict(asked.start), asked.until, asked.steps)


@pytest.mark.parametrize("format_", ENDINGS)
@pytest.mark.parametrize(
    ("name", "answer_to"),
    [
        ("three-fixed-points", solution_of),
        ("sine-flow", solution_of),
        ("gradient-flow-2d", solution_of),
        ("euler-by-hand", run_of),
    ],
)
def test_golden(name, answer_to, format_, request):
    file = HERE / name / f"{name}.{ENDINGS[format_]}"
    printed = LOOKS.sub(r"\1", answer_to(name).to(format_)).rstrip("\n") + "\n"
    if request.config.getoption("--update-golden"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(printed, encoding="utf-8")
    assert printed == file.read_text(encoding="utf-8")
