"""Heun's method and the classical Runge–Kutta method beside Euler's: what more evaluations of f buy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp
from flint import arb, ctx

from symtutor.document import Name, Power, Step, paragraph, table
from symtutor.numerics.balls import enclose, enclose_all
from symtutor.numerics.stepping import LARGEST, WORKING_DIGITS, evaluated, is_exact, rounded
from symtutor.numerics.wording import near, to_places

if TYPE_CHECKING:
    from symtutor.document import Block
    from symtutor.model import ODESystem
    from symtutor.numerics.balls import Ball
    from symtutor.numerics.error import ErrorTable
    from symtutor.numerics.euler_table import EulerTable

State = tuple[sp.Expr, ...]

HALF, THIRD, SIXTH = sp.S.Half, sp.Rational(1, 3), sp.Rational(1, 6)
STAGES = {
    "Heun": ((sp.S.Zero, HALF), (sp.S.One, HALF)),
    "Runge–Kutta": ((sp.S.Zero, SIXTH), (HALF, THIRD), (HALF, THIRD), (sp.S.One, SIXTH)),
}
"""For every stage how far along the last slope it looks, and its weight."""

_DIGITS = 80


@dataclass(frozen=True, slots=True)
class MethodComparison:
    """The last states of Heun's method and of the classical Runge–Kutta method for the steps of Euler's.

    Theorem: Heun's method, two evaluations of f a step, has order 2, and the classical Runge–Kutta method, four
    evaluations, order 4, on smooth fields (Hairer, Nørsett and Wanner, *Solving Ordinary Differential Equations I*,
    sections II.1 and II.3).

    Attributes
    ----------
    errors : ErrorTable
        Euler's runs and what they are measured against.
    finals : tuple of (tuple of Expr or None), a tuple for every run
        The last state by each method of ``STAGES``; None where it does not get there.
    """

    errors: ErrorTable
    finals: tuple[tuple[State | None, ...], ...]

    def error(self, final: State | None) -> sp.Expr | None:
        """Give the distance from the exact state."""
        exact = self.errors.reference.final
        if final is None or exact is None:
            return None
        return sp.sqrt(sp.Add(*((there - here) ** 2 for there, here in zip(exact, final, strict=True))))

    def verify(self) -> bool | None:
        """Take every step again in ball arithmetic at 80 digits."""
        for run, finals in zip(self.errors.runs, self.finals, strict=True):
            for stages, final in zip(STAGES.values(), finals, strict=True):
                if final is None:
                    continue
                again = _in_balls(run, stages)
                if again is None:
                    return None
                with ctx.workdps(_DIGITS):
                    slack = arb(10) ** (5 - WORKING_DIGITS)
                    if not all(
                        abs(ball - enclose(value)) <= slack * (1 + abs(ball))
                        for ball, value in zip(again, final, strict=True)
                    ):
                        return False
        return True

    def narrate(self) -> Step:
        """Set the errors side by side."""
        rows: list[tuple[object, ...]] = []
        for run, finals, size in zip(self.errors.runs, self.finals, self.errors.sizes, strict=True):
            errors = [size, *map(self.error, finals)]
            rows.append((run.step, *("" if error is None else self._shown(error) for error in errors)))
        h = Name("h")
        blocks: tuple[Block, ...] = (
            paragraph(
                "Heun's method looks at {f} twice in every step, at its beginning and at Euler's guess of its end, and "
                "goes with the mean; the classical Runge–Kutta method looks four times. Their errors fall like {two} "
                "and {four} where {f} is smooth:",
                f=Name("f"),
                two=Power(h, sp.Integer(2)),
                four=Power(h, sp.Integer(4)),
            ),
            table((h, "error of Euler ≈", *(f"of {name} ≈" for name in STAGES)), rows),
        )
        return Step("Heun and Runge–Kutta beside it", blocks, topic="euler")

    @staticmethod
    def _shown(error: sp.Expr) -> object:
        ball = enclose(error)
        return to_places(error) if ball is not None and ball > arb("1e-4") else near(error, 4)


def method_comparison(errors: ErrorTable | None) -> MethodComparison | None:
    """Run the other methods with the same steps; None where there is nothing to measure them against."""
    if errors is None:
        return None
    finals = tuple(tuple(_final(run, stages) for stages in STAGES.values()) for run in errors.runs)
    return MethodComparison(errors, finals)


def _final(run: EulerTable, stages: tuple[tuple[sp.Expr, sp.Expr], ...]) -> State | None:
    """Take the steps of a run by another method, in fractions as far as they go."""
    state, count = run.start, int((run.until - run.begin) / run.step)
    for n in range(count):
        following = _step(run.system, state, run.begin + n * run.step, run.step, stages)
        if following is None or any(abs(value) > LARGEST for value in following):
            return None
        state = tuple(value if is_exact(value) else rounded(value) for value in following)
    return state


def _step(
    system: ODESystem, state: State, time: sp.Expr, step: sp.Expr, stages: tuple[tuple[sp.Expr, sp.Expr], ...]
) -> State | None:
    """Take one step."""
    slope: State = (sp.S.Zero,) * len(state)
    total = state
    for ahead, weight in stages:
        place = tuple(value + ahead * step * change for value, change in zip(state, slope, strict=True))
        at = {system.time: time + ahead * step, **dict(zip(system.states, place, strict=True))}
        found = evaluated(system.field, at)
        if found is None:
            return None
        slope = tuple(value if is_exact(value) else rounded(value) for value in found)
        total = tuple(value + weight * step * change for value, change in zip(total, slope, strict=True))
    return total


def _in_balls(run: EulerTable, stages: tuple[tuple[sp.Expr, sp.Expr], ...]) -> list[Ball] | None:
    """Take the same steps in ball arithmetic."""
    system, count = run.system, int((run.until - run.begin) / run.step)
    state, numbers = enclose_all(run.start, digits=_DIGITS), enclose_all([run.step, run.begin], digits=_DIGITS)
    weights = [enclose_all(pair, digits=_DIGITS) for pair in stages]
    if state is None or numbers is None:
        return None
    with ctx.workdps(_DIGITS):
        step, begin = numbers
        for n in range(count):
            slope, total = [arb(0)] * len(state), list(state)
            for pair in weights:
                if pair is None:
                    return None
                ahead, weight = pair
                place = [value + ahead * step * change for value, change in zip(state, slope, strict=True)]
                at = {system.time: begin + (n + ahead) * step, **dict(zip(system.states, place, strict=True))}
                found = enclose_all(system.field, at, digits=_DIGITS)
                if found is None:
                    return None
                slope = found
                total = [value + weight * step * change for value, change in zip(total, slope, strict=True)]
            state = total
    return state
