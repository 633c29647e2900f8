"""Euler's method as on a pocket calculator: every number is rounded to a few digits as soon as it appears."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.document import Approx, Chain, Listing, Name, Product, Sum, paragraph
from symtutor.errors import RequestError
from symtutor.numerics.balls import enclose
from symtutor.numerics.euler import elsewhere, euler_table, steps_between
from symtutor.numerics.euler_table import EulerRow, EulerTable, Halt
from symtutor.numerics.guards import crosses, guards
from symtutor.numerics.stepping import CHECKING_DIGITS, LARGEST, WORKING_DIGITS, evaluated
from symtutor.numerics.wording import called, indexed, velocity_name

if TYPE_CHECKING:
    from symtutor.document import Block, Formula
    from symtutor.model import ODESystem

MOST_DIGITS = 30


@dataclass(frozen=True, slots=True)
class CalculatorTable(EulerTable):
    """Euler's method with the start, every velocity, h times it and every sum rounded to `digits` significant digits.

    Halves are rounded up, away from zero. ``unrounded`` is the last state of the same computation in fractions.
    """

    digits: int = 4
    unrounded: tuple[sp.Expr, ...] = ()

    def _row_holds(self, row: EulerRow, before: tuple[sp.Expr, ...]) -> bool | None:
        if row.state != before or row.time != self.begin + row.n * self.step:
            return False
        for component, state, slope, following in zip(
            self.system.field, row.state, row.slope, row.following, strict=True
        ):
            velocity = enclose(component, self._at(row), digits=CHECKING_DIGITS)
            if velocity is None:
                return None
            # A ball cannot tell on which side of a half the velocity lies, so the half itself is allowed.
            unit = enclose(_unit(slope, self.digits) / 2 * (1 + sp.Rational(1, 10**20)))
            if unit is None or not abs(velocity - enclose(slope)) <= unit:
                return False
            if following != rounded_to(state + rounded_to(self.step * slope, self.digits), self.digits):
                return False
        return True

    def _first_step(self, position: int) -> Chain:
        row, symbols = self.rows[0], self.system.states
        state, slope, following = row.state[position], row.slope[position], row.following[position]
        arguments = [indexed(symbol, 0) for symbol in symbols]
        velocity = called(velocity_name(position, len(symbols)), arguments)
        sides: list[Formula] = [
            indexed(symbols[position], 1),
            Sum((arguments[position], Product((Name("h"), velocity)))),
            Sum((_short(state), Product((self.step, _short(slope))))),
            Sum((_short(state), _short(rounded_to(self.step * slope, self.digits)))),
            _short(following),
        ]
        return Chain(tuple(sides), ("≈",) * (len(sides) - 1))

    def _header(self) -> list[object]:
        if self.system.dimension > 1:
            return super(CalculatorTable, self)._header()
        n, symbol = sp.Symbol("n"), self.system.states[0]
        velocity = called(velocity_name(0, 1), [indexed(symbol, n)])
        time = indexed(self.system.time, n)
        return [Name("n"), time, indexed(symbol, n), velocity, Product((Name("h"), velocity)), indexed(symbol, n + 1)]

    def _cells(self, row: EulerRow) -> tuple[object, ...]:
        numbers = [*row.state, *row.slope]
        if self.system.dimension == 1:
            numbers += [rounded_to(self.step * row.slope[0], self.digits), row.following[0]]
        return (row.n, row.time, *map(_short, numbers))

    def _remarks(self) -> list[Block]:
        n = len(self.rows)
        remarks: list[Block] = [
            paragraph(
                f"Every number is rounded to {self.digits} significant digits as it appears: the velocity, h times it, "
                "and the sum."
            )
        ]
        if self.halt is not None:
            return [*remarks, *super(CalculatorTable, self)._remarks()[-1:]]
        if self.unrounded:
            values = Listing(
                tuple(
                    Chain((indexed(symbol, n), Approx(value, min(self.digits + 4, WORKING_DIGITS))), ("≈",))
                    for symbol, value in zip(self.system.states, self.unrounded, strict=True)
                )
            )
            remarks.append(paragraph("Without this rounding Euler's value is {values}.", values=values))
        return remarks


def calculator_table(
    system: ODESystem,
    start: tuple[sp.Expr, ...],
    until: sp.Expr,
    step: sp.Expr,
    begin: sp.Expr = sp.S.Zero,
    *,
    digits: int,
) -> CalculatorTable:
    """Compute with Euler's method in decimals of `digits` significant digits.

    Raises
    ------
    RequestError
        As for :func:`euler_table`; also for a number of digits that is not from 1 to 30.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> from symtutor.model import ODESystem
    >>> run = calculator_table(ODESystem((x,), (-x,)), (sp.S.One,), sp.S.One, sp.Rational(1, 3), digits=2)
    >>> [float(state[0]) for state in run.states]
    [1.0, 0.67, 0.45, 0.3]
    """
    if not 1 <= digits <= MOST_DIGITS:
        raise RequestError(f"A calculator has 1 to {MOST_DIGITS} digits.", suggestion="Take 4.")
    count = steps_between(begin, until, step)
    exact = euler_table(system, start, until, step, begin)
    begun = state = tuple(rounded_to(value, digits) for value in start)
    rows: list[EulerRow] = []
    halt, fences = None, guards(system.field)
    for n in range(count):
        at = {system.time: begin + n * step, **dict(zip(system.states, state, strict=True))}
        velocity = evaluated(system.field, at)
        if velocity is None:
            if n == 0:
                raise RequestError("The field has no real value at the start.", suggestion=elsewhere(system))
            halt = Halt.DOMAIN
            break
        slope = tuple(rounded_to(value, digits) for value in velocity)
        following = tuple(
            rounded_to(x + rounded_to(step * v, digits), digits) for x, v in zip(state, slope, strict=True)
        )
        ahead = {system.time: at[system.time] + step, **dict(zip(system.states, following, strict=True))}
        if any(abs(value) > LARGEST for value in following):
            halt = Halt.OVERFLOW
        elif crosses(fences, at, ahead):
            halt = Halt.POLE
        if halt is not None:
            break
        rows.append(EulerRow(n, at[system.time], state, slope, following))
        state = following
    unrounded = exact.final if exact.halt is None else ()
    return CalculatorTable(system, until, step, begun, tuple(rows), 0, halt, begin, digits, unrounded)


def rounded_to(value: sp.Expr, digits: int) -> sp.Expr:
    """Round to so many significant digits, halves away from zero.

    Examples
    --------
    >>> rounded_to(sp.Rational(1, 3), 2), rounded_to(sp.Rational(-25, 2), 2)
    (33/100, -13)
    """
    exact = sp.Rational(value if value.is_number and (value.is_Rational or value.is_Float) else value.evalf(60))
    context = Context(prec=digits, rounding=ROUND_HALF_UP, Emax=10**6, Emin=-(10**6))
    return sp.Rational(str(context.divide(Decimal(int(exact.p)), Decimal(int(exact.q)))))


def _unit(value: sp.Expr, digits: int) -> sp.Expr:
    """Give the weight of the last of so many significant digits."""
    if value.is_zero:
        return sp.S.Zero
    places = Decimal(int(value.p)) / Decimal(int(value.q))
    return sp.Rational(10) ** (places.adjusted() - digits + 1)


def _short(value: sp.Expr) -> Formula:
    """Write a number that has few digits."""
    return Approx(value, MOST_DIGITS)
