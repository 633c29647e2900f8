"""The family through a bistable cubic, worked by hand."""

from dataclasses import replace

import pytest
import sympy as sp

from symtutor import solve

BISTABLE = [
    ("x' = x(1-x)(x-2)", 2 * sp.sqrt(3) / 9, "f′ = −3(x − 1)² + 1: extrema at 1 ± 1/√3, where f = ±2√3/9"),
    ("x' = x - x^3", 2 * sp.sqrt(3) / 9, "the same cubic moved to 0"),
    ("x' = 3x - x^3", sp.Integer(2), "extrema at ±1 with the values ±2"),
]


def previews(text):
    return [rule for rule in solve(text).analysis.line.reasons if hasattr(rule, "folds")]


@pytest.mark.parametrize(("text", "size", "why"), BISTABLE, ids=[row[0] for row in BISTABLE])
def test_folds(text, size, why):
    (rule,) = previews(text)
    assert [lift for _, lift in rule.folds] == [-size, size], why
    assert rule.verify() is True
    assert replace(rule, folds=((rule.folds[0][0], size), rule.folds[1])).verify() is False


@pytest.mark.parametrize("text", ["x' = x(x-1)(x-2)", "x' = x^2(1-x)", "x' = sin(x)", "x' = x - x^5"])
def test_others_have_none(text):
    assert previews(text) == []
