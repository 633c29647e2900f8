"""No zeros far out: proofs for a half-line, where intervals can no longer be cut into finitely many pieces.

Four arguments, from the plainest on: bounds on f; f is monotone and moves away from zero; a higher derivative has one
sign and drives all lower ones; or one term outgrows all others together.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.numerics.balls import middle
from symtutor.numerics.intervals.program import Program, UnboundedError
from symtutor.numerics.intervals.spans import (
    LEFTMOST,
    ONE,
    RIGHTMOST,
    ZERO,
    Ball,
    Span,
    is_bounded,
    magnitude,
    multiply,
    sign_of,
    thin,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

ORDER_LIMIT = 4
TERM_LIMIT = 8
TERM_SIZE = 200
DERIVATIVE_SIZE = 120
FACTOR_SIZE = 60


class Argument(Enum):
    """How a half-line is shown to hold no zero."""

    UNDEFINED = "f is not defined there"
    BOUNDS = "bounds on f exclude zero"
    DERIVATIVE = "a derivative keeps its sign"
    DOMINANT = "one term outgrows the others"


@dataclass(frozen=True, slots=True)
class Beyond:
    """A proof that f has no zero beyond `start`, to the right (`side` 1) or to the left (−1).

    ``sign`` is that of f; ``order`` the order of the derivative that decides, ``term`` the term that outgrows the rest.
    """

    start: sp.Rational
    side: int
    argument: Argument
    sign: int = 0
    order: int = 0
    term: sp.Expr | None = None


def no_zero_beyond(equation: sp.Expr, unknown: sp.Symbol, start: Ball, side: int) -> Beyond | None:
    """Prove that a function has no zero beyond `start`; None where none of the arguments applies.

    Examples
    --------
    >>> import flint
    >>> x = sp.Symbol("x", real=True)
    >>> no_zero_beyond(sp.exp(x) - x**2, x, flint.arb(20), 1).argument.name
    'DERIVATIVE'
    >>> no_zero_beyond(sp.sin(x), x, flint.arb(20), 1) is None
    True
    """
    span = (start, RIGHTMOST) if side > 0 else (LEFTMOST, start)
    place = middle(start)
    program = _program(equation, unknown)
    if program is None:
        return None
    values = program.run((span,))
    if values is None:
        return Beyond(place, side, Argument.UNDEFINED)
    sign = _sign(equation, unknown, span)
    if sign:
        return Beyond(place, side, Argument.BOUNDS, sign)
    if not program.defined(values):
        return None
    return _by_derivatives(equation, unknown, start, side) or _by_dominance(equation, unknown, start, side)


@lru_cache(maxsize=256)
def _program(expression: sp.Expr, unknown: sp.Symbol) -> Program | None:
    try:
        return Program([expression], [unknown])
    except UnboundedError:
        return None


def _sign(expression: sp.Expr, unknown: sp.Symbol, span: Span) -> int:
    """Find the sign of a function on a span, 0 where it is not proved; factor by factor."""
    sign = 1
    for factor in sp.Mul.make_args(expression):
        if factor.is_positive or factor.is_negative:
            part = 1 if factor.is_positive else -1
        else:
            part = 0
            program = _program(factor, unknown)
            values = None if program is None else program.run((span,))
            if program is not None and values is not None and program.defined(values):
                part = sign_of(values[program.outputs[0]])
        sign *= part
    return sign


def _steady_sign(derivative: sp.Expr, unknown: sp.Symbol, span: Span) -> int:
    """Find the sign of a derivative, factored where it does not show without."""
    sign = _sign(derivative, unknown, span)
    if not sign and derivative.is_Add and derivative.count_ops() <= FACTOR_SIZE:
        sign = _sign(_factored(derivative), unknown, span)
    return sign


@lru_cache(maxsize=64)
def _factored(expression: sp.Expr) -> sp.Expr:
    return sp.factor(expression)


def _by_derivatives(equation: sp.Expr, unknown: sp.Symbol, start: Ball, side: int) -> Beyond | None:
    """Find a derivative that keeps its sign and, step by step, drives f away from zero."""
    span = (start, RIGHTMOST) if side > 0 else (LEFTMOST, start)
    first = 0
    for order, derivative in enumerate(_derivatives(equation, unknown)):
        sign = _steady_sign(derivative, unknown, span) * side**order if order else 0
        if sign:
            matches = sign == first
            return Beyond(middle(start), side, Argument.DERIVATIVE, sign, order) if matches else None
        here = _sign(derivative, unknown, thin(start)) * side**order
        if not here or (first and here != first):
            return None
        first = here
    return None


@lru_cache(maxsize=32)
def _derivatives(equation: sp.Expr, unknown: sp.Symbol) -> tuple[sp.Expr, ...]:
    """Differentiate as often as the derivatives stay short; common factors are taken out, to show their signs."""
    found = [equation]
    while len(found) <= ORDER_LIMIT:
        derivative = sp.diff(found[-1], unknown)
        if derivative.count_ops() > DERIVATIVE_SIZE:
            break
        found.append(sp.factor_terms(derivative))
    return tuple(found)


def _by_dominance(equation: sp.Expr, unknown: sp.Symbol, start: Ball, side: int) -> Beyond | None:
    """Find a term that is larger than all others together from `start` on."""
    if not side * start > 0:
        return None
    outward = sp.expand(equation.rewrite(sp.exp) if equation.has(sp.sinh, sp.cosh) else equation)
    if side < 0:
        outward = outward.xreplace({unknown: -unknown})
    terms = sp.Add.make_args(outward)
    if len(terms) > TERM_LIMIT or outward.count_ops() > TERM_SIZE:
        return None
    span = (start if side > 0 else -start, RIGHTMOST)
    for leader in terms:
        sign = _sign(leader, unknown, span)
        if not sign:
            continue
        shares = [_largest(sp.powsimp(term / leader), unknown, span) for term in terms if term is not leader]
        known = [share for share in shares if share is not None]
        if len(known) == len(shares) and sum(known, ZERO) < 1:
            back = leader.xreplace({unknown: -unknown}) if side < 0 else leader
            return Beyond(middle(start), side, Argument.DOMINANT, sign, 0, back)
    return None


def _largest(ratio: sp.Expr, unknown: sp.Symbol, span: Span) -> Ball | None:
    """Bound |ratio| on a half-line: bounded factors by their bounds, the rest by its value where it only decreases."""
    bound: Ball = ONE
    monotone, growth = sp.S.One, sp.S.Zero
    for factor in sp.Mul.make_args(ratio):
        rate = _growth(factor, unknown)
        if rate is not None:
            monotone, growth = monotone * factor, growth + rate
            continue
        size = _bounds(factor, unknown, span)
        if size is None:
            return None
        bound = multiply(thin(bound), magnitude(size))[1]
    if growth != 0 and _sign(sp.expand(growth), unknown, span) >= 0:
        return None
    at_start = _bounds(monotone, unknown, thin(span[0]))
    if at_start is None:
        return None
    return multiply(thin(bound), magnitude(at_start))[1]


def _growth(factor: sp.Expr, unknown: sp.Symbol) -> sp.Expr | None:
    """Give x φ′/φ for a power, an exponential or a logarithm: negative where |φ| decreases; None for others."""
    if not factor.has(unknown):
        return sp.S.Zero
    base, exponent = factor.as_base_exp() if factor.is_Pow else (factor, sp.S.One)
    if not exponent.is_number and base != sp.E:
        return None
    if isinstance(factor, sp.exp):
        return sp.expand(unknown * sp.diff(factor.args[0], unknown))
    if isinstance(base, sp.log):
        inner = base.args[0]
        return exponent * sp.cancel(unknown * sp.diff(inner, unknown) / inner) / base
    if base.is_polynomial(unknown):
        return exponent * sp.cancel(unknown * sp.diff(base, unknown) / base)
    return None


def _bounds(expression: sp.Expr, unknown: sp.Symbol, span: Span) -> Span | None:
    program = _program(expression, unknown)
    values = None if program is None else program.run((span,))
    if program is None or values is None or not program.defined(values):
        return None
    found = values[program.outputs[0]]
    return found if is_bounded(found) else None


def starts(edge: Ball, side: int) -> Iterator[Ball]:
    """Yield where to try: at the edge of the window, and ever farther out."""
    yield edge
    outer = (side * edge).max(ONE * 20)
    for _ in range(6):
        outer = (outer * 4).mid()
        yield side * outer
