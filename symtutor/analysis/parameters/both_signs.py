"""Samples at which a quantity has different signs: then no cutting of parameter space can find one sign for all.

Most quantities that are asked about have no sign that is always the same. Two rational choices of the parameters show
that in a moment.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.polynomial.normal_form import normal_form
from symtutor.numerics.rational import rational_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sympy.logic.boolalg import Boolean

    Values = dict[sp.Symbol, sp.Expr]

TRIALS = 24
SIZES = tuple(sp.Rational(p, q) for p, q in ((1, 1), (1, 3), (3, 1), (1, 9), (9, 1), (2, 3), (5, 2), (1, 40), (40, 1)))


def takes_both_signs(value: sp.Expr, when: Boolean) -> bool:
    """Tell whether samples under a condition show a quantity with different signs; False says nothing.

    Examples
    --------
    >>> a, b = sp.symbols("a b", real=True)
    >>> takes_both_signs(a - b, sp.Eq(a * b, 1) & (b > 0)), takes_both_signs(a**2 + b**2, sp.true)
    (True, False)
    """
    symbols = sorted(value.free_symbols | when.free_symbols, key=lambda symbol: symbol.name)
    parts = [part for part in sp.And.make_args(when) if part != sp.true]
    if any(symbol.is_integer for symbol in symbols) or not all(isinstance(part, sp.Rel) for part in parts):
        return False
    found: set[bool] = set()
    for choice in _choices(symbols, parts):
        number = rational_at(value, choice)
        if number is not None and number != 0 and all(_holds(part, choice) for part in parts):
            found.add(bool(number > 0))
        if len(found) > 1:
            return True
    return False


def _choices(symbols: Sequence[sp.Symbol], parts: Sequence[Boolean]) -> Iterator[Values]:
    """Yield choices that the assumptions on the symbols allow, the same ones at every run."""
    given = _linear(parts)
    random = Random(1)  # noqa: S311 - samples, not secrets
    for _ in range(TRIALS):
        choice = {symbol: random.choice(SIZES) * _side(symbol, random) for symbol in symbols if symbol not in given}
        solved = {symbol: rational_at(-rest / slope, choice) for symbol, (slope, rest) in given.items()}
        known = {symbol: number for symbol, number in solved.items() if number is not None}
        if len(known) == len(given) and all(_allowed(symbol, number) for symbol, number in known.items()):
            yield choice | known


def _linear(parts: Sequence[Boolean]) -> dict[sp.Symbol, tuple[sp.Expr, sp.Expr]]:
    """Write equations as slope · symbol + rest = 0, each for a symbol that no other one of them holds."""
    given: dict[sp.Symbol, tuple[sp.Expr, sp.Expr]] = {}
    used: set[sp.Symbol] = set()
    for part in parts:
        form = normal_form(part.lhs - part.rhs) if isinstance(part, sp.Eq) else None
        if form is None or used & part.free_symbols:
            continue
        symbol = next((s for s in form.variables if s.is_Symbol and form.degree((s,)) == 1), None)
        if symbol is not None:
            slope = form.derivative(symbol).expression
            given[symbol] = slope, form.expression.xreplace({symbol: sp.S.Zero})
            used |= part.free_symbols
    return given


def _side(symbol: sp.Symbol, random: Random) -> int:
    if symbol.is_nonnegative or symbol.is_nonpositive:
        return 1 if symbol.is_nonnegative else -1
    return random.choice((1, -1))


def _allowed(symbol: sp.Symbol, number: sp.Expr) -> bool:
    """Tell whether a number agrees with what is assumed of a symbol about its sign."""
    facts = ("positive", "negative", "nonnegative", "nonpositive", "nonzero")
    return not any(getattr(symbol, f"is_{fact}") and not getattr(number, f"is_{fact}") for fact in facts)


def _holds(part: Boolean, choice: Values) -> bool:
    """Tell whether a relation holds; one that rational arithmetic does not decide counts as failed."""
    left, right = rational_at(part.lhs, choice), rational_at(part.rhs, choice)
    return left is not None and right is not None and bool(part.func(left, right))
