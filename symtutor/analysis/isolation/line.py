"""All zeros of one function of one variable on an interval, each proved, and proved to be all.

An interval on which the bounds of f exclude 0 holds no zero. One on which the bounds of f′ exclude 0 holds one zero
where f changes sign between its ends and none where it does not. Others are cut in two. Zeros at which f′ vanishes too
must be recognized as exact numbers: around a zero of multiplicity k the k-th derivative leaves room for no other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import flint
import sympy as sp

from symtutor.analysis.isolation.budget import ZERO_LIMIT, Budget, Undecided
from symtutor.analysis.isolation.exact import candidates, vanishes
from symtutor.analysis.isolation.neighbourhood import neighbourhood
from symtutor.analysis.isolation.pieces import around, between, overlap, scale_of
from symtutor.analysis.isolation.records import LineZero
from symtutor.numerics.balls import enclose
from symtutor.numerics.balls import middle as exactly
from symtutor.numerics.intervals.newton import approach, proves_one_zero, settle
from symtutor.numerics.intervals.program import Program, UnboundedError
from symtutor.numerics.intervals.spans import (
    ONE,
    Ball,
    Span,
    add,
    excludes_zero,
    is_bounded,
    meet,
    middle,
    multiply,
    sign_of,
    subtract,
    thin,
    width,
    within,
)
from symtutor.numerics.isolated import IsolatedZero

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PRECISION = 96
GUESS_WIDTHS = tuple(flint.arb(2) ** -bits for bits in (8, 16, 28))
SMALLEST = flint.arb(2) ** -44
FAR = flint.arb(2) ** 40
TINY = flint.arb(2) ** -26
RADII = (6, 12, 20, 28, 36, 44, 52, 60)
ZERO_BITS = 130
DECIMALS = 16
SHRINKS = 6
CUT = flint.arb(flint.fmpq(63, 128))
"""Where an interval is cut: beside the middle, because zeros like to lie at round numbers."""


@dataclass(frozen=True, slots=True)
class Known:
    """A zero with its interval as a span."""

    zero: LineZero
    span: Span


class LineSearch:
    """The search for the zeros of `equation`; `conditions` are expressions with the spans in which they must lie."""

    def __init__(
        self,
        equation: sp.Expr,
        unknown: sp.Symbol,
        budget: Budget,
        conditions: Sequence[tuple[sp.Expr, Span]] = (),
    ) -> None:
        self.equation, self.unknown, self.budget = equation, unknown, budget
        try:
            self.program = Program([equation], [unknown])
            self.conditions = [(Program([side], [unknown]), aim) for side, aim in conditions]
        except UnboundedError:
            raise Undecided from None
        self.known: list[Known] = []

    def search(self, span: Span) -> list[LineZero]:
        """Find the zeros on a span; raise `Undecided` where one part of it stays open.

        Examples
        --------
        >>> x = sp.Symbol("x", real=True)
        >>> found = LineSearch(sp.tanh(2 * x) - x, x, Budget()).search((flint.arb(-20), flint.arb(20)))
        >>> [zero.at for zero in found]
        [-0.957504024077269, 0, 0.957504024077269]
        """
        with flint.ctx.workprec(PRECISION):
            waiting = [span]
            while waiting:
                current = waiting.pop()
                self.budget.spend(3 * len(self.program))
                waiting += self._examine(current)
                if len(self.known) > ZERO_LIMIT:
                    raise Undecided
            ordered = sorted(self.known, key=lambda known: known.span[0])
        return [known.zero for known in ordered]

    def _examine(self, current: Span) -> list[Span]:
        """Decide one span, or say which parts of it remain."""
        narrowed = self._contracted(current)
        if narrowed is None:
            return []
        for known in self.known:
            if overlap(narrowed, known.span):
                return list(around(narrowed, known.span))
        tiny = is_bounded(narrowed) and bool(width(narrowed) < TINY * scale_of(narrowed))
        if tiny and self._widened(narrowed, [(flint.arb(2) ** -bits * scale_of(narrowed)).mid() for bits in RADII]):
            return []
        decided = self._by_slope(narrowed)
        return self._cut(narrowed) if decided is None else decided

    def _by_slope(self, span: Span) -> list[Span] | None:
        """Decide a span by bounds on the slope; None where they do not decide it."""
        values = self.program.run((span,))
        if values is None:
            return []
        if not self.program.defined(values):
            return None
        slope = self.program.jacobian(values)[0][0]
        if excludes_zero(slope):
            return self._monotone(span, sign_of(slope))
        if is_bounded(span) and is_bounded(slope):
            point = middle(span)
            at_point = self.program.bounds((thin(point),))
            reach = multiply(slope, subtract(span, thin(point)))
            if at_point is not None and excludes_zero(add(at_point[0], reach)):
                return []
        return None

    def _contracted(self, span: Span) -> Span | None:
        """Narrow a span to where f is defined and can vanish."""
        for _ in range(SHRINKS):
            box = self.program.contract((span,))
            for program, aim in self.conditions:
                box = program.contract(box, aim) if box is not None else None
            if box is None:
                return None
            (narrowed,) = box
            if not is_bounded(narrowed) and narrowed == span:
                return narrowed
            if is_bounded(span) and width(narrowed) > width(span) * flint.arb("0.8"):
                return narrowed
            span = narrowed
        return span

    def _monotone(self, span: Span, direction: int) -> list[Span] | None:
        """Decide a span on which f is monotone by its signs at the ends; None where a sign is not known."""
        low, high = span
        left = self._sign(low) if low.is_finite() else None
        right = self._sign(high) if high.is_finite() else None
        if left is None and right is None:
            return None
        if left is None:  # toward −∞ f moves away from its value at the right end
            return [] if right == -direction else None
        if right is None:
            return [] if left == direction else None
        if left and left == right:
            return []
        if left and right:
            return [] if self._simple(span, left, right) else None
        return [] if self._widened(span, ((width(span) / 16).mid(),)) else None

    def _widened(self, span: Span, margins: Iterable[Ball]) -> bool:
        """Look a little beyond a span at whose end f may vanish, for a change of sign where f is monotone."""
        for margin in margins:
            wider = (span[0] - margin).mid(), (span[1] + margin).mid()
            if any(overlap(wider, known.span) for known in self.known):
                continue
            values = self.program.run((wider,))
            if values is None or not self.program.defined(values):
                continue
            left, right = self._sign(wider[0]), self._sign(wider[1])
            if left * right < 0 and excludes_zero(self.program.jacobian(values)[0][0]):
                return self._simple(wider, left, right)
        return False

    def _sign(self, point: Ball) -> int:
        value = self.program.bounds((thin(point),))
        return 0 if value is None else sign_of(value[0])

    def _simple(self, span: Span, left: int, right: int) -> bool:
        """Name the one zero in a span on which f is monotone and changes sign."""
        inner = span
        while (found := self._enclosed(inner)) is None:
            self.budget.spend(3 * len(self.program))
            point = (inner[0] + (inner[1] - inner[0]) * CUT).mid()
            sign = self._sign(point)
            inner = (inner[0], point) if sign == right else (point, inner[1])
            if not sign or width(inner) < SMALLEST * SMALLEST:
                return False
        ball, box = found
        exact = self._recognized(thin(ball))
        if exact is None:
            sides = sp.Tuple(sp.Tuple(*map(exactly, box)))
            exact = IsolatedZero(sp.Tuple(self.equation), sp.Tuple(self.unknown), sides, sp.S.Zero)
        low, high = self._bracket(ball, span)
        self.known.append(Known(LineZero(exact, low, high, left, right), span))
        return True

    def _bracket(self, ball: Ball, span: Span) -> tuple[sp.Rational, sp.Rational]:
        """Choose short decimals around a zero between which f is monotone; the ends of `span` where there are none."""
        for digits in range(1, DECIMALS):
            scale = 10**digits
            low, high = (ball * scale).lower().floor(), (ball * scale).upper().ceil()
            if low >= high:
                low, high = low - 1, high + 1
            low, high = (sp.Rational(int(end.unique_fmpz()), scale) for end in (low, high))
            box = (between(low, high),)
            values = self.program.run(box)
            if values is None or not self.program.defined(values):
                continue
            if excludes_zero(self.program.jacobian(values)[0][0]):
                return low, high
        return exactly(span[0]), exactly(span[1])

    def _enclosed(self, span: Span) -> tuple[Ball, Span] | None:
        """Find the zero in a span by Newton's method, and an interval around it on which Newton's method proves it."""
        point = settle(self.program, (middle(span),))
        if point is None or not within(thin(point[0]), span):
            return None
        scale = abs(point[0]).max(ONE)
        for bits in RADII:
            radius = (flint.arb(2) ** -bits * scale).mid()
            box = (point[0] - radius).mid(), (point[0] + radius).mid()
            if proves_one_zero(self.program, (box,)):
                balls = approach(self.program, (box,), ZERO_BITS)
                if balls is not None and within(thin(balls[0]), span):
                    return balls[0], box
        return None

    def _recognized(self, span: Span) -> sp.Expr | None:
        """Find an exact zero in a span."""
        for candidate in candidates(span):
            bounds = self.program.bounds((thin(enclose(candidate)),))
            if bounds is None or excludes_zero(bounds[0]):
                continue
            if vanishes(self.equation, {self.unknown: candidate}):
                return candidate
        return None

    def _cut(self, span: Span) -> list[Span]:
        """Cut a span in two, after trying to recognize a zero in one that has become short."""
        low, high = span
        if not is_bounded(span):
            return self._cut_far(span)
        size, scale = width(span), scale_of(span)
        last = not size > SMALLEST * scale
        if (last or any(size <= limit * scale < 2 * size for limit in GUESS_WIDTHS)) and self._multiple(span):
            return [span]
        if last:
            raise Undecided
        point = (low + (high - low) * CUT).mid()
        return [(point, high), (low, point)]

    def _cut_far(self, span: Span) -> list[Span]:
        low, high = span
        if not low.is_finite() and not high.is_finite():
            point = flint.arb(0)
        elif low.is_finite():
            point = (abs(low) * 4 + 20).mid()
        else:
            point = -(abs(high) * 4 + 20).mid()
        if abs(point) > FAR:
            raise Undecided
        return [(point, high), (low, point)]

    def _multiple(self, span: Span) -> bool:
        """Recognize an exact zero near a short span and prove that it is the only one around it."""
        margin = width(span) + SMALLEST
        at = self._recognized((span[0] - margin, span[1] + margin))
        if at is None or any(known.zero.at == at for known in self.known):
            return False
        near = neighbourhood(self.equation, self.unknown, at, self.program)
        if near is None or meet(near.span, span) is None:
            return False
        low, high = near.span
        zero = LineZero(at, exactly(low), exactly(high), near.left, near.right, near.multiplicity)
        self.known.append(Known(zero, near.span))
        return True
