"""All common zeros of several functions in a box, each proved, and proved to be all.

Boxes are narrowed to where every function can vanish, excluded where one cannot, and cut where neither helps.
Krawczyk's operator proves that a box holds exactly one zero (:mod:`symtutor.numerics.intervals.newton`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import flint
import sympy as sp

from symtutor.analysis.isolation.budget import ZERO_LIMIT, Budget, Undecided
from symtutor.analysis.isolation.exact import candidates, vanishes
from symtutor.numerics.balls import middle as exactly
from symtutor.numerics.intervals.newton import approach, krawczyk, proves_one_zero
from symtutor.numerics.intervals.program import Program, UnboundedError
from symtutor.numerics.intervals.spans import (
    EVERYTHING,
    ONE,
    Ball,
    Box,
    Span,
    inside,
    is_bounded,
    meet,
    thin,
    width,
    within,
)
from symtutor.numerics.isolated import IsolatedZero

if TYPE_CHECKING:
    from collections.abc import Sequence

PRECISION = 80
ZERO_BITS = 130
SMALLEST = flint.arb(2) ** -34
FAR = flint.arb(2) ** 24
ROUNDS = 8
CUT = flint.arb(flint.fmpq(63, 128))
SHARES = (flint.arb(flint.fmpq(1, 8)), ONE)
SETTLED = flint.arb("0.9")


@dataclass(frozen=True, slots=True)
class SpaceZero:
    """A common zero, and the box in which it is the only one."""

    at: tuple[sp.Expr, ...]
    box: tuple[tuple[sp.Rational, sp.Rational], ...]


class SpaceSearch:
    """The search for the common zeros of as many equations as unknowns."""

    def __init__(self, equations: Sequence[sp.Expr], unknowns: Sequence[sp.Symbol], budget: Budget) -> None:
        self.equations, self.unknowns, self.budget = tuple(equations), tuple(unknowns), budget
        try:
            self.program = Program(self.equations, self.unknowns)
        except UnboundedError:
            raise Undecided from None
        self.zeros: list[tuple[SpaceZero, tuple[Ball, ...]]] = []
        self.known: list[Box] = []

    def search(self, box: Box) -> list[SpaceZero]:
        """Find the zeros in a box; raise `Undecided` where a part of it stays open.

        Examples
        --------
        >>> x, y = sp.symbols("x y", real=True)
        >>> side = (flint.arb(-20), flint.arb(20))
        >>> search = SpaceSearch([sp.tanh(x + y) - x, sp.tanh(x - y) - y], [x, y], Budget())
        >>> len(search.search((side, side)))
        3
        """
        with flint.ctx.workprec(PRECISION):
            waiting = [box]
            while waiting:
                current = waiting.pop()
                self.budget.spend(10 * len(self.program) + 10 * len(self.unknowns) ** 3)
                waiting += self._examine(current)
                if len(self.zeros) > ZERO_LIMIT:
                    raise Undecided
        return [zero for zero, _ in self.zeros]

    def reach(self) -> Box | None:
        """Bound all common zeros there are, on sides that may be infinite; None where there are none."""
        with flint.ctx.workprec(PRECISION):
            box: Box | None = (EVERYTHING,) * len(self.unknowns)
            for _ in range(2 * ROUNDS):
                self.budget.spend(3 * len(self.program))
                box = self.program.contract(box) if box is not None else None
            return box

    def _examine(self, current: Box) -> list[Box]:
        """Decide one box, or say which parts of it remain."""
        box = self._contracted(current)
        if box is None or self._is_known(box):
            return []
        if all(map(is_bounded, box)):
            image = krawczyk(self.program, box)
            if image is not None:
                met = [meet(side, new) for side, new in zip(box, image, strict=True)]
                if None in met:
                    return []
                narrowed: Box = tuple(side for side in met if side is not None)
                whole = all(inside(new, side) for new, side in zip(image, box, strict=True))
                if (self._name(box) if whole else self._widened(narrowed)) and self._is_known(narrowed):
                    return []
                if _volume_ratio(narrowed, box):
                    return [narrowed]
                box = narrowed
        return self._cut(box)

    def _contracted(self, box: Box) -> Box | None:
        """Narrow a box to where all equations can vanish, as long as that helps."""
        for _ in range(ROUNDS):
            narrowed = self.program.contract(box)
            if narrowed is None:
                return None
            helped = _volume_ratio(narrowed, box)
            box = narrowed
            if not helped:
                break
        return box

    def _is_known(self, box: Box) -> bool:
        return any(all(within(side, near) for side, near in zip(box, known, strict=True)) for known in self.known)

    def _widened(self, box: Box) -> bool:
        """Look a little beyond a box, on whose edge a zero may lie."""
        for share in SHARES:
            wider = tuple(
                ((low - margin).mid(), (high + margin).mid())
                for low, high in box
                for margin in ((high - low) * share + SMALLEST,)
            )
            if proves_one_zero(self.program, wider):
                return self._name(wider)
        return False

    def _name(self, box: Box) -> bool:
        """Name the one zero in a box in which it is proved to be the only one."""
        balls = approach(self.program, box, ZERO_BITS)
        if balls is None:
            return False
        self.known.append(box)
        for _, others in self.zeros:
            if all(ball.overlaps(other) for ball, other in zip(balls, others, strict=True)):
                both = tuple((low.lower(), high.upper()) for low, high in map(_hull, balls, others))
                if proves_one_zero(self.program, both):
                    return True  # the same zero once more
                raise Undecided
        sides = tuple((exactly(low), exactly(high)) for low, high in box)
        at = self._exact(balls)
        self.zeros.append((SpaceZero(self._coordinates(sides) if at is None else at, sides), balls))
        return True

    def _exact(self, balls: tuple[Ball, ...]) -> tuple[sp.Expr, ...] | None:
        """Recognize a zero all of whose coordinates are exact numbers."""
        guesses = [next(iter(candidates(thin(ball))), None) for ball in balls]
        if None in guesses:
            return None
        values = dict(zip(self.unknowns, guesses, strict=True))
        if not all(vanishes(equation, values) for equation in self.equations):
            return None
        return tuple(values.values())

    def _coordinates(self, sides: tuple[tuple[sp.Rational, sp.Rational], ...]) -> tuple[sp.Expr, ...]:
        equations, unknowns = sp.Tuple(*self.equations), sp.Tuple(*self.unknowns)
        box = sp.Tuple(*(sp.Tuple(*side) for side in sides))
        return tuple(IsolatedZero(equations, unknowns, box, sp.Integer(place)) for place in range(len(sides)))

    def _cut(self, box: Box) -> list[Box]:
        """Cut a box in two across its longest side."""
        place = max(range(len(box)), key=lambda side: _length(box[side]))
        low, high = box[place]
        if low.is_finite() and high.is_finite():
            if not width(box[place]) > SMALLEST * abs(low).max(abs(high)).max(ONE):
                raise Undecided
            point = (low + (high - low) * CUT).mid()
        elif low.is_finite() or high.is_finite():
            end, outward = (low, 1) if low.is_finite() else (high, -1)
            point = (end + outward * (abs(end) * 3 + 20)).mid()
        else:
            point = flint.arb(0)
        if abs(point) > FAR:
            raise Undecided
        return [(*box[:place], part, *box[place + 1 :]) for part in ((point, high), (low, point))]


def _hull(first: Ball, second: Ball) -> Span:
    margin = (first.rad() + second.rad()) * 4
    return first.min(second) - margin, first.max(second) + margin


def _length(side: Span) -> Ball:
    return width(side).mid() if is_bounded(side) else FAR * FAR


def _volume_ratio(narrowed: Box, box: Box) -> bool:
    """Tell whether some side became clearly shorter."""
    return any(
        bool(width(new) < width(old) * SETTLED) if is_bounded(old) else is_bounded(new)
        for new, old in zip(narrowed, box, strict=True)
    )
