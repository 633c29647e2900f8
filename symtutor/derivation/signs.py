"""The sign chart in full: where each factor is negative and where positive, or the value of f at every sample."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.flow import SignOnInterval, chart_factors
from symtutor.analysis.words import function, joined, member
from symtutor.derivation.placed import Place, Placed
from symtutor.derivation.solving.equation import PLACES
from symtutor.document import Chain, Equation, Step, Written, paragraph
from symtutor.numerics.balls import enclose
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.document import Paragraph
    from symtutor.model import Analysis

VALUE_LIMIT = 12
"""Operations in a value at a sample that is still read."""


@dataclass(frozen=True, slots=True)
class FactorSigns:
    """A line crosses zero once; a factor whose sign never changes counts for every interval.

    (Stewart, *Calculus*, App. A.)

    Attributes
    ----------
    linear : tuple of (Expr, Expr, int)
        A linear factor, its zero, and the sign of its slope.
    steady : tuple of (Expr, int)
        A factor that has one sign wherever it is not zero, and that sign.
    """

    state: sp.Symbol
    linear: tuple[tuple[sp.Expr, sp.Expr, int], ...]
    steady: tuple[tuple[sp.Expr, int], ...] = ()

    def verify(self) -> bool | None:
        """Evaluate every factor in balls: just left and right of its zero, or at many places."""
        verdicts = []
        for factor, zero, side in self.linear:
            for step in (sp.S.One, sp.Rational(1, 9), -sp.Rational(1, 9), -sp.S.One):
                ball = enclose(factor, {self.state: zero + step})
                verdicts.append(None if ball is None or ball.contains(0) else (ball > 0) == (side * step > 0))
        for factor, side in self.steady:
            balls = [enclose(factor, {self.state: place}) for place in PLACES]
            verdicts += [ball * side > 0 for ball in balls if ball is not None and not ball.contains(0)]
        return False if False in verdicts else None if None in verdicts or not verdicts else True

    def narrate(self) -> Step:
        """Say where each factor changes its sign."""
        parts = [self._crossing(*row) for row in self.linear]
        parts += [
            paragraph(f"{{factor}} is {'negative' if side < 0 else 'positive'} wherever it is not zero", factor=factor)
            if not _never_zero(factor)
            else paragraph(f"{{factor}} is always {'negative' if side < 0 else 'positive'}", factor=factor)
            for factor, side in self.steady
        ]
        listed = joined([parts[0], *(paragraph("; {part}", part=part) for part in parts[1:])])
        words = (
            "Read the sign of each factor by itself: {listed}. An even number of minus signs makes {f} positive, an "
        )
        return Step("Flow", (paragraph(words + "odd number negative.", listed=listed, f=function(self.state)),), "flow")

    def _crossing(self, factor: sp.Expr, zero: sp.Expr, side: int) -> Paragraph:
        before, after = ("negative", "positive") if side > 0 else ("positive", "negative")
        words = f"{{factor}} is {before} for {{left}} and {after} for {{right}}"
        left, right = (Chain((self.state, zero), (relation,)) for relation in ("<", ">"))
        return paragraph(words, factor=factor, left=left, right=right)


@dataclass(frozen=True, slots=True)
class ValuesAtSamples:
    """A continuous function without zeros on an interval has there the sign of any one value (Spivak, Thm 7-1)."""

    state: sp.Symbol
    field: sp.Expr
    samples: tuple[sp.Expr, ...]

    def verify(self) -> bool | None:
        """Evaluate f in balls at every sample."""
        balls = [enclose(self.field, {self.state: sample}) for sample in self.samples]
        if any(ball is None or ball.contains(0) for ball in balls):
            return None
        positive = [bool(ball > 0) for ball in balls if ball is not None]
        return positive == [sign(self._value(sample)) == 1 for sample in self.samples]

    def _value(self, sample: sp.Expr) -> sp.Expr:
        return self.field.xreplace({self.state: sample})

    def narrate(self) -> Step:
        """Put every sample in."""
        rows = []
        for sample in self.samples:
            value = self._value(sample)
            name = function(self.state, at=sample, value=value)
            relation = ">" if sign(value) == 1 else "<"
            written = Written(self.field, ((self.state, sample),))
            same = self.field in {self.state, -self.state} or not value.is_Rational
            sides = (name, written) if same else (name, written, value)
            rows.append(Chain((*sides, sp.S.Zero), (*("=",) * (len(sides) - 1), relation)))
        return Step("Flow", (paragraph("The value at one sample of each interval:"), Equation(tuple(rows))), "flow")


def sign_chart(analysis: Analysis) -> Iterator[Placed]:
    """Say how the signs of the chart are read.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x = sp.Symbol("x", real=True)
    >>> [line.rule.linear for line in sign_chart(analyze(ODESystem((x,), (x * (1 - x),))))]
    [((x, 0, 1), (1 - x, 1, -1))]
    """
    flows = analysis.line.flow if analysis.line is not None else ()
    reasons = [flow.reason for flow in flows if isinstance(flow.reason, SignOnInterval)]
    if not reasons or len(reasons) < len(flows):
        return
    first = reasons[0]
    factors = chart_factors(first.field, first.state)
    if factors:
        told = _factor_signs(factors, first.state)
        if told is not None:
            yield Placed(told, first, Place.BEFORE)
        return
    samples = tuple(member(reason.sample, reason.interval.index) for reason in reasons)
    values = ValuesAtSamples(first.state, first.field, samples)
    if first.field.free_symbols == {first.state} and all(_is_short(first, sample) for sample in samples):
        yield Placed(values, first, Place.BEFORE)


def _factor_signs(factors: Sequence[sp.Expr], state: sp.Symbol) -> FactorSigns | None:
    """Sort the factors of a chart; None where one is neither linear nor of one sign."""
    linear: list[tuple[sp.Expr, sp.Expr, int]] = []
    steady: list[tuple[sp.Expr, int]] = []
    for factor in factors:
        if factor.is_polynomial(state) and sp.degree(factor, state) == 1:
            a, b = sp.Poly(factor, state).all_coeffs()
            side = sign(a)
            if side is None:
                return None
            linear.append((factor, sp.expand(-b / a), side))
            continue
        side = 1 if factor.is_nonnegative else -1 if factor.is_nonpositive else None
        if side is None:
            return None
        steady.append((factor, side))
    return FactorSigns(state, tuple(linear), tuple(steady))


def _never_zero(factor: sp.Expr) -> bool:
    return bool(factor.is_nonzero)


def _is_short(rule: SignOnInterval, sample: sp.Expr) -> bool:
    value = rule.field.xreplace({rule.state: sample})
    return bool(sample.count_ops() <= 3 and value.count_ops() <= VALUE_LIMIT and sign(value))
