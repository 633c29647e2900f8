"""From logarithms to the solution: exponentials taken, the signs and e^C in one constant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.separation.rule import TITLE, TOPIC
from symtutor.analysis.words import series, unused
from symtutor.derivation.solving.equation import all_agree
from symtutor.document import Equation, Step, condition, paragraph

if TYPE_CHECKING:
    from symtutor.analysis.separation.rule import BySeparation

NAMES = ("K", "M", "A")


@dataclass(frozen=True, slots=True)
class ExponentialsTaken:
    """R(x) = K e^(kt) along every solution exactly where R′(x) f(x) = k R(x) (Teschl, §1.3).

    Attributes
    ----------
    ratio : Expr
        R: the product of what stands in the logarithms, each to a whole power.
    rate : Expr
        k.
    start : Symbol
        The state at time 0.
    """

    state: sp.Symbol
    field: sp.Expr
    time: sp.Symbol
    ratio: sp.Expr
    rate: sp.Expr
    start: sp.Symbol

    def verify(self) -> bool | None:
        """Differentiate along the flow: R must grow at the rate k."""
        return all_agree([(sp.diff(self.ratio, self.state) * self.field, self.rate * self.ratio)])

    def narrate(self) -> Step:
        """Put the logarithms together, and take exponentials."""
        name = unused(NAMES, self.field.free_symbols)
        several = self.ratio.is_Mul or self.ratio.is_Pow
        words = ("Multiply by {rate}" if self.rate != 1 else "") + (
            (", put the logarithms together" if self.rate != 1 else "Put the logarithms together") if several else ""
        )
        words = words + " and take exponentials. " if words else "Take exponentials. "
        words += "The sign and the constant factor become one constant {name}, which is 0 where the left side is:"
        row = condition(self.ratio, name * sp.exp(self.rate * self.time))
        at_start = self.ratio.xreplace({self.state: self.start})
        but = [paragraph("{start} ≠ {place}", start=self.start, place=place) for place in self._never()]
        closing = paragraph(
            "At {zero} that says {found}{but}.",
            zero=condition(self.time, sp.S.Zero),
            found=condition(name, at_start),
            but=paragraph(", for {places}", places=series(but)) if but else "",
        )
        return Step(TITLE, (paragraph(words, rate=self.rate, name=name), Equation((row,)), closing), TOPIC)

    def _never(self) -> tuple[sp.Expr, ...]:
        """Give the starts at which the denominator of R vanishes."""
        below = sp.Mul.make_args(sp.fraction(self.ratio)[1])
        bases = (part.as_base_exp()[0] for part in below if part.has(self.state))
        linear = (base for base in bases if sp.degree(base, self.state) == 1)
        return tuple(sp.expand(self.state - base / sp.diff(base, self.state)) for base in linear)


def exponentials_taken(rule: BySeparation) -> ExponentialsTaken | None:
    """Take exponentials where G is a sum of logarithms whose coefficients are whole multiples of one number.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x = sp.Symbol("x", real=True)
    >>> (rule,) = analyze(ODESystem((x,), (x * (1 + x**2),))).explicit
    >>> found = exponentials_taken(rule)
    >>> found.ratio, found.rate
    (x**2/(x**2 + 1), 2)
    """
    if rule.integral is None or rule.formula is None:
        return None
    terms = [term.as_independent(rule.state, as_Add=False) for term in rule.integral.terms]
    if not all(isinstance(inner, sp.log) for _, inner in terms):
        return None
    first = terms[0][0]
    shares = [sp.cancel(size / first) for size, _ in terms]
    if not all(share.is_Rational for share in shares):
        return None
    unit = first / sp.ilcm(1, 1, *(share.q for share in shares))
    powers = [sp.cancel(size / unit) for size, _ in terms]
    inside = [inner.args[0] for _, inner in terms]
    bare = [part.args[0] if isinstance(part, sp.Abs) else part for part in inside]
    if any(part.has(sp.Abs) or not part.is_polynomial(rule.state) for part in bare) or max(map(abs, powers)) > 4:
        return None
    ratio = sp.Mul(*(part**power for part, power in zip(bare, powers, strict=True)))
    return ExponentialsTaken(rule.state, rule.field, rule.time, ratio, sp.cancel(1 / unit), rule.formula.start)
