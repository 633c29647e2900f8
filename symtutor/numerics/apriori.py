"""A bound for the error that needs no exact value: how large it can be at most, from bounds on f and its slope."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING

import sympy as sp
from flint import arb, ctx

from symtutor.document import (
    Absolute,
    Chain,
    Equation,
    Listing,
    Name,
    Product,
    Step,
    paragraph,
    table,
)
from symtutor.numerics.balls import enclose, enclose_all
from symtutor.numerics.intervals.program import Program, UnboundedError
from symtutor.numerics.intervals.spans import magnitude
from symtutor.numerics.promise import LARGEST, ball_of, is_short, outward, plain, promise_formula, promised, rounded
from symtutor.numerics.wording import near

if TYPE_CHECKING:
    from symtutor.numerics.apriori_system import SystemBound
    from symtutor.numerics.balls import Ball
    from symtutor.numerics.error import ErrorTable
    from symtutor.numerics.euler_table import EulerTable

_PIECES = 256
_SAMPLES = 97


@dataclass(frozen=True, slots=True)
class AprioriBound:
    """An upper bound for the error of Euler's method on the line.

    Theorem: let |f′| ≤ L and |f′ f| ≤ M on an interval that holds the solution and Euler's values. Then the error at
    the time T after the start is at most (e^{LT} − 1) M h/(2L), or M h T/2 where L = 0 (Süli and Mayers, *An
    Introduction to Numerical Analysis*, theorem 12.2). The solution of an autonomous equation on the line is monotone,
    so it stays between its first value and its last.

    Attributes
    ----------
    errors : ErrorTable
        The runs and what they are measured against.
    low, high : Rational
        The interval.
    slope, bend : Rational
        L and M.
    """

    errors: ErrorTable
    low: sp.Expr
    high: sp.Expr
    slope: sp.Expr
    bend: sp.Expr

    @property
    def span(self) -> sp.Expr:
        """T, the time from the start to the end."""
        reference = self.errors.reference
        return reference.until - reference.begin

    def bound(self, run: EulerTable) -> sp.Expr:
        """Give (e^{LT} − 1) M h/(2L)."""
        return promised(self.slope, self.bend, run.step, self.span)

    def verify(self) -> bool | None:
        """Compare with the observed errors, the values with the interval, and f′ and f′ f with L and M at samples."""
        system = self.errors.runs[0].system
        field, x = system.field[0], system.states[0]
        for run, size in zip(self.errors.runs, self.errors.sizes, strict=True):
            if size is None:
                continue
            gap = enclose(self.bound(run) - size)
            if gap is None:
                return None
            if gap < 0 or not all(self.low <= state[0] <= self.high for state in run.states):
                return False
        delta = sp.Rational(1, 10**20)
        with ctx.workdps(50):
            for k in range(_SAMPLES + 1):
                at = self.low + (self.high - self.low) * sp.Rational(k, _SAMPLES)
                values = enclose_all([field.subs(x, at + shift) for shift in (-delta, sp.S.Zero, delta)])
                if values is None:
                    return None
                slope = abs(values[2] - values[0]) * arb(10) ** 20 / 2
                allowed = arb(1) + arb(10) ** -10
                if slope > ball_of(self.slope) * allowed + arb(10) ** -10:
                    return False
                if slope * abs(values[1]) > ball_of(self.bend) * allowed + arb(10) ** -10:
                    return False
        return True

    def narrate(self) -> Step:
        """State the bound with its ingredients, and set it beside the observed errors."""
        x = self.errors.runs[0].system.states[0]
        h, L, M, T = Name("h"), Name("L"), Name("M"), Name("T")  # noqa: N806 - as in the theorem
        slope, field = Name("f", args=(x,), primes=1), Name("f", args=(x,))
        interval = Chain((plain(self.low), x, plain(self.high)), ("≤", "≤"))
        facts = (
            Chain((Absolute(slope), L, plain(self.slope)), ("≤", "=")),
            Chain((Absolute(Product((slope, field))), M, plain(self.bend)), ("≤", "=")),
        )
        rows = [
            (run.step, near(size, 4), near(self.bound(run), 4))
            for run, size in zip(self.errors.runs, self.errors.sizes, strict=True)
            if size is not None and not size.is_zero
        ]
        return Step(
            "How large could the error be?",
            (
                paragraph(
                    "The solution and Euler's values lie in {interval}. There {facts}, and that alone promises an "
                    "error after the time {T} of at most",
                    interval=interval,
                    facts=Listing(facts),
                    T=Chain((T, self.span), ("=",), claim=False),
                ),
                Equation((promise_formula(self.slope),)),
                table((h, "observed error ≈", "promised at most ≈"), list(rows)),
            ),
            topic="euler",
        )


def apriori_bound(errors: ErrorTable | None) -> AprioriBound | SystemBound | None:
    """Bound the slopes and the bending of the solution where everything happens; None where the bound says nothing."""
    if errors is None or errors.reference.final is None:
        return None
    if errors.runs[0].system.dimension > 1:
        from symtutor.numerics.apriori_system import system_bound  # noqa: PLC0415 - most runs are on the line

        return system_bound(errors)
    system, runs = errors.runs[0].system, [run for run in errors.runs if run.halt is None]
    last = enclose(errors.reference.final[0])
    if not system.autonomous or last is None or not runs or not any(errors.sizes):
        return None
    values = [state[0] for run in runs for state in run.states]
    ends = enclose_all([min(values), max(values)])
    if ends is None or len(runs) < len(errors.runs):
        return None
    low, high = min(values), max(values)
    if last < ends[0]:
        low = rounded(last.lower(), up=False)
    if last > ends[1]:
        high = rounded(last.upper(), up=True)
    low, high = outward(low, up=False), outward(high, up=True)
    field, x = system.field[0], system.states[0]
    slope = sp.diff(field, x)
    bounds = [_largest(expression, x, (low, high)) for expression in (slope, sp.expand(slope * field))]
    if bounds[0] is None or bounds[1] is None:
        return None
    found = AprioriBound(errors, low, high, bounds[0], bounds[1])
    worst = enclose(found.bound(max(runs, key=lambda run: run.step)))
    return found if worst is not None and worst < LARGEST else None


def _largest(expression: sp.Expr, x: sp.Symbol, ends: tuple[sp.Expr, sp.Expr]) -> sp.Expr | None:
    """Bound |expression| on an interval, by small pieces of it."""
    if expression.is_Rational:
        return abs(expression)
    width = (ends[1] - ends[0]) / _PIECES
    places = [ends[0] + k * width for k in range(_PIECES + 1)]
    with ctx.workdps(30):
        top = _by_spans(expression, x, places) or _by_balls(expression, x, places)
        return None if top is None else _sharpened(expression, x, ends, rounded(top, up=True))


def _by_spans(expression: sp.Expr, x: sp.Symbol, places: list[sp.Expr]) -> Ball | None:
    """Bound an expression between places by its values there, as far as it rises or falls in between."""
    try:
        program = Program([expression], [x])
        runs = [program.run((piece,)) for piece in pairwise(map(ball_of, places))]
    except UnboundedError:
        return None
    tops = [magnitude(values[program.outputs[0]])[1] for values in runs if values and program.defined(values)]
    return reduce(arb.max, tops) if len(tops) == len(runs) and all(top.is_finite() for top in tops) else None


def _by_balls(expression: sp.Expr, x: sp.Symbol, places: list[sp.Expr]) -> Ball | None:
    """Do the same where a function is known of balls only."""
    balls = [
        enclose(expression, {x: ball_of((a + b) / 2) + arb(0, 1) * ball_of((b - a) / 2)}) for a, b in pairwise(places)
    ]
    return None if None in balls else reduce(arb.max, [abs(ball).upper() for ball in balls if ball is not None])


def _sharpened(expression: sp.Expr, x: sp.Symbol, ends: tuple[sp.Expr, sp.Expr], bound: sp.Expr) -> sp.Expr:
    """Take the larger of the values at the ends instead, where a polynomial is proved not to exceed it."""
    try:
        polynomial = sp.Poly(expression, x, domain="QQ")
    except sp.PolynomialError:
        return bound
    sharp = max(abs(polynomial.eval(end)) for end in ends)
    if sharp > bound or not is_short(sharp):
        return bound
    middle = (ends[0] + ends[1]) / 2
    for below in (polynomial - sharp, -polynomial - sharp):
        at_ends = sum(below.eval(end) == 0 for end in ends)
        if not below.eval(middle) < 0 or below.count_roots(*ends) > at_ends:
            return bound
    return sharp
