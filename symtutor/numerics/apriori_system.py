"""The bound for the error of Euler's method on a system, in the largest of the components."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import sympy as sp
from flint import arb, ctx

from symtutor.document import Absolute, Chain, Equation, Listing, Name, Step, equals, paragraph, table
from symtutor.numerics.balls import enclose, enclose_all
from symtutor.numerics.promise import LARGEST, ball_of, plain, promise_formula, promised
from symtutor.numerics.reference import ExactSolution
from symtutor.numerics.region import find_region
from symtutor.numerics.taylor import taylor_solution
from symtutor.numerics.wording import near

if TYPE_CHECKING:
    from symtutor.numerics.balls import Ball
    from symtutor.numerics.error import ErrorTable
    from symtutor.numerics.euler_table import EulerTable
    from symtutor.numerics.region import Region

_GRID = (sp.Rational(1, 17), sp.Rational(5, 17), sp.Rational(9, 17), sp.Rational(16, 17))
_TIMES = 4
_SMALL = sp.Rational(1, 10**20)


@dataclass(frozen=True, slots=True)
class SystemBound:
    """An upper bound for the error of Euler's method on a system.

    Theorem: on a box that holds the solution and Euler's values, let L bound the sums of the absolute values in the
    rows of the Jacobian matrix J, and M the components of J f. Then no component of the error at the time T after the
    start is larger than (e^{LT} − 1) M h/(2L), or M h T/2 where L = 0 (Hairer, Nørsett and Wanner, *Solving Ordinary
    Differential Equations I*, theorems I.7.4 and I.10.2 in the maximum norm: J f is the acceleration x″).

    Attributes
    ----------
    errors : ErrorTable
        The runs and what they are measured against.
    region : Region
        The box, L and M, and how it is known to hold the solution.
    """

    errors: ErrorTable
    region: Region

    @property
    def span(self) -> sp.Expr:
        """T, the time from the start to the end."""
        return self.errors.reference.until - self.errors.reference.begin

    def bound(self, run: EulerTable) -> sp.Expr:
        """Give (e^{LT} − 1) M h/(2L)."""
        return promised(self.region.sizes.slope, self.region.sizes.bend, run.step, self.span)

    @property
    def largest(self) -> tuple[sp.Expr | None, ...]:
        """For each run, the largest component of its error."""
        return tuple(None if each is None else _largest(each) for each in self.errors.differences)

    def verify(self) -> bool | None:
        """Compare with observed errors, states with the box, and difference quotients with L and M at samples.

        The solution is put into the box again at some times, by its formula or by Taylor series.
        """
        for run, size in zip(self.errors.runs, self.largest, strict=True):
            gap = None if size is None else enclose(self.bound(run) - size)
            if size is not None and gap is None:
                return None
            if (gap is not None and gap < 0) or not all(map(self._holds, run.states)):
                return False
        verdicts = [*self._solution_inside(), *map(self._sizes_hold, product(_GRID, repeat=len(self.region.box)))]
        if False in verdicts:
            return False
        return None if None in verdicts else True

    def _holds(self, state: tuple[sp.Expr, ...]) -> bool:
        return all(low <= x <= high for x, (low, high) in zip(state, self.region.box, strict=True))

    def _solution_inside(self) -> list[bool | None]:
        """Compute the solution at some times between, by another way than the one that found the box."""
        reference, verdicts = self.errors.reference, []
        for k in range(1, _TIMES):
            time = reference.begin + self.span * sp.Rational(k, _TIMES)
            state = taylor_solution(self.errors.runs[0].system, self.errors.runs[0].start, time, reference.begin)
            verdicts.append(None if state is None else self._holds(state))
        return verdicts

    def _sizes_hold(self, shares: tuple[sp.Expr, ...]) -> bool | None:
        """Compare the difference quotients at one place of the box with L and M."""
        system = self.errors.runs[0].system
        at = [low + share * (high - low) for share, (low, high) in zip(shares, self.region.box, strict=True)]
        with ctx.workdps(50):
            velocity = enclose_all(system.field, dict(zip(system.states, at, strict=True)))
            if velocity is None:
                return None
            columns = []
            for place in range(len(at)):
                ends = [_moved(at, place, sign * _SMALL) for sign in (1, -1)]
                right, left = (enclose_all(system.field, dict(zip(system.states, end, strict=True))) for end in ends)
                if right is None or left is None:
                    return None
                columns.append([(a - b) * arb(10) ** 20 / 2 for a, b in zip(right, left, strict=True)])
            rows = list(zip(*columns, strict=True))
            sums = [sum(map(abs, row), arb(0)) for row in rows]
            bends = [abs(sum((r * v for r, v in zip(row, velocity, strict=True)), arb(0))) for row in rows]
            return _not_above(sums, self.region.sizes.slope) and _not_above(bends, self.region.sizes.bend)

    def narrate(self) -> Step:
        """State the box and why it holds the solution, L and M, and the bound beside the observed errors."""
        states, box = self.errors.runs[0].system.states, self.region.box
        h, L, M, T = Name("h"), Name("L"), Name("M"), Name("T")  # noqa: N806 - as in the theorem
        sides = tuple(
            Chain((plain(low), state, plain(high)), ("≤", "≤")) for state, (low, high) in zip(states, box, strict=True)
        )
        bends = tuple(Chain((Absolute(Name(state.name, primes=2)), M), ("≤",)) for state in states)
        why = (
            f"Euler's method with {self.region.steps} steps stays so far inside that the solution, which a bound like "
            "the one below keeps near, cannot leave"
            if self.region.steps
            else "the formula shows it for the solution"
        )
        rows = [
            (run.step, near(size, 4), near(self.bound(run), 4))
            for run, size in zip(self.errors.runs, self.largest, strict=True)
            if size is not None and not size.is_zero
        ]
        return Step(
            "How large could the error be?",
            (
                paragraph(
                    f"The solution and Euler's values stay in the box {{sides}}: {why}. There the absolute values in "
                    "each row of the Jacobian matrix {J} add up to at most {L}, and {bends} with {M}, because the "
                    "acceleration is {J} times the velocity. That alone promises that after the time {T} no state is "
                    "off by more than",
                    sides=Listing(sides),
                    J=Name("J"),
                    L=equals(L, plain(self.region.sizes.slope)),
                    bends=Listing(bends),
                    M=equals(M, plain(self.region.sizes.bend)),
                    T=Chain((T, self.span), ("=",), claim=False),
                ),
                Equation((promise_formula(self.region.sizes.slope),)),
                table((h, "largest error of a state ≈", "promised at most ≈"), list(rows)),
            ),
            topic="euler",
        )


def system_bound(errors: ErrorTable) -> SystemBound | None:
    """Find a box with L and M; None where none is proved to hold the solution, or the bound says nothing.

    Examples
    --------
    >>> from symtutor.model import ODESystem
    >>> from symtutor.numerics.error import ErrorTable
    >>> from symtutor.numerics.euler import euler_table
    >>> from symtutor.numerics.reference import reference
    >>> x, y = sp.symbols("x y", real=True)
    >>> system, start = ODESystem((x, y), (-x, -2 * y)), (sp.S.One, sp.S.One)
    >>> runs = (euler_table(system, start, sp.S.One, sp.S.Half),)
    >>> sizes = system_bound(ErrorTable(runs, reference(system, start, sp.S.One))).region.sizes
    >>> sizes.slope, sizes.bend
    (2, 4)
    """
    reference, runs = errors.reference, errors.runs
    whole = all(run.halt is None for run in runs)
    if reference.final is None or not whole or not runs[0].system.autonomous or not any(errors.sizes):
        return None
    region = find_region(errors, reference.states if isinstance(reference, ExactSolution) else None)
    if region is None:
        return None
    found = SystemBound(errors, region)
    worst = enclose(found.bound(max(runs, key=lambda run: run.step)))
    return found if worst is not None and worst < LARGEST else None


def _largest(difference: tuple[sp.Expr, ...]) -> sp.Expr | None:
    """Choose the largest component by its absolute value."""
    balls = enclose_all(difference)
    if balls is None:
        return None
    ball, component = max(zip(balls, difference, strict=True), key=lambda pair: abs(pair[0]).mid())
    return -component if ball < 0 else component


def _moved(at: list[sp.Expr], place: int, shift: sp.Expr) -> list[sp.Expr]:
    """Move one coordinate."""
    return [value + shift if position == place else value for position, value in enumerate(at)]


def _not_above(sizes: list[Ball], bound: sp.Expr) -> bool:
    """Tell that none is larger than its bound, but for the error of the difference quotient."""
    small = arb(10) ** -10
    return not any(size > ball_of(bound) * (1 + small) + small for size in sizes)
