"""Pieces of the line: how they lie to one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flint

from symtutor.numerics.intervals.spans import ONE, Ball, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    import sympy as sp


def between(low: sp.Rational, high: sp.Rational) -> Span:
    """Enclose the interval between two fractions."""
    ends = (flint.arb(flint.fmpq(int(end.p), int(end.q))) for end in (low, high))
    return next(ends), next(ends)


def overlap(first: Span, second: Span) -> bool:
    """Tell whether two spans have more than an end in common."""
    return bool(first[1] > second[0] and first[0] < second[1])


def scale_of(span: Span) -> Ball:
    """Give the size of the numbers in a bounded span, at least 1: what is small is small beside it."""
    return abs(span[0]).max(abs(span[1])).max(ONE)


def around(span: Span, hole: Span) -> Iterator[Span]:
    """Give the parts of a span on both sides of a hole."""
    if span[0] < hole[0]:
        yield span[0], hole[0]
    if span[1] > hole[1]:
        yield hole[1], span[1]
