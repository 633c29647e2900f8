"""The computation by Euler's method that hand work is about: its step, its start, and its true rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.claims import EulerSetting
from symtutor.errors import SymtutorError
from symtutor.numerics.euler import euler_table
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.checking.claims import EulerError, EulerState
    from symtutor.checking.context import Context
    from symtutor.model import ODESystem

MOST_STEPS = 1000


@dataclass(frozen=True, slots=True)
class Setting:
    """A start at t = 0 and a step size."""

    system: ODESystem
    start: tuple[sp.Expr, ...]
    step: sp.Expr

    def steps_to(self, claim: EulerState | EulerError) -> int | None:
        """Count the steps to a row, or to a time; None where that is no whole number."""
        if claim.n is not None:
            return claim.n
        count = sp.nsimplify((claim.time or sp.S.Zero) / self.step)
        return int(count) if count.is_Integer and count >= 0 else None

    def state(self, n: int) -> tuple[sp.Expr, ...] | None:
        """Give Euler's state after n steps; None where it does not get there."""
        if n == 0:
            return self.start
        if n > MOST_STEPS:
            return None
        try:
            table = euler_table(self.system, self.start, n * self.step, self.step)
        except SymtutorError:
            return None
        return table.final if table.halt is None else None

    def one_step(self, state: tuple[sp.Expr, ...]) -> tuple[sp.Expr, ...] | None:
        """Take one step from any state."""
        return Setting(self.system, state, self.step).state(1)


def setting_of(context: Context) -> Setting | None:
    """Collect what was said of the step and the start, or what the problem gives."""
    step, start = context.step, dict(context.system.start) | dict(context.start)
    for claim in reversed(list(context.earlier(EulerSetting))):
        step = claim.step if claim.step is not None else step
        start |= dict(claim.by_name)
    if step is None:
        step = next((claim.step for claim in context.settings if claim.step is not None), None)
    for claim in context.settings:
        start = dict(claim.by_name) | start
    known = [start.get(state) for state in context.system.states]
    if step is None or sign(step) != 1 or None in known:
        return None
    return Setting(context.system, tuple(known), step)
