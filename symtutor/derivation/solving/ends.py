"""Whether the ends of the branches are the fixed points of the analysis: exactly, with their conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp
from sympy.core.relational import Relational

from symtutor.derivation.solving.equation import same_number
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sympy.logic.boolalg import Boolean

Point = tuple[sp.Expr, ...]
End = tuple[Point, "Boolean"]
"""A point, and the condition on the parameters under which it is one."""

LOGIC_LIMIT = 12


def same_ends(expected: Sequence[End], reached: Sequence[End]) -> bool | None:
    """Decide exactly whether two lists hold the same points; None where they do not, as far as is shown.

    A point that exists only where another takes its place, as 0 of x³ = rx where r = 0, may be left out.

    Examples
    --------
    >>> r = sp.Symbol("r", real=True)
    >>> zero, root = (sp.S.Zero,), (sp.sqrt(r),)
    >>> same_ends([(zero, sp.true), (root, r > 0)], [(root, r > 0), (zero, sp.true), (zero, sp.Eq(r, 0))])
    True
    >>> same_ends([(zero, sp.true)], [(root, r > 0)]) is None
    True
    """
    index = {symbol for at, _ in expected for value in at for symbol in value.free_symbols if symbol.is_integer}
    if index and all(len(at) == 1 for at, _ in expected) and len(index) == 1:
        return _same_families(expected, reached, *index)
    open_ends = list(expected)
    for at, when in _merged(reached):
        partner = next((end for end in open_ends if _same(end[0], at)), None)
        if partner is not None and _same_condition(partner[1], when):
            open_ends.remove(partner)
        elif not _covered((at, when), expected):
            return None
    return True if not open_ends else None


def _same(first: Point, second: Point) -> bool:
    return all(same_number(a, b) for a, b in zip(first, second, strict=True))


def _merged(ends: Sequence[End]) -> list[End]:
    """Keep each point once, with either condition."""
    found: list[End] = []
    for at, when in ends:
        place = next((k for k, (other, _) in enumerate(found) if _same(other, at)), None)
        if place is None:
            found.append((at, when))
        else:
            found[place] = (at, sp.Or(found[place][1], when))
    return found


def _same_condition(first: Boolean, second: Boolean) -> bool:
    """Tell whether two conditions are one, as far as SymPy's logic shows it."""
    if first == second:
        return True
    parts, others = list(sp.And.make_args(first)), list(sp.And.make_args(second))
    if len(parts) == len(others) and all(any(_same_relation(a, b) for b in others) for a in parts):
        return all(any(_same_relation(a, b) for a in parts) for b in others)
    if sp.count_ops(first) + sp.count_ops(second) > LOGIC_LIMIT:
        return False
    return bool(sp.simplify_logic(sp.Equivalent(first, second)) == sp.true)


def _same_relation(first: Boolean, second: Boolean) -> bool:
    """Tell whether two inequalities or equations differ by a positive factor: Kr − 4h > 0 and h < Kr/4."""
    if first == second:
        return True
    if not (isinstance(first, Relational) and isinstance(second, Relational)):
        return False
    turned = second.reversed if first.func is not second.func else second
    if first.func is not turned.func or isinstance(first, sp.Ne):
        return False
    ratio = sp.cancel((first.lhs - first.rhs) / (turned.lhs - turned.rhs))
    return sign(ratio) == 1 or (isinstance(first, sp.Eq) and sign(ratio) == -1)


def _covered(end: End, expected: Sequence[End]) -> bool:
    """Tell whether a point under an equation between parameters is another one there."""
    return any(_is_there(end, other, special) for special in special_values(end[1]) for other in expected)


def special_values(when: Boolean) -> Iterator[dict[sp.Symbol, sp.Expr]]:
    """Yield the value of a parameter that an equation in a condition fixes: r = 1/4 for 4r − 1 = 0."""
    for part in sp.And.make_args(when):
        zero = part.lhs - part.rhs if isinstance(part, sp.Eq) else sp.S.Zero
        for symbol in sorted(zero.free_symbols, key=sp.default_sort_key):
            if zero.is_polynomial(symbol) and sp.degree(zero, symbol) == 1:
                a, b = sp.Poly(zero, symbol).all_coeffs()
                if sign(a):
                    yield {symbol: sp.expand(-b / a)}


def _is_there(end: End, other: End, special: dict[sp.Symbol, sp.Expr]) -> bool:
    """Tell whether a point takes the place of another for a special value of a parameter."""
    at, there = (tuple(value.xreplace(special) for value in point) for point in (end[0], other[0]))
    return bool(other[1].xreplace(special) == sp.true) and _same(at, there)


def _same_families(expected: Sequence[End], reached: Sequence[End], index: sp.Symbol) -> bool | None:
    """Compare families a + p n: over a common period the same numbers between 0 and it."""
    if any(when != sp.true for _, when in (*expected, *reached)):
        return None
    values = [at[0] for at, _ in expected], [at[0] for at, _ in reached]
    periods = {abs(sp.diff(value, index)) for side in values for value in side}
    if any(period == 0 or period.has(index) for period in periods):
        return None
    first = next(iter(periods))
    ratios = [sp.cancel(period / first) for period in periods]
    if not all(ratio.is_Rational for ratio in ratios):
        return None
    common = first * sp.ilcm(1, 1, *(r.p for r in ratios)) / sp.igcd(0, 0, *(r.q for r in ratios))
    bases = [_bases(side, index, common) for side in values]
    if None in bases:
        return None
    mine, theirs = (base or [] for base in bases)
    matched = all(any(same_number(a, b) for b in theirs) for a in mine)
    return True if matched and len(mine) == len(theirs) else None


def _bases(values: Sequence[sp.Expr], index: sp.Symbol, common: sp.Expr) -> list[sp.Expr] | None:
    found: list[sp.Expr] = []
    for value in values:
        period = abs(sp.diff(value, index))
        start = sp.expand(value.xreplace({index: sp.S.Zero}))
        for turn in range(int(sp.cancel(common / period))):
            base = sp.expand(start + turn * period)
            base = sp.expand(base - sp.floor(base / common) * common)
            if not any(same_number(base, other) for other in found):
                found.append(base)
    return found
