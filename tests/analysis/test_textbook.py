"""The table of textbooks: kind, stability and theorem of every fixed point, each worked out elsewhere.

A row names its book or says that it was worked by hand, with the working; nothing in it comes from this program. A
coordinate is an exact number, a decimal behind ``~``, or ``*`` where it runs along a continuum. One member stands
for a family. ``by`` is the theorem that decides.
"""

import json
from itertools import product
from pathlib import Path

import pytest
import sympy as sp

from symtutor.analysis import analyze
from symtutor.model import Kind
from symtutor.reading import read_number, read_system

ROWS = [json.loads(line) for line in (Path(__file__).parent / "data" / "textbook.jsonl").read_text().splitlines()]
MEMBERS = tuple(map(sp.Integer, range(-4, 5)))
NEAR = sp.Rational(1, 10**6)


def analyzed(row):
    return analyze(read_system(row["system"]))


def places(point):
    """The point itself, or some members of its family."""
    if not point.index:
        return [point.at]
    choices = product(MEMBERS, repeat=len(point.index))
    return [
        tuple(c.xreplace(dict(zip(point.index, map(sp.Integer, k), strict=True))) for c in point.at) for k in choices
    ]


def same(value, text):
    if text == "*":
        return bool(value.free_symbols)
    if text.isalpha() and text != "pi":
        return value == sp.Symbol(text, real=True)
    if value.free_symbols:
        return False
    if text.startswith("~"):
        return abs(value.evalf(20) - sp.Float(text[1:], 20)) < NEAR
    difference = value - read_number(text)
    return abs(difference.evalf(20)) < NEAR and sp.simplify(difference) == 0


def classified(analysis, expected):
    """The one classification at a place."""
    (found,) = [
        c for c in analysis.classifications if any(all(map(same, place, expected["at"])) for place in places(c.point))
    ]
    return found


@pytest.mark.parametrize("row", ROWS, ids=[row["system"] for row in ROWS])
def test_textbook(row):
    analysis = analyzed(row)
    for expected in row["points"]:
        found = classified(analysis, expected)
        theorems = [rule.theorem for rule in found.reasons if getattr(rule, "theorem", None)]
        said = (found.kind.value, found.stability.value)
        assert said == (expected["kind"], expected["stability"]), row["working"]
        assert expected["by"] in theorems, theorems
    assert row.get("partial") or len(analysis.classifications) == len(row["points"])
    assert all(rule.verify() is not False for rule in analysis.rules())


def test_the_table_is_large_and_names_its_sources():
    assert len({row["system"] for row in ROWS}) >= 120
    assert all(row["source"] and row["working"] for row in ROWS)
    assert {point["kind"] for row in ROWS for point in row["points"]} >= {k.value for k in Kind} - {"undecided"}
