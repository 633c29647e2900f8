import dataclasses

import numpy as np
import pytest
import sympy as sp

from symtutor.analysis import analyze
from symtutor.model import ODESystem, Window
from symtutor.numerics.basin_fractions import basin_fractions
from symtutor.numerics.descent_arrays import NOWHERE, labels, one_by_one
from symtutor.numerics.proportions import wilson

x, y = sp.symbols("x y", real=True)
R = sp.Rational
WELLS = ODESystem((x,), (x * (1 - x) * (x - 2),))


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"),
    # Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I, method 3
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson(hits, count, low, high):
    assert wilson(hits, count) == pytest.approx((low, high), abs=5e-5)
    assert wilson(count - hits, count) == pytest.approx((1 - high, 1 - low), abs=5e-5)


@pytest.mark.parametrize(
    ("rate", "starts", "ends", "why"),
    [
        ("1/10", [-0.5, 0.9, 1.1, 2.9], [0, 0, 1, 1], "small steps end where the flow does"),
        ("9/10", [2.5], [0], "a leap from 5/2 by 27/16 to 13/16, over the hill at 1"),
        ("3", [0.4], [NOWHERE], "beyond the limit"),
        ("1/10", [1.0], [NOWHERE], "on the hill"),
        ("1", [40.0], [NOWHERE], "overflow"),
    ],
)
def test_where_starts_end(rate, starts, ends, why):
    minima, rule = ((sp.S.Zero,), (sp.Integer(2),)), (R(rate), sp.S.Zero)
    assert labels(WELLS, np.array([starts]), rule, minima).tolist() == ends, why
    assert one_by_one(WELLS, np.array([starts]), rule, minima) == ends, why


def test_momentum_carries_over_the_hill():
    minima = (sp.S.Zero,), (sp.Integer(2),)
    start = np.array([[2.9]])
    assert labels(WELLS, start, (R(1, 10), sp.S.Zero), minima).tolist() == [1]
    heavy = labels(WELLS, start, (R(1, 10), R(9, 10)), minima).tolist()
    assert heavy == one_by_one(WELLS, start, (R(1, 10), R(9, 10)), minima) != [NOWHERE]


def test_the_interval_holds_the_fraction_that_the_flow_has():
    window = Window(((x, sp.Integer(-1), sp.Integer(2)),))
    (found,) = basin_fractions(analyze(WELLS), window, [R(1, 10)], sp.S.Zero, 2000, 0)
    assert sum(found.hits) == 2000
    low, high = found.intervals[0]
    assert low < 2 / 3 < high, "of −1 … 2 two thirds lie left of the hill at 1"
    assert found.verify() is True
    assert dataclasses.replace(found, hits=(2000, 0)).verify() is False


def test_the_same_seed_draws_the_same_starts():
    runs = [basin_fractions(analyze(WELLS), Window(), [R(1, 10)], sp.S.Zero, 300, seed) for seed in (1, 1, 2)]
    assert runs[0] == runs[1] != runs[2]


def test_without_a_minimum_there_is_nothing_to_count():
    assert basin_fractions(analyze(ODESystem((x,), (x,))), Window(), [R(1, 10)], sp.S.Zero, 10, 0) == ()


def test_a_valley_of_the_plane():
    valley = ODESystem((x, y), (-x, -2 * y))
    (found,) = basin_fractions(analyze(valley), Window(), [R(1, 2)], sp.S.Zero, 100, 0)
    assert (found.hits, found.box) == ((100,), ((-1, 1), (-1, 1)))
