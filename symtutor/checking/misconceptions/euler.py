"""Slips in computing by Euler's method."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.misconceptions import Misconception
from symtutor.checking.rows import setting_of
from symtutor.document import paragraph
from symtutor.numerics.reference import ExactSolution, reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from symtutor.checking.claims import EulerState, StepBound
    from symtutor.checking.context import Context
    from symtutor.checking.rows import Setting


def _row(claim: EulerState, context: Context) -> tuple[Setting, int, int] | None:
    """Give the setting, the row and the position of a state."""
    setting = setting_of(context)
    n = setting.steps_to(claim) if setting else None
    return (setting, n, context.system.states.index(claim.state)) if setting and n else None


def _velocity(context: Context, state: tuple[sp.Expr, ...]) -> tuple[sp.Expr, ...]:
    return tuple(context.at(component, state) for component in context.system.field)


def _only_the_change(claim: EulerState, context: Context) -> Iterator[sp.Expr]:
    """H f(x_n): the value before is not added."""
    if row := _row(claim, context):
        setting, n, position = row
        before = setting.state(n - 1)
        if before:
            yield setting.step * _velocity(context, before)[position]


def _first_slope_again(claim: EulerState, context: Context) -> Iterator[sp.Expr]:
    """The slope at x0 in every step."""
    if row := _row(claim, context):
        setting, n, position = row
        if n > 1:
            slope = _velocity(context, setting.start)[position]
            yield setting.start[position] + n * setting.step * slope
            before = setting.state(n - 1)
            if before:
                yield before[position] + setting.step * slope


def _start_again(claim: EulerState, context: Context) -> Iterator[sp.Expr]:
    """x0 + h f(x_n) instead of x_n + h f(x_n)."""
    if row := _row(claim, context):
        setting, n, position = row
        before = setting.state(n - 1)
        if before and n > 1:
            yield setting.start[position] + setting.step * _velocity(context, before)[position]


def _new_slope(claim: EulerState, context: Context) -> Iterator[sp.Expr]:
    """The slope at the new point: implicit Euler, or the explicit one shifted."""
    if row := _row(claim, context):
        setting, n, position = row
        before, after = setting.state(n - 1), setting.state(n)
        if before and after:
            yield before[position] + setting.step * _velocity(context, after)[position]
        if before and context.system.dimension == 1:
            component, state = context.system.field[0], context.system.states[0]
            if component.is_polynomial(state) and sp.Poly(component, state).degree() <= 1:
                slope, rest = component.coeff(state, 1), component.coeff(state, 0)
                value = setting.start[0]
                for _ in range(n):
                    value = (value + setting.step * rest) / (1 - setting.step * slope)
                yield value


def _off_by_one(claim: EulerState, context: Context) -> Iterator[sp.Expr]:
    """The row before, or the row after."""
    if row := _row(claim, context):
        setting, n, position = row
        for other in (n - 1, n + 1):
            state = setting.state(other)
            if state:
                yield state[position]


def _exact_value(claim: EulerState, context: Context) -> Iterator[sp.Expr]:
    """The exact solution instead of Euler's value."""
    if row := _row(claim, context):
        setting, n, position = row
        known = reference(context.system, setting.start, n * setting.step, sp.S.Zero)
        if isinstance(known, ExactSolution):
            yield known.states[position].subs(context.system.time, n * setting.step)


def _minus(claim: EulerState, context: Context) -> Iterator[sp.Expr]:
    """x_n − h f(x_n)."""
    if row := _row(claim, context):
        setting, n, position = row
        before = setting.state(n - 1)
        if before:
            yield before[position] - setting.step * _velocity(context, before)[position]


def _step_forgotten(claim: EulerState, context: Context) -> Iterator[sp.Expr]:
    """x_n + f(x_n): the step is not multiplied."""
    if row := _row(claim, context):
        setting, n, position = row
        before = setting.state(n - 1)
        if before:
            yield before[position] + _velocity(context, before)[position]


def _step_and_number(claim: EulerState, context: Context) -> Iterator[sp.Expr]:
    """The number of steps is taken for the step, or its reciprocal."""
    if row := _row(claim, context):
        setting, n, position = row
        from symtutor.checking.rows import Setting  # noqa: PLC0415

        for step in (sp.Integer(n), sp.Rational(1, n)):
            if step != setting.step:
                state = Setting(context.system, setting.start, step).state(n)
                if state:
                    yield state[position]


def _rounded_early(claim: EulerState, context: Context) -> Iterator[sp.Expr]:
    """Every row is rounded to one or two places before the next."""
    if (row := _row(claim, context)) and context.system.dimension == 1:
        setting, n, _ = row
        for places in (1, 2, 3):
            value = (setting.start[0],)
            for _ in range(min(n, 50)):
                following = setting.one_step(value)
                if following is None:
                    return
                value = (sp.Rational(sp.floor(following[0] * 10**places + sp.S.Half), 10**places),)
            yield value[0]


STATE_SLIPS: tuple[Misconception[EulerState, sp.Expr], ...] = (
    Misconception(
        "only h f added to nothing",
        _only_the_change,
        "That is the change. What does it change?",
        paragraph(
            "That is only the change, the step times the slope; it has to be added to the value before, x0 "
            "in the first step."
        ),
    ),
    Misconception(
        "slope at the start used again",
        _first_slope_again,
        "At which point did you take the slope in this step?",
        paragraph("The slope was taken at the start again; each step needs the slope at the value it starts from."),
    ),
    Misconception(
        "started from x0 again",
        _start_again,
        "Which value does this step start from?",
        paragraph("The change was added to x0 again instead of to the last value."),
    ),
    Misconception(
        "slope at the new point",
        _new_slope,
        "At which end of the step is the slope taken?",
        paragraph(
            "The slope was taken at the end of the step: that is the implicit method. Euler's explicit "
            "method takes it at the beginning."
        ),
    ),
    Misconception(
        "off by one in n",
        _off_by_one,
        "Count the steps: which row is x0?",
        paragraph("That is the value of a neighbouring row: the count is off by one."),
    ),
    Misconception(
        "exact solution for Euler's value",
        _exact_value,
        "Is this Euler's value, or the value of the solution itself?",
        paragraph("That is the value of the exact solution, which Euler's method only approximates."),
    ),
    Misconception(
        "step subtracted",
        _minus,
        "Is the step added or subtracted?",
        paragraph("The step times the slope is added, not subtracted."),
    ),
    Misconception(
        "step size forgotten",
        _step_forgotten,
        "By what is the slope multiplied?",
        paragraph("The slope was added without being multiplied by the step."),
    ),
    Misconception(
        "step size and number of steps mixed up",
        _step_and_number,
        "How long is one step, and how many are there?",
        paragraph("The number of steps was taken for their size."),
    ),
    Misconception(
        "rounded too early",
        _rounded_early,
        "How many digits did you carry along?",
        paragraph("Every row was rounded before the next; carry more digits and round at the end."),
    ),
)

BOUND_SLIPS: tuple[Misconception[StepBound, Callable[[sp.Expr], sp.Expr]], ...] = (
    Misconception(
        "1/|λ| for 2/|λ|",
        lambda claim, context: iter([lambda truth: truth / 2]),
        "Where does it stop converging, not only stop being monotone?",
        paragraph("That is the limit for monotone convergence; the limit for stability is twice as large."),
    ),
    Misconception(
        "limit twice too large",
        lambda claim, context: iter([lambda truth: 2 * truth]),
        "By what does one step multiply a small distance?",
        paragraph("That is twice the limit."),
    ),
)
