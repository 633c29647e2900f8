"""The sign of a quantity wherever a condition holds."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.parameters.both_signs import takes_both_signs
from symtutor.analysis.parameters.cells import cells, put, truth
from symtutor.analysis.parameters.polynomials import critical_polynomials
from symtutor.analysis.size import within
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sympy.logic.boolalg import Boolean

    from symtutor.analysis.parameters.cells import Cell

SIZE_LIMIT = 60


@lru_cache(maxsize=256)
def sign_throughout(value: sp.Expr, when: Boolean) -> int | None:
    """Decide a sign that is the same for all parameters under a condition; None where it is not, or not known.

    Examples
    --------
    >>> r = sp.Symbol("r", real=True)
    >>> sign_throughout(r**2 - r, r > 1), sign_throughout(r**2 - r, r > 0)
    (1, None)
    """
    by_name = {symbol.name: symbol for symbol in value.free_symbols}  # they may carry a part of the condition
    when = when.xreplace({symbol: by_name.get(symbol.name, symbol) for symbol in when.free_symbols})
    symbols = sorted(value.free_symbols | when.free_symbols, key=lambda symbol: symbol.name)
    if not within((value, when), SIZE_LIMIT) or not value.is_algebraic_expr(*value.free_symbols):
        return None
    if takes_both_signs(value, when):
        return None
    conditions = [relation.lhs - relation.rhs for relation in when.atoms(sp.Rel)]
    polynomials = critical_polynomials([value, *conditions])
    return None if polynomials is None else _only_sign(value, cells(polynomials, symbols), when, {})


def sign_along(value: sp.Expr, curve: sp.Expr, given: Mapping[sp.Symbol, sp.Expr], when: Boolean) -> int | None:
    """Decide a sign that is the same along the curve on which a polynomial vanishes; None where that is not known.

    Parameters
    ----------
    value, curve : Expr
        Rational functions of the parameters.
    given : mapping
        The curve solved for one parameter.
    when : Boolean
        The condition on the others.
    """
    ((main, formula),) = given.items()
    tops = [sp.fraction(sp.together(expression))[0] for expression in (value, curve)]
    if not all(top.is_polynomial(*top.free_symbols) and top.has(main) for top in tops):
        return None
    conditions = [relation.lhs - relation.rhs for relation in when.atoms(sp.Rel)]
    inner = critical_polynomials([sp.resultant(*tops, main), *conditions])
    symbols = sorted((value.free_symbols | when.free_symbols) - {main}, key=lambda symbol: symbol.name)
    return None if inner is None else _only_sign(value, cells(inner, symbols), when, {main: formula})


def _only_sign(
    value: sp.Expr, pieces: Sequence[Cell] | None, when: Boolean, given: Mapping[sp.Symbol, sp.Expr]
) -> int | None:
    """Collect the signs at a sample of every cell on which the condition holds; None where there are several."""
    signs: set[int | None] = set()
    for cell in pieces or ():
        present = not cell.excluded and truth(when, cell.sample)
        if present is None:
            return None
        if present:
            sample = cell.sample | {symbol: formula.subs(cell.sample) for symbol, formula in given.items()}
            number = put(value, sample)
            signs.add(None if number is None else sign(number))
    return signs.pop() if len(signs) == 1 else None
