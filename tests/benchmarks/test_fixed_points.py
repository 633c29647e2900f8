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
NOT_SOLVED_BY_SYMPY = {
    *("13", "23", "28", "33", "34", "35", "36"),  # one period of a family for all of it
    *("14", "20", "39"),  # complex solutions, though the states are real
    *("22",),  # no solution, where there are two
    *("10", "60"),  # an error
    *("46", "47", "62"),  # no answer within ten seconds
}
"""What `solve` answers with an error, late, or with other points than `odebench.jsonl` has, found once for all 63."""

SYSTEMS = {row["id"]: row for row in map(json.loads, DATA.read_text("utf8").splitlines())}


def system_of(row):
    equations = (f"{state}' = {field}" for state, field in zip(row["states"], row["field"], strict=True))
    return read_system("; ".join(equations), values=row["parameters"])


def seconds(action, runs=3):
    """The least CPU time of several runs from a cold cache: noise only ever adds."""
    times = []
    for _ in range(runs):
        clear_cache()
        start = process_time()
        action()
        times.append(process_time() - start)
    return min(times)


@pytest.mark.benchmark
def test_fixed_points_against_solve(capsys):
    """All fixed points with their proof, in less than a third of the time that `solve` takes for an unproved list."""
    ours, theirs = [], []
    for row in (row for name, row in SYSTEMS.items() if name not in NOT_SOLVED_BY_SYMPY):
        system = system_of(row)
        ours.append(seconds(lambda system=system: find_fixed_points(system, Window())))
        theirs.append(seconds(lambda system=system: sp.solve(system.field, system.states, dict=True)))
    ratios = [slow / fast for fast, slow in zip(ours, theirs, strict=True)]
    with capsys.disabled():
        print(
            f"\nfixed points of {len(ours)} systems, median CPU: ours {1000 * median(ours):.1f} ms, "
            f"solve {1000 * median(theirs):.1f} ms, median ratio {median(ratios):.1f}"
        )
    assert median(ratios) > 3.5


@pytest.mark.benchmark
def test_all_of_odebench(capsys):
    """The whole bench, read, solved and classified: the table for the record, and no system with the lion's share."""
    times = {name: seconds(lambda row=row: analyze(system_of(row))) for name, row in SYSTEMS.items()}
    slowest = max(times, key=times.get)
    with capsys.disabled():
        print(
            f"\n63 systems with classification: {sum(times.values()):.2f} s CPU, median "
            f"{1000 * median(times.values()):.1f} ms, slowest {slowest} with {1000 * times[slowest]:.0f} ms"
        )
    assert times[slowest] < sum(times.values()) / 4


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
    taken = seconds(lambda: found.append(find_fixed_points(ODESystem(states, field), Window())), runs=1)
    with capsys.disabled():
        print(f"\ndense, {dimension} unknowns of degree {degree}: {len(found[0].points)} points, {taken:.2f} s CPU")
    assert found[0].completeness is Completeness.PROVED
    assert found[0].reason.verify() is True
