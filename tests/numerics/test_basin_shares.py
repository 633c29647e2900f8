"""Shares of basins whose exact value is known: the interval of 95 % confidence holds it."""

import pytest

from symtutor.errors import RequestError
from symtutor.solving import solve

SHARES = [
    ("x' = x - x^3, y' = -y", {"x": (-1, 3), "y": (-1, 1)}, [0.25, 0.75], "the line x = 0 divides"),
    ("x' = x^2 - 1, y' = -y", {"x": (-2, 2), "y": (-1, 1)}, [0.75, 0.25], "beyond x = 1 everything escapes"),
    ("x' = x - x^3, y' = y - y^3", {"x": (-1, 2), "y": (-2, 1)}, [2 / 9, 1 / 9, 4 / 9, 2 / 9], "four quadrants"),
    ("x' = -x, y' = -y", {"x": (-1, 1), "y": (-1, 1)}, [1.0], "everything ends at the origin"),
]


@pytest.mark.parametrize(("system", "window", "exact", "why"), SHARES, ids=[row[-1] for row in SHARES])
def test_the_interval_holds_the_exact_share(system, window, exact, why):
    shares = solve(system).basin_fractions(window, starts=2000)
    assert len(shares) == len(exact), why
    for found, share in zip(shares, exact, strict=True):
        low, high = found.interval
        assert low <= share <= high + 1e-12, why


def test_the_same_question_has_the_same_answer():
    solution = solve("x' = x(3-x-2y), y' = y(2-x-y)")
    first, second = (solution.basin_fractions({"x": (0, 4), "y": (0, 4)}, starts=500) for _ in range(2))
    assert [share.hits for share in first] == [share.hits for share in second]


@pytest.mark.parametrize(
    ("system", "window", "why"),
    [
        ("x' = -x, y' = -y", {"x": (-1, 1)}, "no interval for y"),
        ("x' = y, y' = -x", {"x": (-1, 1), "y": (-1, 1)}, "nothing attracts"),
        ("x' = -r x, y' = -y", {"x": (-1, 1), "y": (-1, 1)}, "r has no value"),
    ],
)
def test_what_has_no_answer_is_refused(system, window, why):
    with pytest.raises(RequestError):
        solve(system).basin_fractions(window)
    assert why
