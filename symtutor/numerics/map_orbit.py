"""The map of a step, x ↦ x + h f(x), taken several times in ball arithmetic together with its matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import sympy as sp
from flint import arb, arb_mat, ctx

from symtutor.numerics.balls import enclose, enclose_all, taylor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from symtutor.model import ODESystem
    from symtutor.numerics.balls import Ball

DIGITS = 60
_NEWTON = 12
_POWERS = 10
_SETTLED = arb(10) ** -40
RADIUS = sp.Rational(1, 10**20)
"""Half the width of the box in which a point of a cycle is proved to lie."""

Point = tuple[sp.Expr, ...]


class Turn(NamedTuple):
    """Where some steps lead from a box, and the product of their matrices, which holds the derivative on the box."""

    images: list[list[Ball]]
    matrix: Any


def by_differentiation(system: ODESystem) -> Callable[[Sequence[Ball]], list[Ball] | None]:
    """Give the entries of the Jacobian, row by row, from SymPy's derivatives."""
    entries = [sp.diff(component, state) for component in system.field for state in system.states]
    return lambda place: enclose_all(entries, dict(zip(system.states, place, strict=True)), digits=DIGITS)


def by_series(system: ODESystem) -> Callable[[Sequence[Ball]], list[Ball] | None]:
    """Give them from power series, without a derivative."""

    def entries(place: Sequence[Ball]) -> list[Ball] | None:
        at = dict(zip(system.states, place, strict=True))
        found = [
            taylor(component, state, at, 1, digits=DIGITS) for component in system.field for state in system.states
        ]
        return [series[1] for series in found if series is not None] if None not in found else None

    return entries


class StepMap:
    """The map of a step of a system; the entries of its Jacobian come from the function given."""

    def __init__(
        self, system: ODESystem, step: sp.Expr, entries: Callable[[Sequence[Ball]], list[Ball] | None]
    ) -> None:
        self.system, self.entries = system, entries
        self.size = system.dimension
        self.width = enclose(step, digits=DIGITS)

    def turn(self, place: Sequence[Ball], count: int) -> Turn | None:
        """Take so many steps from a box."""
        images, here, matrix = [], list(place), self._unit()
        for _ in range(count):
            at = dict(zip(self.system.states, here, strict=True))
            velocity, slopes = enclose_all(self.system.field, at, digits=DIGITS), self.entries(here)
            if velocity is None or slopes is None:
                return None
            matrix = (self._unit() + arb_mat(self.size, self.size, slopes) * self.width) * matrix
            here = [x + self.width * v for x, v in zip(here, velocity, strict=True)]
            images.append(here)
        return Turn(images, matrix)

    def refined(self, place: Sequence[Ball], count: int) -> list[Ball] | None:
        """Look for a point that so many steps map to itself, by Newton's method from a place near to it."""
        here = [ball.mid() for ball in place]
        for _ in range(_NEWTON):
            change = self._newton(here, self.turn(here, count))
            if change is None:
                return None
            here = [(x - d).mid() for x, d in zip(here, change, strict=True)]
            if all(abs(d) < _SETTLED for d in change):
                return here
        return None

    def holds_one(self, place: Sequence[Ball], count: int, radius: Ball) -> Turn | None:
        """Prove by Krawczyk's operator that the box around a place holds a fixed point of so many steps, and only one.

        The answer is the turn of the box; None where the proof does not succeed.
        """
        middle, box = self.turn(place, count), [x + arb(0, radius) for x in place]
        whole = self.turn(box, count)
        change = self._newton(place, middle)
        if middle is None or whole is None or change is None:
            return None
        try:
            inverse = arb_mat(self.size, self.size, [e.mid() for e in (middle.matrix - self._unit()).inv().entries()])
        except ZeroDivisionError:
            return None
        gaps = [end - start for end, start in zip(middle.images[-1], place, strict=True)]
        moved = inverse * arb_mat(self.size, 1, gaps)
        spread = self._unit() - inverse * (whole.matrix - self._unit())
        wide = spread * arb_mat(self.size, 1, [arb(0, radius)] * self.size)
        inside = all(abs(b - a) < radius for a, b in zip(moved.entries(), wide.entries(), strict=True))
        return whole if inside else None

    def shrinks(self, turn: Turn) -> bool:
        """Prove that every eigenvalue of the product is less than 1 in size: some power of it has a norm below 1."""
        matrix = turn.matrix
        for _ in range(_POWERS):
            rows = matrix.tolist()
            if all(sum(map(abs, row), arb(0)) < 1 for row in rows):
                return True
            matrix = matrix * matrix
        return False

    def _newton(self, place: Sequence[Ball], turn: Turn | None) -> list[Ball] | None:
        """Give the step of Newton's method for G(x) − x."""
        if turn is None:
            return None
        gaps = [end - start for end, start in zip(turn.images[-1], place, strict=True)]
        try:
            found: list[Ball] = (turn.matrix - self._unit()).solve(arb_mat(self.size, 1, gaps)).entries()
        except ZeroDivisionError:
            return None
        return found if all(ball.is_finite() for ball in found) else None

    def _unit(self) -> Any:  # noqa: ANN401 - flint ships no types
        return arb_mat(self.size, self.size, [int(i == j) for i in range(self.size) for j in range(self.size)])


def precision() -> Any:  # noqa: ANN401 - likewise
    """Work with the digits of this module."""
    return ctx.workdps(DIGITS)
