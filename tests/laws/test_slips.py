"""Every slip that has a name is caught by it: the wrong answer it predicts is never right, and its name is said."""

import pytest
import sympy as sp

import symtutor
from symtutor.analysis import analyze
from symtutor.checking import misconceptions
from symtutor.checking.claims import (
    Basin,
    Called,
    Derivative,
    Eigenvalues,
    EulerState,
    FixedPoints,
    Given,
    Jacobian,
    MatrixNumber,
    Place,
    Quantity,
    Said,
    StepBound,
    Stretch,
)
from symtutor.checking.context import Context
from symtutor.checking.judges import check_for
from symtutor.checking.misconceptions.calculus import SLIPS, VALUE_SLIPS
from symtutor.checking.misconceptions.euler import BOUND_SLIPS, STATE_SLIPS
from symtutor.checking.misconceptions.kinds import KIND_SLIPS
from symtutor.checking.misconceptions.matrices import EIGENVALUE_SLIPS, MATRIX_SLIPS, NUMBER_SLIPS
from symtutor.checking.misconceptions.points import LOSSES, STRANGERS
from symtutor.checking.misconceptions.regions import BASIN_SLIPS
from symtutor.checking.verdict import Verdict
from symtutor.reading import read_system

HERE = Said(1, "…")
LINES = (
    "x' = x(1-x)(x-2)",
    "x' = x^2 - 2",
    "x' = sin(x)",
    "x' = sin(2x)",
    "x' = x^2",
    "x' = -x",
    "x' = x e^(-x)",
    "x' = -x^3",
)
PLANES = (
    "x' = x(3-x-2y), y' = y(2-x-y)",
    "x' = y, y' = -x",
    "x' = -x + 2y, y' = -2x - y",
    "x' = -x, y' = -2y",
    "x' = 2x + y, y' = x + 2y",
    "x' = y, y' = -2x - 3y",
    "x' = y, y' = -sin(x)",
    "x' = -y - x(x^2+y^2), y' = x - y(x^2+y^2)",
)
CONTEXTS = {text: Context(analyze(read_system(text))) for text in (*LINES, *PLANES)}


def given(value):
    return Given(value, "…")


def spot(found):
    return Place(tuple(map(given, found.at)), found.point.index)


def point_claims(context):
    yield FixedPoints(HERE, tuple(map(spot, context.points)), all_of_them=True)


def with_loss(claim, lost):
    return FixedPoints(HERE, tuple(place for place in claim.places if place.values not in lost), all_of_them=True)


def with_stranger(claim, stranger):
    return FixedPoints(HERE, (*claim.places, Place(tuple(map(given, stranger)))), all_of_them=True)


def derivative_claims(context):
    if context.system.dimension == 1:
        yield Derivative(HERE, 1, ())


def value_claims(context):
    if context.system.dimension == 1:
        yield from (Derivative(HERE, 1, (), at=found.at) for found in context.points if not found.point.index)


def matrix_claims(context):
    if context.system.dimension == 2:
        yield Jacobian(HERE, ())
        yield from (Jacobian(HERE, (), at=spot(found)) for found in context.points if not found.point.index)


def number_claims(context):
    if context.system.dimension == 2:
        for found in context.points:
            yield from (MatrixNumber(HERE, quantity, given(sp.nan), at=spot(found)) for quantity in Quantity)


def eigenvalue_claims(context):
    if context.system.dimension == 2:
        yield from (Eigenvalues(HERE, (), at=spot(found)) for found in context.points if not found.point.index)


def called_claims(context):
    words = ("stable", "unstable", "half-stable", "saddle", "saddle-node", "center", "stable node", "unstable node")
    words += ("stable spiral", "unstable spiral", "asymptotically stable", "neutrally stable")
    yield from (Called(HERE, word, (spot(found),)) for found in context.points for word in words)


def basin_claims(context):
    line = context.analysis.line
    for basin in line.basins if line else ():
        if not basin.interval.index:
            yield Basin(HERE, spot(basin.of), Stretch(given(basin.interval.low), given(basin.interval.high)))


