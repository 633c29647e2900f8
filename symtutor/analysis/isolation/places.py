"""What is true at a point whose coordinates may be known by their balls only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flint
import sympy as sp

from symtutor.analysis.isolation.exact import vanishes
from symtutor.numerics.balls import enclose
from symtutor.numerics.intervals.program import Program, UnboundedError
from symtutor.numerics.intervals.spans import LEFTMOST, RIGHTMOST, ZERO, Span, sign_of, thin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sympy.logic.boolalg import Boolean

    from symtutor.analysis.isolation.extent import Condition

DIGITS = (20, 60, 200)


def sign_at(expression: sp.Expr, values: Mapping[sp.Symbol, sp.Expr]) -> int | None:
    """Decide the sign of an expression at a point: −1, 0, 1, or None where it is not decided or not defined.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> sign_at(sp.log(x), {x: sp.Integer(1)}), sign_at(sp.cos(x), {x: sp.Integer(3)})
    (0, -1)
    """
    if vanishes(expression, values):
        return 0
    unknowns = tuple(values)
    try:
        program = Program([expression], unknowns)
        for digits in DIGITS:
            balls = [enclose(value, digits=digits) for value in values.values()]
            if None in balls:
                return None
            with flint.ctx.workprec(4 * digits):
                bounds = program.bounds(tuple(map(thin, balls)))
            if bounds is not None and sign_of(bounds[0]):
                return sign_of(bounds[0])
    except UnboundedError:
        return None
    return None


SATISFIED = {sp.Gt: (1,), sp.Ge: (0, 1), sp.Lt: (-1,), sp.Le: (-1, 0), sp.Ne: (-1, 1), sp.Eq: (0,)}


def holds_at(condition: Boolean, values: Mapping[sp.Symbol, sp.Expr]) -> bool | None:
    """Decide a condition at a point.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> holds_at(sp.And(x > 0, sp.Ne(sp.cos(x), 0)), {x: sp.pi / 2})
    False
    """
    if condition in {sp.true, sp.false}:
        return bool(condition)
    if isinstance(condition, sp.And | sp.Or):
        decides = isinstance(condition, sp.Or)
        verdicts = [holds_at(part, values) for part in condition.args]
        return decides if decides in verdicts else None if None in verdicts else not decides
    if isinstance(condition, sp.Not):
        verdict = holds_at(condition.args[0], values)
        return None if verdict is None else not verdict
    if condition.func in SATISFIED:
        side = sign_at(condition.lhs - condition.rhs, values)
        return None if side is None else side in SATISFIED[condition.func]
    return None


def aim_of(condition: Boolean, unknown: sp.Symbol) -> Condition | None:
    """Write an inequality in one unknown as an expression and the span it may lie in, which narrows a search."""
    if condition.free_symbols != {unknown} or condition.func not in {sp.Gt, sp.Ge, sp.Lt, sp.Le}:
        return None
    aim: Span = (ZERO, RIGHTMOST) if condition.func in {sp.Gt, sp.Ge} else (LEFTMOST, ZERO)
    expression = condition.lhs - condition.rhs
    try:
        Program([expression], [unknown])
    except UnboundedError:
        return None
    return expression, aim
