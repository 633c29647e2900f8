"""Laws of derivations: every line is checked, none contradicts the analysis, and every page can be printed."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from symtutor.derivation import derive
from symtutor.render import FORMATS
from symtutor.solving import solve

FEW = settings(max_examples=12, deadline=None)
DATA = Path(__file__).parent.parent / "analysis" / "data"
BANK = sorted(path.stem for path in (Path(__file__).parent.parent.parent / "problems").rglob("*.toml"))
TEXTBOOK = [json.loads(line)["system"] for line in (DATA / "textbook.jsonl").read_text("utf8").splitlines()][::6]
ODEBENCH = [json.loads(line) for line in (DATA / "odebench.jsonl").read_text("utf8").splitlines()][::9]


def held(solution):
    """Whether no line fails its check, and how many hold."""
    verdicts = Counter(
        line.rule.verify() for line in derive(solution.analysis).lines if not hasattr(line.rule, "silent")
    )
    return not verdicts[False] and verdicts[True] > 0


@pytest.mark.parametrize("system", [*BANK, *TEXTBOOK])
def test_no_line_fails_its_check(system):
    assert held(solve(system))


@pytest.mark.parametrize("row", ODEBENCH, ids=[row["id"] for row in ODEBENCH])
def test_no_line_fails_its_check_with_measured_constants(row):
    equations = (f"{state}' = {field}" for state, field in zip(row["states"], row["field"], strict=True))
    assert held(solve("; ".join(equations), values=row["parameters"]))


@pytest.mark.parametrize("system", ["three-fixed-points", "competing-species", "gradient-flow-3d", "x' = r x - x^3"])
def test_every_page_can_be_printed(system):
    full = solve(system).told("full")
    pages = {name: full.to(name) for name in (*FORMATS, "json")}
    assert all(len(page) > 500 for page in pages.values())
    titles = [step["title"] for step in json.loads(pages["json"])["steps"]]
    assert titles == [step.title for step in full.document.steps]
    assert len(titles) == len(set(titles))


def test_the_answers_do_not_depend_on_the_detail():
    solution = solve("competing-species")
    answers = [json.loads(solution.told(detail).to("json")) for detail in ("standard", "full")]
    for part in ("system", "fixed_points", "line", "structure", "bifurcations"):
        assert answers[0][part] == answers[1][part]


numbers = st.integers(-4, 4)


@FEW
@given(st.lists(numbers, min_size=3, max_size=5))
@example([0, 0, 1, -1])
def test_any_polynomial_on_the_line(coefficients):
    if any(coefficients[1:]):
        solution = solve(" + ".join(["x' = 0", *(f"({c}) x^{power}" for power, c in enumerate(coefficients))]))
        assert solution.told("full").verify().failed == 0


@FEW
@given(st.lists(numbers, min_size=6, max_size=6))
def test_any_competition_in_the_plane(c):
    solution = solve(f"x' = x(({c[0]}) + ({c[1]}) x + ({c[2]}) y), y' = y(({c[3]}) + ({c[4]}) x + ({c[5]}) y)")
    assert solution.told("full").verify().failed == 0
