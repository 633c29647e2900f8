"""How fast fixed points are found and classified, against SymPy's `solve` on systems that it gets right."""

import json
from itertools import product
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

import pytest
import sympy as sp
from sympy.core.cache import clear_cache

from symtutor.analysis import analyze
from symtutor.analysis.fixed_points import find_fixed_points
from symtutor.model import Completeness, ODESystem, Window
from symtutor.reading import read_system

DATA = Path(__file__).parents[1] / "analysis" / "data" / "odebench.jsonl"
SOLVED_BY_SYMPY = ["1", "3", "5", "6", "8", "9", "12", "17", "18", "19", "25", "26", "27", "32", "40", "42", "45", "49"]
SYSTEMS = {row["id"]: row for row in map(json.loads, DATA.read_text("utf8").splitlines())}


def system_of(row):
    equations = (f"{state}' = {field}" for state, field in zip(row["states"], row["field"], strict=True))
    return read_system("; ".join(equations), values=row["parameters"])


def seconds(action):
    clear_cache()
    start = process_time()
    action()
    return process_time() - start


@pytest.mark.benchmark
def test_fixed_points_against_solve(capsys):
    """All fixed points with their proof, in about the CPU time that `solve` takes for an unproved list."""
    ours, theirs = [], []
    for row in (SYSTEMS[name] for name in SOLVED_BY_SYMPY):
        system = system_of(row)
        ours.append(seconds(lambda system=system: find_fixed_points(system, Window())))
        theirs.append(seconds(lambda system=system: sp.solve(system.field, system.states, dict=True)))
    with capsys.disabled():
        print(f"\nfixed points, median CPU: ours {1000 * median(ours):.1f} ms, solve {1000 * median(theirs):.1f} ms")
    assert median(ours) < 2 * median(theirs)


@pytest.mark.benchmark
def test_all_of_odebench(capsys):
    """The whole bench with classification: the table for the record, and no system that takes the lion's share."""
    times = {name: seconds(lambda row=row: analyze(system_of(row))) for name, row in SYSTEMS.items()}
    slowest = max(times, key=times.get)
    with capsys.disabled():
        print(
            f"\n63 systems with classification: {sum(times.values()):.2f} s CPU, median "
            f"{1000 * median(times.values()):.1f} ms, slowest {slowest} with {1000 * times[slowest]:.0f} ms"
        )
    assert times[slowest] < sum(times.values()) / 2


DENSE = [(2, 6), (3, 3), (4, 2)]


@pytest.mark.benchmark
@pytest.mark.parametrize(("dimension", "degree"), DENSE)
def test_dense_systems_are_proved(dimension, degree, capsys):
    """A system with every monomial has as many complex solutions as Bézout allows; the real ones are proved."""
    random = Random(7)  # noqa: S311 - coefficients, not secrets
    states = sp.symbols(f"x1:{dimension + 1}", real=True)
    monomials = [m for m in product(range(degree + 1), repeat=dimension) if sum(m) <= degree]
    field = tuple(
        sp.Add(*(random.randint(-9, 9) * sp.prod(s**e for s, e in zip(states, m, strict=True)) for m in monomials))
        for _ in states
    )
    found = []
    taken = seconds(lambda: found.append(find_fixed_points(ODESystem(states, field), Window())))
    with capsys.disabled():
        print(f"\ndense, {dimension} unknowns of degree {degree}: {len(found[0].points)} points, {taken:.2f} s CPU")
    assert found[0].completeness is Completeness.PROVED
    assert found[0].reason.verify() is True
