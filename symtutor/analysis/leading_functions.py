"""Leading terms of functions: from that of what stands inside to that of the whole, one function for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.germ import NOTHING, Germ, constant
from symtutor.numerics.signs import sign
from symtutor.reading.roots import RealRoot

if TYPE_CHECKING:
    from sympy.logic.boolalg import Boolean

Leading = Callable[[sp.Expr, sp.Symbol], Germ | None]
"""Finds the leading term of an expression; None where this calculus does not decide it."""

ORDER_LIMIT = 12
"""The highest derivative that is looked at."""

STRANGE = {sp.tan: (sp.sin, sp.cos), sp.cot: (sp.cos, sp.sin), sp.sec: (None, sp.cos), sp.csc: (None, sp.sin)}
"""Quotients: what stands above the stroke and below; None above for 1."""

SMOOTH = (sp.sin, sp.cos, sp.sinh, sp.cosh, sp.tanh, sp.atan, sp.asin, sp.acos, sp.atanh)
"""Functions with derivatives of every order, which are expanded about the limit of what stands inside."""

SATURATING = {sp.atan: sp.pi / 2, sp.tanh: sp.S.One}
"""Functions with a limit at infinity."""


def _exponential(e: sp.Expr, s: sp.Symbol, leading: Leading) -> Germ | None:
    """Take e to a limit; of something unbounded it is beyond every power."""
    inner = leading(e.args[0], s)
    if inner is None:
        return None
    limit = sp.S.Zero if inner is NOTHING else inner.limit
    if limit is not None:
        return constant(sp.exp(limit))
    if inner.power.is_extended_negative and inner.direction:
        return Germ(-inner.direction * sp.oo, sp.S.Zero, None, 1)
    return None


def _logarithm(e: sp.Expr, s: sp.Symbol, leading: Leading) -> Germ | None:
    """Take ln(c sᵖ …) ~ −p ln(1/s), the logarithm of a limit, and ln u ~ u − 1 where u tends to 1."""
    inner = leading(e.args[0], s)
    if inner is None or inner.direction != 1:
        return None
    if inner.limit == 1:
        return leading(e.args[0] - 1, s)
    if inner.power.is_zero and inner.logs.is_zero:
        return None if inner.limit is None else constant(sp.log(inner.limit))
    if inner.power.is_zero or inner.power.is_infinite:
        return None
    return Germ(sp.S.Zero, sp.S.One, -inner.power, int(-sp.sign(inner.power)))


def _absolute(e: sp.Expr, s: sp.Symbol, leading: Leading) -> Germ | None:
    """Take the sign off."""
    inner = leading(e.args[0], s)
    if inner is None or inner is NOTHING or inner.direction is None:
        return inner
    coefficient = None if inner.coefficient is None else inner.direction * inner.coefficient
    return Germ(inner.power, inner.logs, coefficient, 1)


def _real_root(e: sp.Expr, s: sp.Symbol, leading: Leading) -> Germ | None:
    """Divide the exponents by the degree; an odd root keeps the sign."""
    inner, degree = leading(e.args[0], s), e.args[1]
    if inner is None or inner is NOTHING or inner.direction is None:
        return inner
    coefficient = None if inner.coefficient is None else RealRoot(inner.coefficient, degree)
    return Germ(inner.power / degree, inner.logs / degree, coefficient, inner.direction)


def _extreme(e: sp.Expr, s: sp.Symbol, leading: Leading) -> Germ | None:
    """Take the one that is larger, or smaller, for small s."""
    chosen = e.args[0]
    for other in e.args[1:]:
        difference = leading(chosen - other, s)
        if difference is None or difference.direction is None:
            return None
        larger, smaller = (chosen, other) if difference.direction >= 0 else (other, chosen)
        chosen = larger if isinstance(e, sp.Max) else smaller
    return leading(chosen, s)


def _pieces(e: sp.Expr, s: sp.Symbol, leading: Leading) -> Germ | None:
    """Take the first piece whose condition holds for small s."""
    for piece, condition in e.args:
        here = holds(condition, s, leading)
        if here is None:
            return None
        if here:
            return leading(piece, s)
    return None


def holds(condition: Boolean, s: sp.Symbol, leading: Leading) -> bool | None:
    """Tell whether a comparison holds for small s."""
    if condition in (sp.true, sp.false):
        return condition is sp.true
    if isinstance(condition, (sp.And, sp.Or)):
        verdicts = [holds(part, s, leading) for part in condition.args]
        return None if None in verdicts else (all if isinstance(condition, sp.And) else any)(verdicts)
    if not isinstance(condition, sp.core.relational.Relational):
        return None
    difference = leading(condition.lhs - condition.rhs, s)
    if difference is None or difference.direction is None:
        return None
    return bool(condition.func(sp.Integer(difference.direction), sp.S.Zero))


def _quotient(e: sp.Expr, s: sp.Symbol, leading: Leading) -> Germ | None:
    """Write tan, cot, sec and csc by sine and cosine."""
    above, below = STRANGE[e.func]
    top = constant(sp.S.One) if above is None else leading(above(e.args[0]), s)
    bottom = leading(below(e.args[0]), s)
    inverse = None if bottom is None or bottom is NOTHING else bottom.to_the(sp.S.NegativeOne)
    return None if top is None or inverse is None else top.times(inverse)


def _smooth(e: sp.Expr, s: sp.Symbol, leading: Leading) -> Germ | None:
    """Compose with a smooth function: its value at the limit, or its first derivative there that is not zero."""
    inner = leading(e.args[0], s)
    if inner is None:
        return None
    limit = sp.S.Zero if inner is NOTHING else inner.limit
    if limit is None:
        return _far(e, s, inner, leading)
    u = sp.Dummy("u", real=True)
    derivative = e.func(u)
    for order in range(ORDER_LIMIT + 1):
        value = derivative.subs(u, limit)
        direction = sign(value)
        if direction is None or value.is_finite is False:
            return None
        if direction and order == 0:
            return constant(value)
        if direction:
            scale = constant(value / sp.factorial(order))
            offset = inner if limit == 0 else leading(e.args[0] - limit, s)
            raised = None if offset is None or offset is NOTHING else offset.to_the(sp.Integer(order))
            return None if scale is None or raised is None else scale.times(raised)
        derivative = sp.diff(derivative, u)
    return None


def _far(e: sp.Expr, s: sp.Symbol, inner: Germ, leading: Leading) -> Germ | None:
    """Compose with a function of something unbounded: some saturate, some stay bounded, some grow."""
    function, (u,) = e.func, e.args
    if function in SATURATING and inner.direction:
        return constant(inner.direction * SATURATING[function])
    if function in (sp.sin, sp.cos):
        return Germ(sp.S.Zero, sp.S.Zero, None, None)
    if function in (sp.sinh, sp.cosh):
        return leading((sp.exp(u) + (1 if function is sp.cosh else -1) * sp.exp(-u)) / 2, s)
    return None


FUNCTIONS: dict[type, Callable[[sp.Expr, sp.Symbol, Leading], Germ | None]] = {
    sp.exp: _exponential,
    sp.log: _logarithm,
    sp.Abs: _absolute,
    RealRoot: _real_root,
    sp.Max: _extreme,
    sp.Min: _extreme,
    sp.Piecewise: _pieces,
    **dict.fromkeys(STRANGE, _quotient),
    **dict.fromkeys(SMOOTH, _smooth),
}
