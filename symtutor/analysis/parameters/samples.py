"""Values of the parameters at which a case is checked."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.parameters.cells import Values, truth
from symtutor.numerics.rational import at_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sympy.logic.boolalg import Boolean

    from symtutor.analysis.parameters.cells import Cell

ENOUGH = 3
TRIALS = 60
FACTS = ("positive", "negative", "nonnegative", "nonpositive", "nonzero", "integer")


def near(cell: Cell, symbols: set[sp.Symbol], when: Boolean) -> Iterator[Values]:
    """Yield a few random rational choices of the parameters that a condition and the assumptions allow.

    The choices scatter ever closer around the sample of the cell, so that thin cells are met too; they are the same at
    every run. A parameter that the cell gives a value takes it.

    Examples
    --------
    >>> from symtutor.analysis.parameters.cells import cells
    >>> r = sp.Symbol("r", real=True)
    >>> below = cells((r + 1,), (r,))[0]
    >>> all(choice[r] < -1 for choice in near(below, {r}, below.when))
    True
    """
    random = Random(1)  # noqa: S311 - samples, not secrets
    found = 0
    exact, sample = cell.exact, cell.sample
    ordered = sorted(symbols - set(exact), key=lambda symbol: symbol.name)
    for trial in range(TRIALS):
        spread = sp.Rational(4, 1 + trial // 4)
        choice = {symbol: _scattered(symbol, sample.get(symbol), spread, random) for symbol in ordered}
        choice |= {symbol: at_numbers(value, choice) for symbol, value in exact.items()}
        if all(_allowed(symbol, value) for symbol, value in choice.items()) and _true(when, choice, exact):
            yield choice
            found += 1
        if found == ENOUGH:
            return


def _scattered(symbol: sp.Symbol, middle: sp.Expr | None, spread: sp.Rational, random: Random) -> sp.Expr:
    """Choose near a value, on the same side of zero where the symbol stays on one."""
    start = sp.Rational(7, 5) * (-1 if symbol.is_nonpositive else 1) if middle is None else middle
    shift = 0 if symbol.is_nonnegative or symbol.is_nonpositive else spread * sp.Rational(random.randint(-97, 97), 194)
    return sp.expand(start * (1 + spread * sp.Rational(random.randint(-97, 97), 194)) + shift)


def _true(when: Boolean, choice: Values, exact: Values) -> bool:
    """Test a condition; the equations for the parameters that were given a value hold."""
    parts = [part for part in sp.And.make_args(when) if not (isinstance(part, sp.Eq) and part.lhs in exact)]
    return all(truth(part, choice) for part in parts)


def _allowed(symbol: sp.Symbol, value: sp.Expr) -> bool:
    return not any(getattr(symbol, f"is_{fact}") and not getattr(value, f"is_{fact}") for fact in FACTS)
