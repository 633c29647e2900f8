"""A proportion estimated from a sample, with the interval in which the true one lies."""

from __future__ import annotations

from math import sqrt

QUANTILE = 1.959963984540054
"""95 % of a normal distribution lies within so many standard deviations."""


def wilson(hits: int, count: int) -> tuple[float, float]:
    """Give the 95 % confidence interval for a proportion of which `hits` of `count` were seen.

    It is the score interval of Wilson (1927), which stays within 0 … 1 and is good for few hits too (Brown, Cai and
    DasGupta, "Interval estimation for a binomial proportion", 2001).

    Examples
    --------
    >>> [round(end, 4) for end in wilson(81, 263)]
    [0.2553, 0.3662]
    """
    seen, square = hits / count, QUANTILE**2
    middle = (seen + square / (2 * count)) / (1 + square / count)
    half = QUANTILE / (1 + square / count) * sqrt(seen * (1 - seen) / count + square / (4 * count**2))
    return (0.0 if hits == 0 else middle - half, 1.0 if hits == count else middle + half)
