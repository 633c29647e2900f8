"""Signs at a fixed point: exact in its number field, and under the condition for which it exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.arcs import without_arcs
from symtutor.analysis.polynomial.normal_form import put_in
from symtutor.numerics.rational import rational_at
from symtutor.numerics.roots import NumberedRoot
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sympy.logic.boolalg import Boolean

    from symtutor.model import FixedPoint


INFINITE = (sp.zoo, sp.oo, -sp.oo)


def sign_at(point: FixedPoint, states: Sequence[sp.Symbol], expression: sp.Expr) -> int | None:
    """Decide the sign of an expression of the states at a fixed point; None where that is not decided."""
    if point.exactly is not None:
        return point.exactly(expression)
    if len(states) == 1 and isinstance(point.at[0], NumberedRoot) and expression.is_polynomial(states[0]):
        minimal = sp.Poly(point.at[0].poly.as_expr(states[0]), states[0])
        if sp.rem(sp.Poly(expression, states[0]), minimal).is_zero:
            return 0
    value = put_in(expression, dict(zip(states, point.at, strict=True)))
    return sign_under(value, point.when)


def sign_under(value: sp.Expr, when: Boolean) -> int | None:
    """Decide a sign under a condition: r > 0 becomes an assumption on the symbol, others cut parameter space.

    Examples
    --------
    >>> r = sp.Symbol("r", real=True)
    >>> sign_under(-2 * r, r > 0), sign_under(-2 * r, sp.true)
    (-1, None)
    """
    value = without_arcs(value)
    if value.is_number:
        return sign(value)
    assumed = {}
    for condition in sp.And.make_args(when):
        symbol = getattr(condition, "lhs", None)
        if isinstance(symbol, sp.Symbol) and isinstance(condition, sp.Eq) and condition.rhs.is_number:
            assumed[symbol] = condition.rhs
        elif isinstance(symbol, sp.Symbol) and condition.rhs == 0:
            known = {sp.Gt: {"positive": True}, sp.Lt: {"negative": True}}.get(condition.func)
            if known is not None:
                assumed[symbol] = sp.Dummy(symbol.name, **known)
    if value.has(*INFINITE):
        return None
    side = sign(value.xreplace(assumed))
    if side is None and when == sp.true and len(value.free_symbols) == 1:
        (symbol,) = value.free_symbols
        if symbol.is_integer:
            from symtutor.analysis.at_integers import sign_at_integers  # noqa: PLC0415 - families are rare

            return sign_at_integers(value, symbol)
    if side is not None or when == sp.true:
        return side
    from symtutor.analysis.parameters.throughout import sign_throughout  # noqa: PLC0415 - numbers do not pay for it

    return sign_throughout(value, when)


SAMPLES = tuple(
    sp.Rational(p, q) for p, q in ((2, 3), (-3, 2), (7, 5), (5, 1), (-1, 7), (1, 11), (-9, 4), (23, 2), (0, 1))
)
SAMPLE_LIMIT = 3
WORK_LIMIT = 2000
"""Operations in conditions that are tried, altogether."""


def admissible(symbols: set[sp.Symbol], when: Boolean) -> Iterator[dict[sp.Symbol, sp.Expr]]:
    """Yield a few values of the parameters that their assumptions and the condition allow; one empty choice for none.

    Examples
    --------
    >>> r = sp.Symbol("r", real=True)
    >>> list(admissible({r}, r < 0))
    [{r: -3/2}, {r: -1/7}, {r: -9/4}]
    """
    given = given_values(when)
    ordered = sorted(symbols - set(given), key=lambda symbol: symbol.name)
    found = 0
    tries = min(len(SAMPLES) ** min(len(ordered), 2), WORK_LIMIT // (1 + int(sp.count_ops(when))))
    for shift in range(tries):
        choice = {
            symbol: SAMPLES[(shift // len(SAMPLES) ** (place % 2) + 2 * place) % len(SAMPLES)]
            for place, symbol in enumerate(ordered)
        }
        choice |= {symbol: value.subs(choice) for symbol, value in given.items() if symbol in symbols}
        if all(_allowed(symbol, value) for symbol, value in choice.items()) and _holds(when, choice):
            yield choice
            found += 1
        if found == SAMPLE_LIMIT:
            return


def _holds(when: Boolean, choice: dict[sp.Symbol, sp.Expr]) -> bool:
    """Tell whether a condition holds at numbers; rational ones are compared as they are."""
    if isinstance(when, sp.And):
        return all(_holds(part, choice) for part in when.args)
    if isinstance(when, sp.Rel):
        left, right = rational_at(when.lhs, choice), rational_at(when.rhs, choice)
        if left is not None and right is not None:
            return bool(when.func(left, right))
    return bool(when.subs(choice) == sp.true)


def given_values(when: Boolean) -> dict[sp.Symbol, sp.Expr]:
    """Collect the symbols to which a condition gives a value in terms of others that have none."""
    parts = [part for part in sp.And.make_args(when) if isinstance(part, sp.Eq) and part.lhs.is_Symbol]
    given = {part.lhs: part.rhs for part in parts}
    return {} if any(value.free_symbols & set(given) for value in given.values()) else given


def _allowed(symbol: sp.Symbol, value: sp.Expr) -> bool:
    """Tell whether a value agrees with what is assumed of a symbol."""
    facts = ("positive", "negative", "nonnegative", "nonpositive", "nonzero", "integer")
    return not any(getattr(symbol, f"is_{fact}") and not getattr(value, f"is_{fact}") for fact in facts)
