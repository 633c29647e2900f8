"""What happens far out on the line: pushed back, escaping for ever, or blowing up in finite time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import sympy as sp

from symtutor.analysis.beside import germ
from symtutor.analysis.log_log import slope_agrees
from symtutor.analysis.sampled import at_samples
from symtutor.analysis.words import function, inequality, initial
from symtutor.document import Absolute, Name, Power, Product, Step, Written, equals, paragraph
from symtutor.rule import ToldTogether

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.analysis.germ import Germ
    from symtutor.document import Block, Formula, Paragraph
    from symtutor.model import Interval, Line, ODESystem
    from symtutor.rule import Rule

TOPIC = "flow"
INFINITY = sp.Integer(2)
"""The power that ∫ dx/f gets on the way to infinity, where dx = −ds/s²."""


@dataclass(frozen=True, slots=True)
class Trapped:
    """Where f points inward far out, every solution stays bounded, so it exists for all later times.

    (Hirsch, Smale, Devaney, *Differential Equations, Dynamical Systems, and an Introduction to Chaos*, §17.4.)
    """

    state: sp.Symbol
    field: sp.Expr
    sides: tuple[tuple[int, Germ | None], ...]
    whole: bool

    def verify(self) -> bool | None:
        """Evaluate f in balls far out on each side: it must point inward."""
        parameters = self.field.free_symbols - {self.state}
        if parameters:
            return at_samples(self, parameters)
        from symtutor.numerics.balls import enclose  # noqa: PLC0415 - verification only

        balls = [(side, enclose(self.field, {self.state: side * sp.Integer(10) ** 24})) for side, _ in self.sides]
        if any(ball is None or ball.contains(0) for _, ball in balls):
            return None
        return all((ball > 0) == (side < 0) for side, ball in balls if ball is not None)

    def narrate(self) -> Step:
        """Say that nothing runs off."""
        where = " on both sides" if len(self.sides) == 2 else ""
        then = "so every solution stays finite for all later times." if self.whole else "so none runs off to infinity."
        return Step("Flow", (paragraph(f"Far out the flow points inward{where}, {then}"),), TOPIC)


@dataclass(frozen=True, slots=True)
class Escape(ToldTogether):
    """What runs off to infinity gets there after ∫ dx/f, in finite time exactly where this integral converges.

    For f that grows like |x|^p (ln|x|)^k it converges where p > 1, or p = 1 and k > 1 (Hirsch, Smale, Devaney, §7.2;
    Teschl, *Ordinary Differential Equations and Dynamical Systems*, §1.3).

    Attributes
    ----------
    interval : Interval
        The starts that run off to this side.
    growth : Germ or None
        The leading term of f far out, in s = 1/|x|.
    time : Expr or None
        The time from x to infinity, as a function of x.
    """

    state: sp.Symbol
    field: sp.Expr
    side: int
    interval: Interval
    growth: Germ | None
    time: sp.Expr | None = None

    theorem: ClassVar[str] = "separation of variables"

    @property
    def blows_up(self) -> bool | None:
        """Whether this happens in finite time; None where it is not decided."""
        return None if self.growth is None else self.growth.faster_than(INFINITY)

    def verify(self) -> bool | None:
        """Measure the growth of f in balls far out, and differentiate the time by Taylor arithmetic: T′ = −1/f."""
        parameters = self.field.free_symbols - {self.state}
        if parameters:
            return at_samples(self, parameters)
        if self.growth is None:
            return None
        verdicts: list[bool | None] = [self._grows()]
        if self.time is not None:
            verdicts.append(self._time_is_right())
        return False if False in verdicts else None if None in verdicts else True

    def _grows(self) -> bool | None:
        if self.growth is not None and self.growth.direction is None:
            return self._bounded()
        end = self.side * sp.oo
        return slope_agrees(self.field, self.state, end, self.side, self.growth) if self.growth else None

    def _bounded(self) -> bool | None:
        """Compare |f| with 10 |x| far out, where only its size is claimed."""
        from symtutor.numerics.balls import enclose  # noqa: PLC0415 - verification only

        places = [self.side * sp.Integer(10) ** power for power in (6, 9, 12)]
        balls = [enclose(self.field / (10 * self.state), {self.state: place}) for place in places]
        return None if None in balls else all(abs(ball) < 1 for ball in balls if ball is not None)

    def _time_is_right(self) -> bool | None:
        from symtutor.numerics.balls import enclose, taylor  # noqa: PLC0415 - verification only

        bound = self.interval.low if self.side > 0 else self.interval.high
        places = [(bound if bound.is_finite else sp.S.Zero) + self.side * step for step in (sp.Rational(3, 7), 5)]
        for place in places:
            coefficients = taylor(self.time, self.state, {self.state: place}, 1)
            pace = enclose(-1 / self.field, {self.state: place})
            if coefficients is None or pace is None or not coefficients[0] > 0:
                return None
            if not coefficients[1].overlaps(pace):
                return False
        return True

    @classmethod
    def narrate_all(cls, rules: Sequence[Escape]) -> Step:
        """Say who escapes and how long it takes, both sides at once where the same is true of them."""
        rules = sorted(rules, key=lambda rule: rule.side)
        same = len(rules) > 1 and len({rule.manner for rule in rules}) == 1
        groups = [rules] if same else [[rule] for rule in rules]
        return Step("Flow", tuple(block for group in groups for block in _told(group)), TOPIC)

    @property
    def manner(self) -> tuple[object, ...]:
        """What is said about how it escapes; sides that escape alike are told together."""
        growth = self.growth
        size = None if growth is None or not self.blows_up else (growth.power, growth.logs)
        return self.blows_up, size, self.time

    @property
    def end(self) -> str:
        """Where it escapes to."""
        return "infinity" if self.side > 0 else "minus infinity"

    def how(self) -> Paragraph:
        """Say how long it takes."""
        if self.blows_up:
            return paragraph(
                "It does not take for ever: {size}, and so the time to infinity, the integral of {pace}, is "
                "finite. {lasting}",
                size=self._size(),
                pace=self._pace(),
                lasting=self._lasting(),
            )
        if self.blows_up is False:
            return self._for_ever()
        return paragraph("Whether that happens in finite time is not decided here.")

    def _pace(self) -> Written:
        velocity = sp.Symbol("f", real=True)
        return Written(1 / velocity, ((velocity, function(self.state)),))

    def _size(self) -> Paragraph:
        if self.growth is None or self.growth.power.is_infinite:
            return paragraph("far out {f} grows faster than every power of {x}", f=Name("f"), x=self.state)
        return paragraph("far out {f} grows like {power}", f=Name("f"), power=self._yardstick())

    def _yardstick(self) -> Formula:
        """|x|ᵖ (ln|x|)ᵏ, without the bars where the power is even or x is positive."""
        if self.growth is None:
            return sp.S.One
        power, logs = -self.growth.power, self.growth.logs
        if self.side > 0 or power % 2 == 0:
            return self.state**power * sp.log(sp.Abs(self.state) if self.side < 0 else self.state) ** logs
        size = Absolute(self.state)
        root = size if power == 1 else Power(size, power)
        return root if logs == 0 else Product((root, sp.log(sp.Abs(self.state)) ** logs))

    def _for_ever(self) -> Paragraph:
        """Say why the solution stays finite at every time."""
        if self.growth is not None and self.growth.power == -1 and self.growth.logs > 0:
            return paragraph(
                "It takes for ever: far out {f} grows like {power}, slowly enough that the integral of {pace} is "
                "infinite.",
                f=Name("f"),
                power=self._yardstick(),
                pace=self._pace(),
            )
        return paragraph(
            "They stay finite at every time: far out {f} does not grow faster than a multiple of {x}.",
            f=Name("f"),
            x=sp.Abs(self.state),
        )

    def _lasting(self) -> Paragraph:
        """Give the time from a start to infinity where it has a formula."""
        if self.time is None:
            return paragraph("These solutions exist only for a while.")
        start = initial(self.state, self.field.free_symbols)
        return paragraph(
            "From {start} the solution is infinite at {time}.",
            start=equals(Name(self.state.name, args=(sp.S.Zero,)), start),
            time=equals(sp.Symbol("t", real=True), self.time.subs(self.state, start)),
        )


def _told(rules: Sequence[Escape]) -> list[Block]:
    """Tell sides that escape alike."""
    first = rules[0]
    if len(rules) == 1 and first.interval.low.is_infinite and first.interval.high.is_infinite:
        return [paragraph(f"Every solution runs off to {first.end}."), first.how()]
    where, *others = (inequality(rule.state, rule.interval) for rule in rules)
    if not others:
        return [paragraph(f"Starts with {{where}} run off to {first.end}.", where=where), first.how()]
    text = "Starts with {where} run off to minus infinity, those with {other} to infinity."
    return [paragraph(text, where=where, other=others[0]), first.how()]


def escapes(system: ODESystem, line: Line) -> list[Rule]:
    """Look far out on both sides where the domain reaches there."""
    (state,), (field,) = system.states, system.field
    first, last = line.flow[0], line.flow[-1]
    outer = [(-1, first)] * (first.interval.low.is_infinite is True)
    outer += [(1, last)] * (last.interval.high.is_infinite is True)
    found: list[Rule] = [_escape(system, line, side, flow.interval) for side, flow in outer if flow.direction == side]
    if outer and not found:
        sides = tuple((side, None) for side, _ in outer)
        return [Trapped(state, field, sides, not line.breaks)]
    return found


def _escape(system: ODESystem, line: Line, side: int, interval: Interval) -> Escape:
    (state,), (field,) = system.states, system.field
    growth = germ(field, state, side * sp.oo, side)
    time = None
    if growth is not None and growth.faster_than(INFINITY):
        from symtutor.analysis.separation.antiderivative import time_integral  # noqa: PLC0415 - only what blows up

        integral = time_integral(field, state, tuple(c.at[0] for c in line.points))
        end = None if integral is None else integral.at_infinity(side)
        time = None if integral is None or end is None else end - integral.value
    return Escape(state, field, side, interval, growth, time)
