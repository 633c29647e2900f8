"""Gradient descent, row by row: the record, its check and its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.document import (
    Approx,
    Chain,
    Equation,
    Listing,
    Name,
    Negative,
    Product,
    Step,
    Sum,
    Text,
    equals,
    paragraph,
    table,
)
from symtutor.numerics.balls import enclose, taylor
from symtutor.numerics.stepping import CHECKING_DIGITS, agrees
from symtutor.numerics.wording import (
    DECIMALS,
    counted,
    fraction,
    indexed,
    is_short,
    rounding_remark,
    shortened,
    shown,
    slope_name,
)
from symtutor.worker.progress import progress

if TYPE_CHECKING:
    from symtutor.document import Block, Formula
    from symtutor.model import ODESystem
    from symtutor.numerics.euler_table import Halt


@dataclass(frozen=True, slots=True)
class DescentRow:
    """One step: from `weights`, against `gradient`, to `following`."""

    n: int
    weights: tuple[sp.Expr, ...]
    gradient: tuple[sp.Expr, ...]
    following: tuple[sp.Expr, ...]


@dataclass(frozen=True, slots=True)
class DescentTable:
    """Gradient descent w_{n+1} = w_n − η ∇L(w_n) + β (w_n − w_{n−1}) with learning rate η, momentum β and w_{−1} = w_0.

    Definition: each step goes against the gradient (Boyd and Vandenberghe, *Convex Optimization*, section 9.3); with
    β > 0 it also repeats a part of the step before, the heavy ball of Polyak (1964). Weights are Rational throughout;
    up to w_k with k = ``exact_until`` they are exact, later ones are rounded to 50 digits at every step.

    Attributes
    ----------
    system : ODESystem
        The gradient flow w′ = −∇L(w).
    loss : Expr
    rate, momentum : Expr
    start : tuple of Expr
    rows : tuple of DescentRow
    losses : tuple of Expr or None
        L(w_0), L(w_1), …; None where it has no real value.
    exact_until : int
    halt : Halt or None
        Why the run ended early.
    """

    system: ODESystem
    loss: sp.Expr
    rate: sp.Expr
    momentum: sp.Expr
    start: tuple[sp.Expr, ...]
    rows: tuple[DescentRow, ...]
    losses: tuple[sp.Expr | None, ...]
    exact_until: int
    halt: Halt | None = None

    @property
    def weights(self) -> tuple[tuple[sp.Expr, ...], ...]:
        """The weights w_0, w_1, … in order."""
        return (self.start, *(row.following for row in self.rows))

    @property
    def final(self) -> tuple[sp.Expr, ...]:
        """The last weights."""
        return self.weights[-1]

    def is_exact(self, n: int) -> bool:
        """Tell whether the weights after n steps are exact."""
        return n <= self.exact_until

    def exact_loss(self, n: int) -> bool:
        """Tell whether the loss after n steps is exact."""
        at = dict(zip(self.system.states, self.weights[n], strict=True))
        return self.is_exact(n) and bool(self.losses[n] == self.loss.xreplace(at))

    def verify(self) -> bool | None:
        """Take every step again in ball arithmetic; the gradient comes from the power series of L itself."""
        before = (self.start, *self.weights)
        verdicts = [
            self._row_holds(row, weights, earlier)
            for row, weights, earlier in zip(self.rows, self.weights, before, strict=False)
        ]
        if False in verdicts:
            return False
        return None if None in verdicts else True

    def _row_holds(self, row: DescentRow, weights: tuple[sp.Expr, ...], before: tuple[sp.Expr, ...]) -> bool | None:
        progress("Taking every step again", row.n, len(self.rows))
        if row.weights != weights:
            return False
        at = dict(zip(self.system.states, weights, strict=True))
        for position, state in enumerate(self.system.states):
            slopes = taylor(self.loss, state, at, 1, digits=CHECKING_DIGITS)
            here, earlier, slope = weights[position], before[position], row.gradient[position]
            target = enclose(here - self.rate * slope + self.momentum * (here - earlier), digits=CHECKING_DIGITS)
            if slopes is None or target is None:
                return None
            exact = self.is_exact(row.n + 1)
            if not (agrees(slopes[1], slope, exact=exact) and agrees(target, row.following[position], exact=exact)):
                return False
        return True

    def narrate(self) -> Step:
        """Write the first step out in full, then the table."""
        count = len(self.rows)
        heading = f"{counted(count, 'step')} with learning rate {{rate}}{'. The first, in full' * (count > 1)}:"
        blocks: list[Block] = []
        if count:
            blocks += [
                paragraph(heading[0].upper() + heading[1:], rate=equals(Name("eta"), self.rate)),
                Equation(tuple(self._first_step(position) for position in range(self.system.dimension))),
                *self._table(),
                *self._result(),
            ]
        blocks.extend(self._remarks())
        title = f"The descent with rate {fraction(self.rate)}" if self.rate.is_Rational else "The descent"
        return Step(title, tuple(blocks), topic="descent")

    def _first_step(self, position: int) -> Chain:
        row, states = self.rows[0], self.system.states
        here, slope, following = row.weights[position], row.gradient[position], row.following[position]
        arguments = [indexed(state, 0, value) for state, value in zip(states, row.weights, strict=True)]
        exact = is_short(slope) and is_short(following) and here - self.rate * slope == following
        value = slope if exact else None
        symbolic = Product((Name("eta", value=self.rate), slope_name(states, position, arguments, value)))
        sides: list[Formula] = [
            indexed(states[position], 1, following if exact else None),
            Sum((arguments[position], Negative(symbolic))),
        ]
        if exact:
            return equals(*sides, Sum((here, Negative(Product((self.rate, slope))))), following)
        sides += [Sum((here, Negative(Product((self.rate, Approx(slope)))))), Approx(following, DECIMALS)]
        return Chain(tuple(sides), ("=", "≈", "≈"))

    def _table(self) -> list[Block]:
        states = self.system.states
        names = [indexed(state, sp.Symbol("n")) for state in states]
        header: list[object] = [Name("n"), *names]
        header += [slope_name(states, position, names) for position in range(len(states))]
        header.append(Name("L", args=tuple(names)))
        rows = [(row.n, *self._weights(row.n), *self._slopes(row), self._loss(row.n)) for row in self.rows]
        last = len(self.rows)
        rows.append((last, *self._weights(last), *("" for _ in states), self._loss(last)))
        kept, remark = shortened(rows)
        return [table(tuple(header), kept), *([remark] if remark else [])]

    def _weights(self, n: int) -> list[Formula]:
        return [shown(value, exact=self.is_exact(n)) for value in self.weights[n]]

    def _slopes(self, row: DescentRow) -> list[Formula]:
        return [shown(value, exact=self.is_exact(row.n + 1)) for value in row.gradient]

    def _loss(self, n: int) -> object:
        value = self.losses[n]
        return "" if value is None else shown(value, exact=self.exact_loss(n))

    def _result(self) -> list[Block]:
        """Say where the table ends."""
        count, exact = len(self.rows), self.is_exact(len(self.rows))
        found = tuple(
            Chain(
                (indexed(state, count, value), shown(value, exact=exact)),
                ("=" if exact and is_short(value) else "≈",),
            )
            for state, value in zip(self.system.states, self.final, strict=True)
        )
        return [paragraph(f"After {counted(count, 'step')}: {{values}}.", values=Listing(found))]

    def _remarks(self) -> list[Block]:
        remarks: list[Block] = [*rounding_remark(self.system.states[0], self.weights, self.exact_until)]
        if self.halt is not None:
            remarks.append(
                paragraph(
                    f"The descent *stops* after {counted(len(self.rows), 'step')} because {{why}}.",
                    why=Text(self.halt.value),
                )
            )
        return remarks
