"""Exact numbers that stay short enough: normal forms and signs that cannot take for ever.

SymPy decides whether a long expression of transcendental numbers is zero by more and more digits. What is longer than
:data:`SIZE_LIMIT` is therefore only enclosed: a ball may prove a sign, and nothing else is claimed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.polynomial.normal_form import expand
from symtutor.analysis.size import within
from symtutor.numerics import signs
from symtutor.numerics.balls import enclose

if TYPE_CHECKING:
    from collections.abc import Iterable

SIZE_LIMIT = 150
DIGITS = 80


def sign(number: sp.Expr) -> int | None:
    """Decide the sign of an exact number; of a long one only what a ball proves.

    Examples
    --------
    >>> sign(sp.sqrt(2) - 1), sign(sp.S.Zero)
    (1, 0)
    """
    if number.is_Rational or number.free_symbols or within((number,), SIZE_LIMIT - 1):
        return signs.sign(number)
    ball = enclose(number, digits=DIGITS)
    return None if ball is None or ball.contains(0) else 1 if ball > 0 else -1


def normal(number: sp.Expr) -> sp.Expr:
    """Bring a coefficient to a form in which zero is 0, where that can be decided.

    Examples
    --------
    >>> normal(1 / (1 + sp.sqrt(2)) - sp.sqrt(2) + 1)
    0
    """
    if number.is_Rational:
        return number
    number = expand(number)
    if number.is_Rational or not within((number,), SIZE_LIMIT - 1):
        return number
    if any(power.exp.is_negative for power in number.atoms(sp.Pow)):
        if number.free_symbols:
            number = sp.cancel(number)
        elif number.is_algebraic and not number.has(sp.CRootOf):
            number = sp.expand(sp.radsimp(number))
    return sp.S.Zero if sign(number) == 0 else number


def algebraic(numbers: Iterable[sp.Expr]) -> bool:
    """Tell whether all numbers are built from fractions and roots of fractions, so that zero is recognized."""
    return all(number.is_Rational or (number.is_algebraic and not number.has(sp.CRootOf)) for number in numbers)
