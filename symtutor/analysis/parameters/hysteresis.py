"""Hysteresis on the line: going up and coming down, a solution jumps at different values of the parameter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.parameters.cusp import TITLE, TOPIC, named_value
from symtutor.analysis.parameters.normal_forms import Type
from symtutor.analysis.parameters.profiles import Profiles, profiles
from symtutor.analysis.words import point
from symtutor.document import Step, paragraph
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.analysis.parameters.told import Meeting
    from symtutor.model import ODESystem

STABLE, UNSTABLE = True, False
GRID = 10**6
ALONE = (STABLE,)
BISTABLE = (STABLE, UNSTABLE, STABLE)
FORKED = (STABLE, UNSTABLE, STABLE, UNSTABLE, STABLE)


@dataclass(frozen=True, slots=True)
class Hysteresis:
    """Two stable branches exist side by side between two values; each ends at one of them (Strogatz, §3.4, §3.6).

    Attributes
    ----------
    first, second : Expr
        With `resting`, where that branch loses its stability and where the far one ends; without, the two folds,
        increasing.
    resting : tuple of Expr or None
        A fixed point that stays where it is and loses its stability in a subcritical pitchfork.
    """

    system: ODESystem
    parameter: sp.Symbol
    first: sp.Expr
    second: sp.Expr
    resting: tuple[sp.Expr, ...] | None = None

    @property
    def theorem(self) -> str:
        """The name in words."""
        return "hysteresis"

    def verify(self) -> bool | None:
        """Count the fixed points halfway between the two values: two stable ones at least, told by their slopes."""
        (state,), (field,) = self.system.states, self.system.field
        middle = sp.Rational(sp.floor((self.first + self.second) * GRID), 2 * GRID)
        there = field.subs(self.parameter, middle)
        top, slope = sp.fraction(sp.together(there))[0], sp.diff(there, state)
        sides = [sign(slope.subs(state, zero)) for zero in sp.Poly(top, state).real_roots()]
        return None if None in sides else sides.count(-1) >= 2

    def narrate(self) -> Step:
        """Tell where a solution jumps."""
        p = self.parameter
        if self.resting is None:
            content = paragraph(
                "*Hysteresis*: between {low} and {high} two stable fixed points exist side by side, with an unstable "
                "one between them. Which one a solution sits on depends on the past: going up and coming down it "
                "jumps at different values.",
                low=named_value(p, self.first),
                high=named_value(p, self.second),
            )
        else:
            out, back = ("rises", "falls") if sign(self.first - self.second) == 1 else ("falls", "rises")
            content = paragraph(
                f"*Hysteresis*: as {{p}} {out}, a solution at {{at}} stays there until {{up}} and then jumps to a far "
                f"branch; as {{p}} {back} again it stays on that branch until {{down}}. Between the two values both "
                "are stable, and the past decides.",
                p=p,
                at=point(self.resting),
                up=named_value(p, self.first),
                down=named_value(p, self.second),
            )
        return Step(TITLE, (content,), TOPIC)


def hysteresis(system: ODESystem, free: Sequence[sp.Symbol], meetings: Sequence[Meeting]) -> Hysteresis | None:
    """Find hysteresis where one parameter is free; None unless the fixed points on every piece prove it."""
    folds = [m for m in meetings if m.type is Type.SADDLE_NODE]
    forks = [m for m in meetings if m.type is Type.SUBCRITICAL_PITCHFORK]
    if system.dimension != 1 or len(free) != 1 or len(folds) < 2 or len(forks) > 1:
        return None
    if any(m.value.free_symbols or sp.Tuple(*m.at).free_symbols for m in (*folds, *forks)):
        return None
    known = profiles(system, free[0])
    if known is None:
        return None
    placed = [(place, m) for m in folds if (place := known.place(m.value)) is not None]
    if forks:
        return _from_a_fork(system, known, placed, forks[0])
    for start, first in placed:
        for end, second in placed:
            piece = known.stable[start : start + 3]
            if end == start + 1 and _bend(first) * _bend(second) == -1 and piece == (ALONE, BISTABLE, ALONE):
                return Hysteresis(system, free[0], first.value, second.value)
    return None


def _from_a_fork(
    system: ODESystem, known: Profiles, folds: Sequence[tuple[int, Meeting]], fork: Meeting
) -> Hysteresis | None:
    """Prove that a point which loses its stability to nearby unstable ones leaves stable ones beyond them."""
    (p, turn), fold = (fork.parameter, known.place(fork.value)), folds[0][0]
    if len(folds) != 2 or folds[1][0] != fold or turn is None or abs(fold - turn) != 1:
        return None
    pieces = known.everywhere[min(fold, turn) : max(fold, turn) + 2]
    ordered = pieces if fold < turn else pieces[::-1]
    still = sp.expand(sp.fraction(sp.together(system.field[0]))[0].subs(system.states[0], fork.at[0])) == 0
    proved = ordered == (ALONE, FORKED, BISTABLE) and still
    return Hysteresis(system, p, fork.value, folds[0][1].value, fork.at) if proved else None


def _bend(meeting: Meeting) -> int:
    """Give the sign of f″ at a fold: which two of three fixed points meet there."""
    return next((c.sign for c in meeting.conditions if c.order == (2, 0)), 0)
