"""ODEBench: 63 textbook systems with fixed points computed by two other programs (multistart Newton, PARI and Sage)."""

import json
from itertools import product
from pathlib import Path

import pytest
import sympy as sp

from symtutor.analysis.fixed_points import find_fixed_points
from symtutor.model import Completeness, Stability, Window
from symtutor.reading import read_system
from symtutor.solving import solve

ROWS = [json.loads(line) for line in (Path(__file__).parent / "data" / "odebench.jsonl").read_text("utf8").splitlines()]
MEMBERS = range(-8, 9)


def system_of(row):
    equations = (f"{state}' = {field}" for state, field in zip(row["states"], row["field"], strict=True))
    return read_system("; ".join(equations), values=row["parameters"])


def members(point):
    """Decimals of a point, or of the members of a family around index 0."""
    for numbers in product(MEMBERS, repeat=len(point.index)):
        at = dict(zip(point.index, numbers, strict=True))
        yield tuple(sp.N(coordinate.subs(at), 15) for coordinate in point.at)


def close(first, second):
    return all(abs(a - b) < 1e-6 * (1 + abs(a)) for a, b in zip(first, second, strict=True))


def inside(values, window):
    if window is None:
        return True
    sides = window if isinstance(window[0], list) else [window] * len(values)
    return all(low - 1e-9 <= value <= high + 1e-9 for value, (low, high) in zip(values, sides, strict=True))


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_every_system_is_solved_completely(row):
    system = system_of(row)
    found = find_fixed_points(system, Window())
    assert found.completeness is Completeness.PROVED
    states = set(system.states)
    continua = [point for point in found.points if sp.Tuple(*point.at).free_symbols & states]
    isolated = [v for p in found.points if p not in continua for v in members(p) if inside(v, row["window"])]
    assert bool(continua) == row["continuum"]
    for expected in row["fixed_points"]:
        assert any(close(expected, values) for values in isolated) or any(
            on_continuum(point, expected, system.states) for point in continua
        ), f"{expected} is missing"
    for values in isolated:
        assert any(close(values, expected) for expected in row["fixed_points"]), f"{values} is no fixed point"


@pytest.mark.parametrize("name", ["47", "62"])
def test_points_known_by_a_box_are_classified_and_told(name):
    """Functions of such numbers have no normal form: they are left as they are, and their signs seen by balls."""
    solution = solve(system_of(next(row for row in ROWS if row["id"] == name)))
    assert {point.stability for point in solution.fixed_points} <= {Stability.ASYMPTOTIC, Stability.UNSTABLE}
    assert solution.verify().failed == solution.verify().undecided == 0
    assert "0.63982…" in str(solution) if name == "62" else "0.38343" in str(solution)


def on_continuum(point, values, states):
    numbers = dict(zip(states, map(sp.Rational, map(str, values)), strict=True))
    return close(values, [sp.N(coordinate.subs(numbers), 15) for coordinate in point.at])
