"""What Euler's method is measured against: a formula, else a Taylor series, else an integrator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import sympy as sp
from flint import arb, ctx

from symtutor.document import Approx, Chain, Equation, Name, Step, Text, equals, paragraph
from symtutor.numerics.balls import enclose, taylor
from symtutor.numerics.closed_forms import ClosedForm, closed_form
from symtutor.numerics.signs import sign
from symtutor.numerics.taylor import taylor_solution
from symtutor.numerics.wording import to_places

if TYPE_CHECKING:
    from symtutor.document import Block
    from symtutor.model import ODESystem
    from symtutor.numerics.balls import Ball
    from symtutor.numerics.integrated import IntegratedReference

_SAMPLES = 8
"""Times at which a formula is put into the equation."""

_CHECKING_DIGITS = 50


@dataclass(frozen=True, slots=True)
class ExactSolution:
    """The solution of an initial value problem as a formula in t.

    Theorem: a function that satisfies the equation and the initial condition is the solution, where the field is
    continuously differentiable (uniqueness; Hirsch, Smale and Devaney, section 7.2).
    """

    system: ODESystem
    start: tuple[sp.Expr, ...]
    until: sp.Expr
    form: ClosedForm
    begin: sp.Expr = sp.S.Zero

    @property
    def states(self) -> tuple[sp.Expr, ...]:
        """The solution as expressions in t."""
        return self.form.states

    @property
    def final(self) -> tuple[sp.Expr, ...] | None:
        """The exact state at `until`, or None where the solution does not reach that time."""
        if self.form.end is not None and sign(self.form.end - self.until) != 1:
            return None
        return self.at(self.until)

    def at(self, time: sp.Expr) -> tuple[sp.Expr, ...]:
        """Evaluate the formula at a time."""
        return tuple(state.subs(self.system.time, time) for state in self.states)

    def verify(self) -> bool | None:
        """Put the formula into the equation at several times; its derivative comes from series arithmetic."""
        span = self.until - self.begin
        if self.form.end is not None:
            span = sp.Min(span, (self.form.end - self.begin) / 2)
        with ctx.workdps(_CHECKING_DIGITS):
            verdicts = self._starts_right() + [
                verdict
                for k in range(_SAMPLES + 1)
                for verdict in self._solves_at(self.begin + span * sp.Rational(k, _SAMPLES))
            ]
        if False in verdicts:
            return False
        return None if None in verdicts else True

    def _starts_right(self) -> list[bool | None]:
        """Compare the formula at the first time with the start."""
        return [
            _same(enclose(value), enclose(expected))
            for value, expected in zip(self.at(self.begin), self.start, strict=True)
        ]

    def _solves_at(self, time: sp.Expr) -> list[bool | None]:
        """Compare the two sides of every equation at one time."""
        series = [taylor(state, self.system.time, {self.system.time: time}, 1) or [None, None] for state in self.states]
        if [None, None] in series:
            return [None]
        at = {symbol: values[0] for symbol, values in zip(self.system.states, series, strict=True)}
        at[self.system.time] = time
        return [
            _same(values[1], enclose(component, at))
            for values, component in zip(series, self.system.field, strict=True)
        ]

    def narrate(self) -> Step:
        """State the formula, why it is right, and its value at the end."""
        time = Name(self.system.time.name)
        rows = tuple(
            equals(Name(symbol.name, args=(time,), value=state), state)
            for symbol, state in zip(self.system.states, self.states, strict=True)
        )
        blocks: list[Block] = [
            paragraph("Here {why}:", why=Text(self.form.method.value)),
            Equation(rows),
            paragraph(
                "At {begin} this is the start, and put into the equation both sides agree.",
                begin=equals(time, self.begin),
            ),
        ]
        if self.final is None:
            blocks.append(
                paragraph(
                    "This solution is infinite at {end}: it does not reach {until}, so there is nothing "
                    "to compare Euler's values with.",
                    end=_with_decimal(time, self.form.end),
                    until=equals(time, self.until),
                )
            )
        else:
            values = tuple(
                _with_decimal(Name(symbol.name, args=(self.until,), value=value), value)
                for symbol, value in zip(self.system.states, self.final, strict=True)
            )
            blocks.append(Equation(values))
        return Step("The exact solution", tuple(blocks), topic="euler")


@dataclass(frozen=True, slots=True)
class NumericReference:
    """The solution at one time to about 25 digits, where no formula is known here.

    Method: Taylor series of order 30 in steps that the last coefficients choose (Jorba and Zou 2005). The digits are
    trusted because a second run with another order and other steps gives them too; they are not proved.
    """

    system: ODESystem
    start: tuple[sp.Expr, ...]
    until: sp.Expr
    final: tuple[sp.Expr, ...]
    begin: sp.Expr = sp.S.Zero

    def verify(self) -> bool | None:
        """Compute again with another order, and so with other steps."""
        again = taylor_solution(self.system, self.start, self.until, self.begin, order=24, accuracy=28)
        if again is None:
            return None
        tolerance = sp.Rational(1, 10**18)
        return all(
            abs(first - second) <= tolerance * (1 + abs(first)) for first, second in zip(self.final, again, strict=True)
        )

    def narrate(self) -> Step:
        """Give the value and say where it comes from."""
        rows = tuple(
            Chain((Name(symbol.name, args=(self.until,)), Approx(value, 17)), ("≈",))
            for symbol, value in zip(self.system.states, self.final, strict=True)
        )
        return Step(
            "The solution, to many digits",
            (
                paragraph(
                    "No formula for this solution is known here. Its value is computed by Taylor series of order 30 "
                    "in small steps, and once more with order 24 and other steps: both runs give"
                ),
                Equation(rows),
            ),
            topic="euler",
        )


Reference: TypeAlias = "ExactSolution | NumericReference | IntegratedReference"


def reference(
    system: ODESystem, start: tuple[sp.Expr, ...], until: sp.Expr, begin: sp.Expr = sp.S.Zero
) -> Reference | None:
    """Find what Euler's method can be measured against; None where neither way reaches.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> from symtutor.model import ODESystem
    >>> reference(ODESystem((x,), (-x,)), (sp.S.One,), sp.S.Half).final
    (exp(-1/2),)
    """
    form = closed_form(system, start, begin)
    if form is not None:
        return ExactSolution(system, start, until, form, begin)
    final = taylor_solution(system, start, until, begin)
    if final is not None:
        return NumericReference(system, start, until, final, begin)
    from symtutor.numerics.integrated import integrated  # noqa: PLC0415 - the last resort

    return integrated(system, start, until, begin)


def _with_decimal(name: Name, value: sp.Expr | None) -> Chain:
    """Write a value exactly, then as a decimal where that says more."""
    if value is None or value.is_Rational:
        return equals(name, value)
    return Chain((name, value, to_places(value)), ("=", "≈"))


def _same(first: Ball | None, second: Ball | None) -> bool | None:
    """Tell whether two balls agree to 30 digits; None where they are too wide to tell."""
    if first is None or second is None:
        return None
    tolerance = arb(10) ** -30 * (1 + abs(second))
    difference = abs(first - second)
    if difference < tolerance:
        return True
    return False if difference > tolerance else None
