"""Independent checks of a list of zeros: Newton's method from many starts, and the argument principle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flint

from symtutor.numerics.balls import enclose
from symtutor.numerics.intervals.newton import newton_step, proves_one_zero
from symtutor.numerics.intervals.program import Program, UnboundedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import sympy as sp

    from symtutor.analysis.isolation.records import Side
    from symtutor.numerics.intervals.spans import Ball

STARTS = 96
STEPS = 25
PRECISION = 60
NEAR = flint.arb(2) ** -20
CLOSE = flint.arb(2) ** -36
RADIUS = flint.arb(2) ** -24
STEPS_OF_STARTS = tuple(flint.fmpq(step, 10_000) for step in (6180, 7549, 8192, 8567))
"""Steps of a sequence that fills a box evenly, one for each dimension."""


def newton_finds_no_other(
    field: Sequence[sp.Expr],
    states: Sequence[sp.Symbol],
    points: Sequence[tuple[sp.Expr, ...]],
    sides: Sequence[Side],
) -> bool | None:
    """Start Newton's method all over a box and see whether it leads to a zero that is not in the list.

    True when it does not, False when it finds a zero that is proved and lies in the box; None where the field cannot be
    evaluated.

    Examples
    --------
    >>> import sympy as sp
    >>> x = sp.Symbol("x", real=True)
    >>> side = (sp.Integer(-3), sp.Integer(3))
    >>> newton_finds_no_other([sp.exp(x) - 1], [x], [(sp.S.Zero,)], [side])
    True
    >>> newton_finds_no_other([sp.exp(x) - 1], [x], [], [side])
    False
    """
    try:
        program = Program(field, states)
    except UnboundedError:
        return None
    known = [[enclose(value) for value in point] for point in points]
    ends = [[enclose(end) for end in side] for side in sides]
    if any(None in row for row in (*known, *ends)):
        return None
    with flint.ctx.workprec(PRECISION):
        for start in _starts(ends):
            zero = _limit(program, start)
            if zero is None or any(_near(zero, point) for point in known):
                continue
            inside = all(low < part < high for part, (low, high) in zip(zero, ends, strict=True))
            box = tuple(((part - RADIUS).mid(), (part + RADIUS).mid()) for part in zero)
            if inside and proves_one_zero(program, box):
                return False
    return True


def _starts(ends: Sequence[Sequence[Ball]]) -> Iterator[tuple[Ball, ...]]:
    """Fill a box with points, more and more densely toward its middle."""
    for number in range(STARTS):
        shares = [2 * (step * number - (step * number).floor()) - 1 for step in STEPS_OF_STARTS]
        yield tuple(
            ((low + high) / 2 + (high - low) / 2 * share * share * share).mid()
            for (low, high), share in zip(ends, shares, strict=False)
        )


def _limit(program: Program, point: tuple[Ball, ...]) -> tuple[Ball, ...] | None:
    """Follow Newton's method until its steps are tiny; None where it does not settle."""
    for _ in range(STEPS):
        step = newton_step(program, point)
        if step is None:
            return None
        point = tuple((part - change).mid() for part, change in zip(point, step, strict=True))
        if all(abs(change) < CLOSE for change in step):
            return point
    return None


def _near(zero: Sequence[Ball], point: Sequence[Ball]) -> bool:
    return all(bool(abs(a - b) < NEAR * (1 + abs(b))) for a, b in zip(zero, point, strict=True))
