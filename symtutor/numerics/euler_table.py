"""A computation by Euler's method, row by row: the record, its check and its words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.document import Approx, Chain, Equation, Listing, Name, Product, Step, Sum, Text, equals, paragraph, table
from symtutor.numerics.balls import enclose
from symtutor.numerics.clock import clock_of
from symtutor.numerics.stepping import CHECKING_DIGITS, agrees
from symtutor.numerics.wording import (
    DECIMALS,
    called,
    counted,
    indexed,
    is_short,
    rounding_remark,
    shortened,
    shown,
    to_places,
    velocity_name,
)
from symtutor.worker.progress import progress

if TYPE_CHECKING:
    from symtutor.document import Block, Formula
    from symtutor.model import ODESystem


class Halt(StrEnum):
    """Why a run ended before its time, in words that follow "because"."""

    DOMAIN = "the velocity has no real value there"
    GRADIENT = "the loss or its gradient has no real value there"
    POLE = "the next step leaps over a place where the velocity is infinite"
    OVERFLOW = "the next state has more than 300 digits before the point"


@dataclass(frozen=True, slots=True)
class EulerRow:
    """One step: from `state` at `time`, along `slope`, to `following`."""

    n: int
    time: sp.Expr
    state: tuple[sp.Expr, ...]
    slope: tuple[sp.Expr, ...]
    following: tuple[sp.Expr, ...]


@dataclass(frozen=True, slots=True)
class EulerTable:
    """Euler's method x_{n+1} = x_n + h f(x_n, t_n) from t = `begin` to `until` with step h.

    Definition: each step follows the tangent of the solution through x_n for a time h (Strogatz, *Nonlinear Dynamics
    and Chaos*, section 2.8). States are Rational throughout; up to x_k with k = ``exact_until`` they are Euler's
    states exactly, later ones are rounded to 50 digits at every step.
    """

    system: ODESystem
    until: sp.Expr
    step: sp.Expr
    start: tuple[sp.Expr, ...]
    rows: tuple[EulerRow, ...]
    exact_until: int
    halt: Halt | None = None
    begin: sp.Expr = sp.S.Zero

    @property
    def states(self) -> tuple[tuple[sp.Expr, ...], ...]:
        """The states x_0, x_1, … in order."""
        return (self.start, *(row.following for row in self.rows))

    @property
    def times(self) -> tuple[sp.Expr, ...]:
        """The times t₀, t₀ + h, t₀ + 2h, … of the states."""
        return tuple(self.begin + n * self.step for n in range(len(self.rows) + 1))

    @property
    def final(self) -> tuple[sp.Expr, ...]:
        """The last state reached."""
        return self.states[-1]

    def is_exact(self, n: int) -> bool:
        """Tell whether the state after n steps is Euler's exactly."""
        return n <= self.exact_until

    def verify(self) -> bool | None:
        """Take every step again in ball arithmetic on the expression tree, at 80 digits."""
        if self.halt is None and self.times[-1] != self.until:
            return False
        verdicts = [
            self._row_holds(row, before)
            for row, before in zip(self.rows, (self.start, *(row.following for row in self.rows)), strict=False)
        ]
        if False in verdicts:
            return False
        return None if None in verdicts else True

    def _row_holds(self, row: EulerRow, before: tuple[sp.Expr, ...]) -> bool | None:
        progress("Taking every step again", row.n, len(self.rows))
        if row.state != before or row.time != self.begin + row.n * self.step:
            return False
        at = self._at(row)
        for component, state, slope, following in zip(
            self.system.field, row.state, row.slope, row.following, strict=True
        ):
            velocity = enclose(component, at, digits=CHECKING_DIGITS)
            target = enclose(state + self.step * slope, digits=CHECKING_DIGITS)
            if velocity is None or target is None:
                return None
            exact = self.is_exact(row.n + 1)
            if not (agrees(velocity, slope, exact=exact) and agrees(target, following, exact=exact)):
                return False
        return True

    def _at(self, row: EulerRow) -> dict[sp.Symbol, sp.Expr]:
        """Give the place and the time of a row."""
        return {self.system.time: row.time, **dict(zip(self.system.states, row.state, strict=True))}

    @property
    def _planned(self) -> str:
        """Count the steps that were asked for."""
        return counted(int((self.until - self.begin) / self.step), "step")

    def narrate(self) -> Step:
        """Write the first step out in full, then the table."""
        count = len(self.rows)
        way = "the time {until} takes" if self.begin.is_zero else "the way from {begin} to {until} takes"
        blocks: list[Block] = [
            paragraph(
                f"With {{h}} {way} {{steps}}" + (". The first, in full:" if count > 1 else ":" if count else "."),
                h=equals(Name("h"), self.step),
                **({} if self.begin.is_zero else {"begin": self._time_is(self.begin)}),
                until=self._time_is(self.until),
                steps=self._planned,
            )
        ]
        if count:
            blocks.append(Equation(tuple(self._first_step(position) for position in range(self.system.dimension))))
            blocks.extend(self._table())
            blocks.extend(self._result())
        blocks.extend(self._remarks())
        return Step(f"The computation with {self._planned}", tuple(blocks), topic="euler")

    def _time_is(self, time: sp.Expr) -> Chain:
        return equals(Name(self.system.time.name), time)

    def _first_step(self, position: int) -> Chain:
        row, symbols = self.rows[0], self.system.states
        state, slope, following = row.state[position], row.slope[position], row.following[position]
        exact = is_short(slope) and state + self.step * slope == following
        arguments = [indexed(symbol, 0, value) for symbol, value in zip(symbols, row.state, strict=True)]
        when = [indexed(symbol, 0, row.time) for symbol in clock_of(self.system)]
        velocity = called(velocity_name(position, len(symbols)), [*arguments, *when], slope if exact else None)
        h = Name("h", value=self.step)
        sides: list[Formula] = [
            indexed(symbols[position], 1, following if exact else None),
            Sum((arguments[position], Product((h, velocity)))),
        ]
        if exact:
            sides += [Sum((state, Product((self.step, slope)))), following]
            return equals(*sides)
        written = self.system.field[position].xreplace(self._at(row))
        if is_short(written):
            sides += [Sum((state, Product((self.step, written)))), Approx(following, DECIMALS)]
            return Chain(tuple(sides), ("=", "=", "≈"))
        sides += [Sum((state, Product((self.step, Approx(slope))))), Approx(following, DECIMALS)]
        return Chain(tuple(sides), ("=", "≈", "≈"))

    def _table(self) -> list[Block]:
        symbols, dimension = self.system.states, self.system.dimension
        rows = [self._cells(row) for row in self.rows]
        if dimension > 1:
            count = len(self.rows)
            last = [shown(value, exact=self.is_exact(count)) for value in self.final]
            rows.append((count, self.times[-1], *last, *("" for _ in symbols)))
        kept, remark = shortened(rows)
        return [table(tuple(self._header()), kept), *([remark] if remark else [])]

    def _header(self) -> list[object]:
        symbols, dimension = self.system.states, self.system.dimension
        names = [indexed(symbol, sp.Symbol("n")) for symbol in symbols]
        time = indexed(self.system.time, sp.Symbol("n"))
        header: list[object] = [Name("n"), time, *names]
        arguments = names if self.system.autonomous else [*names, time]
        header += [called(velocity_name(position, dimension), arguments) for position in range(dimension)]
        if dimension == 1:
            following = indexed(symbols[0], sp.Symbol("n") + 1)
            header += [following, "as a decimal"]
        return header

    def _result(self) -> list[Block]:
        """Say what the table gives."""
        if self.halt is not None:
            return []
        exact, count = self.is_exact(len(self.rows)), len(self.rows)
        found = [
            Chain(
                (indexed(state, count, value), shown(value, exact=exact)),
                ("=" if exact and is_short(value) else "≈",),
            )
            for state, value in zip(self.system.states, self.final, strict=True)
        ]
        return [
            paragraph(
                "Euler's value at {until} is {values}.",
                until=self._time_is(self.until),
                values=Listing(tuple(found)),
            )
        ]

    def _cells(self, row: EulerRow) -> tuple[object, ...]:
        exact, exact_after = self.is_exact(row.n), self.is_exact(row.n + 1)
        cells: list[object] = [row.n, row.time]
        cells += [shown(value, exact=exact) for value in row.state]
        cells += [shown(value, exact=exact_after) for value in row.slope]
        if self.system.dimension == 1:
            cells += [shown(row.following[0], exact=exact_after), to_places(row.following[0])]
        return tuple(cells)

    def _remarks(self) -> list[Block]:
        remarks: list[Block] = [*rounding_remark(self.system.states[0], self.states, self.exact_until)]
        if self.halt is not None:
            reached = len(self.rows)
            remarks.append(
                paragraph(
                    "The computation *stops* at {name} because {why}; {until} is not reached.",
                    name=equals(indexed(self.system.states[0], reached), shown(self.final[0])),
                    why=Text(self.halt.value),
                    until=self._time_is(self.until),
                )
            )
        return remarks
