"""Stability on the line: the sign of f′ at a fixed point, and the first derivative that is not zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.at_point import admissible, given_values, sign_at, sign_under
from symtutor.analysis.derivative import rationalized
from symtutor.analysis.polynomial.normal_form import derivative, expand, put_in, replaced
from symtutor.analysis.size import within
from symtutor.analysis.slope_undecided import DerivativeUndecided, different
from symtutor.analysis.words import algebraic_decay, function, number, point, star
from symtutor.document import Chain, Name, Step, Term, Written, equals, paragraph, table
from symtutor.model import Classification, Kind, Stability
from symtutor.numerics.balls import enclose
from symtutor.rule import ToldTogether

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sympy.logic.boolalg import Boolean

    from symtutor.document import Block, Paragraph
    from symtutor.model import FixedPoint, Linearization, ODESystem

TITLE = "Stability"
TOPIC = "stability"
ORDER_LIMIT = 12
NEAR = sp.Rational(1, 10**20)

VERDICTS: dict[tuple[int, int], tuple[Kind, Stability]] = {
    # (order is odd, sign of the first nonzero derivative)
    (1, -1): (Kind.STABLE, Stability.ASYMPTOTIC),
    (1, 1): (Kind.UNSTABLE, Stability.UNSTABLE),
    (0, -1): (Kind.HALF_STABLE, Stability.HALF),
    (0, 1): (Kind.HALF_STABLE, Stability.HALF),
}


@dataclass(frozen=True, slots=True)
class FirstNonzeroDerivative(ToldTogether):
    """Taylor's theorem at a fixed point: near x*, f(x) has the sign of f⁽ᵏ⁾(x*)(x − x*)ᵏ for the first k with f⁽ᵏ⁾ ≠ 0.

    For k = 1 this is linearization (Strogatz, *Nonlinear Dynamics and Chaos*, §2.4): u = x − x* obeys u′ ≈ f′(x*) u.
    For k > 1 the flow reaches x* from both sides when k is odd and the derivative is negative, leaves on both sides
    when k is odd and it is positive, and runs the same way on both sides when k is even (Strogatz, example 2.4.4:
    −x³, x³ and x²).
    """

    state: sp.Symbol
    field: sp.Expr
    at: sp.Expr
    order: int
    value: sp.Expr
    index: tuple[sp.Symbol, ...] = ()
    when: Boolean = sp.true

    @property
    def theorem(self) -> str:
        """The theorem's name in the public vocabulary."""
        return "linearization" if self.order == 1 else "first nonzero derivative"

    @property
    def direction(self) -> int:
        """The sign of the derivative, decided under the condition for which the point exists."""
        return sign_under(self.value, self.when) or 0

    @property
    def verdict(self) -> tuple[Kind, Stability]:
        """Kind and stability that follow from order and sign."""
        return VERDICTS[self.order % 2, self.direction]

    @property
    def attracting_side(self) -> str | None:
        """For a half-stable point, the side from which the flow arrives."""
        if self.order % 2:
            return None
        return "left" if self.direction == 1 else "right"

    def verify(self) -> bool | None:
        """Evaluate f in balls just left and right of the point: order and value predict both signs."""
        verdicts = [self._flanks(sample) for sample in admissible(self._parameters(), self.when)]
        return None if None in verdicts or not verdicts else all(verdicts)

    def _parameters(self) -> set[sp.Symbol]:
        found: set[sp.Symbol] = (self.field.free_symbols | self.at.free_symbols) - {self.state, *self.index}
        return found

    def _flanks(self, sample: dict[sp.Symbol, sp.Expr]) -> bool | None:
        """Compare the signs of f left and right of the point, for one choice of the parameters."""
        field = self.field.xreplace(sample)
        member = self.at.xreplace(dict.fromkeys(self.index, sp.S.One)).xreplace(sample)
        for side in (-1, 1):
            ball = enclose(field, {self.state: member + side * NEAR}, digits=60 + 30 * self.order)
            if ball is None or ball.contains(0):
                return None
            if (ball > 0) != (self.direction * side**self.order > 0):
                return False
        return True

    @classmethod
    def narrate_all(cls, rules: Sequence[FirstNonzeroDerivative]) -> Step:
        """Tell all points at once: a table for the slopes, a paragraph for each point where the slope is silent."""
        blocks: list[Block] = []
        simple = [rule for rule in rules if rule.order == 1]
        if simple:
            blocks += _slope_table(simple)
        for rule in rules:
            if rule.order > 1:
                blocks += rule.beyond_slope()
        return Step(TITLE, tuple(blocks), TOPIC)

    def beyond_slope(self) -> list[Block]:
        """Tell what decides where the slope is zero."""
        at = point((self.at,))
        kind, _ = self.verdict
        near = self._leading_power
        opening = paragraph(
            "At {at} the slope is {slope}, and a zero slope decides nothing. The first derivative that is not zero is "
            "{value}{sign}, so near {at} the field has the sign of {near}.",
            at=at,
            slope=equals(function(self.state, 1, self.at, sp.S.Zero), sp.S.Zero),
            value=equals(function(self.state, self.order, self.at, self.value), self.value),
            sign=self._sign_words(),
            near=near,
        )
        positive = self.direction == 1
        if kind is Kind.HALF_STABLE:
            signs = "positive" if positive else "negative"
            arrives, leaves = ("left", "right") if positive else ("right", "left")
            closing = paragraph(
                f"That is {signs} on both sides: from the {arrives} the flow arrives, on the {leaves} it leaves. "
                f"So {{at}} is *half-stable*, attracting from the {arrives}.",
                at=at,
            )
        elif kind is Kind.STABLE:
            closing = paragraph(
                "That is positive on the left and negative on the right: the flow arrives from both sides, and {at} is "
                "*stable*. It arrives slowly: the distance shrinks like {decay} in the end, not exponentially.",
                at=at,
                decay=algebraic_decay(
                    sp.Abs(self.value) / sp.factorial(self.order),
                    sp.Integer(self.order),
                    sp.Symbol("t", real=True),
                ),
            )
        else:
            closing = paragraph(
                "That is negative on the left and positive on the right: the flow leaves on both sides, and {at} is "
                "*unstable*.",
                at=at,
            )
        return [opening, closing]

    def _sign_words(self) -> Paragraph:
        """Say under which condition a derivative with parameters in it has the sign that decides."""
        if self.when == sp.true or not self.value.free_symbols:
            return paragraph("")
        word = "positive" if self.direction == 1 else "negative"
        return paragraph(f", {word} where {{when}}", when=self.when)

    @property
    def _leading_power(self) -> sp.Expr:
        """±(x − x*)ᵏ, which has the sign of f near x*."""
        return (self.direction or 1) * (self.state - self.at) ** self.order


