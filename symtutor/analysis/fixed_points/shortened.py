"""Conditions written short: factors of known sign left out, equations put into the others, contradictions found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.polynomial.factored import factored
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sympy.logic.boolalg import Boolean

LENGTH_LIMIT = 80
"""Operations in a condition, above which it is not factored."""
ROUNDS = 6


def shortened(conditions: Iterable[Boolean]) -> tuple[Boolean, ...]:
    """Write conditions that hold together shorter; ``(False,)`` where they contradict each other.

    Examples
    --------
    >>> a, b, r = sp.symbols("a b r", real=True)
    >>> shortened([sp.Ne(a, 0), 1 / a > 0]), shortened([sp.Eq(a, 0), sp.Ne(a * b, 0)])
    ((a > 0,), (False,))
    >>> shortened([sp.Eq(b - 1, 0), sp.Eq(a * b - 1, 0)]), shortened([sp.Ne(r, 0), r * (r - 1) < 0])
    ((Eq(b - 1, 0), Eq(a - 1, 0)), (r*(r - 1) < 0,))
    """
    found = tuple(dict.fromkeys(conditions))
    for _ in range(ROUNDS):
        parts = tuple(dict.fromkeys(part for each in found for part in _parts(each, found)))
        put = _equations_put_in(parts)
        if sp.false in put:
            return (sp.false,)
        rest = tuple(c for c in put if c != sp.true and not _follows_from(c, [o for o in put if o is not c]))
        if rest == found:
            break
        found = rest
    return (sp.false,) if _contradict(found) else found


def _parts(condition: Boolean, others: Sequence[Boolean]) -> tuple[Boolean, ...]:
    """Split a product: it is not zero where no factor is, and factors of known sign say nothing."""
    if condition in (sp.true, sp.false) or condition.rhs != 0 or sp.count_ops(condition.lhs) > LENGTH_LIMIT:
        return (condition,)
    if isinstance(condition.lhs, sp.exp):  # of a real number, also where SymPy cannot know that it is one
        return (condition.func(sp.S.One, 0),)
    if condition.lhs.is_Pow and condition.lhs.exp.is_positive and isinstance(condition, sp.Eq | sp.Ne):
        return _parts(condition.func(condition.lhs.base, 0), others)  # a root is zero where what is under it is
    side, odd, even = _signed_factors(condition.lhs)
    if not odd and not even:
        return (condition,)
    if isinstance(condition, sp.Ne):
        return tuple(sp.Ne(factor, 0) for factor in (*odd, *even))
    known = [c for c in others if c != condition]
    if isinstance(condition, sp.Eq):
        left = [factor for factor in (*odd, *even) if not _nonzero(factor, known)]
        whole = len(left) == len(odd) + len(even) and not even and sp.expand(sp.Mul(*left) - condition.lhs) == 0
        return (condition,) if whole else (sp.Eq(sp.Mul(*left), 0),)
    weak = isinstance(condition, (sp.Ge, sp.Le))
    if weak and even:
        return (condition,)
    nonzero = tuple(sp.Ne(factor, 0) for factor in even)
    signs = {factor: _known_sign(factor, known) for factor in odd}
    left = [factor for factor, known_sign in signs.items() if known_sign is None]
    if len(left) == len(odd) and not even and side == 1 and sp.expand(sp.Mul(*odd) - condition.lhs) == 0:
        return (condition,)
    for known_sign in signs.values():
        side *= known_sign or 1
    return (*nonzero, _canonical(condition.func(side * sp.Mul(*left), 0)))


def _canonical(condition: Boolean) -> Boolean:
    """Write −a > 0 as a < 0."""
    if condition in (sp.true, sp.false) or not condition.lhs.could_extract_minus_sign():
        return condition
    return MIRRORED[condition.func](-condition.lhs, 0)


MIRRORED = {sp.Gt: sp.Lt, sp.Lt: sp.Gt, sp.Ge: sp.Le, sp.Le: sp.Ge}


def _signed_factors(left: sp.Expr) -> tuple[int, list[sp.Expr], list[sp.Expr]]:
    """Factor: the sign of the number in front, the factors to odd powers, those to even powers; none that is positive.

    A plain sum that does not split gives nothing.
    """
    product = factored(left)
    if not (product.is_Mul or product.is_Pow):
        return 1, [], []
    side = 1
    odd: list[sp.Expr] = []
    even: list[sp.Expr] = []
    for factor in sp.Mul.make_args(product):
        base, power = factor.as_base_exp() if factor.is_Pow else (factor, sp.S.One)
        decided = 1 if isinstance(factor, sp.exp) else sign(factor)
        if decided:
            side *= decided
        elif isinstance(power, sp.Integer):
            (even if power % 2 == 0 else odd).append(base)
        else:
            return 1, [], []
    return side, odd, even


def _known_sign(factor: sp.Expr, known: Sequence[Boolean]) -> int | None:
    decided = sign(factor)
    if decided:
        return decided
    for c in known:
        if isinstance(c, (sp.Gt, sp.Lt)) and c.rhs == 0:
            side = 1 if isinstance(c, sp.Gt) else -1
            if c.lhs == factor:
                return side
            if c.lhs == -factor:
                return -side
    return None


def _nonzero(factor: sp.Expr, known: Sequence[Boolean]) -> bool:
    return _known_sign(factor, known) is not None or any(
        isinstance(c, sp.Ne) and c.rhs == 0 and c.lhs in (factor, -factor) for c in known
    )


def _equations_put_in(conditions: tuple[Boolean, ...]) -> tuple[Boolean, ...]:
    """Put equations a = number, or a = b, into the other conditions."""
    found = list(conditions)
    for equation in conditions:
        solved = _solved(equation)
        if solved is None or equation not in found:
            continue
        symbol, value = solved
        found = [c if c == equation or not c.has(symbol) else _put(c, symbol, value) for c in found]
    return tuple(found)


def _put(condition: Boolean, symbol: sp.Symbol, value: sp.Expr) -> Boolean:
    if condition in (sp.true, sp.false):
        return condition
    left = (condition.lhs - condition.rhs).subs(symbol, value)
    if left.has(sp.nan, sp.zoo, sp.oo):
        return condition
    decided = sign(left)
    return condition.func(sp.Integer(decided), 0) if decided is not None else condition.func(sp.expand(left), 0)


def _solved(equation: Boolean) -> tuple[sp.Symbol, sp.Expr] | None:
    """Read an equation that is linear in a symbol, with a number in front of it, as its value."""
    if not isinstance(equation, sp.Eq) or equation.rhs != 0:
        return None
    left = equation.lhs
    for symbol in sorted(left.free_symbols, key=lambda s: s.name):
        if not symbol.is_integer and left.is_polynomial(symbol) and sp.degree(left, symbol) == 1:
            slope = left.coeff(symbol)
            if slope.is_Rational:
                return symbol, sp.expand(symbol - left / slope)
    return None


def _follows_from(condition: Boolean, others: Sequence[Boolean]) -> bool:
    """Tell whether a ≠ 0 follows: with a = 0 put in, another condition fails."""
    if not isinstance(condition, sp.Ne):
        return False
    solved = _solved(sp.Eq(condition.lhs - condition.rhs, 0))
    return solved is not None and any(_put(c, *solved) == sp.false for c in others if c.has(solved[0]))


def _contradict(conditions: Sequence[Boolean]) -> bool:
    """Tell whether two conditions on one quantity exclude each other."""
    allowed: dict[sp.Expr, set[int]] = {}
    for c in conditions:
        if c in (sp.true, sp.false) or c.rhs != 0:
            continue
        mirrored = c.lhs.could_extract_minus_sign()
        signs = {-s for s in SIGNS[c.func]} if mirrored else SIGNS[c.func]
        bare = -c.lhs if mirrored else c.lhs
        allowed[bare] = allowed.get(bare, {-1, 0, 1}) & signs
    return any(not signs for signs in allowed.values())


SIGNS: dict[type, set[int]] = {
    sp.Eq: {0},
    sp.Ne: {-1, 1},
    sp.Gt: {1},
    sp.Lt: {-1},
    sp.Ge: {0, 1},
    sp.Le: {-1, 0},
}
