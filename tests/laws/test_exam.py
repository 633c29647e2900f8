"""The tutor passes its own exam: its solutions, written out as a student would, score full marks."""

import pytest
import sympy as sp

import symtutor
from symtutor.checking.context import is_exceptional
from symtutor.model import Completeness, Kind, Stability
from symtutor.problems import ids
from symtutor.render.sympy_string import expression_string as written

SYSTEMS = [
    "x' = x(1-x)(x-2)",
    "x' = -x",
    "x' = x^2",
    "x' = -x^3",
    "x' = x - x^3",
    "x' = x^2 - 2",
    "x' = x^3 - 2x + 1",
    "x' = sin(x)",
    "x' = cos(x)",
    "x' = 1 + x^2",
    "x' = e^x - 2",
    "x' = x(1-x)/(1+x^2)",
    "x' = (x-1)^2 (x+2)",
    "x' = tanh(2x) - x/2",
    "x' = y, y' = -x",
    "x' = -x, y' = -2y",
    "x' = x(3-x-2y), y' = y(2-x-y)",
    "x' = y, y' = (1-x^2)y - x",
    "x' = y, y' = -sin(x) - y/2",
    "x' = x + y, y' = 4x - 2y",
    "x' = x - y, y' = x^2 - 4",
    "x' = x(3/2 - y), y' = y(x - 1)",
    "x' = -x + y, y' = -x - y",
    "x' = y, y' = -y",
    "x' = 2x, y' = 2y",
    "x' = x + y, y' = y",
    "x' = y, y' = x - x^3",
    "x' = y, y' = x - x^3 - y",
]


def numbers(values):
    return ", ".join(map(written, values))


def place(at):
    return written(at[0]) if len(at) == 1 else f"({numbers(at)})"


def lines(solution):
    """Write a solution out as a student would, a claim a line."""
    points = [c for c in solution.fixed_points if c.kind is not Kind.NON_ISOLATED]
    if solution.completeness is Completeness.PROVED and len(points) == len(solution.fixed_points):
        usual = dict.fromkeys(place(c.at) for c in points if not is_exceptional(c.point.when))
        if len(usual) < 2 or all(c.point.when is sp.true for c in points):  # else each needs its condition
            yield f"fixed points: {', '.join(usual)}" if points else "no fixed points"
    yield derivative(solution.system)
    for found in points:
        if found.point.when is sp.true:
            yield from kind(found, one=solution.system.dimension == 1)
    if solution.analysis.line is not None and solution.analysis.line.period is None:
        yield from regions(solution.analysis.line)
    if solution.analysis.structure.gradient_of is not None:
        yield f"L = {written(solution.analysis.structure.gradient_of)}"


def derivative(system):
    if system.dimension == 1:
        (state,) = system.states
        return f"f'({state.name}) = {written(sp.diff(system.field[0], state))}"
    rows = [", ".join(written(sp.diff(component, state)) for state in system.states) for component in system.field]
    return f"J = [{', '.join(f'[{row}]' for row in rows)}]"


def kind(found, *, one):
    """Say what a point is, and what says so."""
    at, matrix = place(found.at), found.linearization.jacobian
    if not found.point.index and one:
        yield f"f'({at}) = {written(matrix[0, 0])}"
    elif not found.point.index:
        yield f"At {at}: tr = {written(matrix.trace())}, det = {written(sp.expand(matrix.det()))}"
        yield f"eigenvalues at {at}: {numbers(value for value, _ in found.eigenvalues)}"
    if found.stability is not Stability.UNDECIDED:
        named = found.kind is not Kind.UNDECIDED
        yield f"{at} is {'' if one or not named else 'a '}{found.kind.value if named else found.stability.value}"


def regions(line):
    for basin in line.basins:
        yield f"basin of {place(basin.of.at)} is ({written(basin.interval.low)}, {written(basin.interval.high)})"
    for flow in line.flow:
        way = "right" if flow.direction > 0 else "left"
        yield f"flow: {way} on ({written(flow.interval.low)}, {written(flow.interval.high)})"


@pytest.mark.parametrize("system", [*SYSTEMS, *ids()])
def test_a_worked_solution_scores_full_marks(system):
    solution = symtutor.solve(system)
    work = "\n".join(lines(solution))
    report = symtutor.check(system, work, asked=[])
    faults = [(f.claim.said.text, f.verdict.value) for f in report.claims if not f.verdict.is_right]
    assert not faults
    got, of = report.score
    assert got == of > 0