def _slope_table(rules: Sequence[FirstNonzeroDerivative]) -> list[Block]:
    state = rules[0].state
    name = star(state)
    slope = Name("f", args=(name,), primes=1)
    a, u, t = sp.symbols("a u t", real=True)
    introduction = paragraph(
        "Near a fixed point, {linear}: a small distance {distance} behaves like {growth}. It shrinks where {negative} "
        "and grows where {positive}.",
        linear=Chain((Name("u", primes=1), Written(a * u, ((a, slope),))), ("≈",)),
        distance=equals(u, Written(state - a, ((a, name),))),
        growth=Written(sp.exp(a * t), ((a, slope),)),
        negative=Chain((slope, sp.S.Zero), ("<",)),
        positive=Chain((slope, sp.S.Zero), (">",)),
    )
    rows: list[tuple[object, ...]] = []
    for rule in rules:
        kind, _ = rule.verdict
        change = "shrinks" if kind is Kind.STABLE else "grows"
        rows.append((point((rule.at,)), number(rule.value), change, Term(kind.value), number(1 / abs(rule.value))))
    header = (
        name,
        slope,
        u,
        paragraph("{x} is", x=name),
        paragraph("time scale {scale}", scale=Written(1 / sp.Abs(a), ((a, slope),))),
    )
    return [introduction, table(header, rows)]


LONG = 20
"""Operations in a formula with parameters that is not put into derivatives."""


def by_derivatives(system: ODESystem, fixed_point: FixedPoint, linearization: Linearization) -> Classification | None:
    """Classify a fixed point on the line by the first derivative that is not zero.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> x = sp.Symbol("x", real=True)
    >>> from symtutor.model import ODESystem
    >>> [(c.at[0], c.kind.value) for c in analyze(ODESystem((x,), (x**2 * (1 - x),))).classifications]
    [(0, 'half-stable'), (1, 'stable')]
    """
    if system.dimension != 1:
        return None
    (state,), (field,), (at,) = system.states, system.field, fixed_point.at
    slope = expand(field)
    given = {} if fixed_point.when == sp.true else given_values(fixed_point.when)
    if at.free_symbols and not within((at,), LONG):  # what could be said of such a slope nobody would read
        reason = DerivativeUndecided(state, at, 1, linearization.jacobian[0, 0])
        return Classification(fixed_point, linearization, Kind.UNDECIDED, Stability.UNDECIDED, (reason,))
    for order in range(1, ORDER_LIMIT + 1):
        slope = derivative(slope, state)
        value = rationalized(put_in(slope, {state: at}))
        if given:
            value = sp.expand(value.subs(given))
        direction = sign_at(fixed_point, system.states, slope)
        if direction is None and fixed_point.index:  # squares that multiplying out hides: (π + 2πn)² + 2
            value = replaced(slope, {state: at})
            direction = sign_under(value, fixed_point.when)
        if direction is None:
            members = different(value, fixed_point) if order == 1 else ()
            reason = DerivativeUndecided(state, at, order, value, members)
            return Classification(fixed_point, linearization, Kind.UNDECIDED, Stability.UNDECIDED, (reason,))
        if direction:
            rule = FirstNonzeroDerivative(state, field, at, order, value, fixed_point.index, fixed_point.when)
            return Classification(fixed_point, linearization, *rule.verdict, (rule,))
    undecided = DerivativeUndecided(state, at, ORDER_LIMIT, sp.S.Zero)
    return Classification(fixed_point, linearization, Kind.UNDECIDED, Stability.UNDECIDED, (undecided,))
