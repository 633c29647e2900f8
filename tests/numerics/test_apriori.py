import dataclasses

import pytest
import sympy as sp

from symtutor.model import ODESystem
from symtutor.numerics.apriori import apriori_bound
from symtutor.numerics.error import ErrorTable
from symtutor.numerics.euler import euler_table
from symtutor.numerics.reference import reference

x, y = sp.symbols("x y", real=True)
R = sp.Rational


def bound_of(field, start, until, *steps):
    system = ODESystem((x,), (sp.sympify(field),))
    runs = tuple(euler_table(system, (R(start),), R(until), R(step)) for step in steps)
    return apriori_bound(ErrorTable(runs, reference(system, (R(start),), R(until))))


@pytest.mark.parametrize(
    ("field", "start", "until", "interval", "slope", "bend", "why"),
    [
        (-x, "1", "1/2", (R(1, 2), 1), 1, 1, "with h = 1/2 the value 1/2 is reached; |f′| = 1, |f′ f| = x"),
        (x, "1", "1", (1, R(2719, 1000)), 1, R(2719, 1000), "e = 2.71828… rounded up"),
        (x * (1 - x), "1/10", "1/2", (R(1, 10), R(97, 625)), R(4, 5), None, "f′ = 1 − 2x, at most 4/5 at 1/10"),
    ],
)
def test_the_bound_and_its_parts(field, start, until, interval, slope, bend, why):
    found = bound_of(field, start, until, "1/2" if until != "1" else "1/4")
    assert (found.low, found.slope) == (interval[0], slope), why
    assert bend is None or (found.high, found.bend) == (interval[1], bend), why
    assert found.verify() is True, why


def test_the_lesson_s_bound():
    found = bound_of(-x, "1", "1/2", "1/2", "1/4")
    # (e^{1/2} − 1)·1·h/2
    assert [found.bound(run) for run in found.errors.runs] == [(sp.exp(R(1, 2)) - 1) / 4, (sp.exp(R(1, 2)) - 1) / 8]


@pytest.mark.parametrize("part", ["slope", "bend", "high"])
def test_a_bound_that_is_too_small_is_found(part):
    found = bound_of(x * (1 - x), "1/10", "1", "1/4")
    assert dataclasses.replace(found, **{part: getattr(found, part) / 2}).verify() is False


def test_a_maximum_inside_is_not_missed():
    # |f′ f| = |(1 − 2x) x (1 − x)| is largest at (3 − √3)/6 = 0.211, between the ends: √3/18 = 0.0962
    found = bound_of(x * (1 - x), "1/10", "1", "1/4")
    assert R(962, 10000) <= found.bend <= R(98, 1000)


@pytest.mark.parametrize(
    ("field", "start", "until", "why"),
    [
        (x**2, "1", "2", "the solution does not reach the time"),
        (sp.Integer(3), "0", "1", "there is no error"),
        (sp.sqrt(x), "0", "1", "the slope is not bounded, and no exact value is known"),
    ],
)
def test_nothing_is_promised(field, start, until, why):
    system = ODESystem((x,), (sp.sympify(field),))
    run = euler_table(system, (R(start),), R(until), R(1, 4))
    known = reference(system, (R(start),), R(until))
    assert known is None or apriori_bound(ErrorTable((run,), known)) is None, why
