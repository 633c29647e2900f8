"""Around an exact zero: an interval in which it is the only one.

Where f and its derivatives up to order k − 1 vanish at x* and the k-th keeps its sign on one side, f has no other zero
there: by Taylor's theorem f(x) = f⁽ᵏ⁾(ξ)(x − x*)ᵏ/k!. Each side is proved by itself, so corners, roots with an infinite
slope and edges of the domain do no harm.
"""

from __future__ import annotations

from dataclasses import dataclass

import flint
import sympy as sp

from symtutor.analysis.isolation.exact import vanishes
from symtutor.numerics.balls import enclose
from symtutor.numerics.intervals.program import Program, UnboundedError
from symtutor.numerics.intervals.spans import Ball, Span, sign_of

ORDER_LIMIT = 8
HALVINGS = 60


@dataclass(frozen=True, slots=True)
class Near:
    """The interval, the signs of f on both sides (0 where it is not defined), and the multiplicity."""

    span: Span
    left: int
    right: int
    multiplicity: int


def neighbourhood(equation: sp.Expr, unknown: sp.Symbol, at: sp.Expr, program: Program) -> Near | None:
    """Find an interval around the exact zero `at` that holds no other; None where no order up to 8 proves that."""
    centre = enclose(at)
    if centre is None:
        return None
    derivative, steps = equation, program
    for order in range(1, ORDER_LIMIT + 1):
        right = _side(program, steps, centre, 1, order)
        left = _side(program, steps, centre, -1, order)
        if left is not None and right is not None:
            signs = left[1] * (-1) ** order, right[1]
            return Near((left[0], right[0]), *signs, order)
        derivative = sp.diff(derivative, unknown)
        if not vanishes(derivative, {unknown: at}):
            return None
        try:
            steps = Program([derivative], [unknown])
        except UnboundedError:
            return None
    return None


def _side(field: Program, derivative: Program, centre: Ball, side: int, order: int) -> tuple[Ball, int] | None:
    """Find how far the derivative of an order keeps its sign on one side, and that sign; `derivative` is one less."""
    radius = flint.arb(1)
    for _ in range(HALVINGS):
        end = (centre + side * radius).mid()
        span = (centre, end) if side > 0 else (end, centre)
        values = derivative.run((span,))
        if values is not None and derivative.defined(values) and (order == 1 or _defined(field, span)):
            sign = sign_of(derivative.jacobian(values)[0][0])
            if sign:
                return end, sign
        elif _ends_here(field, span, centre, side):
            return end, 0
        radius = radius / 2
    return None


def _defined(field: Program, span: Span) -> bool:
    values = field.run((span,))
    return values is not None and field.defined(values)


def _ends_here(field: Program, span: Span, centre: Ball, side: int) -> bool:
    """Tell whether the domain ends at the zero: nothing of the span is left but the zero itself."""
    left = field.contract((span,))
    if left is None:
        return False
    ((low, high),) = left
    return bool(low >= centre.lower()) if side < 0 else bool(high <= centre.upper())
