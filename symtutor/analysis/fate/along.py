"""A solution on the line runs one way to the end of its interval; this says how fast, and when it gets there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.ends import INFINITY
from symtutor.analysis.fate.words import TITLE, TOPIC, beginning
from symtutor.analysis.words import algebraic_decay, is_long, point
from symtutor.document import Approx, Chain, Equation, Name, Step, Written, equals, paragraph
from symtutor.numerics.balls import enclose, taylor

if TYPE_CHECKING:
    from symtutor.analysis.germ import Germ
    from symtutor.document import Block, Formula, Paragraph

SHARES = (sp.Rational(0), sp.Rational(1, 3), sp.Rational(19, 20))
FAR = sp.Integer(10) ** 12
SHORT = 8
"""Operations in a rate that is read as it is; a longer one is given as a decimal."""

SOON = sp.Rational(1, 29)


@dataclass(frozen=True, slots=True)
class Along:
    """Between zeros of f a solution is monotone and runs to the end of its interval in the time ∫ dx/f.

    (Hirsch, Smale, Devaney, §1.2; Strogatz, §2.2; Teschl, §1.3.) Where f ~ −λu near the end, the distance u shrinks
    like e^(−λt); where |f| ~ c uᵐ, m > 1, like ((m − 1) c t)^(−1/(m − 1)); for m < 1 it is over in finite time.

    Attributes
    ----------
    target : Expr
        Where the flow leads: a zero of f, the edge of its domain, or ±∞.
    rests : bool
        Whether the target is a fixed point.
    approach : Germ or None
        The leading term of f at the target.
    time : Expr or None
        The time to the target as a function of the state, where it is finite and has a formula.
    formula : Expr or None
        The solution in t.
    determined : bool
        Whether the solution is unique after it arrives.
    """

    state: sp.Symbol
    field: sp.Expr
    start: sp.Expr
    direction: int
    target: sp.Expr
    rests: bool
    approach: Germ | None
    time: sp.Expr | None
    formula: sp.Expr | None
    clock: sp.Symbol
    determined: bool = True

    @property
    def in_finite_time(self) -> bool | None:
        """Whether the target is reached in finite time; None where that is not decided."""
        power = INFINITY if self.target.is_infinite else sp.S.Zero
        return None if self.approach is None else self.approach.faster_than(power)

    @property
    def duration(self) -> sp.Expr | None:
        """The time it takes from the start."""
        return None if self.time is None else sp.expand(self.time.subs(self.state, self.start))

    def verify(self) -> bool | None:
        """Evaluate f in balls on the way, differentiate the time, and put the formula into the equation."""
        verdicts = [self._points_on(share) for share in SHARES]
        if self.time is not None:
            verdicts.append(self._passes())
        if self.formula is not None:
            verdicts.append(self._solves())
        return False if False in verdicts else None if None in verdicts else True

    def _place(self, share: sp.Expr) -> sp.Expr:
        """Give a place on the way."""
        if self.target.is_finite:
            return self.start + share * (self.target - self.start)
        return self.start + self.direction * share / (1 - share)

    def _points_on(self, share: sp.Expr) -> bool | None:
        """Check the direction of the flow at one place."""
        ball = enclose(self.field, {self.state: self._place(share)})
        return None if ball is None or ball.contains(0) else bool((ball > 0) == (self.direction > 0))

    def _passes(self) -> bool | None:
        """Check that the time falls at the pace 1/f and vanishes at the target."""
        place = self._place(SHARES[1])
        found = taylor(self.time, self.state, {self.state: place}, 1)
        pace = enclose(-1 / self.field, {self.state: place})
        close = self.target - self.direction / FAR if self.target.is_finite else self.direction * FAR
        left = enclose(self.time, {self.state: close})
        if found is None or pace is None or left is None or self.duration is None:
            return None
        whole = enclose(self.duration)
        return None if whole is None else bool(found[1].overlaps(pace) and abs(left) < whole / 100)

    def _solves(self) -> bool | None:
        """Check the start, and x′ = f(x) a little later."""
        begins = enclose(self.formula.subs(self.clock, 0)) if self.formula is not None else None
        soon = SOON if self.duration is None else SOON * self.duration
        found = taylor(self.formula, self.clock, {self.clock: soon}, 1)
        velocity = None if found is None else enclose(self.field, {self.state: found[0]})
        if begins is None or found is None or velocity is None:
            return None
        return bool(begins.overlaps(enclose(self.start)) and found[1].overlaps(velocity))

    def narrate(self) -> Step:
        """Say where it goes, and how fast."""
        blocks: list[Block] = [paragraph("{way} {arrival}", way=self._way(), arrival=self._arrival())]
        if self.formula is not None:
            name = Name(self.state.name, args=(self.clock,), value=self.formula)
            until = " until then" if self.in_finite_time else ""
            blocks += [paragraph(f"As a formula{until}:"), Equation((equals(name, self.formula),))]
        return Step(TITLE, tuple(blocks), TOPIC)

    def _way(self) -> Paragraph:
        moves = "grows" if self.direction > 0 else "falls"
        sign = Chain((Name("f"), sp.S.Zero), (">" if self.direction > 0 else "<",))
        if self.target.is_infinite:
            to = "towards infinity" if self.direction > 0 else "towards minus infinity"
        else:
            to = "towards {target}"
        return paragraph(
            f"From {{start}} on, {{sign}} all the way, so the solution {moves} {to}.",
            start=beginning((self.state,), (self.start,)),
            sign=sign,
            target=point((self.target,)),
        )

    def _arrival(self) -> Paragraph:
        """Say whether it gets there, and when."""
        if self.in_finite_time is None:
            return paragraph("Whether it gets there in finite time is not decided here.")
        if self.in_finite_time:
            return self._in_time()
        if self.target.is_infinite:
            return paragraph("It stays finite at every time.")
        if not self.rests:
            return paragraph("It never gets there: the integral of 1/f up to there is infinite.")
        return paragraph("It comes as close as you like and never arrives. {pace}", pace=self._pace())

    def _in_time(self) -> Paragraph:
        when = "in finite time"
        if self.duration is not None:
            when = "at {time}"
        if self.target.is_infinite:
            text = f"It becomes infinite {when}, and ends there."
        elif self.rests:
            text = f"It arrives {when}, and stays."
            if not self.determined:
                text = f"It arrives {when}; whether it stays or moves on from there is not determined."
        else:
            text = f"It reaches the edge of the domain {when}, and ends there."
        return paragraph(text, time=_with_decimal(self.clock, self.duration))

    def _pace(self) -> Paragraph:
        """Say how the distance shrinks in the end."""
        found = self.approach
        if found is None or found.coefficient is None or found.power.is_infinite or found.logs != 0:
            return paragraph("In the end it is slower than every power of {t}.", t=self.clock)
        size = sp.Abs(found.coefficient)
        if found.power == 1:
            rate = sp.Symbol("a", real=True)
            long = is_long(size) or size.count_ops() > SHORT
            decay = Written(sp.exp(-rate * self.clock), ((rate, Approx(size)),)) if long else sp.exp(-size * self.clock)
            return paragraph(
                f"In the end the distance shrinks {'about ' if long else ''}like {{decay}}: it halves every {{half}}.",
                decay=decay,
                half=Approx(sp.log(2) / size) if long else _decimal_too(sp.log(2) / size),
            )
        return paragraph(
            "In the end the distance shrinks like {decay}: a power of {t}, not an exponential.",
            decay=algebraic_decay(size, found.power, self.clock),
            t=self.clock,
        )


def _with_decimal(clock: sp.Symbol, value: sp.Expr | None) -> Formula | str:
    """Write t = value, with a decimal where the value is not rational."""
    if value is None:
        return ""
    if value.is_Rational:
        return equals(clock, value)
    return Chain((clock, value, Approx(value)), ("=", "≈"))


def _decimal_too(value: sp.Expr) -> Formula:
    """Write a number and its decimal."""
    return Chain((value, Approx(value)), ("≈",))