def euler_claims(context):
    yield from (EulerState(HERE, context.system.states[0], given(sp.nan), n=n) for n in (1, 2, 3))


def matrix(claim, answer):
    return Jacobian(HERE, tuple(tuple(map(given, row)) for row in answer.tolist()), at=claim.at)


# what the slips are about · claims that could be made · the claim with a wrong answer in it
TABLE = [
    (LOSSES, point_claims, with_loss),
    (STRANGERS, point_claims, with_stranger),
    (SLIPS, derivative_claims, lambda _, answer: Derivative(HERE, 1, (given(answer),))),
    (VALUE_SLIPS, value_claims, lambda claim, answer: Derivative(HERE, 1, (given(answer),), at=claim.at)),
    (MATRIX_SLIPS, matrix_claims, matrix),
    (NUMBER_SLIPS, number_claims, lambda c, answer: MatrixNumber(HERE, c.quantity, given(answer), at=c.at)),
    (EIGENVALUE_SLIPS, eigenvalue_claims, lambda c, answer: Eigenvalues(HERE, tuple(map(given, answer)), at=c.at)),
    (KIND_SLIPS, called_claims, lambda _, answer: Called(HERE, answer[1], (spot(answer[0]),))),
    (BASIN_SLIPS, basin_claims, lambda claim, answer: Basin(HERE, claim.of, Stretch(*map(given, answer)))),
    (STATE_SLIPS, euler_claims, lambda c, answer: EulerState(HERE, c.state, given(answer), n=c.n)),
]
EULER = [
    Context(CONTEXTS[text].analysis, start=((sp.Symbol("x", real=True), sp.S.Half),), step=sp.S.Half)
    for text in ("x' = x(1-x)(x-2)", "x' = -x")
]
SHOWN_IN_WORDS = [  # slips that look at what was said: system, what was asked, answer, name
    ("x' = sin(x)", "fixed-points", "x = 0, π", "one period only"),
    ("x' = x(1+x^2)", "fixed-points", "x = 0, ±i", "complex roots listed"),
    ("x' = x^3 - 3x", "fixed-points", "x = 1, -1", "solved f' = 0 for f = 0"),
    ("x' = sin(x)", None, "f'(1) = 0.99985", "degrees for radians"),
]


@pytest.mark.parametrize(("system", "asked", "answer", "name"), SHOWN_IN_WORDS)
def test_a_slip_in_words(system, asked, answer, name):
    (finding,) = symtutor.check(system, answer, asked).claims
    assert name in finding.judgement.misconceptions
    assert finding.verdict in {Verdict.WRONG, Verdict.INCOMPLETE}


@pytest.mark.parametrize(("slips", "claims", "answered"), TABLE, ids=[claims.__name__ for _, claims, _ in TABLE])
def test_a_slip_is_caught_and_named(slips, claims, answered):
    named = set()
    for context in EULER if slips is STATE_SLIPS else CONTEXTS.values():
        for claim in claims(context):
            for slip in slips:
                for answer in slip.predict(claim, context):
                    wrong = answered(claim, answer)
                    judgement = check_for(wrong).judge(wrong, context)
                    if judgement.verdict in {Verdict.RIGHT, Verdict.NOT_DECIDED}:
                        continue  # the slip leads to the truth here, or to what nobody can tell
                    assert slip.name in judgement.misconceptions, (context.system.field, wrong)
                    named.add(slip.name)
    missed = {slip.name for slip in slips} - named - {name for *_, name in SHOWN_IN_WORDS}
    assert not missed, "no system of the table shows these slips"


def test_there_are_at_least_thirty():
    tuples = [row[0] for row in TABLE] + [BOUND_SLIPS]
    assert len({slip.name for slips in tuples for slip in slips}) >= 30
    assert all(isinstance(slip, misconceptions.Misconception) for slips in tuples for slip in slips)


def test_the_rate_limit():
    context = CONTEXTS["x' = -x"]
    judgement = check_for(StepBound(HERE, given(sp.S.One))).judge(StepBound(HERE, given(sp.S.One)), context)
    assert judgement.verdict is Verdict.INCOMPLETE
    assert "1/|λ| for 2/|λ|" in judgement.misconceptions
