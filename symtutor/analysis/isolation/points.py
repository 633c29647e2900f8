"""From solutions to fixed points: tested against the domain, each once and in order."""

from __future__ import annotations

from functools import cmp_to_key
from itertools import combinations
from typing import TYPE_CHECKING

import flint

from symtutor.analysis.isolation.budget import Undecided
from symtutor.analysis.isolation.extent import in_window
from symtutor.analysis.isolation.places import holds_at
from symtutor.numerics.balls import enclose
from symtutor.numerics.intervals.program import Program, UnboundedError
from symtutor.numerics.intervals.spans import excludes_zero, thin

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import sympy as sp
    from sympy.logic.boolalg import Boolean

    from symtutor.analysis.isolation.records import Side

Point = tuple["sp.Expr", ...]

COMPARED_DIGITS = (20, 60, 200)


def is_fixed_point(
    point: Point, states: Sequence[sp.Symbol], field: Sequence[sp.Expr], domain: Iterable[Boolean]
) -> bool:
    """Tell whether the field as typed is defined at a zero of its factors; raise `Undecided` where that is open."""
    values = dict(zip(states, point, strict=True))
    verdicts = [holds_at(condition, values) for condition in domain]
    if False in verdicts:
        return False
    if None in verdicts:
        raise Undecided
    balls = [enclose(value) for value in point]
    try:
        with flint.ctx.workprec(120):
            bounds = Program(field, states).bounds(tuple(map(thin, balls)))
    except UnboundedError:
        raise Undecided from None
    if bounds is None or any(map(excludes_zero, bounds)):
        raise Undecided
    return True


def in_box(point: Point, sides: Sequence[Side]) -> bool:
    """Tell whether no coordinate is proved to lie outside the window."""
    return all(in_window(value, side) for value, side in zip(point, sides, strict=True))


def distinct(points: Iterable[Point]) -> tuple[Point, ...]:
    """Keep each point once, from the least first coordinate on; raise `Undecided` where two cannot be told apart."""
    found = tuple(dict.fromkeys(points))
    if not all(_order(first, second) for first, second in combinations(found, 2)):
        raise Undecided
    return tuple(sorted(found, key=cmp_to_key(_order)))


def _order(first: Point, second: Point) -> int:
    """Compare coordinate by coordinate; coordinates that cannot be told apart count as equal."""
    for a, b in zip(first, second, strict=True):
        for digits in COMPARED_DIGITS if a != b else ():
            left, right = enclose(a, digits=digits), enclose(b, digits=digits)
            if left is None or right is None:
                break
            if left < right or left > right:
                return -1 if left < right else 1
    return 0
