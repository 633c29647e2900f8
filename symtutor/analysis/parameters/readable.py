"""Conditions solved for the parameter they are about: 4r + 1 > 0 and √(4r + 1) < 1 is −1/4 < r < 0."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.parameters.cells import cells, truth
from symtutor.analysis.parameters.polynomials import critical_polynomials
from symtutor.analysis.parameters.regions import regions

if TYPE_CHECKING:
    from sympy.logic.boolalg import Boolean

    from symtutor.analysis.parameters.cells import Cell

DEGREE_LIMIT = 2
"""The degree of polynomials whose roots are shorter to read than the polynomial."""

MOST_REGIONS = 3


@lru_cache(maxsize=256)
def readable(when: Boolean) -> Boolean:
    """Solve the parts of a condition that are about one symbol each, where the bounds have short formulas.

    Examples
    --------
    >>> a, b, r = sp.symbols("a b r", real=True)
    >>> readable((4 * r + 1 > 0) & (sp.sqrt(4 * r + 1) < 1))
    (r > -1/4) & (r < 0)
    >>> readable(sp.Eq(a - 1, 0) & (a * b > 0)), readable((r > 1) & (r**2 < 1))
    (Eq(a, 1) & (a*b > 0), False)
    >>> readable(sp.Ne(a - 1, 0)), readable(sp.Ne(a, 0) & (a > -1))
    (Ne(a, 1), (a > -1) & Ne(a, 0))
    """
    if not isinstance(when, sp.And) or len(when.free_symbols) < 2:
        return _of_one(when)
    known = {part.lhs: part.rhs for part in when.args if isinstance(part, sp.Eq) and part.rhs.is_number}
    known = {symbol: value for symbol, value in known.items() if symbol.is_Symbol}
    if known:
        given = [sp.Eq(symbol, value) for symbol, value in known.items()]
        when = sp.And(*given, *(part.subs(known) for part in when.args if part not in given))
        if not isinstance(when, sp.And):
            return _of_one(when)
    together: dict[sp.Symbol, list[Boolean]] = {}
    others: list[Boolean] = []
    for part in when.args:
        symbols = part.free_symbols
        if len(symbols) == 1:
            together.setdefault(next(iter(symbols)), []).append(part)
        else:
            others.append(part)
    return sp.And(*others, *(_of_one(sp.And(*parts)) for parts in together.values()))


def _of_one(when: Boolean) -> Boolean:
    """Solve a condition on one symbol; one that is not about one symbol, or too hard, is left as it is."""
    if len(when.free_symbols) != 1 or _solved(when):
        return when
    (symbol,) = when.free_symbols
    if symbol.is_integer or not when.atoms(sp.Rel):
        return when
    polynomials = critical_polynomials([relation.lhs - relation.rhs for relation in when.atoms(sp.Rel)])
    if polynomials is None or any(sp.degree(each, symbol) > DEGREE_LIMIT for each in polynomials):
        return when
    pieces = cells(polynomials, [symbol])
    labels = [] if pieces is None else [False if cell.excluded else truth(when, cell.sample) for cell in pieces]
    if pieces is None or None in labels:
        return when
    found = [cell for cell, holds in regions(pieces, labels) if holds]
    return sp.Or(*(sp.And(*conditions) for conditions in _joined(found))) if len(found) <= MOST_REGIONS else when


def _joined(found: list[Cell]) -> list[tuple[Boolean, ...]]:
    """Write two intervals with one point between them as one interval without that point."""
    joined: list[tuple[Boolean, ...]] = []
    last = None
    for cell in found:
        (piece,) = cell.slices
        if last is not None and not last.closed[1] and not piece.closed[0] and last.high == piece.low:
            gap = sp.Ne(piece.parameter, piece.low)
            piece = replace(piece, low=last.low, closed=(last.closed[0], piece.closed[1]))
            joined[-1] = (*(c for c in joined[-1] if isinstance(c, sp.Ne)), gap, *piece.conditions({}))
        else:
            joined.append(tuple(piece.conditions({})))
        last = piece
    return joined


def _solved(when: Boolean) -> bool:
    """Tell whether every part compares the symbol itself with a number, and there is nothing to join."""
    parts = sp.And.make_args(when)
    plain = all(isinstance(part, sp.Rel) and part.lhs.is_Symbol and part.rhs.is_number for part in parts)
    return plain and len(parts) == 1
