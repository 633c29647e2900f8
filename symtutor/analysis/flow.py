"""The sign of f between its zeros: the flow on the line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import sympy as sp

from symtutor.analysis.polynomial.normal_form import put_in
from symtutor.analysis.sampled import at_samples
from symtutor.analysis.words import every_integer, function, inequality, member
from symtutor.document import Step, paragraph, table
from symtutor.numerics.balls import enclose
from symtutor.numerics.signs import sign
from symtutor.rule import ToldTogether

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.model import Interval

ARROWS = {1: "\N{RIGHTWARDS ARROW}", -1: "\N{LEFTWARDS ARROW}", 0: "?"}
SIGNS = {1: "+", -1: "\N{MINUS SIGN}", 0: "0", None: "?"}
FACTOR_LIMIT = 6


@dataclass(frozen=True, slots=True)
class SignOnInterval(ToldTogether):
    """A continuous function without zeros on an interval keeps its sign there (intermediate value theorem).

    So one sample decides the whole interval. `broken` says that f is not defined everywhere on the line.
    """

    state: sp.Symbol
    field: sp.Expr
    interval: Interval
    sample: sp.Expr
    broken: bool = False

    theorem: ClassVar[str] = "sign on each side"

    @property
    def value(self) -> sp.Expr:
        """F at the sample."""
        return put_in(self.field, {self.state: member(self.sample, self.interval.index)})

    @property
    def direction(self) -> int:
        """+1 where the flow goes right, −1 where it goes left."""
        return sign(self.value) or 0

    def verify(self) -> bool | None:
        """Evaluate f in balls at other points of the interval: near both ends, and far out where an end is infinite."""
        parameters = self.field.free_symbols - {self.state}
        if parameters:
            return at_samples(self, parameters)
        low, high = (member(end, self.interval.index) for end in (self.interval.low, self.interval.high))
        places = []
        for share in (sp.Rational(1, 97), sp.Rational(1, 3), sp.Rational(96, 97)):
            if low.is_finite and high.is_finite:
                places.append(low + share * (high - low))
            elif low.is_finite or high.is_finite:
                end, outward = (low, 1) if low.is_finite else (high, -1)
                places.append(end + outward * share / (1 - share) * 10)
            else:
                places.append(20 * share - 10)
        balls = [enclose(self.field, {self.state: place}) for place in places]
        decided = [ball for ball in balls if ball is not None and not ball.contains(0)]
        if len(decided) < len(balls):
            return None
        return all((ball > 0) == (self.direction > 0) for ball in decided)

    @classmethod
    def narrate_all(cls, rules: Sequence[SignOnInterval]) -> Step:
        """Tell the sign chart: a row for each interval, a column for each factor."""
        first = rules[0]
        name = function(first.state)
        factors = chart_factors(first.field, first.state)
        header = ("interval", "sample", *factors, name, "flow")
        rows = [
            (
                inequality(rule.state, rule.interval),
                rule.sample,
                *(_sign_of(factor, rule) for factor in factors),
                SIGNS[rule.direction],
                ARROWS[rule.direction],
            )
            for rule in rules
        ]
        whole = first.interval.low.is_infinite and first.interval.high.is_infinite
        where = "On this interval" if len(rules) == 1 else "On each of these intervals"
        words = (
            "Nowhere is {f} zero, so it keeps one sign and one sample decides it."
            if whole
            else f"{where} {{f}} is continuous and not zero, so it keeps its sign and one sample decides{{every}}."
            if first.broken
            else "Between neighbouring fixed points {f} keeps its sign (it is continuous and not zero there), "
            "so one sample decides each interval{every}."
        )
        every = every_integer(first.interval.index)
        return Step("Flow", (paragraph(words, f=name, every=every), table(header, rows)), "flow")


def _sign_of(factor: sp.Expr, rule: SignOnInterval) -> str:
    place = member(rule.sample, rule.interval.index)
    return SIGNS[sign(put_in(factor, {rule.state: place}))]


def chart_factors(field: sp.Expr, state: sp.Symbol) -> tuple[sp.Expr, ...]:
    """Return the factors worth a column each, the sign of a constant in the first."""
    product = sp.factor(field) if field.is_Add else field
    constant, rest = product.as_independent(state, as_Add=False)
    first, *others = rest.as_ordered_factors()
    negative = sign(constant) == -1
    factors = (-first if negative else first, *others)
    if sign(constant) is None:
        factors = (constant, *factors)
    return factors if 1 < len(factors) <= FACTOR_LIMIT else ()
