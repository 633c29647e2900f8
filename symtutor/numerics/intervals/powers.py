"""Whole powers of spans and their real roots."""

from __future__ import annotations

from symtutor.numerics.intervals.spans import (
    EVERYTHING,
    NONNEGATIVE,
    ONE,
    RIGHTMOST,
    ZERO,
    Ball,
    Span,
    magnitude,
    meet,
    thin,
)


def power(a: Span, exponent: int) -> Span:
    """Raise a span to a natural power."""
    if exponent == 0:
        return thin(ONE)
    if exponent % 2 == 0:
        a = magnitude(a)
    return _raised(a[0], exponent), _raised(a[1], exponent)


def _raised(ball: Ball, exponent: int) -> Ball:
    """Multiply repeatedly: a ball around 0 has no power in Arb."""
    result, square = None, ball
    while exponent:
        if exponent & 1:
            result = square if result is None else result * square
        exponent >>= 1
        if exponent:
            square = square * square
    return result


def real_root(a: Span, degree: int) -> Span | None:
    """Take the real root of a span; None where an even root has none."""
    if degree == 1:
        return a
    if degree % 2 == 0:
        clipped = meet(a, NONNEGATIVE)
        return None if clipped is None else (_even_root(clipped[0], degree), _root(clipped[1], degree, RIGHTMOST))
    return _odd_root(a[0], degree, EVERYTHING[0]), _odd_root(a[1], degree, RIGHTMOST)


def roots(value: Span, exponent: int) -> Span | None:
    """Bound the real solutions x of xⁿ = value."""
    if exponent % 2 == 0:
        outer = real_root(value, exponent)
        return None if outer is None else (-outer[1], outer[1])
    return real_root(value, exponent)


def _root(ball: Ball, degree: int, beyond: Ball) -> Ball:
    if ball.is_zero():
        return ZERO
    root = ball.root(degree)
    return root if root.is_finite() else beyond


def _even_root(ball: Ball, degree: int) -> Ball:
    return _root(ball, degree, ZERO)


def _odd_root(ball: Ball, degree: int, beyond: Ball) -> Ball:
    if ball < 0:
        return -_root(-ball, degree, -beyond)
    if ball >= 0:
        return _root(ball, degree, beyond)
    if not ball.is_finite():
        return beyond
    reach = abs(ball).upper().root(degree)
    return (-reach).union(reach)
