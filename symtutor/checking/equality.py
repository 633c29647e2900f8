"""Equality of what is said and what is true, decided in one place and with three values.

Exact normal forms prove equality; balls of interval arithmetic can only prove that two things differ; what neither
decides is None.
"""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING, TypeVar

import sympy as sp

from symtutor.analysis.at_point import admissible
from symtutor.numerics.balls import enclose
from symtutor.numerics.signs import is_zero, sign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from symtutor.checking.claims import Given

SAMPLES = (sp.Rational(3, 7), sp.Rational(-5, 3), sp.Rational(11, 4), sp.Rational(-1, 6), sp.Rational(29, 13))
TOLERANCE = sp.Rational(501, 1000)
"""Of a unit in the last place: a correctly rounded decimal is at most half a unit off, and a hair for the ball."""


def same(first: sp.Expr, second: sp.Expr) -> bool | None:
    """Decide whether two expressions are equal wherever both are defined.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> same((1 - x) * (x - 2), -(x**2) + 3 * x - 2), same(sp.sin(x) ** 2, 1 - sp.cos(x) ** 2), same(x, x + 1)
    (True, True, False)
    >>> same(sp.sqrt(3 + 2 * sp.sqrt(2)), 1 + sp.sqrt(2))
    True
    """
    if first == second:
        return True
    if not (first.is_finite is not False and second.is_finite is not False):
        return bool(first == second)
    difference = sp.expand(first - second)
    if difference.is_zero:
        return True
    if not difference.free_symbols:
        return _is_zero_number(difference)
    if all(symbol.is_integer for symbol in difference.free_symbols) and _differ_at_integers(difference):
        return False
    if _differ_somewhere(difference):
        return False
    return True if any(normal(difference) == 0 for normal in NORMAL_FORMS) else None


def _differ_at_integers(difference: sp.Expr) -> bool:
    """Find integers for the indices at which a difference is not zero: (−1)ⁿ − 1 at n = 1."""
    return any(
        _is_zero_number(sp.expand(difference.xreplace(dict.fromkeys(difference.free_symbols, sp.Integer(number)))))
        is False
        for number in range(3)
    )


def _is_zero_number(difference: sp.Expr) -> bool | None:
    """Decide whether a number, real or complex, is zero."""
    parts = difference.as_real_imag() if difference.has(sp.I) else (difference,)
    verdicts = [_is_zero_real(sp.expand(part)) for part in parts]
    if False in verdicts:
        return False
    return None if None in verdicts else True


def _is_zero_real(number: sp.Expr) -> bool | None:
    """Decide whether a real number is zero."""
    decided = sign(number)
    return is_zero(number) if decided is None else decided == 0


def _differ_somewhere(difference: sp.Expr) -> bool:
    """Prove two expressions different: at one place where both are defined, a ball of the difference excludes zero."""
    symbols = difference.free_symbols
    for choice in islice(_choices(symbols), len(SAMPLES)):
        ball = enclose(difference, choice)
        if ball is not None and not ball.contains(0):
            return True
    return False


def _choices(symbols: set[sp.Symbol]) -> Iterable[dict[sp.Symbol, sp.Expr]]:
    """Give values to symbols, allowed by what is assumed of them; integers to those that are indices."""
    indices = sorted((symbol for symbol in symbols if symbol.is_integer), key=str_of)
    for shift, values in enumerate(admissible(symbols - set(indices), sp.true)):
        yield {**values, **{index: sp.Integer(2 * shift + 3 * place + 1) for place, index in enumerate(indices)}}
    ordered = sorted(symbols, key=str_of)
    for shift in range(len(SAMPLES)):
        yield {
            symbol: abs(value) if symbol.is_positive else sp.Integer(shift + place) if symbol.is_integer else value
            for place, symbol in enumerate(ordered)
            for value in (SAMPLES[(shift + 2 * place) % len(SAMPLES)],)
        }


def str_of(symbol: sp.Symbol) -> str:
    """Order symbols by their names."""
    return str(symbol.name)


def _rational(difference: sp.Expr) -> sp.Expr:
    """Put over one denominator and cancel."""
    return sp.cancel(sp.together(difference))


def _exponential(difference: sp.Expr) -> sp.Expr:
    """Write circular and hyperbolic functions as exponentials, which are a variable like any other."""
    if not difference.has(sp.Function):
        return difference
    return sp.cancel(sp.together(sp.expand(sp.expand(difference.rewrite(sp.exp)), power_exp=True)))


NORMAL_FORMS: tuple[Callable[[sp.Expr], sp.Expr], ...] = (
    _rational,  # a rational expression is zero exactly when its cancelled form is
    _exponential,  # sin² + cos² = 1, and the double angles
    sp.trigsimp,  # what is left of the addition theorems
)


