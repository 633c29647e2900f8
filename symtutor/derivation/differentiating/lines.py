"""From a formula to the lines by which it is differentiated: the innermost first, each by one rule."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import sympy as sp

from symtutor.analysis.polynomial.normal_form import expand
from symtutor.derivation.differentiating.outer import as_power, outer_slope, power_slope, split
from symtutor.derivation.differentiating.rules import (
    ChainRule,
    Line,
    MultipliedOut,
    OnSight,
    Part,
    ProductRule,
    QuotientRule,
    ReciprocalRule,
    SumRule,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from symtutor.document import Formula

MANY = 10
"""Terms of a polynomial that is still multiplied out."""

LONG = 300
"""Operations in a numerator that is still multiplied out."""


class UnknownRuleError(Exception):
    """A part of the formula has no rule here."""


@dataclass
class Differentiation:
    """One variable, and what was already said of it."""

    by: sp.Symbol
    partial: bool = False
    told: set[Any] = field(default_factory=set)
    """The formulas already differentiated, and the rules already written out."""

    def lines(self, whole: sp.Expr, name: Formula) -> Iterator[Line]:
        """Yield the lines for a whole right-hand side; the last one concludes what `name` is.

        Raises
        ------
        UnknownRuleError
            Where a rule is missing.
        """
        if whole.is_Add and not (self.partial and on_sight(whole, self.by)):
            yield from self._sum(whole, name)
            return
        *before, last = self._composite(whole, name)
        yield from before
        out = self._multiplied_out(whole, last.value)
        if isinstance(last, ProductRule) and not self.partial and whole.is_polynomial(self.by):
            terms = products(last.parts)
            if sp.Add(*terms) != out:
                yield replace(last, value=sp.Add(*terms), open=True)
                pairs = tuple((term, expand(term)) for term in terms)
                yield self._line(MultipliedOut, whole, out, name, products=pairs)
                return
        yield last
        if out != last.value:
            yield self._line(MultipliedOut, whole, out, name, products=())

    def _sum(self, whole: sp.Expr, name: Formula) -> Iterator[Line]:
        """Differentiate term by term."""
        terms = whole.as_ordered_terms()
        plain = [term for term in terms if on_sight(term, self.by)]
        if not self.partial:
            for term in plain:
                yield self._line(OnSight, term, self.slope(term), None)
        for term in terms:
            if term not in plain:
                yield from self._composite(term, None)
        parts = tuple((term, self.slope(term)) for term in terms)
        value = sp.Add(*(slope for _, slope in parts))
        yield self._line(SumRule, whole, self._multiplied_out(whole, value), name, parts=parts)

    def _multiplied_out(self, whole: sp.Expr, value: sp.Expr) -> sp.Expr:
        """Multiply out the derivative of a polynomial, unless nobody would: (x + 1)²⁰."""
        out = expand(value) if whole.is_polynomial(self.by) else value
        return out if len(sp.Add.make_args(out)) <= MANY else value

    def _composite(self, whole: sp.Expr, name: Formula | None) -> Iterator[Line]:
        """Yield the lines for the parts, then that of the whole."""
        key = (whole, self.by)
        if name is None and (key in self.told or on_sight(whole, self.by)):
            return
        self.told.add(key)
        if on_sight(whole, self.by):
            yield self._line(OnSight, whole, self.slope(whole), name)
            return
        if whole.is_Add:
            for term in whole.as_ordered_terms():
                yield from self._composite(term, None)
            return
        made = self._made(whole)
        for part in made.parts:
            yield from self._composite(part, None)
        yield self._line(made.rule, whole, made.value, name, **made.fields)

    def _line(
        self,
        rule: Callable[..., Line],
        inside: sp.Expr,
        value: sp.Expr,
        name: Formula | None,
        **fields: Any,  # noqa: ANN401 - the fields of that rule
    ) -> Line:
        first = rule not in self.told
        self.told.add(rule)
        return rule(inside, self.by, value, name, self.partial, first, **fields)

    def slope(self, part: sp.Expr) -> sp.Expr:
        """Differentiate a part, in the form in which its line ends."""
        if not part.has(self.by):
            return sp.S.Zero
        if part.is_Add:
            return sp.Add(*map(self.slope, part.args))
        if on_sight(part, self.by):
            factor, rest = part.as_independent(self.by, as_Add=False)
            return factor * (self.slope(rest) if rest.is_Add else slope_on_sight(rest, self.by))
        return self._made(part).value

    def _made(self, whole: sp.Expr) -> Made:
        """Choose the rule by the last operation in a formula."""
        factor, rest = whole.as_independent(self.by, as_Add=False)
        above, below = split(rest)
        if below:
            top, bottom = sp.Mul(*above), sp.Mul(*below)
            return self._reciprocal(factor, bottom) if top == 1 else self._quotient(factor, top, bottom)
        if len(above) > 1:
            return self._product((factor * above[0], *above[1:]))
        return self._chain(factor, rest)

    def _product(self, factors: tuple[sp.Expr, ...]) -> Made:
        parts = tuple((part, self.slope(part)) for part in factors)
        value = sp.Add(*products(parts))
        if all(factor.is_polynomial(self.by) for factor in factors):
            value = expand(value)
        return Made(ProductRule, value, factors, {"parts": parts})

    def _quotient(self, factor: sp.Expr, top: sp.Expr, bottom: sp.Expr) -> Made:
        above, below = sp.fraction(factor)
        side = -1 if above.could_extract_minus_sign() else 1
        factor, top = side / below, side * above * top
        base, power = bottom.as_base_exp()
        u, v, w = self.slope(top), self.slope(bottom), self.slope(base)
        above = u * base - power * top * w
        above = expand(above) if above.count_ops() < LONG else above
        value = factor * above / base ** (power + 1)
        return Made(QuotientRule, value, (top, bottom), {"factor": factor, "top": (top, u), "bottom": (bottom, v)})

    def _reciprocal(self, factor: sp.Expr, bottom: sp.Expr) -> Made:
        base, power = bottom.as_base_exp()
        slope = self.slope(base)
        value = -factor * power * slope / base ** (power + 1)
        return Made(ReciprocalRule, value, (base,), {"factor": factor, "base": (base, slope), "power": power})

    def _chain(self, factor: sp.Expr, rest: sp.Expr) -> Made:
        """Differentiate the outer function, which is a power, an exponential or one of the table."""
        base, power = as_power(rest)
        is_power = power != 1 and not power.has(self.by)
        outer: tuple[sp.Expr, ...]
        if is_power:
            outer, inner = power_slope(rest), base
        elif rest.is_Pow and not base.has(self.by):
            outer, inner = (rest, sp.log(base)), power
        elif rest.is_Function and (slope := outer_slope(rest)) is not None:
            outer, inner = (slope,), rest.args[0]
        else:
            raise UnknownRuleError
        slope = self.slope(inner)
        fields = {"factor": factor, "outer": outer, "inner": (inner, slope), "power": is_power}
        return Made(ChainRule, sp.Mul(factor, *outer, slope), (inner,), fields)


@dataclass(frozen=True, slots=True)
class Made:
    """A rule chosen for a formula: the derivative by it, and the parts that are differentiated before."""

    rule: Callable[..., Line]
    value: sp.Expr
    parts: tuple[sp.Expr, ...]
    fields: dict[str, Any]


def products(parts: Sequence[Part]) -> list[sp.Expr]:
    """Multiply as the product rule says: one factor differentiated at a time."""
    places = range(len(parts))
    return [sp.Mul(*(parts[k][k == place] for k in places)) for place in places]


def on_sight(formula: sp.Expr, by: sp.Symbol) -> bool:
    """Tell whether a formula is differentiated on sight: sums of c xⁿ and c g(x), with g in the table.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> on_sight(3 * x**2 - sp.sin(x), x), on_sight(sp.sin(2 * x), x)
    (True, False)
    """
    if not formula.has(by):
        return True
    if formula.is_Add:
        return all(on_sight(term, by) for term in formula.args)
    _, rest = formula.as_independent(by, as_Add=False)
    if rest.is_Add:
        return on_sight(rest, by)
    if as_power(rest)[0] == by:
        return not as_power(rest)[1].has(by)
    return bool(rest.is_Function) and rest.args == (by,) and outer_slope(rest) is not None


def slope_on_sight(formula: sp.Expr, by: sp.Symbol) -> sp.Expr:
    """Differentiate a power of the variable, or a function of it from the table."""
    if formula == by:
        return sp.S.One
    return sp.Mul(*power_slope(formula)) if as_power(formula)[0] == by else outer_slope(formula)
