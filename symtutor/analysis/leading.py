"""The leading term of an expression as s → 0⁺: sums, products and powers, from the leading terms of their parts."""

from __future__ import annotations

import sympy as sp

from symtutor.analysis.germ import NOTHING, Germ, add, constant
from symtutor.analysis.leading_functions import FUNCTIONS, ORDER_LIMIT
from symtutor.analysis.smoothness import smooth_at
from symtutor.numerics.signs import sign


def leading(e: sp.Expr, s: sp.Symbol) -> Germ | None:
    """Find the leading term of an expression as s → 0⁺, from those of its parts; None where it is not decided."""
    if not e.has(s):
        return constant(e)
    if e == s:
        return Germ(sp.S.One, sp.S.Zero, sp.S.One, 1)
    if e.is_rational_function(s):
        return _of_fraction(e, s)
    if e.is_Add:
        return _of_sum(e, s)
    if e.is_Mul:
        found: Germ | None = constant(sp.S.One)
        for factor in e.args:
            other = leading(factor, s)
            if found is None or other is None:
                return None
            found = NOTHING if NOTHING in (found, other) else found.times(other)
        return found
    if e.is_Pow and not e.exp.has(s):
        base = leading(e.base, s)
        return base.to_the(e.exp) if base is not None and base is not NOTHING else None
    if e.is_Pow:
        return leading(sp.exp(e.exp * sp.log(e.base)), s)
    function = FUNCTIONS.get(e.func)
    return function(e, s, leading) if function is not None else None


def _of_fraction(e: sp.Expr, s: sp.Symbol) -> Germ | None:
    """Compare the lowest terms of numerator and denominator."""
    pieces = []
    for part in sp.fraction(sp.together(e)):
        terms = sp.Poly(part, s).terms()
        if not part.has(s) and part == 0:
            return NOTHING
        (power,), coefficient = terms[-1]
        pieces.append((sp.Integer(power), coefficient))
    (top, above), (bottom, below) = pieces
    coefficient = above / below
    direction = sign(coefficient)
    if direction == 0:
        return NOTHING if e.equals(0) else None
    return None if direction is None else Germ(top - bottom, sp.S.Zero, coefficient, direction)


def _of_sum(e: sp.Expr, s: sp.Symbol) -> Germ | None:
    """Let the largest term decide; where the largest cancel, the first derivative at s = 0 that is not zero."""
    terms = [leading(term, s) for term in e.args]
    known = [term for term in terms if term is not None]
    found = add(known) if len(known) == len(terms) else None
    return found or _by_derivatives(e, s)


def _by_derivatives(e: sp.Expr, s: sp.Symbol) -> Germ | None:
    """Expand what is smooth at s = 0 by its derivatives there (Taylor's theorem)."""
    if smooth_at(e, (s,), (sp.S.Zero,)) is not True:
        return None
    derivative = e
    for order in range(ORDER_LIMIT + 1):
        value = sp.expand(derivative.subs(s, 0))
        direction = sign(value)
        if direction is None:
            return None
        if direction:
            return Germ(sp.Integer(order), sp.S.Zero, value / sp.factorial(order), direction)
        derivative = sp.diff(derivative, s)
        if derivative == 0:
            return NOTHING
    return None