def close(given: Given, truth: sp.Expr) -> bool | None:
    """Decide whether a decimal is `truth` rounded to the places that were typed; None where it is no decimal.

    Examples
    --------
    >>> from symtutor.checking.claims import Given
    >>> close(Given(sp.Rational("0.414"), "0.414", 3), sp.sqrt(2) - 1)
    True
    >>> close(Given(sp.Rational("0.41"), "0.41", 2), sp.Rational(1, 2))
    False
    """
    if given.places is None:
        return None
    unit = sp.Rational(1, 10**given.places)
    apart = [abs(sp.re(given.value - truth)), abs(sp.im(given.value - truth))]
    verdicts = [sign(distance - TOLERANCE * unit) for distance in apart]
    if 1 in verdicts:
        return False
    return None if None in verdicts else True


def agree(given: Given, truth: sp.Expr) -> bool | None:
    """Decide whether a value is `truth`, exactly or as a rounded decimal."""
    exactly = same(given.value, truth)
    if exactly is not False:
        return exactly
    return bool(close(given, truth))


One = TypeVar("One")
Other = TypeVar("Other")


def pair_up(
    said: Sequence[One], true: Sequence[Other], equal: Callable[[One, Other], bool | None]
) -> tuple[list[One], list[Other], bool]:
    """Match two unordered lists; give what is left over on each side, and whether every comparison was decided."""
    left, decided = list(true), True
    extra = []
    for item in said:
        verdicts = [equal(item, other) for other in left]
        if True in verdicts:
            left.pop(verdicts.index(True))
        else:
            decided = decided and None not in verdicts
            extra.append(item)
    return extra, left, decided


def member_of(values: Sequence[sp.Expr], family: Sequence[sp.Expr], index: Sequence[sp.Symbol]) -> bool | None:
    """Decide whether a point belongs to a family whose coordinates are affine in integer indices.

    Examples
    --------
    >>> n = sp.Symbol("n", integer=True)
    >>> member_of([3 * sp.pi], [sp.pi * n], [n]), member_of([sp.pi / 2], [sp.pi * n], [n])
    (True, False)
    """
    if not index:
        return _all(same(value, other) for value, other in zip(values, family, strict=True))
    known: dict[sp.Symbol, sp.Expr] = {}
    for value, coordinate in zip(values, family, strict=True):
        free = [symbol for symbol in index if symbol in coordinate.free_symbols and symbol not in known]
        if len(free) == 1:
            slope = sp.diff(coordinate, free[0])
            if slope.has(*index):
                return None
            found = sp.cancel((value - coordinate.xreplace({**known, free[0]: sp.S.Zero})) / slope)
            if not found.is_rational and _is_integer(found) is not False:
                return None
            known[free[0]] = found
    numbers = _all(_is_integer(value) for value in known.values())
    there = _all(same(value, coordinate.xreplace(known)) for value, coordinate in zip(values, family, strict=True))
    return _all([numbers, there])


def _is_integer(value: sp.Expr) -> bool | None:
    """Decide whether a number, or an expression in integer indices, is an integer for all of them."""
    if value.is_integer is not None:
        return bool(value.is_integer)
    if value.free_symbols:
        shares = sp.Add.make_args(sp.expand(value))
        return True if all(share.is_integer for share in shares) else None
    ball = enclose(value)
    return None if ball is None or ball.contains_integer() else False


def _all(verdicts: Iterable[bool | None]) -> bool | None:
    """Combine verdicts: false as soon as one is, undecided where one is."""
    verdicts = list(verdicts)
    if False in verdicts:
        return False
    return None if None in verdicts else True


RESIDUES = 12
"""A family is compared residue by residue; periods whose ratio needs more are not."""


def family_within(
    values: Sequence[sp.Expr],
    index: Sequence[sp.Symbol],
    families: Sequence[tuple[Sequence[sp.Expr], Sequence[sp.Symbol]]],
) -> bool | None:
    """Decide whether every member of a family lies in one of `families`.

    Each index is split by residues, n = Nm + r: with N a common multiple of the ratios of the periods, each class lies
    in one family as a whole or not at all, and its member at m = 0 and m = 1 tell which.

    Examples
    --------
    >>> n = sp.Symbol("n", integer=True)
    >>> family_within([n * sp.pi], [n], [([2 * n * sp.pi], [n]), ([(2 * n + 1) * sp.pi], [n])])
    True
    >>> family_within([n * sp.pi], [n], [([2 * n * sp.pi], [n])])
    False
    """
    verdicts = []
    for residues in product(range(RESIDUES), repeat=len(index)):
        classes = [
            [value.xreplace(dict(zip(index, shifted, strict=True))) for value in values]
            for shifted in (residues, [r + RESIDUES for r in residues])
        ]
        found = [_all(member_of(point, family, others) for point in classes) for family, others in families]
        verdicts.append(True if True in found else None if None in found else False)
    return _all(verdicts)
