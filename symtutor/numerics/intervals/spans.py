"""Spans: intervals of the extended line whose ends are balls.

An end that is not finite means that nothing bounds the interval on that side; so an overflow or an undefined
operation on ends makes an interval longer, never wrong. Every conclusion is drawn from a comparison of balls that
holds for all numbers in them. A product of 0 and an infinite end is 0: the set of products of real numbers says so.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import flint

Ball: TypeAlias = Any
Span: TypeAlias = tuple[Ball, Ball]
Box: TypeAlias = tuple[Span, ...]

ZERO, ONE = flint.arb(0), flint.arb(1)
LEFTMOST, RIGHTMOST = flint.arb.neg_inf(), flint.arb.pos_inf()
EVERYTHING: Span = (LEFTMOST, RIGHTMOST)
NONNEGATIVE: Span = (ZERO, RIGHTMOST)


def thin(ball: Ball) -> Span:
    """Make a span of one number."""
    return ball, ball


def add(a: Span, b: Span) -> Span:
    """Add two spans."""
    return a[0] + b[0], a[1] + b[1]


def subtract(a: Span, b: Span) -> Span:
    """Subtract two spans."""
    return a[0] - b[1], a[1] - b[0]


def negate(a: Span) -> Span:
    """Change the sign."""
    return -a[1], -a[0]


def _times(x: Ball, y: Ball) -> Ball:
    return ZERO if x.is_zero() or y.is_zero() else x * y


def multiply(a: Span, b: Span) -> Span:
    """Multiply two spans, by the signs of their ends where those are known.

    Examples
    --------
    >>> import flint
    >>> low, high = multiply((flint.arb(-1), flint.arb(2)), (flint.arb(3), flint.arb(4)))
    >>> int(low.unique_fmpz()), int(high.unique_fmpz())
    (-4, 8)
    """
    (al, ah), (bl, bh) = a, b
    if al >= 0:
        if bl >= 0:
            return _times(al, bl), _times(ah, bh)
        if bh <= 0:
            return _times(ah, bl), _times(al, bh)
        return _times(ah, bl), _times(ah, bh)
    if ah <= 0:
        if bl >= 0:
            return _times(al, bh), _times(ah, bl)
        if bh <= 0:
            return _times(ah, bh), _times(al, bl)
        return _times(al, bh), _times(al, bl)
    if bl >= 0:
        return _times(al, bh), _times(ah, bh)
    if bh <= 0:
        return _times(ah, bl), _times(al, bl)
    corners = (_times(al, bl), _times(al, bh), _times(ah, bl), _times(ah, bh))
    low = high = corners[0]
    for corner in corners[1:]:
        low, high = low.min(corner), high.max(corner)
    return low, high


def reciprocal(a: Span) -> Span | None:
    """Invert a span where it is not zero; None for the span that holds 0 alone."""
    low, high = a
    if low > 0:
        return (1 / high if high.is_finite() else ZERO), 1 / low
    if high < 0:
        return 1 / high, (1 / low if low.is_finite() else ZERO)
    if low.is_zero() and high.is_zero():
        return None
    if low >= 0:
        return (1 / high if high > 0 and high.is_finite() else ZERO), RIGHTMOST
    if high <= 0:
        return LEFTMOST, (1 / low if low < 0 and low.is_finite() else ZERO)
    return EVERYTHING


def magnitude(a: Span) -> Span:
    """Bound the absolute value."""
    low, high = a
    if low >= 0:
        return a
    if high <= 0:
        return negate(a)
    return ZERO, (-low).max(high) if low.is_finite() and high.is_finite() else RIGHTMOST


def hull(a: Span, b: Span) -> Span:
    """Give the smallest span that holds both."""
    low = a[0].min(b[0]) if a[0].is_finite() and b[0].is_finite() else LEFTMOST
    high = a[1].max(b[1]) if a[1].is_finite() and b[1].is_finite() else RIGHTMOST
    return low, high


def meet(a: Span, b: Span) -> Span | None:
    """Narrow `a` to where `b` lies too; None where they have nothing in common. The ends are rounded outward."""
    low, high = a
    if b[0] > low:
        low = b[0].lower()
    if b[1] < high:
        high = b[1].upper()
    return None if low > high else (low, high)


def excludes_zero(a: Span) -> bool:
    """Tell whether 0 is proved to lie outside."""
    return bool(a[0] > 0 or a[1] < 0)


def sign_of(a: Span) -> int:
    """Give the sign of every number in the span, 0 where they are not proved to have one sign."""
    return 1 if a[0] > 0 else -1 if a[1] < 0 else 0


def is_bounded(a: Span) -> bool:
    """Tell whether both ends are finite."""
    return bool(a[0].is_finite() and a[1].is_finite())


def inside(a: Span, b: Span) -> bool:
    """Tell whether `a` is proved to lie in the interior of `b`."""
    return bool(a[0] > b[0] and a[1] < b[1])


def within(a: Span, b: Span) -> bool:
    """Tell whether `a` is proved to lie in `b`."""
    return bool(a[0] >= b[0] and a[1] <= b[1])


def width(a: Span) -> Ball:
    """Give the length."""
    return a[1] - a[0]


def middle(a: Span) -> Ball:
    """Choose an exact number near the middle of a bounded span."""
    return ((a[0] + a[1]) / 2).mid()


def as_ball(a: Span) -> Ball:
    """Enclose a bounded span in one ball."""
    return a[0].union(a[1])
